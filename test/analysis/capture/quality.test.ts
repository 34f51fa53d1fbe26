import assert from 'node:assert/strict';
import { nodePlatform } from '../../../src/platform/node';
import { type SazSession, writeSaz } from '../../../src/reports/writers/saz';
import { httpMessage, sazSession } from '../../fixtures/saz';
import { openText, service } from '../service';

type Flags = Readonly<Record<string, string>>;
const edge: Flags = { 'x-processinfo': 'msedge:1' };

function call(url: string, flags: Flags = edge, more: Parameters<typeof sazSession>[0] = {}): SazSession {
  return sazSession({ request: httpMessage([`GET ${url} HTTP/1.1`]), flags, ...more });
}
const sync = 'https://edge.microsoft.com/sync/v1/feeds/me/syncEntities/command/';
const signIn = 'https://login.microsoftonline.com/common/oauth2/token';
const tunnel = (host: string) =>
  sazSession({
    request: httpMessage([`CONNECT ${host}:443 HTTP/1.1`]),
    response: httpMessage(['HTTP/1.1 200 Connection Established'], 'This is a CONNECT tunnel'),
    metadata: { bitFlags: 0x1100 },
    flags: edge,
  });
const decrypted = (host: string) =>
  sazSession({
    request: httpMessage([`CONNECT ${host}:443 HTTP/1.1`]),
    response: httpMessage(['HTTP/1.1 200 Connection Established'], 'Encrypted HTTPS traffic flows through this'),
    metadata: { bitFlags: 0x2100 },
    flags: edge,
  });
const at = (time: string) => ({ timers: { ClientBeginRequest: `2026-11-22T${time}+01:00` } });

/** The lines of the banner, the gravest first. */
async function told(...sessions: readonly SazSession[]) {
  const on = await service();
  const bytes = writeSaz(sessions, nodePlatform);
  const view = await on.call('open', {
    ref: { uri: 'file:///case/quality.saz' },
    name: 'quality.saz',
    source: { type: 'bytes', bytes },
  });
  assert.ok(view.editor === 'capture');
  return view.quality;
}

describe('what limits a capture', () => {
  const table: readonly (readonly [string, readonly SazSession[], readonly RegExp[]])[] = [
    ['nothing, in a good one', [call(signIn), call(sync)], []],
    ['tunnels alone', [tunnel('edge.microsoft.com')], [/only tunnels: turn on HTTPS decryption/]],
    ['no traffic of sync', [call('https://contoso.example/')], [/no sync traffic/]],
    ['HTTPS that was not decrypted', [call(signIn), call(sync), tunnel('a.example')], [/not decrypted in 1 of 3/]],
    [
      'another process',
      [call(signIn, { 'x-processinfo': 'outlook:2' }), call(sync, { 'x-processinfo': 'outlook:2' })],
      [/No session comes from Edge\. Processes: outlook/],
    ],
    [
      'Edge inside another program',
      [call(signIn, { 'x-processinfo': 'msedgewebview2:2' }), call(sync, { 'x-processinfo': 'msedgewebview2:2' })],
      [/No session comes from Edge/],
    ],
    ['a start after sign-in', [call(sync)], [/starts after sign-in/]],
    [
      'a clock that goes back',
      [call(signIn, edge, at('10:00:00')), call(sync, edge, at('09:00:00'))],
      [/clock goes back 1 time/],
    ],
    [
      'bodies that are cut or were left out',
      [
        call(signIn, edge, { response: httpMessage(['HTTP/1.1 200 OK', 'Content-Length: 100'], 'short') }),
        call(sync, edge, { response: httpMessage(['HTTP/1.1 200 OK']), metadata: { sid: 9, bitFlags: 0x20019 } }),
        call(sync, edge, { response: httpMessage(['HTTP/1.1 204 No Content', 'Content-Length: 10']) }),
        call(sync, edge, {
          response: httpMessage(['HTTP/1.1 200 OK', 'Content-Length: 100', 'Transfer-Encoding: chunked'], '0\r\n\r\n'),
        }),
      ],
      [/2 answers are cut or without their body/],
    ],
  ];
  for (const [title, sessions, lines] of table) {
    it(title, async () => {
      const quality = await told(...sessions);
      assert.equal(quality.length, lines.length, quality.map(({ text }) => text).join(' '));
      for (const [index, line] of lines.entries()) assert.match(quality[index]?.text ?? '', line);
    });
  }

  it('leads to the sessions it speaks of', async () => {
    const short = { response: httpMessage(['HTTP/1.1 200 OK', 'Content-Length: 100'], 'short') };
    const [line] = await told(call(signIn), call(sync, edge, { ...short, metadata: { sid: 9 } }));
    assert.equal(line?.query, 'sid:9');
    assert.equal(line?.queryText, 'Show the 1 session');
  });

  it('bodies that a HAR file does not hold', async () => {
    const on = await service();
    const entry = (content: object) => ({
      startedDateTime: '2026-11-22T09:00:00Z',
      time: 1,
      request: { method: 'GET', url: sync, headers: [] },
      response: { status: 200, headers: [], content },
    });
    const entries = [
      entry({ size: 5, text: 'hello' }),
      entry({ size: 0, comment: 'Body length exceeded fiddler.importexport.HTTPArchiveJSON.MaxTextBodyLength' }),
      entry({ size: 10 }),
      entry({ size: 0 }),
    ];
    const text = JSON.stringify({ log: { version: '1.2', creator: { name: 'Fiddler', version: '5' }, entries } });
    const ref = await openText(on, 'kept.har', text);
    const { matches } = await on.call('list', { ref, view: 'main', query: { query: 'sid:2,3' } });
    assert.equal(matches, 2);
    const view = await on.call('open', { ref, name: 'kept.har', source: { type: 'text', text } });
    assert.ok(view.editor === 'capture');
    const line = view.quality.find(({ text: words }) => /cut or without/.test(words));
    assert.match(line?.text ?? '', /^2 answers/);
    assert.equal(line?.query, 'sid:2,3');
  });

  it('leads from the line to the tunnels that were not decrypted, and to no others', async () => {
    const [line] = await told(call(signIn), call(sync), decrypted('b.example'), tunnel('a.example'));
    assert.match(line?.text ?? '', /not decrypted in 1 of 4/);
    assert.match(line?.query ?? '', /^sid:\d+$/);
    assert.equal(line?.queryText, 'Show the 1 session');
  });
});
