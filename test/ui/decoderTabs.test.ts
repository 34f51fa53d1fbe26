import assert from 'node:assert/strict';
import { filter } from './listSupport';
import {
  axe,
  type Frame,
  focused,
  nameInCase,
  openCase,
  openEditor,
  pressUntil,
  ready,
  setTheme,
  step,
  themes,
  variant,
  type Window,
  wait,
} from './support';

/** A tab that a decoder fills, a query for sessions that have it, a part of their path, and words of the decoder. */
type DecoderTab = readonly [tab: string, query: string, path: string, said: RegExp];

const syncMessage: DecoderTab = ['Sync message', 'path:command', '/command/', /GET_UPDATES|COMMIT/];
const tabs: readonly DecoderTab[] = [
  ['Token', 'has:token path:enduserlicenses', '/enduserlicenses', /Audience/],
  ['License', 'path:enduserlicenses status:400', '/enduserlicenses', /Certificate chain/i],
  syncMessage,
];

describe(`decoder tabs (${variant})`, () => {
  let window: Window;
  let frame: Frame;
  before(async () => {
    window = await openCase();
    frame = await openEditor(window.page, await nameInCase(window.session, /\.saz$/), ready.capture);
  });
  after(async () => window?.session.close());

  /** Goes to the tab of the first session that the query finds. */
  async function toTab([tab, query, path, said]: DecoderTab): Promise<void> {
    const { page } = window;
    await filter(frame, query, /^\d+ of/);
    const grid = frame.locator('.lp [role=grid], .lp [role=treegrid]').first();
    await wait(`the session of ${tab}`, async () => {
      await grid.focus();
      await page.keyboard.press('Home');
      await page.keyboard.press('Enter');
      return (await frame.locator('.ititle h2').innerText({ timeout: 2000 })).includes(path);
    });
    await pressUntil(page, frame, 'Tab', (at) => at.role === 'tab');
    await pressUntil(page, frame, 'ArrowRight', (at) => at.text.startsWith(tab), 14);
    const panel = frame.locator('#inspector-panel');
    await wait(`what ${tab} says`, async () => said.test(await panel.innerText()));
  }

  for (const theme of themes) {
    step(
      `are reached by keys and accessible in the theme ${theme}`,
      () => window,
      async () => {
        const { page, session } = window;
        await setTheme(page, theme);
        for (const one of tabs) {
          await toTab(one);
          await session.screenshot(page, `${variant}-decoder-${theme}-${one[0].replace(' ', '-')}`);
          assert.deepEqual(await axe(page), []);
        }
      },
    );
  }

  step(
    'let every part of a tree be reached by keys',
    () => window,
    async () => {
      const { page } = window;
      await toTab(syncMessage);
      await pressUntil(page, frame, 'Tab', (at) => at.role === 'treegrid' || at.role === 'tree', 12);
      const places = new Set<string>();
      for (let presses = 0; presses < 12; presses++) {
        places.add((await focused(frame)).active);
        await page.keyboard.press(presses % 3 === 2 ? 'ArrowRight' : 'ArrowDown');
      }
      assert.ok(places.size > 6, [...places].join(' | '));
    },
  );
});
