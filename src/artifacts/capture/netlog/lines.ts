import { chunksOf } from '../../../platform/chunks';
import { concat } from '../../../platform/concat';
import type { ByteSource } from '../../../platform/platform';

const chunkLength = 1 << 20;
/** A longer line is passed over. */
export const lineLimit = 64 << 20;

/**
 * Reads a file line by line in chunks. `onLine` gets a buffer, which is another one's afterwards, and the line's range in it (without its line end), and the
 * line's offset in the file; it answers true to stop. Lines beyond {@link lineLimit} come as an empty range.
 */
export async function forEachLine(
  source: ByteSource,
  from: number,
  onLine: (bytes: Uint8Array, start: number, end: number, offset: number, ended: boolean) => boolean,
  options: {
    readonly signal?: AbortSignal;
    readonly onProgress?: (done: number, total: number) => void;
    /** Called for a line that is longer than the limit. */
    readonly onTooLong?: () => void;
  } = {},
): Promise<void> {
  let pieces: Uint8Array[] = [];
  let carried = 0;
  let lineOffset = from;
  options.signal?.throwIfAborted();
  for await (const { bytes: chunk, offset } of chunksOf(source, from, chunkLength)) {
    options.signal?.throwIfAborted();
    let start = 0;
    for (let end = chunk.indexOf(10); end >= 0; end = chunk.indexOf(10, start)) {
      let stop: boolean;
      if (carried > 0) {
        pieces.push(chunk.subarray(0, end));
        if (carried + end > lineLimit) options.onTooLong?.();
        const line = join(pieces, carried + end);
        pieces = [];
        carried = 0;
        stop = onLine(line, 0, trimmed(line, 0, line.length), lineOffset, true);
      } else stop = onLine(chunk, start, trimmed(chunk, start, end), lineOffset, true);
      if (stop) return;
      start = end + 1;
      lineOffset = offset + start;
    }
    if (start < chunk.length) {
      carried += chunk.length - start;
      // Too long a line is not kept, only its length.
      if (carried > lineLimit) pieces = [];
      else pieces.push(chunk.slice(start));
    }
    options.onProgress?.(Math.min(offset + chunk.length, source.size), source.size);
  }
  if (carried > 0) {
    if (carried > lineLimit) options.onTooLong?.();
    const line = join(pieces, carried);
    onLine(line, 0, trimmed(line, 0, line.length), lineOffset, false);
  }
}

function trimmed(bytes: Uint8Array, start: number, end: number): number {
  return end > start && bytes[end - 1] === 13 ? end - 1 : end;
}

function join(pieces: readonly Uint8Array[], length: number): Uint8Array {
  return length > lineLimit ? new Uint8Array(0) : concat(pieces, length);
}
