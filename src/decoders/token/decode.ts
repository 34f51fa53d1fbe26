import type { Problem } from '../../artifacts/problem';
import type { Platform } from '../../platform/platform';
import { type Message, message } from '../../text';
import { readTimes } from '../time';
import { base64Binary, binaryBytes, binaryText, textBase64url, toBase64url } from './base64';
import { readCompact } from './compact';
import { decodePercent, findTokens } from './find';
import { balancedEnd, readMembers } from './members';
import type { Claim, FoundToken, Token, TokenFormat, TokenTimes } from './model';
import { readOpaquePrefix } from './opaque';
import { readSaml } from './saml';

export interface TokenDecodeOptions {
  /** Name and scheme word that stood in front of the value; they tell a code from a refresh token. */
  readonly name?: string;
  readonly scheme?: string;
  /** Needed to read a SAMLRequest of the redirect binding, which is deflated. */
  readonly platform?: Platform;
  /** Id for places of problems. */
  readonly artifact?: string;
}

/** Tokens in tokens: deeper ones are not followed. */
const maxNesting = 3;
const guidForm = /[0-9a-f]{8}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{12}/i;
const plainCompact = /^eyJ[A-Za-z0-9_-]+\.[A-Za-z0-9_-]+\.[A-Za-z0-9_-]*$/;
const noBytes = new Uint8Array();

/**
 * Decodes one token, however it is wrapped (scheme word, quotes, percent encoding, JSON escapes, line folds, standard
 * Base64, print form). Undefined when the text holds none. Never throws; nothing is verified here.
 */
export function decodeToken(raw: string, options: TokenDecodeOptions = {}): Token | undefined {
  return decodeNested(raw, options, 0);
}

/** Decodes a found token with the name and scheme in front of it. */
export function decodeFound(found: FoundToken, options: Omit<TokenDecodeOptions, 'name' | 'scheme'> = {}): Token {
  return decodeKind(found, { ...options, name: found.name, scheme: found.scheme }, found.raw, 0);
}

function decodeNested(raw: string, options: TokenDecodeOptions, depth: number): Token | undefined {
  if (plainCompact.test(raw)) return compactToken(raw, raw.split('.'), [], false, options, depth);
  const found = findTokens(raw);
  const first = found.find((one) => one.kind === 'msauth' || one.kind === 'printed') ?? found[0];
  if (!first) return undefined;
  const name = options.name || first.name;
  return decodeKind(first, { ...options, name, scheme: options.scheme || first.scheme }, raw, depth);
}

function decodeKind(found: FoundToken, options: TokenDecodeOptions, raw: string, depth: number): Token {
  const { kind } = found;
  switch (kind) {
    case 'compact': {
      const run = readCompact(found.raw, 0);
      const unwrapped = [...run.unwrapped];
      if (run.parts.some((part) => /[+/=]/.test(part))) unwrapped.push('standard-base64');
      if (raw.trim() !== found.raw) unwrapped.push(found.scheme ? 'scheme' : 'quotes');
      return compactToken(raw, run.parts, unwrapped, run.isCut, options, depth);
    }
    case 'printed':
      return printedToken(found.raw, raw, options, depth);
    case 'saml':
      return samlToken(found.raw, raw, options);
    case 'msauth':
      return msauthToken(found.raw, raw, options, depth);
    case 'entra-opaque':
      return opaqueEntra(found.raw, raw, options);
    default:
      return opaqueToken(opaqueFormat(kind, found), found.raw, raw);
  }
}

function opaqueFormat(kind: FoundToken['kind'], found: FoundToken): TokenFormat {
  if (kind === 'xbox') return 'xbox';
  if (kind === 'msa-ticket') return 'msa-ticket';
  return found.raw.startsWith('TlRMTVNTUA') || found.scheme.toLowerCase() === 'ntlm' ? 'ntlm' : 'negotiate';
}

