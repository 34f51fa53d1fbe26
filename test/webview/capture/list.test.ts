import assert from 'node:assert/strict';
import type { ListEntry, ListResult } from '../../../src/analysis/views';
import { en } from '../../../src/text/en';
import { bars } from '../../../webview/capture/bars';
import { columnActions } from '../../../webview/capture/columnActions';
import {
  cellText,
  chosenIds,
  columnsFor,
  droppedColumn,
  fittingWidth,
  fullText,
  headerColumns,
  layoutOf,
  movedColumn,
  neededWidth,
  template,
  urlWidth,
} from '../../../webview/capture/columns';
import { EntryCache, pageSize } from '../../../webview/capture/entries';
import { type KeyLike, listAction } from '../../../webview/capture/keymap';
import { type CaptureState, defaultState, listQuery, withoutSecrets } from '../../../webview/capture/state';
import { setStrings } from '../../../webview/ui/strings';
import { sessions } from '../fake/sessions';

const press = (key: string, more: Partial<KeyLike> = {}): KeyLike => ({
  key,
  ctrlKey: false,
  metaKey: false,
  altKey: false,
  shiftKey: false,
  ...more,
});

describe('keys of the session list', () => {
  const table: readonly [KeyLike, unknown][] = [
    [press('ArrowDown'), { do: 'move', by: 1, extend: false }],
    [press('ArrowUp', { shiftKey: true }), { do: 'move', by: -1, extend: true }],
    [press('PageDown'), { do: 'move', by: 'page', extend: false }],
    [press('Home'), { do: 'move', by: 'first', extend: false }],
    [press('End'), { do: 'move', by: 'last', extend: false }],
    [press('ArrowRight'), { do: 'right' }],
    [press('ArrowLeft'), { do: 'left' }],
    [press('Enter'), { do: 'open' }],
    [press(' '), { do: 'preview' }],
    [press('a', { ctrlKey: true }), { do: 'all' }],
    [press(' ', { ctrlKey: true }), { do: 'toggle' }],
    [press('ArrowDown', { ctrlKey: true }), { do: 'move', by: 1, extend: false, alone: true }],
    [press('End', { metaKey: true }), { do: 'move', by: 'last', extend: false, alone: true }],
    [press('F10', { shiftKey: true }), { do: 'menu' }],
    [press('/'), { do: 'filter' }],
    [press('Escape'), { do: 'leave' }],
    [press('e'), { do: 'type', text: 'e' }],
  ];
  for (const [event, action] of table) {
    it(`${event.ctrlKey ? 'Ctrl+' : ''}${event.shiftKey ? 'Shift+' : ''}${event.key}`, () => {
      assert.deepEqual(listAction(event), action);
    });
  }
  it('leaves to VS Code what is its own', () => {
    for (const event of [
      press('F8'),
      press('F6'),
      press('F10'),
      press('f', { ctrlKey: true }),
      press('.', { ctrlKey: true }),
      press('1', { altKey: true }),
      press('Tab'),
    ]) {
      assert.equal(listAction(event), undefined, event.key);
    }
  });
});

/** A list of 1,000 sessions where every tenth has a reason, as the service would answer. */
function answer(withKeys: boolean): { result: ListResult; entries: ListEntry[] } {
  const entries: ListEntry[] = [];
  const [row] = sessions(1);
  assert.ok(row);
  for (let key = 1; key <= 1000; key += 1) {
    const own = { ...row, key };
    entries.push({ type: 'session', row: own });
    if (key % 10 === 0) entries.push({ type: 'reason', row: own });
  }
  const keys = Uint32Array.from(entries, (entry) => (entry.type === 'group' ? 0 : entry.row.key));
  return { entries, result: { entries: entries.length, matches: 1000, total: 1000, ...(withKeys ? { keys } : {}) } };
}

function cacheOf(withKeys: boolean) {
  const { result, entries } = answer(withKeys);
  const asked: [number, number][] = [];
  const cache = new EntryCache(
    result,
    async (from, to) => {
      asked.push([from, to]);
      return entries.slice(from, to);
    },
    () => undefined,
    (error) => assert.fail(String(error)),
  );
  return { cache, asked };
}

