import type { Claim } from './model';

/** More members than this are not read: no token comes near. */
const maxMembers = 5000;

/** Members of a JSON object, and where reading had to stop. */
export interface Members {
  readonly claims: readonly Claim[];
  /** Offset of the damage; undefined when the whole text is one object. */
  readonly damagedAt: number | undefined;
}

/**
 * Reads the members of a JSON object with their places. Damaged or cut text gives the members before the damage;
 * duplicates are all kept. One pass, whatever the text holds.
 */
export function readMembers(text: string): Members {
  const claims: Claim[] = [];
  let pos = skipSpace(text, text.charCodeAt(0) === 0xfeff ? 1 : 0);
  if (text[pos] !== '{') return { claims, damagedAt: pos };
  pos = skipSpace(text, pos + 1);
  if (text[pos] === '}') return { claims, damagedAt: afterObject(text, pos) };
  while (claims.length < maxMembers) {
    const nameEnd = stringEnd(text, pos);
    if (nameEnd < 0) return { claims, damagedAt: pos };
    const colon = skipSpace(text, nameEnd);
    if (text[colon] !== ':') return { claims, damagedAt: colon };
    const start = skipSpace(text, colon + 1);
    const end = valueEnd(text, start);
    const name = parsed(text.slice(pos, nameEnd));
    const raw = end < 0 ? '' : text.slice(start, end);
    const value = parsed(raw);
    if (end < 0 || typeof name !== 'string' || value === undefined) return { claims, damagedAt: start };
    claims.push({ name, value, text: raw, nameSpan: { start: pos, end: nameEnd }, valueSpan: { start, end } });
    pos = skipSpace(text, end);
    if (text[pos] === '}') return { claims, damagedAt: afterObject(text, pos) };
    if (text[pos] !== ',') return { claims, damagedAt: pos };
    pos = skipSpace(text, pos + 1);
  }
  return { claims, damagedAt: pos };
}

/** End of the JSON object or array at `start`, string-aware; -1 when it does not end within `limit` characters. */
export function balancedEnd(text: string, start: number, limit: number): number {
  let depth = 0;
  const stop = Math.min(text.length, start + limit);
  for (let pos = start; pos < stop; pos++) {
    const character = text.charCodeAt(pos);
    if (character === 0x22) {
      pos = stringEnd(text, pos, stop) - 1;
      if (pos < 0) return -1;
    } else if (character === 0x7b || character === 0x5b) depth++;
    else if (character === 0x7d || character === 0x5d) {
      depth--;
      if (depth === 0) return pos + 1;
    }
  }
  return -1;
}

function afterObject(text: string, closing: number): number | undefined {
  const rest = skipSpace(text, closing + 1);
  return rest < text.length && text.slice(rest).replace(/\0+$/, '') !== '' ? rest : undefined;
}

function skipSpace(text: string, from: number): number {
  let pos = from;
  while (pos < text.length && text.charCodeAt(pos) <= 0x20 && text.charCodeAt(pos) > 0) pos++;
  return pos;
}

function stringEnd(text: string, start: number, limit = text.length): number {
  if (text.charCodeAt(start) !== 0x22) return -1;
  for (let pos = start + 1; pos < limit; pos++) {
    const character = text.charCodeAt(pos);
    if (character === 0x22) return pos + 1;
    if (character === 0x5c) pos++;
  }
  return -1;
}

function valueEnd(text: string, start: number): number {
  const first = text[start];
  if (first === '"') return stringEnd(text, start);
  if (first === '{' || first === '[') return balancedEnd(text, start, text.length);
  let pos = start;
  while (pos < text.length && /[-+.\w]/.test(text[pos] ?? '')) pos++;
  return pos > start ? pos : -1;
}

function parsed(text: string): unknown {
  try {
    return JSON.parse(text);
  } catch {
    return undefined;
  }
}