/** The compact form: header and payload are read at once, their members with places when asked. */
function compactToken(
  raw: string,
  parts: readonly string[],
  unwrapped: readonly string[],
  wasCut: boolean,
  options: TokenDecodeOptions,
  depth: number,
): Token {
  const headerText = partText(parts[0] ?? '');
  const header = parsedObject(headerText);
  const isEncrypted = header?.['enc'] !== undefined;
  const used = parts.slice(0, isEncrypted ? 5 : 3);
  const isCut = wasCut || used.length < (isEncrypted ? 5 : 3);
  const binary = isEncrypted ? '' : base64Binary(parts[1] ?? '');
  const payloadText = binaryText(binary ?? '');
  const payload = isEncrypted ? undefined : parsedObject(payloadText);
  const format = compactFormat(used.length, wasCut, header, payload, options);
  const compact = used.map(toBase64url).join('.');
  const problems = () => compactProblems(format, isCut, binary, payloadText, payload, header, options);
  return makeToken({
    format,
    raw,
    compact,
    unwrapped,
    headerText,
    payloadText,
    payloadBinary: binary ?? '',
    signature: isEncrypted ? '' : (used[2] ?? ''),
    isCut,
    payload: payload ?? {},
    members: payload !== undefined || payloadText.trimStart().startsWith('{'),
    options,
    depth,
    problems,
  });
}

function compactFormat(
  parts: number,
  wasCut: boolean,
  header: Readonly<Record<string, unknown>> | undefined,
  payload: Readonly<Record<string, unknown>> | undefined,
  options: TokenDecodeOptions,
): TokenFormat {
  if (header?.['enc'] !== undefined) return 'jwe';
  if (parts < 3 && !wasCut) return 'malformed';
  const type = String(header?.['typ'] ?? '').toLowerCase();
  if (type === 'pop' || type === 'shr' || (payload?.['at'] !== undefined && payload['ts'] !== undefined)) return 'pop';
  const isPrtName = /refreshtokencredential/i.test(options.name ?? '');
  if (isPrtName || header?.['ctx'] !== undefined || header?.['kdf_ver'] !== undefined) return 'prt-cookie';
  if (header?.['alg'] === 'HS256' && typeof payload?.['refresh_token'] === 'string') return 'prt-cookie';
  const isClient = typeof payload?.['iss'] === 'string' && payload['iss'] === payload['sub'];
  if (options.name === 'client_assertion' || (isClient && guidForm.test(String(payload['iss'])))) {
    const audience = String(payload?.['aud'] ?? '');
    if (options.name === 'client_assertion' || /\/oauth2\/|\/token\b|login\./.test(audience)) return 'client-assertion';
  }
  return 'jws';
}

function compactProblems(
  format: TokenFormat,
  isCut: boolean,
  binary: string | undefined,
  payloadText: string,
  payload: Readonly<Record<string, unknown>> | undefined,
  header: Readonly<Record<string, unknown>> | undefined,
  options: TokenDecodeOptions,
): Problem[] {
  const problems: Problem[] = [];
  const add = (code: string, words: Message): void => {
    problems.push({
      code,
      message: words,
      place: { artifact: options.artifact ?? '', part: 'token', layers: ['token'] },
    });
  };
  if (header === undefined) add('token-header-unreadable', message('token.headerUnreadable'));
  if (format === 'malformed') add('token-two-parts', message('token.twoParts'));
  else if (isCut) add('token-cut', message('token.cut'));
  if (binary === undefined) add('token-payload-unreadable', message('token.payloadNotBase64'));
  else if (format !== 'jwe' && payload === undefined && payloadText !== '')
    add(
      'token-payload-not-json',
      message(payloadText.trimStart().startsWith('{') ? 'token.payloadBroken' : 'token.payloadNotJson'),
    );
  const zip = header?.['zip'];
  if (zip !== undefined && zip !== 'DEF') add('token-zip-unknown', message('token.zipUnknown', { zip: String(zip) }));
  return problems;
}

function printedToken(text: string, raw: string, options: TokenDecodeOptions, depth: number): Token {
  const headerEnd = balancedEnd(text, 0, text.length);
  const payloadStart = text.indexOf('{', headerEnd);
  const payloadEnd = balancedEnd(text, payloadStart, text.length);
  const headerText = text.slice(0, headerEnd);
  const payloadText = text.slice(payloadStart, payloadEnd);
  const payload = parsedObject(payloadText);
  const tail = text.slice(payloadEnd).replace(/^\s?\.?/, '');
  const signature = /^\[?signature\]?$/i.test(tail) ? '' : tail;
  const artifact = options.artifact ?? '';
  return makeToken({
    format: 'printed',
    raw,
    compact: `${textBase64url(headerText)}.${textBase64url(payloadText)}.${signature}`,
    unwrapped: ['printed'],
    headerText,
    payloadText,
    payloadBinary: undefined,
    signature,
    isCut: false,
    payload: payload ?? {},
    members: true,
    options,
    depth,
    problems: () => [
      {
        code: 'token-printed',
        message: message(payload ? 'token.printed' : 'token.payloadBroken'),
        place: { artifact, part: 'token', layers: ['token'] },
      },
    ],
  });
}

