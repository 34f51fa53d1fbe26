// A run that is stopped from outside leaves neither processes nor folders behind.
import assert from 'node:assert/strict';
import { spawn } from 'node:child_process';
import { existsSync, mkdtempSync, readdirSync, readFileSync, rmSync } from 'node:fs';
import os from 'node:os';
import path from 'node:path';
import { after, describe, it } from 'node:test';

const root = path.join(import.meta.dirname, '..');
const tmp = mkdtempSync(path.join(os.tmpdir(), 'harness-signals-'));
after(() => rmSync(tmp, { recursive: true, force: true }));

const script = `
  const { startSession } = await import(${JSON.stringify(path.join(root, 'lib', 'session.mjs'))});
  const { openWindow } = await import(${JSON.stringify(path.join(root, 'lib', 'ui.mjs'))});
  const session = await startSession({ extension: ${JSON.stringify(path.join(root, 'sample'))} });
  await openWindow(session);
  console.log('READY ' + session.server.pid);
  setInterval(() => {}, 1000);`;

/** Command lines of the processes that mention `folder`. */
function processesOf(folder) {
  return readdirSync('/proc').filter(p => /^\d+$/.test(p)).flatMap(pid => {
    try { return [readFileSync(`/proc/${pid}/cmdline`, 'utf8').replaceAll('\0', ' ')]; } catch { return []; }
  }).filter(line => line.includes(folder));
}

describe('a stopped UI test', { timeout: 180_000, skip: process.platform !== 'linux' }, () => {
  for (const signal of ['SIGINT', 'SIGTERM', 'SIGHUP', 'SIGKILL']) {
    it(`leaves nothing behind after ${signal}`, async () => {
      const folder = mkdtempSync(path.join(tmp, 'run-')); // its temporary folder
      const child = spawn(process.execPath, ['--input-type=module', '-e', script], { env: { ...process.env, TMPDIR: folder, NODE_TEST_CONTEXT: '' }, stdio: ['ignore', 'pipe', 'inherit'] });
      await new Promise((ok, no) => { child.stdout.on('data', d => String(d).includes('READY') && ok()); child.once('exit', no); });
      assert.ok(processesOf(folder).length > 0);
      const ended = new Promise(ok => child.once('exit', ok));
      child.kill(signal);
      await ended;
      // A killed process cannot remove the browser's profile; all else goes.
      const left = () => [...processesOf(folder), ...readdirSync(folder).filter(f => signal !== 'SIGKILL' || !f.startsWith('playwright'))];
      for (let i = 0; i < 200 && left().length; i++) await new Promise(r => setTimeout(r, 100));
      assert.deepEqual(left(), []);
      assert.ok(existsSync(folder));
    });
  }
});
