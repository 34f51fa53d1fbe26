import {
  constants,
  createCipheriv,
  createHash,
  createHmac,
  createPublicKey,
  type KeyObject,
  pbkdf2,
  publicEncrypt,
} from 'node:crypto';
import { type FileHandle, open } from 'node:fs/promises';
import * as zlib from 'node:zlib';
import { crc32 } from './crc32';
import { inflatePrefixPortable } from './deflated';
import { GunzipBatch } from './nodeBatch';
import type { ByteSource, Compression, Inflated, Platform } from './platform';
import { decompressPortable } from './portable';
import { rsaPublicPortable } from './rsa';

type Decode = (data: Uint8Array, options: zlib.ZlibOptions & zlib.BrotliOptions) => Uint8Array;

const maxCipherLength = 1 << 30;

/** Functions that newer Node versions have and older ones lack. */
const newer: { zstdDecompressSync?: Decode; crc32?: (data: Uint8Array) => number } = { ...zlib };

const native: Partial<Record<Compression, Decode>> = {
  'deflate-raw': zlib.inflateRawSync,
  zlib: zlib.inflateSync,
  gzip: zlib.gunzipSync,
  br: zlib.brotliDecompressSync,
};
if (newer.zstdDecompressSync) native.zstd = newer.zstdDecompressSync;

/** Node's one-shot decoder; undefined where it reports a fault or more output than `limit`. */
function decodeNative(format: Compression, data: Uint8Array, limit: number, flush?: number): Uint8Array | undefined {
  const decode = native[format];
  if (!decode) return undefined;
  try {
    return decode(data, { maxOutputLength: Math.max(1, limit), finishFlush: flush });
  } catch {
    return undefined;
  }
}

/**
 * Brotli keeps no output on a fault, so the longest prefix that still decodes is searched for: a prefix decodes when
 * the fault (or the limit) lies behind it.
 */
function brotliPrefix(data: Uint8Array, limit: number): Inflated {
  const options = { finishFlush: zlib.constants.BROTLI_OPERATION_FLUSH, maxOutputLength: Math.max(1, limit) };
  let best: Uint8Array = new Uint8Array(0);
  let failure: 'limit' | 'damaged' = 'damaged';
  let good = 0;
  let bad = data.length + 1;
  let next = data.length;
  while (bad - good > 1) {
    try {
      best = zlib.brotliDecompressSync(data.subarray(0, next), options);
      good = next;
    } catch (error) {
      bad = next;
      failure = isTooLarge(error) ? 'limit' : 'damaged';
    }
    next = (good + bad) >>> 1;
  }
  return { bytes: best, complete: false, failure };
}

function isTooLarge(error: unknown): boolean {
  return error instanceof Error && 'code' in error && error.code === 'ERR_BUFFER_TOO_LARGE';
}

/** Public keys used last: the same licenses come again and again in a capture, and setting up a key costs as much as using it. */
const publicKeys = new Map<string, KeyObject>();
const maxPublicKeys = 64;

function publicKey(modulus: Uint8Array, exponent: number): KeyObject {
  const n = Buffer.from(modulus.buffer, modulus.byteOffset, modulus.length).toString('base64url');
  const id = `${exponent} ${n}`;
  const known = publicKeys.get(id);
  if (known) return known;
  const e = Buffer.from(exponent.toString(16).padStart(8, '0'), 'hex').toString('base64url');
  const made = createPublicKey({ key: { kty: 'RSA', n, e }, format: 'jwk' });
  if (publicKeys.size >= maxPublicKeys) publicKeys.clear();
  publicKeys.set(id, made);
  return made;
}

/** OpenSSL refuses some keys that the arithmetic allows (short ones, even ones): those take the portable way. */
function rsaPublic(modulus: Uint8Array, exponent: number, value: Uint8Array): Uint8Array | undefined {
  if (!Number.isSafeInteger(exponent) || exponent < 3 || exponent > 0xffffffff) {
    return rsaPublicPortable(modulus, exponent, value);
  }
  try {
    let padded = value;
    if (value.length !== modulus.length) {
      padded = new Uint8Array(modulus.length);
      padded.set(value, modulus.length - value.length);
    }
    return publicEncrypt({ key: publicKey(modulus, exponent), padding: constants.RSA_NO_PADDING }, padded);
  } catch {
    return rsaPublicPortable(modulus, exponent, value);
  }
}

/** The machine as Node offers it. */
export const nodePlatform: Platform = {
  kind: 'node',
  decompress(format, data, limit): Inflated {
    const whole = decodeNative(format, data, limit);
    if (whole && data.length > 0) return { bytes: whole, complete: true };
    if (format === 'br') return brotliPrefix(data, limit);
    // A stream that is only cut decodes to its end when it is told not to expect one.
    const cut = format === 'zstd' ? undefined : decodeNative(format, data, limit, zlib.constants.Z_SYNC_FLUSH);
    if (cut) return { bytes: cut, complete: false, failure: 'damaged' };
    const result = decompressPortable(format, data, limit);
    // The native decoder is stricter about codes that no writer makes, and its refusal counts.
    return result.complete && native[format] ? { ...result, complete: false, failure: 'damaged' } : result;
  },
  inflatePrefix(data, limit) {
    const piece = Math.min(Math.max(256, data.length * 4), 16384);
    try {
      const options = {
        finishFlush: zlib.constants.Z_SYNC_FLUSH,
        maxOutputLength: Math.max(1, limit),
        chunkSize: piece,
      };
      return zlib.inflateRawSync(data, options);
    } catch {
      return inflatePrefixPortable(data, limit);
    }
  },
  inflateBatch: () => new GunzipBatch(),
  compress(format, data) {
    return format === 'gzip' ? zlib.gzipSync(data) : zlib.deflateRawSync(data);
  },
  digest: (name, data) => createHash(name).update(data).digest(),
  hmacSha1: (key, data) => createHmac('sha1', key).update(data).digest(),
  pbkdf2Sha1: (password, salt, iterations, length) =>
    new Promise((resolve, reject) => {
      pbkdf2(password, salt, iterations, length, 'sha1', (error, key) => (error ? reject(error) : resolve(key)));
    }),
  aesEcb(key, blocks) {
    const cipher = createCipheriv(`aes-${key.length * 8}-ecb`, key, null).setAutoPadding(false);
    const out = new Uint8Array(blocks.length);
    for (let at = 0; at < blocks.length; at += maxCipherLength) {
      out.set(cipher.update(blocks.subarray(at, at + maxCipherLength)), at);
    }
    return out;
  },
  rsaPublic,
  crc32: newer.crc32 ?? crc32,
  pause: () => new Promise((resolve) => setImmediate(resolve)),
};

/** Opens a file for random access; rejects with Node's own error when it cannot be opened. */
export async function openFile(path: string): Promise<ByteSource> {
  const handle: FileHandle = await open(path, 'r');
  const { size } = await handle.stat();
  const readInto = async (target: Uint8Array, offset: number): Promise<number> => {
    let done = 0;
    while (done < target.length) {
      const { bytesRead } = await handle.read(target, done, target.length - done, offset + done);
      if (bytesRead === 0) break;
      done += bytesRead;
    }
    return done;
  };
  return {
    size,
    async read(offset, length) {
      const buffer = new Uint8Array(Math.max(0, Math.min(length, size - offset)));
      const done = await readInto(buffer, offset);
      return done === buffer.length ? buffer : buffer.subarray(0, done);
    },
    readInto,
    close: () => handle.close(),
  };
}
