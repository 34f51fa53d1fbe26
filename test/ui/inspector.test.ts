import assert from 'node:assert/strict';
import { existsSync, statSync } from 'node:fs';
import { readFile } from 'node:fs/promises';
import path from 'node:path';
import { Ajv } from 'ajv';
import { writeHar } from '../../src/reports/writers/har';
import { oddCapture } from '../fixtures/oddBodies';
import { openSazBytes } from '../fixtures/saz';
import { openInService } from '../fixtures/service';
import { harSchema } from '../reports/writers/harSchema';
import { clipboard, filterBox } from './listSupport';
import {
  axe,
  type Frame,
  openEditor,
  type Page,
  pressUntil,
  ready,
  runCommand,
  setTheme,
  themes,
  until,
  variant,
  webviewFrame,
  windowOn,
} from './support';

/** Shows one session in the inspector: by its path, found with the filter. */
async function inspect(page: Page, frame: Frame, where: string): Promise<void> {
  await filterBox(frame).fill(`path:/${where}`);
  const grid = frame.locator('.lp [role=grid], .lp [role=treegrid]').first();
  await until('its title', async () => {
    await grid.focus();
    await page.keyboard.press('Home');
    await page.keyboard.press('Enter');
    return (await frame.locator('.ititle h2').innerText({ timeout: 2000 })).includes(`/${where}`);
  });
}

/** The content of a tab, once it is there. */
async function tabText(frame: Frame, name: RegExp): Promise<string> {
  await frame.getByRole('tab', { name }).click();
  const panel = frame.locator('#inspector-panel[aria-busy=false]');
  await panel.waitFor();
  return panel.innerText();
}

/** The text that the active text editor shows, once it holds what is awaited. */
async function editorText(page: Page, awaited: RegExp): Promise<string> {
  return until('the text document', async () => {
    const lines = await page.locator('.editor-instance:visible .view-lines').first().innerText({ timeout: 2000 });
    const text = lines.replace(/\u00a0/g, ' ');
    return awaited.test(text) && text;
  });
}

