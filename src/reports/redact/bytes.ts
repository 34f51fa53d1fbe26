import { decodeText, isBinary } from '../../artifacts/decodeText';
import { sniffSyncMessage } from '../../decoders/syncMessage';
import { Edits } from './edits';
import { inside, type Where } from './model';
import { redactMultipart } from './multipart';
import { plainEdits } from './plain';
import type { Redactor } from './redactor';
import { redactSync } from './sync';

/** Most bytes that a compressed layer may grow to. */
const inflateLimit = 256 << 20;

/** Bytes of any kind: a sync message, a compressed stream, text in its own encoding, or raw bytes with text in them. */
export function redactBytes(redactor: Redactor, bytes: Uint8Array, where: Where, contentType: string): Uint8Array {
  if (bytes.length < 4) return bytes;
  const { platform } = redactor;
  if (bytes[0] === 0x1f && bytes[1] === 0x8b) {
    const plain = platform.decompress('gzip', bytes, inflateLimit);
    if (plain.bytes.length > 0) {
      const result = redactBytes(redactor, plain.bytes, inside(where, 'gzip'), contentType);
      return result === plain.bytes ? bytes : platform.compress('gzip', result);
    }
  }
  const direction = sniffSyncMessage(bytes);
  if (direction) return redactSync(redactor, bytes, where.part === 'response' ? 'response' : direction, where);
  if (/multipart\//i.test(contentType)) {
    const result = redactMultipart(redactor, bytes, contentType, where);
    if (result) return result;
  }
  const charset = /charset\s*=\s*"?([\w-]+)/i.exec(contentType)?.[1];
  if (isBinary(bytes)) return redactRaw(redactor, bytes, where);
  const source = charset && !/utf-?8/i.test(charset) ? named(bytes, charset) : decodeText(bytes);
  const result = redactor.text(source.text, where);
  return result === source.text ? bytes : encodeText(result, source.encoding, bytes);
}

/** Bytes that are no text: only what tells itself is looked for, in ASCII and UTF-16. */
function redactRaw(redactor: Redactor, bytes: Uint8Array, where: Where): Uint8Array {
  let result = bytes;
  const text = latin1(bytes);
  const edits = new Edits(text.length);
  plainEdits(redactor, text, where, edits);
  if (!edits.isEmpty) result = fromLatin1(edits.apply(text));
  // Strings of two bytes per character, as Windows programs write them.
  return result.length < 1 << 22 ? wideStrings(redactor, result, where) : result;
}

function wideStrings(redactor: Redactor, bytes: Uint8Array, where: Where): Uint8Array {
  const text = latin1(bytes);
  const changed = text.replace(/(?:[\x20-\x7e]\0){8,}/g, (run) => {
    const plain = run.replaceAll('\0', '');
    const result = redactor.text(plain, inside(where, 'utf-16le'));
    return result === plain ? run : Array.from(result, (character) => `${character}\0`).join('');
  });
  return changed === text ? bytes : fromLatin1(changed);
}

function named(bytes: Uint8Array, charset: string): { readonly text: string; readonly encoding: string } {
  try {
    return { text: new TextDecoder(charset).decode(bytes), encoding: charset.toLowerCase() };
  } catch {
    return decodeText(bytes);
  }
}

export function latin1(bytes: Uint8Array): string {
  let text = '';
  for (let at = 0; at < bytes.length; at += 8192) text += String.fromCharCode(...bytes.subarray(at, at + 8192));
  return text;
}

export function fromLatin1(text: string): Uint8Array {
  const bytes = new Uint8Array(text.length);
  for (let i = 0; i < text.length; i++) bytes[i] = text.charCodeAt(i) & 255;
  return bytes;
}

/** Text in the encoding it came in, with the byte order mark it had. What an encoding lacks becomes a question mark. */
export function encodeText(text: string, encoding: string, original: Uint8Array): Uint8Array {
  if (encoding === 'utf-16le' || encoding === 'utf-16be') {
    const big = encoding === 'utf-16be';
    const hasMark = (original[0] === 0xff && original[1] === 0xfe) || (original[0] === 0xfe && original[1] === 0xff);
    const content = hasMark ? `\ufeff${text.replace(/^\ufeff/, '')}` : text;
    const bytes = new Uint8Array(content.length * 2);
    const view = new DataView(bytes.buffer);
    for (let i = 0; i < content.length; i++) view.setUint16(i * 2, content.charCodeAt(i), !big);
    return bytes;
  }
  if (/^(?:utf-?8)$/.test(encoding) || !/^(?:windows-1252|iso-8859-1\d?|latin1|us-ascii)$/.test(encoding)) {
    const hasMark = original[0] === 0xef && original[1] === 0xbb && original[2] === 0xbf;
    return new TextEncoder().encode(hasMark && !text.startsWith('\ufeff') ? `\ufeff${text}` : text);
  }
  return fromLatin1(text.replace(/[^\0-\xff]/g, '?'));
}
