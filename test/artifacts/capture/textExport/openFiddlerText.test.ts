import assert from 'node:assert/strict';
import { gzipSync } from 'node:zlib';
import fc from 'fast-check';
import type { Capture } from '../../../../src/artifacts/capture/model';
import { openFiddlerText } from '../../../../src/artifacts/capture/textExport/openFiddlerText';
import { memorySource } from '../../../../src/platform/memory';
import { nodePlatform } from '../../../../src/platform/node';
import { fuzzRuns } from '../../../fixtures/fuzz';

const separator = `\r\n\r\n${'-'.repeat(66)}\r\n\r\n`;
const open = (content: string | Uint8Array): Promise<Capture> =>
  openFiddlerText(memorySource(typeof content === 'string' ? Buffer.from(content, 'latin1') : content), {
    id: 't.txt',
    platform: nodePlatform,
  });
const textOf = (bytes: Uint8Array): string => Buffer.from(bytes).toString('latin1');
const get = (path: string): string =>
  `GET https://a.example${path} HTTP/1.1\r\nHost: a.example\r\n\r\n\r\nHTTP/1.1 200 OK\r\nContent-Type: text/plain\r\n\r\nbody of ${path}`;
const post =
  'POST https://b.example/x HTTP/1.1\r\nHost: b.example\r\nContent-Length: 4\r\n\r\nabcd\r\nHTTP/1.1 404 Not Found\r\n\r\nno';

