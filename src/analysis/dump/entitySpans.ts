import type { Dump, DumpNode } from '../../artifacts/dump/model';
import type { Span } from '../../artifacts/place';
import type { Secret } from '../masking';

const known = new WeakMap<Dump, readonly Span[]>();

/** Where the messages of the protocol log hold the content of synced items, in the text of the file, in its order. */
export function entitySpans(dump: Dump): readonly Span[] {
  const before = known.get(dump);
  if (before) return before;
  const spans = dump.events.flatMap(({ span }) => {
    const text = dump.source.text.slice(span.start, span.end);
    const member =
      /\\?"(?:server_)?specifics\\?"\s*:\s*(\{)|\\?"(?:non_unique_name|name)\\?"\s*:\s*\\?"((?:[^"\\]|\\(?!").)*)/g;
    return memberSpans(text, member).map(({ start, end }) => ({ start: span.start + start, end: span.start + end }));
  });
  spans.sort((a, b) => a.start - b.start);
  known.set(dump, spans);
  return spans;
}

/** All content of synced items in a text that holds these dumps; also in parts of a message that are no dump. */
export function contentSecrets(text: string, dumps: readonly Dump[]): Secret[] {
  const loose = text.includes('specifics') ? memberSpans(text, /\\?"(?:server_)?specifics\\?"\s*:\s*(\{)/g) : [];
  const ofDumps = dumps.flatMap((dump) => [...entitySpans(dump), ...dump.nodes.flatMap(specificsOf)]);
  return [...loose, ...ofDumps].map((span) => ({ span, class: 'entity' }));
}

/** Both specifics of a node: they end its line. */
function specificsOf({ span, specifics, serverSpecifics }: DumpNode): Span[] {
  const start = span.end - specifics.length;
  return [
    ...(isContent(serverSpecifics) ? [{ start: start - 1 - serverSpecifics.length, end: start - 1 }] : []),
    ...(isContent(specifics) ? [{ start, end: span.end }] : []),
  ];
}

/** False for specifics that were left out of the dump. */
export function isContent(specifics: string): boolean {
  return specifics !== '' && specifics !== 'REDACTED';
}

/** What stands in the objects (first group: their brace) and texts (second group) that a pattern finds. */
function memberSpans(text: string, member: RegExp): Span[] {
  const spans: Span[] = [];
  for (let match = member.exec(text); match; match = member.exec(text)) {
    const end = match.index + match[0].length;
    const inner = match[1] ? { start: end, end: objectEnd(text, end) } : { start: end - (match[2] ?? '').length, end };
    member.lastIndex = inner.end;
    if (inner.end > inner.start) spans.push(inner);
  }
  return spans;
}

/** What of a line is content of synced items; spans lie in the line. */
export function entitySecrets(dump: Dump, line: Span): Secret[] {
  return entitySpans(dump)
    .filter(({ start, end }) => start < line.end && end > line.start)
    .map(({ start, end }) => ({
      span: { start: Math.max(start, line.start) - line.start, end: Math.min(end, line.end) - line.start },
      class: 'entity',
    }));
}

/** Offset of the brace that closes the object whose inside starts at `from`; the end of the text when none does. */
function objectEnd(text: string, from: number): number {
  let depth = 1;
  let isString = false;
  for (let at = from; at < text.length; at++) {
    const char = text[at];
    if (isString) {
      if (char === '\\') at++;
      else if (char === '"') isString = false;
    } else if (char === '"') isString = true;
    else if (char === '{') depth++;
    else if (char === '}' && --depth === 0) return at;
  }
  return text.length;
}
