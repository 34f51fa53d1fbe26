import assert from 'node:assert/strict';
import fc from 'fast-check';
import { movedCell, type SectionCell } from '../../../webview/dump/sectionCursor';

const shape = [[2, 3], [], [2, 2, 2]];
const at = (section: number, row: number, column = 1): SectionCell => ({ section, row, column });

describe('cursor of the sections', () => {
  const table: [key: string, control: boolean, from: SectionCell, to: SectionCell | undefined][] = [
    ['ArrowDown', false, at(0, 0), at(0, 1)],
    ['ArrowDown', false, at(0, 1), at(2, 0)],
    ['ArrowDown', false, at(2, 2), at(2, 2)],
    ['ArrowUp', false, at(2, 0), at(0, 1)],
    ['ArrowUp', false, at(0, 0), at(0, 0)],
    ['ArrowRight', false, at(0, 1, 1), at(0, 1, 2)],
    ['ArrowRight', false, at(0, 0, 1), at(0, 0, 1)],
    ['ArrowLeft', false, at(0, 1, 2), at(0, 1, 1)],
    ['PageDown', false, at(0, 0), at(2, 2)],
    ['Home', false, at(2, 1), at(2, 1, 0)],
    ['Home', true, at(2, 1), at(0, 0, 0)],
    ['End', false, at(0, 1, 0), at(0, 1, 2)],
    ['End', true, at(0, 1), at(2, 2)],
    ['x', false, at(0, 0), undefined],
  ];
  for (const [key, control, from, to] of table) {
    it(`${control ? 'Ctrl+' : ''}${key} from ${from.section}/${from.row}/${from.column}`, () => {
      assert.deepEqual(movedCell(key, control, from, shape), to);
    });
  }

  it('does not keep a column that the next stat does not have', () => {
    assert.deepEqual(movedCell('ArrowDown', false, at(0, 1, 2), shape), at(2, 0, 1));
  });

  it('never leaves the sections', () => {
    const shapes = fc.array(fc.array(fc.integer({ min: 2, max: 3 }), { maxLength: 5 }), { minLength: 1, maxLength: 5 });
    const keys = fc.constantFrom(
      'ArrowDown',
      'ArrowUp',
      'ArrowLeft',
      'ArrowRight',
      'PageUp',
      'PageDown',
      'Home',
      'End',
    );
    fc.assert(
      fc.property(shapes, fc.array(fc.tuple(keys, fc.boolean()), { maxLength: 30 }), (given, pressed) => {
        const first = given.findIndex((rows) => rows.length > 0);
        if (first < 0) return movedCell('ArrowDown', false, at(0, 0), given) === undefined;
        let cell = at(first, 0);
        for (const [key, control] of pressed) {
          const next = movedCell(key, control, cell, given);
          if (!next) return false;
          cell = next;
          const cells = given[cell.section]?.[cell.row];
          if (cells === undefined || cell.column < 0 || cell.column >= cells) return false;
        }
        return true;
      }),
    );
  });
});