describe('openFiddlerText', () => {
  const forms: readonly (readonly [string, string | Uint8Array, readonly (readonly [string, string, number])[]])[] = [
    ['one session without separator', get('/1'), [['GET', 'https://a.example/1', 200]]],
    [
      'several, a separator after each',
      get('/1') + separator + post + separator,
      [
        ['GET', 'https://a.example/1', 200],
        ['POST', 'https://b.example/x', 404],
      ],
    ],
    [
      'no separator after the last',
      get('/1') + separator + post,
      [
        ['GET', 'https://a.example/1', 200],
        ['POST', 'https://b.example/x', 404],
      ],
    ],
    [
      'LF only',
      (get('/1') + separator + get('/2') + separator).replaceAll('\r\n', '\n'),
      [
        ['GET', 'https://a.example/1', 200],
        ['GET', 'https://a.example/2', 200],
      ],
    ],
    ['a byte order mark', `\xef\xbb\xbf${post}`, [['POST', 'https://b.example/x', 404]]],
    [
      'a missing response',
      'GET https://a.example/ HTTP/1.1\r\nHost: a.example\r\n\r\n',
      [['GET', 'https://a.example/', 0]],
    ],
    [
      'headers only',
      'GET https://a.example/ HTTP/1.1\r\nContent-Length: 900\r\n\r\n\r\nHTTP/1.1 204 No Content\r\n\r\n',
      [['GET', 'https://a.example/', 204]],
    ],
    ['a response alone', 'HTTP/1.1 200 OK\r\nA: b\r\n\r\nbody', [['', '', 200]]],
    [
      'an origin-form target',
      'GET /x HTTP/1.1\r\nHost: a.example\r\n\r\n\r\nHTTP/1.1 200\r\n\r\n',
      [['GET', 'http://a.example/x', 200]],
    ],
    ['gzip', gzipSync(post), [['POST', 'https://b.example/x', 404]]],
    ['nothing', '', []],
  ];
  for (const [name, content, rows] of forms) {
    it(`reads a file with ${name}`, async () => {
      const capture = await open(content);
      assert.deepEqual(
        capture.sessions.map(({ method, url, status }) => [method, url, status]),
        rows,
      );
      const codes = capture.problems.map(({ code }) => code);
      assert.deepEqual(codes, name === 'no separator after the last' ? ['text-cut'] : []);
    });
  }

  it('keeps every session before a cut as it is, wherever that is, and says so', async () => {
    const texts = [get('/1'), post, get('/3')];
    const bytes = Buffer.from(texts.map((text) => text + separator).join(''), 'latin1');
    const ends = texts.map((_, i) => texts.slice(0, i + 1).join('').length + i * separator.length);
    for (let cut = 1; cut < bytes.length; cut++) {
      const capture = await open(bytes.subarray(0, cut));
      for (const [i, end] of ends.entries()) {
        // The first separator tells that there are more; before it ends it is text like any other.
        const isSettled = i === 0 ? end + separator.length - 4 <= cut : end + 5 <= cut;
        if (end > cut) continue;
        const row = capture.sessions[i];
        const body = textOf((await capture.body(i + 1, 'response')).stored);
        const wanted = texts[i]?.slice((texts[i]?.lastIndexOf('\r\n\r\n') ?? 0) + 4) ?? '';
        assert.deepEqual([row?.key, row?.status], [i + 1, i === 1 ? 404 : 200], `cut at ${cut}`);
        if (isSettled) assert.equal(body, wanted, `cut at ${cut}`);
        else assert.ok(body.startsWith(wanted), `cut at ${cut}`);
      }
      const isBetween = ends.some((end) => cut >= end + separator.length - 4 && cut <= end + separator.length);
      if (cut > (ends[0] ?? 0) + separator.length && !isBetween) {
        assert.ok(
          capture.problems.some(({ code }) => code === 'text-cut'),
          `cut at ${cut}`,
        );
      }
    }
  });

  it('takes a line of dashes inside a body for what it is', async () => {
    const capture = await open(`${get('/1')}${separator}still the body${separator}${get('/2')}`);
    assert.equal(capture.sessions.length, 2);
    assert.equal(textOf((await capture.body(1, 'response')).bytes), `body of /1${separator}still the body`);
  });

  it('gives heads, bodies and raw parts', async () => {
    const capture = await open(`${post}${separator}`);
    const detail = await capture.detail(1);
    assert.deepEqual(detail.requestHeaders, [
      { name: 'Host', value: 'b.example' },
      { name: 'Content-Length', value: '4' },
    ]);
    assert.equal(detail.statusLine, 'HTTP/1.1 404 Not Found');
    assert.equal(textOf((await capture.body(1, 'request')).bytes), 'abcd');
    assert.equal(textOf((await capture.body(1, 'response')).bytes), 'no');
    assert.equal(textOf(await capture.raw(1, 'response')), 'HTTP/1.1 404 Not Found\r\n\r\nno');
    assert.equal(textOf(await capture.raw(1, 'request')), post.slice(0, post.indexOf('\r\nHTTP/1.1 404')));
  });

  it('decodes compressed bodies', async () => {
    const head = 'GET https://a/ HTTP/1.1\r\n\r\n\r\nHTTP/1.1 200 OK\r\nContent-Encoding: gzip\r\n\r\n';
    const capture = await open(Buffer.concat([Buffer.from(head), gzipSync('inside')]));
    assert.equal(textOf((await capture.body(1, 'response')).bytes), 'inside');
  });

  it('finds sessions across the windows it reads', async () => {
    const long = `GET https://a/ HTTP/1.1\r\n\r\n\r\nHTTP/1.1 200 OK\r\n\r\n${'x'.repeat((4 << 20) - 90)}`;
    const capture = await open(long + separator + post + separator);
    assert.equal(capture.sessions.length, 2);
    assert.equal(capture.sessions[0]?.responseBytes, (4 << 20) - 90);
  });

  it('reports text that is no session', async () => {
    const capture = await open('hello\r\nworld');
    assert.equal(capture.sessions.length, 0);
    assert.equal(capture.problems[0]?.code, 'text-no-session');
  });

  it('reads back what was written, bodies of any bytes', async () => {
    const body = fc.uint8Array({ maxLength: 60 });
    await fc.assert(
      fc.asyncProperty(fc.array(fc.tuple(body, body), { minLength: 1, maxLength: 4 }), async (list) => {
        const parts = list.flatMap(([sent, got], index) => [
          Buffer.from(`PUT https://h/${index} HTTP/1.1\r\nContent-Length: ${sent.length}\r\n\r\n`),
          sent,
          Buffer.from('\r\nHTTP/1.1 200 OK\r\n\r\n'),
          got,
          Buffer.from(separator),
        ]);
        const capture = await open(Buffer.concat(parts));
        assert.equal(capture.sessions.length, list.length);
        for (const [index, [sent, got]] of list.entries()) {
          assert.deepEqual(Buffer.from((await capture.body(index + 1, 'request')).stored), Buffer.from(sent));
          assert.deepEqual(Buffer.from((await capture.body(index + 1, 'response')).stored), Buffer.from(got));
        }
      }),
      { numRuns: fuzzRuns(150) },
    );
  });

  it('never throws, whatever is cut or damaged', async () => {
    const good = Buffer.from(get('/1') + separator + post + separator);
    const piece = fc.tuple(
      fc.nat(good.length),
      fc.array(fc.tuple(fc.nat(good.length - 1), fc.nat(255)), { maxLength: 5 }),
    );
    await fc.assert(
      fc.asyncProperty(piece, async ([cut, changes]) => {
        const bytes = Uint8Array.from(good);
        for (const [at, value] of changes) bytes[at] = value;
        const capture = await open(bytes.subarray(0, cut));
        for (const { key } of capture.sessions) {
          await capture.detail(key);
          await capture.body(key, 'response');
        }
      }),
      { numRuns: fuzzRuns(200) },
    );
  });
});
