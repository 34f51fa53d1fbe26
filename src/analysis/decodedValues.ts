import { decodeText } from '../artifacts/decodeText';
import type { Span } from '../artifacts/place';
import { explainCode, findCodes } from '../decoders/codes';
import { findHeaderLines } from '../decoders/headers';
import { explainIdentifier, findIdentifiers } from '../decoders/identifiers';
import {
  decodeEndUserLicense,
  decodeLicense,
  decodeLicenses,
  endUserLicenseShape,
  publishingLicenseShape,
} from '../decoders/license';
import type { EndUserLicense, LicenseDocument } from '../decoders/license/model';
import { decodeSyncMessage, type SyncMessage, syncJson } from '../decoders/syncMessage';
import { readingWords, readTimes } from '../decoders/time';
import { decodeFound, decryptToken, findTokens, tokenJson, verifyAll } from '../decoders/token';
import type { FoundToken, SignatureCheck, Token } from '../decoders/token/model';
import type { Platform } from '../platform/platform';
import { type Language, type Message, text as render } from '../text';
import { maskedAnswer } from './maskedAnswer';
import { Words } from './words';

/** At most this many values of one text are decoded. */
const maxValues = 200;
/** A compressed file may grow to this many bytes. */
const inflateLimit = 64 * 1024 * 1024;

/** An opaque value with what it says. `json` is what the command line prints: secrets masked unless asked for. */
export type DecodedValue =
  | {
      readonly kind: 'token';
      readonly raw: string;
      /** Opened, where a key of the user's file fits an encrypted one. */
      readonly token: Token;
      /** Of the token and those inside it; empty without keys. */
      readonly checks: ReadonlyMap<Token, SignatureCheck>;
      readonly json: unknown;
    }
  | {
      readonly kind: 'publishing-license';
      readonly license: LicenseDocument;
      readonly json: unknown;
    }
  | { readonly kind: 'end-user-license'; readonly answer: EndUserLicense; readonly json: unknown }
  | { readonly kind: 'sync-message'; readonly message: SyncMessage; readonly json: unknown }
  | { readonly kind: 'code'; readonly words: readonly string[]; readonly json: unknown };

export interface DecodeOptions {
  readonly platform: Platform;
  readonly language: Language;
  /** Named in the places of problems. */
  readonly source: string;
  /** Writes secret values, too. */
  readonly reveal?: boolean;
  /** A JWKS document to check signatures with. */
  readonly keys?: unknown;
  /** When the value was in use, ms since 1970: expiry is judged then. */
  readonly time?: number;
}

/** What is said when nothing was found. */
export const nothingDecoded = { version: 1, kind: null, problems: [] } as const;

/**
 * Every token, license, answer of Rights Management and sync message in a file or a pasted text, in the order in which
 * they stand there: bytes of a sync message, gzip of anything, text in any encoding.
 */
export async function decodedValues(input: Uint8Array | string, options: DecodeOptions): Promise<DecodedValue[]> {
  const { platform } = options;
  const sync = syncMessage(typeof input === 'string' ? new TextEncoder().encode(input.trim()) : input, options);
  if (sync) return [sync];
  if (typeof input === 'string') return textValues(input, options);
  const isGzip = input[0] === 0x1f && input[1] === 0x8b;
  const bytes = isGzip ? platform.decompress('gzip', input, inflateLimit).bytes : input;
  return textValues(decodeText(bytes).text, options);
}

/** One value in JSON stands alone, several as a list. */
export function valuesJson(values: readonly { readonly json: unknown }[]): unknown {
  if (values.length === 0) return nothingDecoded;
  return values.length === 1 ? values[0]?.json : values.map(({ json }) => json);
}

async function textValues(text: string, options: DecodeOptions): Promise<DecodedValue[]> {
  const { platform, language, source, reveal } = options;
  const read = text.trimStart().startsWith('{') ? decodeEndUserLicense(text, platform) : undefined;
  if (read && (read.accessStatus !== undefined || read.error)) {
    const answer = reveal ? read : maskedAnswer(new Words(language), read);
    return [{ kind: 'end-user-license', answer, json: endUserLicenseShape(answer, source, language) }];
  }
  const found: { readonly span: Span; readonly value: DecodedValue }[] = [];
  for (const { license, span } of decodeLicenses(text, platform).slice(0, maxValues)) {
    const json = publishingLicenseShape(license, source, language);
    found.push({ span, value: { kind: 'publishing-license', license, json } });
  }
  const isInside = ({ start }: Span) => found.some(({ span }) => start >= span.start && start < span.end);
  const tokens = findTokens(text).filter(({ span }) => !isInside(span));
  for (const one of tokens.slice(0, maxValues)) found.push({ span: one.span, value: await tokenValue(one, options) });
  if (found.length === 0) {
    const license = decodeLicense(text.trim(), platform);
    if (license?.certificates.length) {
      const json = publishingLicenseShape(license, source, language);
      return [{ kind: 'publishing-license', license, json }];
    }
  }
  if (found.length === 0) return codeValue(text.trim(), language);
  return found.sort((a, b) => a.span.start - b.span.start).map(({ value }) => value);
}

/** Header lines, codes, named ids and times of a short text, in sentences. */
function codeValue(text: string, language: Language): DecodedValue[] {
  const said: Message[] = findHeaderLines(text).flatMap(({ words }) => words);
  const codes = findCodes(text);
  const whole = text.length <= 400 && codes.length < 2 ? explainCode(text) : undefined;
  if (whole) said.push(...whole.words);
  else for (const { explanation } of codes.slice(0, 50)) said.push(...explanation.words);
  const identifiers = text.length <= 200 ? explainIdentifier(text) : [];
  if (identifiers.length) said.push(...identifiers);
  else for (const found of findIdentifiers(text).slice(0, 50)) said.push(...found.words);
  for (const reading of readTimes(text)) said.push(readingWords(reading));
  if (said.length === 0) return [];
  const words = [...new Set(said.map((one) => render(one, language)))];
  return [{ kind: 'code', words, json: { version: 1, kind: 'code', words, problems: [] } }];
}

async function tokenValue(found: FoundToken, options: DecodeOptions): Promise<DecodedValue> {
  const { platform, language, reveal, keys, time, source } = options;
  const closed = decodeFound(found, { platform, artifact: source });
  const token = keys === undefined ? closed : ((await decryptToken(closed, keys)) ?? closed);
  const checks =
    keys === undefined ? new Map<Token, SignatureCheck>() : await verifyAll(token, { jwks: keys, from: 'file' });
  const json = tokenJson(token, {
    language,
    checks,
    ...(reveal ? { reveal } : {}),
    ...(time === undefined ? {} : { requestTime: time }),
  });
  return { kind: 'token', raw: found.raw, token, checks, json };
}

function syncMessage(bytes: Uint8Array, { platform, language, reveal }: DecodeOptions): DecodedValue | undefined {
  for (const direction of ['response', 'request'] as const) {
    const message = decodeSyncMessage(bytes, direction, platform);
    if (!message.isDecoded || (message.layers.length === 0 && isText(bytes))) continue;
    return { kind: 'sync-message', message, json: syncJson(message, { language, ...(reveal ? { reveal } : {}) }) };
  }
  return undefined;
}

/** Written words, whose bytes may happen to read as fields: a date begins like the birthday of an answer. */
function isText(bytes: Uint8Array): boolean {
  if (bytes.length < 4) return false;
  return bytes.subarray(0, 4096).every((byte) => byte >= 0x20 || byte === 0x09 || byte === 0x0a || byte === 0x0d);
}