function samlToken(text: string, raw: string, options: TokenDecodeOptions): Token {
  const isElement = text.startsWith('<');
  const clean = isElement ? '' : decodePercent(text).replace(/\\[rn]|[\\\s]/g, '');
  let bytes = isElement ? noBytes : binaryBytes(base64Binary(clean) ?? '');
  const unwrapped: string[] = isElement ? [] : ['base64'];
  let isRequest = /request/i.test(options.name ?? '') || /SAMLRequest/.test(raw);
  if (!isElement && bytes[0] !== 0x3c && options.platform) {
    const inflated = options.platform.decompress('deflate-raw', bytes, 1_000_000);
    if (inflated.complete) {
      unwrapped.push('deflate');
      bytes = inflated.bytes;
    }
  }
  const isUtf16 = bytes[1] === 0 && bytes[0] === 0x3c;
  const xml = isElement ? text : new TextDecoder(isUtf16 ? 'utf-16le' : 'utf-8').decode(bytes);
  isRequest ||= /<(?:[\w-]+:)?AuthnRequest\b/.test(xml);
  const { claims, isXml } = readSaml(xml);
  const words = isXml ? undefined : message('token.samlUnreadable');
  return {
    ...opaqueToken(isRequest ? 'saml-request' : 'saml', isElement ? text : clean, raw),
    unwrapped,
    claims,
    payloadText: xml,
    payload: bytes,
    signature: /<(?:[\w-]+:)?SignatureValue[^>]*>([^<]*)</.exec(xml)?.[1]?.trim() ?? '',
    isCut: false,
    times: timesOf((name) => claims.find((claim) => claim.name === name)?.value),
    tenant: tenantOf((name) => claims.find((claim) => claim.name === name)?.value),
    audience: claims.find((claim) => claim.name === 'aud')?.text,
    issuer: claims.find((claim) => claim.name === 'iss')?.text,
    problems: words
      ? [{ code: 'token-saml', message: words, place: { artifact: options.artifact ?? '', layers: ['token'] } }]
      : [],
  };
}

/** `MSAuth1.0 actortoken="Bearer ...", accesstoken="...", type="PFAT"`. */
function msauthToken(text: string, raw: string, options: TokenDecodeOptions, depth: number): Token {
  const inner: { name: string; token: Token }[] = [];
  for (const match of text.matchAll(/([a-z]{1,20})\s{0,4}=\s{0,4}\\?"([^"]*)/gi)) {
    const name = match[1] ?? '';
    const token =
      depth < maxNesting ? decodeNested(match[2] ?? '', { ...options, name, scheme: '' }, depth + 1) : undefined;
    if (token) inner.push({ name, token });
  }
  const main = inner.find((one) => /^(?:access|user)token$/i.test(one.name))?.token ?? inner[0]?.token;
  return {
    ...opaqueToken('msauth', text, raw),
    inner,
    tenant: main?.tenant,
    appId: main?.appId,
    audience: main?.audience,
    issuer: main?.issuer,
    times: main?.times ?? noTimes,
  };
}

function opaqueEntra(value: string, raw: string, options: TokenDecodeOptions): Token {
  const prefix = readOpaquePrefix(value);
  const name = (options.name ?? '').toLowerCase();
  const format: TokenFormat =
    name === 'code' || /^M\.C/.test(value)
      ? 'authorization-code'
      : name.startsWith('ests') || name === 'buid'
        ? 'session-cookie'
        : 'refresh-token';
  return { ...opaqueToken(format, value, raw), tenant: prefix?.tenant, appId: prefix?.application };
}

const noTimes: TokenTimes = { issued: undefined, notBefore: undefined, expires: undefined };

function opaqueToken(format: TokenFormat, compact: string, raw: string): Token {
  return {
    format,
    raw,
    compact,
    unwrapped: raw.trim() === compact ? [] : ['scheme'],
    header: [],
    claims: [],
    headerText: '',
    payloadText: '',
    payload: noBytes,
    signature: '',
    isCut: false,
    times: noTimes,
    tenant: undefined,
    appId: undefined,
    audience: undefined,
    issuer: undefined,
    inner: [],
    problems: [],
  };
}

interface Parts {
  readonly format: TokenFormat;
  readonly raw: string;
  readonly compact: string;
  readonly unwrapped: readonly string[];
  readonly headerText: string;
  readonly payloadText: string;
  /** One character per byte; undefined when the payload was text from the start. */
  readonly payloadBinary: string | undefined;
  readonly signature: string;
  readonly isCut: boolean;
  readonly payload: Readonly<Record<string, unknown>>;
  /** False when the payload is no JSON object, so that it has no members. */
  readonly members: boolean;
  readonly options: TokenDecodeOptions;
  readonly depth: number;
  readonly problems: () => Problem[];
}

