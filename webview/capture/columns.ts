import type { SessionRowView } from '../../src/analysis/views';
import { elideMiddle, elideUrl } from '../ui/elide';
import { distanceText } from '../ui/format';
import { grouped, t } from '../ui/strings';
import type { Measures } from '../ui/useVirtual';
import { visible } from '../ui/visible';
import type { TimeMode } from './state';

/** A column of the session list. */
export interface Column {
  /** Name as the service sorts by it; `header:NAME` for a header of the reader's choice. */
  readonly id: string;
  readonly width: number;
  readonly align: 'left' | 'right';
  readonly font: 'ui' | 'mono';
}

const known: readonly Column[] = [
  { id: 'mark', width: 16, align: 'left', font: 'ui' },
  { id: 'sid', width: 40, align: 'right', font: 'mono' },
  { id: 'status', width: 48, align: 'left', font: 'mono' },
  { id: 'protocol', width: 64, align: 'left', font: 'ui' },
  { id: 'host', width: 168, align: 'left', font: 'ui' },
  { id: 'url', width: 0, align: 'left', font: 'mono' },
  { id: 'size', width: 62, align: 'right', font: 'mono' },
  { id: 'type', width: 156, align: 'left', font: 'ui' },
  { id: 'process', width: 92, align: 'left', font: 'ui' },
  { id: 'duration', width: 72, align: 'right', font: 'mono' },
  { id: 'waterfall', width: 140, align: 'left', font: 'ui' },
  { id: 'time', width: 96, align: 'right', font: 'mono' },
  { id: 'reqsize', width: 62, align: 'right', font: 'mono' },
  { id: 'method', width: 62, align: 'left', font: 'mono' },
  { id: 'ip', width: 112, align: 'left', font: 'mono' },
  { id: 'caching', width: 140, align: 'left', font: 'ui' },
  { id: 'comment', width: 140, align: 'left', font: 'ui' },
];

const delivered = [
  'mark',
  'sid',
  'status',
  'protocol',
  'host',
  'url',
  'size',
  'type',
  'process',
  'duration',
  'waterfall',
];
const fixed = new Set(['mark', 'url']);
const minWidth = 30;
const maxWidth = 1200;
const urlMin = 120;
const gap = 10;
const padding = 22;
const methodWidth = 62;

/** Ids of every built-in column, in the order of the chooser. */
export const columnIds: readonly string[] = known.map((column) => column.id);

/** True for columns that cannot be left out. */
export function isFixed(id: string): boolean {
  return fixed.has(id);
}

/** True for columns that can stand elsewhere; the mark is always the first. */
export function isMovable(id: string): boolean {
  return id !== 'mark';
}

/** The delivered order, or the reader's own; the fixed columns are always there. */
export function chosenIds(chosen: readonly string[]): readonly string[] {
  if (chosen.length === 0) return delivered;
  const valid = chosen.filter(
    (id, at) => chosen.indexOf(id) === at && (id.startsWith('header:') || columnIds.includes(id)),
  );
  const missing = delivered.filter((id) => fixed.has(id) && !valid.includes(id));
  return [...missing, ...valid];
}

export type Layout = 'wide' | 'narrow' | 'beside' | 'tiny';

/**
 * What fits: everything, the narrow set, the set beside the inspector, or the least. Columns of the reader's own
 * choice (`own`) are all drawn where the list has the editor for itself, and scrolled to when they do not fit.
 */
export function layoutOf(width: number, besideInspector: boolean, editorWidth: number, own = false): Layout {
  if (editorWidth > 0 && editorWidth < 480) return 'tiny';
  if (besideInspector) return 'beside';
  return width < 900 && !own ? 'narrow' : 'wide';
}

const narrowIds: Record<Exclude<Layout, 'wide'>, readonly string[]> = {
  narrow: ['mark', 'sid', 'status', 'url', 'size', 'duration'],
  beside: ['mark', 'sid', 'status', 'url', 'duration'],
  tiny: ['mark', 'status', 'url'],
};

/** Left out first where the list is too narrow for all; then from the right. The overview tab has what they say. */
const firstToGo = ['waterfall', 'process', 'type', 'protocol'];
const urlWanted = 180;

