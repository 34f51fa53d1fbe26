import assert from 'node:assert/strict';
import {
  axe,
  nameInCase,
  openCase,
  openEditor,
  type Page,
  ready,
  runCommand,
  step,
  until,
  variant,
  type Window,
  webviewFrame,
} from './support';

/** A row of the case view. */
function row(page: Page, text: string | RegExp) {
  return page.locator('.sidebar .monaco-list-row', { hasText: text }).first();
}

describe(`the case view (${variant})`, () => {
  let window: Window;
  before(async () => {
    window = await openCase();
  });
  after(async () => window?.session.close());

  step(
    'opens the ticket of the workspace by keyboard alone',
    () => window,
    async () => {
      const { page, session } = window;
      await runCommand(page, 'Edge Sync: Open Ticket Folder...');
      await page.locator('.quick-input-list .monaco-list-row', { hasText: 'Folder of this workspace' }).waitFor();
      await page.keyboard.press('Enter');
      await row(page, /^Findings \(/).waitFor();
      for (const group of ['Sync chain', 'To ask the customer', 'RMS license']) await row(page, group).waitFor();
      await session.screenshot(page, `${variant}-case`);
    },
  );

  step(
    'shows the root cause first, with what follows below it',
    () => window,
    async () => {
      const { page } = window;
      const root = page
        .locator('.sidebar .monaco-list-row[aria-level="2"]', { hasText: /Rights Management is off/ })
        .first();
      await root.click();
      if ((await root.getAttribute('aria-expanded')) !== 'true') await page.keyboard.press('ArrowRight');
      await row(page, 'Cryptographer error').waitFor();
      assert.equal(await row(page, 'Cryptographer error').getAttribute('aria-level'), '3');
    },
  );

  step(
    'tells in the dump editor why, and leads to the sessions and back',
    () => window,
    async () => {
      const { page, session } = window;
      const dump = await openEditor(page, await nameInCase(session, /sync-internals.*\.txt$/), ready.dump);
      await dump.locator('[role=option]', { hasText: 'Cryptographer error' }).first().click();
      const why = dump.locator('ol.why').first();
      await why.waitFor();
      assert.match((await why.textContent()) ?? '', /Rights Management is off/);
      assert.deepEqual(await axe(page), []);
      const show = dump.getByRole('button', { name: 'Show Sessions' }).first();
      await show.scrollIntoViewIfNeeded();
      await session.screenshot(page, `${variant}-why`);
      await show.click();
      const capture = await until('the capture editor', async () => {
        const frame = await webviewFrame(page);
        return (await frame.locator('[role=grid] [role=row][aria-selected=true]').count()) > 0 ? frame : undefined;
      });
      await until('the filter', async () => (await capture.locator('input').first().inputValue()).startsWith('sid:'));
      await session.screenshot(page, `${variant}-case-sessions`);
      await runCommand(page, 'Edge Sync: Show in Dump');
      await until('the dump editor', async () => {
        const frame = await webviewFrame(page);
        return (await frame.locator('ol.why').count()) > 0;
      });
    },
  );

  step(
    'lists the moments of all files, each place a link',
    () => window,
    async () => {
      const { page, session } = window;
      await runCommand(page, 'Edge Sync: Show Timeline');
      const lines = page.locator('.editor-group-container.active .monaco-editor .view-lines');
      await lines.filter({ hasText: 'Clocks:' }).waitFor();
      await page.locator('.monaco-editor .detected-link').first().waitFor();
      await session.screenshot(page, `${variant}-timeline`);
    },
  );
});
