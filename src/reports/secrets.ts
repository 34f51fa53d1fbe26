import type { Span } from '../artifacts/place';
import { findTokens } from '../decoders/token';
import type { FoundToken } from '../decoders/token/model';
import { classOfName } from './redact/fieldNames';

/** Class of a secret, named by a key of the texts. */
export type SecretClass =
  | 'signature'
  | 'token'
  | 'refreshToken'
  | 'code'
  | 'cookie'
  | 'password'
  | 'clientSecret'
  | 'sessionKey'
  | 'contentKey'
  | 'privateKey'
  | 'channel'
  | 'encrypted'
  | 'entity';

export interface Secret {
  readonly span: Span;
  readonly class: SecretClass;
}

/** A text with its secrets replaced, and the way from offsets of the original to offsets of the result. */
export class MaskedText {
  readonly text: string;
  private readonly cuts: { readonly span: Span; readonly at: number; readonly length: number }[] = [];

  constructor(source: string, secrets: readonly Secret[], label: (secret: Secret) => string) {
    const sorted = [...secrets].sort((a, b) => a.span.start - b.span.start);
    let from = 0;
    let text = '';
    for (const secret of sorted) {
      // Of two that overlap, the rest of the second one is hidden, too.
      const span = { start: Math.max(secret.span.start, from), end: secret.span.end };
      if (span.end <= span.start) continue;
      text += source.slice(from, span.start);
      const chip = label({ ...secret, span });
      this.cuts.push({ span, at: text.length, length: chip.length });
      text += chip;
      from = span.end;
    }
    this.text = text + source.slice(from);
  }

  /** Where an offset of the original stands; inside a masked value: at its start (or its end). */
  toMasked(offset: number, edge: 'start' | 'end' = 'start'): number {
    let shift = 0;
    for (const { span, at, length } of this.cuts) {
      if (offset <= span.start) break;
      if (offset < span.end) return edge === 'start' ? at : at + length;
      shift = at + length - span.end;
    }
    return offset + shift;
  }

  spanToMasked(span: Span): Span {
    return { start: this.toMasked(span.start), end: this.toMasked(span.end, 'end') };
  }
}

/** Names of JSON members, form fields and query parameters whose value is a secret. */
const secretNames: readonly [RegExp, SecretClass][] = [
  [/^(refresh_token|refreshtoken|rt|prt|primary_refresh_token|family_refresh_token)$/i, 'refreshToken'],
  [/^(code|authorization_code|device_code|user_code|device_auth_code)$/i, 'code'],
  [/^(password|passwd|pwd|passphrase|credential)$/i, 'password'],
  [/^(client_secret|clientsecret|secret|api_key|apikey|x-api-key|subscription-key)$/i, 'clientSecret'],
  [/^(session_key_jwe|session_key|tgt_key|tgt_client_key|popkeyauth|kerberos_top_level_names)$/i, 'sessionKey'],
  [/^(channel_?u(ri|rl)|notification_?ur[il]|push_?channel|device_?token)$/i, 'channel'],
  [/^(encryptedapplicationdata)$/i, 'encrypted'],
  [/^(serializedthinclc)$/i, 'privateKey'],
  [/^(code_verifier|assertion|client_assertion|id_token_hint|request)$/i, 'token'],
];

