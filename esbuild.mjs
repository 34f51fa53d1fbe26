// Bundles the extension, its workers, the command line and the webviews into dist/.
//   node esbuild.mjs [--watch] [--dev]      --dev: source maps, not minified (also with --watch)
import { existsSync } from 'node:fs';
import { mkdir, readdir, readFile, rm, writeFile } from 'node:fs/promises';
import path from 'node:path';
import { build, context } from 'esbuild';

const root = import.meta.dirname;
const watch = process.argv.includes('--watch');
const dev = watch || process.argv.includes('--dev');

const NOTICES = 'dist/THIRD-PARTY-NOTICES.txt';
// The command line is an ES module. The extension's own manifest must not say "module": VS Code in a browser refuses it.
const DIST_TYPE = 'dist/package.json';
// Data that others collected and that is part of the bundles.
const DATA_NOTICE = 'src/knowledge/data/NOTICE.md';

const common = {
  absWorkingDir: root,
  bundle: true,
  metafile: true,
  minify: !dev,
  keepNames: true, // names of classes appear in error reports
  sourcemap: dev ? 'linked' : false,
  legalComments: 'none', // the licenses of bundled packages go into one file, see notices()
  logLevel: 'warning',
  alias: { 'iconv-lite': './src/platform/iconvLite.ts' }, // Node's Buffer is not everywhere
  define: { 'process.env.NODE_ENV': dev ? '"development"' : '"production"' },
};
// Some packages hide parts of their CommonJS form from a bundler: their module form comes first.
const node = { ...common, platform: 'node', target: 'node20', mainFields: ['module', 'main'] };
const browser = {
  ...common,
  platform: 'browser',
  target: 'es2022',
  define: { ...common.define, global: 'globalThis' },
};
// Packages in CommonJS form ask for Node's own modules with require(), which an ES module does not have.
const requireBanner =
  "import { createRequire as __createRequire } from 'node:module';const require = __createRequire(import.meta.url);";

// What is loaded at activation is a sniffer: the host itself is a file of its own that loads with the first hit. A browser
// loads one file only; there the host stays inside, unparsed until it is wanted.
const hostApart = {
  name: 'host-apart',
  setup({ onResolve }) {
    onResolve({ filter: /^\.\/main$/ }, () => ({ path: './host.cjs', external: true }));
  },
};

// Each import of the API would copy all of its names into an object of its own, some 15,000 properties as the host loads:
// all of them import one module, which copies them once.
const oneApi = {
  name: 'one-api',
  setup({ onResolve, onLoad }) {
    onResolve({ filter: /^vscode$/ }, ({ namespace }) =>
      namespace === 'api' ? { path: 'vscode', external: true } : { path: 'vscode', namespace: 'api' },
    );
    onLoad({ filter: /^vscode$/, namespace: 'api' }, () => ({ contents: "export * from 'vscode';" }));
  },
};

const targets = [
  {
    ...node,
    format: 'cjs',
    plugins: [hostApart, oneApi],
    supported: { 'dynamic-import': false },
    entryPoints: ['src/extension.ts'],
    outfile: 'dist/extension.cjs',
  },
  { ...node, format: 'cjs', plugins: [oneApi], entryPoints: ['src/host/main.ts'], outfile: 'dist/host.cjs' },
  { ...node, format: 'cjs', entryPoints: ['src/worker.node.ts'], outfile: 'dist/worker.cjs' },
  {
    ...node,
    format: 'esm',
    entryPoints: ['src/cli.ts'],
    outfile: 'dist/cli.js',
    banner: { js: `#!/usr/bin/env node\n${requireBanner}` },
  },
  {
    ...browser,
    format: 'cjs',
    plugins: [oneApi],
    entryPoints: ['src/extension.web.ts'],
    outfile: 'dist/web/extension.js',
  },
  { ...browser, format: 'iife', entryPoints: ['src/worker.web.ts'], outfile: 'dist/web/worker.js' },
];

/** One script (and the style sheet it imports) per editor: webview/NAME/main.tsx becomes dist/webview/NAME.js and .css. */
async function webviewTargets() {
  const folders = await readdir(path.join(root, 'webview'), { withFileTypes: true });
  return folders
    .filter((f) => f.isDirectory() && existsSync(path.join(root, 'webview', f.name, 'main.tsx')))
    .map((f) => ({
      ...browser,
      format: 'iife',
      jsx: 'automatic',
      jsxImportSource: 'preact',
      loader: { '.svg': 'text' },
      entryPoints: [`webview/${f.name}/main.tsx`],
      outfile: `dist/webview/${f.name}.js`,
    }));
}

/** Folders of the packages that went into the bundles, for example node_modules/preact. */
function packagesIn(metafiles) {
  const found = new Set();
  for (const { inputs } of metafiles) {
    for (const file of Object.keys(inputs)) {
      const match = /^(.*node_modules\/(?:@[^/]+\/)?[^/]+)\//.exec(file);
      if (match) found.add(match[1]);
    }
  }
  return [...found].sort();
}

/** Writes the license texts of all bundled packages and data: their licenses ask for it. */
async function notices(metafiles) {
  const parts = [];
  for (const folder of packagesIn(metafiles)) {
    const { name, version, license } = JSON.parse(await readFile(path.join(root, folder, 'package.json'), 'utf8'));
    const file = (await readdir(path.join(root, folder))).find((f) => /^(licen[cs]e|copying)/i.test(f));
    const text = file ? await readFile(path.join(root, folder, file), 'utf8') : '';
    parts.push(`${name} ${version} (${typeof license === 'string' ? license : 'see below'})\n\n${text.trim()}\n`);
  }
  parts.push(await readFile(path.join(root, DATA_NOTICE), 'utf8'));
  await writeFile(path.join(root, NOTICES), parts.join(`\n${'-'.repeat(80)}\n\n`));
}

/** Removes what earlier builds left. Not the whole folder first: a window that runs from dist/ must never find it empty. */
async function removeOthers(keep) {
  const files = await readdir(path.join(root, 'dist'), { recursive: true, withFileTypes: true });
  for (const file of files.filter((f) => f.isFile())) {
    const name = path.relative(root, path.join(file.parentPath, file.name)).split(path.sep).join('/');
    if (!keep.has(name)) await rm(path.join(root, name));
  }
}

const all = [...targets, ...(await webviewTargets())].filter((t) => existsSync(path.join(root, t.entryPoints[0])));
if (watch) {
  for (const target of all) await (await context({ ...target, logLevel: 'info' })).watch();
} else {
  await mkdir(path.join(root, 'dist'), { recursive: true });
  const results = await Promise.all(all.map((t) => build(t))).catch(() => {
    process.exit(1); // esbuild has said why
  });
  await notices(results.map((r) => r.metafile));
  const outputs = Object.assign({}, ...results.map((r) => r.metafile.outputs));
  await writeFile(path.join(root, DIST_TYPE), '{ "type": "module" }\n');
  await removeOthers(new Set([...Object.keys(outputs), NOTICES, DIST_TYPE]));
  for (const [file, { bytes }] of Object.entries(outputs)) {
    if (!file.endsWith('.map')) console.log(`${file.padEnd(32)} ${(bytes / 1024).toFixed(0).padStart(6)} KB`);
  }
}
