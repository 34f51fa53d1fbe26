import { diagnose } from '../../src/diagnosis';
import { nodePlatform } from '../../src/platform/node';
import { type Counted, capture, type SessionParts } from '../diagnosis/build';

/*
 * Diagnosis of captures of growing size: time per 1,000 sessions against the smallest, and how many heads and bodies
 * were read. Sessions of sync are one in a thousand.
 */

const sizes = [2_000, 20_000, 60_000];

function sessions(total: number): readonly SessionParts[] {
  return Array.from({ length: total }, (_, i): SessionParts => {
    if (i % 1000 === 1) {
      return {
        method: 'POST',
        url: 'https://edge.microsoft.com/sync/v1/feeds/me/syncEntities/command/?client=Chromium&client_id=x',
        responseBody: 'b',
      };
    }
    if (i % 7 === 0) return { method: 'CONNECT', url: `host${i % 50}.example.com:443` };
    return { url: `https://host${i % 50}.example.com/page/${i}?q=1`, responseBody: 'b', contentType: 'text/html' };
  });
}

let first = 0;
for (const size of sizes) {
  const counted: Counted = { heads: 0, bodies: 0 };
  const big = capture(sessions(size), 'big.saz', counted);
  const times: number[] = [];
  for (let round = 0; round < 7; round++) {
    counted.heads = 0;
    counted.bodies = 0;
    const start = performance.now();
    await diagnose([big], { platform: nodePlatform });
    times.push(performance.now() - start);
  }
  const median = times.sort((a, b) => a - b)[3] ?? 0;
  const perThousand = (median / size) * 1000;
  first ||= perThousand;
  console.log(
    `${size} sessions: ${median.toFixed(0)} ms, ratio per session ${(perThousand / first).toFixed(2)}, heads ${counted.heads}, bodies ${counted.bodies}`,
  );
}
