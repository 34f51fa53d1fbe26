import assert from 'node:assert/strict';
import { oddCapture } from '../../fixtures/oddBodies';
import { type OpenFile, openInService } from '../../fixtures/service';

describe('the content of a session that several ask for', () => {
  let file: OpenFile;
  beforeEach(async () => {
    file = await openInService('odd.saz', oddCapture());
  });
  const ask = (signal?: AbortSignal) =>
    file.service.call('tab', { ref: file.ref, key: 4, tab: 'body' as const }, signal);
  /** As far as a reading has begun. */
  const begin = () => new Promise<void>((resolve) => queueMicrotask(resolve));

  it('is read again for who asks after the first has given up', async () => {
    const first = new AbortController();
    const canceled = ask(first.signal);
    await begin();
    first.abort();
    const second = ask();
    await assert.rejects(canceled, { name: 'AbortError' });
    assert.equal((await second).tab, 'body');
  });

  it('is read on for who asked while the first gives up', async () => {
    const first = new AbortController();
    const canceled = ask(first.signal);
    await begin();
    const second = ask();
    await begin();
    first.abort();
    await canceled.catch(() => undefined);
    assert.equal((await second).tab, 'body');
  });
});
