import { decodeBase64Bytes } from '../../artifacts/base64';
import { decodeToken } from '../../decoders/token';
import type { FoundToken } from '../../decoders/token/model';
import { inside, type Where } from './model';
import { base64Of, type Redactor } from './redactor';

/** Stands where a signature or an encrypted part was: legal in every place a token can be in. */
export const removedPart = 'REDACTED';

const utf8 = new TextEncoder();

/** A token without what makes it one: header and claims stay, with personal claims replaced, or the whole goes. */
export function redactToken(redactor: Redactor, found: FoundToken, where: Where): string {
  const { raw, kind, name } = found;
  const at = inside(where, 'token');
  const whole = redactor.options.tokens === 'whole';
  switch (kind) {
    case 'compact':
      return whole ? redactor.secret('token', raw, at) : compact(redactor, raw, at);
    case 'printed':
      return whole ? redactor.secret('token', raw, at) : printed(redactor, raw, at);
    case 'entra-opaque':
      return redactor.secret(/^(?:code|authorization_code)$/i.test(name) ? 'code' : 'refresh-token', raw, at);
    case 'msauth':
      return raw.replace(/([\w]*token[ \t]*=[ \t]*\\?")([^"\\]+)/gi, (_, start: string, value: string) => {
        const inner = redactor.text(value, at);
        return (
          start + (inner !== value || /REDACTED|redacted-/.test(value) ? inner : redactor.secret('token', value, at))
        );
      });
    default:
      return redactor.secret('token', raw, at);
  }
}

function compact(redactor: Redactor, raw: string, where: Where): string {
  const token = decodeToken(raw);
  const parts = (token?.compact ?? raw).split('.');
  const [header = '', payload = ''] = parts;
  if (parts.length === 5) {
    if (parts.slice(1).every((part) => part === removedPart || part === '')) return raw;
    redactor.recorder.record('token', where);
    return [header, ...parts.slice(1).map((part) => (part === '' ? '' : removedPart))].join('.');
  }
  const { bytes, sound } = decodeBase64Bytes(utf8.encode(payload));
  if (!token || !sound || parts.length < 2 || token.payloadText === '') return redactor.secret('token', raw, where);
  const text = new TextDecoder().decode(bytes);
  const redacted = redactor.jsonText(text, inside(where, 'payload'), true);
  const middle = redacted === text ? payload : base64Of(utf8.encode(redacted), '-').replace(/=+$/, '');
  const signature = parts.slice(2).join('.');
  const isSigned = signature !== '' && signature !== removedPart;
  if (isSigned) {
    redactor.recorder.record('signature', where);
    redactor.recorder.notJudge('token-signature');
    // The same signature alone, as a log may print it.
    redactor.pseudonyms.secret('signature', signature);
  }
  if (!isSigned && middle === payload) return raw;
  return parts.length < 3 ? `${header}.${middle}` : `${header}.${middle}.${signature === '' ? '' : removedPart}`;
}

/** `{header}.{payload}.signature` as jwt.ms prints it. */
function printed(redactor: Redactor, raw: string, where: Where): string {
  const token = decodeToken(raw);
  const start = token ? raw.indexOf(token.payloadText, token.headerText.length) : -1;
  if (!token || start < 0 || token.payloadText === '') return redactor.secret('token', raw, where);
  const tail = raw.slice(start + token.payloadText.length);
  const payload = redactor.jsonText(token.payloadText, inside(where, 'payload'), true);
  const signature = tail.replace(/^\s?\./, '');
  const isSigned = signature !== '' && !/^\[?signature\]?$/i.test(signature);
  if (isSigned) redactor.recorder.record('signature', where);
  return raw.slice(0, start) + payload + (isSigned ? '.[Signature]' : tail);
}
