import assert from 'node:assert/strict';
import { readFile, writeFile } from 'node:fs/promises';
import path from 'node:path';
import { zipSync } from 'fflate';
import { cryptoPlan } from '../fixtures/dump/plan';
import { writers } from '../fixtures/dump/write';
import { openFile, runCommand } from '../vscode/lib/ui.mjs';
import {
  axe,
  nameInCase,
  openCase,
  openEditor,
  ready,
  step,
  until,
  variant,
  type Window,
  webviewFrame,
} from './support';

const dumpName = /^sync-internals.*\.txt$/;
const nodesName = 'sync-data-dump-2026-11-22-1795338902000-Windows.csv';
// A file that was shown in the text editor opens there again: every step has a file of its own.
const secondName = 'second-sync-internals.txt';
const fixedName = 'fixed-sync-internals.txt';
const zipName = 'ticket-48213.zip';

const nodes = [
  { type: 'Bookmarks', id: 'item_1', specifics: '{"bookmark":{"full_title":"Payroll"}}' },
  { type: 'Device Info', id: 'device_1', specifics: '' },
];

describe(`dump editor in use (${variant})`, () => {
  let window: Window;
  before(async () => {
    window = await openCase();
    const { workspace } = window.session.server;
    await writeFile(path.join(workspace, nodesName), writers.nodes({ ...cryptoPlan, nodes }));
    const dump = await nameInCase(window.session, dumpName);
    const content = Uint8Array.from(await readFile(path.join(workspace, dump)));
    await writeFile(path.join(workspace, secondName), content);
    const inner = zipSync({ [`case/${dump}`]: content });
    const outer = zipSync({
      'mail/inner.zip': inner,
      [`case/${dump}`]: content,
      'notes.txt': new Uint8Array([104, 105]),
    });
    await writeFile(path.join(workspace, zipName), outer);
  });
  after(async () => window?.session.close());

  /** Waits until the text editor is in front and tells its line. */
  const lineInText = () =>
    until('the text editor', async () => {
      const status = await window.page.locator('.statusbar-item[id="status.editor.selection"]').textContent();
      return /\d+/.exec(status ?? '')?.[0];
    });

  step(
    'finds text everywhere and shows a hit in the text',
    () => window,
    async () => {
      const { page, session } = window;
      const frame = await openEditor(page, await nameInCase(session, dumpName), ready.dump);
      await frame.locator('.search input').fill('Last MIP Result');
      await frame.locator('.hits [role=option]').first().waitFor();
      const count = (await frame.locator('.search [role=status]').textContent()) ?? '';
      assert.match(count, /^\d+ hits?$/);
      assert.deepEqual(await axe(page), []);
      await session.screenshot(page, `${variant}-dump-search`);
      const line = await frame.locator('.hits [role=option] .num').first().textContent();
      await frame.locator('.search input').press('Enter');
      assert.equal(await lineInText(), line);
    },
  );

  step(
    'shows the chosen value in the text with Alt+T',
    () => window,
    async () => {
      const { page } = window;
      const frame = await openEditor(page, secondName, ready.dump);
      const value = frame.locator('.st', { hasText: 'Last MIP Result' }).first();
      await value.locator('.val').click();
      const label = (await value.locator('.line').textContent()) ?? '';
      await page.keyboard.press('Alt+t');
      assert.equal(await lineInText(), label.trim());
    },
  );

  step(
    'browses nodes, whose content stays masked until it is revealed',
    () => window,
    async () => {
      const { page, session } = window;
      const frame = await openEditor(page, nodesName, '[role=tab]');
      await frame.locator('[role=tab]', { hasText: 'Nodes' }).click();
      await frame.locator('[role=treeitem]').first().waitFor();
      await frame.locator('[role=treeitem]', { hasText: 'item_1' }).click();
      const text = await frame.locator('.nfields').innerText();
      assert.ok(!text.includes('Payroll'), text);
      await session.screenshot(page, `${variant}-dump-nodes`);
      assert.deepEqual(await axe(page), []);
      await frame.locator('.nfields .mask button').first().click();
      await until('the revealed content', async () =>
        (await frame.locator('.nfields').innerText()).includes('Payroll'),
      );
      await frame.locator('.nlist input').fill('item_1');
      await until('the filtered tree', async () => (await frame.locator('[role=treeitem]').count()) === 1);
    },
  );

  step(
    'opens attachments in place, also inside an inner archive',
    () => window,
    async () => {
      const { page, session } = window;
      await openFile(page, zipName);
      await runCommand(page, 'View: Reopen Editor With...');
      await page.locator('.quick-input-list .monaco-list-row', { hasText: 'Edge Sync' }).first().click();
      const frame = await webviewFrame(page);
      await frame.locator('.al [role=row]').first().waitFor();
      await session.screenshot(page, `${variant}-attachments`);
      assert.deepEqual(await axe(page), []);
      await frame.locator('.al').focus();
      await page.keyboard.press('Enter');
      await page.locator('.tab.active', { hasText: 'inner.zip' }).waitFor();
      const inner = await until('the inner list', async () => {
        const one = await webviewFrame(page);
        return (await one.locator('.al .a').count()) === 1 && one;
      });
      await inner.locator('.al').focus();
      await page.keyboard.press('Enter');
      const dump = await until('the dump inside', async () => {
        const one = await webviewFrame(page);
        return (await one.locator('.fr').count()) > 0 && one;
      });
      assert.match(await dump.locator('.fd').innerText(), /Rights Management/);
      await session.screenshot(page, `${variant}-attachment-dump`);
    },
  );

  step(
    'compares two dumps by meaning',
    () => window,
    async () => {
      const { page, session } = window;
      const { workspace } = session.server;
      const content = await readFile(path.join(workspace, secondName), 'utf8');
      await writeFile(
        path.join(workspace, fixedName),
        content.replace('"stat_value": "Failed"', '"stat_value": "Success"'),
      );
      const frame = await openEditor(page, fixedName, ready.dump);
      await frame.locator('vscode-button', { hasText: 'Compare With' }).click();
      const file = page.locator('.quick-input-list .monaco-list-row', { hasText: secondName });
      await file.click();
      const ok = page.locator('.quick-input-widget:visible').getByRole('button', { name: 'OK' });
      const compared = await until('the comparison', async () => {
        // Some dialogs take the file at once, others want to be told.
        if (await ok.isVisible()) await ok.click({ timeout: 1000 });
        const one = await webviewFrame(page);
        return (await one.locator('.ct').count()) > 0 && one;
      });
      const row = compared.locator('.cr', { hasText: /^Last MIP Result/ });
      assert.match((await row.innerText()).replace(/\s+/g, ' '), /Success Failed/);
      assert.ok(await row.locator('[role=img]').getAttribute('aria-label'));
      await session.screenshot(page, `${variant}-compare`);
      assert.deepEqual(await axe(page), []);
      await compared.locator('vscode-button', { hasText: 'Swap' }).click();
      await until('the swapped comparison', async () => /Failed\s+Success/.test(await row.innerText()));
    },
  );
});
