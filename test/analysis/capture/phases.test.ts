import assert from 'node:assert/strict';
import { phasesOf } from '../../../src/analysis/capture/phases';
import { openHar } from '../../../src/artifacts/capture/har/openHar';
import { openNetlog } from '../../../src/artifacts/capture/netlog/openNetlog';
import { memorySource } from '../../../src/platform/memory';
import { nodePlatform } from '../../../src/platform/node';
import { event, file, request } from '../../artifacts/capture/netlog/make';
import { reopen, sazSession } from '../../fixtures/saz';
import { openInService } from '../../fixtures/service';

const at = (seconds: string) => `2025-08-30T11:33:${seconds}-07:00`;
const timers = {
  ClientConnected: at('39.000'),
  ClientBeginRequest: at('40.000'),
  GotRequestHeaders: at('40.001'),
  ClientDoneRequest: at('40.002'),
  DNSTime: '10',
  TCPConnectTime: '20',
  HTTPSHandshakeTime: '30',
  FiddlerBeginRequest: at('40.062'),
  ServerGotRequest: at('40.063'),
  ServerBeginResponse: at('40.163'),
  ServerDoneResponse: at('40.173'),
  ClientBeginResponse: at('40.174'),
  ClientDoneResponse: at('40.175'),
};

describe('phases of a session', () => {
  it('come from the timers of Fiddler', async () => {
    const capture = await reopen([sazSession({ timers })]);
    const detail = await capture.detail(1);
    assert.equal(detail.session.waiting, 163);
    assert.deepEqual(
      phasesOf(detail).map(({ name, start, duration }) => [name, start, duration]),
      [
        ['request', 0, 2],
        ['dns', 2, 10],
        ['connect', 12, 20],
        ['tls', 32, 30],
        ['send', 62, 1],
        ['wait', 63, 100],
        ['receive', 163, 10],
        ['deliver', 174, 1],
      ],
    );
  });

  it('leave out what Fiddler did not record or what preceded the request', async () => {
    const unset = '0001-01-01T00:00:00';
    const capture = await reopen([
      sazSession({
        timers: { ...timers, ServerBeginResponse: unset, ServerDoneResponse: unset, DNSTime: '0' },
      }),
      sazSession({ timers: { ...timers, FiddlerBeginRequest: at('38.000'), ServerGotRequest: at('38.500') } }),
    ]);
    const [first, second] = [await capture.detail(1), await capture.detail(2)];
    assert.equal(first.session.waiting, 174, 'the first byte to the client stands in');
    const names = phasesOf(first).map(({ name }) => name);
    assert.deepEqual(names, ['request', 'connect', 'tls', 'send', 'deliver']);
    assert.ok(phasesOf(second).every(({ start, duration }) => start >= 0 && duration >= 0));
    assert.ok(!phasesOf(second).some(({ name }) => name === 'send'));
  });

  it('come from the timings of a HAR, with TLS taken out of connect', async () => {
    const entry = {
      startedDateTime: '2026-01-01T00:00:00Z',
      time: 66,
      request: { method: 'GET', url: 'https://contoso.example/', headers: [] },
      response: { status: 200, headers: [], content: {} },
      timings: { blocked: 1, dns: 2, connect: 30, ssl: 20, send: 3, wait: 20, receive: 10 },
    };
    const text = JSON.stringify({ log: { entries: [entry, { ...entry, timings: { wait: -1 } }] } });
    const capture = await openHar(memorySource(new TextEncoder().encode(text)), { id: 'a', platform: nodePlatform });
    const detail = await capture.detail(1);
    assert.equal(detail.session.waiting, 56);
    assert.deepEqual(
      phasesOf(detail).map(({ name, start, duration }) => [name, start, duration]),
      [
        ['blocked', 0, 1],
        ['dns', 1, 2],
        ['connect', 3, 10],
        ['tls', 13, 20],
        ['send', 33, 3],
        ['wait', 36, 20],
        ['receive', 56, 10],
      ],
    );
    assert.equal(capture.sessions[1]?.waiting, undefined);
  });

  it('come from the events of a NetLog', async () => {
    const text = file([...request(10, 'https://contoso.example/', 1000), event('REQUEST_ALIVE', 2, 1, 1)]);
    const source = memorySource(new TextEncoder().encode(text));
    const capture = await openNetlog(source, { id: 'a', platform: nodePlatform });
    const detail = await capture.detail(1);
    assert.equal(detail.session.waiting, 4);
    assert.deepEqual(
      phasesOf(detail).map(({ name, start, duration }) => [name, start, duration]),
      [
        ['blocked', 0, 1],
        ['wait', 1, 3],
        ['receive', 4, 4],
      ],
    );
  });

  it('are named in the timing tab', async () => {
    const file = await openInService('one.har', new TextEncoder().encode(oneHar));
    const tab = await file.ask('tab', { key: 1, tab: 'timing' });
    assert.ok(tab.tab === 'timing');
    assert.deepEqual(
      tab.phases.map(({ name }) => name),
      ['Waiting', 'Receiving'],
    );
  });
});

const oneHar = JSON.stringify({
  log: {
    version: '1.2',
    creator: { name: 'WebInspector', version: '537.36' },
    entries: [
      {
        startedDateTime: '2026-01-01T00:00:00Z',
        time: 30,
        request: { method: 'GET', url: 'https://contoso.example/', headers: [] },
        response: { status: 200, headers: [], content: { size: 5, mimeType: 'text/plain' } },
        timings: { wait: 20, receive: 10 },
      },
    ],
  },
});

describe('a body that is not in the file', () => {
  it('says why in words, once', async () => {
    const file = await openInService('one.har', new TextEncoder().encode(oneHar));
    const tab = await file.ask('tab', { key: 1, tab: 'body' });
    assert.ok(tab.tab === 'body');
    const response = tab.bodies.find(({ part }) => part === 'response');
    assert.ok(response?.best.shape === 'none');
    assert.match(response.best.text, /body/i);
    assert.doesNotMatch(response.best.text, /not-kept/);
    assert.deepEqual(response.notes, []);
    const document = await file.ask('virtualDocument', { session: 1, part: 'response.body' });
    assert.equal(document.missing, response.best.text);
    const session = await file.ask('virtualDocument', { session: 1 });
    assert.ok(session.text.includes(response.best.text));
  });
});
