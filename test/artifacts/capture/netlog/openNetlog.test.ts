import assert from 'node:assert/strict';
import { readFileSync } from 'node:fs';
import { gzipSync } from 'node:zlib';
import fc from 'fast-check';
import { readCertificate } from '../../../../src/artifacts/capture/netlog/certificate';
import type { NetlogCapture } from '../../../../src/artifacts/capture/netlog/model';
import { openNetlog } from '../../../../src/artifacts/capture/netlog/openNetlog';
import { memorySource } from '../../../../src/platform/memory';
import { nodePlatform, openFile } from '../../../../src/platform/node';
import { text } from '../../../../src/text';
import { describeWithSamples, sample } from '../../../fixtures/samples';
import { constantsLine, event, file, request, tickOffset } from './make';

const open = (content: string | Uint8Array): Promise<NetlogCapture> =>
  openNetlog(memorySource(typeof content === 'string' ? new TextEncoder().encode(content) : content), {
    id: 'n.json',
    platform: nodePlatform,
  });
const words = (capture: NetlogCapture): string[] => capture.problems.map((problem) => text(problem.message, 'en'));

describe('openNetlog', () => {
  it('reads a request with its head, times and facts of the file', async () => {
    const capture = await open(file(request(5, 'https://Edge.microsoft.com/sync?x', 100)));
    const [session] = capture.sessions;
    assert.equal(capture.writer, 'Microsoft Edge 126.0.2592.68');
    assert.deepEqual(
      [session?.method, session?.host, session?.path, session?.status, session?.contentType, session?.responseBytes],
      ['GET', 'edge.microsoft.com', '/sync?x', 200, 'text/html', 82],
    );
    assert.equal(session?.started, tickOffset + 101);
    assert.equal(session?.duration, 8);
    assert.equal(capture.facts.proxySettings, '{"effective":{"pac_url":"http://pac/"}}');
    assert.equal(capture.facts.eventCount, 7);
    const detail = await capture.detail(1);
    assert.equal(detail.requestLine, 'GET / HTTP/1.1');
    assert.equal(detail.statusLine, 'HTTP/1.1 200');
    assert.deepEqual(detail.requestHeaders[1], { name: 'Authorization', value: '[85 bytes were stripped]' });
    assert.equal(detail.flags.find((flag) => flag.name === 'load_flags')?.value, 'BYPASS_CACHE | DISABLE_CACHE');
    assert.equal(detail.timers['HTTP_TRANSACTION_SEND_REQUEST_HEADERS'], tickOffset + 102);
    assert.deepEqual(
      capture.problems.map((problem) => problem.code),
      ['netlog-stripped'],
    );
    assert.equal((await capture.body(1, 'response')).omitted, 'not-kept');
  });

  it('makes a session of every hop of a redirect', async () => {
    const events = request(5, 'https://a/1', 100, 302);
    events.splice(4, 0, event('URL_REQUEST_REDIRECTED', 0, 5, 105, { location: 'https://b/2' }));
    events.splice(6, 0, event('URL_REQUEST_START_JOB', 1, 5, 106, { url: 'https://b/2', method: 'GET' }));
    const capture = await open(file(events));
    assert.deepEqual(
      capture.sessions.map(({ url, status }) => [url, status]),
      [
        ['https://a/1', 302],
        ['https://b/2', 0],
      ],
    );
    assert.equal((await capture.detail(1)).flags.find((flag) => flag.name === 'redirected to')?.value, 'https://b/2');
  });

  const endings: readonly (readonly [string, string, string, boolean])[] = [
    [
      'an error at the end of the job',
      event('URL_REQUEST_START_JOB', 2, 5, 3, { net_error: -105 }),
      'ERR_NAME_NOT_RESOLVED',
      false,
    ],
    ['a failure', event('FAILED', 0, 5, 3, { net_error: -105 }), 'ERR_NAME_NOT_RESOLVED', false],
    ['an unknown error', event('FAILED', 0, 5, 3, { net_error: -9999 }), '-9999', false],
    ['a cancellation', event('CANCELLED', 0, 5, 3), '', true],
    ['a cache miss', event('HTTP_CACHE_OPEN_ENTRY', 2, 5, 3, { net_error: -2 }), '', false],
  ];
  for (const [name, line, netError, aborted] of endings) {
    it(`reads ${name}`, async () => {
      const capture = await open(
        file([event('URL_REQUEST_START_JOB', 1, 5, 1, { url: 'https://a/', method: 'GET' }), line]),
      );
      assert.deepEqual([capture.sessions[0]?.netError, capture.sessions[0]?.aborted], [netError, aborted]);
    });
  }

  it('follows a request to its proxy, socket, TLS and certificate', async () => {
    const dependency = (id: number, type: number): unknown => ({ source_dependency: { id, type } });
    const events = [
      event('URL_REQUEST_START_JOB', 1, 5, 1, { url: 'https://a/', method: 'GET' }),
      event('HTTP_STREAM_JOB_CONTROLLER_BOUND', 0, 5, 1, dependency(6, 32)),
      event(
        'PROXY_RESOLUTION_SERVICE_RESOLVED_PROXY_LIST',
        0,
        6,
        2,
        { proxy_info: 'PROXY p:8080' },
        'HTTP_STREAM_JOB_CONTROLLER',
      ),
      event('HTTP_STREAM_REQUEST_BOUND_TO_JOB', 0, 5, 3, dependency(7, 17)),
      event('SOCKET_POOL_BOUND_TO_SOCKET', 0, 7, 3, dependency(8, 10), 'HTTP_STREAM_JOB'),
      event('TCP_CONNECT', 2, 8, 3, { local_address: '10.0.0.1:5000', remote_address: '[2620:1ec::1]:443' }, 'SOCKET'),
      event('SSL_CONNECT', 2, 8, 3, { version: 'TLS 1.3', cipher_suite: 4866 }, 'SOCKET'),
      event(
        'CERT_VERIFIER_REQUEST',
        1,
        8,
        3,
        { certificates: ['-----BEGIN CERTIFICATE-----\nAAAA\n-----END CERTIFICATE-----\n'] },
        'SOCKET',
      ),
      event('URL_REQUEST_START_JOB', 2, 5, 9),
    ];
    const capture = await open(file(events));
    assert.equal(capture.sessions[0]?.serverIp, '2620:1ec::1');
    assert.equal(capture.sessions[0]?.clientPort, 5000);
    const flags = new Map((await capture.detail(1)).flags.map(({ name, value }) => [name, value]));
    assert.equal(flags.get('proxy'), 'PROXY p:8080');
    assert.equal(flags.get('TLS version'), 'TLS 1.3');
    assert.equal(flags.get('TLS cipher'), '0x1302');
    assert.equal((await capture.certificates(1)).length, 1);
  });

  it('reads headers given as an object, as older browsers with HTTP/2 write them', async () => {
    const events = request(5, 'https://a/', 1);
    events[2] = event('HTTP_TRANSACTION_HTTP2_SEND_REQUEST_HEADERS', 0, 5, 3, {
      headers: { ':method': 'GET', accept: '*/*' },
    });
    const capture = await open(file(events));
    assert.equal(capture.sessions[0]?.protocol, 'h2');
    assert.deepEqual((await capture.detail(1)).requestHeaders, [
      { name: ':method', value: 'GET' },
      { name: 'accept', value: '*/*' },
    ]);
  });

  it('gives bodies of recordings with raw bytes', async () => {
    const events = request(5, 'https://a/', 1);
    const data = Buffer.from('hello '.repeat(60)).toString('base64');
    events[5] = event('URL_REQUEST_JOB_FILTERED_BYTES_READ', 0, 5, 8, { byte_count: 360, bytes: data });
    events.splice(6, 0, event('URL_REQUEST_JOB_FILTERED_BYTES_READ', 0, 5, 8, { byte_count: 3, bytes: 'ZW5k' }));
    const capture = await open(file(events, undefined, constantsLine('Everything')));
    assert.equal(new TextDecoder().decode((await capture.body(1, 'response')).bytes), `${'hello '.repeat(60)}end`);
    assert.equal(capture.sessions[0]?.responseBytes, 363);
    assert.deepEqual(capture.problems, []);
  });

  it('warns when authorization survives although the mode strips it', async () => {
    const cors = event('CORS_REQUEST', 1, 5, 1, { request_headers: { headers: ['Authorization: Bearer abc'] } });
    assert.ok(
      (await open(file([cors, ...request(5, 'https://a/', 1)]))).problems.some(
        ({ code }) => code === 'netlog-authorization',
      ),
    );
  });

  it('reads answers from the cache', async () => {
    const events = [
      event('URL_REQUEST_START_JOB', 1, 5, 1, { url: 'https://a/', method: 'GET' }),
      event('HTTP_CACHE_READ_DATA', 1, 5, 2),
      event('URL_REQUEST_START_JOB', 2, 5, 3),
    ];
    assert.equal((await open(file(events))).sessions[0]?.fromCache, true);
  });

  const whole = file([...request(5, 'https://a/', 1), ...request(6, 'https://b/', 20)]);
  const forms: readonly (readonly [string, string | Uint8Array])[] = [
    ['CRLF', whole.replaceAll('\n', '\r\n')],
    ['one line', JSON.stringify(JSON.parse(whole))],
    ['indentation', JSON.stringify(JSON.parse(whole), undefined, 2)],
    ['gzip', gzipSync(whole)],
    ['a trailing comma', whole.replace('}],\n"polled', '},\n],\n"polled')],
    ['no polled data', whole.replace(/\],\n"polledData".*\n\}\n$/, ']}\n')],
    [
      'an offset as text',
      file(
        [...request(5, 'https://a/', 1), ...request(6, 'https://b/', 20)],
        undefined,
        constantsLine('Default', { timeTickOffset: String(tickOffset) }),
      ),
    ],
  ];
  for (const [name, content] of forms) {
    it(`reads a file with ${name}`, async () => {
      const capture = await open(content);
      assert.deepEqual(
        capture.sessions.map(({ url, status }) => [url, status]),
        [
          ['https://a/', 200],
          ['https://b/', 200],
        ],
      );
      assert.deepEqual(
        capture.problems.map((problem) => problem.code),
        ['netlog-stripped'],
      );
      assert.equal((await capture.detail(2)).statusLine, 'HTTP/1.1 200');
    });
  }

  it('leaves out damaged lines and counts them', async () => {
    const events = request(5, 'https://a/', 1);
    events.splice(3, 0, '{"broken');
    const capture = await open(file(events));
    assert.equal(capture.sessions[0]?.status, 200);
    assert.ok(words(capture).includes('1 line is no events and was left out.'));
  });

  it('ends on request and says so', async () => {
    const events = Array.from({ length: 30 }, (_, i) => request(i + 1, `https://contoso.example/${i}`, i)).flat();
    const stop = new AbortController();
    const bytes = new TextEncoder().encode(file(events));
    const source = memorySource(bytes);
    const capture = await openNetlog(
      {
        ...source,
        size: bytes.length,
        read: (offset, length) => {
          // The head is looked at first; what follows is the reading itself.
          if (offset > 0 || length >= 1 << 20) stop.abort();
          return source.read(offset, length);
        },
      },
      { id: 'a', platform: nodePlatform, stop: stop.signal },
    );
    assert.ok(capture.sessions.length < 30);
    assert.deepEqual(
      capture.problems.map(({ code }) => code).filter((code) => /stopped|cut/.test(code)),
      ['capture-stopped'],
    );
  });

  it('never throws for damaged files', async () => {
    const good = new TextEncoder().encode(whole);
    const damage = fc.array(fc.tuple(fc.nat(good.length - 1), fc.nat(255)), { minLength: 1, maxLength: 8 });
    await fc.assert(
      fc.asyncProperty(damage, async (changes) => {
        const bytes = good.slice();
        for (const [at, value] of changes) bytes[at] = value;
        const capture = await open(bytes);
        for (const { key } of capture.sessions) {
          await capture.detail(key);
          await capture.body(key, 'response');
          await capture.certificates(key);
        }
      }),
      { numRuns: 150 },
    );
  });

  it('never throws for certificates of any bytes', () => {
    fc.assert(
      fc.property(fc.uint8Array({ maxLength: 80 }), (bytes) => {
        readCertificate(Buffer.from(bytes).toString('base64'));
      }),
    );
  });

  it('reads subject, issuer and validity of a certificate', () => {
    const der = (tag: number, ...content: (readonly number[])[]): number[] => {
      const flat = content.flat();
      return [tag, ...(flat.length < 128 ? [flat.length] : [0x81, flat.length]), ...flat];
    };
    const ascii = (value: string): number[] => [...Buffer.from(value)];
    const name = (value: string): number[] =>
      der(0x30, der(0x31, der(0x30, der(6, [0x55, 4, 3]), der(0x0c, ascii(value)))));
    const validity = der(0x30, der(0x17, ascii('260101000000Z')), der(0x18, ascii('20270101000000Z')));
    const body = der(
      0x30,
      der(0xa0, der(2, [2])),
      der(2, [1, 2]),
      der(0x30),
      name('Issuer'),
      validity,
      name('a.example'),
    );
    const pem = `-----BEGIN CERTIFICATE-----\n${Buffer.from(der(0x30, body)).toString('base64')}\n-----END CERTIFICATE-----`;
    assert.deepEqual(readCertificate(pem), {
      subject: 'CN=a.example',
      issuer: 'CN=Issuer',
      from: '2026-01-01T00:00:00Z',
      to: '2027-01-01T00:00:00Z',
      detail: '0102',
    });
  });
});

