import type { Span } from '../../artifacts/place';
import { knowledgeMeta } from '../../knowledge';
import type { Row } from './rows';
import { isOlderThan } from './times';

/** A value found at the place that a row names. */
export interface Value {
  readonly text: string;
  /** Members, where the value is a list. */
  readonly list?: readonly unknown[];
  /** Of {@link text} in the source; undefined when it stands nowhere (a flag, an absent row). */
  readonly span?: Span;
  /** Never set: satisfies nothing but `empty`. */
  readonly uninitialized?: boolean;
  /** Belongs to one of several sections that share the name: not for `empty` and `not-*`. */
  readonly ambiguous?: boolean;
  /** A long text in which each hit is a piece of evidence of its own. */
  readonly isLong?: boolean;
  /** Words in front of the value in the evidence: the stat's name, the header's name. */
  readonly label?: string;
  /** When the output was taken, for ages; milliseconds since 1970. */
  readonly taken?: number;
}

/** Where in the value the row holds: the whole value, or each hit in a long text. */
export type Match = Span;

const maskedPattern = new RegExp(knowledgeMeta.maskedValue);
/** Hits told per long text; a thousandth one tells nothing new. */
const hitLimit = 20;

/** True for text that a person or tool has blanked out: it satisfies no row at all. */
export function isMasked(text: string): boolean {
  const trimmed = text.trim();
  if (!maskedPattern.test(trimmed)) return false;
  if (!trimmed.startsWith('[')) return true;
  try {
    return !Array.isArray(JSON.parse(trimmed));
  } catch {
    return true;
  }
}

/** Compares one value; no match = empty list. `absent` and `rule` are not decided here. */
export function compare(row: Row, value: Value): readonly Match[] {
  const { match } = row.source;
  if (isMasked(value.text)) return [];
  const isNegative = match.startsWith('not-') && match !== 'not-empty';
  if (value.uninitialized && match !== 'empty') return [];
  if (value.ambiguous && (isNegative || match === 'empty')) return [];
  const whole: readonly Match[] = [{ start: 0, end: value.text.length }];
  const text = value.text.trim();
  switch (match) {
    case 'present':
      return whole;
    case 'empty':
      return text === '' || value.uninitialized ? whole : [];
    case 'not-empty':
      return (value.list ? value.list.length > 0 : text !== '') ? whole : [];
    case 'equals':
      return canonical(row, text) === canonical(row, row.text.trim()) ? whole : [];
    case 'not-equals':
      return canonical(row, text) !== canonical(row, row.text.trim()) ? whole : [];
    case 'contains':
      return value.isLong ? occurrences(value.text, row.text) : value.text.includes(row.text) ? whole : [];
    case 'not-contains':
      return value.text.includes(row.text) ? [] : whole;
    case 'regex':
      return value.isLong ? hits(row, value.text) : row.pattern?.test(value.text) ? whole : [];
    case 'not-regex':
      return row.pattern && !row.pattern.test(value.text) ? whole : [];
    case 'in':
      return row.members.some((member) => canonical(row, member) === canonical(row, text)) ? whole : [];
    case 'not-in':
      return row.members.some((member) => canonical(row, member) === canonical(row, text)) ? [] : whole;
    case 'number-in':
      return (value.list ?? []).some((member) => row.members.includes(String(member))) ? whole : [];
    case 'status':
      return isStatus(row.members, Number(text)) ? whole : [];
    case 'version-less-than':
      return isLowerVersion(row, value.text) ? whole : [];
    case 'older-than':
      return isOlderThan(text, row.text, value.taken) ? whole : [];
    default:
      return [];
  }
}

function canonical(row: Row, text: string): string {
  if (row.area !== 'policy') return text;
  const lower = text.toLowerCase();
  return lower === 'true' ? '1' : lower === 'false' ? '0' : text;
}

function occurrences(text: string, part: string): readonly Match[] {
  const found: Match[] = [];
  if (!part) return found;
  for (let at = text.indexOf(part); at >= 0 && found.length < hitLimit; at = text.indexOf(part, at + part.length)) {
    found.push({ start: at, end: at + part.length });
  }
  return found;
}

function hits(row: Row, text: string): readonly Match[] {
  const found: Match[] = [];
  for (let at = 0; at <= text.length && found.length < hitLimit; ) {
    const hit = row.pattern?.find(text, at);
    if (!hit) break;
    found.push({ start: hit.start, end: hit.end });
    at = Math.max(hit.end, hit.start + 1);
  }
  return found;
}

/** Tests a status against `403`, `5xx`, `!2xx`, parts joined with `&`; 0 = no answer. */
export function isStatus(members: readonly string[], status: number): boolean {
  return members.some((member) =>
    member.split('&').every((part) => {
      const isNot = part.startsWith('!');
      const wanted = isNot ? part.slice(1) : part;
      const fits = /^\dxx$/.test(wanted) ? Math.floor(status / 100) === Number(wanted[0]) : status === Number(wanted);
      return fits !== isNot;
    }),
  );
}

function isLowerVersion(row: Row, text: string): boolean {
  const found = row.extract ? row.extract.find(text)?.groups[0] : /\d+(\.\d+)*/.exec(text)?.[0];
  if (!found) return false;
  const left = found.split('.').map(Number);
  const right = row.text.split('.').map(Number);
  for (let i = 0; i < Math.max(left.length, right.length); i++) {
    const difference = (left[i] ?? 0) - (right[i] ?? 0);
    if (difference !== 0) return difference < 0;
  }
  return false;
}
