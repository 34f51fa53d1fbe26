import assert from 'node:assert/strict';
import fc from 'fast-check';
import { parseFiddlerTime } from '../../../../src/artifacts/capture/saz';
import { nodePlatform } from '../../../../src/platform/node';
import { webPlatform } from '../../../../src/platform/web';
import {
  fiddlerTime,
  type SazLayout,
  type SazSession,
  sazSessions,
  writeSaz,
} from '../../../../src/reports/writers/saz';
import { httpMessage, openSazBytes, sazSession } from '../../../fixtures/saz';
import { aesProtection, zipCryptoProtection } from '../../../fixtures/zipProtection';

const word = fc.stringMatching(/^[A-Za-z0-9._~-]{1,20}$/);
const text = fc.string({ maxLength: 40 }).map((value) => value.replace(/[\u0000-\u001f\ufffe\uffff]/g, ''));

interface Made {
  readonly sid: number;
  readonly path: string;
  readonly status: number;
  readonly body: Uint8Array;
  readonly process: string;
  readonly comment: string;
  readonly started: number;
  readonly offset: number;
}

const made: fc.Arbitrary<Made> = fc.record({
  sid: fc.nat(100_000),
  path: word,
  status: fc.integer({ min: 100, max: 599 }),
  body: fc.uint8Array({ maxLength: 3000 }),
  process: fc.stringMatching(/^[a-z]{1,30}$/),
  comment: text,
  started: fc.integer({ min: Date.UTC(1990, 0), max: Date.UTC(2060, 0) }),
  offset: fc.integer({ min: -14 * 60, max: 14 * 60 }),
});

function session(of: Made): SazSession {
  return sazSession({
    request: httpMessage([`POST https://contoso.example/${of.path} HTTP/1.1`], of.body.subarray(0, 100)),
    response: httpMessage([`HTTP/1.1 ${of.status} Reason`, 'Content-Type: application/octet-stream'], of.body),
    metadata: { sid: of.sid },
    flags: { 'x-processinfo': `${of.process}:7`, 'ui-comments': of.comment },
    timers: { ClientBeginRequest: fiddlerTime(of.started, of.offset) },
  });
}

const layout: fc.Arbitrary<SazLayout> = fc.record({
  order: fc.constantFrom<'cms' | 'csm'>('cms', 'csm'),
  index: fc.constantFrom<'last' | 'first' | 'none'>('last', 'first', 'none'),
  digits: fc.integer({ min: 1, max: 5 }),
  zip64: fc.constantFrom<'as-needed' | 'every-entry'>('as-needed', 'every-entry'),
  descriptors: fc.boolean(),
  stored: fc.boolean(),
  protect: fc.constantFrom(
    undefined,
    undefined,
    aesProtection('secret', 1),
    aesProtection('secret', 3, 1),
    zipCryptoProtection('secret'),
  ),
});

