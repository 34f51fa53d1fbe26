import { decodeWindows1252 } from '../platform/windows1252';
import { SourceText } from './sourceText';

/**
 * Bytes of a text file as UTF-16 text: UTF-8 with or without byte order mark, UTF-16 of either order with or without
 * mark (PowerShell 5 redirection, Notepad), else windows-1252. The mark is not part of the text, as in VS Code. A
 * sequence cut at either end of the file does not change the choice.
 */
export function decodeText(bytes: Uint8Array): SourceText {
  const encoding = encodingOf(bytes);
  const text = encoding === 'windows-1252' ? decodeWindows1252(bytes) : new TextDecoder(encoding).decode(bytes);
  return new SourceText(text, encoding);
}

/** Name of the encoding by byte order mark, zero bytes and validity as UTF-8, in this order. */
export function encodingOf(bytes: Uint8Array): 'utf-8' | 'utf-16le' | 'utf-16be' | 'windows-1252' {
  const [first, second, third] = bytes;
  if (first === 0xef && second === 0xbb && third === 0xbf) return 'utf-8';
  if (first === 0xff && second === 0xfe) return 'utf-16le';
  if (first === 0xfe && second === 0xff) return 'utf-16be';
  const order = zeroPattern(bytes);
  if (order) return order;
  return looksLikeUtf8(bytes) ? 'utf-8' : 'windows-1252';
}

/** True for content with zero bytes that is not UTF-16 text: no text reader should look at it. */
export function isBinary(head: Uint8Array): boolean {
  const encoding = encodingOf(head);
  if (encoding === 'utf-16le' || encoding === 'utf-16be') return false;
  const length = Math.min(head.length, 8192);
  let control = 0;
  for (let i = 0; i < length; i++) {
    const byte = head[i] ?? 0;
    if (byte === 0) return true;
    if (byte < 32 && byte !== 9 && byte !== 10 && byte !== 13 && byte !== 12 && byte !== 27) control++;
  }
  return control > length / 20;
}

/** Text of the first bytes of a file; of one whose rest a crash has left as zeros, what stands before them. */
export function headText(head: Uint8Array): string {
  return decodeText(isBinary(head) ? head.subarray(0, Math.max(0, head.indexOf(0))) : head).text;
}

function zeroPattern(bytes: Uint8Array): 'utf-16le' | 'utf-16be' | undefined {
  const length = Math.min(bytes.length, 4096) & ~1;
  if (length < 4) return undefined;
  let even = 0;
  let odd = 0;
  for (let i = 0; i < length; i += 2) {
    if (bytes[i] === 0) even++;
    if (bytes[i + 1] === 0) odd++;
  }
  const pairs = length / 2;
  if (odd > pairs * 0.6 && even < pairs * 0.1) return 'utf-16le';
  if (even > pairs * 0.6 && odd < pairs * 0.1) return 'utf-16be';
  return undefined;
}

function looksLikeUtf8(bytes: Uint8Array): boolean {
  let valid = 0;
  let invalid = 0;
  for (let i = 0; i < bytes.length; ) {
    const byte = bytes[i] ?? 0;
    if (byte < 0x80) {
      i++;
      continue;
    }
    const extra =
      byte >= 0xc2 && byte < 0xe0 ? 1 : byte >= 0xe0 && byte < 0xf0 ? 2 : byte >= 0xf0 && byte < 0xf5 ? 3 : 0;
    let length = 1;
    while (length <= extra && ((bytes[i + length] ?? 0) & 0xc0) === 0x80) length++;
    if (extra > 0 && length === extra + 1) valid++;
    else if (i + length < bytes.length && i > 3) invalid++;
    i += length;
  }
  return invalid === 0 || valid > invalid * 3;
}
