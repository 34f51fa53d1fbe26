// npm start [-- FILE...]: builds, and opens VS Code with the extension loaded on samples/contoso-case, or on the files
// given. The desktop VS Code where there is one, otherwise the VS Code server of the tests, whose address is printed.
//   --server: not the desktop    --no-build: what is in dist/ already
import { spawn, spawnSync } from 'node:child_process';
import {
  cpSync,
  existsSync,
  mkdirSync,
  readdirSync,
  readFileSync,
  rmSync,
  statSync,
  symlinkSync,
  writeFileSync,
} from 'node:fs';
import os from 'node:os';
import path from 'node:path';
import { fileURLToPath } from 'node:url';
import { parseArgs } from 'node:util';
import { findDesktop, launchArgs } from '../test/vscode/lib/desktop.mjs';
import { ensureSetUp } from './vscode-set-up.mjs';

const root = path.join(import.meta.dirname, '..');
const state = path.join(root, 'out', 'start');
const DOWNLOAD_LIMIT = 10_000;
/** Files are opened in turn and the last one stays in front: the most telling kind comes last, here first. */
const ORDER = [/sync-internals.*\.(txt|json|html?|mhtml|log)$/i, /\.saz$/i, /\.har$/i, /polic/i, /./];

/** Files to open, and the folder of the window. */
function whatToOpen(given) {
  const missing = given.filter((f) => !existsSync(f));
  if (missing.length) throw new Error(`There is no ${missing.join(', ')}`);
  const folder =
    given.find((f) => statSync(f).isDirectory()) ??
    (given.length ? undefined : path.join(root, 'samples', 'contoso-case'));
  const files = given.filter((f) => statSync(f).isFile());
  if (files.length || !folder || !existsSync(folder)) return { folder, files };
  const rank = (name) => ORDER.findIndex((pattern) => pattern.test(name));
  const inside = readdirSync(folder)
    .filter((name) => statSync(path.join(folder, name)).isFile() && !/\.md$/i.test(name))
    .sort((a, b) => rank(b) - rank(a) || b.localeCompare(a));
  return { folder, files: inside.map((name) => path.join(folder, name)) };
}

/**
 * The extension as VS Code loads it: the built one, but active as soon as the window is there. (Its own manifest has it
 * wait for a file that it knows; the files to open are known here already.)
 */
function developmentFolder() {
  const folder = path.join(state, 'extension');
  rmSync(folder, { recursive: true, force: true });
  mkdirSync(folder, { recursive: true });
  const manifest = JSON.parse(readFileSync(path.join(root, 'package.json'), 'utf8'));
  manifest.activationEvents = [...manifest.activationEvents, 'onStartupFinished'];
  writeFileSync(path.join(folder, 'package.json'), JSON.stringify(manifest, null, 2));
  for (const name of readdirSync(root)) {
    if (/^package\.nls\b|^README|^LICENSE/.test(name)) cpSync(path.join(root, name), path.join(folder, name));
  }
  for (const name of ['dist', 'syntaxes', 'images', 'l10n']) {
    if (existsSync(path.join(root, name))) symlinkSync(path.join(root, name), path.join(folder, name), 'junction');
  }
  return folder;
}

/** Downloads VS Code in a process of its own, which is stopped when it takes too long or when there is no way out. */
function downloadDesktop() {
  const code =
    "const { downloadAndUnzipVSCode, SilentReporter } = await import('@vscode/test-electron');" +
    `console.log(await downloadAndUnzipVSCode({ cachePath: ${JSON.stringify(path.join(root, '.vscode-test'))}, reporter: new SilentReporter(), timeout: ${DOWNLOAD_LIMIT} }));`;
  const { status, stdout } = spawnSync(process.execPath, ['--input-type=module', '-e', code], {
    cwd: root,
    timeout: DOWNLOAD_LIMIT,
    killSignal: 'SIGKILL',
    encoding: 'utf8',
    stdio: ['ignore', 'pipe', 'ignore'],
  });
  const program = stdout?.trim().split('\n').at(-1);
  return status === 0 && program && existsSync(program) ? program : undefined;
}

function desktop() {
  const { env, platform } = process;
  if (!env.VSCODE_EXECUTABLE && platform === 'linux' && !env.DISPLAY && !env.WAYLAND_DISPLAY) return undefined; // no screen
  const found = findDesktop();
  if (found) return found;
  console.log('No VS Code found (VSCODE_EXECUTABLE, code on PATH): trying to download one');
  return downloadDesktop();
}

/** Environment of the window: what it shall open, and nothing of a VS Code that this was started from. */
function environment(files) {
  const env = Object.fromEntries(
    Object.entries(process.env).filter(([name]) => !/^(VSCODE_(?!EXECUTABLE)|ELECTRON_|npm_)/.test(name)),
  );
  return { ...env, EDGE_SYNC_OPEN: JSON.stringify(files) };
}

function startDesktop(program, extension, { folder, files }) {
  const profile = path.join(os.tmpdir(), `edge-sync-inspector-${process.getuid?.() ?? 'user'}`);
  const args = launchArgs({
    workspace: folder ?? '--new-window',
    userData: path.join(profile, 'data'),
    extensions: path.join(profile, 'extensions'),
  });
  console.log(`Opening ${program}`);
  const child = spawn(program, [...args, `--extensionDevelopmentPath=${extension}`], {
    env: environment(files),
    stdio: 'ignore',
    detached: true,
  });
  return new Promise((ok) => {
    child.once('error', (e) => {
      console.log(`It could not be started: ${e.message}`);
      ok(false);
    });
    // A program that ends at once with an error has not opened a window.
    const timer = setTimeout(() => {
      child.unref();
      ok(true);
    }, 3000);
    child.once('exit', (code) => {
      clearTimeout(timer);
      if (code) console.log(`It ended at once (exit code ${code})`);
      ok(code === 0);
    });
  });
}

function startServer(extension, { folder, files }) {
  ensureSetUp();
  const args = [path.join(root, 'test', 'vscode', 'serve.mjs'), '--extension', extension];
  const child = spawn(process.execPath, [...args, ...(folder ? [folder] : [])], {
    env: environment(files),
    stdio: 'inherit',
  });
  for (const signal of ['SIGINT', 'SIGTERM', 'SIGHUP']) process.on(signal, () => child.kill(signal));
  child.once('exit', (code) => process.exit(code ?? 1));
}

export async function main(argv) {
  const { values, positionals } = parseArgs({
    args: argv,
    options: { server: { type: 'boolean' }, 'no-build': { type: 'boolean' } },
    allowPositionals: true,
  });
  const open = whatToOpen(positionals.map((f) => path.resolve(f)));
  if (!values['no-build']) {
    const { status } = spawnSync(process.execPath, ['esbuild.mjs'], {
      cwd: root,
      stdio: ['ignore', 'ignore', 'inherit'],
    });
    if (status !== 0) throw new Error('The build failed.');
  }
  const extension = developmentFolder();
  const program = values.server ? undefined : desktop();
  if (program && (await startDesktop(program, extension, open))) return;
  console.log('Using the VS Code server of the tests; open the address in a browser');
  startServer(extension, open);
}

if (process.argv[1] === fileURLToPath(import.meta.url)) {
  main(process.argv.slice(2)).catch((e) => {
    console.error(e.message);
    process.exitCode = 1;
  });
}
