import type { DumpView } from '../../src/analysis/views';

export type TypeGroup = DumpView['typeGroups'][number];

/** Rows of a group that are shown before the rest is asked for. */
export const firstRows = 6;

/** A line of the Type Info table. */
export type TypeLine =
  | { readonly type: 'group'; readonly id: string; readonly group: TypeGroup; readonly open: boolean }
  | {
      readonly type: 'row';
      readonly group: TypeGroup;
      readonly row: TypeGroup['rows'][number];
      readonly position: number;
      readonly parent: number;
    }
  | {
      readonly type: 'more';
      readonly id: string;
      readonly group: TypeGroup;
      readonly rest: number;
      readonly parent: number;
    };

/** Names a group across openings of the file: what its rows have in common. */
export function groupId(group: TypeGroup): string {
  return `${group.mark}${group.message}`;
}

/**
 * The visible lines: each group with its first rows, then "Show 12 more". A group that is named in `closed` shows its
 * header only, one in `whole` all rows; one row alone is never left out.
 */
export function typeLines(
  groups: readonly TypeGroup[],
  closed: readonly string[],
  whole: ReadonlySet<string>,
): TypeLine[] {
  const lines: TypeLine[] = [];
  for (const group of groups) {
    const id = groupId(group);
    const open = !closed.includes(id);
    const parent = lines.length;
    lines.push({ type: 'group', id, group, open });
    if (!open) continue;
    const count = whole.has(id) || group.rows.length <= firstRows + 1 ? group.rows.length : firstRows;
    for (const [index, row] of group.rows.slice(0, count).entries()) {
      lines.push({ type: 'row', group, row, position: index + 1, parent });
    }
    if (count < group.rows.length) lines.push({ type: 'more', id, group, rest: group.rows.length - count, parent });
  }
  return lines;
}
