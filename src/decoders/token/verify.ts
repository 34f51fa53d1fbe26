import { sha256 } from '@noble/hashes/sha2.js';
import type { JWK } from 'jose';
import { issuerInfo } from '../../knowledge/claims';
import { type Message, message } from '../../text';
import { utcText } from '../time';
import { base64url, textBase64url } from './base64';
import { claimText } from './judge';
import type { SignatureCheck, SignatureState, Token } from './model';

/** A key set as published or picked by the user, and where it comes from: the words differ. */
export interface KeySource {
  /** The parsed document: `{ keys: [...] }`, one key, or a list of keys. */
  readonly jwks: unknown;
  readonly from: 'capture' | 'file';
  /** When the capture received the keys, ms since 1970. */
  readonly time?: number;
}

/** A JWKS entry as Entra publishes it; `issuer` restricts whose tokens it signs. */
type Key = JWK & { readonly issuer?: string };

/** Keys beyond this number are not tried. */
const maxKeys = 200;

/**
 * Checks the signature of a token with the keys of a JWKS document (jose, loaded on first use). Picks by `kid` or `x5t`,
 * respects the issuer of a key, and repeats with the nonce transform of Graph and SharePoint tokens, whose signature
 * covers base64url(SHA-256(nonce)) in place of the nonce. Never rejects.
 */
export async function verifyToken(token: Token, source: KeySource | undefined): Promise<SignatureCheck> {
  const reason = notCheckable(token, source);
  if (reason) return reason;
  const keys = source ? readKeys(source.jwks) : [];
  if (!source || keys.length === 0) return check(source ? 'key-missing' : 'not-checked', missingWords(token, source));
  const named = keys.filter((key) => isNamed(key, token));
  const wanted = keyId(token);
  const candidates = named.length > 0 || wanted !== '' ? named : keys;
  const unnamed =
    candidates.length > 0 ? candidates : keys.filter((key) => key.kid === undefined && key.x5t === undefined);
  if (unnamed.length === 0) return check('key-missing', missingWords(token, source));
  const allowed = unnamed.filter((key) => issuerFits(key, token));
  if (allowed.length === 0) return check('key-missing', message('token.keyIssuer'));
  // A key that the user picked is meant for this token; one that a capture happens to hold may belong to anybody.
  return tryKeys(token, allowed, source, named.length > 0 || (source.from === 'file' && keys.length === 1));
}

/** What can be said of a signature without any key: why it cannot be checked, or that it was not. */
export function signatureWithoutKeys(token: Token): SignatureCheck {
  return notCheckable(token, undefined) ?? check('not-checked', missingWords(token, undefined));
}

/** As {@link verifyToken}, for a token and all tokens inside it. */
export async function verifyAll(token: Token, source: KeySource): Promise<ReadonlyMap<Token, SignatureCheck>> {
  const checks = new Map<Token, SignatureCheck>();
  const visit = async (one: Token): Promise<void> => {
    checks.set(one, await verifyToken(one, source));
    for (const { token: inside } of one.inner) await visit(inside);
  };
  await visit(token);
  return checks;
}

async function tryKeys(
  token: Token,
  keys: readonly Key[],
  source: KeySource,
  isCertain: boolean,
): Promise<SignatureCheck> {
  const transformed = nonceTransform(token);
  let unusable: string | undefined;
  for (const key of keys) {
    const id = key.kid ?? key.x5t ?? '?';
    const result = await tryKey(token.compact, key, token);
    if (result === 'fits') return check('verified', verifiedWords(id, source, false), id);
    if (result === 'unusable') unusable = id;
    if (transformed !== undefined && (await tryKey(transformed, key, token)) === 'fits')
      return check('verified-after-nonce', verifiedWords(id, source, true), id);
  }
  if (unusable !== undefined)
    return check('not-checkable', message('token.notCheckableKey', { key: unusable }), unusable);
  const id = keyId(token) || (keys[0]?.kid ?? '?');
  return isCertain
    ? check('wrong', message('token.wrongSignature', { key: id }), id)
    : check('key-missing', missingWords(token, source));
}

async function tryKey(compact: string, key: Key, token: Token): Promise<'fits' | 'wrong' | 'unusable'> {
  const { compactVerify, errors, importJWK, importX509 } = await import('jose');
  try {
    const algorithm = claimText(token, 'alg', 'header') ?? '';
    const certificate: unknown = Array.isArray(key.x5c) ? key.x5c[0] : undefined;
    const hasNumbers = key.n !== undefined || key.x !== undefined || key.k !== undefined;
    // Some documents carry the certificate alone. Neither its chain nor its dates are judged.
    const imported =
      hasNumbers || typeof certificate !== 'string'
        ? await importJWK(publicPart(key), algorithm)
        : await importX509(pem(certificate), algorithm);
    await compactVerify(compact, imported);
    return 'fits';
  } catch (error) {
    // Everything but a wrong signature means that the key (too short, of another kind) or the header cannot be used.
    return error instanceof errors.JWSSignatureVerificationFailed ? 'wrong' : 'unusable';
  }
}

