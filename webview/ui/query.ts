/*
 * The text side of the filter box: accepting completions, setting and removing parts, writing a part for people who do
 * not know the language. The language itself is understood by the service.
 */

export interface Completion {
  readonly label: string;
  readonly insert: string;
  readonly detail: string;
  readonly count?: number;
}

/** The text after a completion is accepted, and where the caret stands then. A finished value gets a blank. */
export function acceptCompletion(
  query: string,
  start: number,
  end: number,
  insert: string,
): { readonly query: string; readonly caret: number } {
  const rest = query.slice(end);
  const open = insert.endsWith(':') || insert.endsWith('.');
  const blank = open || rest.startsWith(' ') ? '' : ' ';
  const caret = start + insert.length + (open ? 0 : 1);
  return { query: query.slice(0, start) + insert + blank + rest, caret };
}

/**
 * Where the word ends that a completion replaces. Who types fast is ahead of the answer: what was typed since belongs to
 * the word. A caret beyond a blank was moved there, and what lies between is another condition.
 */
export function completedEnd(query: string, end: number, caret: number): number {
  return caret > end && !/\s/.test(query.slice(end, caret)) ? caret : end;
}

/** Splits a query at its blanks; quotes, slashes and parentheses keep their content together. */
export function splitParts(query: string): string[] {
  const parts: string[] = [];
  let part = '';
  let quote = '';
  let depth = 0;
  for (let at = 0; at < query.length; at += 1) {
    const char = query.charAt(at);
    if (quote) {
      part += char;
      if (char === '\\' && at + 1 < query.length) {
        at += 1;
        part += query.charAt(at);
      } else if (char === quote) quote = '';
      continue;
    }
    if (char === '"' || (char === '/' && /[:,]$/.test(part))) quote = char;
    else if (char === '(') depth += 1;
    else if (char === ')') depth = Math.max(0, depth - 1);
    if (char === ' ' && depth === 0) {
      if (part) parts.push(part);
      part = '';
    } else part += char;
  }
  if (part) parts.push(part);
  return parts;
}

/** True when the query has this part on its own. */
export function hasPart(query: string, part: string): boolean {
  return splitParts(query).includes(part);
}

/** The query without a part; what is around it keeps its order. */
export function removePart(query: string, part: string): string {
  const parts = splitParts(query);
  const at = parts.indexOf(part);
  return at < 0 ? query : [...parts.slice(0, at), ...parts.slice(at + 1)].join(' ');
}

/** The query narrowed by one more part; alternatives at its top are put into brackets first. */
export function addPart(query: string, part: string): string {
  const parts = splitParts(query);
  if (parts.length === 0) return part;
  const whole = parts.some((each) => each.toLowerCase() === 'or') ? `(${parts.join(' ')})` : parts.join(' ');
  return `${whole} ${part}`;
}

/** Sets `field:value` where a part of that field stands, or adds it; taken out again when it is there already. */
export function togglePart(query: string, field: string, value: string): string {
  const part = `${field}:${value}`;
  if (hasPart(query, part)) return removePart(query, part);
  const parts = splitParts(query).filter((each) => !each.startsWith(`${field}:`));
  return addPart(parts.join(' '), part);
}

const guid = /[0-9a-f]{8}(?:-[0-9a-f]{4}){3}-[0-9a-f]{12}/gi;

/**
 * True when a query may hold a secret: a token, a long value without words, or one behind a name that secrets have.
 * Errs on the safe side; such a query is used, but never written down.
 */
export function holdsSecret(query: string): boolean {
  const text = query.replace(guid, '');
  return (
    /eyJ[\w-]{6}/.test(text) ||
    /(?:^|[\s"(,;?&/:])(?:password|passwd|pwd|secret|client_secret|(?:access_|refresh_|id_)?token|code|assertion|sig)=[^\s"&]/i.test(
      text,
    ) ||
    /(?:cookie|authorization):"?[^\s"]{24}/i.test(text) ||
    (text.match(/[\w+%~-]{32,}/g) ?? []).some((run) => /\d/.test(run) && /[a-z]/i.test(run))
  );
}

export type BuilderOperator = 'is' | 'not' | 'more' | 'less';

/** Writes one part of a query from a form; an empty value gives an empty text. */
export function writePart(field: string, operator: BuilderOperator, value: string): string {
  const trimmed = value.trim();
  if (!trimmed) return '';
  const plain = /^[^\s"(),:]+$/.test(trimmed) || /^\d+\.\.\d+$/.test(trimmed);
  const quoted = plain || /^\d\d:\d\d(:\d\d)?$/.test(trimmed) ? trimmed : `"${trimmed.replace(/["\\]/g, '\\$&')}"`;
  const sign = operator === 'more' ? '>' : operator === 'less' ? '<' : '';
  return `${operator === 'not' ? '-' : ''}${field}:${sign}${quoted}`;
}

/** What a key does in the filter box. */
export type BoxAction =
  | 'accept'
  | 'apply'
  | 'cancel'
  | 'close'
  | 'clear'
  | 'leave'
  | 'list'
  | 'next'
  | 'previous'
  | 'suggest';

/** The key map of the filter box; undefined leaves the key to the text field. */
export function boxAction(
  key: { readonly key: string; readonly ctrlKey: boolean; readonly metaKey: boolean; readonly shiftKey: boolean },
  state: {
    readonly suggestions: number;
    readonly selected: number;
    readonly text: string;
    /** A search through heads or bodies is running. */
    readonly searching?: boolean;
  },
): BoxAction | undefined {
  const open = state.suggestions > 0;
  switch (key.key) {
    case 'Tab':
      return open && !key.shiftKey ? 'accept' : undefined;
    case 'Enter':
      return open && state.selected >= 0 ? 'accept' : 'apply';
    case 'Escape':
      return open ? 'close' : state.searching ? 'cancel' : state.text ? 'clear' : 'leave';
    case 'ArrowDown':
      return open ? 'next' : 'list';
    case 'ArrowUp':
      return open ? 'previous' : undefined;
    case ' ':
      return key.ctrlKey || key.metaKey ? 'suggest' : undefined;
    default:
      return undefined;
  }
}
