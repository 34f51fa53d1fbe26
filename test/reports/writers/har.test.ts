import assert from 'node:assert/strict';
import { readdirSync } from 'node:fs';
import { join } from 'node:path';
import { Ajv } from 'ajv';
import fc from 'fast-check';
import { openHar } from '../../../src/artifacts/capture/har/openHar';
import { unknownSession } from '../../../src/artifacts/capture/har/unknown';
import type { Body, Capture, Header, Session, WebSocketMessage } from '../../../src/artifacts/capture/model';
import { openNetlog } from '../../../src/artifacts/capture/netlog/openNetlog';
import { openSaz } from '../../../src/artifacts/capture/saz';
import { memorySource } from '../../../src/platform/memory';
import { nodePlatform, openFile } from '../../../src/platform/node';
import { momentText, writeHar } from '../../../src/reports/writers/har';
import { describeWithSamples, sample } from '../../fixtures/samples';
import { harSchema } from './harSchema';

const validate = new Ajv({ allErrors: true }).compile(harSchema);
const creator = { name: 'Edge Sync Inspector', version: '0.1.0' };

function assertValid(bytes: Uint8Array): void {
  const parsed: unknown = JSON.parse(new TextDecoder('utf-8', { fatal: true }).decode(bytes));
  assert.ok(validate(parsed), JSON.stringify(validate.errors?.slice(0, 3)));
}

interface Made {
  readonly session: Session;
  readonly requestHeaders: readonly Header[];
  readonly responseHeaders: readonly Header[];
  readonly requestBody: Uint8Array;
  readonly responseBody: Uint8Array;
  readonly messages: readonly WebSocketMessage[];
}

/** A capture that lies in memory. */
function captureOf(list: readonly Made[]): Capture {
  const at = (key: number): Made => {
    const found = list.find(({ session }) => session.key === key);
    assert.ok(found);
    return found;
  };
  const bodyOf = (bytes: Uint8Array, contentType: string): Body => ({
    stored: bytes,
    bytes,
    layers: [],
    complete: true,
    omitted: undefined,
    contentType,
    problems: [],
  });
  return {
    kind: 'capture',
    form: 'saz',
    id: 'c',
    problems: [],
    writer: '',
    password: 'none',
    sessions: list.map(({ session }) => session),
    detail: (key) => {
      const { session, requestHeaders, responseHeaders } = at(key);
      const requestLine = `${session.method} ${session.url} ${session.protocol}`;
      return Promise.resolve({
        session,
        requestLine,
        statusLine: '',
        requestHeaders,
        responseHeaders,
        timers: { dns: 1, wait: 5 },
        flags: [],
        problems: [],
      });
    },
    body: (key, part) => {
      const made = at(key);
      return Promise.resolve(
        part === 'request'
          ? bodyOf(made.requestBody, 'text/plain')
          : bodyOf(made.responseBody, made.session.contentType),
      );
    },
    raw: () => Promise.resolve(new Uint8Array()),
    webSocketMessages: (key) => Promise.resolve(at(key).messages),
    certificates: () => Promise.resolve([]),
    close: () => Promise.resolve(),
  };
}

const header = fc.record(
  { name: fc.stringMatching(/^[A-Za-z][A-Za-z0-9-]{0,12}$/), value: fc.string() },
  { noNullPrototype: true },
);
const socketMessage = fc.record({
  direction: fc.constantFrom('client' as const, 'server' as const),
  time: fc.integer({ min: 1_600_000_000_000, max: 1_900_000_000_000 }),
  opcode: fc.constantFrom(1, 2, 9),
  text: fc.string(),
});
const made = fc
  .record({
    method: fc.constantFrom('GET', 'POST', 'CONNECT'),
    url: fc.webUrl({ withQueryParameters: true, withFragments: false }),
    status: fc.integer({ min: 0, max: 599 }),
    reason: fc.string(),
    started: fc.option(fc.integer({ min: 0, max: 1_900_000_000_000 }), { nil: undefined }),
    offset: fc.constantFrom(0, 60, -420, 330),
    duration: fc.option(fc.nat(100_000), { nil: undefined }),
    process: fc.constantFrom('', 'msedge', 'a:b'),
    processId: fc.nat(99_999),
    comment: fc.string(),
    color: fc.constantFrom('', 'red', '#FF0000'),
    sid: fc.nat(9999),
    clientPort: fc.option(fc.integer({ min: 1, max: 65_535 }), { nil: undefined }),
    netError: fc.constantFrom('', 'ERR_FAILED'),
    fromCache: fc.boolean(),
    requestHeaders: fc.array(header, { maxLength: 3 }),
    responseHeaders: fc.array(header, { maxLength: 3 }),
    requestBody: fc.uint8Array({ maxLength: 40 }),
    responseBody: fc.oneof(
      fc.uint8Array({ maxLength: 40 }),
      fc.string({ unit: 'binary' }).map((text) => new TextEncoder().encode(text)),
    ),
    messages: fc.option(fc.array(socketMessage, { maxLength: 3 }), { nil: undefined }),
  })
  .map((facts) => facts);

type Facts = typeof made extends fc.Arbitrary<infer T> ? T : never;

