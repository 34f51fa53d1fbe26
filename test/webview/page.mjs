// The capture editor on a plain page: bundles it with a made-up service, drives it in a headless Chromium, keeps
// screenshots in out/webview and checks what a unit test cannot: nodes and rows in the document, keys, axe in every theme.
//   node test/webview/page.mjs [--only NAME]
// TEST_COUNTS names a file for the counts and what failed.
import assert from 'node:assert/strict';
import { readFile, writeFile } from 'node:fs/promises';
import { createRequire } from 'node:module';
import path from 'node:path';
import { launchChromium } from '../vscode/lib/chromium.mjs';
import { failure } from '../vscode/mocha/failure.mjs';
import { buildPages, opener, out } from './build.mjs';
import { checks } from './checks.mjs';

const root = path.join(import.meta.dirname, '..', '..');
const only = process.argv.includes('--only') ? process.argv[process.argv.indexOf('--only') + 1] : undefined;

async function main() {
  await buildPages();
  const browser = await launchChromium();
  const axe = await readFile(
    createRequire(path.join(root, 'test/vscode/package.json')).resolve('axe-core/axe.min.js'),
    'utf8',
  );
  const failures = [];
  let passed = 0;
  try {
    for (const [name, check] of Object.entries(checks)) {
      if (only && !name.includes(only)) continue;
      const problems = [];
      const open = opener(browser, problems);
      const shot = (page, file) => page.screenshot({ path: path.join(out, `${file}.png`) });
      try {
        await check({ open, shot, axe: (page) => violations(page, axe), assert });
        assert.deepEqual(problems, []);
        passed += 1;
      } catch (error) {
        failures.push(failure(name, error));
        console.error(`FAILED ${name}\n${error.message}\n${problems.join('\n')}`);
      } finally {
        for (const context of browser.contexts()) await context.close();
      }
    }
  } finally {
    await browser.close();
  }
  const failed = failures.length;
  const { TEST_COUNTS } = process.env;
  if (TEST_COUNTS) await writeFile(TEST_COUNTS, JSON.stringify({ passed, failed, skipped: 0, failures }));
  console.log(`${passed} passed, ${failed} failed`);
  process.exitCode = failed ? 1 : 0;
}

async function violations(page, source) {
  if (!(await page.evaluate(() => 'axe' in globalThis))) await page.evaluate(source);
  return page.evaluate(async () => {
    const { violations } = await globalThis.axe.run(document, {
      preload: false,
      runOnly: ['wcag2a', 'wcag2aa', 'wcag21a', 'wcag21aa', 'wcag22aa', 'best-practice'],
    });
    return violations.map(
      (v) =>
        `${v.id}: ${v.nodes
          .map(
            (n) =>
              `${n.target} (${n.any
                .concat(n.all, n.none)
                .map((c) => c.message)
                .join('; ')})`,
          )
          .join(' | ')}`,
    );
  });
}

await main();
