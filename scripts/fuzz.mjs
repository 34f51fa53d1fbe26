// npm run fuzz [-- PATTERN]: the fuzz and property tests of test/ with many more inputs (FUZZ_RUNS, a million by default).
// They take their number of runs from test/fixtures/fuzz.ts. PATTERN narrows them down by title.
import { spawnSync } from 'node:child_process';
import path from 'node:path';

const root = path.join(import.meta.dirname, '..');
const [pattern = 'fuzz|propert|mutat|any input|never throws'] = process.argv.slice(2);
const { status } = spawnSync(
  process.execPath,
  [
    path.join(root, 'node_modules/mocha/bin/mocha.js'),
    '--timeout',
    '0',
    '--reporter',
    'spec',
    '--grep',
    `/${pattern}/i`,
  ],
  { cwd: root, stdio: 'inherit', env: { ...process.env, FUZZ_RUNS: process.env.FUZZ_RUNS ?? '1000000' } },
);
process.exitCode = status ?? 1;
