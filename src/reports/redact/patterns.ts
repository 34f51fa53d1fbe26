import type { PersonalClass } from './model';

/** Personal data that tells itself by its look. */
export interface Found {
  readonly start: number;
  readonly end: number;
  readonly class: PersonalClass;
}

const mail = /(?<![\w.+%#'-])[\w.+#'-]{1,64}@[a-z\d](?:[a-z\d-]{0,62}\.)+[a-z][a-z\d-]{1,62}(?![\w@-])/gi;
const ipv4 = /(?<![\w.%-])(?:(?:25[0-5]|2[0-4]\d|1?\d?\d)\.){3}(?:25[0-5]|2[0-4]\d|1?\d?\d)(?![\w-]|\.\d)/g;
const ipv6 =
  /(?<![\w:.])(?:::ffff:(?:\d{1,3}\.){3}\d{1,3}|(?:[\da-f]{1,4}:){7}[\da-f]{1,4}|(?:[\da-f]{1,4}:){1,6}(?::[\da-f]{1,4}){1,6}|(?:[\da-f]{1,4}:){2,7}:)(?![\w:.])/gi;
const mac = /(?<![\w:-])[\da-f]{2}([:-])(?:[\da-f]{2}\1){4}[\da-f]{2}(?![\w]|[:-][\da-f]{2}\b)/gi;
const sid = /\bS-1-(?:5-21|12-1)(?:-\d{1,10}){4,5}\b/g;
const path =
  /(?:\b[A-Z]:(?:\\\\|\\|\/)Users(?:\\\\|\\|\/)|(?<![\w.])\/(?:Users|home)\/)([^\\/:*?"<>|\r\n\t%]{1,64})(?=[\\/"'\s<>]|$)/gi;
const nobodys = /^(?:public|default|default user|all users|shared|user|username|\*)$/i;

/** Mail addresses, IP and MAC addresses, account SIDs, and user names in paths. */
export function personalIn(text: string): Found[] {
  const found: Found[] = [];
  if (text.includes('@')) collect(text, mail, 'mail-address', found);
  if (/\d\.\d/.test(text)) collect(text, ipv4, 'ip-address', found, (at, value) => !isVersion(text, at, value));
  if (text.includes(':')) {
    collect(text, ipv6, 'ip-address', found, (_, value) => /\d/.test(value));
  }
  if (/[\da-f][:-][\da-f]{2}[:-]/i.test(text)) collect(text, mac, 'mac-address', found);
  if (text.includes('S-1-')) collect(text, sid, 'object-id', found);
  if (/users|home/i.test(text)) {
    for (const match of text.matchAll(path)) {
      const name = match[1] ?? '';
      const end = match.index + match[0].length;
      if (!nobodys.test(name)) found.push({ start: end - name.length, end, class: 'user-name' });
    }
  }
  return found;
}

function collect(
  text: string,
  form: RegExp,
  kind: PersonalClass,
  found: Found[],
  accept: (at: number, value: string) => boolean = () => true,
): void {
  for (const match of text.matchAll(form)) {
    if (accept(match.index, match[0]))
      found.push({ start: match.index, end: match.index + match[0].length, class: kind });
  }
}

/** Four numbers behind a product's name or in quotes of a client hint are a version. */
function isVersion(text: string, at: number, value: string): boolean {
  if (/\.0\.0(?:\.0)?$/.test(value) && !/^(?:10|172|192|127)\./.test(value)) return true;
  const before = text.slice(Math.max(0, at - 24), at);
  return /(?:[A-Za-z)]\/|\bv(?:er(?:sion)?)?[ .:="'\\]{0,4}|version[ \t:="'\\]{0,6}|build[ :]{1,2})$/i.test(before);
}

/** Words of a text at which a learned value may begin, with the value found there. */
export function literalsIn<T>(
  text: string,
  literals: ReadonlyMap<string, T>,
  index: ReadonlyMap<string, readonly string[]>,
): { readonly start: number; readonly end: number; readonly value: T; readonly text: string }[] {
  const found: { start: number; end: number; value: T; text: string }[] = [];
  if (literals.size === 0) return found;
  const lower = text.toLowerCase();
  const source = lower.length === text.length ? lower : text;
  for (let at = 0; at + 4 <= source.length; at++) {
    if (at > 0 && isWord(source.charCodeAt(at - 1)) && isWord(source.charCodeAt(at))) continue;
    const candidates = index.get(source.slice(at, at + 4));
    if (!candidates) continue;
    for (const candidate of candidates) {
      if (!source.startsWith(candidate, at)) continue;
      const end = at + candidate.length;
      if (end < source.length && isWord(source.charCodeAt(end)) && isWord(source.charCodeAt(end - 1))) continue;
      const value = literals.get(candidate);
      if (value !== undefined) found.push({ start: at, end, value, text: text.slice(at, end) });
      at = end - 1;
      break;
    }
  }
  return found;
}

function isWord(code: number): boolean {
  return (
    (code >= 48 && code <= 57) || (code >= 65 && code <= 90) || (code >= 97 && code <= 122) || code === 95 || code > 127
  );
}

/** Learned values by their first four characters, longest first. */
export function indexOf(literals: Iterable<string>): Map<string, string[]> {
  const index = new Map<string, string[]>();
  for (const literal of literals) {
    const key = literal.slice(0, 4);
    const list = index.get(key);
    if (list) list.push(literal);
    else index.set(key, [literal]);
  }
  for (const list of index.values()) list.sort((a, b) => b.length - a.length);
  return index;
}
