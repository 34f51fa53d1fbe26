import assert from 'node:assert/strict';
import { readFileSync } from 'node:fs';
import path from 'node:path';
import { nodePlatform } from '../../src/platform/node';
import { writeSaz } from '../../src/reports/writers/saz';
import { httpMessage, sazSession } from '../fixtures/saz';
import { counted, filter, filterBox, pick, said } from './listSupport';
import { axe, caseFolder, type Frame, openEditor, ready, runCommand, until, variant, windowOn } from './support';

const capture = 'contoso-adele-edge.saz';
const many = 600;

/**
 * Its threads multiply on every x of a text without order: a quarter of a second for each body of {@link textCapture}, and
 * minutes for all. A search for it is at work whenever a test looks, on any machine; no test waits for its end.
 */
const slow = 'body:/x[xy]{900}[za]/';

/** A text of x and y without order, the same each time. */
function disorder(length: number, seed: number): string {
  let state = seed + 1;
  return Array.from({ length }, () => {
    state = (Math.imul(state, 1_664_525) + 1_013_904_223) >>> 0;
    return state >>> 31 ? 'x' : 'y';
  }).join('');
}

/** A capture whose bodies are hard to search for a pattern. */
function textCapture(): Uint8Array {
  const sessions = Array.from({ length: many }, (_, index) =>
    sazSession({
      request: httpMessage([`GET https://edge.microsoft.com/sync/v1/feeds/me/${index} HTTP/1.1`]),
      response: httpMessage(['HTTP/1.1 200 OK', 'Content-Type: text/plain'], `${disorder(4000, index)}xy${index}`),
      flags: { 'x-processinfo': 'msedge:1' },
    }),
  );
  return writeSaz(sessions, nodePlatform);
}

