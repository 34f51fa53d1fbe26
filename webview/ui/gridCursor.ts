import { useId, useRef, useState } from 'preact/hooks';

export interface GridPosition {
  readonly row: number;
  readonly column: number;
}

/**
 * Position after a key in a grid of `rows` x `columns`; undefined for keys a grid does not use. `page` is the number
 * of rows that PageUp and PageDown move.
 */
export function movedPosition(
  key: string,
  control: boolean,
  at: GridPosition,
  rows: number,
  columns: number,
  page = 10,
): GridPosition | undefined {
  const row = (value: number) => Math.max(0, Math.min(rows - 1, value));
  switch (key) {
    case 'ArrowDown':
      return { ...at, row: row(at.row + 1) };
    case 'ArrowUp':
      return { ...at, row: row(at.row - 1) };
    case 'ArrowRight':
      return { ...at, column: Math.min(columns - 1, at.column + 1) };
    case 'ArrowLeft':
      return { ...at, column: Math.max(0, at.column - 1) };
    case 'PageDown':
      return { ...at, row: row(at.row + page) };
    case 'PageUp':
      return { ...at, row: row(at.row - page) };
    case 'Home':
      return control ? { row: 0, column: 0 } : { ...at, column: 0 };
    case 'End':
      return control ? { row: rows - 1, column: columns - 1 } : { ...at, column: columns - 1 };
    default:
      return undefined;
  }
}

/**
 * The cursor of a grid with one tab stop: the grid keeps the focus and names its cell with `aria-activedescendant`.
 * Enter presses what the cell holds (`data-activate`); `onCopy` gets Ctrl+C through the page's copy event.
 */
export function useGridCursor(rows: number, columns: number) {
  const id = useId();
  const root = useRef<HTMLDivElement>(null);
  const [position, setPosition] = useState<GridPosition>({ row: 0, column: 0 });
  const at = { row: Math.max(0, Math.min(position.row, rows - 1)), column: Math.min(position.column, columns - 1) };
  const cellId = (row: number, column: number) => `${id}-${row}-${column}`;

  const move = (to: GridPosition) => {
    setPosition(to);
    requestAnimationFrame(() =>
      document.getElementById(cellId(to.row, to.column))?.scrollIntoView({ block: 'nearest', inline: 'nearest' }),
    );
  };
  const onKeyDown = (event: KeyboardEvent) => {
    if (event.altKey || event.metaKey || event.target !== root.current) return;
    if (event.key === 'Enter' || event.key === ' ') {
      const cell = document.getElementById(cellId(at.row, at.column));
      const target = cell?.querySelector<HTMLElement>('[data-activate],button');
      if (!target) return;
      event.preventDefault();
      event.stopPropagation();
      target.click();
      return;
    }
    const to = movedPosition(event.key, event.ctrlKey, at, rows, columns);
    if (!to) return;
    event.preventDefault();
    event.stopPropagation();
    move(to);
  };
  return {
    at,
    cellId,
    move,
    root,
    props: {
      ref: root,
      tabIndex: 0,
      'aria-activedescendant': rows > 0 ? cellId(at.row, at.column) : undefined,
      onKeyDown,
    },
  };
}
