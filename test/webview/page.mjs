// The capture editor on a plain page: bundles it with a made-up service, drives it in a headless Chromium, keeps
// screenshots in out/webview and checks what a unit test cannot: nodes and rows in the document, keys, axe in every theme.
//   node test/webview/page.mjs [--shots] [--only NAME]
import assert from 'node:assert/strict';
import { mkdir, readFile, writeFile } from 'node:fs/promises';
import { createRequire } from 'node:module';
import path from 'node:path';
import { pathToFileURL } from 'node:url';
import { build } from 'esbuild';
import { launchChromium } from '../vscode/lib/chromium.mjs';
import { checks } from './checks.mjs';

const here = import.meta.dirname;
const root = path.join(here, '..', '..');
const out = path.join(root, 'out', 'webview');
const only = process.argv.includes('--only') ? process.argv[process.argv.indexOf('--only') + 1] : undefined;

const bodyClass = {
  dark: 'vscode-dark',
  light: 'vscode-light',
  'hc-dark': 'vscode-high-contrast',
  'hc-light': 'vscode-high-contrast vscode-high-contrast-light',
};

/** Bundles the editor and the made-up service; writes one page per theme. */
export async function buildPages() {
  await mkdir(out, { recursive: true });
  await build({
    absWorkingDir: root,
    entryPoints: { capture: 'webview/capture/main.tsx', fake: 'test/webview/fake/page.ts' },
    outdir: out,
    bundle: true,
    format: 'iife',
    platform: 'browser',
    target: 'es2022',
    jsx: 'automatic',
    jsxImportSource: 'preact',
    logLevel: 'warning',
  });
  for (const [theme, classes] of Object.entries(bodyClass)) {
    const variables = await readFile(path.join(here, 'themes', `${theme}.css`), 'utf8');
    await writeFile(path.join(out, `theme-${theme}.css`), variables);
    // The policy of the product: no inline styles (the hash is that of an empty one, which the toolkit makes to learn
    // what the browser supports), no inline scripts, nothing remote.
    const policy = `default-src 'none'; style-src file: 'sha256-47DEQpj8HBSa+/TImW+5JCeuQeRkm5NMpJWZG3hSuFU='; script-src file:`;
    const html = `<!DOCTYPE html><html lang="en"><head><meta charset="utf-8"><title>capture</title>
<meta http-equiv="Content-Security-Policy" content="${policy}">
<link rel="stylesheet" href="theme-${theme}.css"><link rel="stylesheet" href="capture.css"></head>
<body class="${classes}"><div id="app"></div><script src="fake.js"></script><script src="capture.js"></script></body></html>`;
    await writeFile(path.join(out, `${theme}.html`), html);
  }
}

/** Opens the editor in a state; the page fails the run on any error or policy violation. */
function opener(browser, problems) {
  return async ({ theme = 'dark', width = 1390, height = 840, ...options } = {}) => {
    const context = await browser.newContext({ viewport: { width, height }, deviceScaleFactor: 1 });
    const page = await context.newPage();
    page.on('pageerror', (error) => problems.push(`${error}`));
    page.on('console', (message) => {
      if (message.type() === 'error') problems.push(message.text());
    });
    const query = new URLSearchParams(Object.entries(options).map(([name, value]) => [name, String(value)]));
    await page.goto(`${pathToFileURL(path.join(out, `${theme}.html`))}?${query}`);
    await page.waitForSelector('h1');
    return page;
  };
}

async function main() {
  await buildPages();
  const browser = await launchChromium();
  const axe = await readFile(
    createRequire(path.join(root, 'test/vscode/package.json')).resolve('axe-core/axe.min.js'),
    'utf8',
  );
  let failed = 0;
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
        failed += 1;
        console.error(`FAILED ${name}\n${error.message}\n${problems.join('\n')}`);
      } finally {
        for (const context of browser.contexts()) await context.close();
      }
    }
  } finally {
    await browser.close();
  }
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
