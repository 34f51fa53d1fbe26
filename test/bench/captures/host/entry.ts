// Entry of the measurement that runs inside the extension host.
import { mochaRun } from '../../../vscode/mocha/entry.mjs';

export const run = mochaRun(() => import('./opening'), { timeout: 300_000 });
