import type { EntryCache } from './entries';

/** The cell with the link of a reason: behind the columns, however many are drawn. */
export const reasonCell = Number.POSITIVE_INFINITY;

/**
 * The cell of a row that shows the cursor: -1 for the row itself, `columns` for the link of its reason. Where the row
 * has no such cell the cursor is on the row, or in its last column.
 */
export function drawnCell(cell: number, columns: number, hasReason: boolean): number {
  if (cell === reasonCell) return hasReason ? columns : -1;
  return Math.min(cell, columns - 1);
}

/** Index of the header cell that shows the cursor: it follows its column; when that one is hidden it stays in place. */
export function headCell(columns: readonly { readonly id: string }[], id: string, before: number): number {
  const at = columns.findIndex((column) => column.id === id);
  return at >= 0 ? at : Math.max(0, Math.min(before, columns.length - 1));
}

/** Where the cursor was before a new list came. */
interface Before {
  readonly index: number;
  /** Title of the group whose header it was on. */
  readonly group: string | undefined;
  /** The session it was on last, 0 when there was none. */
  readonly key: number;
}

/** Where the cursor is in a new list: on its group, else on its session, else where it was. */
export function cursorIn(entries: EntryCache, before: Before): Pick<Before, 'index' | 'group'> {
  const header = before.group === undefined ? undefined : entries.indexOfGroup(before.group);
  const group = header === undefined || header < 0 ? undefined : before.group;
  const at = group !== undefined ? header : before.key ? entries.indexOf(before.key) : 0;
  const wanted = at === undefined || at < 0 ? before.index : at;
  const index = Math.min(wanted, Math.max(0, entries.count - 1));
  return { index: entries.isReason(index) ? index - 1 : index, group };
}
