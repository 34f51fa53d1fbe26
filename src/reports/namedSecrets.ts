import type { Span } from '../artifacts/place';
import { findTokens } from '../decoders/token';
import type { Secret, SecretClass } from './maskedText';
import { classOfName, plainName } from './redact/fieldNames';
import type { RedactClass } from './redact/model';

/*
 * Values that their names make secrets: members of JSON (also inside texts inside JSON, and with the doubled quotes of
 * CSV), name and value pairs as HAR has them, parameters, XML elements, hidden fields of forms, written lists.
 */

const classes: Readonly<Partial<Record<RedactClass, SecretClass>>> = {
  'refresh-token': 'refreshToken',
  code: 'code',
  password: 'password',
  'client-secret': 'clientSecret',
  'session-key': 'sessionKey',
  token: 'token',
  cookie: 'cookie',
  'channel-url': 'channel',
  'private-key': 'privateKey',
  license: 'privateKey',
  'encrypted-data': 'encrypted',
};

/** Class of a named value; undefined where name and value together make no secret. */
export function secretClass(name: string, value: string): SecretClass | undefined {
  const plain = plainName(name);
  // An error code such as "code": "NotSignedUpException" is no authorization code: those are long.
  if (plain === 'code') return isAuthorizationCode(value) ? 'code' : undefined;
  if (plain === 'request') return isOpaque(value) ? 'token' : undefined;
  const shared = classOfName(name);
  const kind = shared && classes[shared];
  switch (kind) {
    case 'code':
      return value.length >= 6 && !/\s/.test(value) ? kind : undefined;
    case 'password':
      return plain !== 'credentials' || value.length >= 8 ? kind : undefined;
    case 'clientSecret':
      return value.length >= 16 || !/^(?:sig|hmac|secret)$/.test(plain) ? kind : undefined;
    case 'cookie':
      return value.includes('=') ? kind : undefined;
    case 'token':
      // `token` also names progress markers, which are short.
      return isOpaque(value) ? kind : undefined;
    default:
      return kind;
  }
}

/** Tokens with claims keep them: their signature is found by its look. */
function isOpaque(value: string): boolean {
  return value.length >= 20 && findTokens(value).length === 0;
}

/** Authorization codes are long and hold digits; error codes such as `Microsoft...NotSignedUpException` are names. */
function isAuthorizationCode(value: string): boolean {
  return value.length >= 20 && /\d/.test(value) && !/^[A-Za-z][\w.]*(?:Exception|Error|Fault)$/.test(value);
}

/** Adds every secret that a name makes one. */
export function addNamed(text: string, found: Secret[]): void {
  addMembers(text, found);
  addCookies(text, found);
  addParameters(text, found);
  addMarkup(text, found);
  addWritten(text, found);
}

function push(found: Secret[], name: string, value: string, end: number): void {
  const kind = value ? secretClass(name, value) : undefined;
  if (kind) found.push({ span: { start: end - value.length, end }, class: kind });
}

