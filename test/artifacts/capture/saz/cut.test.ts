import assert from 'node:assert/strict';
import fc from 'fast-check';
import { nodePlatform } from '../../../../src/platform/node';
import type { Platform } from '../../../../src/platform/platform';
import { webPlatform } from '../../../../src/platform/web';
import { type SazLayout, writeSaz } from '../../../../src/reports/writers/saz';
import { openSazBytes } from '../../../fixtures/saz';
import { aesProtection, zipCryptoProtection } from '../../../fixtures/zipProtection';
import { anyLayout, anySession, type MadeSession, password, sessionOf } from './any';

/** An archive, and where the bytes of each session's parts end: their data, and what belongs to the entry behind it. */
interface Cuttable {
  readonly bytes: Uint8Array;
  readonly all: readonly MadeSession[];
  readonly dataEnds: readonly number[];
  readonly entryEnds: readonly number[];
}

function cuttable(all: readonly MadeSession[], layout: SazLayout): Cuttable {
  const bytes = writeSaz(all.map(sessionOf), nodePlatform, layout);
  const view = new DataView(bytes.buffer, bytes.byteOffset, bytes.length);
  const buffer = Buffer.from(bytes.buffer, bytes.byteOffset, bytes.length);
  // The directory of an archive that was just written is where its end record says.
  const end = buffer.lastIndexOf('PK\u0005\u0006');
  const small = view.getUint32(end + 16, true);
  const directory = small === 0xffffffff ? view.getUint32(buffer.lastIndexOf('PK\u0006\u0006') + 48, true) : small;
  const entries: { key: number; start: number; packed: number }[] = [];
  for (let at = directory; buffer.toString('latin1', at, at + 4) === 'PK\u0001\u0002'; ) {
    const nameEnd = at + 46 + view.getUint16(at + 28, true);
    const extraEnd = nameEnd + view.getUint16(at + 30, true);
    const start = view.getUint32(at + 42, true);
    const wide = view.getUint32(at + 20, true) === 0xffffffff;
    const packed = wide ? view.getUint32(nameEnd + 12, true) : view.getUint32(at + 20, true);
    const key = Number(/^raw[/\\](\d+)_/i.exec(buffer.toString('latin1', at + 46, nameEnd))?.[1] ?? 0);
    entries.push({ key, start, packed });
    at = extraEnd + view.getUint16(at + 32, true);
  }
  const dataEnds = all.map(() => 0);
  const entryEnds = all.map(() => 0);
  for (const [i, { key, start, packed }] of entries.entries()) {
    if (key === 0) continue;
    const dataStart = start + 30 + view.getUint16(start + 26, true) + view.getUint16(start + 28, true);
    dataEnds[key - 1] = Math.max(dataEnds[key - 1] ?? 0, dataStart + packed);
    entryEnds[key - 1] = Math.max(entryEnds[key - 1] ?? 0, entries[i + 1]?.start ?? directory);
  }
  return { bytes, all, dataEnds, entryEnds };
}

/** Opens what is left and compares every session that must be there; everything else must not throw. */
async function checkCut({ bytes, all, dataEnds, entryEnds }: Cuttable, cut: number, platform: Platform): Promise<void> {
  const capture = await openSazBytes(bytes.subarray(0, cut), { platform, password });
  for (const [i, made] of all.entries()) {
    const key = i + 1;
    if ((dataEnds[i] ?? 0) > cut) continue;
    const row = capture.sessions.find((session) => session.key === key);
    assert.deepEqual([row?.sid, row?.path, row?.status], [made.sid, `/${made.path}`, made.status], `cut at ${cut}`);
    if ((entryEnds[i] ?? 0) > cut) continue;
    const body = await capture.body(key, 'response');
    assert.deepEqual([Buffer.from(body.bytes), body.complete], [Buffer.from(made.body), true], `cut at ${cut}`);
  }
  if (cut < bytes.length - 300) assert.notEqual(capture.problems.length, 0, `cut at ${cut}: nothing is said`);
  for (const { key } of capture.sessions) {
    await capture.detail(key);
    await capture.body(key, 'request');
    await capture.webSocketMessages(key);
    await capture.certificates(key);
  }
}

const sample: readonly MadeSession[] = [1, 2].map((n) => ({
  sid: n * 100,
  path: `p${n}`,
  status: 200 + n,
  body: Uint8Array.from({ length: 30 * n }, (_, i) => (i * 7 * n) & 0xff),
  process: 'msedge',
  comment: '',
  started: Date.UTC(2026, 0, n),
  offset: 60,
}));

describe('saz: cuts', () => {
  /** Layouts, and how many bytes lie between two cuts. */
  const layouts: readonly (readonly [string, number, SazLayout])[] = [
    ['as Fiddler 2 and 4 write them', 1, { order: 'cms', extra: Uint8Array.of(0x4e, 0x55, 4, 0, 9, 8, 7, 6) }],
    ['as Fiddler 5.0.20253 writes them', 1, { order: 'csm', zip64: 'every-entry' }],
    ['as FiddlerCore writes them', 3, { index: 'none', extra: Uint8Array.of(0x0a, 0, 4, 0, 0, 0, 0, 0) }],
    ['stored', 1, { stored: true }],
    ['with sizes after the data', 1, { descriptors: true }],
    ['stored with sizes after the data', 1, { descriptors: true, stored: true }],
    ['with ZIP64 sizes after the data', 1, { descriptors: true, zip64: 'every-entry' }],
    ['with a ZIP64 end record', 3, { end64: true }],
    ['under AES-128', 53, { protect: aesProtection(password, 1) }],
    ['under AES-256 with sizes after the data', 101, { protect: aesProtection(password, 3), descriptors: true }],
    ['under ZipCrypto', 7, { protect: zipCryptoProtection(password) }],
    ['under ZipCrypto with sizes after the data', 7, { protect: zipCryptoProtection(password), descriptors: true }],
  ];
  for (const [title, step, layout] of layouts) {
    it(`archives ${title}, at ${step === 1 ? 'every byte' : 'many bytes'}`, async () => {
      const archive = cuttable(sample, { index: 'none', ...layout });
      for (let cut = 0; cut <= archive.bytes.length; cut += step) await checkCut(archive, cut, nodePlatform);
    });
  }

  it('archives of any layout, anywhere, on both platforms', async () => {
    const sessions = fc.array(anySession, { minLength: 1, maxLength: 5 });
    await fc.assert(
      fc.asyncProperty(sessions, anyLayout, fc.nat(), async (all, layout, where) => {
        const archive = cuttable(all, layout);
        for (const platform of [nodePlatform, webPlatform]) {
          await checkCut(archive, where % (archive.bytes.length + 1), platform);
        }
      }),
      { numRuns: 60 },
    );
  });
});