function pem(base64: string): string {
  return `-----BEGIN CERTIFICATE-----\n${base64}\n-----END CERTIFICATE-----`;
}

/** Without the private members: a pair of keys given by the user verifies as its public half does. */
function publicPart({ kty, n, e, crv, x, y, k }: Key): JWK {
  return Object.fromEntries(Object.entries({ kty, n, e, crv, x, y, k }).filter(([, value]) => value !== undefined));
}

/** The token as the service signed it: the nonce in the header's text replaced by its hash; undefined without a nonce. */
export function nonceTransform(token: Token): string | undefined {
  const nonce = token.header.find((claim) => claim.name === 'nonce');
  if (typeof nonce?.value !== 'string') return undefined;
  const hash = base64url(sha256(new TextEncoder().encode(nonce.value)));
  const { start, end } = nonce.valueSpan;
  const header = `${token.headerText.slice(0, start)}"${hash}"${token.headerText.slice(end)}`;
  const [, ...rest] = token.compact.split('.');
  return [textBase64url(header), ...rest].join('.');
}

function notCheckable(token: Token, source: KeySource | undefined): SignatureCheck | undefined {
  const no = (words: Message, state: SignatureState = 'not-checkable'): SignatureCheck => check(state, words);
  const algorithm = claimText(token, 'alg', 'header') ?? '';
  if (token.format === 'saml' || token.format === 'saml-request') return no(message('token.notCheckableSaml'));
  if (token.format === 'jwe') return no(message('token.notCheckableEncrypted'));
  if (token.format === 'printed') return no(message('token.notCheckablePrinted'));
  if (token.headerText === '') return no(message('token.notCheckableOpaque'));
  if (algorithm === 'none') return no(message('token.unsigned'), 'unsigned');
  // The mark that redacted copies carry in place of a signature.
  if (token.signature === 'REDACTED') return no(message('token.notCheckableRedacted'));
  if (token.isCut || token.format === 'malformed' || token.signature === '')
    return no(message('token.notCheckableCut'));
  if (token.format === 'prt-cookie') return no(message('token.notCheckableDevice'));
  const hasSecretKeys = readKeys(source?.jwks).some((key) => key.kty === 'oct');
  if (algorithm.startsWith('HS') && !hasSecretKeys) return no(message('token.notCheckableHmac', { alg: algorithm }));
  if (!/^(?:RS|PS|ES|HS)(?:256|384|512)$|^EdDSA$|^Ed25519$/.test(algorithm))
    return no(message('token.notCheckableAlgorithm', { alg: algorithm || '?' }));
  return undefined;
}

/** Keys of a JWKS document, of a list, or a single key; anything else gives none. */
export function readKeys(document: unknown): readonly Key[] {
  const list = Array.isArray(document) ? document : isObject(document) ? (document['keys'] ?? [document]) : [];
  if (!Array.isArray(list)) return [];
  return list.filter((key): key is Key => isObject(key) && typeof key['kty'] === 'string').slice(0, maxKeys);
}

function isNamed(key: Key, token: Token): boolean {
  const ids = [claimText(token, 'kid', 'header'), claimText(token, 'x5t', 'header')];
  return ids.some((id) => id !== undefined && (id === key.kid || id === key.x5t));
}

function keyId(token: Token): string {
  return claimText(token, 'kid', 'header') ?? claimText(token, 'x5t', 'header') ?? '';
}

/**
 * A key that names its issuer signs only for it. `{tenantid}` stands for any tenant; the token's own issuer must then
 * name the tenant of its claims. Versions 1 and 2 of one tenant share their keys.
 */
function issuerFits(key: Key, token: Token): boolean {
  if (typeof key.issuer !== 'string' || token.issuer === undefined || key.issuer === token.issuer) return true;
  const own = issuerInfo(token.issuer);
  if (key.issuer.includes('{tenantid}')) return own === undefined || own.tenant === token.tenant;
  return own !== undefined && issuerInfo(key.issuer)?.tenant === own.tenant;
}

function verifiedWords(key: string, source: KeySource, afterNonce: boolean): Message {
  if (source.from === 'file') return message(afterNonce ? 'token.verifiedNonceFile' : 'token.verifiedFile', { key });
  const time = source.time === undefined ? '' : ` (${utcText(source.time)})`;
  return message(afterNonce ? 'token.verifiedNonce' : 'token.verified', { key, time });
}

function missingWords(token: Token, source: KeySource | undefined): Message {
  if (!source) return message('token.notChecked');
  const key = keyId(token) || '?';
  return message(source.from === 'file' ? 'token.keyMissingFile' : 'token.keyMissing', { key });
}

function check(state: SignatureState, words: Message, keyId?: string): SignatureCheck {
  return keyId === undefined ? { state, words } : { state, words, keyId };
}

function isObject(value: unknown): value is Readonly<Record<string, unknown>> {
  return typeof value === 'object' && value !== null && !Array.isArray(value);
}