describeWithSamples('openNetlog on real files', () => {
  const openSample = async (name: string): Promise<NetlogCapture> =>
    openNetlog(await openFile(sample(`netlog/${name}`) ?? ''), { id: name, platform: nodePlatform });
  const expected = new Map([
    ['/go.html', 200],
    ['/redir', 302],
    ['/index.html?from=redir', 200],
    ['/auth', 401],
    ['/favicon.ico', 404],
    ['/e500', 500],
    ['/a.js', 200],
  ]);

  for (const name of ['chromium156-Default.json', 'chromium156-Everything.json']) {
    it(`finds all requests of ${name}`, async () => {
      const capture = await openSample(name);
      assert.equal(capture.sessions.length, 13);
      for (const [path, status] of expected) {
        assert.equal(capture.sessions.find((session) => session.path === path)?.status, status, path);
      }
      assert.equal(capture.sessions.filter((session) => session.netError !== '').length, 5);
      assert.ok(capture.sessions.some((session) => session.host === 'edge.microsoft.test'));
      const parsed = JSON.parse(readFileSync(sample(`netlog/${name}`) ?? '', 'utf8')) as { events: unknown[] };
      assert.equal(capture.facts.eventCount, parsed.events.length);
      assert.ok(capture.problems.every(({ code }) => code === 'netlog-stripped'));
      await capture.close();
    });
  }

  it('reads everything before the cut and states the loss', async () => {
    const capture = await openSample('chromium156-Default.cut.json');
    assert.equal(capture.sessions.find((session) => session.path === '/redir')?.status, 302);
    assert.ok(capture.problems.some(({ code }) => code === 'netlog-cut'));
    await capture.close();
  });
});
