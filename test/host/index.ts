// Entry of the tests that run inside the extension host, Node's and the browser's.
import { mochaRun } from '../vscode/mocha/entry.mjs';

export const run = mochaRun(
  async () => {
    // The first file looks at a window in which nothing has activated the extension yet.
    await import('./activation.test');
    await import('./editors.test');
    await import('./text.test');
    await import('./language.test');
    await import('./paste.test');
    await import('./session.test');
    await import('./case.test');
    await import('./settings.test');
    await import('./languageModel.test');
    await import('./badInput.test');
  },
  { timeout: 60_000 },
);
