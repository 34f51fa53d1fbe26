import assert from 'node:assert/strict';
import { readFileSync } from 'node:fs';
import path from 'node:path';
import { filter } from './listSupport';
import {
  axe,
  caseFolder,
  type Frame,
  focused,
  openEditor,
  type Page,
  pressUntil,
  ready,
  setTheme,
  themes,
  until,
  variant,
  windowOn,
} from './support';

const capture = 'contoso-adele-edge.saz';

/** A tab that a decoder fills: a query for its sessions, how many that finds, a part of their address, words of the decoder. */
type DecoderTab = readonly [tab: string, query: string, count: RegExp, place: string, said: RegExp];

const syncMessage: DecoderTab = ['Sync message', 'path:command', /^10 of/, '/command/', /GET_UPDATES|COMMIT/];
const tabs: readonly DecoderTab[] = [
  ['Token', 'has:token path:enduserlicenses', /^4 of/, '/enduserlicenses', /Audience/],
  ['License', 'path:enduserlicenses status:400', /^4 of/, '/enduserlicenses', /Certificate chain/i],
  syncMessage,
];

describe(`decoder tabs (${variant})`, () => {
  let frame: Frame;
  const { here, window } = windowOn(() => ({ [capture]: readFileSync(path.join(caseFolder, capture)) }));
  before(async () => {
    frame = await openEditor(window().page, capture, ready.capture);
  });

  /** Goes to the tab of the first session that the query finds. */
  async function toTab(page: Page, [tab, query, count, place, said]: DecoderTab): Promise<void> {
    await filter(frame, query, count);
    const grid = frame.locator('.lp [role=grid], .lp [role=treegrid]').first();
    await until(`the session of ${tab}`, async () => {
      await grid.focus();
      await page.keyboard.press('Home');
      await page.keyboard.press('Enter');
      return (await frame.locator('.ititle h2').innerText({ timeout: 2000 })).includes(place);
    });
    await pressUntil(page, frame, 'Tab', (at) => at.role === 'tab');
    await pressUntil(page, frame, 'ArrowRight', (at) => at.text.startsWith(tab), 14);
    await until(`what ${tab} says`, async () => said.test(await frame.locator('#inspector-panel').innerText()));
  }

  for (const theme of themes) {
    here(`are reached by keys and accessible in the theme ${theme}`, async ({ page, session }) => {
      await setTheme(page, theme);
      for (const tab of tabs) {
        await toTab(page, tab);
        await session.screenshot(page, `${variant}-decoder-${theme}-${tab[0].replace(' ', '-')}`);
        assert.deepEqual(await axe(page), []);
      }
    });
  }

  here('let every part of a tree be reached by keys', async ({ page }) => {
    await toTab(page, syncMessage);
    await pressUntil(page, frame, 'Tab', (at) => at.role === 'treegrid' || at.role === 'tree', 12);
    const places = new Set<string>();
    for (let presses = 0; presses < 12; presses++) {
      places.add((await focused(frame)).active);
      await page.keyboard.press(presses % 3 === 2 ? 'ArrowRight' : 'ArrowDown');
    }
    assert.ok(places.size > 6, [...places].join(' | '));
  });
});
