import assert from 'node:assert/strict';
import type { ArtifactRef } from '../../src/analysis/protocol';
import { AnalysisService } from '../../src/analysis/service';

import { nodePlatform } from '../../src/platform/node';
import { type SazSession, writeSaz } from '../../src/reports/writers/saz';
import { inspectorTabs } from './everyView';

const mark = /zq\d{3}secret/gi;
const utf8 = new TextEncoder();
let count = 0;
const places = new Map<string, string>();

/** A secret that is found again wherever it is shown. */
function secret(place: string): string {
  const value = `Zq${String(++count).padStart(3, '0')}SecretValue9`;
  places.set(value.slice(0, 11).toLowerCase(), place);
  return value;
}

function b64url(value: unknown): string {
  return Buffer.from(JSON.stringify(value)).toString('base64url');
}

function token(place: string, claims: Record<string, unknown> = {}): string {
  return `${b64url({ alg: 'RS256', typ: 'JWT', kid: 'k' })}.${b64url({ aud: 'https://aadrm.com', exp: 1, ...claims })}.${secret(`${place}: signature`)}`;
}

function session(sid: number, request: string, response: string): SazSession {
  return {
    request: utf8.encode(request),
    response: utf8.encode(response),
    metadata: {
      sid,
      bitFlags: 1,
      timers: [],
      flags: [{ name: 'ui-comments', value: `refresh_token=${secret('comment')}` }],
    },
    row: { sid, status: 200, method: 'POST', url: 'https://login.microsoftonline.com/' },
  };
}

function capture(): Uint8Array {
  const form = `grant_type=refresh_token&refresh_token=${secret('form: refresh_token')}&client_secret=${secret('form: client_secret')}&password=${secret('form: password')}&code=${secret('form: code')}abcdef&client_assertion=${token('form: assertion')}`;
  const json = JSON.stringify({
    access_token: token('answer: access_token'),
    refresh_token: secret('answer: refresh_token'),
    session_key_jwe: secret('answer: session_key_jwe'),
    Key: { Value: secret('answer: content key'), Algorithm: 'AES', Size: 16, CipherMode: 'MICROSOFT.CBC4K' },
    EncryptedApplicationData: secret('answer: application data'),
    SerializedThinCLC: JSON.stringify({ pri: { prik: { kty: 'RSA', d: secret('answer: CLC key') } } }),
    channelurl: `https://wns2.notify.windows.com/?token=${secret('answer: channel')}`,
    AccessStatus: 'AccessGranted',
    password: secret('answer: password'),
  });
  const prt = `${b64url({ alg: 'HS256', ctx: 'c' })}.${b64url({ refresh_token: secret('PRT: refresh_token') })}.${secret('PRT: signature')}`;
  const head = (path: string) =>
    [
      `POST https://login.microsoftonline.com${path} HTTP/1.1`,
      'Host: login.microsoftonline.com',
      `Authorization: Bearer ${token('bearer')}`,
      `Proxy-Authorization: Basic ${secret('basic')}`,
      `Cookie: ESTSAUTH=${secret('cookie')}; x=${secret('second cookie')}`,
      `x-ms-RefreshTokenCredential: ${prt}`,
      `sync-token: ${secret('sync-token')}`,
      `Content-Length: ${form.length}`,
      'Content-Type: application/x-www-form-urlencoded',
    ].join('\r\n');
  const answer = (host: string) =>
    `HTTP/1.1 200 OK\r\nContent-Type: application/json\r\nSet-Cookie: ESTSAUTHPERSISTENT=${secret(`set-cookie ${host}`)}; secure\r\nLocation: https://x.example/?code=${secret('location: code')}abcdef\r\nContent-Length: ${json.length}\r\n\r\n${json}`;
  return writeSaz(
    [
      session(
        1,
        `${head(`/common/oauth2/token?code=${secret('query: code')}abcdef&password=${secret('query: password')}`)}\r\n\r\n${form}`,
        answer('login'),
      ),
      session(
        2,
        `${head('/x').replaceAll('login.microsoftonline.com', 'api.aadrm.com')}\r\n\r\n${form}`,
        answer('aadrm'),
      ),
    ],
    nodePlatform,
  );
}

