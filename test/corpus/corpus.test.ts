import assert from 'node:assert/strict';
import { basename } from 'node:path';
import { openSaz } from '../../src/artifacts/capture/saz';
import { nodePlatform, openFile } from '../../src/platform/node';
import { sample } from '../fixtures/samples';
import { compareHar, harFiles, type PlainHar, plainHars } from './compareHar';
import { compareNetlog, netlogFiles, plainNetlogs } from './compareNetlog';
import { compareSaz, hasPython, plainSazs, samplePassword, sazFiles } from './compareSaz';

const isPossible = hasPython();
const whyNot = (files: readonly string[]) =>
  !isPossible ? 'there is no python3' : files.length === 0 ? 'there are no local samples' : undefined;

/** Real captures, read once more by a program that shares nothing with ours. */
describe('captures of the local samples against an independent reader', () => {
  const archives = sazFiles();
  const hars = harFiles();
  const netlogs = netlogFiles();

  it(`Fiddler archives${whyNot(archives) ? `: skipped, ${whyNot(archives)}` : ''}`, async function () {
    if (whyNot(archives)) this.skip();
    const expected = plainSazs(archives);
    for (const path of archives) assert.deepEqual(await compareSaz(path, expected[path]), [], basename(path));
  });

  const aes = sample('captures/encrypted/enc_AES128.saz');
  it(`the archive under AES, which Python cannot read, against the one under ZipCrypto${aes ? '' : ': skipped, there are no local samples'}`, async function () {
    if (!aes) this.skip();
    const rows = async (path: string) => {
      const capture = await openSaz(await openFile(path), {
        id: path,
        platform: nodePlatform,
        password: samplePassword,
      });
      const bodies = await Promise.all(
        capture.sessions.map(async ({ key }) => (await capture.body(key, 'response')).stored),
      );
      await capture.close();
      return { sessions: capture.sessions, bodies };
    };
    assert.deepEqual(await rows(aes), await rows(aes.replace('AES128', 'ZipCrypto')));
  });

  it(`HAR files${whyNot(hars) ? `: skipped, ${whyNot(hars)}` : ''}`, async function () {
    if (whyNot(hars)) this.skip();
    const expected: Readonly<Record<string, PlainHar>> = plainHars(hars);
    for (const path of hars) {
      const { differences } = await compareHar(path, expected[path] ?? null);
      assert.deepEqual(differences, [], basename(path));
    }
  });

  it(`NetLog files${whyNot(netlogs) ? `: skipped, ${whyNot(netlogs)}` : ''}`, async function () {
    if (whyNot(netlogs)) this.skip();
    const expected = plainNetlogs(netlogs);
    for (const path of netlogs) assert.deepEqual(await compareNetlog(path, expected[path]), [], basename(path));
  });
});