describe('entries of the list', () => {
  it('asks for whole pages, once', async () => {
    const { cache, asked } = cacheOf(true);
    await Promise.all([cache.need(190, 210), cache.need(195, 215)]);
    await cache.need(0, 10);
    assert.deepEqual(asked, [
      [0, pageSize],
      [pageSize, 2 * pageSize],
    ]);
    assert.equal(cache.at(200)?.type, 'session');
    const twice = cacheOf(true);
    void twice.cache.need(0, 1);
    await twice.cache.need(0, 1);
    assert.ok(twice.cache.at(0), 'what is under way is waited for');
    assert.equal(cache.at(900), undefined);
  });

  for (const withKeys of [true, false]) {
    it(`steps over reasons and counts rows ${withKeys ? 'from the keys' : 'from the pages'}`, async () => {
      const { cache } = cacheOf(withKeys);
      await cache.need(0, 30);
      assert.equal(cache.isReason(10), true);
      assert.equal(cache.step(9, 1), 11);
      assert.equal(cache.step(11, -1), 9);
      assert.equal(cache.step(0, 10), 9);
      assert.equal(cache.keyAt(11), 11);
      assert.equal(cache.indexOf(11), 11);
      assert.equal(cache.step(5, -50), 0);
      assert.deepEqual(await cache.keysBetween(12, 8), [9, 10, 11, 12]);
    });
  }

  it('does not count reasons for screen readers', () => {
    const { cache } = cacheOf(true);
    assert.equal(cache.rowIndex(11), 11);
    assert.equal(cache.rowCount, 1000);
    assert.equal(cache.indexOf(5000), -1);
  });

  it('takes nothing more once it is closed, and forgets old pages', async () => {
    const { cache, asked } = cacheOf(true);
    for (let at = 0; at < 1100; at += pageSize) await cache.need(at, at + 1);
    assert.equal(asked.length, 6);
    cache.close();
    const closed = cacheOf(true);
    closed.cache.close();
    await closed.cache.need(0, 10);
    assert.equal(closed.cache.at(0), undefined);
  });
});

describe('saved state', () => {
  it('holds no query with a secret', () => {
    const secret = { ...defaultState, query: 'header.authorization:eyJ0eXAiOiJKV1QiLCJhbGciOi', focusKey: 7 };
    assert.deepEqual(withoutSecrets(secret), { ...secret, query: '' });
    const plain = { ...defaultState, query: 'host:edge status:200' };
    assert.equal(withoutSecrets(plain), plain);
  });
});

