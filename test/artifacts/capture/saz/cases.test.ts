import assert from 'node:assert/strict';
import type { Capture, Session } from '../../../../src/artifacts/capture/model';
import { nodePlatform } from '../../../../src/platform/node';
import { type SazLayout, type SazSession, writeSaz } from '../../../../src/reports/writers/saz';
import { httpMessage, openSazBytes, reopen, sazSession } from '../../../fixtures/saz';
import { aesProtection, zipCryptoProtection } from '../../../fixtures/zipProtection';

const utf8 = new TextEncoder();
const get = (url: string, ...headers: string[]) => httpMessage([`GET ${url} HTTP/1.1`, ...headers]);
const codes = (capture: Capture) => capture.problems.map((problem) => problem.code);

async function rowOf(session: SazSession, layout?: SazLayout): Promise<Session> {
  const capture = await reopen([session], layout);
  const [row] = capture.sessions;
  assert.ok(row);
  return row;
}

describe('saz: rows', () => {
  const rows: [string, SazSession, Partial<Session>][] = [
    ['a SID that is not the file number', sazSession({ metadata: { sid: 4711 } }), { key: 1, sid: 4711 }],
    ['no metadata', sazSession({ metadata: null }), { sid: 1, started: undefined, process: '', gaps: ['metadata'] }],
    [
      'a request in absolute form',
      sazSession({ request: get('https://user@Contoso.Example:8443/p?q=1') }),
      { url: 'https://user@Contoso.Example:8443/p?q=1', host: 'contoso.example', path: '/p?q=1' },
    ],
    [
      'a request in origin form',
      sazSession({ request: get('/x?y', 'Host: contoso.example') }),
      { url: 'https://contoso.example/x?y', host: 'contoso.example', path: '/x?y' },
    ],
    [
      'origin form without HTTPS',
      sazSession({ request: get('/x', 'host:contoso.example:80'), metadata: { bitFlags: 0x18 } }),
      { url: 'http://contoso.example:80/x', host: 'contoso.example' },
    ],
    ['BitFlags in hexadecimal', sazSession({ metadata: { bitFlags: 0x4019 } }), { fromCache: true }],
    [
      'a tunnel',
      sazSession({
        request: httpMessage(['CONNECT login.contoso.example:443 HTTP/1.1'], 'A ClientHello handshake was found.'),
        response: httpMessage(
          ['HTTP/1.1 200 Connection Established'],
          'This is a CONNECT tunnel, through which encrypted traffic flows.',
        ),
        metadata: { bitFlags: 0x100, tunnel: { egress: 10, ingress: 20 } },
      }),
      {
        isTunnel: true,
        isBlindTunnel: true,
        url: 'login.contoso.example:443',
        host: 'login.contoso.example',
        requestBytes: 10,
        responseBytes: 20,
        byCaptureTool: false,
      },
    ],
    [
      'a decrypted tunnel',
      sazSession({
        request: httpMessage(['CONNECT login.contoso.example:443 HTTP/1.1']),
        response: httpMessage(
          ['HTTP/1.1 200 Connection Established'],
          'Encrypted HTTPS traffic flows through this CONNECT tunnel.',
        ),
        metadata: { bitFlags: 0x2100 },
      }),
      { isTunnel: true, isBlindTunnel: false },
    ],
    [
      'a status line without reason',
      sazSession({ response: httpMessage(['HTTP/1.1 200', 'IE 7: yes']) }),
      { status: 200, reason: '' },
    ],
    [
      'other versions of HTTP',
      sazSession({
        request: httpMessage(['GET https://contoso.example/ HTTP/2']),
        response: httpMessage(['HTTP/2 204']),
      }),
      { protocol: 'HTTP/2', status: 204 },
    ],
    [
      'HTTP/1.0',
      sazSession({ request: httpMessage(['GET http://contoso.example/ HTTP/1.0']) }),
      { protocol: 'HTTP/1.0' },
    ],
    ['no response', sazSession({ response: null }), { status: 0, gaps: ['response'], responseBytes: -1 }],
    ['an empty response', sazSession({ response: new Uint8Array(0) }), { status: 0, gaps: ['response'] }],
    [
      'an empty request',
      sazSession({ request: new Uint8Array(0), metadata: { sid: 9 } }),
      { sid: 9, url: '', method: '', gaps: ['request'] },
    ],
    ['no request', sazSession({ request: null }), { url: '', status: 200, gaps: ['request'] }],
    [
      'metadata alone',
      sazSession({ request: null, response: null, metadata: { sid: 9 }, flags: { 'x-processinfo': 'msedge:5' } }),
      { sid: 9, url: '', process: 'msedge', gaps: ['request', 'response'] },
    ],
    [
      'a request that Fiddler did not get whole',
      sazSession({
        response: httpMessage(['HTTP/1.1 408 Request body incomplete'], `[Fiddler] x${' '.repeat(600)}`),
        metadata: { bitFlags: 0x100 },
      }),
      { byCaptureTool: true, status: 408, note: { key: 'capture.fiddlerRequest' } },
    ],
    [
      'an interim answer that Fiddler passed on',
      sazSession({ flags: { 'x-fiddler-stream1xx': '1' } }),
      { status: 200, responseBytes: 2 },
    ],
    [
      'HTTP/3',
      sazSession({
        request: httpMessage(['GET https://contoso.example/ HTTP/3']),
        response: httpMessage(['HTTP/3 200']),
      }),
      { protocol: 'HTTP/3', status: 200 },
    ],
    [
      'an answer by Fiddler',
      sazSession({
        response: httpMessage(
          ['HTTP/1.1 502 Fiddler - Connection Failed'],
          "[Fiddler] Die Verbindung mit 'x' ist fehlgeschlagen. <br />Error: TimedOut (0x274c). ",
        ),
        metadata: { bitFlags: 0x100 },
      }),
      {
        byCaptureTool: true,
        note: { key: 'capture.fiddlerConnectionCode', args: { name: 'TimedOut', code: '0x274c' } },
      },
    ],
    [
      'a name Fiddler could not resolve',
      sazSession({ response: httpMessage(['HTTP/1.1 502 Fiddler - DNS Lookup Failed'], '[Fiddler] x') }),
      { byCaptureTool: true, note: { key: 'capture.fiddlerDns' } },
    ],
    [
      'an answer Fiddler did not get',
      sazSession({ response: httpMessage(['HTTP/1.1 504 Fiddler - Receive Failure'], '[Fiddler] x') }),
      { note: { key: 'capture.fiddlerReceive' } },
    ],
    [
      'a replayed answer',
      sazSession({ flags: { 'x-autoresponder': '*rule' }, metadata: { bitFlags: 0x119 } }),
      { byCaptureTool: true, note: { key: 'capture.fiddlerReplay' } },
    ],
    ['an aborted session', sazSession({ metadata: { aborted: true } }), { aborted: true, status: 200 }],
    [
      'process, port and address',
      sazSession({
        flags: { 'X-ProcessInfo': 'msedge:12140', 'x-clientport': '5000', 'x-hostip': '::ffff:192.0.2.1' },
      }),
      { process: 'msedge', processId: 12140, clientPort: 5000, serverIp: '192.0.2.1' },
    ],
    [
      'a process without id',
      sazSession({ flags: { 'x-processinfo': 'msedge' } }),
      { process: 'msedge', processId: undefined },
    ],
    [
      'an empty process',
      sazSession({ flags: { 'x-processinfo': '', 'x-clientip': '' } }),
      { process: '', processId: undefined, clientPort: undefined },
    ],
    [
      'a comment of the user',
      sazSession({ flags: { 'ui-comments': 'a < b & "c"', 'ui-color': 'red', 'ui-backcolor': '' } }),
      { comment: 'a < b & "c"', color: 'red' },
    ],
    [
      'a comment that Fiddler made',
      sazSession({ flags: { 'ui-comments': '[#12]', 'ui-backcolor': 'gold', 'ui-color': 'red' } }),
      { comment: '', color: 'gold' },
    ],
    ['a WebSocket', sazSession({ metadata: { bitFlags: 0x40019 } }), { isWebSocket: true }],
    [
      'body sizes without heads',
      sazSession({
        request: httpMessage(['POST https://contoso.example/ HTTP/1.1'], '12345'),
        response: httpMessage(['HTTP/1.1 200 OK', 'content-TYPE:  text/plain; charset=utf-8 '], '123'),
      }),
      { requestBytes: 5, responseBytes: 3, contentType: 'text/plain; charset=utf-8' },
    ],
    [
      'lines that end with LF',
      sazSession({ response: utf8.encode('HTTP/1.1 404 Not Found\nContent-Type: text/html\n\nbody') }),
      { status: 404, contentType: 'text/html', responseBytes: 4 },
    ],
    ['a first line that is none', sazSession({ response: utf8.encode('nonsense\r\n\r\n') }), { status: 0 }],
    ['a URL that is not ASCII', sazSession({ request: get('https://contoso.example/größe') }), { path: '/größe' }],
    [
      'a long head',
      sazSession({
        request: get(
          'https://contoso.example/',
          ...Array.from({ length: 900 }, (_, i) => `X-${i}: ${'abcdefgh'.repeat(i % 9)}${i * 7919}`),
        ),
      }),
      { requestBytes: 0, method: 'GET' },
    ],
  ];
  for (const [title, session, expected] of rows) {
    it(title, async () => {
      for (const layout of [{}, { stored: true }, { descriptors: true }] satisfies SazLayout[]) {
        const row = await rowOf(session, layout);
        for (const [name, value] of Object.entries(expected)) {
          assert.deepEqual(row[name as keyof Session], value, name);
        }
      }
    });
  }

  const begin = '2025-08-30T11:33:40.0256586-07:00';
  const times: [string, Record<string, string>, Partial<Session>][] = [
    [
      'a time with seven digits and a zone',
      { ClientBeginRequest: begin, ClientDoneResponse: '2025-08-30T11:33:41.5256586-07:00' },
      { started: Date.UTC(2025, 7, 30, 18, 33, 40) + 25.6586, offset: -420, duration: 1500 },
    ],
    [
      'a time with three digits east of UTC',
      { ClientBeginRequest: '2025-08-30T11:33:40.123+05:30' },
      { started: Date.UTC(2025, 7, 30, 6, 3, 40, 123), offset: 330 },
    ],
    ['UTC', { ClientBeginRequest: '2025-08-30T11:33:40Z' }, { started: Date.UTC(2025, 7, 30, 11, 33, 40), offset: 0 }],
    [
      'no zone',
      { ClientBeginRequest: '2025-08-30T11:33:40.5' },
      { started: Date.UTC(2025, 7, 30, 11, 33, 40, 500), offset: undefined },
    ],
    [
      'an end that is not set',
      { ClientBeginRequest: begin, ClientDoneResponse: '0001-01-01T00:00:00' },
      { duration: undefined },
    ],
    [
      'an end before its start',
      { ClientBeginRequest: begin, ClientDoneResponse: '2025-08-30T11:33:39-07:00' },
      { duration: undefined },
    ],
    [
      'an old file without the beginning',
      { ClientConnected: begin },
      { started: Date.UTC(2025, 7, 30, 18, 33, 40) + 25.6586 },
    ],
    [
      'nothing set',
      { ClientBeginRequest: '0001-01-01T00:00:00', ClientConnected: 'soon' },
      { started: undefined, offset: undefined },
    ],
  ];
  for (const [title, timers, expected] of times) {
    it(`times: ${title}`, async () => {
      const row = await rowOf(sazSession({ timers }));
      for (const [name, value] of Object.entries(expected)) assert.equal(row[name as keyof Session], value, name);
    });
  }
});

