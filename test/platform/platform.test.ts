import assert from 'node:assert/strict';
import { constants, privateEncrypt } from 'node:crypto';
import { mkdtemp, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import * as zlib from 'node:zlib';
import fc from 'fast-check';
import { memorySource } from '../../src/platform/memory';
import { nodePlatform, openFile } from '../../src/platform/node';
import type { Compression } from '../../src/platform/platform';
import { webPlatform } from '../../src/platform/web';
import { inventedKey } from '../fixtures/license/keys';

const utf8 = new TextEncoder();
const sentence = utf8.encode('The quick brown fox jumps over the lazy dog. '.repeat(400));
/** "hello zstd\n", compressed by the reference program. */
const zstdHello = Buffer.from('KLUv/QRYWQAAaGVsbG8genN0ZApsV/lR', 'base64');
const compressed: Record<Exclude<Compression, 'zstd'>, Uint8Array> = {
  'deflate-raw': zlib.deflateRawSync(sentence),
  zlib: zlib.deflateSync(sentence),
  gzip: zlib.gzipSync(sentence),
  br: zlib.brotliCompressSync(sentence),
};
const formats = Object.keys(compressed) as Exclude<Compression, 'zstd'>[];
const hex = (bytes: Uint8Array): string => Buffer.from(bytes).toString('hex');

for (const platform of [nodePlatform, webPlatform]) {
  describe(`platform ${platform.kind}`, () => {
    for (const format of formats) {
      it(`decompresses ${format}`, () => {
        const { bytes, complete, failure } = platform.decompress(format, compressed[format], 1 << 20);
        assert.deepEqual([complete, failure], [true, undefined]);
        assert.equal(hex(bytes), hex(sentence));
      });

      it(`stops ${format} at the limit`, () => {
        const result = platform.decompress(format, compressed[format], 1000);
        assert.equal(result.complete, false);
        assert.equal(result.failure, 'limit');
        assert.ok(result.bytes.length <= 1000);
        assert.equal(hex(result.bytes), hex(sentence.subarray(0, result.bytes.length)));
      });

      it(`never throws for a damaged ${format} stream and keeps a true prefix when it is cut`, () => {
        const noise = pseudoRandom(20_000);
        const source = compressedNoise(format, noise);
        fc.assert(
          fc.property(fc.integer({ min: 0, max: source.length - 1 }), (cut) => {
            const { bytes, complete } = platform.decompress(format, source.subarray(0, cut), 1 << 20);
            assert.equal(complete, false);
            assert.equal(hex(bytes), hex(noise.subarray(0, bytes.length)));
          }),
          { numRuns: 25 },
        );
        fc.assert(
          fc.property(fc.uint8Array({ maxLength: 200 }), (bytes) => {
            platform.decompress(format, bytes, 1 << 16);
          }),
          { numRuns: 50 },
        );
      });
    }

    for (const format of ['deflate-raw', 'zlib', 'gzip'] as const) {
      it(`keeps what a cut ${format} stream stored without packing it`, () => {
        const noise = pseudoRandom(90_000);
        const mixed = Buffer.concat([sentence, noise, sentence, noise.subarray(0, 5000)]);
        for (const content of [noise.subarray(0, 100), noise.subarray(0, 2500), noise, mixed]) {
          const packed = compressedNoise(format, content);
          for (let share = 0.05; share < 1; share += 0.05) {
            const cut = packed.subarray(0, Math.floor(packed.length * share));
            const { bytes } = platform.decompress(format, cut, 1 << 20);
            assert.equal(hex(bytes), hex(content.subarray(0, bytes.length)));
            const lost = content.length * share - bytes.length;
            if (content !== mixed)
              assert.ok(lost < 40, `${content.length} bytes cut to ${cut.length}: ${bytes.length}`);
            if (format !== 'deflate-raw') continue;
            assert.ok(platform.inflatePrefix(cut, 1 << 20).length >= bytes.length);
            assert.equal(hex(platform.inflatePrefix(cut, 50)), hex(content.subarray(0, Math.min(50, bytes.length))));
          }
        }
      });
    }

    it('takes gzip with several members, and with zeros behind', () => {
      const one = zlib.gzipSync(sentence);
      const cases: [string, Uint8Array, number, boolean][] = [
        ['two members', Buffer.concat([one, one]), 2 * sentence.length, true],
        ['zeros behind', Buffer.concat([one, Buffer.alloc(500)]), sentence.length, true],
        ['a wrong checksum', Buffer.concat([one.subarray(0, -8), Buffer.alloc(8)]), sentence.length, false],
      ];
      for (const [title, bytes, length, complete] of cases) {
        const result = platform.decompress('gzip', bytes, 1 << 20);
        assert.deepEqual([result.bytes.length, result.complete], [length, complete], title);
      }
    });

    it('takes thousands of gzip members in their stride', () => {
      const members = Array.from({ length: 30_000 }, (_, i) => zlib.gzipSync(String(i)));
      const { bytes, complete } = platform.decompress('gzip', Buffer.concat(members), 1 << 20);
      assert.equal(complete, true);
      assert.equal(bytes.length, members.length * 5 - 11_110);
    });

    it('gives all that a cut deflate stream holds', () => {
      const packed = zlib.deflateRawSync(sentence);
      const { bytes } = platform.decompress('deflate-raw', packed.subarray(0, -1), 1 << 20);
      assert.ok(bytes.length > sentence.length - 600, `${bytes.length} of ${sentence.length}`);
    });

    it('keeps what precedes a fault in a deflate stream', () => {
      const random = pseudoRandom(60_000);
      const packed = zlib.deflateRawSync(random);
      const cut = platform.decompress('deflate-raw', packed.subarray(0, packed.length >> 1), 1 << 20);
      assert.equal(cut.failure, 'damaged');
      assert.ok(cut.bytes.length > 16_000, `kept ${cut.bytes.length}`);
    });

    it('has the digests, codes and ciphers of their specifications', () => {
      const abc = utf8.encode('abc');
      assert.equal(hex(platform.digest('md5', abc)), '900150983cd24fb0d6963f7d28e17f72');
      assert.equal(hex(platform.digest('sha1', abc)), 'a9993e364706816aba3e25717850c26c9cd0d89d');
      assert.equal(
        hex(platform.digest('sha256', abc)),
        'ba7816bf8f01cfea414140de5dae2223b00361a396177a9cb410ff61f20015ad',
      );
      assert.equal(platform.digest('sha384', abc).length, 48);
      assert.equal(platform.digest('sha512', abc).length, 64);
      // RFC 2202 case 2.
      assert.equal(
        hex(platform.hmacSha1(utf8.encode('Jefe'), utf8.encode('what do ya want for nothing?'))),
        'effcdf6ae5eb2fa2d27416d5f184df9c259a7c79',
      );
      // FIPS 197, appendix C.1.
      const key = Uint8Array.from({ length: 16 }, (_, i) => i);
      const block = Uint8Array.from({ length: 16 }, (_, i) => i * 17);
      assert.equal(hex(platform.aesEcb(key, block)), '69c4e0d86a7b0430d8cdb78070b4c55a');
      assert.equal(platform.crc32(utf8.encode('123456789')), 0xcbf43926);
    });

    it('raises to a public exponent as openssl does, for keys of every kind', () => {
      const { privateKey, modulus } = inventedKey('platform', 1024);
      const message = new Uint8Array(modulus.length).fill(7);
      message[0] = 0;
      const signed = privateEncrypt({ key: privateKey, padding: constants.RSA_NO_PADDING }, message);
      assert.equal(hex(platform.rsaPublic(modulus, 65537, signed) ?? new Uint8Array()), hex(message));
      // A value that is written shorter than the modulus, an even modulus, and short ones: 7^3 mod 55, 2^5 mod 12.
      assert.equal(hex(platform.rsaPublic(modulus, 3, Uint8Array.of(2)) ?? new Uint8Array()).replace(/^0+/, ''), '8');
      assert.deepEqual([...(platform.rsaPublic(Uint8Array.of(55), 3, Uint8Array.of(7)) ?? [])], [13]);
      assert.deepEqual([...(platform.rsaPublic(Uint8Array.of(0, 12), 5, Uint8Array.of(2)) ?? [])], [0, 8]);
      assert.equal(platform.rsaPublic(modulus, 65537, modulus), undefined, 'a value beyond the modulus');
      for (const exponent of [-3, 0, 1, 1.5, Number.NaN]) {
        assert.equal(platform.rsaPublic(modulus, exponent, Uint8Array.of(2)), undefined);
      }
      for (const bad of [new Uint8Array(), Uint8Array.of(0), Uint8Array.of(1)]) {
        assert.equal(platform.rsaPublic(bad, 3, Uint8Array.of(0)), undefined);
      }
    });

    it('derives keys as RFC 6070', async () => {
      const key = await platform.pbkdf2Sha1(utf8.encode('password'), utf8.encode('salt'), 4096, 20);
      assert.equal(hex(key), '4b007901b765489abead49d926f721d065a429c1');
    });

    it('compresses what it can decompress', () => {
      for (const format of ['deflate-raw', 'gzip'] as const) {
        const { bytes } = platform.decompress(format, platform.compress(format, sentence), 1 << 20);
        assert.equal(hex(bytes), hex(sentence));
      }
    });

    it('decompresses zstd and survives damage', () => {
      const good = platform.decompress('zstd', zstdHello, 1 << 20);
      assert.equal(new TextDecoder().decode(good.bytes), 'hello zstd\n');
      assert.equal(good.complete, true);
      assert.equal(platform.decompress('zstd', utf8.encode('not zstd at all'), 1 << 20).complete, false);
    });
  });
}

/** Bytes that do not compress, the same in every run. */
function pseudoRandom(length: number): Uint8Array {
  let state = 42;
  return new Uint8Array(length).map(() => {
    state ^= state << 13;
    state ^= state >>> 17;
    state ^= state << 5;
    return state & 0xff;
  });
}

function compressedNoise(format: Exclude<Compression, 'zstd'>, noise: Uint8Array): Uint8Array {
  if (format === 'br') return zlib.brotliCompressSync(noise);
  if (format === 'gzip') return zlib.gzipSync(noise);
  return format === 'zlib' ? zlib.deflateSync(noise) : zlib.deflateRawSync(noise);
}

describe('byte sources', () => {
  it('read short only at the end', async () => {
    const bytes = Uint8Array.from({ length: 100 }, (_, i) => i);
    const folder = await mkdtemp(join(tmpdir(), 'source-'));
    const path = join(folder, 'bytes.bin');
    await writeFile(path, bytes);
    const file = await openFile(path);
    try {
      for (const source of [file, memorySource(bytes)]) {
        assert.equal(source.size, 100);
        assert.equal(hex(await source.read(10, 5)), hex(bytes.subarray(10, 15)));
        assert.equal((await source.read(95, 50)).length, 5);
        assert.equal((await source.read(100, 5)).length, 0);
        assert.equal((await source.read(500, 5)).length, 0);
      }
    } finally {
      await file.close();
      await rm(folder, { recursive: true });
    }
  });
});
