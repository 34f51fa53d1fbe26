import type { Span } from '../place';

export type Scalar = string | number | boolean | null;

export interface StringToken {
  readonly value: string;
  readonly span: Span;
  readonly complete: boolean;
  readonly next: number;
}

const wrapLines = 24;

/**
 * Reads a string that starts with a quote at `at`. Strings of JSON hold no line end, so a string that meets one was
 * wrapped by a mail program (then it is joined with a blank) or lost its end (then it ends there, incomplete). With `skip` the
 * value keeps its escapes.
 */
export function readString(text: string, at: number, to: number, skip = false): StringToken {
  const typographic = text.charCodeAt(at) !== 34;
  const start = at + 1;
  let escaped = false;
  let wrapped = false;
  let i = start;
  while (i < to) {
    const code = text.charCodeAt(i);
    if (code === 34) {
      if (!typographic || structural(text, i + 1, to)) return finish(text, at, start, i, i + 1, escaped, wrapped, true);
    } else if (code === 92) {
      escaped = !skip;
      i++;
    } else if (code === 10 || code === 13) {
      if (wrapped) {
        i++;
        continue;
      }
      if (!continues(text, i, to)) return finish(text, at, start, i, i, escaped, false, false);
      wrapped = true;
    } else if (typographic && code >= 0x201c && code <= 0x201f) {
      return finish(text, at, start, i, i + 1, escaped, wrapped, true);
    }
    i++;
  }
  return finish(text, at, start, Math.min(i, to), to, escaped, wrapped, false);
}

function finish(
  text: string,
  at: number,
  start: number,
  end: number,
  next: number,
  escaped: boolean,
  wrapped: boolean,
  complete: boolean,
): StringToken {
  let value = text.slice(start, end);
  if (wrapped) value = value.replace(/[ \t]*(?:\r\n|\r|\n)[ \t\u00a0>]*/g, ' ');
  if (escaped) value = unescapeText(value);
  return { value, span: complete && start === end ? { start: at, end: next } : { start, end }, complete, next };
}

/** True when the text behind the line end at `at` is the rest of a wrapped string. */
function continues(text: string, at: number, to: number): boolean {
  let i = at;
  for (let line = 0; line < wrapLines && i < to; line++) {
    if (text.charCodeAt(i) === 13 && text.charCodeAt(i + 1) === 10) i++;
    i++;
    while (i < to && isLead(text.charCodeAt(i))) i++;
    const first = text.charCodeAt(i);
    if (i >= to || first === 10 || first === 13 || first === 123 || first === 125 || first === 91 || first === 93)
      return false;
    if (first === 34) return onlyCloses(text, i + 1, to);
    while (i < to) {
      const code = text.charCodeAt(i);
      if (code === 92) i++;
      else if (code === 34 || (code >= 0x201c && code <= 0x201f)) return structural(text, i + 1, to);
      else if (code === 10 || code === 13) break;
      i++;
    }
  }
  return false;
}

function isLead(code: number): boolean {
  return code === 32 || code === 9 || code === 62 || code === 0xa0;
}

/** True when only blanks stand between `at` and a comma, colon, closing bracket or line end. */
function structural(text: string, at: number, to: number): boolean {
  let i = at;
  while (i < to && (text.charCodeAt(i) === 32 || text.charCodeAt(i) === 9 || text.charCodeAt(i) === 0xa0)) i++;
  if (i >= to) return true;
  const code = text.charCodeAt(i);
  return code === 44 || code === 58 || code === 125 || code === 93 || code === 10 || code === 13;
}

function onlyCloses(text: string, at: number, to: number): boolean {
  for (let i = at; i < to; i++) {
    const code = text.charCodeAt(i);
    if (code === 10 || code === 13) return true;
    if (code !== 44 && code !== 125 && code !== 93 && code !== 32 && code !== 9) return false;
  }
  return true;
}

const escapes: Readonly<Record<string, string>> = { n: '\n', r: '\r', t: '\t', b: '\b', f: '\f' };

function unescapeText(text: string): string {
  return text.replace(/\\(?:u([0-9a-fA-F]{4})|([\s\S]))/g, (_, hex: string | undefined, char: string | undefined) =>
    hex !== undefined ? String.fromCharCode(Number.parseInt(hex, 16)) : (escapes[char ?? ''] ?? char ?? ''),
  );
}

const wordStart = /[-+.\w\u00a1-\u2018\u202a-\uffff]/;

/** A number, true, false or null at `at`; other words are passed over with value undefined. */
export function literalValue(text: string, at: number, to: number): { value: Scalar | undefined; next: number } {
  let next = at;
  while (next < to && isWord(text.charCodeAt(next))) next++;
  if (next === at) return { value: undefined, next: at + 1 };
  const word = text.slice(at, next);
  if (word === 'true') return { value: true, next };
  if (word === 'false') return { value: false, next };
  if (word === 'null') return { value: null, next };
  if (/^-?\d+(?:\.\d+)?(?:[eE][-+]?\d+)?$/.test(word)) return { value: Number(word), next };
  return { value: undefined, next };
}

function isWord(code: number): boolean {
  if (code < 128) {
    return (
      (code >= 48 && code <= 57) ||
      (code >= 65 && code <= 90) ||
      (code >= 97 && code <= 122) ||
      code === 95 ||
      code === 45 ||
      code === 43 ||
      code === 46
    );
  }
  return code !== 0xa0 && wordStart.test(String.fromCharCode(code));
}

/** Passes over a comment that people put on a line of its own: `# ...` or `// ...`; else over one character. */
export function skipComment(text: string, at: number, to: number): number {
  let before = at - 1;
  while (before >= 0 && isLead(text.charCodeAt(before))) before--;
  const own = before < 0 || text.charCodeAt(before) === 10 || text.charCodeAt(before) === 13;
  if (!own || (text.charCodeAt(at) === 47 && text.charCodeAt(at + 1) !== 47)) return at + 1;
  let i = at;
  while (i < to && text.charCodeAt(i) !== 10 && text.charCodeAt(i) !== 13) i++;
  return i;
}

const knownKey =
  /"(?:stat_name|stat_status|stat_value|is_valid|is_sensitive|title|data|message|name|state|status|num_entries|num_live|details|proto|time|type|aboutInfo|actionable_error|type_status)"\s*:/;

/** Where to start reading: behind the first quote when the text begins inside a string, else at `from`. */
export function startInsideString(text: string, from: number, to: number): number {
  let end = from;
  while (end < to && text.charCodeAt(end) !== 10 && text.charCodeAt(end) !== 13) end++;
  const line = text.slice(from, Math.min(end, from + 65536));
  const key = knownKey.exec(line);
  const upTo = key ? key.index : line.length;
  let quotes = 0;
  let first = -1;
  for (let i = 0; i < upTo; i++) {
    const code = line.charCodeAt(i);
    if (code === 92) i++;
    else if (code === 34) {
      if (first < 0) first = i;
      quotes++;
    }
  }
  return quotes % 2 === 1 && structural(line, first + 1, line.length) ? from + first + 1 : from;
}
