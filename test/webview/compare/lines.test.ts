import assert from 'node:assert/strict';
import { type Change, compareLines, findingsChange } from '../../../webview/compare/lines';

const change = (place: string, name: string): Change => ({
  place,
  name,
  before: '1',
  after: '2',
  meaning: '',
  mark: 'changed',
});
const found = (id: string, severity = 'error', rootCause = true) => ({ id, severity, rootCause });

describe('lines of a comparison', () => {
  it('gathers changes by place, in the order in which the places come', () => {
    const lines = compareLines([change('B', '1'), change('A', '2'), change('B', '3')], []);
    assert.deepEqual(
      lines.map((line) =>
        line.type === 'group' ? `${line.place} ${line.count}` : `${line.change.name} of ${line.parent}`,
      ),
      ['B 2', '1 of 0', '3 of 0', 'A 1', '2 of 3'],
    );
  });

  it('shows the header alone of a closed place', () => {
    const lines = compareLines([change('A', '1'), change('B', '2')], ['A']);
    assert.deepEqual(
      lines.map(({ type }) => type),
      ['group', 'group', 'change'],
    );
  });
});

describe('what became of the findings', () => {
  const table: [name: string, before: ReturnType<typeof found>[], after: ReturnType<typeof found>[], result: string][] =
    [
      ['the cause is gone', [found('a'), found('b', 'error', false)], [found('n', 'information')], 'removed'],
      ['the cause is still there', [found('a')], [found('a')], 'stays'],
      ['another cause came', [found('a')], [found('c')], 'new'],
      ['a consequence alone is no cause', [], [found('b', 'error', false)], 'none'],
      ['a note is no cause', [found('n', 'information')], [], 'none'],
    ];
  for (const [name, before, after, result] of table) {
    it(name, () => assert.equal(findingsChange(before, after).result, result));
  }

  it('counts what went, came and stays', () => {
    const { gone, added, stays } = findingsChange([found('a'), found('b')], [found('b'), found('c'), found('d')]);
    assert.deepEqual([gone, added, stays], [1, 2, 1]);
  });
});
