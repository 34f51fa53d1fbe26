import { sanitizedMark } from '../artifacts/capture/sanitized';
import { findLicenses } from '../decoders/license';
import { findTokens } from '../decoders/token';
import type { FoundToken } from '../decoders/token/model';
import type { Secret, SecretClass } from './maskedText';
import { addNamed, isStateParameter, pairsIn, secretClass, stringEnd } from './namedSecrets';

export { MaskedText, type Secret, type SecretClass } from './maskedText';

/** No license is shorter than this many characters. */
const shortestLicense = 200;

/** Every secret in a text: tokens wherever they sit, and values of members, fields and parameters by name. */
export function secretsIn(text: string): Secret[] {
  const found: Secret[] = [];
  for (const token of findTokens(text)) found.push(...secretPartsOf(token));
  addLicenses(text, found);
  addNamed(text, found);
  addPairs(text, found);
  addContentKeys(text, found);
  addHeaders(text, found);
  return found.filter(({ span }) => !isGone(text.slice(span.start, span.end)));
}

/** `••••••`, `[•••, 39]`, `•••••• (39)`, `•••••• client secret, 39`, and what a rule leaves of these. */
const maskedForm =
  /^\[?•{3,}(?:,|, \d[\d.,\u00a0]{0,12}| \(\d[\d.,\u00a0]{0,12}\)?|(?: [\p{L}-]{1,30}){1,3}(?:, \d[\d.,\u00a0]{0,12})?)?\]?$/u;

/** What is masked already says how long the value is, and what Fiddler has removed says so: both stay. */
function isGone(value: string): boolean {
  const trimmed = value.trim();
  return trimmed === sanitizedMark || maskedForm.test(trimmed);
}

/** True for a payload with a secret of its own: the cookie of a primary refresh token, a proof-of-possession token. */
function holdsSecret(payload: string): boolean {
  try {
    const text = atob(payload.replaceAll('-', '+').replaceAll('_', '/'));
    return /"(?:refresh_token|at|password|client_secret|assertion)"\s*:\s*"/.test(text);
  } catch {
    return false;
  }
}

/** The secret part of a token: the signature of a signed one, everything else of the other kinds. */
function secretPartsOf(token: FoundToken): Secret[] {
  const { span, raw } = token;
  switch (token.kind) {
    case 'printed':
      return [];
    case 'compact': {
      const dots: number[] = [];
      for (let at = raw.indexOf('.'); at >= 0; at = raw.indexOf('.', at + 1)) dots.push(at);
      if (dots.length === 2 && holdsSecret(raw.slice((dots[0] ?? 0) + 1, dots[1]))) {
        return [{ span: { start: span.start + (dots[0] ?? 0) + 1, end: span.end }, class: 'refreshToken' }];
      }
      const cut = dots.length === 2 ? dots[1] : dots.length >= 4 ? dots[0] : undefined;
      if (cut === undefined) return [];
      const start = span.start + cut + 1;
      return [{ span: { start, end: span.end }, class: dots.length === 2 ? 'signature' : 'encrypted' }];
    }
    case 'entra-opaque':
      return [{ span, class: 'refreshToken' }];
    default:
      return [{ span, class: 'token' }];
  }
}

/** Licenses in a wrapping, whole: nobody reads them so, and with a token they open what they seal. */
function addLicenses(text: string, found: Secret[]): void {
  if (text.length < shortestLicense) return;
  for (const { span, form } of findLicenses(text)) {
    if (form !== 'xrml' && form !== 'json') found.push({ span, class: 'license' });
  }
}