function leaks(shown: unknown): string[] {
  const text = typeof shown === 'string' ? shown : (JSON.stringify(shown) ?? '');
  const found = new Set<string>();
  for (const match of text.matchAll(mark)) found.add(match[0].toLowerCase());
  for (const match of text.matchAll(/[A-Za-z0-9_-]{24,}/g)) {
    for (const inner of Buffer.from(match[0], 'base64url').toString('latin1').matchAll(mark))
      found.add(inner[0].toLowerCase());
  }
  return [...found].map((one) => places.get(one) ?? one);
}

describe('secrets in what the service shows', () => {
  const ref: ArtifactRef = { uri: 'file:///case/a.saz' };
  let service: AnalysisService;

  before(async () => {
    service = new AnalysisService({ platform: nodePlatform }, () => undefined);
    const shown = await service.call('open', { ref, name: 'a.saz', source: { type: 'bytes', bytes: capture() } });
    assert.deepEqual(leaks(shown), []);
  });

  for (const tab of inspectorTabs) {
    it(`tab ${tab}`, async () => {
      for (const key of [1, 2]) assert.deepEqual(leaks(await service.call('tab', { ref, key, tab })), []);
    });
  }

  it('list, session, statistics, findings and markers', async () => {
    const view = 'v';
    await service.call('list', { ref, view, query: { query: '' } });
    assert.deepEqual(leaks(await service.call('entries', { ref, view, from: 0, to: 10 })), []);
    for (const key of [1, 2]) assert.deepEqual(leaks(await service.call('session', { ref, key })), []);
    assert.deepEqual(leaks(await service.call('statistics', { ref })), []);
    for (const format of ['svg', 'csv', 'markdown'] as const) {
      assert.deepEqual(leaks(await service.call('statisticsFile', { ref, format })), [], format);
    }
    assert.deepEqual(leaks(await service.call('findings', { ref })), []);
    assert.deepEqual(leaks(await service.call('markers', { ref })), []);
  });

  it('bodies in every shape, and messages', async () => {
    for (const key of [1, 2]) {
      for (const part of ['request', 'response'] as const) {
        for (const shape of ['tree', 'formatted', 'text', 'fields', 'image'] as const) {
          assert.deepEqual(leaks(await service.call('body', { ref, key, part, shape })), [], `${part} ${shape}`);
        }
      }
      assert.deepEqual(leaks(await service.call('message', { ref, key, index: 1 })), []);
    }
  });

  it('copies', async () => {
    for (const format of ['text', 'url', 'curl', 'powershell', 'har', 'raw'] as const) {
      assert.deepEqual(leaks(await service.call('copySessions', { ref, keys: [1, 2], format })), [], format);
    }
  });

  it('virtual documents', async () => {
    for (const session of [1, 2]) {
      for (const part of [undefined, 'request.body', 'response.body', 'message.1', ...inspectorTabs]) {
        const params = { ref, session, ...(part ? { part } : {}) };
        assert.deepEqual(leaks(await service.call('virtualDocument', params)), [], part ?? 'session');
      }
      assert.deepEqual(leaks(await service.call('analyzeVirtual', { ref, session })), []);
    }
  });

  it('reports, comparison, timeline and redacted copies', async () => {
    for (const format of ['markdown', 'html', 'sarif', 'customer'] as const) {
      assert.deepEqual(leaks(await service.call('report', { refs: [ref], format })), [], format);
    }
    assert.deepEqual(leaks(await service.call('compare', { a: ref, b: ref })), []);
    assert.deepEqual(leaks(await service.call('timeline', { refs: [ref] })), []);
    const { bytes } = await service.call('redact', { ref, as: 'har' });
    assert.deepEqual(leaks(new TextDecoder().decode(bytes)), []);
  });
});
