import assert from 'node:assert/strict';
import { brotliCompressSync, deflateRawSync, deflateSync, gzipSync } from 'node:zlib';
import fc from 'fast-check';
import type { Capture } from '../../../src/artifacts/capture/model';
import { readArtifacts } from '../../../src/artifacts/read';
import { memorySource } from '../../../src/platform/memory';
import { nodePlatform } from '../../../src/platform/node';
import type { Platform } from '../../../src/platform/platform';
import { webPlatform } from '../../../src/platform/web';
import { writeSaz } from '../../../src/reports/writers/saz';
import { harFiles } from '../../corpus/compareHar';
import { netlogFiles } from '../../corpus/compareNetlog';
import { samplePassword, sazFiles } from '../../corpus/compareSaz';
import { describeWithSamples, sample } from '../../fixtures/samples';
import { httpMessage, openSazBytes, sazSession } from '../../fixtures/saz';
import { anyLayout, anySession, password, sessionOf } from './saz/any';

/** Everything a capture says, in a form that can be compared. */
async function said(bytes: Uint8Array, name: string, platform: Platform, secret?: string): Promise<unknown> {
  const [capture] = await readArtifacts(memorySource(bytes), {
    id: name,
    name,
    platform,
    ...(secret === undefined ? {} : { password: secret }),
  });
  if (capture?.kind !== 'capture') return capture?.problems;
  const sessions: unknown[] = [];
  for (const session of capture.sessions) sessions.push(await sessionSaid(capture, session.key));
  await capture.close();
  const { problems, writer } = capture;
  return { problems, writer, password: capture.password, rows: capture.sessions, sessions };
}

async function sessionSaid(capture: Capture, key: number): Promise<unknown> {
  const plain = (bytes: Uint8Array): string => Buffer.from(bytes).toString('latin1');
  const bodies: unknown[] = [];
  for (const part of ['request', 'response'] as const) {
    const body = await capture.body(key, part);
    bodies.push({ ...body, stored: plain(body.stored), bytes: plain(body.bytes) });
    bodies.push(plain(await capture.raw(key, part)));
  }
  const messages = await capture.webSocketMessages(key);
  return {
    detail: await capture.detail(key),
    bodies,
    messages: messages.map((message) => ({ ...message, bytes: plain(message.bytes) })),
    certificates: await capture.certificates(key),
  };
}

async function same(bytes: Uint8Array, name: string, secret?: string): Promise<void> {
  assert.deepEqual(await said(bytes, name, webPlatform, secret), await said(bytes, name, nodePlatform, secret), name);
}

describe('captures on both platforms', () => {
  const text = Array.from({ length: 900 }, (_, i) => `line ${i * 7919}`).join('\n');
  const zstd = Buffer.from('KLUv/QRYWQAAaGVsbG8genN0ZApsV/lR', 'base64');
  const packed: Record<string, Uint8Array> = {
    gzip: gzipSync(text),
    deflate: deflateSync(text),
    'deflate-raw': deflateRawSync(text),
    br: brotliCompressSync(text),
    zstd,
  };
  const encodings = ['gzip', 'x-gzip', 'deflate', 'br', 'zstd', 'gzip, br', 'sdch', 'identity'];
  const half = (bytes: Uint8Array): Uint8Array => bytes.subarray(0, bytes.length >> 1);
  const changes: Record<string, (bytes: Uint8Array) => Uint8Array> = {
    whole: (bytes) => bytes,
    cut: half,
    'with bytes behind it': (bytes) => Buffer.concat([bytes, Buffer.from('behind')]),
    twice: (bytes) => Buffer.concat([bytes, bytes]),
    'with a wrong end': (bytes) => Buffer.concat([bytes.subarray(0, -1), Uint8Array.of((bytes.at(-1) ?? 0) ^ 0x55)]),
  };
  for (const [change, apply] of Object.entries(changes)) {
    it(`bodies that are ${change}`, async () => {
      for (const [format, bytes] of Object.entries({ ...packed, text: Buffer.from(text) })) {
        for (const encoding of encodings) {
          // Node's decoder of br gives what a damaged stream begins with, the portable one nothing.
          if (format === 'br' && (change === 'cut' || change === 'with a wrong end')) continue;
          const head = ['HTTP/1.1 200 OK', `Content-Encoding: ${encoding}`, 'Content-Type: text/plain'];
          const session = sazSession({ response: httpMessage(head, apply(bytes)) });
          const [one, other] = await Promise.all(
            [webPlatform, nodePlatform].map((platform) => said(writeSaz([session], nodePlatform), 'a.saz', platform)),
          );
          assert.deepEqual(one, other, `${format} said to be ${encoding}`);
        }
      }
    });
  }

  it('archives of any layout, also cut', async () => {
    await fc.assert(
      fc.asyncProperty(fc.array(anySession, { maxLength: 3 }), anyLayout, fc.nat(), async (all, layout, cut) => {
        const bytes = writeSaz(all.map(sessionOf), nodePlatform, layout);
        await same(cut % 2 === 0 ? bytes : bytes.subarray(0, cut % bytes.length), 'a.saz', password);
      }),
      { numRuns: 80 },
    );
  });

  it('the sessions of damaged archives, of which one decoder may read more than the other', async () => {
    const damage = fc.array(fc.tuple(fc.nat(), fc.nat(255)), { minLength: 1, maxLength: 6 });
    await fc.assert(
      fc.asyncProperty(fc.array(anySession, { maxLength: 3 }), anyLayout, damage, async (all, layout, changes) => {
        const bytes = writeSaz(all.map(sessionOf), nodePlatform, layout).slice();
        for (const [at, value] of changes) bytes[at % bytes.length] = value;
        const keys: (readonly number[])[] = [];
        for (const platform of [webPlatform, nodePlatform]) {
          await said(bytes, 'a.saz', platform, password);
          keys.push((await openSazBytes(bytes, { platform, password })).sessions.map(({ key }) => key));
        }
        assert.deepEqual(keys[0], keys[1]);
      }),
      { numRuns: 80 },
    );
  });
});

describeWithSamples('real captures on both platforms', () => {
  it('archives', async () => {
    const aes = sample('captures/encrypted/enc_AES128.saz');
    for (const path of [...sazFiles(), ...(aes ? [aes] : [])]) await sameFile(path);
  });
  it('HAR files', async () => {
    for (const path of harFiles()) await sameFile(path);
  });
  it('NetLog files', async () => {
    for (const path of netlogFiles()) await sameFile(path);
  });
});

async function sameFile(path: string): Promise<void> {
  const { readFile } = await import('node:fs/promises');
  await same(await readFile(path), path.split('/').pop() ?? path, samplePassword);
}
