// Bundles the editor with a made-up service and opens it as a plain page in a headless Chromium.
import { mkdir, readFile, writeFile } from 'node:fs/promises';
import path from 'node:path';
import { pathToFileURL } from 'node:url';
import { build } from 'esbuild';

const here = import.meta.dirname;
const root = path.join(here, '..', '..');
export const out = path.join(root, 'out', 'webview');

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

/** Opens the editor in a state; errors and policy violations of the page go to `problems`; `before` runs first in it. */
export function opener(browser, problems, before) {
  return async ({ theme = 'dark', width = 1390, height = 840, ...options } = {}) => {
    const context = await browser.newContext({ viewport: { width, height }, deviceScaleFactor: 1 });
    const page = await context.newPage();
    if (before) await page.addInitScript(before);
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
