import assert from 'node:assert/strict';
import { readdir, readFile } from 'node:fs/promises';
import path from 'node:path';
import { unzipSync } from 'fflate';
import {
  type Frame,
  nameInCase,
  openCase,
  openEditor,
  type Page,
  pressUntil,
  ready,
  runCommand,
  step,
  until,
  variant,
  type Window,
  webviewFrame,
} from './support';

const captureName = /\.saz$/;

/** The text of our Markdown, once VS Code shows it rendered and it says what is awaited. */
async function preview(page: Page, awaited: RegExp): Promise<{ frame: Frame; text: string }> {
  return until('the preview', async () => {
    const frame = await webviewFrame(page);
    const text = await frame.locator('.markdown-body').innerText({ timeout: 2000 });
    return awaited.test(text) && { frame, text };
  });
}

/** The box of the save dialog, which the tests have drawn in the page. */
async function saveDialog(page: Page, name: RegExp) {
  const box = page.locator('.quick-input-widget:visible input.input');
  await until('the save dialog', async () => name.test(await box.inputValue({ timeout: 2000 })));
  return box;
}

/** Credentials as the capture holds them: whole values, and the parts of tokens. */
function secretsOf(capture: Uint8Array): string[] {
  const secrets = new Set<string>();
  for (const [name, content] of Object.entries(unzipSync(capture))) {
    if (!/^raw\/\d+_[cs]\.txt$/.test(name)) continue;
    const head = new TextDecoder('latin1').decode(content).split('\r\n\r\n')[0] ?? '';
    for (const [, value] of head.matchAll(/^(?:Authorization|Cookie|Set-Cookie): (?:\S+ (?=\S))?(\S{16,})/gim)) {
      if (!value) continue;
      secrets.add(value);
      for (const part of value.split('.')) if (part.length >= 16) secrets.add(part);
    }
  }
  return [...secrets];
}

