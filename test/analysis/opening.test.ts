import assert from 'node:assert/strict';
import type { ListResult } from '../../src/analysis/views';
import { nodePlatform } from '../../src/platform/node';
import { writeSaz } from '../../src/reports/writers/saz';
import { httpMessage, sazSession } from '../fixtures/saz';
import { OpenFile } from '../fixtures/service';

const count = 3000;

/** Large enough that its directory is read in several steps. */
function largeSaz(): Uint8Array {
  const sessions = Array.from({ length: count }, (_, index) =>
    sazSession({
      request: httpMessage([`GET https://host${index % 7}.contoso.example/${index} HTTP/1.1`]),
      metadata: { sid: index + 5 },
    }),
  );
  return writeSaz(sessions, nodePlatform);
}

/** Large enough that it is read in several steps. */
function largeHar(): Uint8Array {
  const entries = Array.from({ length: count }, (_, index) => ({
    startedDateTime: '2026-01-01T00:00:00Z',
    time: 1,
    request: { method: 'GET', url: `https://host${index % 7}.contoso.example/${index}`, headers: [] },
    response: { status: 200, headers: [], content: { text: 'x'.repeat(800) } },
  }));
  return new TextEncoder().encode(JSON.stringify({ log: { entries } }));
}

/** Runs `act` at the first progress that counts sessions already listed. */
function atFirstRows(file: OpenFile, act: () => Promise<unknown>): Promise<unknown> {
  return new Promise((resolve, reject) => {
    const { messages } = file;
    messages.push = (...added) => {
      for (const message of added) {
        if ('event' in message && message.event === 'progress' && message.done > 0 && message.total === 0) {
          act().then(resolve, reject);
        }
      }
      return 0;
    };
  });
}

const captures: readonly (readonly [string, string, () => Uint8Array])[] = [
  ['a Fiddler archive', 'large.saz', largeSaz],
  ['a HAR', 'large.har', largeHar],
];

describe('opening a large capture', () => {
  for (const [title, name, make] of captures) {
    it(`lists the first rows of ${title} while the rest is read`, async () => {
      const file = new OpenFile(name);
      let isOpen = false;
      const early = atFirstRows(file, async () => {
        assert.equal(isOpen, false);
        const list: ListResult = await file.ask('list', { view: 'main', query: { query: 'host:host3' } });
        const rows = await file.ask('entries', { view: 'main', from: 0, to: 1 });
        return { list, rows };
      });
      const view = await file.open(make());
      isOpen = true;
      const { list, rows } = (await early) as { list: ListResult; rows: { type: string }[] };
      assert.ok(list.total >= 100 && list.total <= count, `${list.total} rows`);
      assert.ok(list.matches > 0 && list.matches < list.total);
      assert.equal(rows[0]?.type, 'session');
      assert.ok(view.editor === 'capture');
      assert.equal(view.total, count);
      const all = await file.ask('list', { view: 'main', query: { query: '' } });
      assert.equal(all.total, count);
    });

    it(`answers what is asked of a session of ${title} before it is read`, async () => {
      const file = new OpenFile(name);
      const early = atFirstRows(file, () => file.ask('session', { key: 3 }));
      await file.open(make());
      const session = (await early) as { row: { key: number } };
      assert.equal(session.row.key, 3);
    });

    it(`keeps what was read of ${title} when loading is stopped`, async () => {
      const file = new OpenFile(name);
      void atFirstRows(file, () => file.ask('stop', {}));
      const view = await file.open(make());
      assert.ok(view.editor === 'capture');
      assert.ok(view.total >= 100 && view.total < count, `${view.total} sessions`);
      assert.ok(view.problems.some(({ code }) => code === 'capture-stopped'));
      const tab = await file.ask('tab', { key: 1, tab: 'overview' });
      assert.equal(tab.tab, 'overview');
    });
  }

  it('reads a file once for all who ask for it', async () => {
    const file = new OpenFile('large.saz');
    const bytes = largeSaz();
    const [first, second] = await Promise.all([file.open(bytes), file.open(bytes)]);
    assert.equal(first, second);
  });

  it('forgets the rows of a file whose opening was canceled', async () => {
    const file = new OpenFile('large.saz');
    const controller = new AbortController();
    void atFirstRows(file, async () => controller.abort());
    await assert.rejects(file.open(largeSaz(), controller.signal));
    await assert.rejects(file.ask('list', { view: 'main', query: { query: '' } }), 'nothing is left open');
  });
});
