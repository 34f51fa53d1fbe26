// Installs the packages of test/vscode (a VS Code server, a Chromium) when they are missing or outdated. Once: 570 MB.
import { spawnSync } from 'node:child_process';
import { createHash } from 'node:crypto';
import { existsSync, readFileSync, writeFileSync } from 'node:fs';
import path from 'node:path';

const folder = path.join(import.meta.dirname, '..', 'test', 'vscode');
const mark = path.join(folder, 'node_modules', '.installed');

/** Throws where the server cannot run at all, with one line that says what to do. */
function checkSystem() {
  const { platform, arch, versions } = process;
  if (platform === 'linux' && arch === 'x64') return;
  if (Number(versions.node.split('.')[0]) >= 24 && process.env.CHROMIUM_PATH) return;
  throw new Error(
    `The VS Code server of the tests runs on linux-x64; on ${platform}-${arch} use Node 24 and set CHROMIUM_PATH to a Chrome or Chromium.`,
  );
}

/** @param {(line: string) => void} say */
export function ensureSetUp(say = console.error) {
  checkSystem();
  const wanted = createHash('sha256')
    .update(readFileSync(path.join(folder, 'package-lock.json')))
    .digest('hex');
  if (existsSync(mark) && readFileSync(mark, 'utf8') === wanted) return;
  say('Installing the VS Code server of the tests into test/vscode (570 MB, once)');
  // npm passes its own settings on to its children as npm_config_*: this package has settings of its own.
  const env = Object.fromEntries(
    Object.entries(process.env).filter(
      ([name]) => !/^npm_(config_(prefix|local_prefix)|package_|lifecycle_)/i.test(name),
    ),
  );
  const npm = process.platform === 'win32' ? 'npm.cmd' : 'npm';
  const { status, error } = spawnSync(npm, ['ci', '--no-audit', '--no-fund', '--loglevel=error'], {
    cwd: folder,
    env,
    stdio: ['ignore', 'ignore', 'inherit'],
    shell: process.platform === 'win32',
  });
  if (error || status !== 0)
    throw new Error(`npm ci in test/vscode failed (${error?.message ?? `exit code ${status}`})`);
  writeFileSync(mark, wanted);
}

if (process.argv[1] === import.meta.filename) {
  try {
    ensureSetUp();
  } catch (e) {
    console.error(e.message);
    process.exitCode = 1;
  }
}
