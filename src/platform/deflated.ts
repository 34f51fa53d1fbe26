import { concat } from './concat';
import { crc32 } from './crc32';
import { Inflater } from './inflate';
import type { Inflated } from './platform';

/*
 * The three forms in which deflate streams come, in plain JavaScript. Whatever is wrong with one, every byte before the
 * fault is kept.
 */

const inflater = new Inflater();

/** Decodes raw deflate (RFC 1951), zlib (RFC 1950) or gzip (RFC 1952); output before a fault or the limit is kept. */
export function inflatePortable(format: 'deflate-raw' | 'zlib' | 'gzip', data: Uint8Array, limit: number): Inflated {
  const result = format === 'gzip' ? gunzip(data, limit) : format === 'zlib' ? unzlib(data, limit) : raw(data, limit);
  inflater.release();
  return result;
}

/** What the beginning of a raw deflate stream gives, at most `limit` bytes. */
export function inflatePrefixPortable(data: Uint8Array, limit: number): Uint8Array {
  return inflatePortable('deflate-raw', data, limit).bytes;
}

/** A raw stream; what stands behind it does not count. */
function raw(data: Uint8Array, limit: number, from = 0): Inflated {
  // One byte more tells a stream that ends at the limit from a longer one.
  const bytes = inflater.inflate(data, limit + 1, from);
  if (bytes.length > limit) return { bytes: bytes.slice(0, limit), complete: false, failure: 'limit' };
  return inflater.ended === 'stream' ? { bytes: bytes.slice(), complete: true } : damaged(bytes.slice());
}

function damaged(bytes: Uint8Array = new Uint8Array(0)): Inflated {
  return { bytes, complete: false, failure: 'damaged' };
}

function unzlib(data: Uint8Array, limit: number): Inflated {
  const [method = 0, flags = 0] = data;
  // Deflate with a window of at most 32 KiB, a header whose check fits, and no dictionary (RFC 1950, 2.2).
  const isZlib = (method & 15) === 8 && method >> 4 <= 7 && ((method << 8) | flags) % 31 === 0 && (flags & 32) === 0;
  if (!isZlib) return damaged();
  const content = raw(data, limit, 2);
  if (!content.complete) return content;
  return uint32(data, inflater.position, false) === adler32(content.bytes) ? content : damaged(content.bytes);
}

/** All members of a gzip file as one; zeros that pad it may stand behind the last one. */
function gunzip(data: Uint8Array, limit: number): Inflated {
  const members: Uint8Array[] = [];
  const failure = readMembers(data, limit, members);
  const bytes = concat(members);
  return failure ? { bytes, complete: false, failure } : { bytes, complete: true };
}

function readMembers(data: Uint8Array, limit: number, members: Uint8Array[]): Inflated['failure'] {
  let room = limit;
  let at = 0;
  do {
    const from = memberStart(data, at);
    if (from === undefined) return 'damaged';
    const { bytes, failure } = raw(data, room, from);
    members.push(bytes);
    room -= bytes.length;
    if (failure) return failure;
    const trailer = inflater.position;
    const sum = uint32(data, trailer, true);
    if (sum !== crc32(bytes) || uint32(data, trailer + 4, true) !== bytes.length) return 'damaged';
    at = trailer + 8;
  } while (data[at]);
  return undefined;
}

/** Offset behind the header of a gzip member (RFC 1952, 2.3). */
function memberStart(data: Uint8Array, at: number): number | undefined {
  if (data[at] !== 0x1f || data[at + 1] !== 0x8b || data[at + 2] !== 8) return undefined;
  const flags = data[at + 3] ?? 0;
  let end = at + 10;
  if (flags & 4) end += 2 + ((data[end] ?? 0) | ((data[end + 1] ?? 0) << 8));
  // Name and comment, each with a zero behind it.
  for (const flag of [8, 16]) {
    if (!(flags & flag)) continue;
    const zero = data.indexOf(0, end);
    if (zero < 0) return undefined;
    end = zero + 1;
  }
  if (flags & 2) end += 2;
  return end <= data.length ? end : undefined;
}

function uint32(data: Uint8Array, at: number, littleEndian: boolean): number | undefined {
  if (at + 4 > data.length) return undefined;
  return new DataView(data.buffer, data.byteOffset + at, 4).getUint32(0, littleEndian);
}

/** Bytes that can be summed before a sum leaves 32 bits. */
const adlerRun = 5552;

/** The checksum of zlib (RFC 1950, 8.2). */
function adler32(bytes: Uint8Array): number {
  let a = 1;
  let b = 0;
  for (let from = 0; from < bytes.length; from += adlerRun) {
    for (const byte of bytes.subarray(from, from + adlerRun)) b += a += byte;
    a %= 65521;
    b %= 65521;
  }
  return ((b << 16) | a) >>> 0;
}