/** Members by name; those that are lists of strings, as some write headers that come more than once, with each string. */
function addMembers(text: string, found: Secret[]): void {
  const member = /(\\{0,31}"{1,2})([\w.-]{2,40})\1\s{0,20}:\s{0,20}(\[(?:\s|\\{1,31}[nrt]){0,40})?\1/g;
  const further = /(?:\s|\\{1,31}[nrt]){0,40},(?:\s|\\{1,31}[nrt]){0,40}/y;
  for (let match = member.exec(text); match; match = member.exec(text)) {
    const [whole, quote = '', name = '', list] = match;
    if (!classOfName(name) && !/^(?:code|request)$/i.test(name)) continue;
    let start = match.index + whole.length;
    for (;;) {
      const end = stringEnd(text, start, quote);
      push(found, name, text.slice(start, end), end);
      further.lastIndex = end + quote.length;
      if (list === undefined || !further.test(text) || !text.startsWith(quote, further.lastIndex)) break;
      start = further.lastIndex + quote.length;
      member.lastIndex = start;
    }
  }
}

/**
 * Where a string ends that begins at `start`: at a quote as its own, with as many backslashes. In a text inside JSON a
 * quote within the string has more of them; in CSV the quotes are two.
 */
export function stringEnd(text: string, start: number, quote: string): number {
  const slashes = quote.lastIndexOf('\\') + 1;
  const isDoubled = quote.endsWith('""');
  for (let at = text.indexOf('"', start); at >= 0; at = text.indexOf('"', at + 1)) {
    let before = 0;
    while (at - before > start && text[at - before - 1] === '\\') before++;
    if (isDoubled ? text[at + 1] === '"' : before % (2 * (slashes + 1)) === slashes)
      return at - (isDoubled ? 0 : slashes);
  }
  return text.length;
}

/** A value with the name that stands before it in an object of its own; the span is that of the value. */
export interface NamedValue {
  readonly name: string;
  readonly value: string;
  readonly span: Span;
}

/** `{"name": "Cookie", "value": "..."}`: headers and parameters as HAR has them, in either order. */
export function pairsIn(text: string): NamedValue[] {
  const found: NamedValue[] = [];
  const pair =
    /(\\{0,31}")name\1\s{0,20}:\s{0,20}\1([\w.:-]{1,60})\1\s{0,20},(?:\s|\\{1,31}[nrt]){0,40}\1value\1\s{0,20}:\s{0,20}\1/g;
  for (let match = pair.exec(text); match; match = pair.exec(text)) {
    const [whole, quote = '', name = ''] = match;
    const start = match.index + whole.length;
    const end = stringEnd(text, start, quote);
    found.push({ name, value: text.slice(start, end), span: { start, end } });
  }
  const turned = /(\\{0,31}")value\1\s{0,20}:\s{0,20}\1/g;
  for (let match = turned.exec(text); match; match = turned.exec(text)) {
    const [whole, quote = ''] = match;
    const start = match.index + whole.length;
    const end = stringEnd(text, start, quote);
    const name = nameBehind(text, end, quote);
    if (name !== undefined) found.push({ name, value: text.slice(start, end), span: { start, end } });
    turned.lastIndex = end;
  }
  return found;
}

/** What the member `name` says that follows a string which ends at `at`. */
function nameBehind(text: string, at: number, quote: string): string | undefined {
  const member = /(\\{0,31}")\s{0,20},(?:\s|\\{1,31}[nrt]){0,40}\1name\1\s{0,20}:\s{0,20}\1([\w.:-]{1,60})\1/y;
  member.lastIndex = at;
  const match = member.exec(text);
  return match?.[1] === quote ? match[2] : undefined;
}

/** Values of the lists that HAR calls `cookies`. */
function addCookies(text: string, found: Secret[]): void {
  const cookies = /(\\{0,31}"{1,2})cookies\1\s{0,20}:\s{0,20}\[/g;
  for (let match = cookies.exec(text); match; match = cookies.exec(text)) {
    cookies.lastIndex = addList(text, match.index + match[0].length, match[1] ?? '"', found);
  }
}

/** Adds the members called `value` of the list that begins at `start`; tells where the list, or a text that is cut, ends. */
function addList(text: string, start: number, quote: string, found: Secret[]): number {
  const token = /["[\]]/g;
  token.lastIndex = start;
  const slashes = quote.lastIndexOf('\\') + 1;
  let open = 1;
  let name = '';
  for (let match = token.exec(text); match; match = token.exec(text)) {
    if (match[0] !== '"') {
      open += match[0] === '[' ? 1 : -1;
      if (open === 0) return token.lastIndex;
      continue;
    }
    // A quote with fewer backslashes ends the text in which the list stands.
    if (!text.startsWith(quote, match.index - slashes)) return match.index;
    const from = match.index + quote.length - slashes;
    const to = stringEnd(text, from, quote);
    token.lastIndex = to + quote.length;
    // Whether a string is a name, the colon behind it tells.
    const isName = /^\s{0,20}:/.test(text.slice(token.lastIndex, token.lastIndex + 21));
    if (name === 'value' && !isName && to > from) found.push({ span: { start: from, end: to }, class: 'cookie' });
    name = isName ? text.slice(from, to) : '';
  }
  return text.length;
}

/** Fields of forms and parameters of addresses, also of an address inside a parameter. */
function addParameters(text: string, found: Secret[]): void {
  const parameter = /(?:^|[?&\s#;"'({,[>|\u0000-\u001f]|\\u0026)([\w.-]{1,40})=([^&\s"'<>;\\]+)/g;
  for (let match = parameter.exec(text); match; match = parameter.exec(text)) {
    const [whole, name = '', value = ''] = match;
    const end = match.index + whole.length;
    if (isStateParameter(name, value)) found.push({ span: { start: end - value.length, end }, class: 'token' });
    else push(found, name, value, end);
    // The separator in front of the next parameter belongs to it.
    parameter.lastIndex = end;
  }
  const inner = /%(?:3F|26|23)([\w.-]{1,40})%3D((?:[^&\s"'<>;\\%]|%(?!26))+)/gi;
  for (let match = inner.exec(text); match; match = inner.exec(text)) {
    push(found, match[1] ?? '', match[2] ?? '', match.index + match[0].length);
    inner.lastIndex = match.index + match[0].length;
  }
}

/** `state` ties an answer of a sign-in to its request; elsewhere the word names conditions of things. */
export function isStateParameter(name: string, value: string): boolean {
  return name === 'state' && value.length >= 16 && /\d/.test(value);
}

/** `<Password>...</Password>`, also as CDATA, and hidden fields of forms. */
function addMarkup(text: string, found: Secret[]): void {
  if (!text.includes('<')) return;
  const element = /<(?:[\w-]{1,40}:)?([\w.-]{2,50})(?:\s[^<>]{0,400})?>([^<]{2,})(?=<\\{0,15}\/)/g;
  for (let match = element.exec(text); match; match = element.exec(text)) {
    push(found, match[1] ?? '', match[2] ?? '', match.index + match[0].length);
  }
  const section = /<(?:[\w-]{1,40}:)?([\w.-]{2,50})(?:\s[^<>]{0,400})?>\s{0,40}<!\[CDATA\[/g;
  for (let match = section.exec(text); match; match = section.exec(text)) {
    const start = match.index + match[0].length;
    const close = text.indexOf(']]>', start);
    const end = close < 0 ? text.length : close;
    push(found, match[1] ?? '', text.slice(start, end), end);
    section.lastIndex = end;
  }
  const field = /\bname=\\{0,15}["']([\w.-]{2,40})\\{0,15}["'][^<>]{0,300}?\bvalue=\\{0,15}["']([^"'<>\\]+)/g;
  for (let match = field.exec(text); match; match = field.exec(text)) {
    push(found, match[1] ?? '', match[2] ?? '', match.index + match[0].length);
  }
  // The same with the value in front; no other value stands between it and the name.
  const turned =
    /\bvalue=(\\{0,15}["'])([^"'<>\\]+)\1(?:(?!\bvalue=)[^<>]){0,300}?\bname=\\{0,15}["']([\w.-]{2,40})\\{0,15}["']/g;
  for (let match = turned.exec(text); match; match = turned.exec(text)) {
    const [, quote = '', value = '', name = ''] = match;
    push(found, name, value, match.index + 'value='.length + quote.length + value.length);
  }
}

/** What people and listings write: `Password : x`, `refresh_token: x`, and the password of an address. */
function addWritten(text: string, found: Secret[]): void {
  const line = /(?:^|[\s,;([])([A-Za-z][\w.-]{1,39})[ \t]{0,60}:[ \t]{1,8}([^\s"',;<>()[\]{}]{4,})/gm;
  for (let match = line.exec(text); match; match = line.exec(text)) {
    const [whole, name = '', value = ''] = match;
    // These are words of sentences, too; states are no secrets.
    if (/^(?:request|assertion|secret|credentials?|code|cookies?)$/i.test(name)) continue;
    if (/^(?:true|false|null|none|undefined|https?:.*)$/i.test(value)) continue;
    push(found, name, value, match.index + whole.length);
    line.lastIndex = match.index + whole.length;
  }
  const address = /\b[a-z][a-z0-9+.-]{1,20}:\/\/[^\s/:@"'<>\\]{1,200}:([^\s/@"'<>\\]{1,200})@/gi;
  for (let match = address.exec(text); match; match = address.exec(text)) {
    const end = match.index + match[0].length - 1;
    found.push({ span: { start: end - (match[1]?.length ?? 0), end }, class: 'password' });
  }
}