/** The columns to draw in `width` px, with the reader's widths. */
export function columnsFor(
  layout: Layout,
  chosen: readonly string[],
  widths: Readonly<Record<string, number>>,
  width = Number.POSITIVE_INFINITY,
): readonly Column[] {
  const ids = layout === 'wide' ? chosenIds(chosen) : narrowIds[layout];
  const columns = ids.map((id): Column => ({ ...columnOf(id), width: drawnWidth(id, layout, widths) }));
  return layout === 'wide' && chosen.length === 0 ? fitted(columns, width) : columns;
}

/** For the URL, which takes the rest, the least. */
function drawnWidth(id: string, layout: Layout, widths: Readonly<Record<string, number>>): number {
  if (id === 'url') return layout === 'wide' ? urlWanted : urlMin;
  return layout === 'wide' ? widthOf(id, widths) : columnOf(id).width;
}

function columnOf(id: string): Column {
  return known.find((each) => each.id === id) ?? { id, width: 140, align: 'left', font: 'ui' };
}

/** Width of a column in px: the reader's own, or as delivered. */
export function widthOf(id: string, widths: Readonly<Record<string, number>>): number {
  const own = widths[id];
  if (own === undefined || fixed.has(id)) return columnOf(id).width;
  return Math.max(minWidth, Math.min(maxWidth, own));
}

/** Width in px that shows the longest of some texts and the title whole. */
export function fittingWidth(column: Column, texts: readonly string[], measures: Measures): number {
  const char = column.font === 'mono' ? measures.ch : measures.ui;
  const longest = texts.reduce((most, text) => Math.max(most, text.length), 0);
  const title = (columnTitle(column.id).length + 2) * measures.ui;
  return Math.round(Math.max(minWidth, Math.min(maxWidth, Math.max(title, longest * char) + gap)));
}

/** Width in px that the columns need at least; a list that is narrower is scrolled. */
export function neededWidth(columns: readonly Column[]): number {
  return columns.reduce((sum, column) => sum + column.width, 0) + gap * (columns.length - 1) + padding;
}

function fitted(columns: readonly Column[], width: number): readonly Column[] {
  const kept = [...columns];
  const needed = () => kept.reduce((sum, column) => sum + column.width + gap, padding - gap);
  const rest = kept
    .map((column) => column.id)
    .filter((id) => !firstToGo.includes(id))
    .reverse();
  for (const id of [...firstToGo, ...rest]) {
    if (needed() <= width) break;
    const at = kept.findIndex((column) => column.id === id);
    if (at >= 0 && !fixed.has(id) && id !== 'sid' && id !== 'status') kept.splice(at, 1);
  }
  return kept;
}

/** Header names among the chosen columns, as the service is asked for them. */
export function headerColumns(chosen: readonly string[]): string[] {
  return [...new Set(chosen.map(headerOf).filter((name) => name !== ''))];
}

/** Name of the header that a column shows; Fiddler's "Caching" is one under another title. */
function headerOf(id: string): string {
  return id === 'caching' ? 'cache-control' : id.startsWith('header:') ? id.slice('header:'.length) : '';
}

/** Value of `grid-template-columns`; the URL takes the rest. */
export function template(columns: readonly Column[]): string {
  return columns
    .map((column) => (column.id === 'url' ? `minmax(${column.width}px,1fr)` : `${column.width}px`))
    .join(' ');
}

/** Width of the URL column in px in a list of `width` px. */
export function urlWidth(columns: readonly Column[], width: number): number {
  const others = columns.reduce((sum, column) => sum + (column.id === 'url' ? 0 : column.width), 0);
  const least = columns.find((column) => column.id === 'url')?.width ?? urlMin;
  return Math.max(least, width - others - gap * (columns.length - 1) - padding);
}

/** Left edge of the first column after mark, number and result: where reasons start. */
export function reasonIndent(columns: readonly Column[]): number {
  const first = columns.slice(0, 2).reduce((sum, column) => sum + column.width + gap, 8);
  return Math.max(30, Math.round(first * 0.92));
}

