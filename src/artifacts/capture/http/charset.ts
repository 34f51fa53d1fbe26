import { decodeWindows1252 } from '../../../platform/windows1252';
import { latin1 } from '../../container/zip/entry';
import type { Body } from '../model';
import { parseParameters } from './headers';

export interface DecodedText {
  readonly text: string;
  /** Name of the encoding in lower case, as in `utf-8`, `utf-16le`, `windows-1252`. */
  readonly encoding: string;
  /** True when some bytes do not fit the declared encoding and were replaced. */
  readonly lossy: boolean;
}

/**
 * Text of a body. Order of trust: byte order mark, charset of the Content-Type, declaration in XML, HTML or CSS, the look
 * of UTF-16, strict UTF-8, and Windows-1252, which is what the web means by Latin-1.
 */
export function decodeText(bytes: Uint8Array, contentType = ''): DecodedText {
  const mark = markOf(bytes);
  if (mark) return decodeAs(bytes, mark);
  const declared = parseParameters(contentType).parameters.get('charset') ?? declaredInside(bytes);
  const wide = wideWithoutMark(bytes);
  // A declaration inside the text cannot be UTF-16, or it would not have been read.
  for (const label of [wide, declared]) {
    if (label && isLabel(label)) return decodeAs(bytes, label);
  }
  const strict = tryDecode(bytes, 'utf-8');
  if (strict !== undefined) return { text: strict, encoding: 'utf-8', lossy: false };
  return decodeAs(bytes, 'windows-1252');
}

/** Text of a decoded body. */
export function bodyText(body: Body): string {
  return decodeText(body.bytes, body.contentType).text;
}

function decodeAs(bytes: Uint8Array, label: string): DecodedText {
  const encoding = new TextDecoder(label).encoding;
  if (encoding === 'windows-1252') return { text: decodeWindows1252(bytes), encoding, lossy: false };
  const strict = tryDecode(bytes, label);
  if (strict !== undefined) return { text: strict, encoding, lossy: false };
  return { text: new TextDecoder(label).decode(bytes), encoding, lossy: true };
}

function tryDecode(bytes: Uint8Array, label: string): string | undefined {
  try {
    return new TextDecoder(label, { fatal: true }).decode(bytes);
  } catch {
    return undefined;
  }
}

function isLabel(label: string): boolean {
  try {
    new TextDecoder(label);
    return true;
  } catch {
    return false;
  }
}

function markOf(bytes: Uint8Array): string | undefined {
  if (bytes[0] === 0xef && bytes[1] === 0xbb && bytes[2] === 0xbf) return 'utf-8';
  if (bytes[0] === 0xff && bytes[1] === 0xfe) return 'utf-16le';
  return bytes[0] === 0xfe && bytes[1] === 0xff ? 'utf-16be' : undefined;
}

/** `<?xml encoding="...">`, `<meta charset=...>`, `@charset "..."` in the first KiB. */
function declaredInside(bytes: Uint8Array): string | undefined {
  const head = latin1(bytes, 0, Math.min(bytes.length, 1024));
  const match =
    /<\?xml[^>]*\bencoding\s*=\s*["']([\w.:-]+)/i.exec(head) ??
    /<meta[^>]*\bcharset\s*=\s*["']?\s*([\w.:-]+)/i.exec(head) ??
    /^@charset\s+"([\w.:-]+)"/.exec(head);
  // UTF-16 named in a text that reads as bytes is wrong: the declaration was copied along when the text was converted.
  return match?.[1] && !/^utf-?16/i.test(match[1]) ? match[1] : undefined;
}

/** Mostly ASCII text in UTF-16 shows a zero in every second byte. */
function wideWithoutMark(bytes: Uint8Array): string | undefined {
  const length = Math.min(bytes.length, 512) & ~1;
  if (length < 4 || bytes.length % 2 !== 0) return undefined;
  let evenZeros = 0;
  let oddZeros = 0;
  for (let i = 0; i < length; i += 2) {
    if (bytes[i] === 0) evenZeros++;
    if (bytes[i + 1] === 0) oddZeros++;
  }
  const most = (length / 2) * 0.8;
  if (oddZeros >= most && evenZeros === 0) return 'utf-16le';
  return evenZeros >= most && oddZeros === 0 ? 'utf-16be' : undefined;
}