describe(`filter box (${variant})`, () => {
  let frame: Frame;
  const { here, window } = windowOn(() => ({
    [capture]: readFileSync(path.join(caseFolder, capture)),
    'text.saz': textCapture(),
  }));
  before(async () => {
    frame = await openEditor(window().page, capture, ready.capture);
    await until('all sessions', async () => /^155 of 155/.test(await counted(frame)));
  });
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
    await until('the field', async () => (await filterBox(frame).inputValue()) === 'host:');
    await offered('intranet.contoso.example').waitFor();
    await session.screenshot(page, `${variant}-query-completion`);
    assert.deepEqual(await axe(page), []);
    await page.keyboard.type('aadrm');
    await until('the host alone', async () => (await options().count()) === 1);
    const count = Number(/(\d+)$/.exec((await options().textContent()) ?? '')?.[1]);
    assert.equal(await filterBox(frame).getAttribute('aria-activedescendant'), 'suggestion-0');
    await page.keyboard.press('Enter');
    await until('its sessions', async () => (await counted(frame)).startsWith(`${count} of 155`));
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
    await until('an empty box', async () => (await filterBox(frame).inputValue()) === '');
  });

  here('shows a mistake where it is, and keeps the list', async ({ page, session }) => {
    await filter(frame, 'is:error', /^4 of 155/);
    await said(frame, /There is no field "statu"/, () => filterBox(frame).fill('is:error statu:4'));
    const words = frame.locator('#query-error');
    await words.waitFor();
    assert.match((await words.textContent()) ?? '', /There is no field "statu"/);
    assert.equal(await filterBox(frame).getAttribute('aria-invalid'), 'true');
    assert.equal(await filterBox(frame).getAttribute('aria-describedby'), 'query-error');
    const [from, length] = await frame
      .locator('.squiggle')
      .evaluate((element) => [element.style.getPropertyValue('--from'), element.style.getPropertyValue('--len')]);
    assert.deepEqual([from, length], ['9', '5']);
    await until('its mark under the word', async () => {
      const box = await frame.locator('.squiggle').boundingBox();
      const input = await filterBox(frame).boundingBox();
      return box !== null && input !== null && box.x > input.x + 50 && box.width > 20;
    });
    assert.match(await counted(frame), /^4 of 155/);
    await session.screenshot(page, `${variant}-query-mistake`);
    assert.deepEqual(await axe(page), []);
    await filter(frame, '', /^155 of 155/);
  });

  here('counts the matches while it is typed', async ({ page }) => {
    await filter(frame, '', /^155 of 155/);
    for (const [typed, count] of [
      ['host:l', 120],
      ['o', 7],
      ['gin', 6],
    ] as const) {
      await page.keyboard.type(typed);
      await until(`${count} matches`, async () => (await counted(frame)).startsWith(`${count} of 155`));
    }
    assert.equal(await filterBox(frame).inputValue(), 'host:login');
    await filter(frame, '', /^155 of 155/);
  });

  for (const [query, count] of [
    ['host:aadrm.com status:400', 4],
    ['-is:tunnel', 149],
    ['chain:license', 4],
    ['has:token', 18],
    ['body:NotSignedUp', 4],
    ['status:400,401', 5],
    ['sid:23..31', 9],
    ['time:09:12..09:12', 47],
    ['url:/enduser\\w+$/', 5],
    ['(host:aadrm or host:login) -status:200', 5],
  ] as const) {
    here(`finds ${query}`, () => filter(frame, query, new RegExp(`^${count} of 155`)));
  }

  here('keeps queries for every capture, and forgets them', async ({ page }) => {
    await filter(frame, 'is:error host:aadrm', /^4 of 155/);
    await said(frame, /Query saved/, () => pick(frame, 'Saved queries', 'Save This Query'));
    frame = await openEditor(page, 'text.saz', ready.capture);
    await until('the other capture', async () => new RegExp(`^${many} of ${many}`).test(await counted(frame)));
    await pick(frame, 'Saved queries', 'is:error host:aadrm');
    await until('the query', async () => (await filterBox(frame).inputValue()) === 'is:error host:aadrm');
    await frame.getByRole('button', { name: 'Clear Filter' }).first().click();
    await runCommand(page, 'View: Close Editor');
    frame = await openEditor(page, capture, ready.capture);
    await filter(frame, 'is:error host:aadrm', /^4 of 155/);
    await said(frame, /Query forgotten/, () => pick(frame, 'Saved queries', 'Forget This Query'));
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
    await until('the choices', async () => (await frame.locator('#builder-values option').count()) > 5);
    await form.getByLabel('Value', { exact: true }).fill('error');
    assert.equal(await form.locator('code').textContent(), 'is:error');
    await session.screenshot(page, `${variant}-query-builder`);
    assert.deepEqual(await axe(page), []);
    await page.keyboard.press('Enter');
    await until('the errors', async () => /^4 of 155/.test(await counted(frame)));
    await form.getByLabel('Field', { exact: true }).selectOption('duration');
    await form.getByLabel('Comparison', { exact: true }).selectOption('more');
    await form.getByLabel('Value', { exact: true }).fill('200');
    await page.keyboard.press('Enter');
    await until('both parts', async () => (await filterBox(frame).inputValue()) === 'is:error duration:>200');
    await page.keyboard.press('Escape');
    await form.waitFor({ state: 'detached' });
    await filter(frame, '', /^155 of 155/);
  });

  here('searches bodies with progress, and can be stopped', async ({ page, session }) => {
    frame = await openEditor(page, 'text.saz', ready.capture);
    await until('all', async () => new RegExp(`^${many} of ${many}`).test(await counted(frame)));
    await filterBox(frame).fill(slow);
    await until('progress', async () => /^Searching \d+ of 600/.test(await counted(frame)));
    await session.screenshot(page, `${variant}-query-searching`);
    // What takes longer than half a second is not begun anew by its own progress.
    const done = async () => Number(/^Searching (\d+)/.exec(await counted(frame))?.[1] ?? '-1');
    const early = await done();
    await until('more of it', async () => (await done()) > early);
    await said(frame, /Search canceled/, () => frame.getByRole('button', { name: 'Cancel Search' }).click());
    await until('the end', async () => /Search canceled/.test(await counted(frame)));
    assert.ok((await frame.locator(ready.capture).count()) > 5, 'the list from before is there');
    await frame.getByRole('button', { name: 'Search Again' }).click();
    await until('progress again', async () => /^Searching/.test(await counted(frame)));
    await filterBox(frame).press('Escape');
    await until('the end', async () => /Search canceled/.test(await counted(frame)));
    assert.equal(await filterBox(frame).inputValue(), slow);
    await filter(frame, 'body:xy599', /^1 of 600/);
    await filter(frame, '', /^600 of 600/);
  });
});