/** Every secret in a text: tokens wherever they sit, and values of members, fields and parameters by name. */
export function secretsIn(text: string): Secret[] {
  const found: Secret[] = [];
  for (const token of findTokens(text)) found.push(...secretPartsOf(token));
  addNamed(text, found);
  addWritten(text, found);
  addContentKeys(text, found);
  addHeaders(text, found);
  // What is masked already says how long the value is; that stays.
  return found.filter(({ span }) => !text.slice(span.start, span.end).includes('•'));
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

/** Values of JSON members (also with escaped quotes), form fields and query parameters. */
function addNamed(text: string, found: Secret[]): void {
  const member = /\\?"([\w.-]{2,40})\\?"\s*:\s*\\?"((?:[^"\\]|\\(?!").)*)/g;
  for (let match = member.exec(text); match; match = member.exec(text)) {
    push(found, match[1], match[2], match.index + match[0].length);
  }
  const parameter = /(?:^|[?&\s#;])([\w.-]{2,40})=([^&\s"'<>;]+)/g;
  for (let match = parameter.exec(text); match; match = parameter.exec(text)) {
    push(found, match[1], match[2], match.index + match[0].length);
    // The separator in front of the next parameter belongs to it.
    parameter.lastIndex = match.index + match[0].length;
  }
}

function push(found: Secret[], name: string | undefined, value: string | undefined, end: number): void {
  if (!name || !value) return;
  const kind = secretNames.find(([pattern]) => pattern.test(name))?.[1] ?? sharedClass(name, value);
  // An error code such as "code": "NotSignedUpException" is no authorization code: those are long.
  if (!kind || (kind === 'code' && !isAuthorizationCode(value))) return;
  found.push({ span: { start: end - value.length, end }, class: kind });
}

/** Authorization codes are long and hold digits; error codes such as `Microsoft...NotSignedUpException` are names. */
function isAuthorizationCode(value: string): boolean {
  return value.length >= 20 && /\d/.test(value) && !/^[A-Za-z][\w.]*(?:Exception|Error|Fault)$/.test(value);
}

/** Content keys of license answers (`Key`: {`Value`}) and private keys. */
function addContentKeys(text: string, found: Secret[]): void {
  const key = /\\?"Key\\?"\s*:\s*\{[^{}]*?\\?"Value\\?"\s*:\s*\\?"([^"\\]+)/g;
  for (let match = key.exec(text); match; match = key.exec(text)) {
    const end = match.index + match[0].length;
    found.push({ span: { start: end - (match[1]?.length ?? 0), end }, class: 'contentKey' });
  }
  const own = /\\{0,3}"prik\\{0,3}"\s*:\s*\{[^{}]*?"d\\{0,3}"\s*:\s*\\{0,3}"([^"\\]+)/g;
  for (let match = own.exec(text); match; match = own.exec(text)) {
    const end = match.index + match[0].length;
    found.push({ span: { start: end - (match[1]?.length ?? 0), end }, class: 'privateKey' });
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

/** Secrets by the names that redaction knows; `token` alone also names progress markers, which are short. */
function sharedClass(name: string, value: string): SecretClass | undefined {
  const kind = classOfName(name);
  if (kind === 'private-key' || kind === 'license') return 'privateKey';
  if (kind === 'encrypted-data') return 'encrypted';
  if (kind === 'channel-url') return 'channel';
  if (kind === 'session-key') return 'sessionKey';
  if (kind === 'client-secret') return value.length >= 16 ? 'clientSecret' : undefined;
  if (kind !== 'token') return undefined;
  // Tokens with claims keep them: their signature is found by its look.
  return value.length >= 20 && findTokens(value).length === 0 ? 'token' : undefined;
}

const secretHeaders: readonly [RegExp, SecretClass][] = [
  [/^(cookie|set-cookie2?)$/i, 'cookie'],
  [/^x-ms-(refreshtokencredential.*|cookie.*)$/i, 'refreshToken'],
  [/^(x-ms-devicecredential.*|x-ms-prt.*)$/i, 'refreshToken'],
  [/^(authorization|proxy-authorization|x-authorization|sync-token|x-ms-token.*|x-usertoken)$/i, 'token'],
];

/** Secrets of a header's value; spans lie in the value. */
export function secretsInHeader(name: string, value: string): Secret[] {
  const kind = secretHeaders.find(([pattern]) => pattern.test(name))?.[1];
  if (kind === 'cookie') return cookieSecrets(name, value);
  const inside = secretsIn(value);
  if (inside.length || !kind) return inside;
  if (findTokens(value).length) return [];
  // A scheme word stays readable, the credential behind it does not.
  const scheme = /^[\w-]+\s+/.exec(value)?.[0].length ?? 0;
  return value.length > scheme ? [{ span: { start: scheme, end: value.length }, class: kind }] : [];
}

/** Lines of a head in a text: `Authorization: Basic ...`, `Cookie: ...`. */
function addHeaders(text: string, found: Secret[]): void {
  const line =
    /^((?:set-)?cookie2?|(?:[\w-]+-)?authorization|sync-token|x-ms-[\w-]{3,40}|x-usertoken):[ \t]*([^\r\n]+)/gim;
  for (let match = line.exec(text); match; match = line.exec(text)) {
    const [whole, name = '', value = ''] = match;
    const start = match.index + whole.length - value.length;
    for (const { span, class: kind } of secretsInHeader(name, value)) {
      found.push({ span: { start: start + span.start, end: start + span.end }, class: kind });
    }
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
    for (const { span, class: kind } of secretsInHeader(name, credential)) {
      found.push({ span: { start: start + span.start, end: start + span.end }, class: kind });
    }
  }
}

function cookieSecrets(name: string, value: string): Secret[] {
  const found: Secret[] = [];
  const single = /^set-cookie/i.test(name);
  const pair = /([^=;,\s]+)=([^;]*)/g;
  for (let match = pair.exec(value); match; match = pair.exec(value)) {
    const end = match.index + match[0].length;
    const length = match[2]?.length ?? 0;
    if (length) found.push({ span: { start: end - length, end }, class: 'cookie' });
    if (single) break;
  }
  return found;
}

/** Secrets of a URL: parameters and tokens. */
export function secretsInUrl(url: string): Secret[] {
  return secretsIn(url);
}
