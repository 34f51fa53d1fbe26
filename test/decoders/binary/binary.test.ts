import assert from 'node:assert/strict';
import { gunzipSync, gzipSync } from 'node:zlib';
import fc from 'fast-check';
import { readMessagePack } from '../../../src/decoders/binary/messagePack';
import { readGrpc, readProtobuf } from '../../../src/decoders/binary/protobuf';

const bytes = (hex: string) => Uint8Array.from(Buffer.from(hex.replace(/\s/g, ''), 'hex'));

describe('protobuf without a schema', () => {
  const cases: [string, string, unknown][] = [
    ['a number', '08 96 01', { 1: 150 }],
    ['a text', '12 07 74 65 73 74 69 6e 67', { 2: 'testing' }],
    ['a message inside', '1a 03 08 96 01', { 3: { 1: 150 } }],
    ['a field twice', '08 01 08 02', { 1: [1, 2] }],
    ['64 bits', '08 ff ff ff ff ff ff ff ff ff 01', { 1: '18446744073709551615' }],
    ['a float', '0d 00 00 80 3f', { 1: '1065353216 / 1' }],
    ['plain bytes', '0a 02 ff fe', { 1: '[2] ff fe' }],
    ['nothing', '', {}],
    ['a cut number', '08 96', undefined],
    ['a length beyond the end', '12 07 74', undefined],
    ['field zero', '00 01', undefined],
    ['a group, which no one writes', '0b 0c', undefined],
  ];
  for (const [title, hex, expected] of cases) {
    it(title, () => assert.deepEqual(readProtobuf(bytes(hex)), expected));
  }

  it('reads the messages of a gRPC body, packed ones too', () => {
    const frame = (flag: number, content: Uint8Array) => {
      const head = Buffer.from([flag, 0, 0, 0, 0]);
      head.writeUInt32BE(content.length, 1);
      return Buffer.concat([head, content]);
    };
    const message = bytes('08 96 01');
    const body = Buffer.concat([frame(0, message), frame(1, gzipSync(message))]);
    const inflate = (packed: Uint8Array) => new Uint8Array(gunzipSync(packed));
    assert.deepEqual(readGrpc(body, inflate), [{ 1: 150 }, { 1: 150 }]);
    assert.equal(readGrpc(body.subarray(0, body.length - 1), inflate), undefined);
    assert.equal(readGrpc(new Uint8Array(0), inflate), undefined);
  });

  it('never throws', () => {
    fc.assert(
      fc.property(fc.uint8Array({ maxLength: 300 }), (any) => {
        readProtobuf(any);
        readGrpc(any, () => undefined);
      }),
    );
  });
});

/** MessagePack of a JSON value, in the shortest form that this test needs. */
function pack(value: unknown): Buffer {
  if (value === null) return Buffer.from([0xc0]);
  if (typeof value === 'boolean') return Buffer.from([value ? 0xc3 : 0xc2]);
  if (typeof value === 'number') {
    if (Number.isInteger(value) && value >= 0 && value < 128) return Buffer.from([value]);
    const out = Buffer.alloc(9, 0xcb);
    out.writeDoubleBE(value, 1);
    return out;
  }
  if (typeof value === 'string') {
    const text = Buffer.from(value);
    const head = Buffer.from([0xda, 0, 0]);
    head.writeUInt16BE(text.length, 1);
    return Buffer.concat([head, text]);
  }
  const isList = Array.isArray(value);
  const items = isList ? value.map(pack) : Object.entries(value ?? {}).flatMap((pair) => pair.map(pack));
  const head = Buffer.from([isList ? 0xdc : 0xde, 0, 0]);
  head.writeUInt16BE(isList ? items.length : items.length / 2, 1);
  return Buffer.concat([head, ...items]);
}

describe('MessagePack', () => {
  const cases: [string, string, unknown][] = [
    ['a map', '82 a7 63 6f 6d 70 61 63 74 c3 a6 73 63 68 65 6d 61 00', { compact: true, schema: 0 }],
    ['a list', '93 01 02 ff', [1, 2, -1]],
    [
      'integers of all widths',
      '96 cc c8 cd 01 00 ce 00 01 00 00 d0 80 d1 80 00 d2 80 00 00 00',
      [200, 256, 65536, -128, -32768, -2147483648],
    ],
    ['64 bits', '92 cf ff ff ff ff ff ff ff ff d3 ff ff ff ff ff ff ff fe', ['18446744073709551615', -2]],
    ['a float', 'ca 3f 80 00 00', 1],
    ['bytes', 'c4 02 01 02', '[2] 01 02'],
    ['an extension', 'd6 ff 00 00 00 01', '(-1) [4] 00 00 00 01'],
    ['several values', '01 02', [1, 2]],
    ['a cut text', 'a5 61', undefined],
    ['an unused code', 'c1', undefined],
    ['nothing', '', undefined],
  ];
  for (const [title, hex, expected] of cases) {
    it(title, () => assert.deepEqual(readMessagePack(bytes(hex)), expected));
  }

  it('gives back what was packed', () => {
    const json = fc.jsonValue({ maxDepth: 4 }).filter((value) => !JSON.stringify(value).includes('-0'));
    fc.assert(
      fc.property(json, (value) => {
        assert.deepEqual(JSON.parse(JSON.stringify(readMessagePack(pack(value)))), JSON.parse(JSON.stringify(value)));
      }),
    );
  });

  it('never throws', () => {
    fc.assert(fc.property(fc.uint8Array({ maxLength: 300 }), (any) => void readMessagePack(any)));
  });
});
