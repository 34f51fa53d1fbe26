import assert from 'node:assert/strict';
import fc from 'fast-check';
import { chunksOf } from '../../src/platform/chunks';
import { memorySource } from '../../src/platform/memory';
import type { ByteSource } from '../../src/platform/platform';
import { Window } from '../../src/platform/window';

/** A source that reads into memory of the caller, as files do. */
function intoSource(bytes: Uint8Array): ByteSource {
  return {
    ...memorySource(bytes),
    async readInto(target, offset) {
      const piece = bytes.subarray(offset, offset + target.length);
      target.set(piece);
      return piece.length;
    },
  };
}

describe('a window on a file', () => {
  it('holds what was asked for, wherever it moves and whatever the source can do', async () => {
    const moves = fc.array(fc.tuple(fc.nat(300), fc.nat(80)), { minLength: 1, maxLength: 20 });
    await fc.assert(
      fc.asyncProperty(
        fc.uint8Array({ maxLength: 300 }),
        fc.integer({ min: 1, max: 64 }),
        moves,
        async (bytes, size, to) => {
          for (const source of [memorySource(bytes), intoSource(bytes)]) {
            const window = new Window(source, size);
            for (const [offset, length] of to) {
              const found = await window.move(offset, length);
              assert.equal(found, window.bytes);
              assert.deepEqual(found.slice(), bytes.slice(offset, offset + found.length));
              assert.ok(found.length >= Math.min(length, Math.max(0, bytes.length - offset)));
              assert.ok(window.holds(offset, length));
              assert.equal(window.at(offset), 0);
            }
          }
        },
      ),
    );
  });

  it('ends where the file ended when it was opened', async () => {
    const grown = { ...intoSource(Uint8Array.from({ length: 100 }, (_, i) => i)), size: 60 };
    const window = new Window(grown, 64);
    assert.equal((await window.move(0)).length, 60);
    assert.equal((await window.move(50)).length, 10);
    assert.equal((await window.move(70)).length, 0);
  });

  it('walks through a file with one buffer', async () => {
    const bytes = Uint8Array.from({ length: 1000 }, (_, i) => i);
    const window = new Window(intoSource(bytes), 64);
    const buffers = new Set<ArrayBufferLike>();
    let walked = 0;
    while (walked < bytes.length) {
      const piece = await window.move(walked);
      buffers.add(piece.buffer);
      walked += piece.length;
    }
    assert.deepEqual([walked, buffers.size], [1000, 1]);
  });
});

describe('a file in chunks', () => {
  it('is what the file holds, whatever the source can do and however long the chunks are', async () => {
    await fc.assert(
      fc.asyncProperty(
        fc.uint8Array({ maxLength: 300 }),
        fc.integer({ min: 1, max: 64 }),
        fc.nat(320),
        async (bytes, length, from) => {
          for (const source of [memorySource(bytes), intoSource(bytes)]) {
            const found: number[] = [];
            let next = from;
            for await (const chunk of chunksOf(source, from, length)) {
              assert.equal(chunk.offset, next);
              found.push(...chunk.bytes);
              next += chunk.bytes.length;
            }
            assert.deepEqual(found, [...bytes.subarray(from)]);
          }
        },
      ),
    );
  });

  it('is read one chunk ahead, and a failure comes to whoever asks', async () => {
    const asked: number[] = [];
    const source: ByteSource = {
      ...memorySource(new Uint8Array(100)),
      async readInto(target, offset) {
        asked.push(offset);
        if (offset >= 60) throw new Error('gone');
        return target.length;
      },
    };
    const chunks = chunksOf(source, 0, 30);
    await chunks.next();
    assert.deepEqual(asked, [0, 30]);
    await chunks.next();
    await assert.rejects(chunks.next(), /gone/);
    const left = chunksOf(source, 30, 30);
    await left.next();
    await left.return();
  });
});
