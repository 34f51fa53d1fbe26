import assert from 'node:assert/strict';
import fc from 'fast-check';
import type { NetlogCapture } from '../../../../src/artifacts/capture/netlog/model';
import { openNetlog } from '../../../../src/artifacts/capture/netlog/openNetlog';
import { memorySource } from '../../../../src/platform/memory';
import { nodePlatform } from '../../../../src/platform/node';
import { event, file, request } from './make';

interface Made {
  readonly path: string;
  readonly status: number;
  readonly location: string;
}

const open = (bytes: Uint8Array): Promise<NetlogCapture> =>
  openNetlog(memorySource(bytes), { id: 'n.json', platform: nodePlatform });

const any: fc.Arbitrary<Made> = fc.record({
  path: fc.stringMatching(/^[a-z"\\{}[\],: ü]{0,12}$/),
  status: fc.constantFrom(200, 302, 404),
  location: fc.constantFrom('', 'https://b.example/'),
});

/** Events of a request; a redirected one goes on under the same source. */
function eventsOf({ path, status, location }: Made, index: number): string[] {
  const id = index + 5;
  const events = request(id, `https://a.example/${index}/${path}`, index * 20, status);
  if (location === '') return events;
  const again = event('URL_REQUEST_START_JOB', 1, id, index * 20 + 7, { url: location, method: 'GET' });
  return [...events.slice(0, 4), event('URL_REQUEST_REDIRECTED', 0, id, index * 20 + 6, { location }), again];
}

const writers: Readonly<Record<string, (text: string) => string>> = {
  lines: (text) => text,
  'lines that end with CRLF': (text) => text.replaceAll('\n', '\r\n'),
  'one line': (text) => JSON.stringify(JSON.parse(text)),
  indentation: (text) => JSON.stringify(JSON.parse(text), undefined, 1),
};

/** Bytes of a file with the end of each of its events. */
function written(list: readonly Made[], writer: string): { bytes: Uint8Array; ends: number[]; events: string[] } {
  const events = list.flatMap(eventsOf);
  const text = writers[writer]?.(file(events)) ?? '';
  const bytes = Buffer.from(text);
  const ends: number[] = [];
  let at = bytes.indexOf('"events"');
  for (const line of events) {
    const parsed: unknown = JSON.parse(line);
    const asWritten =
      writer === 'indentation' ? JSON.stringify(parsed, undefined, 1).replaceAll('\n', '\n  ') : JSON.stringify(parsed);
    at = bytes.indexOf(asWritten, at);
    assert.ok(at > 0, 'the event stands in the file');
    at += Buffer.byteLength(asWritten);
    ends.push(at);
  }
  return { bytes, ends, events };
}

/** Rows, written down from the events that are whole. */
function expected(events: readonly string[]): { url: string; status: number }[] {
  const rows: { url: string; status: number }[] = [];
  for (const line of events) {
    const { params, phase, type } = JSON.parse(line) as {
      params?: { url?: string; headers?: string[] };
      phase: number;
      type: number;
    };
    if (type === 2 && phase === 1) rows.push({ url: params?.url ?? '', status: 0 });
    const last = rows.at(-1);
    if (type === 173 && last) last.status = Number(params?.headers?.[0]?.slice(9));
  }
  return rows;
}

async function check({ bytes, ends, events }: ReturnType<typeof written>, cut: number): Promise<void> {
  const capture = await open(bytes.subarray(0, cut));
  const whole = events.filter((_, i) => (ends[i] ?? 0) <= cut);
  assert.deepEqual(
    capture.sessions.map(({ url, status }) => ({ url, status })),
    expected(whole),
    `cut at ${cut}`,
  );
  assert.equal(capture.facts.eventCount, whole.length, `cut at ${cut}`);
  const missing = Buffer.from(bytes.subarray(cut)).toString().trim();
  const saysSo = capture.problems.some(({ code }) => code === 'netlog-cut' || code === 'netlog-no-constants');
  // The last brace says nothing.
  if (missing !== '}') assert.equal(saysSo, missing !== '', `cut at ${cut}`);
  for (const { key } of capture.sessions) {
    assert.equal((await capture.detail(key)).session.key, key);
    await capture.body(key, 'response');
  }
}

describe('openNetlog, cut', () => {
  const list: readonly Made[] = [
    { path: 'ü', status: 302, location: 'https://b.example/' },
    { path: '],"}', status: 404, location: '' },
  ];
  for (const writer of Object.keys(writers)) {
    it(`${writer}: at every byte`, async () => {
      const made = written(list, writer);
      for (let cut = 0; cut <= made.bytes.length; cut++) await check(made, cut);
    });
  }

  it('any file, anywhere, and not at all', async () => {
    const lists = fc.array(any, { maxLength: 5 });
    await fc.assert(
      fc.asyncProperty(lists, fc.constantFrom(...Object.keys(writers)), fc.nat(), async (requests, writer, where) => {
        const made = written(requests, writer);
        await check(made, where % (made.bytes.length + 1));
        await check(made, made.bytes.length);
      }),
      { numRuns: 150 },
    );
  });
});
