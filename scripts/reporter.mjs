// mocha's dot reporter, which also names skipped tests, and writes the counts and what failed into the file that
// TEST_COUNTS names.
import { writeFileSync } from 'node:fs';
import Mocha from 'mocha';
import { failure } from '../test/vscode/mocha/failure.mjs';

const { constants } = Mocha.Runner;

export default class CountingReporter extends Mocha.reporters.Dot {
  constructor(runner, options) {
    super(runner, options);
    const skipped = [];
    const failures = [];
    runner.on(constants.EVENT_TEST_PENDING, (test) => skipped.push(test.fullTitle()));
    runner.on(constants.EVENT_TEST_FAIL, (test, error) => failures.push(failure(test.fullTitle(), error)));
    runner.once(constants.EVENT_RUN_END, () => {
      for (const title of skipped) console.log(`  skipped: ${title}`);
      const { passes: passed, failures: failed, pending } = runner.stats;
      const file = process.env.TEST_COUNTS;
      if (file) writeFileSync(file, JSON.stringify({ passed, failed, skipped: pending, failures }));
    });
  }
}
