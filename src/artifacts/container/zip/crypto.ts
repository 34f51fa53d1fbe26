import { crc32Step } from '../../../platform/crc32';
import type { Platform } from '../../../platform/platform';
import type { ZipEntry } from './entry';

/** Why encrypted data was not decrypted. `damaged`: the password fits but the data does not pass its check. */
export type DecryptFailure = 'password' | 'damaged' | 'unsupported';

export type Decrypted = { readonly bytes: Uint8Array } | { readonly failure: DecryptFailure };

/**
 * Decrypts an entry's data. `whole` tells that `data` is all of it: then AES data is checked against its
 * authentication code. The CRC of the plain data, which settles ZipCrypto, is the caller's to check.
 */
export async function decryptEntry(
  entry: ZipEntry,
  data: Uint8Array,
  whole: boolean,
  password: Uint8Array,
  platform: Platform,
): Promise<Decrypted> {
  if (entry.encryption === 'none') return { bytes: data };
  if (entry.encryption === 'zipcrypto') return decryptZipCrypto(entry, data, password);
  if (entry.encryption === 'aes') return decryptAes(entry, data, whole, password, platform);
  return { failure: 'unsupported' };
}

/** Bytes that encryption adds in front of the data: salt and verifier, or ZipCrypto's header. */
export function encryptionOverhead(entry: ZipEntry): number {
  if (entry.encryption === 'zipcrypto') return 12;
  return entry.encryption === 'aes' ? 4 + entry.aesStrength * 4 + 2 : 0;
}

const authenticationLength = 10;

/**
 * WinZip AES (winzip.com, "AES Encryption Information"): salt, two verifier bytes, ciphertext in counter mode with a
 * little-endian counter that starts at 1, ten bytes of HMAC-SHA1 over the ciphertext. The key comes from 1000 rounds of
 * PBKDF2 and holds the cipher key, the HMAC key and the verifier.
 */
async function decryptAes(
  entry: ZipEntry,
  data: Uint8Array,
  whole: boolean,
  password: Uint8Array,
  platform: Platform,
): Promise<Decrypted> {
  const keyLength = 8 + entry.aesStrength * 8;
  const saltLength = keyLength / 2;
  if (data.length < saltLength + 2) return { failure: 'damaged' };
  const keys = await platform.pbkdf2Sha1(password, data.subarray(0, saltLength), 1000, 2 * keyLength + 2);
  const fits = keys[2 * keyLength] === data[saltLength] && keys[2 * keyLength + 1] === data[saltLength + 1];
  if (!fits) return { failure: 'password' };
  const end = whole ? Math.max(saltLength + 2, data.length - authenticationLength) : data.length;
  const cipher = data.subarray(saltLength + 2, end);
  if (whole) {
    const code = platform.hmacSha1(keys.subarray(keyLength, 2 * keyLength), cipher);
    for (let i = 0; i < authenticationLength; i++) if (code[i] !== data[end + i]) return { failure: 'damaged' };
  }
  return { bytes: counterMode(keys.subarray(0, keyLength), cipher, platform) };
}

/** XORs with the key stream of WinZip's counter mode; encrypting and decrypting are the same. */
export function counterMode(key: Uint8Array, data: Uint8Array, platform: Platform): Uint8Array {
  const out = new Uint8Array(data.length);
  // The key stream is made in pieces, so that a large body does not need three times its size at once.
  const piece = 1 << 20;
  for (let from = 0; from < data.length; from += piece) {
    const length = Math.min(piece, data.length - from);
    const blocks = new Uint8Array(Math.ceil(length / 16) * 16);
    const view = new DataView(blocks.buffer);
    for (let at = 0, counter = from / 16 + 1; at < blocks.length; at += 16, counter++) {
      view.setUint32(at, counter, true);
    }
    const stream = platform.aesEcb(key, blocks);
    for (let i = 0; i < length; i++) out[from + i] = (data[from + i] ?? 0) ^ (stream[i] ?? 0);
  }
  return out;
}

/** The three keys of ZipCrypto (APPNOTE 6.1). */
export class ZipCryptoKeys {
  private k0 = 0x12345678;
  private k1 = 0x23456789;
  private k2 = 0x34567890;

  constructor(password: Uint8Array) {
    for (const byte of password) this.update(byte);
  }

  update(byte: number): void {
    this.k0 = crc32Step(this.k0, byte);
    this.k1 = (Math.imul(this.k1 + (this.k0 & 0xff), 134775813) + 1) >>> 0;
    this.k2 = crc32Step(this.k2, this.k1 >>> 24);
  }

  /** The next byte of the key stream. */
  next(): number {
    const t = (this.k2 | 2) & 0xffff;
    return (Math.imul(t, t ^ 1) >>> 8) & 0xff;
  }
}

function decryptZipCrypto(entry: ZipEntry, data: Uint8Array, password: Uint8Array): Decrypted {
  if (data.length < 12) return { failure: 'damaged' };
  const keys = new ZipCryptoKeys(password);
  const plain = new Uint8Array(data.length);
  for (let i = 0; i < data.length; i++) {
    if (i === 12) {
      // Sizes that follow the data mean that the CRC was not known yet: then the time is the check.
      const check = (entry.flags & 8) !== 0 ? entry.dosTime >>> 8 : entry.crc >>> 24;
      if (plain[11] !== check && plain[11] !== entry.crc >>> 24) return { failure: 'password' };
    }
    const byte = (data[i] ?? 0) ^ keys.next();
    plain[i] = byte;
    keys.update(byte);
  }
  return { bytes: plain.subarray(12) };
}
