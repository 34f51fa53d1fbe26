import assert from 'node:assert/strict';
import { gzipSync } from 'node:zlib';
import type { Capture } from '../../../../src/artifacts/capture/model';
import { nodePlatform } from '../../../../src/platform/node';
import { type SazSession, writeSaz } from '../../../../src/reports/writers/saz';
import { httpMessage, openSazBytes, reopen, sazSession } from '../../../fixtures/saz';

const utf8 = new TextEncoder();
const get = (url: string, ...headers: string[]) => httpMessage([`GET ${url} HTTP/1.1`, ...headers]);
const codes = (capture: Capture) => capture.problems.map((problem) => problem.code);

describe('saz: sessions', () => {
  const json = JSON.stringify({ hello: 'world' });
  const chunked = (text: string) => `${text.length.toString(16)};x=y\r\n${text}\r\n0\r\nX-Sum: 1\r\n\r\n`;
  const answer = (headers: string[], body: string | Uint8Array) =>
    sazSession({ response: httpMessage(['HTTP/1.1 200 OK', ...headers], body) });
  const bodies: [string, SazSession, string, string[], string[]][] = [
    ['a plain body', answer(['Content-Type: application/json'], json), json, [], []],
    ['chunked', answer(['Transfer-Encoding: chunked'], chunked(json)), json, ['chunked'], []],
    ['chunked and empty', answer(['Transfer-Encoding: chunked'], ''), '', [], []],
    ['gzip', answer(['Content-Encoding: gzip'], gzipSync(json)), json, ['gzip'], []],
    [
      'a body that Fiddler removed',
      answer(['Content-Encoding: gzip', 'Transfer-Encoding: chunked'], '***SANITIZED***'),
      '***SANITIZED***',
      [],
      ['http-sanitized'],
    ],
    ['gzip declared, text stored', answer(['Content-Encoding: gzip'], json), json, [], ['http-decode-failed']],
    [
      'a body dropped on purpose',
      sazSession({ response: httpMessage(['HTTP/1.1 200 OK', 'Content-Length: 9']), metadata: { bitFlags: 0x20019 } }),
      '',
      [],
      ['saz-body-dropped'],
    ],
    ['a partial body', sazSession({ metadata: { aborted: true } }), 'ok', [], ['saz-body-aborted']],
  ];
  for (const [title, session, expected, layers, problems] of bodies) {
    it(`body: ${title}`, async () => {
      const capture = await reopen([session]);
      const body = await capture.body(1, 'response');
      assert.equal(new TextDecoder().decode(body.bytes), expected);
      assert.deepEqual(body.layers, ['raw/1_s.txt', ...layers]);
      assert.deepEqual(
        body.problems.map(({ code }) => code),
        problems,
      );
    });
  }

  it('decodes the body of a request', async () => {
    const head = ['POST https://contoso.example/ HTTP/1.1', 'Content-Encoding: gzip', 'Transfer-Encoding: chunked'];
    const packed = gzipSync(json);
    const parts = [`${packed.length.toString(16)}\r\n`, packed, '\r\n0\r\n\r\n'].map((part) => Buffer.from(part));
    const capture = await reopen([sazSession({ request: httpMessage(head, Buffer.concat(parts)) })]);
    const body = await capture.body(1, 'request');
    assert.equal(new TextDecoder().decode(body.bytes), json);
    assert.deepEqual(body.layers, ['raw/1_c.txt', 'chunked', 'gzip']);
  });

  it('knows a dropped body', async () => {
    const capture = await reopen([bodies[6]?.[1] ?? sazSession()]);
    assert.equal((await capture.body(1, 'response')).omitted, 'dropped');
    assert.equal((await capture.body(1, 'request')).omitted, undefined);
  });

  it('marks the text of a tunnel and reads its certificate', async () => {
    const text = [
      'Encrypted HTTPS traffic flows through this CONNECT tunnel.',
      '',
      '== Server Certificate ==========',
      '[Subject]',
      '  CN=login.contoso.example, O=Contoso',
      '',
      '[Issuer]',
      '  CN=Contoso Test CA',
      '',
      '[Not Before]',
      '  9/8/2024 1:00:00 AM',
      '',
      '[Not After]',
      '  9/13/2026 1:00:00 PM',
      '',
    ].join('\n');
    const tunnel = sazSession({
      request: httpMessage(['CONNECT login.contoso.example:443 HTTP/1.1'], 'prose'),
      response: httpMessage(['HTTP/1.1 200 Connection Established'], text),
      flags: { 'x-clientport': '77' },
    });
    const inside = sazSession({ request: get('https://login.contoso.example/'), flags: { 'x-clientport': '77' } });
    const capture = await reopen([tunnel, inside, sazSession()]);
    assert.equal((await capture.body(1, 'response')).isTunnelText, true);
    for (const key of [1, 2]) {
      const [certificate] = await capture.certificates(key);
      assert.equal(certificate?.subject, 'CN=login.contoso.example, O=Contoso');
      assert.equal(certificate?.issuer, 'CN=Contoso Test CA');
      assert.equal(certificate?.to, '9/13/2026 1:00:00 PM');
    }
    assert.deepEqual(await capture.certificates(3), []);
  });

  const notes: [string, SazSession, string[]][] = [
    ['a length that is too large', answer(['Content-Length: 99'], 'ok'), ['http-length']],
    ['a length that is too small', answer(['Content-Length: 1'], 'ok'), ['http-length']],
    [
      'a length for a body that must not be there',
      sazSession({ response: httpMessage(['HTTP/1.1 304 Not Modified', 'Content-Length: 99']) }),
      [],
    ],
    [
      'a request whose body never came',
      sazSession({
        request: httpMessage(['POST https://contoso.example/ HTTP/1.1', 'Content-Length: 17202']),
        response: httpMessage(['HTTP/1.1 408 Request body incomplete']),
      }),
      ['saz-request-incomplete'],
    ],
    [
      'a GET with a body',
      sazSession({ request: httpMessage(['GET https://contoso.example/ HTTP/1.1', 'Content-Length: 2'], 'hi') }),
      [],
    ],
    ['no response', sazSession({ response: null }), ['saz-no-response']],
  ];
  for (const [title, session, expected] of notes) {
    it(`notes ${title}`, async () => {
      const capture = await reopen([session]);
      assert.deepEqual(
        (await capture.detail(1)).problems.map(({ code }) => code),
        expected,
      );
    });
  }

  it('gives heads, timers and flags as written', async () => {
    const capture = await reopen([
      sazSession({
        request: get('https://contoso.example/', 'Accept: a', 'accept: b'),
        response: httpMessage([
          'HTTP/1.1 200 OK',
          'Set-Cookie: a=1',
          'Set-Cookie: b=2',
          'IE 7: yes',
          'X-Name: gr\u00fc\u00dfe',
        ]),
        timers: { ClientBeginRequest: '2025-08-30T11:33:40Z', DNSTime: '12', ServerConnected: '0001-01-01T00:00:00' },
        flags: { 'x-hostip': '192.0.2.1' },
      }),
    ]);
    const detail = await capture.detail(1);
    assert.deepEqual(
      detail.requestHeaders.map(({ name, value }) => `${name}=${value}`),
      ['Accept=a', 'accept=b'],
    );
    assert.deepEqual(
      detail.responseHeaders.map(({ value }) => value),
      ['a=1', 'b=2', 'yes', 'grüße'],
    );
    assert.deepEqual(detail.timers, { ClientBeginRequest: Date.UTC(2025, 7, 30, 11, 33, 40), DNSTime: 12 });
    assert.deepEqual(detail.flags, [{ name: 'x-hostip', value: '192.0.2.1' }]);
    assert.equal(detail.bitFlags, 0x19);
  });

  it('gives recorded gRPC messages as stored', async () => {
    const stored = Uint8Array.of(0, 0, 0, 0, 3, 8, 0x96, 1);
    const session = sazSession({ webSocket: stored });
    const capture = await reopen([session, sazSession()], { rename: (name) => name.replace('_w.txt', '_g.txt') });
    assert.deepEqual(Buffer.from((await capture.grpc?.(1)) ?? []), Buffer.from(stored));
    assert.equal((await capture.grpc?.(2))?.length, 0);
    assert.deepEqual(await capture.webSocketMessages(1), []);
    assert.equal(capture.sessions[0]?.isWebSocket, false);
  });

  it('keeps the certificate chain that newer writers add to the metadata', async () => {
    const xml =
      '<Session SID="3" BitFlags="1"><SessionFlags /><CertificateChainInfo>CN=a &amp; b</CertificateChainInfo></Session>';
    const capture = await reopen([sazSession({ metadata: utf8.encode(`\u{feff}${xml}`) })]);
    const { flags } = await capture.detail(1);
    assert.deepEqual(flags, [{ name: 'CertificateChainInfo', value: 'CN=a & b' }]);
    assert.deepEqual(codes(capture), []);
  });

  it('reports a damaged part in its session and leaves the others alone', async () => {
    const bytes = writeSaz([sazSession(), sazSession()], nodePlatform, { stored: true });
    const at = Buffer.from(bytes).indexOf('ok', Buffer.from(bytes).indexOf('raw/1_s.txt') + 11 + 15);
    bytes[at + 1] = 0x21;
    const capture = await openSazBytes(bytes);
    assert.deepEqual(
      (await capture.body(1, 'response')).problems.map(({ code, place }) => [code, place.session]),
      [['zip-crc', 1]],
    );
    assert.deepEqual((await capture.body(2, 'response')).problems, []);
  });
});
