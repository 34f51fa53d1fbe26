import type { Problem } from '../../artifacts/problem';
import type { Platform } from '../../platform/platform';
import { type Message, message } from '../../text';
import { readTimes } from '../time';
import { base64Binary, binaryBytes, binaryText, textBase64url, toBase64url } from './base64';
import { readCompact } from './compact';
import { decodePercent, findTokens, packedText } from './find';
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
  /** What stood wrongly in front of the token, see {@link FoundToken}. */
  readonly stray?: string;
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
  const { name, scheme, stray } = found;
  return decodeKind(found, { ...options, name, scheme, ...(stray ? { stray } : {}) }, found.raw, 0);
}

function decodeNested(raw: string, options: TokenDecodeOptions, depth: number): Token | undefined {
  if (plainCompact.test(raw)) return compactToken(raw, raw.split('.'), [], false, options, depth);
  const found = findTokens(raw);
  const first = found.find((one) => one.kind === 'msauth' || one.kind === 'printed') ?? found[0];
  if (!first) return undefined;
  const name = options.name || first.name;
  const stray = options.stray ?? first.stray;
  const scheme = options.scheme || first.scheme;
  return decodeKind(first, { ...options, name, scheme, ...(stray ? { stray } : {}) }, raw, depth);
}

function decodeKind(found: FoundToken, options: TokenDecodeOptions, raw: string, depth: number): Token {
  const { kind } = found;
  switch (kind) {
    case 'compact': {
      const run = readCompact(found.raw, 0);
      const unwrapped = [...run.unwrapped];
      if (run.parts.some((part) => /[+/=]/.test(part))) unwrapped.push('standard-base64');
      if (raw !== found.raw) unwrapped.push(found.scheme ? 'scheme' : 'quotes');
      return compactToken(raw, run.parts, unwrapped, run.isCut, options, depth);
    }
    case 'base64': {
      const run = readCompact(packedText(found.raw), 0);
      return compactToken(raw, run.parts, ['base64', ...run.unwrapped], run.isCut, options, depth);
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
  const { text: headerText, value: header } = readHeader(parts[0] ?? '');
  const isEncrypted = header?.['enc'] !== undefined;
  const used = parts.slice(0, isEncrypted ? 5 : 3);
  const isCut = wasCut || used.length < (isEncrypted ? 5 : 3);
  const binary = isEncrypted ? '' : base64Binary(parts[1] ?? '');
  const payloadText = binaryText(binary ?? '');
  const payload = isEncrypted ? undefined : parsedObject(payloadText);
  const format = compactFormat(used.length, wasCut, header, payload, options);
  // The usual token needs no second alphabet: it stands as it is.
  const compact = unwrapped.length === 0 && parts.length === used.length ? raw : used.map(toBase64url).join('.');
  return new DecodedToken({
    format,
    raw,
    compact,
    unwrapped,
    headerText,
    payloadText,
    payloadBinary: binary ?? '',
    parsedHeader: header,
    signature: isEncrypted ? '' : (used[2] ?? ''),
    isCut,
    payload,
    members: payload !== undefined || payloadText.trimStart().startsWith('{'),
    options,
    depth,
    problems: binary === undefined ? unreadablePayload : compactProblems,
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

function unreadablePayload(parts: Parts): Problem[] {
  return [
    problem('token-payload-unreadable', message('token.payloadNotBase64'), parts.options),
    ...compactProblems(parts),
  ];
}

function compactProblems({ format, isCut, payloadText, payload, parsedHeader, options }: Parts): Problem[] {
  const problems: Problem[] = [];
  const add = (code: string, words: Message): void => {
    problems.push(problem(code, words, options));
  };
  if (options.stray) add('token-stray', message('token.stray', { text: options.stray }));
  if (parsedHeader === undefined) add('token-header-unreadable', message('token.headerUnreadable'));
  if (format === 'malformed') add('token-two-parts', message('token.twoParts'));
  else if (isCut) add('token-cut', message('token.cut'));
  if (format !== 'jwe' && payload === undefined && payloadText !== '')
    add(
      'token-payload-not-json',
      message(payloadText.trimStart().startsWith('{') ? 'token.payloadBroken' : 'token.payloadNotJson'),
    );
  const zip = parsedHeader?.['zip'];
  if (zip !== undefined && zip !== 'DEF') add('token-zip-unknown', message('token.zipUnknown', { zip: String(zip) }));
  return problems;
}

function problem(code: string, words: Message, options: TokenDecodeOptions): Problem {
  return { code, message: words, place: { artifact: options.artifact ?? '', part: 'token', layers: ['token'] } };
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
  return new DecodedToken({
    format: 'printed',
    raw,
    compact: `${textBase64url(headerText)}.${textBase64url(payloadText)}.${signature}`,
    unwrapped: ['printed'],
    headerText,
    payloadText,
    payloadBinary: undefined,
    signature,
    isCut: false,
    payload,
    members: true,
    options,
    depth,
    parsedHeader: parsedObject(headerText),
    problems: () => [problem('token-printed', message(payload ? 'token.printed' : 'token.payloadBroken'), options)],
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
  /** Parsed payload; undefined when it is no whole JSON object. */
  readonly payload: Readonly<Record<string, unknown>> | undefined;
  /** False when the payload is no JSON object, so that it has no members. */
  readonly members: boolean;
  readonly options: TokenDecodeOptions;
  readonly depth: number;
  readonly parsedHeader: Readonly<Record<string, unknown>> | undefined;
  readonly problems: (parts: Parts) => Problem[];
}

/**
 * A token whose dearer parts are made when they are first asked for: lists of tokens ask for few of them. A class, not an
 * object of closures, because thousands are made at once.
 */
class DecodedToken implements Token {
  readonly format: TokenFormat;
  readonly raw: string;
  readonly compact: string;
  readonly unwrapped: readonly string[];
  readonly headerText: string;
  readonly payloadText: string;
  readonly signature: string;
  readonly isCut: boolean;
  readonly times: TokenTimes;
  readonly tenant: string | undefined;
  readonly appId: string | undefined;
  readonly audience: string | undefined;
  readonly issuer: string | undefined;
  private headerClaims: readonly Claim[] | undefined;
  private payloadClaims: readonly Claim[] | undefined;
  private innerList: Token['inner'] | undefined;
  private problemList: readonly Problem[] | undefined;

  constructor(private readonly parts: Parts) {
    this.format = parts.format;
    this.raw = parts.raw;
    this.compact = parts.compact;
    this.unwrapped = parts.unwrapped;
    this.headerText = parts.headerText;
    this.payloadText = parts.payloadText;
    this.signature = parts.signature;
    this.isCut = parts.isCut;
    const { issuer, audience, times, tenant, appId } = claimFacts((name) => this.value(name));
    this.issuer = issuer;
    this.audience = audience;
    this.times = times;
    this.tenant = tenant;
    // A client assertion is issued by the client itself.
    this.appId = appId ?? (parts.format === 'client-assertion' ? lower(issuer) : undefined);
  }

  get header(): readonly Claim[] {
    this.headerClaims ??= readMembers(this.headerText).claims;
    return this.headerClaims;
  }

  get claims(): readonly Claim[] {
    this.payloadClaims ??= this.parts.members ? readMembers(this.payloadText).claims : [];
    return this.payloadClaims;
  }

  get payload(): Uint8Array {
    const { payloadBinary } = this.parts;
    return payloadBinary === undefined ? new TextEncoder().encode(this.payloadText) : binaryBytes(payloadBinary);
  }

  get inner(): Token['inner'] {
    this.innerList ??= innerTokens(this.parts, (name) => this.value(name));
    return this.innerList;
  }

  get problems(): readonly Problem[] {
    this.problemList ??= this.parts.problems(this.parts);
    return this.problemList;
  }

  /** A claim's value. Cut payloads do not parse; what stands before the cut is read member by member. */
  private value(name: string): unknown {
    const { payload, members } = this.parts;
    if (payload) return Object.hasOwn(payload, name) ? payload[name] : undefined;
    return members ? this.claims.find((claim) => claim.name === name)?.value : undefined;
  }
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

function timesOf(get: (name: string) => unknown): TokenTimes {
  return { issued: timeOf(get('iat')), notBefore: timeOf(get('nbf')), expires: timeOf(get('exp')) };
}

/** What every list of tokens asks of the claims. */
export function claimFacts(
  get: (name: string) => unknown,
): Pick<Token, 'issuer' | 'audience' | 'times' | 'tenant' | 'appId'> {
  return {
    issuer: textOf(get('iss')),
    audience: firstText(get('aud')),
    times: timesOf(get),
    tenant: tenantOf(get),
    appId: lower(textOf(get('appid')) ?? textOf(get('azp'))),
  };
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

interface HeaderPart {
  readonly part: string;
  readonly text: string;
  readonly value: Readonly<Record<string, unknown>> | undefined;
}

/** The header read last: the tokens of a capture share theirs. */
let lastHeader: HeaderPart = { part: '', text: '', value: undefined };

function readHeader(part: string): HeaderPart {
  if (part === lastHeader.part) return lastHeader;
  const text = binaryText(base64Binary(part) ?? '');
  lastHeader = { part, text, value: parsedObject(text) };
  return lastHeader;
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
