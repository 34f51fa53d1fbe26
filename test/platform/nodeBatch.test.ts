import assert from 'node:assert/strict';
import { deflateRawSync } from 'node:zlib';
import fc from 'fast-check';
import { crc32 } from '../../src/platform/crc32';
import { GunzipBatch } from '../../src/platform/nodeBatch';

const contents = fc.array(fc.uint8Array({ maxLength: 2000 }), { minLength: 1, maxLength: 20 });

/** A batch of streams that stand one after the other between other bytes, which are overwritten once they were added. */
function batchOf(parts: readonly Uint8Array[], change: (stream: Uint8Array, index: number) => void = () => {}) {
  const batch = new GunzipBatch();
  for (const [index, content] of parts.entries()) {
    const stream = Uint8Array.from(deflateRawSync(content));
    change(stream, index);
    const data = Uint8Array.of(1, 2, 3, ...stream, 4);
    batch.add(data, 3, data.length - 1, content.length, crc32(content));
    data.fill(0);
  }
  return batch;
}

describe('a batch of deflate streams', () => {
  it('gives the contents one after the other, also with several under way', async () => {
    await fc.assert(
      fc.asyncProperty(fc.array(contents, { minLength: 1, maxLength: 5 }), async (batches) => {
        const unpacked = await Promise.all(batches.map((parts) => batchOf(parts).unpack()));
        for (const [i, parts] of batches.entries()) {
          assert.deepEqual(Buffer.from(unpacked[i] ?? []), Buffer.concat(parts));
        }
      }),
    );
  });

  it('gives nothing when any of them is damaged', async () => {
    await fc.assert(
      fc.asyncProperty(contents, fc.nat(), fc.nat(), fc.integer({ min: 1, max: 255 }), async (parts, one, at, bits) => {
        const damaged = one % parts.length;
        const batch = batchOf(parts, (stream, index) => {
          const place = at % stream.length;
          if (index === damaged) stream[place] = (stream[place] ?? 0) ^ bits;
        });
        const unpacked = await batch.unpack();
        // A change that the decoder does not see, such as one in the padding of the last byte, does no harm.
        if (unpacked) assert.deepEqual(Buffer.from(unpacked), Buffer.concat(parts));
      }),
    );
  });

  it('takes more than it has room for at first', async () => {
    const large = Uint8Array.from({ length: 700_000 }, (_, i) => (i * 2654435761) >>> 13);
    const unpacked = await batchOf([large, large, large]).unpack();
    assert.deepEqual(Buffer.from(unpacked ?? []), Buffer.concat([large, large, large]));
  });
});
