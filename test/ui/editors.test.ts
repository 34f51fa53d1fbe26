import assert from 'node:assert/strict';
import { axe, nameInCase, openCase, openEditor, ready, setTheme, step, themes, variant, type Window } from './support';

const editors = {
  capture: /\.saz$/,
  dump: /sync-internals.*\.txt$/,
} as const;

for (const [editor, pattern] of Object.entries(editors)) {
  describe(`${editor} editor (${variant})`, () => {
    let window: Window;
    before(async () => {
      window = await openCase();
    });
    after(async () => window?.session.close());

    step(
      'opens with findings',
      () => window,
      async () => {
        const { page, session } = window;
        const frame = await openEditor(page, await nameInCase(session, pattern), ready[editor as keyof typeof ready]);
        const text = await frame.locator('body').innerText();
        assert.match(text, /Rights Management/);
        await session.screenshot(page, `${variant}-${editor}`);
      },
    );

    for (const theme of themes) {
      step(
        `is accessible in the theme ${theme}`,
        () => window,
        async () => {
          const { page, session } = window;
          await setTheme(page, theme);
          await session.screenshot(page, `${variant}-${editor}-${theme}`);
          assert.deepEqual(await axe(page), []);
        },
      );
    }

    step(
      'asks nothing of the network',
      () => window,
      async () => {
        assert.deepEqual(window.session.violations(), []);
      },
    );
  });
}
