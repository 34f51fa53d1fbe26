import assert from 'node:assert/strict';
import fc from 'fast-check';
import type { HarCapture } from '../../../../src/artifacts/capture/har/model';
import { openHar } from '../../../../src/artifacts/capture/har/openHar';
import { skimArray } from '../../../../src/artifacts/capture/har/skim';
import { memorySource } from '../../../../src/platform/memory';
import { nodePlatform } from '../../../../src/platform/node';
import type { ByteSource } from '../../../../src/platform/platform';
import { fuzzRuns } from '../../../fixtures/fuzz';
import { makeEntry, makeHar } from './make';

const options = { id: 'a.har', platform: nodePlatform };

/** A source that gives few bytes at a time, so that every token meets the end of a chunk. */
function inPieces(bytes: Uint8Array, length: number): ByteSource {
  const whole = memorySource(bytes);
  return { ...whole, read: (offset, wanted) => whole.read(offset, Math.min(wanted, length)) };
}

const entry = fc
  .record({
    url: fc.webUrl(),
    text: fc.string({ unit: 'binary', maxLength: 300 }),
    name: fc.string({ unit: 'grapheme' }),
    key: fc.constantFrom('text', 'data', 'x', '_te\\xt'),
    nested: fc.jsonValue({ maxDepth: 3 }),
  })
  .map(({ url, text, name, key, nested }) =>
    makeEntry({ url, text, extra: { comment: name, _more: { [key]: nested } } }),
  );

describe('openHar, for any file', () => {
  it('finds the same entries as a whole parse, wherever the chunks end', async () => {
    await fc.assert(
      fc.asyncProperty(
        fc.array(entry, { maxLength: 4 }),
        fc.integer({ min: 1, max: 40 }),
        fc.nat(2),
        async (list, size, indent) => {
          const bytes = new TextEncoder().encode(JSON.stringify(makeHar(list), undefined, indent));
          const found: unknown[] = [];
          await skimArray(inPieces(bytes, size), {
            path: ['log', 'entries'],
            heavy: ['text', 'data'],
            from: 0,
            onItem: (item) => {
              const slice = new TextDecoder('utf-8', { ignoreBOM: true }).decode(bytes.subarray(item.start, item.end));
              found.push(JSON.parse(slice));
              JSON.parse(item.text);
            },
          });
          assert.deepEqual(found, JSON.parse(JSON.stringify(list)));
        },
      ),
      { numRuns: 150 },
    );
  });

  it('reads bodies as a whole parse does', async () => {
    await fc.assert(
      fc.asyncProperty(fc.array(entry, { minLength: 1, maxLength: 3 }), async (list) => {
        const source = JSON.stringify(makeHar(list));
        const capture = await openHar(memorySource(new TextEncoder().encode(source)), options);
        assert.deepEqual(capture.problems, []);
        assert.equal(capture.sessions.length, list.length);
        for (const session of capture.sessions) {
          const wanted = (list[session.key - 1] as { response: { content: { text: string } } }).response.content.text;
          const { bytes } = await capture.body(session.key, 'response');
          assert.deepEqual(Buffer.from(bytes), Buffer.from(wanted));
        }
      }),
      { numRuns: 80 },
    );
  });

  const list = [
    makeEntry({ text: '{"a":"\\"}"}' }),
    makeEntry({ text: 'zwei ü', url: 'https://b/?q={[' }),
    makeEntry({ postData: { mimeType: 'a/b', text: 'x' } }),
  ];
  const forms: readonly (readonly [string, string])[] = [
    ['on one line', JSON.stringify(makeHar(list))],
    ['indented', JSON.stringify(makeHar(list), undefined, 1)],
    ['with a byte order mark', `\ufeff${JSON.stringify(makeHar(list))}`],
    ['in a wrapper', `onInputData(${JSON.stringify(makeHar(list))}`],
  ];
  for (const [title, content] of forms) {
    it(`survives a cut at any byte and keeps the entries before it: ${title}`, async () => {
      const bytes = new TextEncoder().encode(content);
      const whole = await openHar(memorySource(bytes), options);
      for (let cut = content.indexOf('{') + 3; cut < bytes.length; cut++) await checkCut(bytes, whole, cut);
      for (let cut = 0; cut < content.indexOf('{') + 3; cut++) {
        const capture = await openHar(memorySource(bytes.subarray(0, cut)), options);
        assert.deepEqual([capture.sessions.length, capture.problems.length > 0], [0, true]);
      }
    });
  }

  it('survives a cut anywhere in any file and keeps the entries before it', async () => {
    const lists = fc.array(entry, { minLength: 1, maxLength: 4 });
    await fc.assert(
      fc.asyncProperty(lists, fc.nat(2), fc.nat(), async (entries, indent, where) => {
        const bytes = new TextEncoder().encode(JSON.stringify(makeHar(entries), undefined, indent));
        await checkCut(bytes, await openHar(memorySource(bytes), options), where % bytes.length);
      }),
      { numRuns: 150 },
    );
  });

  it('never throws for damaged files', async () => {
    const good = new TextEncoder().encode(JSON.stringify(makeHar([makeEntry({ text: 'abc' }), makeEntry()])));
    const damage = fc.array(fc.tuple(fc.nat(good.length - 1), fc.nat(255)), { minLength: 1, maxLength: 6 });
    await fc.assert(
      fc.asyncProperty(damage, async (changes) => {
        const bytes = good.slice();
        for (const [at, value] of changes) bytes[at] = value;
        const capture = await openHar(memorySource(bytes), options);
        for (const { key } of capture.sessions) {
          await capture.detail(key);
          await capture.body(key, 'response', { limit: 1000 });
          await capture.webSocketMessages(key);
          await capture.raw(key, 'request');
        }
      }),
      { numRuns: 300 },
    );
  });

  it('never throws for any bytes', async () => {
    const junk = fc.oneof(
      fc.uint8Array({ maxLength: 200 }),
      fc.string().map((text) => new TextEncoder().encode(text)),
    );
    await fc.assert(
      fc.asyncProperty(junk, async (bytes) => {
        await openHar(memorySource(bytes), options);
      }),
      { numRuns: fuzzRuns(300) },
    );
  });
});

/** Compares what is left of a file with the rows and bodies of the whole one. */
async function checkCut(bytes: Uint8Array, whole: HarCapture, cut: number): Promise<void> {
  const capture = await openHar(memorySource(bytes.subarray(0, cut)), options);
  const kept = whole.sessions.filter(({ key }) => (whole.entryRange(key)?.byteEnd ?? 0) <= cut);
  assert.deepEqual(capture.sessions, kept, `cut at ${cut}`);
  const codes = capture.problems.map(({ code }) => code).filter((code) => code !== 'har-jsonp');
  assert.deepEqual(codes, ['har-cut'], `cut at ${cut}`);
  const last = kept.at(-1);
  if (!last) return;
  for (const part of ['request', 'response'] as const) {
    assert.deepEqual(await capture.body(last.key, part), await whole.body(last.key, part), `cut at ${cut}`);
  }
}