describe(`what is handed on (${variant})`, () => {
  let window: Window;
  let name: string;
  let original: Uint8Array;
  let secrets: string[];
  let atFirst: string[];
  const file = () => path.join(window.session.server.workspace, name);
  const filesNow = async () => (await readdir(window.session.server.workspace)).sort();

  before(async () => {
    window = await openCase();
    name = await nameInCase(window.session, captureName);
    original = Uint8Array.from(await readFile(file()));
    secrets = secretsOf(original);
    assert.ok(secrets.length > 2, 'the sample capture holds tokens');
    atFirst = await filesNow();
  });
  after(async () => window?.session.close());

  step(
    'the chain strip tells the steps, filters by them and opens their sessions',
    () => window,
    async () => {
      const { page, session } = window;
      const frame = await openEditor(page, name, ready.capture);
      const steps = frame.locator('.chain > li');
      await steps.first().waitFor();
      const told = await steps.evaluateAll((all) =>
        all.map((one) => [one.querySelector('b')?.textContent, one.querySelector('.st')?.textContent].join(': ')),
      );
      assert.deepEqual(told, [
        'Sign-in token: passed',
        'RMS license: failed',
        'Sync feeds: passed',
        'Cloud messaging: not decrypted',
      ]);

      const license = frame.getByRole('button', { name: /^RMS license/ });
      const query = frame.locator('input').first();
      await frame.locator('.chain button').first().focus();
      await pressUntil(page, frame, 'ArrowRight', (at) => at.text.startsWith('RMS license'), 8);
      await page.keyboard.press('Enter');
      await until('the filter', async () => (await query.inputValue()) === 'chain:license');
      const rows = frame.locator(ready.capture);
      await until('the four sessions', async () => (await rows.count()) === 4);
      for (const row of await rows.allInnerTexts()) assert.match(row, /enduserlicenses/);
      assert.equal(await license.getAttribute('aria-pressed'), 'true');
      await session.screenshot(page, `${variant}-chain`);

      await page.keyboard.press('Enter');
      await until('all sessions', async () => (await query.inputValue()) === '' && (await rows.count()) > 4);
      assert.equal(await license.getAttribute('aria-pressed'), 'false');

      await frame.locator('.chain').getByText('#23', { exact: true }).click();
      const chosen = frame.locator('[role=row][aria-selected=true]');
      await until('session 23', async () => /^\s*23\b[\s\S]*enduserlicenses/.test(await chosen.innerText()));
      await page.keyboard.press('Enter');
      await frame.locator('[role=tablist] [role=tab]').first().waitFor();
      const inspector = frame.locator('[role=tabpanel]:visible').last();
      await until('its inspector', async () => /NotSignedUp|enduserlicenses/.test(await inspector.innerText()));
      await session.screenshot(page, `${variant}-chain-session`);
    },
  );

  step(
    'a report is shown before it is saved, by keyboard alone and without secrets',
    () => window,
    async () => {
      const { page, session } = window;
      await openEditor(page, name, ready.capture);
      await runCommand(page, 'Edge Sync: Export Report...');
      const forms = page.locator('.quick-input-list .monaco-list-row');
      await forms.filter({ hasText: 'Markdown for the ticket' }).waitFor();
      assert.equal(await forms.count(), 4);
      await page.keyboard.press('Enter');
      const { frame, text } = await preview(page, /Most likely cause/);
      assert.match(text, /Most likely cause: Rights Management is off in the tenant\./);
      assert.match(text, /RMS license: failed/);
      const html = await frame.content();
      assert.deepEqual(
        secrets.filter((secret) => html.includes(secret)),
        [],
      );
      await saveDialog(page, /\.md$/);
      await session.screenshot(page, `${variant}-report`);
      await page.keyboard.press('Escape');
      await page.locator('.quick-input-widget').waitFor({ state: 'hidden' });
      assert.deepEqual(await filesNow(), atFirst);
      await runCommand(page, 'View: Close Editor');
      await page.locator('.tab', { hasText: '.md' }).waitFor({ state: 'detached' });
    },
  );

  step(
    'a redacted copy tells what was replaced, and nothing is written when it is not wanted',
    () => window,
    async () => {
      const { page, session } = window;
      await openEditor(page, name, ready.capture);
      await runCommand(page, 'Edge Sync: Share Redacted Copy...');
      const { frame, text } = await preview(page, /This was replaced/);
      assert.match(text, /Redacted copy of .*\.redacted\.saz/);
      const lists = frame.locator('.markdown-body ul');
      const replaced = await lists.first().locator('li').allInnerTexts();
      const counts = new Map(
        replaced.map((line) => [line.replace(/: \d+$/, ''), Number(/: (\d+)$/.exec(line.trim())?.[1])]),
      );
      for (const [kind, count] of counts) assert.ok(count > 0, `${kind}: ${count}`);
      for (const kind of ['tokens', 'signatures of tokens and licenses', 'mail addresses']) assert.ok(counts.has(kind));
      assert.ok((await lists.nth(1).locator('li').count()) > 0, 'what was not judged');
      const sum = [...counts.values()].reduce((a, b) => a + b, 0);
      const question = page.locator('.quick-input-widget:visible input.input');
      await question.waitFor();
      assert.equal(
        await question.getAttribute('placeholder'),
        `${sum.toLocaleString('en-US')} values were replaced in the copy.`,
      );
      await session.screenshot(page, `${variant}-redaction`);
      await page.keyboard.press('Escape');
      await page.locator('.quick-input-widget').waitFor({ state: 'hidden' });
      assert.deepEqual(await filesNow(), atFirst);
      await runCommand(page, 'View: Close Editor');
    },
  );

  step(
    'a redacted copy that is wanted is a file of its own without the tokens',
    () => window,
    async () => {
      const { page } = window;
      await openEditor(page, name, ready.capture);
      await runCommand(page, 'Edge Sync: Share Redacted Copy...');
      const question = page.locator('.quick-input-widget:visible input[placeholder*="replaced in the copy"]');
      await question.waitFor();
      await page.keyboard.press('Enter');
      await saveDialog(page, /\.redacted\.saz$/);
      await page.keyboard.press('Enter');
      const added = await until('the copy', async () => {
        const names = (await filesNow()).filter((one) => !atFirst.includes(one));
        return names.length === 1 && names[0];
      });
      assert.match(added, /\.redacted\.saz$/);
      const copy = await until('its content', async () => {
        const content = Uint8Array.from(await readFile(path.join(window.session.server.workspace, added)));
        return Object.keys(unzipSync(content)).length > 0 && content;
      });
      const parts = Object.values(unzipSync(copy)).map((part) => new TextDecoder('latin1').decode(part));
      const signatures = secrets.flatMap((one) => (one.split('.').length === 3 ? one.split('.').slice(2) : []));
      assert.ok(signatures.length > 0);
      assert.deepEqual(
        signatures.filter((one) => parts.some((part) => part.includes(one))),
        [],
      );
      assert.deepEqual(Uint8Array.from(await readFile(file())), original);
    },
  );
});
