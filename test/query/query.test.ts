import assert from 'node:assert/strict';
import { unknownSession } from '../../src/artifacts/capture/har/unknown';
import type { Session } from '../../src/artifacts/capture/model';
import {
  compileQuery,
  completeQuery,
  completionReadsHeads,
  emptyContext,
  fields,
  parseQuery,
  partCounts,
  printQuery,
  type QueryContext,
  SessionTable,
} from '../../src/query';
import { text } from '../../src/text';

const day = Date.UTC(2026, 10, 22);
const clock = (hours: number, minutes: number, seconds = 0): number =>
  day + ((hours - 1) * 60 + minutes) * 60_000 + seconds * 1000;

function session(key: number, facts: Partial<Session>): Session {
  return { ...unknownSession(key), offset: 60, ...facts };
}

const sessions: readonly Session[] = [
  session(1, {
    sid: 11,
    method: 'POST',
    url: 'https://edge.microsoft.com/sync/v1/feeds/me/syncEntities/command/?client=Edge',
    host: 'edge.microsoft.com',
    path: '/sync/v1/feeds/me/syncEntities/command/?client=Edge',
    status: 200,
    contentType: 'application/octet-stream',
    responseBytes: 20_480,
    requestBytes: 100,
    process: 'msedge',
    processId: 9124,
    started: clock(9, 12, 31),
    duration: 212,
    protocol: 'h2',
    fromCache: true,
    serverIp: '13.107.21.239',
  }),
  session(2, {
    sid: 12,
    method: 'GET',
    url: 'https://login.microsoftonline.com/common/oauth2/v2.0/authorize?x=1,2',
    host: 'login.microsoftonline.com',
    path: '/common/oauth2/v2.0/authorize?x=1,2',
    status: 302,
    contentType: 'text/html; charset=utf-8',
    responseBytes: 0,
    started: clock(9, 14, 59),
    duration: 6000,
    comment: 'look here',
    color: 'red',
  }),
  session(3, {
    sid: 13,
    method: 'CONNECT',
    url: 'api.aadrm.com:443',
    host: 'api.aadrm.com',
    status: 0,
    isTunnel: true,
    started: clock(10, 0),
    netError: 'ERR_CONNECTION_RESET',
  }),
  session(4, {
    sid: 14,
    method: 'GET',
    url: 'wss://a.b/ws',
    host: 'a.b',
    path: '/ws',
    status: 404,
    isWebSocket: true,
    responseBytes: 5,
  }),
];

const context: QueryContext = {
  ...emptyContext,
  findings: (key) => (key === 2 ? ['error'] : key === 3 ? ['information'] : key === 4 ? ['warning'] : []),
  reason: (key) => (key === 3 ? 'Not decrypted' : ''),
  chain: (key) => (['feeds', 'token', 'license', 'messaging'] as const).filter((_, at) => at === key - 1),
  tokens: (key) =>
    key === 1
      ? [{ tenant: '72f988bf', user: 'megan@contoso.com', audience: 'https://sync', application: 'ecd6b820' }]
      : [],
  hasToken: (key) => key === 1,
  hasLicense: (key) => key === 3,
  hasCookie: (key) => key === 2,
  isRepeat: (key) => key === 4,
  headerNames: (side) =>
    side === 'request'
      ? [['authorization', 1]]
      : [
          ['authorization', 1],
          ['location', 1],
        ],
  headerValues: (_side, name) => (name === 'location' ? [['https://next', 1]] : []),
  cookieNames: () => [['esctx', 3]],
  isSync: (key) => key === 1,
  heads: (key) =>
    Promise.resolve({
      request:
        key === 1
          ? [
              { name: 'Authorization', value: 'Bearer abc' },
              { name: 'Cookie', value: 'a=1' },
            ]
          : [],
      response:
        key === 2
          ? [
              { name: 'Location', value: 'https://next' },
              { name: 'Set-Cookie', value: 'b=2' },
            ]
          : [],
    }),
  bodyText: (key, part) =>
    Promise.resolve(
      key === 4 && part === 'response' ? 'NotSignedUpException' : key === 1 && part === 'request' ? 'upload' : '',
    ),
};

