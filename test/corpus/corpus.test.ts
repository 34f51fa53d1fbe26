import assert from 'node:assert/strict';
import { basename } from 'node:path';
import { compareHar, harFiles, type PlainHar, plainHars } from './compareHar';
import { compareSaz, hasPython, plainSazs, sazFiles } from './compareSaz';

const isPossible = hasPython();
const whyNot = (files: readonly string[]) =>
  !isPossible ? 'there is no python3' : files.length === 0 ? 'there are no local samples' : undefined;

/** Real captures, read once more by a program that shares nothing with ours. */
describe('captures of the local samples against an independent reader', function () {
  this.timeout(60_000);
  const archives = sazFiles();
  const hars = harFiles();

  it(`Fiddler archives${whyNot(archives) ? `: skipped, ${whyNot(archives)}` : ''}`, async function () {
    if (whyNot(archives)) this.skip();
    const expected = plainSazs(archives);
    for (const path of archives) assert.deepEqual(await compareSaz(path, expected[path]), [], basename(path));
  });

  it(`HAR files${whyNot(hars) ? `: skipped, ${whyNot(hars)}` : ''}`, async function () {
    if (whyNot(hars)) this.skip();
    const expected: Readonly<Record<string, PlainHar>> = plainHars(hars);
    for (const path of hars) {
      const { differences } = await compareHar(path, expected[path] ?? null);
      assert.deepEqual(differences, [], basename(path));
    }
  });
});
