import type { Dump, ProtocolEvent, Section, Stat } from '../../artifacts/dump/model';
import type { Span } from '../../artifacts/place';
import { knowledgeMeta } from '../../knowledge';
import type { Value } from './compare';
import type { Row } from './rows';

const aliases = new Map(
  Object.entries(knowledgeMeta.statAliases).map(([old, now]) => [old.toLowerCase(), now.toLowerCase()]),
);
const keySections = ['aad account key status', 'microsoft entra account key status'];
/** Stats that exist in more than one section: with the section cut off nobody can tell which one it is. */
const sharedNames = new Set([
  'requested token',
  'received token response',
  'last token request result',
  'has token',
  'next token request',
  'last token error',
  'server url',
  'set key result',
  'username',
]);

/** Name of a stat as the rows use it: lower case, older names replaced by newer ones. */
export function statName(name: string): string {
  const lower = name.trim().toLowerCase();
  return aliases.get(lower) ?? lower;
}

/** True when the section is the one that a row names. */
export function isSection(title: string | undefined, wanted: string): boolean {
  if (wanted === '*' || title === undefined) return true;
  const lower = title.trim().toLowerCase();
  const name = wanted.toLowerCase();
  return name === 'account key status' ? lower === name || keySections.includes(lower) : lower === name;
}

/** Every value of a dump that a row names. */
export function dumpValues(dump: Dump, row: Row): readonly Value[] {
  switch (row.area) {
    case 'stat':
      return statValues(dump.sections, row.first, row.name).map((value) => withCut(dump, value));
    case 'type-row':
      return dump.types
        .filter((type) => row.first === '*' || type.name.toLowerCase() === row.first.toLowerCase())
        .map((type) => ({ text: type.message, span: type.messageSpan, label: type.name }));
    case 'event':
      return dump.events
        .filter((event) => row.first === '*' || event.type === row.first)
        .flatMap((event) => eventValues(dump, event, row.name));
    case 'flag':
      return flagValues(dump, row.name);
    case 'section-title':
      return dump.sections.flatMap((section) =>
        section.title === undefined ? [] : [{ text: section.title, span: section.titleSpan ?? section.span }],
      );
    case 'section':
      return dump.sections
        .filter((section) => section.title !== undefined && isSection(section.title, row.name))
        .map((section) => ({ text: section.title ?? '', span: section.titleSpan ?? section.span }));
    case 'node':
      return dump.nodes
        .filter((node) => node.dataType.toLowerCase() === row.name.toLowerCase())
        .map((node) => ({ text: node.specifics, span: node.span }));
    case 'anywhere':
      return anywhere(dump);
    default:
      return [];
  }
}

/** Stats by section and name, with the rules for cut sections and values that were never set. */
export function statValues(sections: readonly Section[], section: string, name: string): readonly Value[] {
  const wanted = statName(name);
  const found: Value[] = [];
  for (const candidate of sections) {
    if (!isSection(candidate.title, section)) continue;
    const isCut = candidate.title === undefined && section !== '*';
    for (const stat of candidate.stats) {
      if (statName(stat.name) === wanted) found.push(statValue(stat, isCut && sharedNames.has(wanted)));
    }
  }
  return found;
}

/** A string that the end of the text cuts off is no longer the whole value: what it lacks or differs in says nothing. */
function withCut(dump: Dump, value: Value): Value {
  const { text } = dump.source;
  const { start, end } = value.span ?? { start: 0, end: 0 };
  if (end < text.trimEnd().length) return value;
  const isOpen = text[start - 1] === '"' || text[start] === '"';
  const isClosed = text[end] === '"' || (end - start > 1 && text[end - 1] === '"');
  return isOpen && !isClosed ? { ...value, ambiguous: true } : value;
}

function statValue(stat: Stat, ambiguous: boolean): Value {
  return {
    text: stat.value,
    span: stat.valueSpan,
    label: stat.name,
    uninitialized: stat.status === 'uninitialized' || stat.value === 'Uninitialized',
    ambiguous,
  };
}

function eventValues(dump: Dump, event: ProtocolEvent, name: string): readonly Value[] {
  if (name === 'details') return [{ text: event.details, span: event.detailsSpan, label: event.type }];
  const code =
    typeof event.proto === 'object' && event.proto !== null && 'error_code' in event.proto
      ? (event.proto as { readonly error_code: unknown }).error_code
      : undefined;
  if (typeof code !== 'string' && typeof code !== 'number') return [];
  const text = String(code);
  return [
    {
      text,
      span: findSpan(dump, event.span, `"error_code": ${JSON.stringify(code)}`) ?? event.span,
      label: 'error_code',
    },
  ];
}

function findSpan(dump: Dump, inside: Span, text: string): Span | undefined {
  // Cut first: a search that runs on to the end of a large file would do so for every event.
  const at = dump.source.text.slice(inside.start, inside.end).indexOf(text);
  return at < 0 ? undefined : { start: inside.start + at, end: inside.start + at + text.length };
}

function flagValues(dump: Dump, name: string): readonly Value[] {
  if (name === 'unrecoverable_error_detected' && dump.unrecoverableError) {
    const { detected, message, span } = dump.unrecoverableError;
    return [{ text: String(detected), span, label: message || name }];
  }
  if (name === 'actionable_error_detected' && dump.actionableError) {
    const { detected, stats, span } = dump.actionableError;
    const label = stats.map((stat) => `${stat.name}: ${stat.value}`).join(', ');
    return [{ text: String(detected), span, label: label || name }];
  }
  return [];
}

/** The dump's text without node contents and without the second copy of each event that event dumps carry. */
function anywhere(dump: Dump): readonly Value[] {
  const text = dump.source.text;
  const firstNode = dump.nodes[0]?.span.start ?? dump.span.end;
  const end = Math.min(firstNode, dump.span.end);
  const values: Value[] = [];
  let start = dump.span.start;
  for (const copy of text.slice(start, end).matchAll(/^[ \t]*"textDetails":.*$/gm)) {
    const at = dump.span.start + copy.index;
    values.push(longValue(text, start, at));
    start = at + copy[0].length;
  }
  values.push(longValue(text, start, end));
  return values;
}

function longValue(text: string, start: number, end: number): Value {
  return { text: text.slice(start, end), span: { start, end }, isLong: true };
}