/** Content keys of license answers (`Key`: {`Value`}) and private keys. */
function addContentKeys(text: string, found: Secret[]): void {
  const keys: readonly [RegExp, SecretClass][] = [
    [/(\\{0,31}"{1,2})Key\1\s*:\s*\{[^{}]*?\1Value\1\s*:\s*\1/g, 'contentKey'],
    [/(\\{0,31}"{1,2})prik\1\s*:\s*\{[^{}]*?\1d\1\s*:\s*\1/g, 'privateKey'],
  ];
  for (const [pattern, kind] of keys) {
    for (let match = pattern.exec(text); match; match = pattern.exec(text)) {
      const start = match.index + match[0].length;
      const end = stringEnd(text, start, match[1] ?? '"');
      if (end > start) found.push({ span: { start, end }, class: kind });
    }
  }
  // What a license seals for its addressee, and the rights that only the server reads.
  const sealed =
    /<ENABLINGBITS\b[^<>]{0,300}>\s{0,100}<VALUE\b[^<>]{0,300}>([^<]+)|<AUTHENTICATEDDATA\b[^<>]{0,300}"Encrypted-Rights-Data"[^<>]{0,300}>([^<]+)/g;
  for (let match = sealed.exec(text); match; match = sealed.exec(text)) {
    const end = match.index + match[0].length;
    found.push({ span: { start: end - (match[1] ?? match[2] ?? '').length, end }, class: 'encrypted' });
  }
  const pem = /-----BEGIN [A-Z ]*PRIVATE KEY-----[\s\S]*?(?:-----END [A-Z ]*PRIVATE KEY-----|$)/g;
  for (let match = pem.exec(text); match; match = pem.exec(text)) {
    found.push({ span: { start: match.index, end: match.index + match[0].length }, class: 'privateKey' });
  }
}

const secretHeaders: readonly [RegExp, SecretClass][] = [
  [/^(cookie|set-cookie2?)$/i, 'cookie'],
  [/^x-ms-(refreshtokencredential.*|cookie.*)$/i, 'refreshToken'],
  [/^(x-ms-devicecredential.*|x-ms-prt.*)$/i, 'refreshToken'],
  [/^((?:[\w-]+-)?authorization|sync-token|x-ms-token.*|x-usertoken)$/i, 'token'],
];

/** Secrets of a header's value; spans lie in the value. */
export function secretsInHeader(name: string, value: string): Secret[] {
  const credential = secretHeaders.find(([pattern]) => pattern.test(name))?.[1];
  const kind = credential ?? secretClass(name, value);
  if (kind === 'cookie') return cookieSecrets(name, value);
  const inside = secretsIn(value);
  if (inside.length || !kind) return inside;
  if (findTokens(value).length) return [];
  // A scheme word stays readable, the credential behind it does not.
  const scheme = (credential && /^[\w-]+\s+/.exec(value)?.[0].length) ?? 0;
  const isSecret = value.length > scheme && !isGone(value.slice(scheme));
  return isSecret ? [{ span: { start: scheme, end: value.length }, class: kind }] : [];
}

/** Headers and parameters that stand as pairs of name and value. */
function addPairs(text: string, found: Secret[]): void {
  for (const { name, value, span } of pairsIn(text)) {
    if (isStateParameter(name, value)) found.push({ span, class: 'token' });
    else addShifted(found, secretsInHeader(name, value), span.start);
  }
}

function addShifted(found: Secret[], secrets: readonly Secret[], by: number): void {
  for (const { span, class: kind } of secrets) {
    found.push({ span: { start: by + span.start, end: by + span.end }, class: kind });
  }
}

/** Lines of a head in a text: `Authorization: Basic ...`, `Cookie: ...`. */
function addHeaders(text: string, found: Secret[]): void {
  const line =
    /^((?:set-)?cookie2?|(?:[\w-]+-)?authorization|sync-token|x-ms-[\w-]{3,40}|x-usertoken):[ \t]*([^\r\n]+)/gim;
  for (let match = line.exec(text); match; match = line.exec(text)) {
    const [whole, name = '', value = ''] = match;
    const start = match.index + whole.length - value.length;
    addShifted(found, secretsInHeader(name, value), start);
  }
  // The same inside a line of a log or a list of strings, up to the end of the string.
  const inside = /[\s\]"'](set-cookie2?|cookie2?|(?:proxy-)?authorization):[ \t]{1,8}([^\r\n"]+)/gi;
  for (let match = inside.exec(text); match; match = inside.exec(text)) {
    const [whole, name = '', value = ''] = match;
    const start = match.index + whole.length - value.length;
    const credential = /authorization/i.test(name) ? /^[\w-]+[ \t]+\S{16,}/.exec(value)?.[0] : value;
    // Several headers may share a line.
    inside.lastIndex = start + (credential?.length ?? 0);
    if (credential === undefined) continue;
    addShifted(found, secretsInHeader(name, credential), start);
  }
}

function cookieSecrets(name: string, value: string): Secret[] {
  const found: Secret[] = [];
  const single = /^set-cookie/i.test(name);
  const pair = /([^=;,\s]+)=([^;]*)/g;
  for (let match = pair.exec(value); match; match = pair.exec(value)) {
    const end = match.index + match[0].length;
    const length = match[2]?.length ?? 0;
    if (length && !isGone(match[2] ?? '')) found.push({ span: { start: end - length, end }, class: 'cookie' });
    if (single) break;
  }
  return found;
}

/** Secrets of a URL: parameters and tokens. */
export function secretsInUrl(url: string): Secret[] {
  return secretsIn(url);
}
