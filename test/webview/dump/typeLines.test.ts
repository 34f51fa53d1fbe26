import assert from 'node:assert/strict';
import { firstRows, groupId, type TypeGroup, typeLines } from '../../../webview/dump/typeLines';

const group = (mark: TypeGroup['mark'], count: number): TypeGroup => ({
  mark,
  title: `${count} data types`,
  message: mark,
  location: '',
  rows: Array.from({ length: count }, (_, index) => ({
    name: `Type ${index}`,
    total: index,
    live: index,
    state: 'Running',
    line: index,
    place: { artifact: 'a', layers: [] },
  })),
});

describe('lines of Type Info', () => {
  it('shows the first rows of a group and how many more there are', () => {
    const lines = typeLines([group('error', 18), group('passed', 3)], [], new Set());
    assert.deepEqual(
      lines.map((line) => line.type),
      ['group', ...Array(firstRows).fill('row'), 'more', 'group', 'row', 'row', 'row'],
    );
    const more = lines.find((line) => line.type === 'more');
    assert.equal(more?.type === 'more' && more.rest, 18 - firstRows);
  });

  it('does not leave out a single row', () => {
    const lines = typeLines([group('error', firstRows + 1)], [], new Set());
    assert.equal(lines.filter((line) => line.type === 'row').length, firstRows + 1);
    assert.ok(lines.every((line) => line.type !== 'more'));
  });

  it('shows all rows of a group that was asked for, none of a closed one', () => {
    const groups = [group('error', 18), group('note', 9)];
    const lines = typeLines(groups, [groupId(group('note', 9))], new Set([groupId(group('error', 18))]));
    assert.equal(lines.filter((line) => line.type === 'row').length, 18);
    assert.deepEqual(
      lines.filter((line) => line.type === 'group').map((line) => line.type === 'group' && line.open),
      [true, false],
    );
  });

  it('knows the header of each row', () => {
    const lines = typeLines([group('error', 2), group('passed', 2)], [], new Set());
    assert.deepEqual(
      lines.map((line) => (line.type === 'group' ? -1 : line.parent)),
      [-1, 0, 0, -1, 3, 3],
    );
  });
});
