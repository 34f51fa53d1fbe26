import { decompress as brotli } from 'brotli/decompress';
import { Gunzip, Inflate, Unzlib } from 'fflate';
import { Decompress as ZstdDecompress } from 'fzstd';
import { Collector, feed } from './collector';
import { crc32 } from './crc32';
import type { Compression, Inflated } from './platform';
import { cutStoredBlock, longestStored } from './storedBlock';

/*
 * Decoders in plain JavaScript. They keep what was decoded before a fault, which the one-shot functions of a native
 * library do not, so the Node platform falls back on them for damaged streams as well.
 */

/**
 * Sizes of the pieces that the decoder is fed with. It gives nothing of a piece in which it finds a fault, and copies a
 * window of 32 KiB for each: a stream is read in large ones, and only around a fault in smaller and smaller ones.
 */
const pieceSizes = [16 << 10, 1 << 10, 64, 4] as const;

/** Decodes raw deflate, zlib or gzip; output before a fault or the limit is kept. */
export function inflatePortable(format: Deflated, data: Uint8Array, limit: number): Inflated {
  let result = inflateInPieces(format, data, limit, 0, pieceSizes[0]);
  for (const size of pieceSizes.slice(1)) {
    // What was taken to its end has no faulty piece: it is cut, or its trailer is wrong.
    if (result.failure !== 'damaged' || result.taken === data.length) break;
    result = inflateInPieces(format, data, limit, result.taken, size);
  }
  const { taken, isWhole, ...inflated } = result;
  if (isWhole) return inflated;
  // Zeros behind the last member are no member, but no fault either.
  const isPadded = format === 'gzip' && inflated.failure === 'damaged' && fitsGzip(data, inflated.bytes);
  if (isPadded) return { bytes: inflated.bytes, complete: true };
  return { ...inflated, bytes: withCutBlock(format, data, inflated.bytes, limit) };
}

type Deflated = 'deflate-raw' | 'zlib' | 'gzip';

interface InPieces extends Inflated {
  /** Bytes of the input before the piece in which a fault was found. */
  readonly taken: number;
  /** Whether the decoder minds nothing of the stream; its trailer may be wrong. */
  readonly isWhole: boolean;
}

/** Decodes with the largest pieces up to `safe`, where no fault is, and with pieces of this size from there. */
function inflateInPieces(format: Deflated, data: Uint8Array, limit: number, safe: number, size: number): InPieces {
  const out = new Collector(limit);
  let taken = 0;
  let ended = false;
  try {
    const stream = inflateStream(format, (piece, last) => {
      ended ||= last;
      out.add(piece);
    });
    let members = 0;
    if (stream instanceof Gunzip) stream.onmember = () => members++;
    const push = (piece: Uint8Array) => {
      stream.push(piece, false);
      taken += piece.length;
    };
    if (safe > 0) feed(data.subarray(0, safe), pieceSizes[0], push);
    if (safe < data.length) feed(data.subarray(safe), size, push);
    // Told of the end only afterwards, the decoder gives all that a cut stream holds before it complains.
    stream.push(new Uint8Array(0), true);
    const result = ended && data.length > 0 ? out.result() : out.result(new Error('no end of stream'));
    // The decoder does not look at the trailers; with further gzip members the last one describes only its own.
    const fits = format === 'gzip' ? members > 0 || fitsGzip(data, result.bytes) : fitsZlib(format, data, result.bytes);
    return { ...(fits ? result : out.result(new Error('trailer'))), taken, isWhole: true };
  } catch (error) {
    return { ...out.result(error), taken, isWhole: false };
  }
}

function inflateStream(
  format: Deflated,
  onData: (piece: Uint8Array, last: boolean) => void,
): Inflate | Unzlib | Gunzip {
  if (format === 'deflate-raw') return new Inflate(onData);
  return format === 'zlib' ? new Unzlib(onData) : new Gunzip(onData);
}

/** What was decoded of a stream, with the beginning of the stored block in which the stream ends. */
function withCutBlock(format: Deflated, data: Uint8Array, decoded: Uint8Array, limit: number): Uint8Array {
  const room = limit - decoded.length;
  if (room <= 0) return decoded;
  const part = cutStoredBlock(data, () => {
    const before = new Collector(limit);
    const behind = new Collector(longestStored);
    let out = before;
    try {
      const stream = inflateStream(format, (piece) => out.add(piece));
      stream.push(data.slice(), false);
      out = behind;
      stream.push(new Uint8Array(longestStored), false);
    } catch {
      // Zeros are no stream: what they brought out is judged by its content.
    }
    return before.result().bytes.length === decoded.length ? behind.result().bytes : new Uint8Array(0);
  });
  const whole = new Uint8Array(decoded.length + Math.min(part.length, room));
  whole.set(decoded);
  whole.set(part.subarray(0, room), decoded.length);
  return whole;
}

/** What the beginning of a raw deflate stream gives, at most `limit` bytes. */
export function inflatePrefixPortable(data: Uint8Array, limit: number): Uint8Array {
  const out = new Collector(limit);
  try {
    // Never told that this is the end, the decoder does not mind that there is none.
    new Inflate((piece) => out.add(piece)).push(data.slice(), false);
    return withCutBlock('deflate-raw', data, out.result().bytes, limit);
  } catch (error) {
    const { bytes } = out.result(error);
    return bytes.length > 0 ? bytes : inflatePortable('deflate-raw', data, limit).bytes;
  }
}

/** Whether the CRC and length of `bytes` (RFC 1952, 2.3.1) end the data; zeros that pad a file may stand behind them. */
function fitsGzip(data: Uint8Array, bytes: Uint8Array): boolean {
  const view = new DataView(data.buffer, data.byteOffset, data.length);
  const crc = crc32(bytes);
  for (let at = data.length - 8; at >= 10; at--) {
    if (view.getUint32(at + 4, true) === bytes.length >>> 0 && view.getUint32(at, true) === crc) return true;
    if (data[at + 7] !== 0) return false;
  }
  return false;
}

/** Whether a zlib stream ends with the Adler-32 of `bytes` (RFC 1950, 2.2); what stands behind it does not count. */
function fitsZlib(format: string, data: Uint8Array, bytes: Uint8Array): boolean {
  if (format !== 'zlib') return true;
  if (data.length < 8) return false;
  let a = 1;
  let b = 0;
  for (let i = 0; i < bytes.length; i++) {
    a = (a + (bytes[i] ?? 0)) % 65521;
    b = (b + a) % 65521;
  }
  const view = new DataView(data.buffer, data.byteOffset, data.length);
  const sum = ((b << 16) | a) >>> 0;
  for (let at = data.length - 4; at >= 2; at--) if (view.getUint32(at, false) === sum) return true;
  return false;
}

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
