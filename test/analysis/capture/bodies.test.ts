import assert from 'node:assert/strict';
import { nodePlatform } from '../../../src/platform/node';
import { writeSaz } from '../../../src/reports/writers/saz';
import { httpMessage, sazSession } from '../../fixtures/saz';
import { type OpenFile, openInService } from '../../fixtures/service';

const answer = (type: string, body: Uint8Array, url = 'https://contoso.example/a') =>
  sazSession({
    request: httpMessage([`GET ${url} HTTP/1.1`]),
    response: httpMessage(['HTTP/1.1 200 OK', `Content-Type: ${type}`], body),
  });

async function bodyOf(file: OpenFile, key: number) {
  const tab = await file.ask('tab', { key, tab: 'body' });
  assert.ok(tab.tab === 'body');
  const body = tab.bodies.find(({ part }) => part === 'response');
  assert.ok(body);
  return body;
}

describe('binary bodies', () => {
  it('are shown as a tree where their format tells its structure', async () => {
    const sessions = [
      answer('application/x-protobuf', Uint8Array.of(0x08, 0x96, 0x01, 0x12, 2, 0x68, 0x69)),
      answer('application/msgpack', Uint8Array.of(0x81, 0xa1, 0x61, 0x07)),
      answer('application/grpc', Uint8Array.of(0, 0, 0, 0, 3, 0x08, 0x96, 0x01)),
      answer('application/x-protobuf', Uint8Array.of(0xff, 0xff)),
    ];
    const file = await openInService('a.saz', writeSaz(sessions, nodePlatform));
    const trees = [];
    for (const key of [1, 2, 3]) {
      const { best, others } = await bodyOf(file, key);
      assert.ok(best.shape === 'tree');
      assert.deepEqual(others, ['hex', 'text']);
      trees.push(best.roots.map(({ name, type, value }) => [name, type, value.text]));
    }
    assert.deepEqual(trees, [
      [
        ['1', 'number', '150'],
        ['2', 'string', 'hi'],
      ],
      [['a', 'number', '7']],
      [['0', 'object (1)', '']],
    ]);
    assert.equal((await bodyOf(file, 4)).best.shape, 'hex');
  });

  it('of gRPC calls are listed as messages', async () => {
    const grpc = answer('application/grpc', Uint8Array.of(0, 0, 0, 0, 3, 0x08, 0x96, 0x01, 0, 0, 0, 0, 2, 0x08, 0x01));
    const file = await openInService('a.saz', writeSaz([grpc, sazSession()], nodePlatform));
    const { tabs } = await file.ask('session', { key: 1 });
    assert.ok(tabs.some(({ id }) => id === 'messages'));
    const tab = await file.ask('tab', { key: 1, tab: 'messages' });
    assert.ok(tab.tab === 'messages');
    assert.deepEqual(
      tab.messages.map(({ index, direction, kind, size, value }) => [index, direction, kind, size, value.text]),
      [
        [1, 'server', 'gRPC', 3, '{"1":150}'],
        [2, 'server', 'gRPC', 2, '{"1":1}'],
      ],
    );
    assert.ok(!(await file.ask('session', { key: 2 })).tabs.some(({ id }) => id === 'messages'));
  });

  it('of archives open as files of their own', async () => {
    const inner = writeSaz([sazSession(), sazSession()], nodePlatform);
    const outer = writeSaz(
      [
        answer('application/octet-stream', inner, 'https://contoso.example/trace.saz'),
        answer('text/plain', new Uint8Array(1)),
      ],
      nodePlatform,
    );
    const file = await openInService('outer.saz', outer);
    const { inner: way } = await bodyOf(file, 1);
    assert.deepEqual(way, { path: 'session:1:response/trace.saz', kind: 'capture' });
    assert.equal((await bodyOf(file, 2)).inner, undefined);
    const source = { type: 'bytes', bytes: outer } as const;
    const open = (path: string) =>
      file.service.call('open', { ref: { ...file.ref, inner: [path] }, name: 'outer.saz', source });
    const view = await open('session:1:response/trace.saz');
    assert.ok(view.editor === 'capture');
    assert.deepEqual([view.total, view.name], [2, 'trace.saz']);
    for (const path of ['session:9:response/a', 'nowhere.zip'])
      await assert.rejects(open(path), (error: Error) => error.message.includes(path));
  });
});
