import assert from 'node:assert/strict';
import fc from 'fast-check';
import type { TreeNodeView } from '../../../src/analysis/views';
import { de } from '../../../src/text/de';
import { en } from '../../../src/text/en';
import { movedPosition } from '../../../webview/ui/gridCursor';
import { nextIndex } from '../../../webview/ui/regions';
import { SavedState } from '../../../webview/ui/store';
import { setStrings, t } from '../../../webview/ui/strings';
import { runsOf } from '../../../webview/ui/tokens';
import { treeLines } from '../../../webview/ui/tree';

describe('syntax runs', () => {
  it('reads spans and entities', () => {
    assert.deepEqual(runsOf('{<span class="hljs-attr">&quot;a&quot;</span>: <span class="hljs-number">1</span>}'), [
      { text: '{', kind: undefined },
      { text: '"a"', kind: 'attr' },
      { text: ': ', kind: undefined },
      { text: '1', kind: 'number' },
      { text: '}', kind: undefined },
    ]);
  });
  it('keeps the outer color inside unknown spans', () => {
    assert.deepEqual(runsOf('<span class="hljs-string">a<span class="evil">b</span>c</span>d'), [
      { text: 'a', kind: 'string' },
      { text: 'b', kind: 'string' },
      { text: 'c', kind: 'string' },
      { text: 'd', kind: undefined },
    ]);
  });
  it('treats every other markup as text', () => {
    const hostile = '<img src=x onerror=alert(1)><span class="a" onclick="x">y</span><script>z</script>';
    assert.equal(
      runsOf(hostile)
        .map((run) => run.text)
        .join(''),
      '<img src=x onerror=alert(1)><span class="a" onclick="x">y<script>z</script>',
    );
  });
  it('spells escaped text exactly', () => {
    const escaped = (text: string) =>
      text.replace(
        /[&<>"']/g,
        (char) => ({ '&': '&amp;', '<': '&lt;', '>': '&gt;', '"': '&quot;', "'": '&#x27;' })[char] ?? char,
      );
    fc.assert(
      fc.property(fc.array(fc.tuple(fc.string(), fc.boolean())), (parts) => {
        const html = parts
          .map(([text, span]) => (span ? `<span class="hljs-string">${escaped(text)}</span>` : escaped(text)))
          .join('');
        assert.equal(
          runsOf(html)
            .map((run) => run.text)
            .join(''),
          parts.map(([text]) => text).join(''),
        );
      }),
    );
  });
});

describe('saved state', () => {
  const defaults = { query: '', columns: [] as readonly string[], open: 0, full: false };
  it('takes what fits and leaves out what does not', () => {
    const saved = { query: 'host:a', columns: 'x', open: '7', full: null, secret: 'p' };
    const state = new SavedState({ getState: () => saved, setState: () => undefined }, defaults);
    assert.deepEqual(state.value, { ...defaults, query: 'host:a' });
  });
  const recorded = () => {
    const written: unknown[] = [];
    const api = { getState: () => undefined, setState: (value: unknown) => void written.push(value) };
    return { written, state: new SavedState(api, defaults) };
  };
  it('writes a change at once', () => {
    const { written, state } = recorded();
    state.update({ query: 'a' });
    assert.deepEqual(written, [{ ...defaults, query: 'a' }]);
  });
  it('writes once for what changes often, and never before or after a later change', () => {
    const { written, state } = recorded();
    state.updateOften({ open: 1 });
    state.updateOften({ open: 3 });
    assert.equal(written.length, 0);
    state.flush();
    assert.deepEqual(written, [{ ...defaults, open: 3 }]);
    state.updateOften({ open: 4 });
    state.update({ query: 'a' });
    assert.deepEqual(written.slice(1), [{ ...defaults, query: 'a', open: 4 }]);
  });
});

describe('grid and group keys', () => {
  const at = { row: 2, column: 1 };
  const table: readonly [key: string, control: boolean, row: number, column: number][] = [
    ['ArrowDown', false, 3, 1],
    ['ArrowUp', false, 1, 1],
    ['ArrowRight', false, 2, 2],
    ['ArrowLeft', false, 2, 0],
    ['Home', false, 2, 0],
    ['End', false, 2, 2],
    ['Home', true, 0, 0],
    ['End', true, 19, 2],
    ['PageDown', false, 12, 1],
    ['PageUp', false, 0, 1],
  ];
  for (const [key, control, row, column] of table) {
    it(`${control ? 'Ctrl+' : ''}${key}`, () =>
      assert.deepEqual(movedPosition(key, control, at, 20, 3), { row, column }));
  }
  it('leaves other keys alone and stays inside', () => {
    assert.equal(movedPosition('x', false, at, 20, 3), undefined);
    assert.deepEqual(movedPosition('ArrowRight', false, { row: 0, column: 2 }, 1, 3), { row: 0, column: 2 });
    assert.equal(nextIndex('ArrowRight', 2, 3), 0);
    assert.equal(nextIndex('ArrowLeft', 0, 3), 2);
    assert.equal(nextIndex('Tab', 0, 3), undefined);
    assert.equal(nextIndex('End', 0, 0), undefined);
  });
});

describe('tree lines', () => {
  const node = (id: string, hasChildren = false): TreeNodeView => ({
    id,
    name: id,
    type: '',
    value: { text: '' },
    meaning: '',
    hasChildren,
  });
  it('lists open nodes depth first, with the rest to load', () => {
    const roots = [node('a', true), node('b')];
    const children = new Map([['a', { total: 1018, nodes: [node('a/0', true), node('a/1')] }]]);
    const lines = treeLines(roots, { open: new Set(['a', 'a/0']), children });
    assert.deepEqual(
      lines.map((line) =>
        line.type === 'node' ? [line.node.id, line.level, line.parent, line.position, line.size] : ['more', line.rest],
      ),
      [
        ['a', 1, -1, 1, 2],
        ['a/0', 2, 0, 1, 1018],
        ['a/1', 2, 0, 2, 1018],
        ['more', 1016],
        ['b', 1, -1, 2, 2],
      ],
    );
  });
});

describe('strings of the editors', () => {
  it('fill as everywhere, and show the key when a string is missing', () => {
    setStrings(en, 'en');
    assert.equal(t('ui.sessionCount', { count: 1 }), '1 session');
    assert.equal(t('ui.sessionCount', { count: 1420 }), '1,420 sessions');
    setStrings(de, 'de');
    assert.equal(t('ui.sessionCount', { count: 1420 }), '1.420 Sitzungen');
    setStrings({}, 'en');
    assert.equal(t('ui.close'), 'ui.close');
    setStrings(en, 'en');
  });
});
