import { decodeEntities, decodeJsonString, type MappedText } from '../mappedText';
import type { Span } from '../place';
import { SourceText } from '../sourceText';
import type { DataTypeStatus, Dump, ProtocolEvent, Section, Stat } from './model';
import { readDumps } from './readDump';

/**
 * `about_sync_data` inside a saved chrome://system page (entities) or a feedback log in JSON (an escaped string); the
 * plain `about_sync_data={...}` form needs no decoding. Spans lie in the file's own text.
 */
export function readSystemPage(source: SourceText, id: string): Dump | undefined {
  const at = source.text.indexOf('about_sync_data');
  if (at < 0) return undefined;
  return readMapped(decodeEntities(source.text), source, id);
}

/** The same value where it is an escaped JSON string. */
export function readEscapedSystemLog(source: SourceText, id: string, text: string): Dump | undefined {
  const match = /about_sync_data"?\s*[:,]\s*(?:"value"\s*:\s*)?"(?=\{\\")/.exec(text);
  if (!match) return undefined;
  const start = match.index + match[0].length;
  let end = start;
  while (end < text.length && text.charAt(end) !== '"') end += text.charAt(end) === '\\' ? 2 : 1;
  return readMapped(decodeJsonString(text, start, Math.min(end, text.length)), source, id);
}

function readMapped(mapped: MappedText, source: SourceText, id: string): Dump | undefined {
  const [dump] = readDumps(new SourceText(mapped.text), id);
  if (!dump) return undefined;
  const span = (inner: Span) => mapped.span(inner);
  const stat = (inner: Stat): Stat => ({ ...inner, nameSpan: span(inner.nameSpan), valueSpan: span(inner.valueSpan) });
  const section = (inner: Section): Section => ({
    ...inner,
    stats: inner.stats.map(stat),
    ...(inner.titleSpan ? { titleSpan: span(inner.titleSpan) } : {}),
    span: span(inner.span),
  });
  const type = (inner: DataTypeStatus): DataTypeStatus => ({
    ...inner,
    nameSpan: span(inner.nameSpan),
    messageSpan: span(inner.messageSpan),
    span: span(inner.span),
  });
  const event = (inner: ProtocolEvent): ProtocolEvent => ({
    ...inner,
    span: span(inner.span),
    detailsSpan: span(inner.detailsSpan),
  });
  return {
    ...dump,
    form: 'system-log',
    source,
    sections: dump.sections.map(section),
    types: dump.types.map(type),
    events: dump.events.map(event),
    extras: dump.extras.map(stat),
    taken: dump.taken ? { ...dump.taken, span: span(dump.taken.span) } : undefined,
    unrecoverableError: withSpan(dump.unrecoverableError, span),
    actionableError: dump.actionableError && {
      ...withSpan(dump.actionableError, span),
      stats: dump.actionableError.stats.map(stat),
    },
    span: span(dump.span),
    problems: dump.problems.map((problem) => ({
      ...problem,
      place: { artifact: id, layers: [], range: source.rangeOf(span(dump.span)) },
    })),
  };
}

function withSpan<T extends { readonly span?: Span } | undefined>(value: T, span: (inner: Span) => Span): T {
  return value?.span ? { ...value, span: span(value.span) } : value;
}
