// The dump editor and the attachment list on a plain page with the real analysis service: every theme, both languages
// and a narrow editor, keys, and axe in each state. Keeps screenshots in out/webview-real.
//   node test/webview/real/page.mjs [--only NAME]
import assert from 'node:assert/strict';
import { readFile } from 'node:fs/promises';
import { createRequire } from 'node:module';
import path from 'node:path';
import { zipSync } from 'fflate';
import { launchChromium } from '../../vscode/lib/chromium.mjs';
import { buildPages, opener, out, themes } from './build.mjs';

const root = path.join(import.meta.dirname, '..', '..', '..');
const only = process.argv.includes('--only') ? process.argv[process.argv.indexOf('--only') + 1] : undefined;
const inCase = (name) => path.join(root, 'samples', 'contoso-case', name);
const dump = inCase('sync-internals-adele.txt');

const asked = (page, method) =>
  page.evaluate((wanted) => globalThis.seen.filter((one) => one.method === wanted).map((one) => one.params), method);

const checks = {
  'dump in every theme': async ({ open, looked }) => {
    for (const theme of themes) {
      const page = await open({ editor: 'dump', file: dump, theme });
      await page.waitForSelector('.fr');
      await looked(page, `dump-${theme}`);
    }
  },
  'dump in a narrow editor': async ({ open, looked }) => {
    for (const width of [700, 420]) {
      const page = await open({ editor: 'dump', file: dump, width, height: 900 });
      await page.waitForSelector('.fr');
      const sideways = await page.evaluate(() => document.documentElement.scrollWidth > window.innerWidth);
      assert.equal(sideways, false);
      await looked(page, `dump-${width}`);
    }
  },
  'dump in German': async ({ open, looked }) => {
    const page = await open({ editor: 'dump', file: dump, lang: 'de' });
    await page.waitForSelector('.fr');
    assert.match(await page.innerText('.fl'), /Ursache|BEFUNDE/i);
    await looked(page, 'dump-de');
  },
  'listings beside the dump': async ({ open, looked }) => {
    for (const name of ['policies-adele.json', 'dsregcmd-adele.txt']) {
      const page = await open({ editor: 'dump', file: inCase(name) });
      await page.waitForSelector('.st');
      await looked(page, name);
    }
  },
  'a file that is no dump': async ({ open, looked }) => {
    const page = await open({ editor: 'dump', file: 'letter.txt', content: 'dear support\n' });
    await page.waitForSelector('.ctr h2');
    await looked(page, 'not-a-dump');
  },
  'a file that is being read': async ({ open, looked }) => {
    const page = await open({ editor: 'dump', file: dump, slow: 1 });
    await page.waitForSelector('.pbar');
    await looked(page, 'reading');
  },
  'keys lead through the regions': async ({ open }) => {
    const page = await open({ editor: 'dump', file: dump });
    await page.waitForSelector('.fr');
    const region = () =>
      page.evaluate(() => document.activeElement?.closest('[data-region]')?.getAttribute('data-region') ?? '');
    const seen = [];
    for (let i = 0; i < 8; i++) {
      await page.keyboard.press('F6');
      seen.push(await region());
    }
    assert.deepEqual(
      [...new Set(seen)],
      ['toolbar', 'health', 'findings', 'detail', 'tabs', 'search', 'sections', 'types'],
    );
  },
  'findings by keys': async ({ open }) => {
    const page = await open({ editor: 'dump', file: dump });
    await page.focus('.fitems');
    const first = await page.innerText('.fdet h3');
    await page.keyboard.press('ArrowDown');
    assert.notEqual(await page.innerText('.fdet h3'), first);
    await page.keyboard.press('Enter');
    assert.equal(await page.evaluate(() => document.activeElement?.textContent), 'Open Documented Fix');
    await page.keyboard.press('Enter');
    const [{ url }] = await asked(page, 'openLink');
    assert.match(url, /^https:\/\/learn\.microsoft\.com\//);
    await page.keyboard.press('Escape');
    await page.keyboard.press('Alt+t');
    assert.equal((await asked(page, 'showText')).length, 1);
  },
  'values and data types by keys': async ({ open, looked }) => {
    const page = await open({ editor: 'dump', file: dump });
    await page.waitForSelector('.st');
    await page.focus('.kv[tabindex="0"]');
    await page.keyboard.press('ArrowDown');
    await page.keyboard.press('Home');
    await page.keyboard.press('Enter');
    await page.waitForSelector('.note.mean');
    await page.keyboard.press('Alt+t');
    await page.focus('.types');
    await page.keyboard.press('ArrowLeft');
    assert.equal(await page.getAttribute('.tgh >> nth=0', 'aria-expanded'), 'false');
    await page.keyboard.press('ArrowRight');
    await page.keyboard.press('ArrowDown');
    await page.keyboard.press('Enter');
    const places = await asked(page, 'showText');
    assert.equal(places.length, 2);
    assert.ok(places.every(({ place }) => place.range.start.line > 0));
    await looked(page, 'keys');
  },
  'attachments in every theme': async ({ open, looked }) => {
    const content = zipSync({
      'case/dump.txt': new Uint8Array(await readFile(dump)),
      'note.txt': new Uint8Array([104]),
    });
    for (const theme of themes) {
      const page = await open({ editor: 'attachments', file: 'ticket.zip', content, theme });
      await page.waitForSelector('.al');
      await page.focus('.al');
      await page.keyboard.press('ArrowDown');
      await page.keyboard.press('Enter');
      const [{ args }] = await asked(page, 'command');
      assert.equal(args[0].path, 'note.txt');
      await looked(page, `attachments-${theme}`);
    }
  },
};

async function violations(page, source) {
  await page.evaluate(source);
  return page.evaluate(async () => {
    const runOnly = ['wcag2a', 'wcag2aa', 'wcag21a', 'wcag21aa', 'wcag22aa', 'best-practice'];
    const { violations: found } = await globalThis.axe.run(document, { preload: false, runOnly });
    return found.map(({ id, nodes }) => `${id}: ${nodes.map(({ target }) => target).join(' | ')}`);
  });
}

async function main() {
  await buildPages(['dump', 'attachments']);
  const require = createRequire(path.join(root, 'test/vscode/package.json'));
  const axe = await readFile(require.resolve('axe-core/axe.min.js'), 'utf8');
  const browser = await launchChromium();
  const counts = { passed: 0, failed: 0 };
  try {
    for (const [name, check] of Object.entries(checks)) {
      if (only && !name.includes(only)) continue;
      const problems = [];
      const looked = async (page, file) => {
        await page.screenshot({ path: path.join(out, `${file}.png`) });
        assert.deepEqual(await violations(page, axe), []);
      };
      try {
        await check({ open: opener(browser, problems), looked });
        assert.deepEqual(problems, []);
        counts.passed++;
      } catch (error) {
        counts.failed++;
        console.error(`FAILED ${name}\n${error.message}\n${problems.join('\n')}`);
      } finally {
        for (const context of browser.contexts()) await context.close();
      }
    }
  } finally {
    await browser.close();
  }
  console.log(`${counts.passed} passed, ${counts.failed} failed`);
  process.exitCode = counts.failed ? 1 : 0;
}

await main();
