import { spawnSync } from 'node:child_process';
import { copyFileSync, mkdirSync, mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { buildPrograms } from './programs';

const here = import.meta.dirname;
const root = path.join(here, '..', '..', '..');

function run(...args: string[]): void {
  const { status } = spawnSync(process.execPath, args, { cwd: root, stdio: ['ignore', 'inherit', 'inherit'] });
  if (status !== 0) throw new Error(`${path.basename(args[0] ?? '')} ended with ${status}`);
}

/**
 * How long the extension host's thread is held up while large captures open in a real VS Code. Goal: at most 50 ms at a
 * time, since reading runs in the worker and the host only passes messages on. Prints from within that host.
 */
export async function benchExtensionHost(): Promise<void> {
  const folder = mkdtempSync(path.join(tmpdir(), 'bench-host-'));
  try {
    const programs = path.join(folder, 'programs');
    const workspace = path.join(folder, 'workspace');
    await buildPrograms(programs, ['makeSaz', 'makeText']);
    mkdirSync(workspace);
    run(path.join(programs, 'makeSaz.mjs'), path.join(workspace, 'first.saz'), '20000');
    copyFileSync(path.join(workspace, 'first.saz'), path.join(workspace, 'second.saz'));
    run(path.join(programs, 'makeText.mjs'), 'har', path.join(workspace, 'large.har'), String(150e6));
    run('scripts/vscode-set-up.mjs');
    run('esbuild.mjs');
    const bundle = path.join(root, 'out', 'bench');
    run('test/vscode/bundle-tests.mjs', '--entry', 'test/bench/captures/host/entry.ts', '--outdir', bundle);
    const tests = path.join(bundle, 'node.js');
    run('test/vscode/run-mocha.mjs', '--host', 'node', '--tests', tests, '--timeout', '600', '--workspace', workspace);
  } finally {
    rmSync(folder, { recursive: true, force: true });
  }
}
