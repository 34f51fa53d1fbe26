import { decompress as brotli } from 'brotli/decompress';
import { Decompress as ZstdDecompress } from 'fzstd';
import { Collector, feed } from './collector';
import { inflatePortable } from './deflated';
import type { Compression, Inflated } from './platform';

/*
 * Decoders in plain JavaScript. They keep what was decoded before a fault, which the one-shot functions of a native
 * library do not, so the Node platform falls back on them for damaged streams as well.
 */

/** Decodes zstd (RFC 8878); output before a fault or the limit is kept. */
export function zstdPortable(data: Uint8Array, limit: number): Inflated {
  const out = new Collector(limit);
  try {
    const stream = new ZstdDecompress((piece) => out.add(piece));
    feed(data, 512, (piece, last) => stream.push(piece, last));
    return data.length === 0 ? out.result(new Error('empty')) : out.result();
  } catch (error) {
    return out.result(error);
  }
}

/** Longest brotli stream the portable decoder takes: it cannot stop at an output limit, so its input is bounded. */
const maxBrotliInput = 16 << 20;

/** Decodes brotli (RFC 7932), all or nothing. */
export function brotliPortable(data: Uint8Array, limit: number): Inflated {
  const none = new Uint8Array(0);
  if (data.length > maxBrotliInput) return { bytes: none, complete: false, failure: 'unsupported' };
  try {
    const bytes = brotli(data);
    if (bytes.length > limit) return { bytes: bytes.slice(0, limit), complete: false, failure: 'limit' };
    return { bytes, complete: true };
  } catch {
    return { bytes: none, complete: false, failure: 'damaged' };
  }
}

/** Any format with the portable decoders. */
export function decompressPortable(format: Compression, data: Uint8Array, limit: number): Inflated {
  if (format === 'br') return brotliPortable(data, limit);
  if (format === 'zstd') return zstdPortable(data, limit);
  return inflatePortable(format, data, limit);
}
