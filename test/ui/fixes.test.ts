import assert from 'node:assert/strict';
import { copyFile } from 'node:fs/promises';
import path from 'node:path';
import { openFile } from '../vscode/lib/ui.mjs';
import {
  externalLinkAsked,
  gotoLine,
  nameInCase,
  openCase,
  openEditor,
  type Page,
  problems,
  ready,
  step,
  until,
  variant,
  type Window,
} from './support';

const documented = /https:\/\/learn\.microsoft\.com\//;
const openFix = 'Open documented fix';

/** A row of the Problems panel. */
function problemRow(page: Page, text: string | RegExp) {
  return page.locator('.markers-panel-container .monaco-list-row', { hasText: text });
}

describe(`documented fixes (${variant})`, () => {
  let window: Window;
  before(async () => {
    window = await openCase();
    const { workspace } = window.session.server;
    const dump = await nameInCase(window.session, /sync-internals.*\.txt$/);
    await copyFile(path.join(workspace, dump), path.join(workspace, 'pasted.txt'));
  });
  after(async () => window?.session.close());

  step(
    'open from the light bulb of a dump in the text editor',
    () => window,
    async () => {
      const { page, session } = window;
      await openFile(page, 'pasted.txt');
      const [first = ''] = await problems(page);
      const [, line = '1', column = '1'] =
        /line (\d+) and character (\d+)|Ln (\d+), Col (\d+)/i.exec(first)?.filter(Boolean) ?? [];
      await page.locator('.editor-group-container.active .monaco-editor .view-line').first().click();
      await gotoLine(page, Number(line), Number(column));
      const bulb = page
        .locator('.lightBulbWidget:visible, .codicon-gutter-lightbulb:visible, .codicon-light-bulb:visible')
        .first();
      await bulb.waitFor();
      await session.screenshot(page, `${variant}-light-bulb`);
      await bulb.click();
      const item = page.locator('.action-widget .monaco-list-row', { hasText: openFix }).first();
      await item.waitFor();
      await session.screenshot(page, `${variant}-quick-fix`);
      await item.click();
      assert.match(await externalLinkAsked(page), documented);
    },
  );

  step(
    'open from the menu of a problem',
    () => window,
    async () => {
      const { page, session } = window;
      await problems(page);
      const row = problemRow(page, /edge-sync/).first();
      await row.click();
      await row.locator('.codicon-lightbulb, .codicon-light-bulb, .codicon-lightbulb-autofix').first().waitFor();
      await row.click({ button: 'right' });
      const item = page.locator('.context-view .action-item, .monaco-menu .action-item', { hasText: openFix }).first();
      await item.waitFor();
      await session.screenshot(page, `${variant}-problems-menu`);
      await item.click();
      assert.match(await externalLinkAsked(page), documented);
    },
  );

  step(
    'open from the lens of a session that a problem leads to',
    () => window,
    async () => {
      const { page, session } = window;
      await openEditor(page, await nameInCase(session, /\.saz$/), ready.capture);
      const row = problemRow(page, /Rights Management/).first();
      await until('the session in Problems', async () => (await row.count()) > 0);
      await row.dblclick();
      const lens = page.locator('.codelens-decoration a:visible', { hasText: openFix }).first();
      await lens.waitFor();
      await session.screenshot(page, `${variant}-session-lens`);
      await lens.click();
      assert.match(await externalLinkAsked(page), documented);
    },
  );
});
