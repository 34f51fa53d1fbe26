// How the tests of the session list drive it and read it: as a reader with a mouse, a keyboard or a screen reader does.
import assert from 'node:assert/strict';
import { type Frame, type Page, runCommand, until, webviewFrame } from './support';

/** Titles of the columns in their order. */
export function titles(frame: Frame): Promise<string[]> {
  return frame
    .locator('[role=columnheader]')
    .evaluateAll((all) => all.map((one) => (one.textContent ?? '').replace(/[▾▴]/g, '').trim()));
}

/** The header cell of a column. */
export function head(frame: Frame, title: string) {
  return frame.locator('[role=columnheader]', { hasText: new RegExp(`^${title}[▾▴]?$`) });
}

/** Texts of one column in the rows that are drawn, from top to bottom. */
export async function column(frame: Frame, title: string): Promise<string[]> {
  const at = (await titles(frame)).indexOf(title) + 1;
  assert.ok(at > 0, `there is no column ${title}`);
  const rows = await frame.locator('.scroll [role=row][data-key]').evaluateAll(
    (all, index) =>
      all.map((row) => ({
        number: Number(row.getAttribute('aria-rowindex')),
        text: row.querySelector(`[aria-colindex="${index}"]`)?.textContent ?? '',
      })),
    at,
  );
  return rows.sort((a, b) => a.number - b.number).map(({ text }) => text);
}

/** Numbers of the selected sessions that are drawn. */
export async function chosen(frame: Frame): Promise<string[]> {
  return frame.evaluate(() =>
    [...document.querySelectorAll('.scroll [role=row][aria-selected=true]')].map(
      (row) => row.querySelector('.num')?.textContent ?? '',
    ),
  );
}

/** What the cursor of the list is on, as a screen reader is told. */
export function cursor(frame: Frame): Promise<{ role: string; text: string; level: string; expanded: string }> {
  return frame.evaluate(() => {
    const id = document.querySelector('.grid')?.getAttribute('aria-activedescendant');
    const element = id ? document.getElementById(id) : undefined;
    const row = element?.closest('[role=row]');
    return {
      role: element?.getAttribute('role') ?? '',
      text: element?.textContent ?? '',
      level: row?.getAttribute('aria-level') ?? '',
      expanded: row?.getAttribute('aria-expanded') ?? '',
    };
  });
}

/** Puts the cursor of the list on the header of a column, with keys alone. */
export async function toHead(page: Page, frame: Frame, title: string): Promise<void> {
  await frame.locator('.grid').focus();
  if ((await cursor(frame)).role !== 'columnheader') {
    await page.keyboard.press('Home');
    await until('the first row', async () => (await frame.locator('.scroll [aria-rowindex="2"].foc').count()) === 1);
    await page.keyboard.press('ArrowUp');
  }
  const all = await titles(frame);
  const on = async (wanted: string | undefined) => {
    const { role, text } = await cursor(frame);
    return role === 'columnheader' && text.replace(/[▾▴]/g, '').trim() === wanted;
  };
  await page.keyboard.press('Home');
  await until('the first header', () => on(all[0]));
  assert.ok(all.includes(title), `there is no column ${title}`);
  for (const next of all.slice(1, all.indexOf(title) + 1)) {
    await page.keyboard.press('ArrowRight');
    await until(`the header ${next}`, () => on(next));
  }
}

/** Does something and waits until the polite live region has said what fits, also when it says something else since. */
export async function said(frame: Frame, what: RegExp, action: () => Promise<void>): Promise<void> {
  const heard = await frame.locator('.sr [role=status]').evaluateHandle((region) => {
    const texts: string[] = [];
    const observer = new MutationObserver(() => texts.push(region.textContent ?? ''));
    observer.observe(region, { childList: true, characterData: true, subtree: true });
    return { texts, observer };
  });
  await action();
  await until(`"${what.source}" to be said`, async () => {
    const texts = await heard.evaluate((all) => all.texts);
    if (!texts.some((text) => what.test(text))) throw new Error(`it said ${JSON.stringify(texts)}`);
    return true;
  });
  await heard.evaluate(({ observer }) => observer.disconnect());
  await heard.dispose();
}

/** Opens a menu with a button of the page and picks an item of it. */
export async function pick(frame: Frame, button: string, item: string): Promise<void> {
  await frame.getByRole('button', { name: button, exact: true }).click();
  await pickItem(frame, item);
}

/** Picks an item of the menu that is open. */
export async function pickItem(frame: Frame, item: string): Promise<void> {
  await frame.locator('[role=menu] > *', { hasText: item }).first().click();
  await frame.locator('[role=menu]').waitFor({ state: 'detached' });
}

/** Goes to an item of the menu that is open with the arrow keys and takes it. */
export async function pickByKeys(page: Page, frame: Frame, item: string): Promise<void> {
  // Keys that are pressed before it has the focus go to what is below it.
  const menu = frame.locator('[role=menu]:focus');
  await menu.waitFor();
  const passed: string[] = [];
  for (let tries = 0; tries < 60; tries++) {
    const now = await menu.evaluate((element) => {
      const id = element.getAttribute('aria-activedescendant') ?? '';
      return { id, text: document.getElementById(id)?.textContent ?? '' };
    });
    if (now.text === item) {
      await page.keyboard.press('Enter');
      await frame.locator('[role=menu]').waitFor({ state: 'detached' });
      return;
    }
    passed.push(now.text);
    await page.keyboard.press('ArrowDown');
    await until('the next item', async () => (await menu.getAttribute('aria-activedescendant')) !== now.id);
  }
  throw new Error(`the menu has no item ${item}; it has ${passed.join(', ')}`);
}

/** The filter box. */
export function filterBox(frame: Frame) {
  return frame.getByRole('combobox', { name: /Filter|filtern/i }).first();
}

/** Text beside the filter box: matches, selection, or how far a search is. */
export async function counted(frame: Frame): Promise<string> {
  return (await frame.locator('.qrow .cnt').textContent()) ?? '';
}

/** Waits until the list holds all sessions, without a query. */
async function unfiltered(frame: Frame): Promise<void> {
  await filterBox(frame).fill('');
  await until('all sessions', async () => everything.test(await counted(frame)));
}
const everything = /^(\d[\d,.]*) of \1(?!\d)/;

/**
 * Types a query and waits until the list has its matches: from all sessions on, so that no count of another query is
 * taken for them. A query that matches all sessions cannot be told from none, and is refused.
 */
export async function filter(frame: Frame, query: string, count: RegExp): Promise<void> {
  await unfiltered(frame);
  if (!query) return assert.match(await counted(frame), count);
  assert.doesNotMatch(await counted(frame), count, 'this holds before anything is filtered');
  await filterBox(frame).fill(query);
  await until(`${count.source} for ${query}`, async () => count.test(await counted(frame)));
}

/** What lies on the clipboard once it fits. */
export async function clipboard(page: Page, fits: RegExp): Promise<string> {
  return until('the copy', async () => {
    const text = await page.evaluate(() => navigator.clipboard.readText());
    return fits.test(text) && text;
  });
}

/** Loads the window anew, as after an update, and waits for our page. */
export async function reloaded(page: Page, ready: string): Promise<Frame> {
  await page.evaluate(() => document.body.setAttribute('data-before-reload', ''));
  await runCommand(page, 'Developer: Reload Window');
  const fresh = () => page.locator('body:not([data-before-reload]) .monaco-workbench').count();
  await until('the new window', async () => (await fresh()) === 1);
  return until('our page', async () => {
    const frame = await webviewFrame(page);
    return (await frame.locator(ready).first().isVisible()) && frame;
  });
}
