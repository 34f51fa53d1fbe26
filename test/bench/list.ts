import { spawnSync } from 'node:child_process';

// The session list with 100,000 rows in a headless Chromium; the page's own set-up is plain JavaScript.
const { status } = spawnSync(process.execPath, ['test/webview/measure.mjs'], { stdio: 'inherit' });
process.exitCode = status ?? 1;