describe('saz: properties', () => {
  it('reads back what was written, in every layout', async () => {
    await fc.assert(
      fc.asyncProperty(fc.array(made, { maxLength: 6 }), layout, async (all, chosen) => {
        const bytes = writeSaz(all.map(session), nodePlatform, chosen);
        for (const platform of [nodePlatform, webPlatform]) {
          const capture = await openSazBytes(bytes, { platform, password: 'secret' });
          assert.equal(capture.sessions.length, all.length);
          for (const [i, of] of all.entries()) {
            const row = capture.sessions[i];
            assert.ok(row);
            const shown = /^\[#\d+\]$/.test(of.comment) ? '' : of.comment;
            assert.deepEqual(
              [
                row.key,
                row.sid,
                row.method,
                row.path,
                row.status,
                row.process,
                row.processId,
                row.comment,
                row.started,
                row.offset,
              ],
              [i + 1, of.sid, 'POST', `/${of.path}`, of.status, of.process, 7, shown, of.started, of.offset],
            );
            const body = await capture.body(row.key, 'response');
            assert.deepEqual(Buffer.from(body.bytes), Buffer.from(of.body));
            assert.deepEqual([row.requestBytes, row.responseBytes], [Math.min(100, of.body.length), of.body.length]);
          }
        }
      }),
      { numRuns: 40 },
    );
  });

  it('exports a capture to the same capture', async () => {
    await fc.assert(
      fc.asyncProperty(fc.array(made, { minLength: 1, maxLength: 5 }), async (all) => {
        const first = await openSazBytes(writeSaz(all.map(session), nodePlatform));
        const keys = first.sessions.map(({ key }) => key);
        const second = await openSazBytes(writeSaz(await sazSessions(first, keys), nodePlatform));
        assert.deepEqual(second.sessions, first.sessions);
        for (const key of keys) {
          for (const part of ['request', 'response'] as const) {
            assert.deepEqual(Buffer.from(await second.raw(key, part)), Buffer.from(await first.raw(key, part)));
          }
        }
      }),
      { numRuns: 20 },
    );
  });

  it('keeps every session whose three parts lie before a cut, wherever it is', async () => {
    const plain = layout.map((chosen) => ({ ...chosen, protect: undefined }));
    await fc.assert(
      fc.asyncProperty(fc.array(made, { minLength: 1, maxLength: 5 }), plain, fc.nat(), async (all, chosen, where) => {
        const bytes = writeSaz(all.map(session), nodePlatform, chosen);
        const cut = where % (bytes.length + 1);
        const capture = await openSazBytes(bytes.subarray(0, cut));
        const ends = sessionEnds(bytes, all.length);
        for (const [i, of] of all.entries()) {
          if ((ends[i] ?? 0) > cut) continue;
          const row = capture.sessions.find(({ key }) => key === i + 1);
          assert.deepEqual([row?.sid, row?.path, row?.status], [of.sid, `/${of.path}`, of.status]);
          assert.deepEqual(Buffer.from((await capture.body(i + 1, 'response')).bytes), Buffer.from(of.body));
        }
        for (const { key } of capture.sessions) {
          await capture.detail(key);
          await capture.body(key, 'request');
          await capture.body(key, 'response');
        }
      }),
      { numRuns: 80 },
    );
  });

  it('survives any change of bytes', async () => {
    const good = writeSaz(
      [1, 2, 3].map((n) => sazSession({ metadata: { sid: n } })),
      nodePlatform,
    );
    await fc.assert(
      fc.asyncProperty(
        fc.array(fc.tuple(fc.nat(good.length - 1), fc.nat(255)), { minLength: 1, maxLength: 12 }),
        async (changes) => {
          const bytes = good.slice();
          for (const [at, value] of changes) bytes[at] = value;
          const capture = await openSazBytes(bytes, { password: 'x' });
          for (const { key } of capture.sessions) {
            await capture.detail(key);
            await capture.body(key, 'response');
            await capture.webSocketMessages(key);
            await capture.certificates(key);
          }
        },
      ),
      { numRuns: 120 },
    );
  });

  it('writes times that it reads', () => {
    fc.assert(
      fc.property(
        fc.integer({ min: Date.UTC(1971, 0) / 1000, max: Date.UTC(2090, 0) / 1000 }),
        fc.nat(9_999_999),
        fc.option(fc.integer({ min: -840, max: 840 }), { nil: undefined }),
        (seconds, ticks, offset) => {
          const time = seconds * 1000 + ticks / 10_000;
          const written = fiddlerTime(time, offset);
          const found = parseFiddlerTime(written);
          assert.equal(found?.offset, offset);
          // A double holds these moments to a quarter of a microsecond.
          assert.ok(Math.abs((found?.time ?? 0) - time) < 0.0005);
          assert.equal(fiddlerTime(found?.time ?? 0, offset), written);
        },
      ),
    );
  });
});

/** Where the data of each session's last part ends, by the archive's own directory. */
function sessionEnds(bytes: Uint8Array, count: number): number[] {
  const buffer = Buffer.from(bytes.buffer, bytes.byteOffset, bytes.length);
  const ends = Array.from({ length: count }, () => 0);
  for (let at = buffer.indexOf('PK\u0001\u0002'); at >= 0; at = buffer.indexOf('PK\u0001\u0002', at + 46)) {
    const name = buffer.toString('latin1', at + 46, at + 46 + buffer.readUInt16LE(at + 28));
    const number = /^raw\/(\d+)_/.exec(name)?.[1];
    if (!number) continue;
    // The next header, or the directory, begins where the data and its descriptor end.
    const offset = buffer.readUInt32LE(at + 42);
    const candidates = [buffer.indexOf('PK\u0003\u0004', offset + 30), buffer.indexOf('PK\u0001\u0002')].filter(
      (end) => end > 0,
    );
    ends[Number(number) - 1] = Math.max(ends[Number(number) - 1] ?? 0, Math.min(...candidates));
  }
  return ends;
}
