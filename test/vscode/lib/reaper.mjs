// Outlives its parent by a moment: when the parent is gone, however it ended, this ends the process group that the parent
// had named and removes its folder. Lines on standard input: a process group, or "done" when nothing is left to do.
import { rmSync } from 'node:fs';
import { spawn } from 'node:child_process';
import { fileURLToPath } from 'node:url';

const file = fileURLToPath(import.meta.url);

/** Starts a reaper for `folder`. `guard(pid)` names a process group, `done()` calls the reaper off. */
export function startReaper(folder) {
  const child = spawn(process.execPath, [file, folder], { detached: true, stdio: ['pipe', 'ignore', 'ignore'], env: {} });
  child.on('error', () => {});
  child.stdin.on('error', () => {});
  child.unref();
  child.stdin.unref?.();
  return {
    guard: pid => child.stdin.write(`${pid}\n`),
    done: () => child.stdin.end('done\n'),
  };
}

if (process.argv[1] === file) {
  for (const signal of ['SIGINT', 'SIGTERM', 'SIGHUP']) process.on(signal, () => {}); // the parent's, not ours
  let text = '';
  process.stdin.on('data', d => { text += d; }).on('end', () => {
    const lines = text.split('\n').filter(Boolean);
    if (lines.includes('done')) return;
    for (const pid of lines) {
      try { process.kill(-Number(pid), 'SIGKILL'); } catch { /* gone */ }
    }
    rmSync(process.argv[2], { recursive: true, force: true, maxRetries: 5 });
  });
}
