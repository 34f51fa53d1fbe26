import { latin1 } from '../../container/zip/entry';
import { mediaType } from './headers';

/** What a body is, for the choice of its view. */
export type BodyKind =
  | 'empty'
  | 'json'
  | 'xml'
  | 'html'
  | 'css'
  | 'javascript'
  | 'form'
  | 'multipart'
  | 'image'
  | 'media'
  | 'font'
  | 'protobuf'
  | 'messagepack'
  | 'zip'
  | 'text'
  | 'binary';

const signatures: readonly (readonly [BodyKind, readonly number[], number?])[] = [
  ['image', [0x89, 0x50, 0x4e, 0x47]],
  ['image', [0xff, 0xd8, 0xff]],
  ['image', [0x47, 0x49, 0x46, 0x38]],
  ['image', [0x57, 0x45, 0x42, 0x50], 8],
  ['image', [0x00, 0x00, 0x01, 0x00]],
  ['image', [0x61, 0x76, 0x69, 0x66], 8],
  ['font', [0x77, 0x4f, 0x46, 0x32]],
  ['font', [0x77, 0x4f, 0x46, 0x46]],
  ['zip', [0x50, 0x4b, 0x03, 0x04]],
  ['zip', [0x50, 0x4b, 0x05, 0x06]],
];

/** The kind of a decoded body: by signature, by declared type, and by its first bytes. The bytes win over a wrong type. */
export function bodyKind(bytes: Uint8Array, contentType = ''): BodyKind {
  if (bytes.length === 0) return 'empty';
  for (const [kind, signature, offset = 0] of signatures) {
    if (signature.every((byte, i) => bytes[offset + i] === byte)) return kind;
  }
  const type = mediaType(contentType);
  const isBinary = looksBinary(bytes) && !(type.startsWith('text/') && isCleanUtf8(bytes));
  if (/protobuf|^application\/(?:x-)?vnd\.google\.protobuf|^application\/grpc/.test(type)) return 'protobuf';
  if (/msgpack|messagepack/.test(type)) return 'messagepack';
  if (isBinary) {
    if (type.startsWith('image/') && type !== 'image/svg+xml') return 'image';
    if (/^(?:audio|video)\//.test(type)) return 'media';
    if (/^font\/|font-woff|x-font/.test(type)) return 'font';
    if (type.startsWith('multipart/')) return 'multipart';
    return 'binary';
  }
  const start = latin1(bytes, 0, Math.min(bytes.length, 1024))
    .replace(/^\u00ef\u00bb\u00bf/, '')
    .replace(/^\0?[\u00ff\u00fe]{2}/, '')
    .replaceAll('\0', '')
    .trimStart();
  if (type.startsWith('multipart/')) return 'multipart';
  if (type === 'application/x-www-form-urlencoded') return looksJson(start) ? 'json' : 'form';
  if (/^(?:<!doctype html|<html|<head|<body)/i.test(start)) return 'html';
  if (/[/+]json\b|json-seq|csp-report/.test(type)) return start.startsWith('<') ? markupKind(start, type) : 'json';
  if (start.startsWith('<?xml') || /[/+]xml\b/.test(type)) return markupKind(start, type);
  if (type === 'text/html') return looksJson(start) ? 'json' : 'html';
  if (type === 'text/css') return 'css';
  if (/(?:java|ecma)script$/.test(type)) return 'javascript';
  if (looksJson(start)) return 'json';
  if (/^<[a-z][\w:.-]*[\s/>]/i.test(start)) return 'xml';
  return 'text';
}

function markupKind(start: string, type: string): BodyKind {
  if (/^<!doctype html|<html/i.test(start) || type === 'application/xhtml+xml') return 'html';
  return start.startsWith('<') || /[/+]xml\b/.test(type) ? 'xml' : 'text';
}

function looksJson(start: string): boolean {
  // Some services put a line in front that keeps the answer from running as a script.
  const text = start.replace(/^\)\]\}'?,?\s*/, '').replace(/^(?:for|while)\s*\([^)]*\);\s*/, '');
  return /^(?:\{\s*(?:"|\}|$)|\[\s*(?:[[{"\]\d-]|true|false|null|$))/.test(text);
}

/** True for UTF-8 without NUL; with a text type it is text, whatever control characters are in it. */
function isCleanUtf8(bytes: Uint8Array): boolean {
  if (bytes.includes(0)) return false;
  try {
    new TextDecoder('utf-8', { fatal: true }).decode(bytes);
    return true;
  } catch {
    return false;
  }
}

/** Control characters other than blanks in the first 4 KiB, unless the text is UTF-16. */
function looksBinary(bytes: Uint8Array): boolean {
  const length = Math.min(bytes.length, 4096);
  const isMarked = (bytes[0] === 0xff && bytes[1] === 0xfe) || (bytes[0] === 0xfe && bytes[1] === 0xff);
  if (isMarked) return false;
  let odd = 0;
  let zeros = 0;
  let oddZeros = 0;
  for (let i = 0; i < length; i++) {
    const byte = bytes[i] ?? 0;
    if (byte === 0) {
      zeros++;
      if (i % 2 === 1) oddZeros++;
    } else if (byte < 9 || (byte > 13 && byte < 32 && byte !== 27)) odd++;
  }
  if (zeros > 0) return odd > 0 || !(zeros === oddZeros && zeros * 2 >= length * 0.8);
  return odd > length * 0.01;
}
