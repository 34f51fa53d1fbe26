import type { Header } from '../model';
import { headerValues } from './headers';

export interface Cookie {
  readonly name: string;
  readonly value: string;
}

export interface SetCookie extends Cookie {
  readonly domain: string;
  readonly path: string;
  /** As written; empty for a session cookie. */
  readonly expires: string;
  /** Seconds; undefined when absent or no number. */
  readonly maxAge: number | undefined;
  readonly secure: boolean;
  readonly httpOnly: boolean;
  readonly sameSite: string;
  /** Attributes beyond these, as written. */
  readonly other: readonly string[];
}

/** Cookies of all `Cookie` headers (RFC 6265, 4.2), in order and with repetitions. */
export function requestCookies(headers: readonly Header[]): Cookie[] {
  return headerValues(headers, 'cookie').flatMap((value) =>
    value
      .split(';')
      .map((pair) => pair.trim())
      .filter((pair) => pair !== '')
      .map((pair) => splitPair(pair)),
  );
}

/** One cookie per `Set-Cookie` header (RFC 6265, 5.2); several of them are the normal case. */
export function responseCookies(headers: readonly Header[]): SetCookie[] {
  return headerValues(headers, 'set-cookie').map(parseSetCookie);
}

export function parseSetCookie(text: string): SetCookie {
  const [pair = '', ...attributes] = text.split(';');
  const known = new Map<string, string>();
  const other: string[] = [];
  for (const attribute of attributes) {
    const { name, value } = splitPair(attribute.trim(), true);
    const key = name.toLowerCase();
    if (['domain', 'path', 'expires', 'max-age', 'secure', 'httponly', 'samesite'].includes(key)) known.set(key, value);
    else if (name !== '') other.push(attribute.trim());
  }
  const maxAge = known.get('max-age');
  return {
    ...splitPair(pair.trim()),
    domain: known.get('domain') ?? '',
    path: known.get('path') ?? '',
    expires: known.get('expires') ?? '',
    maxAge: maxAge !== undefined && /^-?\d+$/.test(maxAge) ? Number(maxAge) : undefined,
    secure: known.has('secure'),
    httpOnly: known.has('httponly'),
    sameSite: known.get('samesite') ?? '',
    other,
  };
}

/** A pair without `=` is a cookie value without a name, or an attribute name without a value. */
function splitPair(pair: string, isAttribute = false): Cookie {
  const equals = pair.indexOf('=');
  if (equals < 0) return isAttribute ? { name: pair, value: '' } : { name: '', value: pair };
  return { name: pair.slice(0, equals).trim(), value: pair.slice(equals + 1).trim() };
}