describe('columns', () => {
  before(() => setStrings(en, 'en'));
  const ids = (width: number, chosen: readonly string[] = []) =>
    columnsFor(layoutOf(width, false, width), chosen, {}, width).map((column) => column.id);

  it('drops what does not fit, the least needed first', () => {
    assert.ok(ids(1400).includes('waterfall'));
    const medium = ids(950);
    assert.ok(!medium.includes('waterfall') && medium.includes('host') && medium.includes('url'));
    assert.deepEqual(ids(700), ['mark', 'sid', 'status', 'url', 'size', 'duration']);
    assert.deepEqual(ids(460), ['mark', 'status', 'url']);
    for (let width = 900; width < 2000; width += 37) {
      const columns = columnsFor('wide', [], {}, width);
      assert.ok(neededWidth(columns) <= width, `${width}`);
      const others = columns.filter(({ id }) => id !== 'url').reduce((sum, column) => sum + column.width + 10, 22);
      assert.equal(others + urlWidth(columns, width), width);
    }
  });

  it('always has mark and URL, ignores what it does not know', () => {
    assert.deepEqual(chosenIds(['status', 'nonsense', 'status', 'header:server']), [
      'mark',
      'url',
      'status',
      'header:server',
    ]);
    assert.deepEqual(headerColumns(['status', 'header:server', 'header:request:cookie']), ['server', 'request:cookie']);
  });

  it('moves by one place and leaves the mark first', () => {
    const order = ['mark', 'sid', 'status', 'url'];
    assert.deepEqual(movedColumn(order, 'status', -1), ['mark', 'status', 'sid', 'url']);
    assert.deepEqual(movedColumn(order, 'sid', -1), order);
    assert.deepEqual(movedColumn(order, 'url', 1), order);
  });

  it('drops a column before or behind another one, never in front of the mark', () => {
    const order = ['mark', 'sid', 'status', 'url'];
    assert.deepEqual(droppedColumn(order, 'url', 'sid', false), ['mark', 'url', 'sid', 'status']);
    assert.deepEqual(droppedColumn(order, 'sid', 'status', true), ['mark', 'status', 'sid', 'url']);
    assert.deepEqual(droppedColumn(order, 'url', 'mark', false), ['mark', 'url', 'sid', 'status']);
    assert.equal(droppedColumn(order, 'mark', 'url', true), order);
    assert.equal(droppedColumn(order, 'sid', 'sid', true), order);
  });

  it('draws every column that was chosen, however narrow the list is', () => {
    const own = [...chosenIds([]), 'method', 'ip', 'caching', 'header:server'];
    assert.equal(layoutOf(700, false, 700, true), 'wide');
    assert.equal(layoutOf(700, true, 700, true), 'beside');
    assert.deepEqual(
      columnsFor('wide', own, {}, 700).map(({ id }) => id),
      own,
    );
    assert.ok(neededWidth(columnsFor('wide', own, {}, 700)) > 700);
    assert.deepEqual(headerColumns(own), ['cache-control', 'server']);
  });

  it('fits a column to its texts and its title', () => {
    const measures = { row: 22, ch: 7, ui: 6 };
    const host = { id: 'host', width: 168, align: 'left' as const, font: 'ui' as const };
    assert.equal(fittingWidth(host, ['a', 'login.microsoftonline.com'], measures), 25 * 6 + 10);
    assert.equal(fittingWidth(host, [], measures), 'Host'.length * 6 + 12 + 10);
    assert.equal(fittingWidth({ ...host, font: 'mono' }, ['x'.repeat(9000)], measures), 1200);
  });

  it('changes a width from what is drawn, not from a guess', () => {
    const changes: Partial<CaptureState>[] = [];
    const actions = columnActions(defaultState, (change) => changes.push(change));
    actions.resizeBy('status', 20);
    actions.resizeBy('status', -200);
    assert.deepEqual(changes, [{ widths: { status: 68 } }, { widths: { status: 30 } }]);
  });

  it('gives widths of the reader and a rest for the URL', () => {
    const columns = columnsFor('wide', ['sid', 'host'], { host: 300, sid: 4 }, 1200);
    assert.equal(template(columns), '16px minmax(180px,1fr) 30px 300px');
  });

  it('writes cells: grouped numbers, elided URLs, three kinds of time', () => {
    const row = sessions(420)[26];
    assert.ok(row);
    const context = {
      layout: 'wide' as const,
      showsMethod: true,
      measures: { row: 22, ch: 7, ui: 7 },
      urlWidth: 300,
      time: 'clock' as const,
      firstStart: (row.started ?? 0) - 1204,
      reference: (row.started ?? 0) + 12,
    };
    const cell = (id: string, time: 'clock' | 'relative' | 'delta' = 'clock') =>
      cellText(row, { id, width: 168, align: 'left', font: 'ui' }, { ...context, time });
    assert.equal(cell('size'), '412,880');
    assert.equal(cell('duration'), '1,240');
    assert.ok(cell('url').length <= (300 - 62) / 7 && cell('url').endsWith('?…'));
    assert.equal(cell('time'), row.startedText);
    assert.equal(cell('time', 'relative'), '+1.204 s');
    assert.equal(cell('time', 'delta'), '-12 ms');
    assert.equal(cell('header:server'), '');
    const hostile = { ...row, comment: 'a\u202egpj.exe', host: 'b\u200b.example', extra: { server: '\u0007' } };
    for (const [id, text] of [
      ['comment', 'a[U+202E]gpj.exe'],
      ['host', 'b[U+200B].example'],
      ['header:server', '[U+0007]'],
    ] as const) {
      assert.equal(cellText(hostile, { id, width: 168, align: 'left', font: 'ui' }, context), text);
      assert.equal(fullText(hostile, id), text);
    }
  });
});

describe('question for the service', () => {
  it('holds only what differs', () => {
    assert.deepEqual(listQuery(defaultState, []), { query: '' });
    assert.deepEqual(
      listQuery(
        { ...defaultState, query: 'x', sortColumn: 'size', group: 'host', collapsed: ['a'], severities: ['error'] },
        ['server'],
      ),
      {
        query: 'x',
        sort: { column: 'size', descending: false },
        group: 'host',
        severities: ['error'],
        columns: ['server'],
        collapsed: ['a'],
      },
    );
  });
});

describe('bars', () => {
  it('are two paths however many slices there are', () => {
    const buckets = Array.from({ length: 500 }, (_, start) => ({
      start,
      count: start % 7,
      failed: start % 50 ? 0 : 2,
    }));
    const { all, failed, peak } = bars(buckets, 1000, 120);
    assert.equal(peak, 6);
    assert.equal(all.match(/M/g)?.length, buckets.filter((bucket) => bucket.count > 0).length);
    assert.equal(failed.match(/M/g)?.length, 10);
    assert.deepEqual(bars([], 1000, 120), { all: '', failed: '', peak: 1 });
  });
});
