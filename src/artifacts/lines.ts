import type { Span } from './place';

/** A line of a text: offsets without its line end and without mail quoting (`> `). */
export interface Line {
  readonly start: number;
  readonly end: number;
  /** Text without quoting; no-break blanks are blanks, so offsets stay the same. */
  readonly text: string;
  /** Offset of the next line. */
  readonly next: number;
}

/** Splits text at LF, CRLF or CR, drops mail quoting at line starts, and turns no-break blanks into blanks. */
export function linesOf(text: string, from = 0, to = text.length): Line[] {
  const lines: Line[] = [];
  let start = from;
  while (start < to) {
    let end = start;
    let code = 0;
    while (end < to) {
      code = text.charCodeAt(end);
      if (code === 10 || code === 13) break;
      end++;
    }
    let next = end + 1;
    if (code === 13 && end < to && text.charCodeAt(next) === 10) next++;
    lines.push(lineOf(text, start, end, Math.min(next, to)));
    start = next;
  }
  return lines;
}

function lineOf(text: string, start: number, end: number, next: number): Line {
  const raw = text.slice(start, end);
  const quote = /^(?:[ \t]*>)+ ?/.exec(raw)?.[0].length ?? 0;
  const body = quote > 0 ? raw.slice(quote) : raw;
  return {
    start: start + quote,
    end,
    next,
    text: /[\u00a0\u2007\u202f\ufeff\u200b]/.test(body) ? plainBlanks(body) : body,
  };
}

/** Replaces no-break and zero-width blanks by blanks, one for one. */
export function plainBlanks(text: string): string {
  return text.replace(/[\u00a0\u2007\u202f\ufeff\u200b]/g, ' ');
}

/** Span of a piece of a line without blanks around it; offsets `from` and `to` count from the line's start. */
export function trimmedSpan(line: Line, from: number, to: number): Span {
  let start = from;
  let end = to;
  while (start < end && isBlank(line.text.charCodeAt(start))) start++;
  while (end > start && isBlank(line.text.charCodeAt(end - 1))) end--;
  return { start: line.start + start, end: line.start + end };
}

function isBlank(code: number): boolean {
  return code === 32 || code === 9;
}
