import { mochaRun } from '../vscode/mocha/entry.mjs';
export const run = mochaRun(
  async () => {
    await import('./language.test');
    await import('./paste.test');
  },
  { timeout: 60_000 },
);
