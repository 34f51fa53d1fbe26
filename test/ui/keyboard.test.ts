import {
  focused,
  nameInCase,
  openCase,
  openEditor,
  pressUntil,
  ready,
  step,
  until,
  variant,
  type Window,
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
      // The focus follows once the inspector has its tabs.
      await until('the focus on a tab', async () => (await focused(frame)).role === 'tab');
      await pressUntil(page, frame, 'ArrowRight', (at) => /^Token/.test(at.text), 12);
      const panel = frame.locator('[role=tabpanel]:visible').last();
      await until('the claims', async () => /\baud\b/.test(await panel.innerText()));
      // Into what the tab holds: its claims are read one by one.
      await pressUntil(page, frame, 'Tab', (at) => at.role === 'grid' && /^Claim/.test(at.text), 20);
      const before = (await focused(frame)).active;
      await page.keyboard.press('ArrowDown');
      await until('the next claim', async () => {
        const { active } = await focused(frame);
        return active !== '' && active !== before;
      });
      await session.screenshot(page, `${variant}-keyboard-token`);
    },
  );
});
