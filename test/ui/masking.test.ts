import assert from 'node:assert/strict';
import { plantedLines, SecretPlanter } from '../fixtures/plantedSecrets';
import { statusDump } from '../fixtures/scenarios/statusDump';
import { openFile } from '../vscode/lib/ui.mjs';
import { openEditor, type Page, ready, runCommand, until, variant, windowOn } from './support';

describe(`what is hidden (${variant})`, () => {
  const plant = new SecretPlanter();
  const { here } = windowOn(() => {
    const said = ['Hello, this is what I found:', ...plantedLines(plant, 'note'), 'Get-AipService', 'Disabled', ''];
    const dump = statusDump({
      stats: { 'Credentials/Last Token Error': `EDGE_AUTH_ERROR: 3, 54, 3ea for ${plant.token('dump: value')}` },
      events: [
        {
          time: Date.UTC(2026, 10, 22),
          type: 'Commit Request',
          details: `retry with refresh_token=${plant.secret('dump: details')} after 30 s`,
          proto: { share: 'someone', refresh_token: plant.secret('dump: message') },
        },
      ],
    });
    return { 'note.txt': said.join('\n'), 'hidden-sync-internals.txt': dump };
  });

  const editorText = (page: Page) => page.locator('.monaco-editor .view-lines').first().innerText();

  here('a pasted text shows chips in place of its secrets, and its findings', async ({ session, page }) => {
    await openFile(page, 'note.txt');
    await page.locator('.monaco-editor .view-line').first().click();
    await page.keyboard.press('ControlOrMeta+a');
    await runCommand(page, 'Edge Sync: Inspect Selection');
    await until('the masked document', async () => /\[signature,/.test(await editorText(page)));
    await until('its lenses', async () => (await page.locator('.codelens-decoration').count()) > 0);
    const shown = await editorText(page);
    assert.deepEqual(plant.leaks(shown), []);
    assert.match(shown.replace(/\u00a0/g, ' '), /\[refresh token, \d+\] failed with 0xCAA20003/);
    await session.screenshot(page, `${variant}-pasted-masked`);
  });

  here('a value of a dump is revealed by keyboard, and hidden again', async ({ session, page }) => {
    const frame = await openEditor(page, 'hidden-sync-internals.txt', ready.dump);
    const shown = async () => (await frame.locator('body').textContent()) ?? '';
    await until('the value', async () => /\[signature,/.test(await shown()));
    assert.deepEqual(plant.leaks(await shown()), []);
    const value = frame.locator('.st', { hasText: '[signature,' }).first();
    await value.scrollIntoViewIfNeeded();
    await session.screenshot(page, `${variant}-dump-chip`);
    await value
      .locator('[role=gridcell]')
      .nth(1)
      .click({ position: { x: 4, y: 4 } });
    await value.locator('xpath=ancestor::*[@role="grid"]').focus();
    await page.keyboard.press('Enter');
    await until('the value in clear', async () => plant.leaks(await shown()).includes('dump: value: signature'));
    await session.screenshot(page, `${variant}-dump-chip-open`);
    await page.keyboard.press('Enter');
    await until('hidden again', async () => plant.leaks(await shown()).length === 0);
  });

  here('what an event says is revealed from its row', async ({ session, page }) => {
    const frame = await openEditor(page, 'hidden-sync-internals.txt', ready.dump);
    const shown = async () => (await frame.locator('body').textContent()) ?? '';
    await frame.getByRole('tab', { name: /log/i }).click();
    const log = frame.locator('.events[role=treegrid]');
    await log.getByRole('row').first().waitFor();
    await log.focus();
    await page.keyboard.press('Tab');
    await session.screenshot(page, `${variant}-event-chip`);
    await page.keyboard.press('Enter');
    await until('the details in clear', async () => plant.leaks(await shown()).includes('dump: details'));
    await page.keyboard.press('Enter');
    await until('hidden again', async () => plant.leaks(await shown()).length === 0);
  });
});
