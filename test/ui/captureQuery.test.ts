import assert from 'node:assert/strict';
import { mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { nodePlatform } from '../../src/platform/node';
import { writeSaz } from '../../src/reports/writers/saz';
import { httpMessage, sazSession } from '../fixtures/saz';
import { counted, filter, filterBox, pick, said } from './listSupport';
import {
  axe,
  caseFolder,
  type Frame,
  openCase,
  openEditor,
  ready,
  runCommand,
  step,
  variant,
  type Window,
  wait,
} from './support';

const capture = 'contoso-adele-edge.saz';
const many = 600;

/** A capture with so much text that a search for a pattern takes its time. */
function textCapture(): Uint8Array {
  const text = 'xy'.repeat(60_000);
  const sessions = Array.from({ length: many }, (_, index) =>
    sazSession({
      request: httpMessage([`GET https://edge.microsoft.com/sync/v1/feeds/me/${index} HTTP/1.1`]),
      response: httpMessage(['HTTP/1.1 200 OK', 'Content-Type: text/plain'], `${text}${index}`),
      flags: { 'x-processinfo': 'msedge:1' },
    }),
  );
  return writeSaz(sessions, nodePlatform);
}

describe(`filter box (${variant})`, () => {
  let window: Window;
  let folder: string;
  let frame: Frame;
  before(async () => {
    folder = mkdtempSync(path.join(tmpdir(), 'edge-sync-query-'));
    writeFileSync(path.join(folder, capture), Uint8Array.from(readFileSync(path.join(caseFolder, capture))));
    writeFileSync(path.join(folder, 'text.saz'), textCapture());
    window = await openCase({ workspace: folder });
    frame = await openEditor(window.page, capture, ready.capture);
    await wait('all sessions', async () => /^155 of 155/.test(await counted(frame)));
  });
  after(async () => {
    await window?.session.close();
    rmSync(folder, { recursive: true, force: true });
  });
  const here = (title: string, f: (w: Window) => Promise<void>) =>
    step(
      title,
      () => window,
      () => f(window),
    );
  const options = () => frame.locator('[role=listbox] [role=option]');
  const offered = (label: string | RegExp) => options().filter({ hasText: label }).first();
  const type = async (text: string) => {
    await filterBox(frame).fill('');
    await filterBox(frame).pressSequentially(text, { delay: 15 });
  };

  here('completes fields and the values of the capture with their counts', async ({ page, session }) => {
    await type('ho');
    await offered('host:').waitFor();
    await page.keyboard.press('Tab');
    await wait('the field', async () => (await filterBox(frame).inputValue()) === 'host:');
    await offered('intranet.contoso.example').waitFor();
    await session.screenshot(page, `${variant}-query-completion`);
    assert.deepEqual(await axe(page), []);
    await page.keyboard.type('aadrm');
    await wait('the host alone', async () => (await options().count()) === 1);
    const count = Number(/(\d+)$/.exec((await options().textContent()) ?? '')?.[1]);
    assert.equal(await filterBox(frame).getAttribute('aria-activedescendant'), 'suggestion-0');
    await page.keyboard.press('Enter');
    await wait('its sessions', async () => (await counted(frame)).startsWith(`${count} of 155`));
    assert.equal(await filterBox(frame).inputValue(), 'host:api.aadrm.com ');

    // Values that lie in heads are read for it.
    await type('user:');
    await offered('@').waitFor();
    await type('header.x-ms');
    await offered('header.x-ms-').waitFor();
    await type('is:');
    await offered(/^error\D*4$/).waitFor();
    await page.keyboard.press('Escape');
    assert.equal(await filterBox(frame).inputValue(), 'is:');
    await page.keyboard.press('Escape');
    await wait('an empty box', async () => (await filterBox(frame).inputValue()) === '');
  });

  here('shows a mistake where it is, and keeps the list', async ({ page, session }) => {
    await filter(frame, 'is:error', /^4 of 155/);
    await filterBox(frame).fill('is:error statu:4');
    const words = frame.locator('#query-error');
    await words.waitFor();
    assert.match((await words.textContent()) ?? '', /There is no field "statu"/);
    assert.equal(await filterBox(frame).getAttribute('aria-invalid'), 'true');
    assert.equal(await filterBox(frame).getAttribute('aria-describedby'), 'query-error');
    await said(frame, /There is no field "statu"/);
    const [from, length] = await frame
      .locator('.squiggle')
      .evaluate((element) => [element.style.getPropertyValue('--from'), element.style.getPropertyValue('--len')]);
    assert.deepEqual([from, length], ['9', '5']);
    await wait('its mark under the word', async () => {
      const box = await frame.locator('.squiggle').boundingBox();
      const input = await filterBox(frame).boundingBox();
      return box !== null && input !== null && box.x > input.x + 50 && box.width > 20;
    });
    assert.match(await counted(frame), /^4 of 155/);
    await page.keyboard.press('Escape');
    await session.screenshot(page, `${variant}-query-mistake`);
    assert.deepEqual(await axe(page), []);
    await filter(frame, '', /^155 of 155/);
  });

  here('counts the matches while it is typed', async ({ page }) => {
    const seen = new Set<string>();
    await filterBox(frame).fill('');
    for (const char of 'status:>=400') {
      await page.keyboard.type(char);
      const valid = /^status:>=\d+$/.test(await filterBox(frame).inputValue());
      if (valid)
        await wait(
          'a count',
          async () => !/^155 of/.test(await counted(frame)) || (await filterBox(frame).inputValue()) !== 'status:>=400',
        );
      seen.add(await counted(frame));
    }
    await wait('the failed ones', async () => /^\d of 155/.test(await counted(frame)));
    assert.ok(seen.size > 1);
    await filter(frame, '', /^155 of 155/);
  });

  for (const [query, count] of [
    ['host:aadrm.com status:400', /^4 of/],
    ['-is:tunnel', /^149 of/],
    ['chain:license', /^4 of/],
    ['has:token', /^\d+ of/],
    ['body:NotSignedUp', /^4 of/],
    ['status:400,401', /^\d of/],
    ['sid:23..31', /^\d of/],
    ['time:09:12..09:12', /^\d+ of/],
    ['url:/enduser\\w+$/', /^5 of/],
    ['(host:aadrm or host:login) -status:200', /^5 of/],
  ] as const) {
    here(`finds ${query}`, async () => {
      await filter(frame, query, count);
      const [found, all] =
        /^(\d+) of (\d+)/
          .exec(await counted(frame))
          ?.slice(1)
          .map(Number) ?? [];
      assert.ok(found && all && found < all, `${found} of ${all}`);
    });
  }

  here('keeps queries for every capture, and forgets them', async ({ page }) => {
    await filter(frame, 'is:error host:aadrm', /^4 of 155/);
    await page.keyboard.press('Escape');
    await pick(frame, 'Saved queries', 'Save This Query');
    await said(frame, /Query saved/);
    frame = await openEditor(page, 'text.saz', ready.capture);
    await wait('the other capture', async () => new RegExp(`^${many} of ${many}`).test(await counted(frame)), 60_000);
    await pick(frame, 'Saved queries', 'is:error host:aadrm');
    await wait('the query', async () => (await filterBox(frame).inputValue()) === 'is:error host:aadrm');
    await frame.getByRole('button', { name: 'Clear Filter' }).first().click();
    await runCommand(page, 'View: Close Editor');
    frame = await openEditor(page, capture, ready.capture);
    await filter(frame, 'is:error host:aadrm', /^4 of 155/);
    await pick(frame, 'Saved queries', 'Forget This Query');
    await said(frame, /Query forgotten/);
    await filterBox(frame).fill('header.authorization:eyJ0eXAiOiJKV1QiLCJhbGciOi');
    await frame.getByRole('button', { name: 'Saved queries' }).click();
    const save = frame.locator('[role=menu] > *', { hasText: 'Holds a Secret' });
    assert.equal(await save.getAttribute('aria-disabled'), 'true');
    assert.equal(await frame.locator('[role=menu] > *', { hasText: 'is:error host:aadrm' }).count(), 0);
    await page.keyboard.press('Escape');
    await filter(frame, '', /^155 of 155/);
  });

  here('writes a query for those who do not know the language', async ({ page, session }) => {
    await filterBox(frame).fill('');
    await frame.getByRole('button', { name: 'Build a query' }).click();
    const form = frame.getByRole('form', { name: 'Build a query' });
    await form.getByLabel('Field', { exact: true }).selectOption('is');
    await wait('the choices', async () => (await frame.locator('#builder-values option').count()) > 5);
    await form.getByLabel('Value', { exact: true }).fill('error');
    assert.equal(await form.locator('code').textContent(), 'is:error');
    await session.screenshot(page, `${variant}-query-builder`);
    assert.deepEqual(await axe(page), []);
    await page.keyboard.press('Enter');
    await wait('the errors', async () => /^4 of 155/.test(await counted(frame)));
    await form.getByLabel('Field', { exact: true }).selectOption('duration');
    await form.getByLabel('Comparison', { exact: true }).selectOption('more');
    await form.getByLabel('Value', { exact: true }).fill('200');
    await page.keyboard.press('Enter');
    await wait('both parts', async () => (await filterBox(frame).inputValue()) === 'is:error duration:>200');
    await page.keyboard.press('Escape');
    await form.waitFor({ state: 'detached' });
    await filter(frame, '', /^155 of 155/);
  });

  here('searches bodies with progress, and can be stopped', async ({ page, session }) => {
    frame = await openEditor(page, 'text.saz', ready.capture);
    await wait('all', async () => new RegExp(`^${many} of ${many}`).test(await counted(frame)), 60_000);
    await filterBox(frame).fill('body:/(x+y+)+[za]/');
    await wait('progress', async () => /^Searching \d+ of 600/.test(await counted(frame)), 60_000);
    await session.screenshot(page, `${variant}-query-searching`);
    // What takes longer than half a second is not begun anew by its own progress.
    const done = async () => Number(/^Searching (\d+)/.exec(await counted(frame))?.[1] ?? '-1');
    const early = await done();
    await wait('more of it', async () => (await done()) > early, 60_000);
    await frame.getByRole('button', { name: 'Cancel Search' }).click();
    await wait('the end', async () => /Search canceled/.test(await counted(frame)));
    await said(frame, /Search canceled/);
    assert.ok((await frame.locator(ready.capture).count()) > 5, 'the list from before is there');
    await frame.getByRole('button', { name: 'Search Again' }).click();
    await wait('progress again', async () => /^Searching/.test(await counted(frame)), 60_000);
    await filterBox(frame).press('Escape');
    await wait('the end', async () => /Search canceled/.test(await counted(frame)));
    assert.equal(await filterBox(frame).inputValue(), 'body:/(x+y+)+[za]/');
    await filter(frame, 'body:xy599', /^1 of 600/);
    await filter(frame, '', /^600 of 600/);
  });
});
