import { decodeBase64Bytes, encodeBase64 } from '../../artifacts/base64';
import { fromLatin1, latin1 } from './bytes';
import { inside, type Where } from './model';
import type { Redactor } from './redactor';

const maxParts = 24;

/** Redacts what a part of a mail holds; attachments are files of their own. */
export type RedactContent = (bytes: Uint8Array, name: string, type: string, where: Where) => Promise<Uint8Array>;

/**
 * A mail or saved page (RFC 2045 to 2047) part by part: heads as text, contents decoded, redacted and encoded again.
 * Text that was quoted-printable becomes Base64 where it changes, which every reader takes.
 */
export async function redactMime(
  redactor: Redactor,
  bytes: Uint8Array,
  where: Where,
  content: RedactContent,
): Promise<Uint8Array> {
  const text = latin1(bytes);
  const result = await entity(redactor, text, where, content, 0);
  return result === text ? bytes : fromLatin1(result);
}

async function entity(
  redactor: Redactor,
  text: string,
  where: Where,
  content: RedactContent,
  depth: number,
): Promise<string> {
  const blank = /\r?\n\r?\n/.exec(text);
  const headEnd = text.startsWith('\n') || text.startsWith('\r\n') ? 0 : (blank?.index ?? text.length);
  const gap = headEnd === 0 ? (/^\r?\n/.exec(text)?.[0] ?? '') : (blank?.[0] ?? '');
  const head = text.slice(0, headEnd);
  const body = text.slice(headEnd + gap.length);
  const field = (name: string) =>
    new RegExp(`^${name}:[ \\t]*((?:[^\\r\\n]|\\r?\\n[ \\t])*)`, 'im').exec(head)?.[1]?.replace(/\r?\n[ \t]+/g, ' ') ??
    '';
  const type = field('content-type');
  const newHead = redactHead(redactor, head, inside(where, 'head'));
  const boundary = /boundary="?([^"\r\n;]+)"?/i.exec(type)?.[1];
  if (boundary && depth < maxParts) {
    return newHead + gap + (await multipart(redactor, body, boundary, where, content, depth));
  }
  const encoding = field('content-transfer-encoding').trim().toLowerCase();
  const name = decodeWords(
    /(?:file)?name="?([^"\r\n;]+)"?/i.exec(`${field('content-disposition')};${type}`)?.[1] ?? '',
  );
  const decoded = decode(body, encoding);
  const at = inside(where, ...(name ? [name] : []), ...(encoding ? [encoding] : []));
  const redacted = await content(decoded, name, type, at);
  if (redacted === decoded) return newHead + gap + body;
  const lines = encodeBase64(redacted).replace(/(.{76})/g, '$1\r\n');
  const tail = /\s*$/.exec(body)?.[0] ?? '';
  if (encoding === 'base64') return newHead + gap + lines + tail;
  if (encoding === 'quoted-printable') {
    return newHead.replace(/^(content-transfer-encoding:[ \t]*)[\w-]+/im, '$1base64') + gap + lines + tail;
  }
  return newHead + gap + latin1(redacted);
}

async function multipart(
  redactor: Redactor,
  body: string,
  boundary: string,
  where: Where,
  content: RedactContent,
  depth: number,
): Promise<string> {
  const delimiter = `--${boundary}`;
  const pieces = body.split(delimiter);
  const result: string[] = [];
  for (const [index, piece] of pieces.entries()) {
    if (index === 0 || piece.startsWith('--')) {
      result.push(redactor.text(piece, where));
      continue;
    }
    const lineEnd = /^[ \t]*\r?\n/.exec(piece)?.[0] ?? '';
    const tail = /\r?\n$/.exec(piece)?.[0] ?? '';
    const inner = piece.slice(lineEnd.length, piece.length - tail.length);
    result.push(lineEnd + (await entity(redactor, inner, inside(where, `part ${index}`), content, depth + 1)) + tail);
  }
  return result.join(delimiter);
}

/** Fields of a head: display names in front of addresses are names, encoded words are decoded first. */
function redactHead(redactor: Redactor, head: string, where: Where): string {
  const unfolded = head.replace(/\r?\n[ \t]+/g, ' ');
  const lines = unfolded.split(/(\r?\n)/).map((line) => {
    const field = /^([!-9;-~]+):([ \t]*)(.*)$/s.exec(line);
    if (!field) return line;
    const [, name = '', blank = '', raw = ''] = field;
    const value = decodeWords(raw);
    const named =
      /^(?:from|to|cc|bcc|sender|reply-to|return-path|delivered-to|x-[\w-]*(?:sender|recipient)[\w-]*)$/i.test(name)
        ? value.replace(
            /(?:"([^"<>]{2,80})"|([^\s"<>,;][^"<>,;@]{1,80}?))(\s*<)/g,
            (whole, quoted?: string, plain?: string) => {
              const person = (quoted ?? plain ?? '').trim();
              return person === '' ? whole : whole.replace(person, redactor.personal('name', person, where));
            },
          )
        : value;
    const result = redactor.header(name, named, where);
    return result === value ? line : `${name}:${blank}${result}`;
  });
  const result = lines.join('');
  return result === unfolded ? head : result;
}

function decode(body: string, encoding: string): Uint8Array {
  if (encoding === 'base64') return decodeBase64Bytes(fromLatin1(body.trim())).bytes;
  if (encoding !== 'quoted-printable') return fromLatin1(body);
  return fromLatin1(
    body
      .replace(/=[ \t]*\r?\n/g, '')
      .replace(/=([\dA-F]{2})/gi, (_, hex: string) => String.fromCharCode(Number.parseInt(hex, 16))),
  );
}

/** Encoded words of a head (RFC 2047). */
function decodeWords(text: string): string {
  return text.replace(
    /=\?([\w-]+)\?([BQ])\?([^?]*)\?=(?:\s+(?==\?))?/gi,
    (whole, charset: string, kind: string, content: string) => {
      const bytes = /b/i.test(kind)
        ? decode(content, 'base64')
        : decode(content.replaceAll('_', ' '), 'quoted-printable');
      try {
        return new TextDecoder(charset).decode(bytes);
      } catch {
        return whole;
      }
    },
  );
}
