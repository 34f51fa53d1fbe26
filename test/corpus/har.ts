import { basename } from 'node:path';
import { compareHar, harFiles, plainHars } from './compareHar';

/*
 * Compares every HAR of the local samples, or the files given, with what Python's json reads of it. Prints one line per
 * file and exits with 1 when any differ: `npx tsx test/corpus/har.ts [FILE...]`
 */
const given = process.argv.slice(2);
const files = given.length > 0 ? given : harFiles();
if (files.length === 0) process.stdout.write('no local samples: nothing compared\n');
const expected = plainHars(files);
let failed = 0;
for (const path of files) {
  const { differences, words } = await compareHar(path, expected[path] ?? null);
  if (differences.length > 0) failed++;
  process.stdout.write(`${differences.length === 0 ? 'same' : 'DIFFERENT'}  ${basename(path)}: ${words}\n`);
  for (const difference of differences) process.stdout.write(`    ${difference}\n`);
}
process.stdout.write(`${files.length - failed} of ${files.length} files agree\n`);
process.exitCode = failed > 0 ? 1 : 0;
