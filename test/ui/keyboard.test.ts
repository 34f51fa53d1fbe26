import assert from 'node:assert/strict';
import {
  focused,
  nameInCase,
  openCase,
  openEditor,
  pressUntil,
  ready,
  step,
  variant,
  type Window,
  wait,
} from './support';

describe(`keyboard alone (${variant})`, () => {
  let window: Window;
  before(async () => {
    window = await openCase();
  });
  after(async () => window?.session.close());

  step(
    'reaches a session, opens it and reads its token',
    () => window,
    async () => {
      const { page, session } = window;
      const frame = await openEditor(page, await nameInCase(session, /\.saz$/), ready.capture);
      // The editor was opened with the mouse; from here on only keys.
      await page.keyboard.press('F1');
      await page.keyboard.type('>View: Focus Active Editor Group');
      await page.keyboard.press('Enter');
      await page.locator('.quick-input-widget').waitFor({ state: 'hidden' });
      await pressUntil(page, frame, 'Tab', (at) => at.role === 'grid');
      await pressUntil(
        page,
        frame,
        'ArrowDown',
        (at) => /enduserlicenses/.test(at.active) && /NotSignedUpException/.test(at.active),
        100,
      );
      await page.keyboard.press('Enter');
      await frame.locator('[role=tablist] [role=tab]').first().waitFor();
      await pressUntil(page, frame, 'Tab', (at) => at.role === 'tab');
      await pressUntil(page, frame, 'ArrowRight', (at) => /^Token/.test(at.text), 12);
      const panel = frame.locator('[role=tabpanel]:visible').last();
      await wait('the claims', async () => /\baud\b/.test(await panel.innerText()));
      await pressUntil(page, frame, 'Tab', (at) => !['tab', 'body'].includes(at.role), 5);
      const before = await focused(frame);
      await page.keyboard.press('ArrowDown');
      await page.waitForTimeout(200);
      const after = await focused(frame);
      assert.notDeepEqual(after, { role: 'body', name: '', text: '', active: '' });
      assert.ok(before.role !== '' && after.role !== '');
      await session.screenshot(page, `${variant}-keyboard-token`);
    },
  );
});
