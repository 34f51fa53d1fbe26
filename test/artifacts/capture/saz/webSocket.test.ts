import assert from 'node:assert/strict';
import { constants, createDeflateRaw, deflateRawSync } from 'node:zlib';
import fc from 'fast-check';
import { readWebSocket } from '../../../../src/artifacts/capture/saz/webSocket';
import { nodePlatform } from '../../../../src/platform/node';
import { webPlatform } from '../../../../src/platform/web';

/** A frame as it goes over the wire; masked as clients do. */
function frame(opcode: number, payload: Uint8Array, masked = false, rsv1 = false, final = true): Buffer {
  const { length } = payload;
  const size =
    length < 126
      ? [length]
      : length < 65535
        ? [126, length >> 8, length & 255]
        : [127, 0, 0, 0, 0, length >>> 24, (length >> 16) & 255, (length >> 8) & 255, length & 255];
  size[0] = (size[0] ?? 0) | (masked ? 0x80 : 0);
  const key = [11, 22, 33, 44];
  const data = masked ? payload.map((byte, i) => byte ^ (key[i & 3] ?? 0)) : payload;
  return Buffer.concat([
    Uint8Array.of((final ? 0x80 : 0) | (rsv1 ? 0x40 : 0) | opcode),
    Uint8Array.from(size),
    Uint8Array.from(masked ? key : []),
    data,
  ]);
}

function record(
  direction: 'Request' | 'Response',
  bytes: Buffer,
  lines: string[] = ['DoneRead: 2025-08-30T11:33:40Z'],
  extra = '',
): Buffer {
  const head = [`${direction}-Length: ${bytes.length}`, 'ID: 1', 'BitFlags: 0', ...lines].join('\r\n');
  return Buffer.concat([Buffer.from(`${head}\r\n\r\n${extra}`), bytes, Buffer.from('\r\n')]);
}

const read = (...records: Buffer[]) =>
  readWebSocket(Buffer.concat([Buffer.from('\r\n'), ...records]), 'raw/1_w.txt', nodePlatform);
const text = (bytes: Uint8Array) => Buffer.from(bytes).toString();

