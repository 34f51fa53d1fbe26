import assert from 'node:assert/strict';
import type { BodyView, InspectorTab } from '../../../src/analysis/views';
import { hostileText, oddBodies, oddCapture } from '../../fixtures/oddBodies';
import { type OpenFile, openInService } from '../../fixtures/service';

describe('odd bodies', () => {
  let file: OpenFile;
  const keys = new Map<string, number>();
  before(async () => {
    file = await openInService('odd.saz', oddCapture());
    await file.ask('list', { view: 'all', query: { query: '' } });
    for (const entry of await file.ask('entries', { view: 'all', from: 0, to: 1000 })) {
      if (entry.type === 'session') keys.set(entry.row.path.replace(/^\/|\?.*$/g, ''), entry.row.key);
    }
  });

  const keyOf = (where: string) => keys.get(where) ?? assert.fail(`no session ${where}`);
  const bodiesOf = async (where: string): Promise<readonly BodyView[]> => {
    const tab = await file.ask('tab', { key: keyOf(where), tab: 'body' });
    return tab.tab === 'body' ? tab.bodies : assert.fail();
  };
  const answerOf = async (where: string) =>
    (await bodiesOf(where)).find(({ part }) => part === 'response') ?? assert.fail(`no answer ${where}`);

  const best: readonly [where: string, shape: string, others: string, note: RegExp | undefined][] = [
    ['picture.png', 'image', 'hex text', undefined],
    ['wrong-type.json', 'image', 'hex text', /^The header says application\/json; the content is image\/png\.$/],
    ['invalid.json', 'tree', 'formatted text hex', /^Not valid JSON: line 3, column 1\./],
    ['answer.json', 'tree', 'formatted text hex', undefined],
    ['deep.json', 'tree', 'formatted text hex', undefined],
    ['utf16.xml', 'formatted', 'text tree hex', undefined],
    ['feed.xml', 'formatted', 'text tree hex', undefined],
    ['broken.xml', 'text', 'tree hex', /^Not well-formed XML: line 1, column 14\.$/],
    ['not-gzip.txt', 'text', 'hex', /not valid gzip/],
    ['gzip.txt', 'text', 'hex', undefined],
    ['message.pb', 'tree', 'hex text', undefined],
    ['message.msgpack', 'tree', 'hex text', undefined],
    ['call.grpc', 'tree', 'hex text', undefined],
    ['hostile.html', 'text', 'hex', undefined],
    ['hostile.svg', 'formatted', 'text tree hex', undefined],
    ['hostile.txt', 'text', 'hex', undefined],
    ['binary.bin', 'hex', 'text', undefined],
  ];
  for (const [where, shape, others, note] of best) {
    it(`${where} is shown as ${shape}`, async () => {
      const view = await answerOf(where);
      assert.equal(view.best.shape, shape);
      assert.equal(view.others.join(' '), others);
      if (note) assert.match(view.notes.join(' '), note);
      else assert.deepEqual(view.notes, []);
      for (const name of view.others) {
        const other = await file.ask('body', { key: keyOf(where), part: 'response', shape: name });
        assert.equal(other.best.shape, name);
      }
    });
  }

  it('a side without a body is left out beside one that has one', async () => {
    assert.deepEqual(
      (await bodiesOf('answer.json')).map(({ part }) => part),
      ['response'],
    );
    const { tabs } = await file.ask('session', { key: keyOf('not-modified') });
    assert.ok(!tabs.some(({ id }) => id === 'body'));
  });

  it('keep all digits of long numbers, and lists of any length', async () => {
    const long = `{"puid":10033FFF,"id":12345678901234567890,"text":"1234567890123456789"}`.replace('10033FFF', '7');
    const many = JSON.stringify(Array.from({ length: 1200 }, (_, at) => at));
    const har = harOf([long, many]);
    const capture = await openInService('a.har', new TextEncoder().encode(har));
    const tree = async (key: number) => {
      const tab = await capture.ask('tab', { key, tab: 'body' });
      const shape = tab.tab === 'body' ? tab.bodies[0]?.best : undefined;
      return shape?.shape === 'tree' ? shape : assert.fail();
    };
    assert.deepEqual(
      (await tree(1)).roots.map(({ name, type, value }) => [name, type, value.text]),
      [
        ['puid', 'number', '7'],
        ['id', 'number', '12345678901234567890'],
        ['text', 'string', '1234567890123456789'],
      ],
    );
    const { roots, tree: id } = await tree(2);
    assert.deepEqual(
      roots.map(({ type }) => type),
      ['array (1200)'],
    );
    const page = await capture.ask('children', { tree: id, node: roots[0]?.id ?? '', from: 1000, to: 1500 });
    assert.deepEqual([page.total, page.nodes.length], [1200, 200]);
  });

  it('give the whole of a value that is shown cut', async () => {
    const long = 'x'.repeat(3000);
    const capture = await openInService('a.har', new TextEncoder().encode(harOf([JSON.stringify({ 'a/b': long })])));
    const tab = await capture.ask('tab', { key: 1, tab: 'body' });
    const shape = tab.tab === 'body' ? tab.bodies[0]?.best : undefined;
    assert.ok(shape?.shape === 'tree');
    const [node] = shape.roots;
    assert.deepEqual([node?.value.text.length, node?.isCut], [2001, true]);
    assert.equal((await capture.ask('treeValue', { tree: shape.tree, node: node?.id ?? '' })).text, long);
  });

  it('are searched in closed nodes, and what must open is told', async () => {
    const view = await answerOf('deep.json');
    assert.ok(view.best.shape === 'tree');
    const found = await file.ask('findInTree', { tree: view.best.tree, text: 'BOTTOM' });
    assert.equal(found.open.length, 399);
    assert.deepEqual(found.open[0], { node: '/in', children: 1 });
    assert.ok(found.whole);
    const none = await file.ask('findInTree', { tree: view.best.tree, text: 'nowhere' });
    assert.deepEqual(none, { open: [], whole: true });
  });

  it('of multipart show texts as text and files by size and first bytes', async () => {
    const [request] = await bodiesOf('multipart');
    assert.ok(request?.best.shape === 'fields');
    const [note, picture] = request.best.groups;
    assert.equal(note?.rows.at(-1)?.value.text, 'Grüße aus Köln');
    assert.deepEqual(
      picture?.rows.slice(-2).map(({ name, value, meaning }) => [name, value.text.slice(0, 11), meaning]),
      [
        ['Size', '72 bytes', undefined],
        ['First bytes', '89 50 4e 47', 'image/png'],
      ],
    );
  });

  it('of XML become a tree of elements, attributes and texts', async () => {
    const { best: shape } = await file.ask('body', { key: keyOf('feed.xml'), part: 'response', shape: 'tree' });
    assert.ok(shape.shape === 'tree');
    const children = (node: string) => file.ask('children', { tree: shape.tree, node, from: 0, to: 10 });
    assert.deepEqual(
      shape.roots.map(({ name }) => name),
      ['feed'],
    );
    const feed = await children('0');
    assert.deepEqual(
      feed.nodes.map(({ name, type, value }) => [name, type, value.text]),
      [
        ['entry', 'element', ''],
        ['entry', 'element', ''],
        ['<!-- -->', 'comment', 'end'],
      ],
    );
    const entry = await children('0/1');
    assert.deepEqual(
      entry.nodes.map(({ name, value }) => [name, value.text]),
      [
        ['@id', '2'],
        ['title', '<Two>'],
      ],
    );
  });

  it('of messages are shown one by one in their best shape', async () => {
    const key = keyOf('socket');
    const tab = await file.ask('tab', { key, tab: 'messages' });
    assert.ok(tab.tab === 'messages');
    assert.deepEqual(
      tab.messages.map(({ index, direction, kind, size }) => [index, direction, kind, size]),
      [
        [1, 'client', 'text', 39],
        [2, 'server', 'binary', 600],
        [3, 'server', 'text', new TextEncoder().encode(hostileText).length],
        [4, 'server', 'close', 2],
      ],
    );
    assert.equal(tab.messages[3]?.value.text, '1000');
    const shapes = [];
    for (const index of [1, 2, 3]) shapes.push((await file.ask('message', { key, index }))?.best.shape);
    assert.deepEqual(shapes, ['tree', 'hex', 'text']);
    assert.equal(await file.ask('message', { key, index: 99 }), null);
  });

  const texts: readonly [where: string, part: string, text: RegExp][] = [
    ['answer.json', 'overview', /^GET was answered with 200 OK after 202 ms\.\n\nFacts\n {2}Address: /],
    ['answer.json', 'headers', /x-ms-request-id: +8f0f6a3e-0001/],
    ['answer.json', 'query', /view: full/],
    ['answer.json', 'timing', /Waiting +92 ms/],
    ['answer.json', 'raw', /HTTP\/1\.1 200 OK/],
    ['answer.json', 'cookies', /^$/],
    ['form', 'query', /refresh_token: +\[refresh token, 39\]/],
    ['socket', 'messages', /#1 {2}client {2}\S+ {2}text {2}39 B\n\{"subscribe":"favorites"/],
    ['socket', 'message.1', /^\{\n {2}"subscribe": "favorites"/],
    ['socket', 'message.2', /^00000000 {2}00 01 02/],
    ['binary.bin', 'response.body', /^00000000 {2}00 01 02[\s\S]*\n00001380/],
    ['hostile.html', 'response.body', /<script>/],
  ];
  for (const [where, part, text] of texts) {
    it(`${part} of ${where} is a text document`, async () => {
      const document = await file.ask('virtualDocument', { session: keyOf(where), part });
      assert.match(document.text, text);
      assert.equal(document.missing === undefined, document.text !== '');
      assert.ok(!document.text.includes('secretrefreshtoken'));
    });
  }

  it('name the language of their documents by their content', async () => {
    const languages = [];
    for (const where of ['answer.json', 'feed.xml', 'hostile.html', 'wrong-type.json', 'gzip.txt']) {
      languages.push(await file.ask('bodyLanguage', { key: keyOf(where), part: 'response' }));
    }
    assert.deepEqual(languages, ['json', 'xml', 'html', 'plaintext', 'plaintext']);
  });

  it('leave no tab of any session without an answer', async () => {
    assert.ok(keys.size > Object.keys(oddBodies).length);
    for (const key of keys.values()) {
      const { tabs } = await file.ask('session', { key });
      for (const { id } of tabs) assert.equal((await file.ask('tab', { key, tab: id as InspectorTab })).tab, id);
    }
  });
});

/** A HAR whose answers are these JSON texts. */
function harOf(texts: readonly string[]): string {
  const entries = texts.map((text) => ({
    startedDateTime: '2026-11-22T09:12:00.000Z',
    time: 1,
    request: { method: 'GET', url: 'https://contoso.example/a', headers: [] },
    response: { status: 200, headers: [], content: { size: text.length, mimeType: 'application/json', text } },
    timings: { wait: 1, receive: 0 },
  }));
  return JSON.stringify({ log: { version: '1.2', creator: { name: 'test', version: '1' }, entries } });
}
