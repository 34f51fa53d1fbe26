import assert from 'node:assert/strict';
import { readdirSync } from 'node:fs';
import { join } from 'node:path';
import type { Capture } from '../../../../src/artifacts/capture/model';
import { openSaz } from '../../../../src/artifacts/capture/saz';
import { nodePlatform, openFile } from '../../../../src/platform/node';
import { describeWithSamples, sample } from '../../../fixtures/samples';

async function withCapture(
  path: string,
  password: string | undefined,
  body: (capture: Capture) => Promise<void>,
): Promise<void> {
  const capture = await openSaz(await openFile(path), { id: path, platform: nodePlatform, password });
  try {
    await body(capture);
  } finally {
    await capture.close();
  }
}

/** Sessions by name of the file's beginning, and by status. */
const expected: [string, number, Record<number, number>][] = [
  ['OfficeDev', 3, { 200: 3 }],
  ['animeshkundu', 4, { 200: 1, 201: 1, 204: 1, 404: 1 }],
  ['dseph', 28, { 200: 12, 302: 7, 401: 5, 502: 4 }],
  ['elastacloud', 2, { 200: 1, 403: 1 }],
  ['joelverhagen+SAZ__httpbin', 6, { 200: 6 }],
  ['joelverhagen+SAZ__images', 3, { 200: 3 }],
  ['mingyuchoo', 1, { 200: 1 }],
  ['sjdirect+abot__Integration', 70, { 200: 29, 301: 1, 403: 4, 404: 8, 500: 12, 503: 16 }],
  ['sjdirect+abot__Unit', 20, { 200: 11, 301: 2, 403: 2, 404: 3, 500: 1, 503: 1 }],
];

describeWithSamples('saz: real archives', () => {
  const folder = sample('captures/saz') ?? '';
  for (const [start, count, statuses] of expected) {
    it(`opens ${start}`, async () => {
      const name = readdirSync(folder).find((file) => file.startsWith(start));
      assert.ok(name);
      await withCapture(join(folder, name), undefined, async (capture) => {
        assert.deepEqual(capture.problems, []);
        assert.equal(capture.sessions.length, count);
        const found: Record<number, number> = {};
        for (const { key, status } of capture.sessions) {
          found[status] = (found[status] ?? 0) + 1;
          for (const part of ['request', 'response'] as const) {
            const { problems, complete } = await capture.body(key, part);
            assert.deepEqual([problems, complete], [[], true]);
          }
        }
        assert.deepEqual(found, statuses);
      });
    });
  }

  for (const name of ['enc_AES128.saz', 'enc_ZipCrypto.saz']) {
    it(`opens ${name} with its password only`, async () => {
      const path = sample(`captures/encrypted/${name}`) ?? '';
      await withCapture(path, 'fiddler', async (capture) => {
        assert.equal(capture.password, 'ok');
        assert.equal(capture.sessions.filter(({ isTunnel }) => isTunnel).length, 7);
        const sockets = capture.sessions.filter(({ isWebSocket }) => isWebSocket);
        assert.equal(sockets.length, 1);
        const messages = await capture.webSocketMessages(sockets[0]?.key ?? 0);
        assert.equal(messages.length, 10);
        assert.ok(messages.every(({ complete }) => complete));
        let brotli = 0;
        for (const { key } of capture.sessions) {
          const { layers, complete } = await capture.body(key, 'response');
          if (layers.join().endsWith('chunked,br') && complete) brotli++;
        }
        assert.equal(brotli, 9);
      });
      for (const password of [undefined, 'wrong']) {
        await withCapture(path, password, async (capture) => {
          assert.equal(capture.sessions.length, 23);
          assert.equal(capture.password, 'needed');
          assert.deepEqual(
            capture.problems.map(({ code }) => code),
            [password ? 'saz-password-wrong' : 'saz-password-needed'],
          );
          assert.ok(capture.sessions.every(({ url, status }) => url === '' && status === 0));
        });
      }
    });
  }
});
