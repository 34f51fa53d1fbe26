import { decodeBase64Bytes } from '../../artifacts/base64';
import { decodeText, isBinary } from '../../artifacts/decodeText';
import { findLicenses } from '../../decoders/license';
import { sniffSyncMessage } from '../../decoders/syncMessage';
import { LevelReader } from '../../decoders/syncMessage/wire';
import { findTokens } from '../../decoders/token';
import type { Edits } from './edits';
import { classOfName } from './fieldNames';
import { redactLicense } from './license';
import { inside, type Where } from './model';
import { personalIn } from './patterns';
import { base64Of, isSecret, type Redactor } from './redactor';
import { redactToken } from './token';
import { redactUrl } from './url';

const ascii = new TextEncoder();
const pem = /-----BEGIN [A-Z ]*PRIVATE KEY-----[\s\S]*?(?:-----END [A-Z ]*PRIVATE KEY-----|$)/g;
const jwkPrivate = /"d"\s*:\s*"([\w-]{20,})"/g;
/** A label with its value on one line: listings, heads of messages and mails, copied tables. */
const labelled =
  /^([ \t>|*"]{0,48})([A-Za-z\u00c0-\u017f][\w .()/\u00c0-\u017f-]{1,48}?)([ \t]*[:=][ \t]*|\t+)([^\r\n]{2,16000})$/gm;
const pair = /(?<![\w.-])([\w.-]{2,40})=("?)([^&\s"'<>;,]{2,})\2/g;
const url = /\b(?:https?|wss?|ftp):(?:\\?\/){2}[^\s"'<>`\\|]+/gi;
const element = /<(?:[\w-]+:)?([\w.-]{2,50})(?:\s[^<>]{0,400})?>([^<]{2,})(?=<\/)/g;
const cells = /<td[^>]{0,200}>\s*([^<]{2,60}?)\s*<\/td>\s*<td[^>]{0,200}>\s*([^<]+?)\s*(?=<\/td>)/gi;
const base64 = /(?<![A-Za-z0-9+/_-])[A-Za-z0-9+/_-]{20,}(?:={1,2}|(?:%3D){1,2})?/g;
const percent = /(?<![\w.~!*'()%-])(?:[\w.~!*'()-]|%[\da-f]{2})*%[\da-f]{2}(?:[\w.~!*'()-]|%[\da-f]{2})*/gi;
const entities = /[^\s<>]*&(?:#\d{1,6}|#x[\da-f]{1,5}|amp|lt|gt|quot|apos);[^\s<>]*/gi;

/**
 * Replaces everything in a text that is no structure of its own, the surest and widest first. `isXrml`: the text is
 * XrML itself, so that only licenses in other wrappings are looked for inside.
 */
export function plainEdits(redactor: Redactor, text: string, where: Where, edits: Edits, isXrml = false): void {
  if (text.length >= 200) {
    for (const { span, raw, form } of findLicenses(text)) {
      if (isXrml && form === 'xrml') continue;
      edits.claim(span.start, span.end, () => changed(raw, redactLicense(redactor, raw, form, where)));
    }
  }
  for (const match of text.matchAll(pem)) {
    edits.claim(match.index, match.index + match[0].length, () => redactor.secret('private-key', match[0], where));
  }
  labels(redactor, text, where, edits, true);
  pairs(redactor, text, where, edits);
  for (const found of findTokens(text)) {
    edits.claim(found.span.start, found.span.end, () => changed(found.raw, redactToken(redactor, found, where)));
  }
  for (const match of text.matchAll(url)) {
    const raw = match[0].replace(/[).,;\]]+$/, '');
    edits.claim(match.index, match.index + raw.length, () => changed(raw, redactUrl(redactor, raw, where)));
  }
  markup(redactor, text, where, edits);
  labels(redactor, text, where, edits, false);
  for (const match of text.matchAll(jwkPrivate)) {
    const end = match.index + match[0].length - 1;
    const value = match[1] ?? '';
    edits.claim(end - value.length, end, () => redactor.secret('private-key', value, where));
  }
  encoded(redactor, text, where, edits);
  for (const hit of personalIn(text)) {
    const value = text.slice(hit.start, hit.end);
    edits.claim(hit.start, hit.end, () => changed(value, redactor.personal(hit.class, value, where)));
  }
  for (const hit of redactor.literals(text)) {
    edits.claim(hit.start, hit.end, () => {
      redactor.recorder.record(hit.value.class, where);
      return hit.value.to;
    });
  }
}

function changed(before: string, after: string): string | undefined {
  return before === after ? undefined : after;
}

/** Lines of `name: value`: secrets first, so that nothing inside splits them; personal values after the tokens. */
function labels(redactor: Redactor, text: string, where: Where, edits: Edits, wantSecrets: boolean): void {
  if (!/[:=\t]/.test(text)) return;
  for (const match of text.matchAll(labelled)) {
    const [whole, , name = '', , raw = ''] = match;
    const value = raw.replace(/[\s"',|]+$/, '');
    const start = match.index + whole.length - raw.length;
    const quote = /^["']/.test(value) ? 1 : 0;
    const content = value.slice(quote);
    const isHeader = /^(?:set-cookie2?|cookie2?|(?:[\w-]+-)?authorization|x-ms-[\w-]*credential[\w-]*)$/i.test(name);
    const kind = isHeader ? 'cookie' : redactor.classOf(name, content);
    if (!kind || isSecret(kind) !== wantSecrets || content.length < 2) continue;
    edits.claim(start + quote, start + quote + content.length, () =>
      changed(
        content,
        isHeader
          ? redactor.header(name, content, where)
          : redactor.named(kind, content, inside(where, `line:${name.trim()}`)),
      ),
    );
  }
}

function pairs(redactor: Redactor, text: string, where: Where, edits: Edits): void {
  if (!text.includes('=')) return;
  for (const match of text.matchAll(pair)) {
    const [whole, name = '', quote = '', value = ''] = match;
    const kind = redactor.classOf(name, value, true);
    if (!kind) continue;
    const end = match.index + whole.length - quote.length;
    edits.claim(end - value.length, end, () => {
      const plain = decoded(value);
      const result = redactor.named(kind, plain, inside(where, `parameter:${name}`));
      return result === plain ? undefined : plain === value ? result : encodeURIComponent(result);
    });
  }
}

/** Elements and table cells by their names, and text written with character references. */
function markup(redactor: Redactor, text: string, where: Where, edits: Edits): void {
  if (text.includes('</')) {
    for (const form of [element, cells]) {
      for (const match of text.matchAll(form)) {
        const name = match[1] ?? '';
        const value = match[2] ?? '';
        const kind = classOfName(name) && redactor.classOf(name, value);
        const end = match.index + match[0].length;
        const at = end - value.length - (/\s*$/.exec(match[0])?.[0].length ?? 0);
        if (kind && text.startsWith(value, at)) {
          edits.claim(at, at + value.length, () =>
            changed(value, redactor.named(kind, value, inside(where, `element:${name}`))),
          );
        }
      }
    }
  }
  if (!text.includes('&')) return;
  for (const match of text.matchAll(entities)) {
    edits.claim(match.index, match.index + match[0].length, () => {
      const plain = fromEntities(match[0]);
      const result = redactor.text(plain, inside(where, 'entities'));
      return result === plain ? undefined : toEntities(result);
    });
  }
}

/** Base64 and percent encoding: what is inside is redacted and encoded again. */
function encoded(redactor: Redactor, text: string, where: Where, edits: Edits): void {
  for (const match of text.matchAll(base64)) {
    const raw = match[0];
    if (edits.isTaken(match.index, match.index + raw.length)) continue;
    const result = redactBase64(redactor, raw, where);
    if (result !== undefined) edits.claim(match.index, match.index + raw.length, () => result);
  }
  if (!text.includes('%')) return;
  for (const match of text.matchAll(percent)) {
    edits.claim(match.index, match.index + match[0].length, () => {
      const plain = decoded(match[0]);
      if (plain === match[0]) return undefined;
      const result = redactor.text(plain, inside(where, 'percent-encoding'));
      return result === plain ? undefined : encodeURIComponent(result);
    });
  }
}

/** Base64 of readable text, a compressed stream or a sync message, redacted; undefined when nothing in it changes. */
function redactBase64(redactor: Redactor, raw: string, where: Where): string | undefined {
  const clean = raw.replace(/%3D/gi, '=');
  if (/^[a-z]+$|^[A-Z]+$|^\d+$|^[\da-f-]+$/i.test(clean)) return undefined;
  const { bytes, sound } = decodeBase64Bytes(ascii.encode(clean));
  if (!sound || bytes.length < 12) return undefined;
  const isGzip = bytes[0] === 0x1f && bytes[1] === 0x8b;
  if (!isGzip && (isBinary(bytes) || !isReadable(bytes)) && !isWholeMessage(bytes)) return undefined;
  const result = redactor.bytes(bytes, inside(where, 'base64'));
  if (result === bytes) return undefined;
  const again = base64Of(result, clean);
  return raw.includes('%') ? again.replaceAll('=', '%3D') : again;
}

/** A sync message that reads to its end; random bytes look like the start of one now and then. */
function isWholeMessage(bytes: Uint8Array): boolean {
  if (bytes.length < 24 || !sniffSyncMessage(bytes)) return false;
  const reader = new LevelReader(bytes, 0, bytes.length);
  let fields = 0;
  while (reader.next()) fields++;
  return fields > 1 && reader.damage === undefined;
}

/** Random bytes decode to letters of many alphabets; text of people and services mostly does not. */
function isReadable(bytes: Uint8Array): boolean {
  const { text } = decodeText(bytes.subarray(0, 4096));
  let odd = 0;
  for (let i = 0; i < text.length; i++) {
    const code = text.charCodeAt(i);
    if (code > 126 || (code < 32 && code !== 9 && code !== 10 && code !== 13)) odd++;
  }
  return odd <= text.length / 5;
}

function decoded(text: string): string {
  if (!text.includes('%')) return text;
  try {
    return decodeURIComponent(text);
  } catch {
    return text.replace(/%([2-7][\da-f])/gi, (_, hex: string) => String.fromCharCode(Number.parseInt(hex, 16)));
  }
}

const named: Readonly<Record<string, string>> = { amp: '&', lt: '<', gt: '>', quot: '"', apos: "'" };

export function fromEntities(text: string): string {
  return text.replace(
    /&(?:#(\d{1,6})|#x([\da-f]{1,5})|(amp|lt|gt|quot|apos));/gi,
    (whole, decimal?: string, hex?: string, name?: string) => {
      if (name) return named[name.toLowerCase()] ?? whole;
      const code = decimal ? Number(decimal) : Number.parseInt(hex ?? '', 16);
      return code > 0 && code < 0x110000 ? String.fromCodePoint(code) : whole;
    },
  );
}

export function toEntities(text: string): string {
  return text.replace(
    /[&<>"]/g,
    (character) => ({ '&': '&amp;', '<': '&lt;', '>': '&gt;', '"': '&quot;' })[character] ?? character,
  );
}
