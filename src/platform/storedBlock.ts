/** The longest stored block (RFC 1951, 3.2.4). */
export const longestStored = 0xffff;

/**
 * What a deflate stream that ends inside a stored block holds of that block. The decoder gives such a block only as a
 * whole: `filled` gives it the stream with {@link longestStored} zeros behind its end and returns what those brought
 * out. That is the block if it ends in zeros, is as long as a block's header near the end of `data` says, and begins
 * with what stands behind that header.
 */
export function cutStoredBlock(data: Uint8Array, filled: () => Uint8Array): Uint8Array {
  const none = data.subarray(0, 0);
  if (blockStart(data, undefined) === undefined) return none;
  const block = filled();
  const start = blockStart(data, block.length);
  if (start === undefined) return none;
  const part = data.subarray(start);
  return part.every((byte, at) => block[at] === byte) ? part : none;
}

/** Where the content of a block of this length (of any, when undefined) begins that goes on beyond the end of `data`. */
function blockStart(data: Uint8Array, length: number | undefined): number | undefined {
  for (let at = data.length - 4; at >= Math.max(0, data.length - longestStored - 4); at--) {
    const low = data[at] ?? 0;
    const high = data[at + 1] ?? 0;
    if ((low ^ (data[at + 2] ?? 0)) !== 0xff || (high ^ (data[at + 3] ?? 0)) !== 0xff) continue;
    const stated = low | (high << 8);
    if (at + 4 + stated > data.length && (length === undefined || stated === length)) return at + 4;
  }
  return undefined;
}