describe('saz: archives', () => {
  const three = [1, 2, 3].map((n) =>
    sazSession({ request: get(`https://contoso.example/${n}`), metadata: { sid: n * 10 } }),
  );
  const layouts: Record<string, SazLayout> = {
    'order c, m, s': { order: 'cms' },
    'order c, s, m': { order: 'csm' },
    'list first': { index: 'first' },
    'no list': { index: 'none' },
    'ZIP64 on every entry': { zip64: 'every-entry' },
    'sizes after the data': { descriptors: true },
    'one digit': { digits: 1 },
    'six digits': { digits: 6 },
    backslashes: { rename: (name) => name.replace('/', '\\') },
    'upper case': { rename: (name) => name.toUpperCase() },
    'AES-128': { protect: aesProtection('geheim', 1) },
    'AES-256': { protect: aesProtection('geheim', 3) },
    ZipCrypto: { protect: zipCryptoProtection('geheim') },
  };
  for (const [title, layout] of Object.entries(layouts)) {
    it(title, async () => {
      const capture = await reopen(three, layout, { password: 'geheim' });
      assert.deepEqual(
        capture.sessions.map(({ key, sid, path }) => [key, sid, path]),
        [1, 2, 3].map((n) => [n, n * 10, `/${n}`]),
      );
      assert.deepEqual(codes(capture), []);
      assert.equal(capture.password, layout.protect ? 'ok' : 'none');
      assert.equal(new TextDecoder().decode((await capture.body(2, 'response')).bytes), 'ok');
    });
  }

  it('sorts by number, not by name', async () => {
    const many = Array.from({ length: 12 }, (_, i) => sazSession({ metadata: { sid: i } }));
    const capture = await reopen(many, { digits: 1 });
    assert.deepEqual(
      capture.sessions.map(({ key }) => key),
      many.map((_, i) => i + 1),
    );
  });

  it('takes numbers of any length, padded or not, and passes over other files', async () => {
    const names: Record<string, string> = { 'raw/1': 'raw/12345', 'raw/2': 'raw/7', 'raw/3': 'raw/000123' };
    const capture = await reopen(three, {
      rename: (name) => name.replace(/^raw\/\d/, (stem) => names[stem] ?? stem),
    });
    assert.deepEqual(
      capture.sessions.map(({ key, path }) => [key, path]),
      [
        [7, '/2'],
        [123, '/3'],
        [12345, '/1'],
      ],
    );
    const stray = await reopen(three, { rename: (name) => (name.includes('3') ? `${name}.bak` : name) });
    assert.deepEqual([stray.sessions.length, codes(stray)], [2, []]);
    const deep = await reopen(three, { rename: (name) => (name.includes('3') ? `old/${name}` : name) });
    assert.deepEqual([deep.sessions.length, codes(deep)], [2, []]);
  });

  it('lists an encrypted archive before its password is known, and says when it is wrong', async () => {
    for (const protect of [aesProtection('right', 1), zipCryptoProtection('right')]) {
      const bytes = writeSaz(three, nodePlatform, { protect });
      const locked = await openSazBytes(bytes);
      assert.equal(locked.password, 'needed');
      assert.deepEqual(codes(locked), ['saz-password-needed']);
      assert.deepEqual(
        locked.sessions.map(({ key, url, gaps }) => [key, url, gaps]),
        [1, 2, 3].map((n) => [n, '', ['encrypted']]),
      );
      const wrong = await openSazBytes(bytes, { password: 'wrong' });
      assert.deepEqual(codes(wrong), ['saz-password-wrong']);
      assert.equal((await wrong.body(1, 'response')).bytes.length, 0);
      assert.deepEqual(
        (await wrong.body(1, 'response')).problems.map(({ code }) => code),
        ['zip-password-needed'],
      );
    }
  });

  it('uses the first of two files of one name', async () => {
    const capture = await reopen(three.slice(0, 2), { rename: (name) => name.replace('raw/2_', 'raw/01_') });
    assert.equal(capture.sessions.length, 1);
    assert.equal(capture.sessions[0]?.path, '/1');
    assert.deepEqual(codes(capture), ['saz-duplicate', 'saz-duplicate', 'saz-duplicate']);
  });

  const metadata = (xml: string) => sazSession({ metadata: utf8.encode(`\u{feff}${xml}`) });
  const oddMetadata: [string, string, string[], Partial<Session>][] = [
    [
      'a document type',
      '<!DOCTYPE x [<!ENTITY a "b">]><Session SID="5"></Session>',
      ['saz-doctype'],
      { sid: 1, gaps: ['metadata'] },
    ],
    [
      'metadata that breaks off',
      '<Session SID="5"><SessionFlags><SessionFlag N="x-processinfo" V="msedge:1" /><SessionFlag N="x',
      ['saz-metadata'],
      { sid: 5, process: 'msedge' },
    ],
    [
      'unknown elements and single quotes',
      "<Session SID='5'><New a='1'>text</New><SessionFlags><SessionFlag V='a&amp;b&#33;' N='ui-comments'/></SessionFlags></Session>",
      [],
      { sid: 5, comment: 'a&b!' },
    ],
    ['no metadata at all', 'nothing', ['saz-metadata'], { sid: 1 }],
  ];
  for (const [title, xml, expected, row] of oddMetadata) {
    it(`metadata: ${title}`, async () => {
      const capture = await reopen([metadata(xml)]);
      assert.deepEqual(codes(capture), expected);
      const [first] = capture.sessions;
      assert.ok(first);
      for (const [name, value] of Object.entries(row)) assert.deepEqual(first[name as keyof Session], value, name);
    });
  }

  it('says what is no archive', async () => {
    const zip = (name: string) => writeSaz([sazSession()], nodePlatform, { rename: () => name });
    const cases: [Uint8Array, string[]][] = [
      [new Uint8Array(10), ['saz-too-short']],
      [utf8.encode('x'.repeat(500)), ['saz-not-zip']],
      [zip('other.txt'), ['saz-no-sessions']],
      [Uint8Array.of(0x50, 0x4b, 5, 6, ...new Uint8Array(18)), ['saz-empty']],
    ];
    for (const [bytes, expected] of cases) {
      const capture = await openSazBytes(bytes);
      assert.deepEqual(codes(capture), expected);
      assert.equal(capture.sessions.length, 0);
    }
  });

  it('says where a cut archive breaks and keeps the rest', async () => {
    const bytes = writeSaz(three, nodePlatform, { order: 'cms', stored: true });
    const at = Buffer.from(bytes).indexOf('raw/3_s.txt') + 20;
    const capture = await openSazBytes(bytes.subarray(0, at));
    assert.equal(capture.sessions.length, 3);
    assert.deepEqual(codes(capture), ['saz-recovered', 'zip-entry-cut']);
    assert.deepEqual(capture.problems[1]?.message.args, { entry: 'raw/3_s.txt', at: String(at) });
    assert.equal(capture.sessions[2]?.path, '/3');
  });

  it('names the writer', async () => {
    const writers: [string, string][] = [
      ['Fiddler (v5.0.20194.41348) Session Archive. See https://fiddler2.com', 'Fiddler v5.0.20194.41348'],
      ['FiddlerCore SAZSupport (v5.0.1)', 'FiddlerCore v5.0.1'],
      ['', ''],
    ];
    for (const [comment, writer] of writers) assert.equal((await reopen(three, { comment })).writer, writer);
  });

  it('gives rows while it reads, and stops when told to', async () => {
    const many = Array.from({ length: 400 }, () => sazSession());
    const counts: number[] = [];
    await reopen(many, {}, { onSessions: (rows) => counts.push(rows.length) });
    assert.ok((counts[0] ?? 400) < 400, `first ${counts[0]}`);
    assert.equal(counts.at(-1), 400);
    await assert.rejects(reopen(many, {}, { signal: AbortSignal.abort() }), { name: 'AbortError' });
  });
});
