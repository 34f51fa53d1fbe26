/** A cell of the sections: which section, which stat in it, which cell of the stat. */
export interface SectionCell {
  readonly section: number;
  readonly row: number;
  readonly column: number;
}

/** Rows that PageUp and PageDown move. */
const page = 10;

/**
 * The cell after a key; undefined for keys that the sections do not use. `shape[section][row]` is the number of cells of
 * that stat. Up and Down go on from one section into the next, so that all sections read as one list.
 */
export function movedCell(
  key: string,
  control: boolean,
  at: SectionCell,
  shape: readonly (readonly number[])[],
): SectionCell | undefined {
  const rows = shape.flatMap((cells, section) => cells.map((count, row) => ({ section, row, count })));
  const here = rows.findIndex(({ section, row }) => section === at.section && row === at.row);
  const current = rows[here];
  if (!current) return undefined;
  const to = (index: number): SectionCell => {
    const { section, row, count } = rows[Math.max(0, Math.min(rows.length - 1, index))] ?? current;
    return { section, row, column: Math.min(at.column, count - 1) };
  };
  switch (key) {
    case 'ArrowDown':
      return to(here + 1);
    case 'ArrowUp':
      return to(here - 1);
    case 'PageDown':
      return to(here + page);
    case 'PageUp':
      return to(here - page);
    case 'ArrowRight':
      return { ...at, column: Math.min(current.count - 1, at.column + 1) };
    case 'ArrowLeft':
      return { ...at, column: Math.max(0, at.column - 1) };
    case 'Home':
      return control ? { ...to(0), column: 0 } : { ...at, column: 0 };
    case 'End':
      return control ? to(rows.length - 1) : { ...at, column: current.count - 1 };
    default:
      return undefined;
  }
}
