import { ecb } from '@noble/ciphers/aes.js';
import { hmac } from '@noble/hashes/hmac.js';
import { md5, sha1 } from '@noble/hashes/legacy.js';
import { pbkdf2Async } from '@noble/hashes/pbkdf2.js';
import { sha256, sha384, sha512 } from '@noble/hashes/sha2.js';
import { deflateSync, gzipSync } from 'fflate';
import { crc32 } from './crc32';
import { inflatePrefixPortable } from './deflated';
import type { Inflated, Platform } from './platform';
import { decompressPortable } from './portable';
import { rsaPublicPortable } from './rsa';

const digests = { md5, sha1, sha256, sha384, sha512 };

/** The machine as a browser or a web worker offers it, without anything that only newer browsers have. */
export const webPlatform: Platform = {
  kind: 'web',
  decompress(format, data, limit): Inflated {
    return decompressPortable(format, data, limit);
  },
  inflatePrefix: inflatePrefixPortable,
  compress(format, data) {
    return format === 'gzip' ? gzipSync(data) : deflateSync(data);
  },
  digest: (name, data) => digests[name](data),
  hmacSha1: (key, data) => hmac(sha1, key, data),
  async pbkdf2Sha1(password, salt, iterations, length) {
    const subtle: SubtleCrypto | undefined = globalThis.crypto?.subtle;
    // WebCrypto runs off this thread, but it exists in secure contexts only and some engines refuse an empty password.
    if (subtle && password.length > 0) {
      const key = await subtle.importKey('raw', password.slice(), 'PBKDF2', false, ['deriveBits']);
      const parameters = { name: 'PBKDF2', hash: 'SHA-1', salt: salt.slice(), iterations };
      return new Uint8Array(await subtle.deriveBits(parameters, key, length * 8));
    }
    return pbkdf2Async(sha1, password, salt, { c: iterations, dkLen: length });
  },
  aesEcb: (key, blocks) => ecb(key, { disablePadding: true }).encrypt(blocks),
  rsaPublic: rsaPublicPortable,
  crc32,
  pause: () => new Promise((resolve) => setTimeout(resolve, 0)),
};
