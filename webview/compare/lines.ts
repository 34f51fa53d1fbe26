import type { Result } from '../../src/analysis/protocol';

export type Change = Result<'compare'>['changes'][number];

/** A line of the comparison: a part of the files, or one value that differs. */
export type CompareLine =
  | { readonly type: 'group'; readonly place: string; readonly count: number; readonly open: boolean }
  | {
      readonly type: 'change';
      readonly change: Change;
      readonly position: number;
      readonly size: number;
      readonly parent: number;
    };

/** The changes by place, in the order in which the places come; closed places show their header only. */
export function compareLines(changes: readonly Change[], closed: readonly string[]): CompareLine[] {
  const groups = new Map<string, Change[]>();
  for (const change of changes) {
    const group = groups.get(change.place);
    if (group) group.push(change);
    else groups.set(change.place, [change]);
  }
  const lines: CompareLine[] = [];
  for (const [place, group] of groups) {
    const open = !closed.includes(place);
    const parent = lines.length;
    lines.push({ type: 'group', place, count: group.length, open });
    if (!open) continue;
    for (const [index, change] of group.entries()) {
      lines.push({ type: 'change', change, position: index + 1, size: group.length, parent });
    }
  }
  return lines;
}

interface Found {
  readonly id: string;
  readonly rootCause: boolean;
  readonly severity: string;
}

/** What became of the findings: counts, and whether the root causes are gone. */
export function findingsChange(before: readonly Found[], after: readonly Found[]) {
  const ids = new Set(after.map(({ id }) => id));
  const earlier = new Set(before.map(({ id }) => id));
  const grave = ({ rootCause, severity }: Found) => rootCause && (severity === 'error' || severity === 'warning');
  const causes = before.filter(grave);
  const staying = causes.filter(({ id }) => ids.has(id));
  const added = after.filter((one) => grave(one) && !earlier.has(one.id));
  return {
    before: before.length,
    after: after.length,
    gone: before.filter(({ id }) => !ids.has(id)).length,
    added: after.filter(({ id }) => !earlier.has(id)).length,
    stays: before.filter(({ id }) => ids.has(id)).length,
    result:
      added.length > 0
        ? ('new' as const)
        : causes.length === 0
          ? ('none' as const)
          : staying.length === 0
            ? ('removed' as const)
            : ('stays' as const),
  };
}
