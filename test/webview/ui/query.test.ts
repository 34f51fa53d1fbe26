import assert from 'node:assert/strict';
import fc from 'fast-check';
import {
  acceptCompletion,
  addPart,
  boxAction,
  completedEnd,
  hasPart,
  holdsSecret,
  removePart,
  splitParts,
  togglePart,
  writePart,
} from '../../../webview/ui/query';

const key = (name: string, more: { ctrlKey?: boolean; shiftKey?: boolean } = {}) => ({
  key: name,
  ctrlKey: false,
  metaKey: false,
  shiftKey: false,
  ...more,
});

describe('filter box', () => {
  const accepted: readonly [
    query: string,
    start: number,
    end: number,
    insert: string,
    wanted: string,
    caret: number,
  ][] = [
    ['ho', 0, 2, 'host:', 'host:', 5],
    ['status:400 is:f', 11, 15, 'is:finding', 'status:400 is:finding ', 22],
    ['is: host:x', 0, 3, 'is:sync', 'is:sync host:x', 8],
    ['hea', 0, 3, 'header.', 'header.', 7],
  ];
  for (const [query, start, end, insert, wanted, caret] of accepted) {
    it(`completes "${query}" to "${wanted}"`, () => {
      assert.deepEqual(acceptCompletion(query, start, end, insert), { query: wanted, caret });
    });
  }

  it('replaces what was typed since the answer, and no condition behind it', () => {
    assert.equal(completedEnd('host:login', 7, 10), 10);
    assert.equal(completedEnd('host:lo status:404', 7, 18), 7);
    assert.equal(completedEnd('host:lo status:404', 7, 0), 7);
  });

  const splits: readonly [query: string, parts: readonly string[]][] = [
    ['', []],
    ['  host:a   b ', ['host:a', 'b']],
    ['comment:"two words" -is:tunnel', ['comment:"two words"', '-is:tunnel']],
    ['(a or b) status:400..499', ['(a or b)', 'status:400..499']],
    ['url:/a b/i x', ['url:/a b/i', 'x']],
    ['path:/sync/v1 x', ['path:/sync/v1', 'x']],
    ['text:"quote \\" inside" y', ['text:"quote \\" inside"', 'y']],
  ];
  for (const [query, parts] of splits) {
    it(`splits ${JSON.stringify(query)}`, () => assert.deepEqual(splitParts(query), parts));
  }

  it('narrows alternatives as a whole', () => {
    assert.equal(addPart('', 'host:a'), 'host:a');
    assert.equal(addPart(' host:a ', 'is:error'), 'host:a is:error');
    assert.equal(addPart('host:a or host:b', 'is:error'), '(host:a or host:b) is:error');
    assert.equal(addPart('(host:a OR host:b)', 'is:error'), '(host:a OR host:b) is:error');
    assert.equal(addPart('comment:"this or that"', 'is:error'), 'comment:"this or that" is:error');
    assert.equal(togglePart('host:a or host:b', 'chain', 'token'), '(host:a or host:b) chain:token');
  });

  const secrets = [
    'header.authorization:eyJ0eXAiOiJKV1QiLCJhbGciOiJSUzI1NiJ9',
    'body:eyJ0eXAiOiJKV1Q',
    'url:client_secret=abc',
    'url:"?code=0.AX0"',
    'cookie:ESTSAUTHPERSISTENT=AAAAAAAAAAAAAA',
    'body:0.AX0A1f2d94c3b5e84c579a3e21d7c0b5e8f4AbCd',
  ];
  const harmless = [
    '',
    'host:login.microsoftonline.com status:>=400 -is:tunnel',
    'tenant:6f1c2d94-8b0e-4c57-9a3e-21d7c0b5e8f4',
    'path:/6f1c2d94-8b0e-4c57-9a3e-21d7c0b5e8f4/oauth2/token',
    'has:token cookie:esctx body:NotSignedUpException',
    'header.x-ms-request-id:6f1c2d94-8b0e-4c57-9a3e-21d7c0b5e8f4 chain:token',
  ];
  it('knows a query that is not to be written down', () => {
    for (const query of secrets) assert.ok(holdsSecret(query), query);
    for (const query of harmless) assert.ok(!holdsSecret(query), query);
  });

  it('sets one chain step at a time and takes it out again', () => {
    assert.equal(togglePart('', 'chain', 'token'), 'chain:token');
    assert.equal(togglePart('host:a chain:token', 'chain', 'license'), 'host:a chain:license');
    assert.equal(togglePart('host:a chain:license', 'chain', 'license'), 'host:a');
    assert.ok(hasPart('host:a chain:license', 'chain:license'));
    assert.equal(removePart('host:a status:500', 'status:500'), 'host:a');
    assert.equal(removePart('host:a', 'nothing'), 'host:a');
  });

  it('writes parts that a parser reads as one', () => {
    assert.equal(writePart('host', 'is', 'api.aadrm.com'), 'host:api.aadrm.com');
    assert.equal(writePart('host', 'not', 'edge.microsoft.com'), '-host:edge.microsoft.com');
    assert.equal(writePart('status', 'more', '399'), 'status:>399');
    assert.equal(writePart('process', 'is', 'msedge:9124'), 'process:"msedge:9124"');
    assert.equal(writePart('time', 'less', '09:12:31'), 'time:<09:12:31');
    assert.equal(writePart('comment', 'is', 'say "hello" now'), 'comment:"say \\"hello\\" now"');
    assert.equal(writePart('host', 'is', '  '), '');
    fc.assert(
      fc.property(fc.string(), (value) => {
        const part = writePart('comment', 'is', value);
        assert.ok(part === '' || splitParts(part).length === 1);
      }),
    );
  });

  const open = { suggestions: 3, selected: 0, text: 'is:' };
  const closed = { suggestions: 0, selected: 0, text: 'is:' };
  const map: readonly [name: string, event: ReturnType<typeof key>, state: typeof open, action: string | undefined][] =
    [
      ['Tab accepts', key('Tab'), open, 'accept'],
      ['Shift+Tab leaves', key('Tab', { shiftKey: true }), open, undefined],
      ['Tab without a list leaves', key('Tab'), closed, undefined],
      ['Enter accepts', key('Enter'), open, 'accept'],
      ['Enter applies', key('Enter'), closed, 'apply'],
      ['Escape closes first', key('Escape'), open, 'close'],
      ['then clears', key('Escape'), closed, 'clear'],
      ['then leaves', key('Escape'), { ...closed, text: '' }, 'leave'],
      ['Down walks the completions', key('ArrowDown'), open, 'next'],
      ['Down goes to the list', key('ArrowDown'), closed, 'list'],
      ['Ctrl+Space asks for all', key(' ', { ctrlKey: true }), closed, 'suggest'],
      ['a blank is typed', key(' '), open, undefined],
    ];
  for (const [name, event, state, action] of map) {
    it(name, () => assert.equal(boxAction(event, state), action));
  }
});
