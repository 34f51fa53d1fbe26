import assert from 'node:assert/strict';
import type { ListEntry } from '../../../src/analysis/views';
import { EntryCache } from '../../../webview/capture/entries';
import { cursorIn, drawnCell, headCell, reasonCell } from '../../../webview/capture/listCursor';
import { sessions } from '../fake/sessions';

type Groups = readonly (readonly [title: string, keys: readonly number[]])[];

/** A list in groups; the title '' is no group, and a negative key is a session with a reason. */
async function listOf(groups: Groups, withKeys = true, loaded = true): Promise<EntryCache> {
  const [row] = sessions(1);
  assert.ok(row);
  const entries = groups.flatMap(([title, keys]): ListEntry[] => [
    ...(title ? [{ type: 'group' as const, title, count: keys.length, mark: undefined }] : []),
    ...keys.flatMap((key): ListEntry[] => {
      const own = { ...row, key: Math.abs(key) };
      return [{ type: 'session', row: own }, ...(key < 0 ? [{ type: 'reason' as const, row: own }] : [])];
    }),
  ]);
  const titles = groups.map(([title]) => title).filter((title) => title !== '');
  const cache = new EntryCache(
    {
      entries: entries.length,
      matches: 9,
      total: 9,
      ...(titles.length > 0 ? { groups: titles } : {}),
      ...(withKeys ? { keys: Uint32Array.from(entries, (each) => (each.type === 'group' ? 0 : each.row.key)) } : {}),
    },
    async (from, to) => entries.slice(from, to),
    () => undefined,
    (error) => assert.fail(String(error)),
  );
  if (loaded) await cache.need(0, entries.length);
  return cache;
}

const open: Groups = [
  ['a', [1, 2]],
  ['b', [3, -4]],
  ['c', [5]],
];
const closed: Groups = open.map(([title]) => [title, []] as const);

describe('cursor in a new list', () => {
  for (const [withKeys, loaded] of [
    [true, true],
    [true, false],
    [false, true],
  ] as const) {
    it(`stays on its group ${withKeys ? 'by the keys' : 'by the pages'}${loaded ? '' : ' before they are there'}`, async () => {
      const before = await listOf(open, withKeys, loaded);
      assert.equal(before.titleAt(7), 'c');
      assert.equal(before.titleAt(4), undefined);
      const now = cursorIn(await listOf(closed, withKeys, loaded), { index: 3, group: 'b', key: 1 });
      assert.deepEqual(now, { index: 1, group: 'b' });
      assert.deepEqual(cursorIn(before, { index: 1, group: 'b', key: 1 }), { index: 3, group: 'b' });
    });
  }

  it('goes back to its session when there are no groups any more', async () => {
    const flat = await listOf([['', [1, 2, 3, -4, 5]]]);
    assert.deepEqual(cursorIn(flat, { index: 3, group: 'b', key: 1 }), { index: 0, group: undefined });
    assert.deepEqual(cursorIn(flat, { index: 3, group: 'b', key: 0 }), { index: 0, group: undefined });
    assert.equal(cursorIn(flat, { index: 0, group: undefined, key: 5 }).index, 5);
  });

  it('stays where it was when its session is not there, and never on a reason', async () => {
    const flat = await listOf([['', [1, -4]]]);
    assert.equal(cursorIn(flat, { index: 1, group: undefined, key: 9 }).index, 1);
    assert.equal(cursorIn(flat, { index: 7, group: undefined, key: 9 }).index, 1);
    assert.equal(cursorIn(await listOf([]), { index: 7, group: undefined, key: 9 }).index, 0);
  });
});

describe('cell with the cursor', () => {
  it('is one that is drawn', () => {
    assert.equal(drawnCell(reasonCell, 11, true), 11);
    assert.equal(drawnCell(reasonCell, 5, true), 5);
    assert.equal(drawnCell(reasonCell, 11, false), -1);
    assert.equal(drawnCell(10, 5, false), 4);
    assert.equal(drawnCell(-1, 5, true), -1);
  });

  it('follows its column in the header, and stays in place without it', () => {
    const columns = ['mark', 'sid', 'url', 'host'].map((id) => ({ id }));
    assert.equal(headCell(columns, 'host', 2), 3);
    assert.equal(headCell(columns, 'size', 2), 2);
    assert.equal(headCell(columns, 'size', 4), 3);
  });
});
