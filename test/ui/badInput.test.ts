import assert from 'node:assert/strict';
import { readFile, writeFile } from 'node:fs/promises';
import path from 'node:path';
import { openFile } from '../vscode/lib/ui.mjs';
import { axe, nameInCase, notifications, openCase, step, until, variant, type Window, webviewFrame } from './support';

describe(`bad input (${variant})`, () => {
  let window: Window;
  before(async () => {
    window = await openCase();
    const { workspace } = window.session.server;
    const saz = await readFile(path.join(workspace, await nameInCase(window.session, /\.saz$/)));
    const write = (name: string, content: Uint8Array | string) => writeFile(path.join(workspace, name), content);
    await write('empty.saz', '');
    await write('cut.saz', saz.subarray(0, Math.floor(saz.length * 0.6)));
    await write(
      'noise.saz',
      Uint8Array.from({ length: 5000 }, (_, i) => (i * 7919 + (i >> 3)) & 255),
    );
    await write('letter-sync-internals.txt', 'dear support, it does not work\n');
  });
  after(async () => window?.session.close());

  for (const name of ['empty.saz', 'cut.saz', 'noise.saz', 'letter-sync-internals.txt']) {
    step(
      `${name} is explained in the editor`,
      () => window,
      async () => {
        const { page, session } = window;
        await openFile(page, name);
        const frame = await webviewFrame(page);
        const text = await until('words in the editor', async () => {
          const words = (await frame.locator('body').innerText()).trim();
          return !/^\s*$/.test(words) && !/^(reading|loading)/i.test(words) && words;
        });
        assert.ok(text.length > 20, text);
        await session.screenshot(page, `${variant}-bad-${name}`);
        assert.deepEqual(await axe(page), []);
        assert.deepEqual(await notifications(page), []);
      },
    );
  }
});
