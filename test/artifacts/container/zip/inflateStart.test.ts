import assert from 'node:assert/strict';
import { constants, deflateRawSync } from 'node:zlib';
import fc from 'fast-check';
import { StartInflater } from '../../../../src/artifacts/container/zip/inflateStart';
import { fuzzRuns } from '../../../fixtures/fuzz';

const inflater = new StartInflater();

/** Text-like and random content, so that stored, fixed and dynamic blocks and long matches all occur. */
const content = fc.oneof(
  fc.uint8Array({ maxLength: 5000 }),
  fc
    .array(fc.constantFrom('GET ', 'Host: ', '\r\n', 'contoso', 'aaaaaaaa', '"x":1,', ' '), { maxLength: 3000 })
    .map((words) => Buffer.from(words.join(''))),
  fc
    .tuple(fc.uint8Array({ minLength: 1, maxLength: 3 }), fc.nat(70_000))
    .map(([bytes, length]) => Buffer.alloc(length, bytes)),
  fc.uint8Array({ minLength: 300, maxLength: 3000, max: 40 }),
);

describe('start of a deflate stream', () => {
  it('equals what was packed, up to any limit', () => {
    const strategy = fc.constantFrom(
      constants.Z_DEFAULT_STRATEGY,
      constants.Z_FIXED,
      constants.Z_HUFFMAN_ONLY,
      constants.Z_RLE,
    );
    fc.assert(
      fc.property(content, fc.integer({ min: 0, max: 9 }), strategy, fc.nat(66_000), (bytes, level, kind, limit) => {
        const packed = deflateRawSync(bytes, { level, strategy: kind });
        const wanted = Math.min(limit, 65_536, bytes.length);
        const found = inflater.inflate(packed, limit);
        assert.deepEqual(Buffer.from(found), Buffer.from(bytes.subarray(0, wanted)));
        assert.deepEqual(
          Buffer.from(inflater.more(limit + 500)),
          Buffer.from(bytes.subarray(0, Math.min(limit + 500, 65_536))),
        );
        inflater.inflate(packed, limit);
        if (bytes.length < Math.min(limit, 65_536)) assert.equal(inflater.ended, 'stream');
        if (bytes.length > Math.min(limit, 65_536)) assert.equal(inflater.ended, 'limit');
      }),
      { numRuns: fuzzRuns(400) },
    );
  });

  it('gives a true beginning of a stream that is cut', () => {
    fc.assert(
      fc.property(content, fc.nat(), (bytes, at) => {
        const packed = deflateRawSync(bytes);
        const cut = packed.subarray(0, at % packed.length);
        const found = inflater.inflate(cut, 65_536);
        assert.deepEqual(Buffer.from(found), Buffer.from(bytes.subarray(0, found.length)));
        assert.notEqual(inflater.ended, 'stream');
      }),
      { numRuns: fuzzRuns(300) },
    );
  });

  it('keeps most of a long stream that is cut', () => {
    const text = Buffer.from(Array.from({ length: 2000 }, (_, i) => `line ${i * 7919} of the log`).join('\n'));
    const packed = deflateRawSync(text);
    assert.ok(inflater.inflate(packed.subarray(0, packed.length >> 1), 65_536).length > text.length / 3);
  });

  it('ends with any bytes at all', () => {
    fc.assert(
      fc.property(fc.uint8Array({ maxLength: 400 }), (bytes) => {
        assert.ok(inflater.inflate(bytes, 65_536).length <= 65_536);
      }),
      { numRuns: fuzzRuns(500) },
    );
  });
});