async function keysOf(query: string): Promise<number[]> {
  const parsed = parseQuery(query);
  assert.equal(parsed.error, undefined, query);
  const table = new SessionTable(sessions, context);
  return [...(await compileQuery(parsed.query, table).run())].map((row) => table.sessions[row]?.key ?? 0);
}

describe('query language', () => {
  const matches: readonly (readonly [string, readonly number[]])[] = [
    ['', [1, 2, 3, 4]],
    ['host:microsoft', [1, 2]],
    ['HOST:Edge.Microsoft.com', [1]],
    ['host:*.com', [1, 2, 3]],
    ['host:edge*,a.b', [1, 4]],
    ['path:/sync/v1', [1]],
    ['url:"x=1,2"', [2]],
    ['url:/oauth2\\/v\\d/', [2]],
    ['url:/OAUTH2/', []],
    ['url:/OAUTH2/i', [2]],
    ['method:get', [2, 4]],
    ['method:ge', []],
    ['method:g*', [2, 4]],
    ['status:404', [4]],
    ['status:>=300', [2, 4]],
    ['status:300..400', [2]],
    ['status:4xx,3*', [2, 4]],
    ['status:0', [3]],
    ['type:html', [2]],
    ['process:msedge', [1]],
    ['process:9124', [1]],
    ['protocol:h2', [1]],
    ['color:red', [2]],
    ['comment:"look here"', [2]],
    ['ip:13.107.*', [1]],
    ['header:bearer', [1]],
    ['header.location:next', [2]],
    ['header.location:*', [2]],
    ['reqheader.location:*', []],
    ['reqheader:authorization', [1]],
    ['cookie:a', [1]],
    ['cookie:=', [1, 2]],
    ['body:notsignedup', [4]],
    ['body:upload', [1]],
    ['reqbody:notsignedup', []],
    ['reqbody:/^UP/i', [1]],
    ['size:20kb', [1]],
    ['size:>=20kb', [1]],
    ['size:1..10', [4]],
    ['size:<1mb', [1, 2, 4]],
    ['reqsize:100', [1]],
    ['duration:>5s', [2]],
    ['duration:212ms', [1]],
    ['duration:<1min', [1, 2]],
    ['time:09:12', [1]],
    ['time:09:12..09:14', [1, 2]],
    ['time:>09:12', [2, 3]],
    ['time:>=09:14:59', [2, 3]],
    ['time:<09:14:59', [1]],
    ['time:<=09:14', [1, 2]],
    ['sid:12', [2]],
    ['#:12..13', [2, 3]],
    ['#14', [4]],
    ['tenant:72f988bf', [1]],
    ['user:megan*', [1]],
    ['aud:sync', [1]],
    ['app:ecd6', [1]],
    ['tenant:72f988bf user:megan', [1]],
    ['tenant:*', [1]],
    ['has:token', [1]],
    ['has:license', [3]],
    ['has:sync', [1]],
    ['has:cookie', [2]],
    ['has:token,cookie', [1, 2]],
    ['-has:body', [2, 3]],
    ['has:body', [1, 4]],
    ['has:websocket', [4]],
    ['has:finding', [2, 3, 4]],
    ['has:comment', [2]],
    ['is:error', [2]],
    ['is:error,note', [2, 3]],
    ['is:warning', [4]],
    ['is:note', [3]],
    ['is:finding', [2, 3, 4]],
    ['is:repeat', [4]],
    ['is:cached', [1]],
    ['is:redirect', [2]],
    ['is:tunnel', [3]],
    ['is:slow', [2]],
    ['is:sync', [1]],
    ['chain:feeds', [1]],
    ['chain:token', [2]],
    ['chain:license', [3]],
    ['chain:messaging', [4]],
    ['chain:feeds,token', [1, 2]],
    ['decrypted', [3]],
    ['microsoft*authorize', [2]],
    ['"x=1,2"', [2]],
    ['x=1,2', [2]],
    ['https://login', [2]],
    ['api.aadrm.com:443', [3]],
    ['-host:microsoft', [3, 4]],
    ['not host:microsoft and not is:tunnel', [4]],
    ['host:edge or host:a.b', [1, 4]],
    ['host:edge or host:login status:302', [1, 2]],
    ['(host:edge or host:login) status:302', [2]],
    ['-(host:edge or host:login)', [3, 4]],
    ['-body:upload', [2, 3, 4]],
    ['host:edge -body:upload', []],
    ['status:404 or header:bearer', [1, 4]],
  ];
  for (const [query, keys] of matches) {
    it(`${query || '(empty)'} finds ${keys.join(', ') || 'nothing'}`, async () => {
      assert.deepEqual(await keysOf(query), keys);
    });
  }

  it('every field and every choice is among them', () => {
    const written = matches.map(([query]) => query.toLowerCase()).join(' ');
    for (const { name, choices } of fields) {
      assert.match(written, new RegExp(`\\b${name}[.:]`), name);
      for (const choice of choices)
        assert.match(written, new RegExp(`\\b${name}:(?:\\w+,)*${choice}\\b`), `${name}:${choice}`);
    }
  });

  // What only a backtracking engine can do is refused, so that no pattern can hang the list.
  for (const pattern of ['(a)\\1', '(?=a)b', '(?<!a)b', '(?>a)']) {
    it(`refuses /${pattern}/`, () => {
      assert.match(
        text(parseQuery(`url:/${pattern}/`).error?.message ?? { key: 'query.tooLong' }, 'en'),
        /no regular expression/,
      );
    });
  }

  const mistakes: readonly (readonly [string, number, number, RegExp])[] = [
    ['nope:1', 0, 4, /There is no field "nope"/],
    ['host:', 5, 6, /value is missing/],
    ['host:a,', 7, 8, /value is missing/],
    ['status:abc', 7, 10, /takes a number/],
    ['status:>', 7, 8, /takes a number/],
    ['size:10ms', 5, 9, /takes a size/],
    ['duration:10kb', 9, 13, /takes a duration/],
    ['time:25:00', 5, 10, /takes a clock/],
    ['time:9', 5, 6, /takes a clock/],
    ['is:odd', 3, 6, /Possible: error, warning/],
    ['status:/4/', 7, 10, /does not take a regular expression/],
    ['url:/(/', 4, 7, /no regular expression/],
    ['"open', 0, 5, /closing quote/],
    ['(a', 0, 1, /closing bracket is missing/],
    ['a)', 1, 2, /closes nothing/],
    ['a or', 3, 4, /condition is missing/],
    ['or a', 0, 1, /condition is missing/],
    ['a and and b', 6, 7, /condition is missing/],
    ['()', 1, 2, /condition is missing/],
    ['not', 2, 3, /condition is missing/],
    [`${'('.repeat(200)}a`, 100, 101, /nested too deeply/],
  ];
  for (const [query, start, end, words] of mistakes) {
    it(`names the mistake in ${query.slice(0, 30)}`, () => {
      const { error } = parseQuery(query);
      assert.deepEqual(error?.span, { start, end });
      assert.match(text(error?.message ?? { key: 'query.tooLong' }, 'en'), words);
    });
  }

  const prints: readonly (readonly [string, string])[] = [
    ['a and b', 'a b'],
    ['not a', '-a'],
    ['a b or c', '(a b) or c'],
    ['#5', 'sid:5'],
    ['Status:=200', 'status:200'],
    ['host:"a b",/c\\/d/i', 'host:"a b",/c\\/d/i'],
    ['time:9:05', 'time:09:05'],
    ['header.X-Y:z', 'header.X-Y:z'],
  ];
  for (const [query, printed] of prints) {
    it(`prints ${query} as ${printed}`, () => {
      const parsed = parseQuery(query);
      assert.equal(parsed.query && printQuery(parsed.query), printed);
    });
  }

  it('runs over rows alone without reading', () => {
    const table = new SessionTable(sessions, { ...context, heads: () => Promise.reject(new Error('read')) });
    assert.deepEqual([...compileQuery(parseQuery('host:edge').query, table).runRows()], [0]);
  });

  it('reads bodies only where the row does not decide', async () => {
    const read: number[] = [];
    const table = new SessionTable(sessions, {
      ...context,
      bodyText: (key, part) => {
        read.push(key);
        return context.bodyText(key, part);
      },
    });
    const query = compileQuery(parseQuery('has:websocket body:notsigned').query, table);
    assert.equal(query.level, 2);
    assert.deepEqual([...(await query.run())], [3]);
    assert.deepEqual([...new Set(read)], [4]);
  });

  it('can be canceled while it reads bodies, and tells how far it is', async () => {
    const many = Array.from({ length: 2000 }, (_, index) => session(index + 1, { url: 'https://a/' }));
    const controller = new AbortController();
    const slow: QueryContext = {
      ...emptyContext,
      bodyText: () => new Promise((done) => setTimeout(() => done(''), 1)),
    };
    const progress: number[] = [];
    const run = compileQuery(parseQuery('body:x').query, new SessionTable(many, slow)).run({
      signal: controller.signal,
      onProgress: (done) => {
        progress.push(done);
        controller.abort();
      },
    });
    await assert.rejects(run, { name: 'AbortError' });
    assert.ok((progress[0] ?? 2000) < 2000);
  });

  it('counts the parts of a query that matches nothing', async () => {
    const counts = await partCounts('host:microsoft status:404 -is:tunnel', new SessionTable(sessions, context));
    assert.deepEqual(
      counts.map(({ text: part, matches: count }) => [part, count]),
      [
        ['host:microsoft', 2],
        ['status:404', 1],
        ['-is:tunnel', 3],
      ],
    );
  });
});

