import { concat } from '../../../platform/concat';
import type { Header } from '../model';
import { splitHead } from './head';

export interface Dechunked {
  readonly bytes: Uint8Array;
  readonly trailers: readonly Header[];
  /** `none`: the bytes do not begin as a chunk; `cut`: bad or missing data after some chunks. */
  readonly state: 'whole' | 'cut' | 'none';
  /** Offset in the input where reading ended. */
  readonly end: number;
}

/**
 * Undoes Transfer-Encoding: chunked (RFC 9112, 7.1) on bytes: hexadecimal size with optional extensions, data, and
 * trailers after the last chunk. Keeps what precedes a fault.
 */
export function dechunk(bytes: Uint8Array): Dechunked {
  const pieces: Uint8Array[] = [];
  let length = 0;
  let at = 0;
  let state: Dechunked['state'] = bytes.length === 0 ? 'whole' : 'cut';
  let trailers: readonly Header[] = [];
  while (at < bytes.length) {
    const size = chunkSize(bytes, at);
    if (!size) {
      if (at === 0) state = 'none';
      break;
    }
    if (size.value === 0) {
      trailers = splitHead(concat([new Uint8Array([10]), bytes.subarray(size.next)])).headers;
      state = 'whole';
      at = bytes.length;
      break;
    }
    const piece = bytes.subarray(size.next, size.next + size.value);
    pieces.push(piece);
    length += piece.length;
    at = size.next + piece.length;
    if (piece.length < size.value) break;
    if (bytes[at] === 13) at++;
    if (bytes[at] !== 10) break;
    at++;
  }
  return { bytes: concat(pieces, length), trailers, state, end: at };
}

/** Reads a size line; undefined when there is none. A size beyond 2^40 is no size. */
function chunkSize(bytes: Uint8Array, from: number): { readonly value: number; readonly next: number } | undefined {
  let value = 0;
  let at = from;
  for (; at < bytes.length; at++) {
    const digit = hexDigit(bytes[at] ?? 0);
    if (digit < 0) break;
    value = value * 16 + digit;
    if (value > 2 ** 40) return undefined;
  }
  if (at === from) return undefined;
  const lineEnd = bytes.indexOf(10, at);
  // Only blanks or an extension may follow the digits; a text that begins with a hexadecimal word has neither.
  const after = bytes[at];
  const isLineEnd = after === 13 || after === 10 || after === 32 || after === 9 || after === 59;
  if (lineEnd < 0 || !isLineEnd || lineEnd - at > 4096) return undefined;
  return { value, next: lineEnd + 1 };
}

function hexDigit(byte: number): number {
  if (byte >= 48 && byte <= 57) return byte - 48;
  const letter = byte | 0x20;
  return letter >= 97 && letter <= 102 ? letter - 87 : -1;
}
