import { type Language, message, text } from '../../text';
import { findTokens } from './find';
import { readMembers } from './members';
import type { Claim, Token, TokenFormat } from './model';

/** Members that are secrets by their name, wherever they stand. */
const secretNames = new Set([
  'refresh_token',
  'access_token',
  'id_token',
  'assertion',
  'client_assertion',
  'client_secret',
  'password',
  'code',
  'session_key_jwe',
  'at',
]);

/** Formats of which nothing may be shown: they are used as they stand. */
const whole: ReadonlySet<TokenFormat> = new Set([
  'msa-ticket',
  'msauth',
  'xbox',
  'refresh-token',
  'authorization-code',
  'session-cookie',
  'negotiate',
  'ntlm',
  'jwe',
  'prt-cookie',
  'pop',
]);

/** True when the value of a claim is itself a secret: a token, a code, a password. */
export function isSecretClaim(claim: Pick<Claim, 'name' | 'value'>): boolean {
  if (secretNames.has(claim.name)) return true;
  // Looks like a refresh token, but is only its prefix.
  if (claim.name === 'rh') return false;
  return typeof claim.value === 'string' && claim.value.length > 40 && findTokens(claim.value).length > 0;
}

/**
 * The token so that it can be shown and passed on: header and payload stay, the signature is replaced by its name and
 * length. Of tokens that are used as they stand, or that hold another token, only the header is left.
 */
export function maskedTokenText(token: Token, language: Language = 'en'): string {
  if (token.format === 'saml' || token.format === 'saml-request') return maskedSaml(token, language);
  if (token.format === 'printed')
    return `${token.headerText}.${maskedPayloadText(token, language)}.${chip('secretSignature', token.signature, language)}`;
  const header = token.compact.split('.')[0] ?? '';
  const hasSecrets = whole.has(token.format) || token.claims.some(isSecretClaim);
  if (hasSecrets) {
    const rest = token.headerText === '' ? token.compact : token.compact.slice(header.length + 1);
    const masked = chip('secretToken', rest, language);
    return token.headerText === '' ? masked : `${header}.${masked}`;
  }
  const payload = token.compact.split('.')[1] ?? '';
  const signature = token.signature === '' ? '' : chip('secretSignature', token.signature, language);
  return token.isCut && token.signature === '' ? `${header}.${payload}` : `${header}.${payload}.${signature}`;
}

/** The payload's text with secret values replaced; everything else exactly as written. */
export function maskedPayloadText(token: Token, language: Language = 'en'): string {
  let masked = '';
  let from = 0;
  for (const claim of token.claims) {
    if (claim.valueSpan.start < from || !isSecretClaim(claim)) continue;
    masked += `${token.payloadText.slice(from, claim.valueSpan.start)}"${chip('secretToken', claim.text, language)}"`;
    from = claim.valueSpan.end;
  }
  return masked + token.payloadText.slice(from);
}

/**
 * The content of a token where claims do not say it all: the XML of SAML, a payload that is no JSON or damaged JSON,
 * secrets masked. Undefined when there is none.
 */
export function tokenContent(token: Token, language: Language = 'en'): string | undefined {
  if (token.payloadText === '') return undefined;
  if (token.format === 'saml' || token.format === 'saml-request') return maskedSaml(token, language);
  if (token.inner.some(({ name }) => name === 'content')) return undefined;
  const { damagedAt } = readMembers(token.payloadText);
  return damagedAt === undefined ? undefined : maskedText(token.payloadText, language);
}

/** Damaged JSON or any other text: values behind a secret name, even cut ones, and whatever looks like a token. */
function maskedText(payload: string, language: Language): string {
  const names = [...secretNames].join('|');
  const named = new RegExp(`("(?:${names})"\\s{0,8}:\\s{0,8}")([^"]*)`, 'g');
  const hidden = payload.replace(
    named,
    (_, open: string, value: string) => open + chip('secretToken', value, language),
  );
  let shown = '';
  let from = 0;
  for (const { span, raw } of findTokens(hidden)) {
    shown += hidden.slice(from, span.start) + chip('secretToken', raw, language);
    from = span.end;
  }
  return shown + hidden.slice(from);
}

function maskedSaml(token: Token, language: Language): string {
  if (token.payloadText === '') return chip('secretToken', token.compact, language);
  return token.payloadText.replace(
    /(<(?:[\w-]{1,20}:)?(?:SignatureValue|CipherValue)\b[^>]{0,200}>)([^<]*)(?=<)/g,
    (_, open: string, value: string) => `${open}${chip('secretSignature', value, language)}`,
  );
}

function chip(what: 'secretSignature' | 'secretToken', value: string, language: Language): string {
  const name = text(message(`token.${what}`), language);
  return text(message('token.masked', { what: name, length: value.length }), language);
}
