import { basename } from 'node:path';
import { compareNetlog, netlogFiles, plainNetlogs } from './compareNetlog';
import { hasPython } from './compareSaz';

/*
 * Compares every NetLog of the local samples, or the files given, with what Python's json reads of it. Prints one line
 * per file and exits with 1 when any differ: `npx tsx test/corpus/netlog.ts [FILE...]`
 */
const given = process.argv.slice(2);
const files = given.length > 0 ? given : netlogFiles();
if (files.length === 0) process.stdout.write('skipped: there are no local samples\n');
else if (!hasPython()) process.stdout.write('skipped: there is no python3 to compare with\n');
else {
  const expected = plainNetlogs(files);
  for (const path of files) {
    const differences = await compareNetlog(path, expected[path]);
    process.stdout.write(`${differences.length === 0 ? 'same' : 'DIFFERENT'}  ${basename(path)}\n`);
    for (const line of differences.slice(0, 20)) process.stdout.write(`  ${line}\n`);
    if (differences.length > 0) process.exitCode = 1;
  }
}