describe('saz: WebSocket records', () => {
  it('reads both directions, masked and not, with times', () => {
    const messages = read(
      record('Request', frame(1, Buffer.from('hello'), true)),
      record('Response', frame(2, Buffer.from([1, 2]))),
      record('Response', frame(9, Buffer.alloc(0))),
    );
    assert.deepEqual(
      messages.map(({ direction, opcode, time }) => [direction, opcode, time]),
      [
        ['client', 1, Date.UTC(2025, 7, 30, 11, 33, 40)],
        ['server', 2, Date.UTC(2025, 7, 30, 11, 33, 40)],
        ['server', 9, Date.UTC(2025, 7, 30, 11, 33, 40)],
      ],
    );
    assert.equal(text(messages[0]?.bytes ?? Buffer.alloc(0)), 'hello');
    assert.ok(messages.every(({ complete }) => complete));
  });

  for (const length of [0, 125, 126, 65534, 65535, 70000]) {
    it(`reads a message of ${length} bytes`, () => {
      const payload = Buffer.alloc(length, 'ab');
      const [message] = read(record('Request', frame(2, payload, true)));
      assert.deepEqual(Buffer.from(message?.bytes ?? []), payload);
      assert.equal(message?.complete, true);
    });
  }

  it('reads a record without times, which has a line end more', () => {
    const messages = read(
      record('Request', frame(1, Buffer.from('one'), true), [], '\r\n'),
      record('Response', frame(1, Buffer.from('two'))),
    );
    assert.deepEqual(
      messages.map(({ bytes }) => text(bytes)),
      ['one', 'two'],
    );
  });

  it('unpacks a compressed message', () => {
    const packed = deflateRawSync('compressed text', { finishFlush: 2 }).subarray(0, -4);
    const [message] = read(record('Response', frame(1, packed, false, true)));
    assert.equal(text(message?.bytes ?? Buffer.alloc(0)), 'compressed text');
  });

  it('puts fragments together, with a ping of each side between them', () => {
    const messages = read(
      record('Request', frame(1, Buffer.from('one '), true, false, false)),
      record('Response', frame(1, Buffer.from('answer'))),
      record('Request', frame(9, Buffer.from('ping'), true)),
      record('Request', frame(0, Buffer.from('two '), true, false, false)),
      record('Request', frame(0, Buffer.from('three'), true)),
    );
    assert.deepEqual(
      messages.map(({ index, direction, opcode, bytes, complete }) => [
        index,
        direction,
        opcode,
        text(bytes),
        complete,
      ]),
      [
        [1, 'server', 1, 'answer', true],
        [2, 'client', 9, 'ping', true],
        [3, 'client', 1, 'one two three', true],
      ],
    );
  });

  it('keeps a message whose last fragment is missing', () => {
    const [message, ...others] = read(record('Response', frame(2, Buffer.from('one'), false, false, false)));
    assert.deepEqual([text(message?.bytes ?? Buffer.alloc(0)), message?.opcode, others.length], ['one', 2, 0]);
    assert.equal(message?.note?.key, 'capture.wsCut');
  });

  it('keeps a message that another one interrupts', () => {
    const messages = read(
      record('Response', frame(1, Buffer.from('first'), false, false, false)),
      record('Response', frame(1, Buffer.from('second'))),
    );
    assert.deepEqual(
      messages.map(({ bytes, note }) => [text(bytes), note?.key]),
      [
        ['first', 'capture.wsCut'],
        ['second', undefined],
      ],
    );
  });

  for (const [platform, name] of [
    [nodePlatform, 'Node'],
    [webPlatform, 'the web'],
  ] as const) {
    it(`unpacks compressed messages that refer to earlier ones of their side, on ${name}`, async () => {
      const texts = [
        '{"type":"subscribe","topic":"a"}',
        '{"type":"subscribe","topic":"b"}',
        'x'.repeat(70_000),
        'last x',
      ];
      const frames: Buffer[] = [];
      for (const [direction, list] of [
        ['Request', texts],
        ['Response', [...texts].reverse()],
      ] as const) {
        for (const packed of await deflatedTogether(list)) {
          const half = packed.length >> 1;
          frames.push(record(direction, frame(1, packed.subarray(0, half), true, true, false)));
          frames.push(record(direction, frame(0, packed.subarray(half), true)));
        }
      }
      const all = Buffer.concat([Buffer.from('\r\n'), ...frames]);
      const messages = readWebSocket(all, 'raw/1_w.txt', platform);
      assert.deepEqual(
        messages.map(({ bytes }) => text(bytes)),
        [...texts, ...[...texts].reverse()],
      );
      assert.ok(messages.every(({ complete }) => complete));
    });
  }

  it('shows a compressed message as it is when it cannot be unpacked', () => {
    const [message] = read(record('Response', frame(1, Buffer.from([0xff, 0xff, 0xff]), false, true)));
    assert.equal(message?.note?.key, 'capture.wsInflate');
    assert.equal(message?.bytes.length, 3);
  });

  it('keeps a cut record with a note, and length 0', () => {
    const whole = record('Request', frame(1, Buffer.from('hello world'), true));
    const [message] = read(whole.subarray(0, whole.length - 6));
    assert.equal(message?.complete, false);
    assert.equal(message?.note?.key, 'capture.wsCut');
    assert.equal(text(message?.bytes ?? Buffer.alloc(0)), 'hello w');
    const [empty] = read(record('Request', Buffer.alloc(0)));
    assert.equal(empty?.bytes.length, 0);
    const [rest] = read(Buffer.from('garbage without any structure\r\n'));
    assert.equal(rest?.note?.key, 'capture.wsBroken');
  });

  it('ends with any bytes', () => {
    fc.assert(
      fc.property(fc.uint8Array({ maxLength: 300 }), (bytes) => {
        readWebSocket(bytes, 'raw/1_w.txt', nodePlatform);
      }),
    );
  });
});

/** Messages of one side as an endpoint with context takeover packs them: one stream, its tail cut off each message. */
async function deflatedTogether(texts: readonly string[]): Promise<Buffer[]> {
  const stream = createDeflateRaw();
  const packed: Buffer[] = [];
  for (const one of texts) {
    const pieces: Buffer[] = [];
    const keep = (piece: Buffer): void => {
      pieces.push(piece);
    };
    stream.on('data', keep);
    stream.write(one);
    await new Promise<void>((resolve) => stream.flush(constants.Z_SYNC_FLUSH, resolve));
    stream.off('data', keep);
    packed.push(Buffer.concat(pieces).subarray(0, -4));
  }
  stream.close();
  return packed;
}
