import { openSaz } from '../../../src/artifacts/capture/saz';
import { nodePlatform, openFile } from '../../../src/platform/node';
import { inAnalysisThread } from './analysisThread';

/* `node openSaz.mjs FILE`: opens it in a thread as the analysis has it and prints what it took, as JSON. */
const [, , file = ''] = process.argv;
await inAnalysisThread(import.meta.url, async () => {
  globalThis.gc?.();
  const idle = process.memoryUsage().rss;
  const started = performance.now();
  let firstRows = 0;
  let longestBlock = 0;
  let last = performance.now();
  const ticker = setInterval(() => {
    longestBlock = Math.max(longestBlock, performance.now() - last);
    last = performance.now();
  }, 1);
  const source = await openFile(file);
  const capture = await openSaz(source, {
    id: file,
    platform: nodePlatform,
    onSessions: () => {
      firstRows ||= performance.now() - started;
    },
  });
  const total = performance.now() - started;
  clearInterval(ticker);
  const peak = process.resourceUsage().maxRSS * 1024;
  const [first] = capture.sessions;
  if (!first?.url || first.status === 0 || !first.process || first.started === undefined)
    throw new Error('rows are not whole');
  await capture.close();
  process.stdout.write(
    JSON.stringify({ sessions: capture.sessions.length, total, firstRows, idle, peak, longestBlock }),
  );
});
