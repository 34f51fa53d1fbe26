import assert from 'node:assert/strict';
import fc from 'fast-check';
import { readMessagePack } from '../../../src/decoders/binary/messagePack';
import { readGrpc, readProtobuf } from '../../../src/decoders/binary/protobuf';
import { FuzzWatch, fuzzRuns } from '../../fixtures/fuzz';

const hex = (text: string): number[] => [...Buffer.from(text, 'hex')];
const seeds: readonly (readonly number[])[] = [
  hex('08960112077465737469 6e67'.replace(' ', '')),
  hex('1a030896011a0412020801'),
  hex('82a16107a26c6993c001cb3ff0000000000000'),
  hex('0000000003089601010000000212 00'.replace(' ', '')),
];
const change = fc.tuple(fc.nat(60), fc.nat(3), fc.uint8Array({ maxLength: 4 }));
const inputs = fc.tuple(fc.constantFrom(...seeds), fc.array(change, { maxLength: 4 })).map(([seed, changes]) => {
  const bytes = [...seed];
  for (const [at, gone, put] of changes) bytes.splice(at % (bytes.length + 1), gone, ...put);
  return Uint8Array.from(bytes);
});

describe('binary formats without a schema: fuzz', () => {
  it('mutated messages neither throw nor hang', () => {
    let read = 0;
    const watch = new FuzzWatch();
    fc.assert(
      fc.property(fc.oneof(inputs, fc.uint8Array({ maxLength: 200 })), (bytes) => {
        watch.run(() => {
          if (readProtobuf(bytes) !== undefined) read++;
          if (readMessagePack(bytes) !== undefined) read++;
          readGrpc(bytes, (packed) => packed);
        });
      }),
      { numRuns: fuzzRuns(20_000) },
    );
    watch.check('binary formats');
    assert.ok(read > 1000, `the mutations must leave something to read, ${read}`);
  });
});
