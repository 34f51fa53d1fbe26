import assert from 'node:assert/strict';
import fc from 'fast-check';
import { parseFiddlerTime } from '../../../../src/artifacts/capture/saz';
import { nodePlatform } from '../../../../src/platform/node';
import { webPlatform } from '../../../../src/platform/web';
import { fiddlerTime, sazSessions, writeSaz } from '../../../../src/reports/writers/saz';
import { openSazBytes, sazSession } from '../../../fixtures/saz';
import { anyLayout, anySession, password, sessionOf } from './any';

describe('saz: properties', () => {
  it('reads back what was written, in every layout', async () => {
    await fc.assert(
      fc.asyncProperty(fc.array(anySession, { maxLength: 6 }), anyLayout, async (all, chosen) => {
        const bytes = writeSaz(all.map(sessionOf), nodePlatform, chosen);
        for (const platform of [nodePlatform, webPlatform]) {
          const capture = await openSazBytes(bytes, { platform, password });
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
      { numRuns: 60 },
    );
  });

  it('exports a capture to the same capture', async () => {
    await fc.assert(
      fc.asyncProperty(fc.array(anySession, { minLength: 1, maxLength: 5 }), async (all) => {
        const first = await openSazBytes(writeSaz(all.map(sessionOf), nodePlatform));
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

  it('reads a time as the same moment whatever was read before', () => {
    const pieces = fc.constantFrom(
      '40',
      '4',
      ' 5',
      '4e1',
      '0x1f',
      '75',
      '.5',
      '.0256586',
      '.',
      '-07:00',
      '+05:30',
      'Z',
      '',
    );
    const time = fc
      .tuple(fc.constantFrom('2025-08-30T11:33:', '2025-08-30T11:34:', '0001-01-01T00:00:'), pieces, pieces, pieces)
      .map((parts) => parts.join(''));
    fc.assert(
      fc.property(time, fc.array(time, { minLength: 1, maxLength: 4 }), (asked, before) => {
        parseFiddlerTime('1999-01-01T00:00:00+00:00');
        const fresh = parseFiddlerTime(asked);
        for (const other of before) parseFiddlerTime(other);
        assert.deepEqual(parseFiddlerTime(asked), fresh, asked);
      }),
      { numRuns: 2000 },
    );
  });
});
