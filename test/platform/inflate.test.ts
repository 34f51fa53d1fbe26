import assert from 'node:assert/strict';
import { constants, deflateRawSync } from 'node:zlib';
import fc from 'fast-check';
import { Inflater } from '../../src/platform/inflate';
import { fuzzRuns } from '../fixtures/fuzz';

const inflater = new Inflater();

/** Text-like and random content, so that stored, fixed and dynamic blocks and long matches all occur. */
const content = fc.oneof(
  fc.uint8Array({ maxLength: 5000 }),
  fc
    .array(fc.constantFrom('GET ', 'Host: ', '\r\n', 'contoso', 'aaaaaaaa', '"x":1,', ' '), { maxLength: 3000 })
    .map((words) => Buffer.from(words.join(''))),
  fc
    .tuple(fc.uint8Array({ minLength: 1, maxLength: 3 }), fc.nat(300_000))
    .map(([bytes, length]) => Buffer.alloc(length, bytes)),
  fc.uint8Array({ minLength: 300, maxLength: 3000, max: 40 }),
);

describe('deflate streams', () => {
  it('equals what was packed, up to any limit', () => {
    const strategy = fc.constantFrom(
      constants.Z_DEFAULT_STRATEGY,
      constants.Z_FIXED,
      constants.Z_HUFFMAN_ONLY,
      constants.Z_RLE,
    );
    const limits = fc.oneof(fc.nat(3000), fc.nat(400_000));
    fc.assert(
      fc.property(content, fc.integer({ min: 0, max: 9 }), strategy, limits, (bytes, level, kind, limit) => {
        const packed = Buffer.concat([Buffer.from('before'), deflateRawSync(bytes, { level, strategy: kind })]);
        const found = inflater.inflate(Buffer.concat([packed, Buffer.from('behind')]), limit, 6);
        assert.ok(Buffer.from(bytes.subarray(0, limit)).equals(found));
        if (bytes.length > limit) assert.equal(inflater.ended, 'limit');
        if (bytes.length < limit) assert.equal(inflater.ended, 'stream');
        assert.ok(Buffer.from(bytes.subarray(0, limit + 500)).equals(inflater.more(limit + 500)));
        inflater.more(bytes.length + 1);
        assert.equal(inflater.ended, 'stream');
        assert.equal(inflater.position, packed.length);
      }),
      { numRuns: fuzzRuns(400) },
    );
  });

  it('gives a true beginning of a stream that is cut', () => {
    fc.assert(
      fc.property(content, fc.nat(), (bytes, at) => {
        const packed = deflateRawSync(bytes);
        const cut = packed.subarray(0, at % packed.length);
        const found = inflater.inflate(cut, 1 << 20);
        assert.deepEqual(Buffer.from(found), Buffer.from(bytes.subarray(0, found.length)));
        assert.notEqual(inflater.ended, 'stream');
      }),
      { numRuns: fuzzRuns(300) },
    );
  });

  it('keeps what precedes a fault', () => {
    fc.assert(
      fc.property(content, fc.nat(), fc.integer({ min: 1, max: 255 }), (bytes, at, change) => {
        const packed = deflateRawSync(bytes);
        const place = at % packed.length;
        const before = Buffer.from(inflater.inflate(packed.subarray(0, place), 1 << 20));
        packed[place] = (packed[place] ?? 0) ^ change;
        assert.ok(before.equals(inflater.inflate(packed, 1 << 20).subarray(0, before.length)));
      }),
      { numRuns: fuzzRuns(300) },
    );
  });

  it('keeps most of a long stream that is cut', () => {
    const text = Buffer.from(Array.from({ length: 2000 }, (_, i) => `line ${i * 7919} of the log`).join('\n'));
    const packed = deflateRawSync(text);
    assert.ok(inflater.inflate(packed.subarray(0, packed.length >> 1), 1 << 20).length > text.length / 3);
  });

  it('ends with any bytes at all', () => {
    fc.assert(
      fc.property(fc.uint8Array({ maxLength: 400 }), (bytes) => {
        assert.ok(inflater.inflate(bytes, 1 << 20).length <= 1 << 20);
      }),
      { numRuns: fuzzRuns(500) },
    );
  });
});
