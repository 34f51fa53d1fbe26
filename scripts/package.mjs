// Packs the extension and checks what is inside: node scripts/package.mjs [FILE]
import { existsSync, mkdirSync, readFileSync } from 'node:fs';
import path from 'node:path';
import { createVSIX } from '@vscode/vsce';
import { fromBuffer } from 'yauzl';

const root = path.join(import.meta.dirname, '..');
const file = path.resolve(process.argv[2] ?? path.join(root, 'out', 'edge-sync-inspector.vsix'));
const manifest = JSON.parse(readFileSync(path.join(root, 'package.json'), 'utf8'));

/** Names and sizes of a zip's entries. */
function entriesOf(zip) {
  return new Promise((ok, no) => {
    fromBuffer(readFileSync(zip), { lazyEntries: true }, (error, opened) => {
      if (error) return no(error);
      const entries = new Map();
      opened.on('entry', (entry) => {
        entries.set(entry.fileName, entry.uncompressedSize);
        opened.readEntry();
      });
      opened.on('end', () => ok(entries)).on('error', no);
      opened.readEntry();
    });
  });
}

/** Every file that the manifest names, as ./path or path. */
function filesNamed() {
  const { contributes, main, browser, icon } = manifest;
  return [
    main,
    browser,
    icon,
    ...(contributes.grammars ?? []).map((g) => g.path),
    ...(contributes.languages ?? []).map((l) => l.configuration),
    ...(contributes.jsonValidation ?? []).map((v) => v.url),
  ]
    .filter((f) => f && !/^[a-z-]+:/.test(f))
    .map((f) => path.posix.normalize(f));
}

/** What must not be in the package. */
const FOREIGN = [/^extension\/(src|webview|test|scripts|samples|node_modules|out)\//, /\.map$/, /cli\.js$/, /\.tsx?$/];

mkdirSync(path.dirname(file), { recursive: true });
await createVSIX({
  cwd: root,
  packagePath: file,
  dependencies: false, // everything is bundled
  allowMissingRepository: true,
  rewriteRelativeLinks: false,
  skipLicense: false,
});
const entries = await entriesOf(file);
const problems = [];
const required = [...filesNamed(), 'package.nls.json', 'package.nls.de.json', 'dist/THIRD-PARTY-NOTICES.txt'];
for (const name of ['worker.cjs', 'web/worker.js', 'webview/capture.js', 'webview/dump.js'])
  required.push(`dist/${name}`);
for (const name of required) {
  if (!entries.has(`extension/${name}`)) {
    problems.push(`${name} is ${existsSync(path.join(root, name)) ? 'not packed' : 'not there'}`);
  }
}
for (const name of entries.keys()) {
  if (FOREIGN.some((pattern) => pattern.test(name))) problems.push(`${name} does not belong into the package`);
}
const unpacked = [...entries.values()].reduce((sum, n) => sum + n, 0);
console.log(`${path.relative(root, file)}: ${entries.size} files, ${(unpacked / 1e6).toFixed(1)} MB unpacked`);
for (const problem of problems) console.error(`package: ${problem}`);
process.exitCode = problems.length ? 1 : 0;
