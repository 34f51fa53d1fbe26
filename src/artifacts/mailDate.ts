import type { Span } from './place';

/**
 * The date of a mail head (`Sun, 22 Nov 2026 00:09:30 GMT`), as ms since 1970 with its zone in minutes; `at` is the
 * offset of the text in its source.
 */
export function parseMailDate(
  text: string,
  at: number,
): { readonly time: number; readonly offset: number; readonly text: string; readonly span: Span } | undefined {
  const value = text.trim();
  const match = /^(?:[A-Za-z]{3},\s*)?\d{1,2} [A-Za-z]{3} \d{4} \d{2}:\d{2}(?::\d{2})? (GMT|UTC|[+-]\d{4})/.exec(value);
  if (!match) return undefined;
  const time = Date.parse(match[0]);
  if (Number.isNaN(time)) return undefined;
  const zone = match[1] ?? 'GMT';
  const minutes =
    zone.startsWith('+') || zone.startsWith('-') ? Number(zone.slice(1, 3)) * 60 + Number(zone.slice(3)) : 0;
  return {
    time,
    offset: zone.startsWith('-') ? -minutes : minutes,
    text: match[0],
    span: { start: at, end: at + match[0].length },
  };
}
