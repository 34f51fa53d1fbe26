import { unknownSession } from '../../../src/artifacts/capture/har/unknown';
import { compileQuery, emptyContext, parseQuery, SessionTable } from '../../../src/query';

const count = 100_000;
const queries = [
  'host:microsoft status:>=400',
  'syncEntities',
  'host:host1 -method:post size:>10kb or duration:>2s',
  'path:*client=edge*99',
  'is:slow type:json time:09:00..12:00',
];
const withRegex = 'url:/sync\\/v1.*id=\\d+7$/';

/**
 * Runs queries over 100,000 sessions and prints their times (goal 30 ms) and, as this machine's measure, the time in
 * which a bare loop lowers and searches the same URLs.
 */
export function benchQuery(print: (line: string) => void): void {
  const sessions = Array.from({ length: count }, (_, index) => {
    const host = `host${index % 50}.Microsoft.com`;
    const path = whole(`/sync/v1/feeds/me/syncEntities/command/?client=Edge&id=${index}`);
    return {
      ...unknownSession(index + 1),
      method: index % 3 ? 'GET' : 'POST',
      url: whole(`https://${host}${path}`),
      host: host.toLowerCase(),
      path,
      status: [200, 200, 404, 500, 302][index % 5] ?? 200,
      contentType: 'application/json; charset=utf-8',
      responseBytes: index,
      started: 1_795_000_000_000 + index * 40,
      offset: 60,
      duration: index % 6000,
    };
  });
  const table = new SessionTable(sessions, emptyContext);
  const plain = medianOf(() => sessions.filter((session) => session.url.toLowerCase().includes('syncentities')).length);
  print(`a bare loop over ${count} URLs: 1 (${plain.toFixed(1)} ms)`);
  for (const query of [...queries, withRegex]) {
    const started = performance.now();
    const found = run(query, table);
    const first = performance.now() - started;
    const time = medianOf(() => run(query, table));
    const goal = query === withRegex ? 'regular expression, no goal' : `goal 30 ms, ${time <= 30 ? 'met' : 'MISSED'}`;
    print(
      `${query}: ${(time / plain).toFixed(2)} (${time.toFixed(1)} ms, first ${first.toFixed(1)} ms; ${goal}), ${found} found`,
    );
  }
}

/** Readers give texts in one piece; joining leaves that to whoever first looks into them. */
function whole(text: string): string {
  return Buffer.from(text).toString();
}

function run(query: string, table: SessionTable): number {
  return compileQuery(parseQuery(query).query, table).runRows().length;
}

function medianOf(work: () => unknown): number {
  const times = Array.from({ length: 9 }, () => {
    const started = performance.now();
    work();
    return performance.now() - started;
  });
  return times.sort((a, b) => a - b)[4] ?? 0;
}
