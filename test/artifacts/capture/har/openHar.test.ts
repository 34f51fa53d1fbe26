import assert from 'node:assert/strict';
import { gzipSync } from 'node:zlib';
import type { HarCapture } from '../../../../src/artifacts/capture/har/model';
import { openHar } from '../../../../src/artifacts/capture/har/openHar';
import { memorySource } from '../../../../src/platform/memory';
import { nodePlatform } from '../../../../src/platform/node';
import { text } from '../../../../src/text';
import { makeEntry, makeHar } from './make';

const bytesOf = (value: string): Uint8Array => new TextEncoder().encode(value);
const open = (content: string | Uint8Array): Promise<HarCapture> =>
  openHar(memorySource(typeof content === 'string' ? bytesOf(content) : content), {
    id: 'a.har',
    platform: nodePlatform,
  });
const openEntry = (choice: Parameters<typeof makeEntry>[0]): Promise<HarCapture> =>
  open(JSON.stringify(makeHar([makeEntry(choice)])));
const textOfBody = (bytes: Uint8Array): string => new TextDecoder().decode(bytes);

describe('openHar', () => {
  it('reads rows, heads, timers and bodies', async () => {
    const capture = await openEntry({ text: '{"ä":"\\n"}', postData: { mimeType: 'text/plain', text: 'sent' } });
    const [session] = capture.sessions;
    assert.equal(capture.writer, 'Test 1');
    assert.equal(session?.host, 'edge.microsoft.com');
    assert.equal(session?.path, '/sync/v1/feeds/me/syncEntities/command/?client=Edge');
    assert.equal(session?.started, Date.UTC(2026, 10, 22, 8, 12, 31) + 207.1234);
    assert.equal(session?.offset, 60);
    assert.equal(session?.duration, 212.5);
    const detail = await capture.detail(1);
    assert.equal(
      detail.requestLine,
      'GET https://edge.microsoft.com/sync/v1/feeds/me/syncEntities/command/?client=Edge h2',
    );
    assert.equal(detail.statusLine, 'h2 200 OK');
    assert.deepEqual(detail.timers, { dns: 1, connect: 2, ssl: 1, send: 0, wait: 200, receive: 8.5 });
    const body = await capture.body(1, 'response');
    assert.equal(textOfBody(body.bytes), '{"ä":"\\n"}');
    assert.deepEqual(body.layers, ['json:/log/entries/0/response/content/text']);
    assert.equal(textOfBody((await capture.body(1, 'request')).bytes), 'sent');
    assert.deepEqual(capture.problems, []);
  });

  it('shows one entry as it stands in the file', async () => {
    const first = makeEntry({ url: 'https://a/1' });
    const source = `{\r\n"log":{"entries":[\r\n  ${JSON.stringify(first)},\r\n  ${JSON.stringify(makeEntry({ text: 'ö' }))}]}}`;
    const capture = await open(source);
    const slice = await capture.entrySlice(2);
    assert.deepEqual(JSON.parse(slice?.text ?? ''), makeEntry({ text: 'ö' }));
    const place = await capture.entryPlace(2);
    assert.deepEqual(place?.start, { line: 3, character: 2 });
    const line = source.split('\r\n')[3] ?? '';
    assert.equal(line.slice(place?.start.character, place?.end.character), slice?.text);
  });

  const shapes: readonly (readonly [string, string])[] = [
    ['a byte order mark', `\ufeff${JSON.stringify(makeHar([makeEntry()]))}`],
    ['a JSONP wrapper', `onInputData(${JSON.stringify(makeHar([makeEntry()]))});`],
    ['indentation', JSON.stringify(makeHar([makeEntry()]), undefined, 4)],
    ['a creator behind the entries', `{"log":{"entries":[${JSON.stringify(makeEntry())}],"creator":{"name":"X"}}}`],
    [
      'blanks around colons',
      '{ "log" : { "entries" : [ { "request" : { "method" : "GET" , "url" : "https://a/" } } ] } }',
    ],
  ];
  for (const [name, source] of shapes) {
    it(`reads a file with ${name}`, async () => {
      const capture = await open(source);
      assert.equal(capture.sessions.length, 1);
      assert.equal(capture.sessions[0]?.method, 'GET');
      assert.ok(capture.problems.every((problem) => problem.code === 'har-jsonp'));
    });
  }

  it('reads gzip', async () => {
    const capture = await open(gzipSync(JSON.stringify(makeHar([makeEntry(), makeEntry()]))));
    assert.equal(capture.sessions.length, 2);
  });

  const broken: readonly (readonly [string, string, number, string])[] = [
    [
      'stray text',
      '{\n  "log":{\n    "entries":[] \n    xxx\n  }\n}',
      0,
      'Not valid JSON: line 4, column 5: a comma or a closing bracket must stand here.',
    ],
    [
      'an unquoted key',
      '{"log":{"entries":[{"request":{"method":"GET","url":"https://a/"},\n  _x: 1}]}}',
      1,
      'Not valid JSON: line 2, column 3: property name must be in double quotes.',
    ],
    [
      'a missing comma between entries',
      '{"log":{"entries":[{"request":{}} {"request":{}}]}}',
      2,
      'Not valid JSON: line 1, column 35: a comma or a closing bracket must stand here.',
    ],
    [
      'a comma behind the last entry',
      '{"log":{"entries":[{"request":{}},]}}',
      1,
      'Not valid JSON: line 1, column 35: a value must stand here.',
    ],
    [
      'words between entries',
      '{"log":{"entries":[{"request":{}}, and {"request":{}}]}}',
      2,
      'Not valid JSON: line 1, column 36: a value must stand here.',
    ],
    [
      'a second document',
      '{"log":{"entries":[{"request":{}}]}}\n{"log":{"entries":[]}}',
      1,
      'Not valid JSON: line 2, column 1: text follows after the end.',
    ],
    ['no log', '{"a":1}', 0, 'Not a HAR: log is missing.'],
    ['no entries', '{"log":{"pages":[]}}', 0, 'Not a HAR: log.entries is missing.'],
    ['no entries at the right level', '{"log":{"x":{"entries":[{}]}}}', 0, 'Not a HAR: log.entries is missing.'],
    [
      'a list as log',
      '{"log":\n[\n 2,1,3\n]\n"request:"}',
      0,
      'Not valid JSON: line 5, column 1: a comma or a closing bracket must stand here.',
    ],
    [
      'a wrong bracket',
      '{"log":{"entries":[}]}',
      0,
      'Not valid JSON: line 1, column 20: this bracket closes nothing that is open.',
    ],
    ['nothing', '', 0, 'The file is cut: it ends at line 1, column 1 before the JSON does. 0 entries could be read.'],
    [
      'a bad literal',
      '{"log":{"entries":[{"time":tru,"request":{}}]}}',
      1,
      'Not valid JSON: line 1, column 28: a value must stand here.',
    ],
    [
      'a control character',
      '{"log":{"entries":[{"comment":"a\tb","request":{}}]}}',
      1,
      'Not valid JSON: line 1, column 33: a control character stands unescaped inside a string.',
    ],
  ];
  for (const [name, source, count, words] of broken) {
    it(`names the place of ${name} and keeps what is readable`, async () => {
      const capture = await open(source);
      assert.equal(capture.sessions.length, count);
      assert.deepEqual(
        capture.problems.map((problem) => text(problem.message, 'en')),
        [words],
      );
    });
  }

  it('keeps the complete entries of a cut file and says where it ends', async () => {
    const whole = JSON.stringify(
      makeHar([makeEntry({ text: 'one' }), makeEntry({ text: 'two' }), makeEntry({ text: 'x' })]),
    );
    const capture = await open(whole.slice(0, whole.lastIndexOf('"x"')));
    assert.equal(capture.sessions.length, 2);
    assert.equal(textOfBody((await capture.body(2, 'response')).bytes), 'two');
    assert.match(
      text(capture.problems[0]?.message ?? { key: 'har.cut' }, 'en'),
      /inside entry 3, .* The 2 entries before/,
    );
  });

  it('reads entries around broken quotes', async () => {
    const list = ['a', 'b', 'c'].map((name) => makeEntry({ url: `https://${name}/` }));
    const capture = await open(JSON.stringify(makeHar(list)).replace('"https://b/",', '"https://b/,'));
    assert.equal(capture.problems[0]?.code, 'har-not-json');
    assert.ok(
      capture.sessions.some(({ url }) => url === 'https://a/') &&
        capture.sessions.some(({ url }) => url === 'https://c/'),
    );
  });

  it('goes on behind an entry whose braces do not close', async () => {
    const list = ['a', 'b', 'c', 'd'].map((name) => makeEntry({ url: `https://${name}/`, text: `{"x":"${name}"}` }));
    const [first, second, ...rest] = list.map((entry) => JSON.stringify(entry));
    const entries = [first, second?.replace('"cache":{}', '"cache":{'), ...rest].join(',');
    const capture = await open(`{"log":{"entries":[${entries}]}}`);
    assert.deepEqual(
      capture.sessions.map(({ key, url }) => [key, url]),
      [
        [1, 'https://a/'],
        [2, 'https://c/'],
        [3, 'https://d/'],
      ],
    );
    assert.equal(textOfBody((await capture.body(3, 'response')).bytes), '{"x":"d"}');
    assert.deepEqual(
      capture.problems.map(({ code }) => code),
      ['har-not-json', 'har-resumed'],
    );
  });

  it('leaves out elements that are no objects and counts them', async () => {
    const capture = await open(`{"log":{"entries":[[1],${JSON.stringify(makeEntry())},[]]}}`);
    assert.equal(capture.sessions.length, 1);
    assert.equal(capture.problems[0]?.code, 'har-strays');
  });

  const statuses: readonly (readonly [number | string | null, number])[] = [
    [200, 200],
    ['404', 404],
    [0, 0],
    [-1, 0],
    [null, 0],
    ['odd', 0],
  ];
  for (const [given, expected] of statuses) {
    it(`reads status ${JSON.stringify(given)} as ${expected}`, async () => {
      assert.equal((await openEntry({ status: given })).sessions[0]?.status, expected);
    });
  }

  const durations: readonly (readonly [unknown, number | undefined])[] = [
    [12.5, 12.5],
    ['40', 40],
    [-1, undefined],
    [null, undefined],
    ['soon', undefined],
  ];
  for (const [given, expected] of durations) {
    it(`reads a time of ${JSON.stringify(given)} as ${expected}`, async () => {
      assert.equal((await openEntry({ extra: { time: given } })).sessions[0]?.duration, expected);
    });
  }

  it('reads entries of which next to nothing is there', async () => {
    const capture = await open(
      '{"log":{"entries":[{},{"request":null},{"request":{"url":5}},{"response":{"status":204}}]}}',
    );
    assert.deepEqual(
      capture.sessions.map(({ key, method, url, status, started, duration }) => [
        key,
        method,
        url,
        status,
        started,
        duration,
      ]),
      [
        [1, '', '', 0, undefined, undefined],
        [2, '', '', 0, undefined, undefined],
        [3, '', '5', 0, undefined, undefined],
        [4, '', '', 204, undefined, undefined],
      ],
    );
    assert.deepEqual(capture.problems, []);
    for (const { key } of capture.sessions) {
      assert.notEqual((await capture.detail(key)).problems.length, 0);
      assert.equal((await capture.body(key, 'response')).bytes.length, 0);
    }
  });

  for (const version of ['HTTP/1.1', 'http/2.0', 'h3', 'spdy', 'unknown', '', 'http/2.0+quic/46', '1.1', 'me:']) {
    it(`takes the protocol "${version}" as written`, async () => {
      const entry = makeEntry();
      Object.assign(entry['request'] as object, { httpVersion: version });
      Object.assign(entry['response'] as object, { httpVersion: version });
      assert.equal((await open(JSON.stringify(makeHar([entry])))).sessions[0]?.protocol, version);
    });
  }

  it('reads headers as a list or as an object, pseudo headers included', async () => {
    const capture = await openEntry({
      requestHeaders: { Accept: '*/*', X: ['1', '2'] },
      responseHeaders: [{ name: ':status', value: 200 }],
    });
    const detail = await capture.detail(1);
    assert.deepEqual(detail.requestHeaders, [
      { name: 'Accept', value: '*/*' },
      { name: 'X', value: '1' },
      { name: 'X', value: '2' },
    ]);
    assert.deepEqual(detail.responseHeaders, [{ name: ':status', value: '200' }]);
  });

  it('says why a body is missing', async () => {
    const limit = makeEntry();
    Object.assign(limit['response'] as object, {
      content: { size: 9, mimeType: 'a/b', comment: 'Body length exceeded fiddler...' },
    });
    const kept = makeEntry();
    Object.assign(kept['response'] as object, { content: { size: 9, mimeType: 'a/b' } });
    const capture = await open(
      JSON.stringify(makeHar([limit, kept, makeEntry({ status: 304 }), makeEntry({ text: '' })])),
    );
    const omitted = await Promise.all([1, 2, 3, 4].map(async (key) => (await capture.body(key, 'response')).omitted));
    assert.deepEqual(omitted, ['writer-limit', 'not-kept', undefined, undefined]);
  });

  it('decodes Base64 that is still chunked and compressed', async () => {
    const packed = gzipSync('hello hello');
    const chunked = Buffer.concat([
      Buffer.from(`${packed.length.toString(16)}\r\n`),
      packed,
      Buffer.from('\r\n0\r\n\r\n'),
    ]);
    const headers = [
      { name: 'Transfer-Encoding', value: 'chunked' },
      { name: 'Content-Encoding', value: 'gzip' },
    ];
    const capture = await openEntry({ text: chunked.toString('base64'), encoding: 'base64', responseHeaders: headers });
    const body = await capture.body(1, 'response');
    assert.equal(textOfBody(body.bytes), 'hello hello');
    assert.deepEqual(body.layers.slice(1), ['base64', 'chunked', 'gzip']);
  });

  it('keeps bad Base64 as text and marks it', async () => {
    const body = await (await openEntry({ text: 'not base64!', encoding: 'base64' })).body(1, 'response');
    assert.equal(textOfBody(body.bytes), 'not base64!');
    assert.equal(body.problems[0]?.code, 'har-body-base64');
  });

  it('stops at the limit without tearing a character or an escape', async () => {
    const capture = await openEntry({ text: 'aé"😀\u0001b' });
    for (let limit = 0; limit < 24; limit++) {
      const body = await capture.body(1, 'response', { limit });
      assert.ok('aé"😀\u0001b'.startsWith(textOfBody(body.bytes)), `limit ${limit}`);
    }
  });

  it('tells that the charset of a text no longer holds', async () => {
    const body = await (await openEntry({ text: 'ä', mimeType: 'text/html; charset=iso-8859-1' })).body(1, 'response');
    assert.equal(body.contentType, 'text/html; charset=utf-8');
  });

  it('puts forms together from their parameters', async () => {
    const params = [
      { name: 'a b', value: 'c&d' },
      { name: 'e', value: '%2F' },
    ];
    const capture = await openEntry({ postData: { mimeType: 'application/x-www-form-urlencoded', params } });
    assert.equal(textOfBody((await capture.body(1, 'request')).bytes), 'a+b=c%26d&e=%2F');
  });

  it('lists WebSocket messages of both kinds', async () => {
    const messages = [
      { type: 'send', time: 1_700_000_000.5, opcode: 1, data: 'hi' },
      { type: 'receive', time: 1_700_000_001, opcode: 2, data: 'AQI=' },
    ];
    const capture = await openEntry({ extra: { _webSocketMessages: messages } });
    assert.equal(capture.sessions[0]?.isWebSocket, true);
    const [first, second] = await capture.webSocketMessages(1);
    assert.deepEqual(
      [first?.direction, first?.time, textOfBody(first?.bytes ?? new Uint8Array())],
      ['client', 1_700_000_000_500, 'hi'],
    );
    assert.deepEqual([second?.direction, [...(second?.bytes ?? [])]], ['server', [1, 2]]);
  });

  it('takes network errors and cache marks from extra fields', async () => {
    const failed = makeEntry({ status: 0 });
    Object.assign(failed['response'] as object, { _error: 'net::ERR_NAME_NOT_RESOLVED' });
    const capture = await open(JSON.stringify(makeHar([failed, makeEntry({ extra: { _fromCache: 'disk' } })])));
    assert.equal(capture.sessions[0]?.netError, 'ERR_NAME_NOT_RESOLVED');
    assert.equal(capture.sessions[1]?.fromCache, true);
  });

  it('keeps extra fields, long texts among them', async () => {
    const capture = await openEntry({
      text: 'body',
      extra: { _initiator: { type: 'script', text: 'why', data: { data: 'x' } } },
    });
    const flags = (await capture.detail(1)).flags;
    assert.deepEqual(JSON.parse(flags.find((flag) => flag.name === '_initiator')?.value ?? ''), {
      type: 'script',
      text: 'why',
      data: { data: 'x' },
    });
  });

  it('notices exports of DevTools without any secret', async () => {
    const devTools = { name: 'WebInspector', version: '537.36' };
    assert.equal((await open(JSON.stringify(makeHar([makeEntry()], devTools)))).sanitized, true);
    const full = makeEntry({ requestHeaders: [{ name: 'Authorization', value: 'Bearer x' }] });
    assert.equal((await open(JSON.stringify(makeHar([makeEntry(), full], devTools)))).sanitized, false);
    assert.equal((await open(JSON.stringify(makeHar([makeEntry()])))).sanitized, false);
  });

  it("reads Fiddler's client port", async () => {
    const fiddler = { name: 'Fiddler', version: '5.0' };
    const entries = [
      makeEntry({ extra: { connection: '19719' } }),
      makeEntry({ extra: { connection: 'ClientPort:5;EgressPort:6' } }),
    ];
    const capture = await open(JSON.stringify(makeHar(entries, fiddler)));
    assert.deepEqual(
      capture.sessions.map((session) => session.clientPort),
      [19719, 5],
    );
  });

  it('gives raw messages whose head fits the body', async () => {
    const headers = [
      { name: 'Content-Encoding', value: 'gzip' },
      { name: ':x', value: '1' },
      { name: 'A', value: 'b' },
    ];
    const capture = await openEntry({ text: 'plain', responseHeaders: headers });
    assert.equal(textOfBody(await capture.raw(1, 'response')), 'h2 200 OK\r\nA: b\r\n\r\nplain');
  });

  it('answers unknown keys with nothing', async () => {
    const capture = await openEntry({});
    assert.equal((await capture.detail(9)).requestLine, '');
    assert.equal((await capture.body(9, 'request')).bytes.length, 0);
    assert.equal(await capture.entrySlice(9), undefined);
  });

  it('can be canceled', async () => {
    const aborted = AbortSignal.abort();
    const source = memorySource(bytesOf(JSON.stringify(makeHar([]))));
    await assert.rejects(openHar(source, { id: 'a', platform: nodePlatform, signal: aborted }), { name: 'AbortError' });
  });
});
