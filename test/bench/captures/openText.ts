import { readFileSync } from 'node:fs';
import { openHar } from '../../../src/artifacts/capture/har/openHar';
import { openNetlog } from '../../../src/artifacts/capture/netlog/openNetlog';
import { nodePlatform, openFile } from '../../../src/platform/node';
import { inAnalysisThread } from './analysisThread';

/*
 * Opens one file in a process of its own, but for JSON.parse in a thread as the analysis has it: `openText
 * parse|har|netlog FILE` prints count, time and memory as JSON.
 */
const [, , way, file = ''] = process.argv;

async function open(): Promise<number> {
  if (way === 'parse') {
    const parsed = JSON.parse(readFileSync(file, 'utf8')) as { log?: { entries: unknown[] }; events?: unknown[] };
    return parsed.log?.entries.length ?? parsed.events?.length ?? 0;
  }
  const source = await openFile(file);
  const options = { id: file, platform: nodePlatform };
  if (way === 'har') {
    const capture = await openHar(source, options);
    await capture.close();
    return capture.sessions.length;
  }
  const capture = await openNetlog(source, options);
  await capture.close();
  return capture.facts.eventCount;
}

async function measure(): Promise<void> {
  const idle = process.resourceUsage().maxRSS * 1024;
  const started = performance.now();
  const count = await open();
  const total = performance.now() - started;
  const peak = process.resourceUsage().maxRSS * 1024;
  process.stdout.write(JSON.stringify({ count, total, idle, peak }));
}

if (way === 'parse') await measure();
else await inAnalysisThread(import.meta.url, measure);