describe(`inspector (${variant})`, () => {
  let frame: Frame;
  const { here, window } = windowOn(
    async () => {
      const odd = await openSazBytes(oddCapture());
      const keys = odd.sessions.map(({ key }) => key);
      const har = await writeHar(odd, keys, { creator: { name: 'test', version: '1' } });
      return { 'odd.saz': oddCapture(), 'lines.har': har };
    },
    { 'workbench.editorAssociations': { '*.har': 'edgeSync.captureOption' } },
  );
  before(async () => {
    frame = await openEditor(window().page, 'odd.saz', ready.capture);
  });
  const closeText = async () => {
    await runCommand(window().page, 'View: Close Editor');
    frame = await webviewFrame(window().page);
    await frame.locator('.ititle h2').waitFor();
  };

  const bodies: readonly [where: string, shows: readonly RegExp[], shapes: readonly string[]][] = [
    ['picture.png', [/image\/png, 2 × 1/], ['Image', 'Hex', 'Text']],
    ['wrong-type.json', [/header says application\/json; the content is image\/png/], ['Image', 'Hex', 'Text']],
    ['invalid.json', [/Not valid JSON: line 3, column 1/, /Contoso/], ['Tree', 'Formatted', 'Text', 'Hex']],
    ['answer.json', [/value/, /array \(2\)/], ['Tree', 'Formatted', 'Text', 'Hex']],
    ['deep.json', [/object \(1\)/], ['Tree', 'Formatted', 'Text', 'Hex']],
    ['utf16.xml', [/<a n="1">Grüße<\/a>/], ['Formatted', 'Text', 'Tree', 'Hex']],
    ['broken.xml', [/Not well-formed XML: line 1/], ['Text', 'Tree', 'Hex']],
    ['not-gzip.txt', [/not valid gzip/, /plain all along/], ['Text', 'Hex']],
    ['gzip.txt', [/gzip/, /packed well/], ['Text', 'Hex']],
    ['message.pb', [/150/, /hi/], ['Tree', 'Hex', 'Text']],
    ['message.msgpack', [/\b7\b/, /true/], ['Tree', 'Hex', 'Text']],
    ['hostile.html', [/<script>window\.top\.hacked = 1<\/script>/], ['Text', 'Hex']],
    ['hostile.svg', [/<script>window\.top\.hacked = 1<\/script>/], ['Formatted', 'Text', 'Tree', 'Hex']],
    [
      'hostile.txt',
      [/harmless \[U\+202E\]txt\.exe\[U\+202C\] \[U\+0007\]\[U\+001B\]\[31m \[U\+200B\]end/],
      ['Text', 'Hex'],
    ],
    ['latin.txt', [/Grüße/], ['Text', 'Hex']],
    ['binary.bin', [/00000000 {2}00 01 02/, /Show more \(904 bytes left\)/], ['Hex', 'Text']],
    ['multipart', [/Grüße aus Köln/, /two\.png/, /image\/png/, /72 bytes/], ['Fields', 'Text', 'Hex']],
    ['form', [/grant_type/, /refresh token/], ['Fields', 'Text', 'Hex']],
    ['not-modified', [], []],
    ['autoresponder', [/made up/], ['Text', 'Hex']],
  ];
  here('shows bodies of every kind in their best view and offers the others', async ({ page, session }) => {
    for (const [where, shows, shapes] of bodies) {
      await inspect(page, frame, where);
      if (shapes.length === 0) {
        assert.equal(await frame.getByRole('tab', { name: /^Body/ }).count(), 0, where);
        continue;
      }
      await tabText(frame, /^Body/);
      const panel = frame.locator('#inspector-panel');
      for (const pattern of shows) {
        await until(`${pattern} in ${where}`, async () => pattern.test(await panel.innerText()));
      }
      const offered = await panel.locator('.shapes').first().locator('button').allInnerTexts();
      assert.deepEqual(offered, shapes, where);
      await session.screenshot(page, `${variant}-body-${where}`);
    }
    assert.equal(await frame.evaluate(() => 'hacked' in globalThis), false);
    assert.equal(await frame.locator('#inspector-panel iframe, #inspector-panel script').count(), 0);
  });

  here(
    'changes the view of a body and lists WebSocket messages with the chosen one below',
    async ({ page, session }) => {
      await inspect(page, frame, 'answer.json');
      await tabText(frame, /^Body/);
      const panel = frame.locator('#inspector-panel');
      await panel.getByRole('button', { name: 'Formatted' }).click();
      await until('lines', async () => /"count": 12/.test(await panel.locator('pre.src').innerText()));
      assert.ok((await panel.locator('pre.src .s-string').count()) > 0, 'syntax colors');
      await inspect(page, frame, 'socket');
      await tabText(frame, /^Messages/);
      const grid = panel.getByRole('grid', { name: 'Messages' });
      assert.equal(await grid.locator('[role=row]').count(), 5);
      await until('the first message', async () =>
        /favorites/.test(await panel.locator('section section').innerText()),
      );
      await grid.focus();
      await page.keyboard.press('ArrowDown');
      await until('its bytes', async () =>
        /00000000 {2}00 01 02/.test(await panel.locator('section section').innerText()),
      );
      await session.screenshot(page, `${variant}-messages`);
      await page.keyboard.press('ArrowDown');
      await until('no active characters', async () =>
        /\[U\+202E\]/.test(await panel.locator('section section').innerText()),
      );
    },
  );

  here('finds within a tab by keyboard, also in closed nodes and across colors', async ({ page, session }) => {
    await inspect(page, frame, 'deep.json');
    await tabText(frame, /^Body/);
    await frame.locator('[role=treegrid]').focus();
    await page.keyboard.press('Control+f');
    await frame.locator('.find input:focus').waitFor();
    await page.keyboard.type('bottom');
    const count = frame.locator('.find .cnt');
    await until('the match at the bottom', async () => (await count.innerText()) === '1 of 1');
    await page.keyboard.press('Escape');
    await frame.locator('.find').waitFor({ state: 'detached' });

    await inspect(page, frame, 'answer.json');
    await tabText(frame, /^Body/);
    await frame.locator('#inspector-panel').getByRole('button', { name: 'Text', exact: true }).click();
    await frame.locator('pre.src').waitFor();
    await page.keyboard.press('Control+f');
    await frame.locator('.find input:focus').waitFor();
    await page.keyboard.type('"name":"');
    await until('matches across colors', async () => (await count.innerText()) === '1 of 2');
    await page.keyboard.press('Enter');
    await until('the next', async () => (await count.innerText()) === '2 of 2');
    await session.screenshot(page, `${variant}-find`);
    // From the content the same key goes back to the box; from the box Escape goes back to the content.
    await frame.locator('#inspector-panel').focus();
    await page.keyboard.press('Control+f');
    await frame.locator('.find input:focus').waitFor();
    await page.keyboard.press('Escape');
    await frame.locator('#inspector-panel:focus').waitFor();
  });

  here('copies single values, masked ones by their name only', async ({ page }) => {
    await inspect(page, frame, 'form');
    await tabText(frame, /^Query/);
    const grid = frame.getByRole('grid', { name: 'Form fields' });
    await grid.focus();
    await page.keyboard.press('ArrowRight');
    await page.keyboard.press('Control+c');
    await clipboard(page, /^refresh_token$/);
    await page.keyboard.press('ArrowDown');
    await page.keyboard.press('Control+c');
    const copied = await clipboard(page, /refresh token/);
    assert.ok(!copied.includes('secretrefreshtoken'));
  });

  const documents: readonly [where: string, tab: RegExp, text: RegExp, title: RegExp][] = [
    ['answer.json', /^Overview/, /GET was answered with 200 OK/, /\.overview\.txt/],
    ['answer.json', /^Headers/, /x-ms-request-id/, /\.headers/],
    ['answer.json', /^Query/, /view/, /\.query\.txt/],
    ['answer.json', /^Body/, /favorites/, /\.response\.body\.json/],
    ['answer.json', /^Timing/, /Waiting/, /\.timing\.txt/],
    ['answer.json', /^Raw/, /HTTP\/1\.1 200 OK/, /\.raw/],
    ['socket', /^Messages/, /subscribe/, /\.messages\.txt/],
    ['picture.png', /^Body/, /89 50 4e 47/, /\.response\.body\.txt/],
  ];
  here('opens every tab as a text document of its own', async ({ page }) => {
    for (const [where, tab, text, title] of documents) {
      await inspect(page, frame, where);
      await tabText(frame, tab);
      await frame.getByRole('button', { name: 'Open This Tab as Text' }).click();
      await editorText(page, text);
      const active = await page.locator('.tab.active').first().getAttribute('aria-label');
      assert.match(active ?? '', title);
      await closeText();
    }
  });

  here('is done by keyboard alone: tabs by number, text, and back to the list', async ({ page }) => {
    await inspect(page, frame, 'answer.json');
    await pressUntil(page, frame, 'ArrowLeft', (at) => at.role === 'tab' && /^Overview/.test(at.text), 8);
    await page.keyboard.press('ArrowRight');
    await frame.getByRole('tab', { name: /^Headers/, selected: true }).waitFor();
    await pressUntil(
      page,
      frame,
      'Shift+Tab',
      (at) => at.name === 'Open This Tab as Text' || at.text === 'Open This Tab as Text',
      60,
    );
    await page.keyboard.press('Enter');
    await editorText(page, /x-ms-request-id/);
    await closeText();
    await frame.locator('#inspector-panel').focus();
    await page.keyboard.press('Escape');
    await frame.locator('.insp').waitFor({ state: 'detached' });
  });

  for (const theme of themes) {
    here(`is accessible in the theme ${theme}`, async ({ page, session }) => {
      await setTheme(page, theme);
      for (const [where, tab] of [
        ['answer.json', /^Overview/],
        ['feed.xml', /^Body/],
        ['answer.json', /^Body/],
        ['multipart', /^Body/],
        ['socket', /^Messages/],
        ['answer.json', /^Timing/],
        ['answer.json', /^Raw/],
      ] as const) {
        await inspect(page, frame, where);
        await tabText(frame, tab);
        await session.screenshot(page, `${variant}-inspector-${theme}-${tab.source.slice(1)}-${where}`);
        // Beside the inspector the list is another test's.
        const enlarge = frame.getByRole('button', { name: 'Full height (Alt+Enter)' });
        await enlarge.click();
        assert.deepEqual(await axe(page), []);
        await enlarge.click();
      }
    });
  }

  here('shows statistics in a page that is exported as a picture and as tables', async ({ page, session }) => {
    await filterBox(frame).fill('');
    await runCommand(page, 'Edge Sync: Show or Hide Statistics');
    await frame.locator('.stats').waitFor();
    const text = await frame.locator('.stats').innerText();
    for (const title of ['over time', 'Bytes over time', 'Slowest', 'Largest', 'not decrypted']) {
      assert.match(text, new RegExp(title, 'i'));
    }
    assert.match(text, /1 of 1 \(100 %\)/);
    for (const theme of themes) {
      await setTheme(page, theme);
      await session.screenshot(page, `${variant}-statistics-${theme}`);
      assert.deepEqual(await axe(page), []);
    }
    for (const [form, ending, awaited] of [
      ['Picture', 'svg', /<svg [\s\S]*odd\.contoso\.example/],
      ['Tables (CSV)', 'csv', /"odd\.contoso\.example",/],
      ['Tables (Markdown)', 'md', /\| odd\.contoso\.example \|/],
    ] as const) {
      await frame.getByRole('button', { name: 'Export...' }).click();
      await choose(page, form);
      const saved = await save(page, `odd.statistics.${ending}`, session.server.workspace);
      assert.match(await readFile(saved, 'utf8'), awaited);
    }
    await frame.locator('.stats').getByRole('button', { name: 'Back to the List' }).click();
  });

  here('exports sessions as SAZ, HAR and Markdown that can be read again', async ({ page, session }) => {
    const exported = async (scope: RegExp, form: string, name: string) => {
      await runCommand(page, 'Edge Sync: Export Sessions...');
      await choose(page, scope);
      await choose(page, form);
      await choose(page, 'Redacted');
      const saved = await save(page, name, session.server.workspace);
      return Uint8Array.from(await readFile(saved));
    };
    const saz = await openSazBytes(await exported(/All 26 sessions/, 'Fiddler session archive', 'odd.redacted.saz'));
    assert.equal(saz.sessions.length, 26);
    const har = JSON.parse(
      new TextDecoder().decode(await exported(/All 26 sessions/, 'HTTP archive', 'odd.redacted.har')),
    );
    const validate = new Ajv({ allErrors: true }).compile(harSchema);
    assert.ok(validate(har), JSON.stringify(validate.errors?.slice(0, 3)));
    await filterBox(frame).fill('path:form,multipart');
    await until('two rows', async () => (await frame.locator(ready.capture).count()) === 2);
    const markdown = new TextDecoder().decode(await exported(/filter lists/, 'Markdown', 'odd.redacted.md'));
    assert.equal(markdown.match(/^## #/gm)?.length, 2);
    assert.ok(!markdown.includes('secretrefreshtoken'));
    const again = await openInService('again.har', new TextEncoder().encode(JSON.stringify(har)));
    assert.equal((await again.ask('statistics', {})).groups[0]?.rows[0]?.value.text, '26');
  });

  here('shows the entry of a session in a capture that is a text', async ({ page }) => {
    const har = await openEditor(page, 'lines.har', ready.capture);
    await inspect(page, har, 'answer.json');
    await har.getByRole('button', { name: 'Show in Text' }).click();
    await editorText(page, /"url":"https:\/\/odd\.contoso\.example\/answer\.json/);
    const status = page.locator('.statusbar-item', { hasText: /^Ln / });
    await until('the entry is selected', async () => /Ln 5, .*selected/.test(await status.innerText()));
  });

  here('asks nothing of the network', async ({ session }) => {
    assert.deepEqual(session.violations(), []);
  });
});

/** Takes an entry of the open list. */
async function choose(page: Page, label: string | RegExp): Promise<void> {
  const entry = page.locator('.quick-input-list .monaco-list-row').filter({ hasText: label }).first();
  await entry.click();
}

/** Accepts the proposed name of the save dialog; returns it once the file is there. */
async function save(page: Page, name: string, target: string): Promise<string> {
  const box = page.locator('.quick-input-widget:visible input.input');
  await until('the save dialog', async () => (await box.inputValue({ timeout: 2000 })).endsWith(name));
  await page.keyboard.press('Enter');
  const file = path.join(target, name);
  await until(name, () => existsSync(file) && statSync(file).size > 0);
  return file;
}
