// The quick self tests of test/vscode (those without a server and a browser), counted for scripts/test.mjs.
import { writeFileSync } from 'node:fs';
import path from 'node:path';
import { run } from 'node:test';
import { dot } from 'node:test/reporters';
import { failure } from '../test/vscode/mocha/failure.mjs';

const counts = { passed: 0, failed: 0, skipped: 0, failures: [] };
const suite = (data) => data.details?.type === 'suite' || data.nesting === 0;
run({ files: [path.join(import.meta.dirname, '..', 'test', 'vscode', 'test', 'unit.test.mjs')] })
  .on('test:pass', (data) => {
    if (!suite(data)) counts[data.skip === undefined ? 'passed' : 'skipped']++;
  })
  .on('test:fail', (data) => {
    if (!suite(data)) {
      counts.failed++;
      counts.failures.push(failure(data.name, data.details.error?.cause ?? data.details.error));
    }
    process.exitCode = 1;
  })
  .on('close', () => {
    if (process.argv[2]) writeFileSync(process.argv[2], JSON.stringify(counts));
  })
  .compose(dot)
  .pipe(process.stdout);
