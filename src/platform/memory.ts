import type { ByteSource } from './platform';

/** A source over bytes that are already in memory: a body, an attachment, or a whole file where no partial read exists. */
export function memorySource(bytes: Uint8Array, _name?: string): ByteSource {
  return {
    size: bytes.length,
    read: (offset, length) => Promise.resolve(bytes.subarray(Math.max(0, offset), Math.max(0, offset + length))),
    close: () => Promise.resolve(),
  };
}
