// Bundles an editor with the real analysis service and opens it as a plain page in a headless Chromium.
import { copyFile, mkdir, readFile, writeFile } from 'node:fs/promises';
import path from 'node:path';
import { pathToFileURL } from 'node:url';
import { build } from 'esbuild';

const root = path.join(import.meta.dirname, '..', '..', '..');
export const out = path.join(root, 'out', 'webview-real');

const bodyClass = {
  dark: 'vscode-dark',
  light: 'vscode-light',
  'hc-dark': 'vscode-high-contrast',
  'hc-light': 'vscode-high-contrast vscode-high-contrast-light',
};
export const themes = Object.keys(bodyClass);

/** Bundles the named editors and the service; writes one page per editor and theme. */
export async function buildPages(editors) {
  await mkdir(out, { recursive: true });
  await build({
    absWorkingDir: root,
    entryPoints: {
      host: 'test/webview/real/host.ts',
      ...Object.fromEntries(editors.map((editor) => [editor, `webview/${editor}/main.tsx`])),
    },
    outdir: out,
    bundle: true,
    format: 'iife',
    platform: 'browser',
    target: 'es2022',
    jsx: 'automatic',
    jsxImportSource: 'preact',
    define: { global: 'globalThis' },
    alias: { 'iconv-lite': './src/platform/iconvLite.ts' },
    logLevel: 'warning',
  });
  for (const [theme, classes] of Object.entries(bodyClass)) {
    await copyFile(path.join(root, 'test/webview/themes', `${theme}.css`), path.join(out, `theme-${theme}.css`));
    for (const editor of editors) {
      // The policy of the product; the hash is that of the empty style by which the toolkit learns what is supported.
      const policy = `default-src 'none'; style-src file: 'sha256-47DEQpj8HBSa+/TImW+5JCeuQeRkm5NMpJWZG3hSuFU='; script-src file:`;
      const html = `<!DOCTYPE html><html lang="en"><head><meta charset="utf-8"><title>${editor}</title>
<meta http-equiv="Content-Security-Policy" content="${policy}">
<link rel="stylesheet" href="theme-${theme}.css"><link rel="stylesheet" href="${editor}.css"></head>
<body class="${classes}"><div id="app"></div><script src="host.js"></script><script src="${editor}.js"></script></body></html>`;
      await writeFile(path.join(out, `${editor}-${theme}.html`), html);
    }
  }
}

/** Opens a file in an editor; `content` takes the place of the file on disk. Errors of the page go to `problems`. */
export function opener(browser, problems) {
  return async ({ editor, file, content, theme = 'dark', width = 1390, height = 840, ...options }) => {
    const bytes = content === undefined ? await readFile(file) : Buffer.from(content);
    const given = { name: path.basename(file), base64: bytes.toString('base64') };
    const context = await browser.newContext({ viewport: { width, height }, deviceScaleFactor: 1 });
    const page = await context.newPage();
    await page.addInitScript(`globalThis.givenFile = ${JSON.stringify(given)}`);
    page.on('pageerror', (error) => problems.push(`${error}`));
    page.on('console', (message) => {
      if (message.type() === 'error') problems.push(message.text());
    });
    const query = new URLSearchParams(Object.entries(options).map(([name, value]) => [name, String(value)]));
    await page.goto(`${pathToFileURL(path.join(out, `${editor}-${theme}.html`))}?${query}`);
    await page.waitForSelector('h1');
    return page;
  };
}
