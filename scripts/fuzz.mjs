// npm run fuzz [-- PATTERN]: the test files that take their number of runs from test/fixtures/fuzz.ts, with many more of
// them (FUZZ_RUNS, a million by default). PATTERN narrows them down by title.
import { spawnSync } from 'node:child_process';
import { readdirSync, readFileSync } from 'node:fs';
import path from 'node:path';

const root = path.join(import.meta.dirname, '..');
const files = readdirSync(path.join(root, 'test'), { recursive: true })
  .filter((name) => name.endsWith('.test.ts') && !name.includes('node_modules'))
  .map((name) => path.join('test', name))
  .filter((name) => readFileSync(path.join(root, name), 'utf8').includes('fuzzRuns('))
  .sort();
const [pattern] = process.argv.slice(2);
const { status } = spawnSync(
  process.execPath,
  [
    ...[path.join(root, 'node_modules/mocha/bin/mocha.js'), '--timeout', '0', '--reporter', 'spec'],
    ...files.flatMap((file) => ['--spec', file]),
    ...(pattern ? ['--grep', `/${pattern}/i`] : []),
  ],
  { cwd: root, stdio: 'inherit', env: { ...process.env, FUZZ_RUNS: process.env.FUZZ_RUNS ?? '1000000' } },
);
process.exitCode = status ?? 1;
