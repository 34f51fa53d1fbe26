/*
 * Arithmetic of the virtual lists. Every entry has the same height, so the position is index x height and nothing is
 * measured. Browsers cap the height of an element; above `maxPixels` the scroll position is mapped, not drawn.
 */

/** 400 000 rows of 22 px: below the cap of every browser engine VS Code runs in. */
export const maxPixels = 8_800_000;
/** Most rows of a list in the document, unless more are visible at once. */
export const maxRows = 60;
/** Most nodes of a list in the document, text nodes included, unless more are visible at once. */
export const maxNodes = 1000;
const wantedOverscan = 10;

export interface Geometry {
  /** Number of entries. */
  readonly entries: number;
  /** Height of one entry in px. */
  readonly row: number;
  /** Height of the visible part in px. */
  readonly view: number;
}

/** Height of the scrolled element in px. */
export function spacerHeight(g: Geometry): number {
  return Math.min(g.entries * g.row, maxPixels);
}

/** True when the scroll position is mapped. */
export function isMapped(g: Geometry): boolean {
  return g.entries * g.row > maxPixels;
}

/** Offset into all entries (px, may exceed what the browser can scroll) for a native scroll position. */
export function offsetOf(scrollTop: number, g: Geometry): number {
  const all = g.entries * g.row;
  const most = Math.max(0, all - g.view);
  if (!isMapped(g)) return clamp(scrollTop, 0, most);
  const native = maxPixels - g.view;
  return native <= 0 ? 0 : clamp((scrollTop / native) * most, 0, most);
}

/** Native scroll position for an offset into all entries. */
export function scrollTopOf(offset: number, g: Geometry): number {
  const most = Math.max(0, g.entries * g.row - g.view);
  const wanted = clamp(offset, 0, most);
  if (!isMapped(g)) return wanted;
  return most === 0 ? 0 : (wanted / most) * (maxPixels - g.view);
}

/** Where an entry is drawn inside the scrolled element, in px. */
export function drawnTop(index: number, offset: number, scrollTop: number, g: Geometry): number {
  return isMapped(g) ? Math.round(scrollTop + index * g.row - offset) : index * g.row;
}

/**
 * Entries to draw (`to` exclusive): the visible ones and as many around them as `maxRows` and `maxNodes` allow, ten at
 * most on each side.
 */
export function drawnRange(offset: number, g: Geometry, nodesPerRow: number): { from: number; to: number } {
  const first = Math.floor(offset / g.row);
  const visible = Math.ceil((offset + g.view) / g.row) - first;
  const budget = Math.min(maxRows, Math.floor(maxNodes / Math.max(1, nodesPerRow))) - 1;
  const overscan = clamp(Math.floor((budget - visible) / 2), 0, wantedOverscan);
  return { from: clamp(first - overscan, 0, g.entries), to: clamp(first + visible + overscan, 0, g.entries) };
}

/** The offset that shows an entry of `height` px (two rows for a session with a reason) with the least movement. */
export function revealOffset(index: number, height: number, offset: number, g: Geometry): number {
  const top = index * g.row;
  if (top < offset) return top;
  if (top + height > offset + g.view) return Math.max(0, top + height - g.view);
  return offset;
}

function clamp(value: number, low: number, high: number): number {
  return Math.min(Math.max(value, low), high);
}
