import type { SessionRowView } from '../../src/analysis/views';
import { elideMiddle, elideUrl } from '../ui/elide';
import { distanceText } from '../ui/format';
import { grouped, t } from '../ui/strings';
import type { Measures } from '../ui/useVirtual';
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
  { id: 'status', width: 44, align: 'left', font: 'mono' },
  { id: 'protocol', width: 58, align: 'left', font: 'ui' },
  { id: 'host', width: 168, align: 'left', font: 'ui' },
  { id: 'url', width: 0, align: 'left', font: 'mono' },
  { id: 'size', width: 62, align: 'right', font: 'mono' },
  { id: 'type', width: 156, align: 'left', font: 'ui' },
  { id: 'process', width: 92, align: 'left', font: 'ui' },
  { id: 'duration', width: 72, align: 'right', font: 'mono' },
  { id: 'waterfall', width: 140, align: 'left', font: 'ui' },
  { id: 'time', width: 96, align: 'right', font: 'mono' },
  { id: 'reqsize', width: 62, align: 'right', font: 'mono' },
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

/** What fits: everything, the narrow set, the set beside the inspector, or the least. */
export function layoutOf(width: number, besideInspector: boolean, editorWidth: number): Layout {
  if (editorWidth > 0 && editorWidth < 480) return 'tiny';
  if (besideInspector) return 'beside';
  return width < 900 ? 'narrow' : 'wide';
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
  const columns = ids.map((id): Column => {
    const column = known.find((each) => each.id === id) ?? {
      id,
      width: 140,
      align: 'left' as const,
      font: 'ui' as const,
    };
    const own = layout === 'wide' ? widths[id] : undefined;
    return own === undefined || fixed.has(id) ? column : { ...column, width: Math.max(minWidth, own) };
  });
  return layout === 'wide' ? fitted(columns, width) : columns;
}

function fitted(columns: readonly Column[], width: number): readonly Column[] {
  const kept = [...columns];
  const needed = () => kept.reduce((sum, column) => sum + column.width + gap, urlWanted + padding - gap);
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
  return chosen.filter((id) => id.startsWith('header:')).map((id) => id.slice('header:'.length));
}

/** Value of `grid-template-columns`; the URL takes the rest. */
export function template(columns: readonly Column[]): string {
  return columns.map((column) => (column.id === 'url' ? `minmax(${urlMin}px,1fr)` : `${column.width}px`)).join(' ');
}

/** Width of the URL column in px in a list of `width` px. */
export function urlWidth(columns: readonly Column[], width: number): number {
  const others = columns.reduce((sum, column) => sum + (column.id === 'url' ? 0 : column.width), 0);
  return Math.max(urlMin, width - others - gap * (columns.length - 1) - padding);
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
    default:
      return id.replace(/^header:/, '');
  }
}

export interface CellContext {
  readonly layout: Layout;
  readonly measures: Measures;
  readonly urlWidth: number;
  readonly time: TimeMode;
  readonly firstStart: number | undefined;
  /** Start of the row that delta times refer to. */
  readonly reference: number | undefined;
}

/** Text of a cell as drawn: numbers grouped, hosts and URLs cut to what fits. */
export function cellText(row: SessionRowView, column: Column, context: CellContext): string {
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
    default:
      return row.extra?.[column.id.replace(/^header:/, '')] ?? '';
  }
}

/** Full text for tooltips and accessible names; empty where the drawn text is whole. */
export function fullText(row: SessionRowView, id: string): string {
  if (id === 'url') return row.url;
  if (id === 'host') return row.host;
  return '';
}

function urlText(row: SessionRowView, { layout, measures, urlWidth }: CellContext): string {
  if (row.missing) return row.missing;
  const combined = layout !== 'wide';
  const text = combined ? (row.tunnel ? row.url || row.host : row.host + row.path) : row.path || row.url;
  const room = urlWidth - (combined ? 0 : methodWidth);
  return elideUrl(text, Math.max(8, Math.floor(room / measures.ch)));
}

function timeText(row: SessionRowView, { time, firstStart, reference }: CellContext): string {
  if (time === 'clock' || row.started === undefined) return row.startedText;
  const from = time === 'delta' ? reference : firstStart;
  return from === undefined ? row.startedText : distanceText(row.started - from);
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