function madeOf(facts: Facts, key: number): Made {
  const { requestHeaders, responseHeaders, requestBody, responseBody, messages, process, processId, started, ...rest } =
    facts;
  const url = new URL(facts.url);
  const isTunnel = facts.method === 'CONNECT';
  return {
    session: {
      ...unknownSession(key),
      ...rest,
      started,
      offset: started === undefined ? undefined : facts.offset,
      process,
      processId: process === '' ? undefined : processId,
      host: url.hostname,
      path: isTunnel ? '' : facts.url.replace(/^[^/]*\/\/[^/?#]*/, '') || '/',
      isTunnel,
      contentType: 'text/plain',
      protocol: 'HTTP/1.1',
      requestBytes: requestBody.length,
      responseBytes: responseBody.length,
      isWebSocket: messages !== undefined,
      byCaptureTool: false,
    },
    requestHeaders,
    responseHeaders,
    requestBody,
    responseBody,
    messages: (messages ?? []).map(({ direction, time, opcode, text }, index) => ({
      index,
      direction,
      time,
      opcode,
      bytes: new TextEncoder().encode(text),
      complete: true,
    })),
  };
}

describe('writeHar', () => {
  it('writes what the HAR reader reads back, for any capture', async () => {
    await fc.assert(
      fc.asyncProperty(fc.array(made, { maxLength: 3 }), async (list) => {
        const sessions = list.map((facts, index) => madeOf(facts, index + 1));
        const bytes = await writeHar(
          captureOf(sessions),
          sessions.map(({ session }) => session.key),
          { creator },
        );
        assertValid(bytes);
        const capture = await openHar(memorySource(bytes), { id: 'w', platform: nodePlatform });
        assert.deepEqual(capture.problems, []);
        assert.equal(capture.writer, 'Edge Sync Inspector 0.1.0');
        for (const [index, wanted] of sessions.entries()) {
          const expected = wanted.session;
          const read = capture.sessions[index];
          assert.deepEqual(
            // The wait for the answer is a phase of its own in HAR: it is read from the timers, not from the row.
            { ...read, offset: undefined, waiting: undefined, byCaptureTool: false, aborted: false },
            { ...expected, offset: undefined, waiting: undefined },
          );
          assert.equal(read?.offset ?? 0, expected.offset ?? 0);
          const detail = await capture.detail(index + 1);
          assert.deepEqual(detail.requestHeaders, wanted.requestHeaders);
          assert.deepEqual(detail.responseHeaders, wanted.responseHeaders);
          const request = await capture.body(index + 1, 'request');
          const response = await capture.body(index + 1, 'response');
          assert.deepEqual(Buffer.from(request.bytes), Buffer.from(wanted.requestBody));
          assert.deepEqual(Buffer.from(response.bytes), Buffer.from(wanted.responseBody));
          const messages = await capture.webSocketMessages(index + 1);
          assert.deepEqual(
            messages.map((message) => ({ ...message, bytes: [...message.bytes] })),
            wanted.messages.map((message) => ({ ...message, bytes: [...message.bytes] })),
          );
        }
      }),
      { numRuns: 150 },
    );
  });

  it('lets a redaction change every session before it is written', async () => {
    const [only] = [madeOf(fc.sample(made, { numRuns: 1, seed: 7 })[0] as Facts, 1)];
    const bytes = await writeHar(captureOf([only]), [1], {
      creator,
      change: (session) => ({
        ...session,
        detail: { ...session.detail, requestHeaders: [{ name: 'Authorization', value: 'removed' }] },
      }),
    });
    assert.match(new TextDecoder().decode(bytes), /"headers":\[\{"name":"Authorization","value":"removed"\}\]/);
  });

  const moments: readonly (readonly [number | undefined, number | undefined, string])[] = [
    [undefined, undefined, '0001-01-01T00:00:00.000Z'],
    [0, undefined, '1970-01-01T00:00:00.000Z'],
    [0, 60, '1970-01-01T01:00:00.000+01:00'],
    [0, -210, '1969-12-31T20:30:00.000-03:30'],
    [1.5, 0, '1970-01-01T00:00:00.001500Z'],
    [Number.NaN, 0, '0001-01-01T00:00:00.000Z'],
  ];
  for (const [ms, offset, written] of moments) {
    it(`writes ${ms} at ${offset} as ${written}`, () => {
      assert.equal(momentText(ms, offset), written);
    });
  }
});

describeWithSamples('writeHar on real captures', () => {
  const keysOf = (capture: Capture): number[] => capture.sessions.slice(0, 60).map(({ key }) => key);

  it('writes valid files from SAZ, HAR and NetLog with the same rows', async () => {
    const saz = sample('captures/saz') ?? '';
    const har = sample('captures/har') ?? '';
    const opened: Promise<Capture>[] = [
      ...readdirSync(saz)
        .filter((name) => name.endsWith('.saz'))
        .slice(0, 4)
        .map(async (name) => openSaz(await openFile(join(saz, name)), { id: name, platform: nodePlatform })),
      ...readdirSync(har)
        .filter((name) => /edge__|firefox47|ie11\.fiddler|noPages__/.test(name) && name.endsWith('.har'))
        .map(async (name) => openHar(await openFile(join(har, name)), { id: name, platform: nodePlatform })),
      openFile(sample('netlog/chromium156-Everything.json') ?? '').then((source) =>
        openNetlog(source, { id: 'n', platform: nodePlatform }),
      ),
    ];
    for (const capture of await Promise.all(opened)) {
      const keys = keysOf(capture);
      const bytes = await writeHar(capture, keys, { creator });
      assertValid(bytes);
      const again = await openHar(memorySource(bytes), { id: 'again', platform: nodePlatform });
      const rows = ({ method, url, status, sid }: Session): unknown => ({ method, url, status, sid });
      assert.deepEqual(
        again.sessions.map(rows),
        capture.sessions.filter(({ key }) => keys.includes(key)).map((session) => ({ ...(rows(session) as object) })),
        capture.id,
      );
      await capture.close();
    }
  });
});
