// mocha's dot reporter, which also names skipped tests and writes the counts into the file that TEST_COUNTS names.
import { writeFileSync } from 'node:fs';
import Mocha from 'mocha';

const { constants } = Mocha.Runner;

export default class CountingReporter extends Mocha.reporters.Dot {
  constructor(runner, options) {
    super(runner, options);
    const skipped = [];
    runner.on(constants.EVENT_TEST_PENDING, (test) => skipped.push(test.fullTitle()));
    runner.once(constants.EVENT_RUN_END, () => {
      for (const title of skipped) console.log(`  skipped: ${title}`);
      const { passes, failures, pending } = runner.stats;
      const file = process.env.TEST_COUNTS;
      if (file) writeFileSync(file, JSON.stringify({ passed: passes, failed: failures, skipped: pending }));
    });
  }
}