/** Title of a column in the header and the chooser. */
export function columnTitle(id: string): string {
  switch (id) {
    case 'mark':
      return t('ui.columnMark');
    case 'sid':
      return '#';
    case 'status':
      return t('ui.columnResult');
    case 'protocol':
      return t('ui.columnProtocol');
    case 'host':
      return t('ui.columnHost');
    case 'url':
      return 'URL';
    case 'size':
      return t('ui.columnBody');
    case 'type':
      return 'Content-Type';
    case 'process':
      return t('ui.columnProcess');
    case 'duration':
      return t('ui.columnDuration');
    case 'waterfall':
      return t('ui.columnWaterfall');
    case 'time':
      return t('ui.columnTime');
    case 'reqsize':
      return t('ui.columnSent');
    case 'comment':
      return t('ui.columnComment');
    case 'method':
      return t('ui.columnMethod');
    case 'ip':
      return t('ui.columnIp');
    case 'caching':
      return t('ui.columnCaching');
    default:
      return id.replace(/^header:/, '');
  }
}

export interface CellContext {
  readonly layout: Layout;
  /** The method stands in front of the path: the list is wide, and it has no column of its own. */
  readonly showsMethod: boolean;
  readonly measures: Measures;
  readonly urlWidth: number;
  readonly time: TimeMode;
  readonly firstStart: number | undefined;
  /** Start of the row that delta times refer to. */
  readonly reference: number | undefined;
}

/** Text of a cell as drawn: numbers grouped, hosts and URLs cut to what fits, nothing that hides or reorders text. */
export function cellText(row: SessionRowView, column: Column, context: CellContext): string {
  return visible(textOf(row, column, context));
}

function textOf(row: SessionRowView, column: Column, context: CellContext): string {
  switch (column.id) {
    case 'sid':
      return String(row.sid);
    case 'status':
      return row.status > 0 ? String(row.status) : row.missing ? '' : '-';
    case 'protocol':
      return row.protocol;
    case 'host':
      return elideMiddle(row.host, Math.floor(column.width / context.measures.ui) - 1);
    case 'url':
      return urlText(row, context);
    case 'size':
      return row.responseBytes < 0 ? '' : grouped(row.responseBytes);
    case 'reqsize':
      return row.requestBytes < 0 ? '' : grouped(row.requestBytes);
    case 'type':
      return row.contentType;
    case 'process':
      return row.process;
    case 'duration':
      return row.duration === undefined ? '' : grouped(Math.round(row.duration));
    case 'time':
      return timeText(row, context);
    case 'comment':
      return row.comment;
    case 'method':
      return row.method;
    case 'ip':
      return row.ip;
    default:
      return row.extra?.[headerOf(column.id)] ?? '';
  }
}

/** Full text, for tooltips and as description for screen readers; empty where a text is short whatever it says. */
export function fullText(row: SessionRowView, id: string): string {
  return visible(wholeOf(row, id));
}

function wholeOf(row: SessionRowView, id: string): string {
  switch (id) {
    case 'url':
      return row.url;
    case 'host':
      return row.host;
    case 'type':
      return row.contentType;
    case 'comment':
      return row.comment;
    default:
      return row.extra?.[headerOf(id)] ?? '';
  }
}

function urlText(row: SessionRowView, { layout, measures, urlWidth, showsMethod }: CellContext): string {
  if (row.missing) return row.missing;
  const combined = layout !== 'wide';
  const text = combined ? (row.tunnel ? row.url || row.host : row.host + row.path) : row.path || row.url;
  const room = urlWidth - (showsMethod ? methodWidth : 0);
  return elideUrl(text, Math.max(8, Math.floor(room / measures.ch)));
}

function timeText(row: SessionRowView, { time, firstStart, reference }: CellContext): string {
  if (time === 'clock' || row.started === undefined) return row.startedText;
  const from = time === 'delta' ? reference : firstStart;
  return from === undefined ? row.startedText : distanceText(row.started - from);
}

/** The order after a column was dropped before or behind another one; the mark stays first. */
export function droppedColumn(ids: readonly string[], id: string, target: string, behind: boolean): readonly string[] {
  if (id === target || !isMovable(id)) return ids;
  const others = ids.filter((each) => each !== id);
  const at = others.indexOf(target);
  if (at < 0) return ids;
  others.splice(Math.max(1, at + (behind ? 1 : 0)), 0, id);
  return others;
}

/** The order after a column was moved by one place; the mark stays first. */
export function movedColumn(ids: readonly string[], id: string, step: 1 | -1): readonly string[] {
  const at = ids.indexOf(id);
  const to = at + step;
  if (at < 1 || to < 1 || to >= ids.length) return ids;
  const next = [...ids];
  next.splice(at, 1);
  next.splice(to, 0, id);
  return next;
}
