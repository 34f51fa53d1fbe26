/** Bytes that can be read at any offset: a file descriptor in Node, a buffer on the web. */
export interface ByteSource {
  /** Length in bytes. */
  readonly size: number;
  /** Reads up to `length` bytes at `offset`; shorter only at the end of the source. Rejects only on I/O errors. */
  read(offset: number, length: number): Promise<Uint8Array>;
  /** Like `read`, into memory of the caller, so that walking a large file leaves no garbage; returns the bytes read. */
  readInto?(target: Uint8Array, offset: number): Promise<number>;
  close(): Promise<void>;
}

/** Result of a decompression that may have met damage: what could be read, and why it ended early. */
export interface Inflated {
  readonly bytes: Uint8Array;
  /** False when the stream is damaged, cut, or longer than the limit. */
  readonly complete: boolean;
  /** `limit`: more output than allowed; `damaged`: bad data or cut; `unsupported`: this platform has no decoder. */
  readonly failure?: 'limit' | 'damaged' | 'unsupported';
}

/** Raw deflate streams, many and short, that are unpacked in one go beside the calling thread. */
export interface InflateBatch {
  /**
   * Takes the stream that `data` holds from `start` to `end`, which is copied. Length and CRC-32 of its content are known,
   * as a ZIP directory states them.
   */
  add(data: Uint8Array, start: number, end: number, size: number, crc: number): void;
  /** The contents one after the other; undefined when any is not what was stated. The batch ends with it. */
  unpack(): Promise<Uint8Array | undefined>;
}

export type Compression = 'deflate-raw' | 'zlib' | 'gzip' | 'br' | 'zstd';
export type DigestName = 'md5' | 'sha1' | 'sha256' | 'sha384' | 'sha512';

/**
 * What the core needs of the machine it runs on. `node.ts` and `web.ts` implement it; nothing else touches Node or
 * browser globals. All functions accept hostile input: they never throw for bad data.
 */
export interface Platform {
  readonly kind: 'node' | 'web';
  /** Decompresses synchronously; output beyond `limit` bytes ends with failure `limit` and the bytes so far. */
  decompress(format: Compression, data: Uint8Array, limit: number): Inflated;
  /**
   * What the beginning of a raw deflate stream gives, at most about `limit` bytes; empty for damaged data. Cheaper than
   * `decompress`, since a stream that is cut on purpose is no fault.
   */
  inflatePrefix(data: Uint8Array, limit: number): Uint8Array;
  /** Begins a batch; absent where unpacking one by one is no slower. */
  inflateBatch?(): InflateBatch;
  /** Compresses for written archives; raw deflate or gzip. */
  compress(format: 'deflate-raw' | 'gzip', data: Uint8Array): Uint8Array;
  digest(name: DigestName, data: Uint8Array): Uint8Array;
  hmacSha1(key: Uint8Array, data: Uint8Array): Uint8Array;
  /** PBKDF2-HMAC-SHA1; off the calling thread where the platform allows. */
  pbkdf2Sha1(password: Uint8Array, salt: Uint8Array, iterations: number, length: number): Promise<Uint8Array>;
  /** AES-ECB without padding over whole blocks (the key stream of WinZip's counter mode). */
  aesEcb(key: Uint8Array, blocks: Uint8Array): Uint8Array;
  /**
   * The bare RSA public operation, without padding: `value` to the power `exponent` modulo `modulus`, all most significant
   * byte first, the result as long as the modulus. Undefined for a value outside the modulus or a key that is none.
   */
  rsaPublic(modulus: Uint8Array, exponent: number, value: Uint8Array): Uint8Array | undefined;
  /** CRC-32 as ZIP uses it. */
  crc32(data: Uint8Array): number;
  /** Lets waiting messages and timers through, and goes on as soon as they are done. */
  pause(): Promise<void>;
}