describe('completion', () => {
  const table = new SessionTable(sessions, context);
  const labels = (query: string): string[] => completeQuery(query, query.length, table).items.map((item) => item.label);

  it('offers every field at the start', () => {
    assert.deepEqual(
      labels(''),
      fields.map((field) => `${field.name}:`),
    );
  });

  it('offers the fields that fit', () => {
    assert.deepEqual(labels('status:404 -co'), ['color:', 'comment:', 'cookie:']);
    const { start, end } = completeQuery('status:404 -co', 14, table);
    assert.deepEqual([start, end], [12, 14]);
  });

  it("offers the capture's own values with their counts, the frequent ones first", () => {
    const { items } = completeQuery('method:', 7, table);
    assert.deepEqual(
      items.map(({ label, count }) => [label, count]),
      [
        ['GET', 2],
        ['CONNECT', 1],
        ['POST', 1],
      ],
    );
  });

  it('offers choices with their counts', () => {
    const { items } = completeQuery('is:', 3, table);
    assert.equal(items.find((item) => item.label === 'error')?.count, 1);
    assert.deepEqual(labels('chain:f'), ['feeds']);
  });

  it('quotes values that need it', () => {
    assert.equal(completeQuery('comment:lo', 10, table).items[0]?.insert, '"look here"');
  });

  it('goes on behind a comma', () => {
    const { start, items } = completeQuery('status:200,4', 12, table);
    assert.equal(start, 11);
    assert.equal(items[0]?.label, '404');
  });

  it('offers claims and header names', () => {
    assert.deepEqual(labels('user:'), ['megan@contoso.com']);
    assert.deepEqual(labels('header.auth'), ['header.authorization:']);
    assert.deepEqual(labels('header.'), ['header.authorization:', 'header.location:']);
    assert.deepEqual(labels('reqheader.'), ['reqheader.authorization:']);
    assert.deepEqual(labels('header.location:'), ['https://next']);
    assert.deepEqual(labels('-cookie:es'), ['esctx']);
  });

  it('offers common header names while the heads were not read', () => {
    const unread = new SessionTable(sessions, emptyContext);
    const { items } = completeQuery('header.www', 10, unread);
    assert.deepEqual(
      items.map(({ label }) => label),
      ['header.www-authenticate:'],
    );
  });

  it('goes on inside quotes', () => {
    const { start, items } = completeQuery('comment:"look h', 15, table);
    assert.equal(start, 8);
    assert.equal(items[0]?.insert, '"look here"');
  });

  it('knows which values lie in heads', () => {
    for (const query of ['tenant:', 'user:m', 'aud:a,b', 'app:', 'cookie:', 'header.', 'reqheader.x:', '-header.x']) {
      assert.ok(completionReadsHeads(query, query.length), query);
    }
    for (const query of ['', 'host:', 'has:', 'heade', 'status:4']) {
      assert.ok(!completionReadsHeads(query, query.length), query);
    }
  });
});
