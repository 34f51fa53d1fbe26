import { announce } from '../ui/live';
import { t } from '../ui/strings';
import { chosenIds, columnTitle, droppedColumn, movedColumn, widthOf } from './columns';
import type { CaptureState } from './state';

/** What a reader can do to the columns of the list; every change is said to screen readers. */
export interface ColumnActions {
  /** Ascending, descending, and back to the order of the capture. */
  cycleSort(id: string): void;
  sort(id: string, descending: boolean): void;
  resize(id: string, width: number): void;
  resizeBy(id: string, by: number): void;
  move(id: string, step: 1 | -1): void;
  drop(id: string, target: string, behind: boolean): void;
  toggle(id: string): void;
  add(id: string): void;
  reset(): void;
}

const noSort = { sortColumn: '', sortDescending: false } as const;

/** Actions on the columns of a state. */
export function columnActions(state: CaptureState, change: (change: Partial<CaptureState>) => void): ColumnActions {
  const ids = chosenIds(state.columns);
  const sort = (id: string, descending: boolean) => {
    change({ sortColumn: id, sortDescending: descending });
    const column = columnTitle(id);
    announce(
      id === '' ? t('ui.sortedNot') : t(descending ? 'ui.sortedDescending' : 'ui.sortedAscending', { column }),
      0,
    );
  };
  const order = (next: readonly string[], id: string) => {
    if (next === ids) return;
    change({ columns: next });
    announce(t('ui.columnMoved', { column: columnTitle(id), at: next.indexOf(id) + 1, count: next.length }), 0);
  };
  /** Said after a rest where the pointer changes it pixel by pixel. */
  const resize = (id: string, wanted: number, rest?: number) => {
    const width = Math.round(wanted);
    change({ widths: { ...state.widths, [id]: width } });
    announce(t('ui.columnWidth', { column: columnTitle(id), width: widthOf(id, { [id]: width }) }), rest);
  };
  const show = (id: string) => {
    change({ columns: [...ids, id] });
    announce(t('ui.columnShown', { column: columnTitle(id) }), 0);
  };
  return {
    cycleSort(id) {
      if (state.sortColumn !== id) sort(id, false);
      else if (!state.sortDescending) sort(id, true);
      else sort('', false);
    },
    sort,
    resize: (id, width) => resize(id, width),
    resizeBy: (id, by) => resize(id, widthOf(id, { [id]: widthOf(id, state.widths) + by }), 0),
    move: (id, step) => order(movedColumn(ids, id, step), id),
    drop: (id, target, behind) => order(droppedColumn(ids, id, target, behind), id),
    toggle(id) {
      if (!ids.includes(id)) return show(id);
      // An order by a column that nobody sees could not be explained, nor undone.
      change({ columns: ids.filter((each) => each !== id), ...(state.sortColumn === id ? noSort : {}) });
      announce(t('ui.columnHidden', { column: columnTitle(id) }), 0);
    },
    add(id) {
      if (!ids.includes(id)) show(id);
    },
    reset() {
      change({ columns: [], widths: {}, ...(chosenIds([]).includes(state.sortColumn) ? {} : noSort) });
      announce(t('ui.columnsReset'), 0);
    },
  };
}
