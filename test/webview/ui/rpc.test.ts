import assert from 'node:assert/strict';
import type { WebviewRequest } from '../../../src/analysis/protocol';
import { isCanceled, RequestError, Rpc } from '../../../webview/ui/rpc';

const ref = { uri: 'file:///a.saz' };

function setUp() {
  const posted: WebviewRequest[] = [];
  const rpc = new Rpc((message) => posted.push(message));
  return { posted, rpc };
}

describe('requests of a webview', () => {
  it('answers out of order go to their own request', async () => {
    const { posted, rpc } = setUp();
    const first = rpc.request('reveal', { ref, id: 'a' });
    const second = rpc.request('reveal', { ref, id: 'b' });
    const ids = posted.map((message) => ('id' in message ? message.id : 0));
    rpc.receive({ id: ids[1], result: 'two' });
    rpc.receive({ id: ids[0], result: 'one' });
    assert.deepEqual(await Promise.all([first, second]), ['one', 'two']);
    assert.equal(rpc.waiting, 0);
  });

  it('rejects with the text and code of a refusal', async () => {
    const { rpc } = setUp();
    const asked = rpc.request('statistics', { ref });
    rpc.receive({ id: 1, error: { code: 'too-large', text: 'The file is too large.' } });
    await assert.rejects(
      asked,
      (error: unknown) =>
        error instanceof RequestError && error.code === 'too-large' && error.message === 'The file is too large.',
    );
  });

  it('cancels: the host is told, the request rejects at once, a late answer is ignored', async () => {
    const { posted, rpc } = setUp();
    const controller = new AbortController();
    const asked = rpc.request('statistics', { ref }, controller.signal);
    controller.abort();
    await assert.rejects(asked, isCanceled);
    assert.deepEqual(posted.at(-1), { cancel: 1 });
    rpc.receive({ id: 1, result: null });
    assert.equal(rpc.waiting, 0);
  });

  it('does not post what was canceled before, nor cancel what has its answer', async () => {
    const { posted, rpc } = setUp();
    const controller = new AbortController();
    const asked = rpc.request('reveal', { ref, id: 'a' }, controller.signal);
    rpc.receive({ id: 1, result: 'x' });
    assert.equal(await asked, 'x');
    controller.abort();
    assert.equal(posted.length, 1);
    await assert.rejects(rpc.request('reveal', { ref, id: 'b' }, controller.signal), isCanceled);
    assert.equal(posted.length, 1);
  });

  it('hands events to their listeners until they stop, and ignores foreign messages', () => {
    const { rpc } = setUp();
    const seen: string[] = [];
    const stop = rpc.on('action', ({ action }) => seen.push(action));
    rpc.receive({ event: 'action', action: 'nextFinding' });
    rpc.receive({ event: 'progress', done: 1, total: 2, text: '' });
    for (const foreign of [undefined, null, 'text', 7, {}, { id: 'x' }, { id: 4 }, { type: 'webpackOk' }])
      rpc.receive(foreign);
    stop();
    rpc.receive({ event: 'action', action: 'focusFilter' });
    assert.deepEqual(seen, ['nextFinding']);
  });
});