/** A token whose dearer parts are made when they are first asked for: lists of tokens ask for few of them. */
function makeToken(parts: Parts): Token {
  const { payload } = parts;
  // Cut payloads do not parse; what stands before the cut is read member by member.
  const claims = once(() => (parts.members ? readMembers(parts.payloadText).claims : []));
  const read = (name: string): unknown =>
    Object.hasOwn(payload, name) ? payload[name] : claims().find((claim) => claim.name === name)?.value;
  const isWhole = Object.keys(payload).length > 0 || !parts.members;
  const get = isWhole ? (name: string): unknown => (Object.hasOwn(payload, name) ? payload[name] : undefined) : read;
  const header = once((): readonly Claim[] => readMembers(parts.headerText).claims);
  const inner = once(() => innerTokens(parts, get));
  const problems = once(parts.problems);
  const bytes = once(() =>
    parts.payloadBinary === undefined ? new TextEncoder().encode(parts.payloadText) : binaryBytes(parts.payloadBinary),
  );
  return {
    format: parts.format,
    raw: parts.raw,
    compact: parts.compact,
    unwrapped: parts.unwrapped,
    get header() {
      return header();
    },
    get claims() {
      return claims();
    },
    headerText: parts.headerText,
    payloadText: parts.payloadText,
    get payload() {
      return bytes();
    },
    signature: parts.signature,
    isCut: parts.isCut,
    times: timesOf(get),
    tenant: tenantOf(get),
    appId: lower(textOf(get('appid')) ?? textOf(get('azp')) ?? clientOf(parts.format, get)),
    audience: firstText(get('aud')),
    issuer: textOf(get('iss')),
    get inner() {
      return inner();
    },
    get problems() {
      return problems();
    },
  };
}

function innerTokens(parts: Parts, get: (name: string) => unknown): { name: string; token: Token }[] {
  if (parts.depth >= maxNesting) return [];
  const found: { name: string; token: Token }[] = [];
  for (const name of ['at', 'refresh_token', 'assertion']) {
    const value = get(name);
    const token =
      typeof value === 'string' ? decodeNested(value, { ...parts.options, name }, parts.depth + 1) : undefined;
    if (token) found.push({ name, token });
  }
  return found;
}

/** A client assertion is issued by the client itself. */
function clientOf(format: TokenFormat, get: (name: string) => unknown): string | undefined {
  return format === 'client-assertion' ? textOf(get('iss')) : undefined;
}

function timesOf(get: (name: string) => unknown): TokenTimes {
  return { issued: timeOf(get('iat')), notBefore: timeOf(get('nbf')), expires: timeOf(get('exp')) };
}

/** Seconds since 1970 as number or text (NumericDate of RFC 7519), or SAML's ISO time. */
export function timeOf(value: unknown): number | undefined {
  if (typeof value === 'number') return Number.isFinite(value) ? value * 1000 : undefined;
  if (typeof value !== 'string') return undefined;
  if (/^\d{1,12}(?:\.\d{1,6})?$/.test(value)) return Number(value) * 1000;
  return readTimes(value).find((reading) => reading.kind === 'iso')?.time;
}

function tenantOf(get: (name: string) => unknown): string | undefined {
  return lower(textOf(get('tid')) ?? guidForm.exec(textOf(get('iss')) ?? '')?.[0]);
}

function textOf(value: unknown): string | undefined {
  return typeof value === 'string' && value !== '' ? value : undefined;
}

function firstText(value: unknown): string | undefined {
  return textOf(Array.isArray(value) ? value[0] : value);
}

function lower(value: string | undefined): string | undefined {
  return value?.toLowerCase();
}

function partText(part: string): string {
  return binaryText(base64Binary(part) ?? '');
}

function parsedObject(text: string): Readonly<Record<string, unknown>> | undefined {
  try {
    const value: unknown = JSON.parse(text);
    return typeof value === 'object' && value !== null && !Array.isArray(value)
      ? (value as Readonly<Record<string, unknown>>)
      : undefined;
  } catch {
    return undefined;
  }
}

function once<T>(make: () => T): () => T {
  let made: { readonly value: T } | undefined;
  return () => {
    made ??= { value: make() };
    return made.value;
  };
}
