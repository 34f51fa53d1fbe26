import type { ByteSource } from '../../../platform/platform';

/** Byte range of one session in the file; end exclusive, without the separator. */
export interface SessionRange {
  readonly start: number;
  readonly end: number;
}

export interface SessionRanges {
  readonly ranges: readonly SessionRange[];
  /** True when others end with a separator and the last one does not: the file has lost its end. */
  readonly isCut: boolean;
}

const windowLength = 4 << 20;
/** Bytes around a candidate that are looked at: line ends, dashes, and the first line of the next session. */
const overlap = 8192;
const dash = 45;
const dashCount = 66;

/**
 * Finds the sessions: Fiddler writes an empty line, 66 dashes and an empty line after each when there are several. A
 * body can hold such a line too, so only one with a request line or the end of the file behind it counts.
 */
export async function splitSessions(
  source: ByteSource,
  from: number,
  options: { readonly signal?: AbortSignal; readonly onProgress?: (done: number, total: number) => void },
): Promise<SessionRanges> {
  const ranges: SessionRange[] = [];
  let start = from;
  let offset = from;
  let wasTorn = false;
  while (offset < source.size) {
    options.signal?.throwIfAborted();
    const bytes = await source.read(offset, windowLength + overlap);
    if (bytes.length === 0) break;
    const atEnd = offset + bytes.length >= source.size;
    const limit = atEnd ? bytes.length : bytes.length - overlap;
    let i = 0;
    while (i < limit) {
      i = bytes.indexOf(dash, i);
      if (i < 0 || i >= limit) break;
      let end = i;
      while (end < bytes.length && bytes[end] === dash) end++;
      // A run that began before this window was judged there.
      const before = bytes[i - 1];
      // Where others are whole, dashes at the very end of the file are what a cut has left of one.
      const isTorn =
        atEnd && end === bytes.length && ranges.length > 0 && end - i < dashCount && isBlankBefore(bytes, i);
      if ((end - i === dashCount && before === 10) || isTorn) {
        const next = behindSeparator(bytes, end, atEnd);
        if (next >= 0) {
          wasTorn = isTorn;
          ranges.push({ start, end: Math.max(start, offset + textEnd(bytes, i)) });
          start = offset + next;
        }
      }
      i = end;
    }
    if (atEnd) break;
    // A separator's empty line lies before its dashes: the next window begins early enough to see it.
    offset += Math.max(1, limit - 16);
    options.onProgress?.(offset, source.size);
  }
  const isCut = ranges.length > 0 && (start < source.size || wasTorn);
  if (start < source.size) ranges.push({ start, end: source.size });
  return { ranges, isCut };
}

function isBlankBefore(bytes: Uint8Array, at: number): boolean {
  const previous = bytes[at - 2] === 13 ? at - 3 : at - 2;
  return bytes[at - 1] === 10 && bytes[previous] === 10;
}

/** Where the next session begins, -1 when this is no separator. */
function behindSeparator(bytes: Uint8Array, end: number, atEnd: boolean): number {
  let i = end;
  let lines = 0;
  while (i < bytes.length && lines < 2) {
    if (bytes[i] === 13) i++;
    if (bytes[i] !== 10) break;
    i++;
    lines++;
  }
  if (i >= bytes.length) return atEnd ? i : -1;
  if (lines < 2) return -1;
  let line = '';
  let k = i;
  for (; k < Math.min(bytes.length, i + 4096) && bytes[k] !== 10 && bytes[k] !== 13; k++) {
    line += String.fromCharCode(bytes[k] ?? 0);
  }
  const isTorn = atEnd && k === bytes.length && /^[A-Z][A-Z-]{0,20}(?: |$)/.test(line);
  return isTorn || isRequestLine(line) ? i : -1;
}

/** End of the session's own bytes before the empty line of the separator. */
function textEnd(bytes: Uint8Array, dashes: number): number {
  let i = dashes;
  for (let lines = 0; lines < 2 && bytes[i - 1] === 10; lines++) i -= bytes[i - 2] === 13 ? 2 : 1;
  return i;
}

/** `GET https://host/path HTTP/1.1`, `CONNECT host:443 HTTP/1.1`; long targets may be cut by the caller's window. */
export function isRequestLine(line: string): boolean {
  return /^[A-Z][A-Z-]{1,20} \S/.test(line) && (/ HTTP\/\d(?:\.\d)?\s*$/.test(line) || line.length >= 4000);
}
