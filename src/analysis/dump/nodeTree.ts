import type { Dump, DumpNode } from '../../artifacts/dump/model';

/** A node in its place in the tree of its data type. */
export interface NodeLine {
  readonly node: DumpNode;
  /** Position in {@link Dump.nodes}. */
  readonly index: number;
  /** 1 for nodes without a parent in the dump. */
  readonly level: number;
  /** Number of direct children. */
  readonly children: number;
}

/** Columns of a node line that the tree needs. */
const idAt = 0;
const parentAt = [7, 8] as const;

/**
 * The nodes of a data type in the order of their tree, parents first. The root of a type has no id; nodes whose parent
 * is not in the dump hang below the root when there is one. Circles of parents end where they close.
 */
export function nodeTree(dump: Pick<Dump, 'nodes'>, type: string): NodeLine[] {
  const own = dump.nodes.map((node, index) => ({ node, index })).filter(({ node }) => node.dataType === type);
  const byId = new Map<string, number>();
  for (const { node, index } of own) {
    const id = node.fields[idAt];
    if (id && !byId.has(id)) byId.set(id, index);
  }
  const root = own.find(({ node }) => isRoot(node))?.index;
  const children = new Map<number | undefined, { node: DumpNode; index: number }[]>();
  for (const one of own) {
    const parent = parentOf(one.node, one.index, byId, root);
    const list = children.get(parent);
    if (list) list.push(one);
    else children.set(parent, [one]);
  }
  const lines: NodeLine[] = [];
  const seen = new Set<number>();
  const add = (parent: number | undefined, level: number) => {
    // An own stack: a hostile dump may nest deeper than the call stack.
    const stack = [...(children.get(parent) ?? [])].reverse().map((one) => ({ one, level }));
    for (let next = stack.pop(); next; next = stack.pop()) {
      const { node, index } = next.one;
      if (seen.has(index)) continue;
      seen.add(index);
      const below = children.get(index) ?? [];
      lines.push({ node, index, level: next.level, children: below.length });
      for (const one of [...below].reverse()) stack.push({ one, level: next.level + 1 });
    }
  };
  add(undefined, 1);
  // What only hangs on itself is still listed.
  for (const one of own) {
    if (seen.has(one.index)) continue;
    seen.add(one.index);
    lines.push({ ...one, level: 1, children: 0 });
  }
  return lines;
}

/** Leaves out what lies below closed nodes. */
export function openLines(lines: readonly NodeLine[], closed: ReadonlySet<number>): NodeLine[] {
  const shown: NodeLine[] = [];
  let hidden = Number.POSITIVE_INFINITY;
  for (const line of lines) {
    if (line.level > hidden) continue;
    hidden = closed.has(line.index) ? line.level : Number.POSITIVE_INFINITY;
    shown.push(line);
  }
  return shown;
}

/** The node that stands for the type itself: no id. */
export function isRoot(node: DumpNode): boolean {
  return !node.fields[idAt];
}

function parentOf(
  node: DumpNode,
  index: number,
  byId: ReadonlyMap<string, number>,
  root: number | undefined,
): number | undefined {
  for (const at of parentAt) {
    const parent = byId.get(node.fields[at] ?? '');
    if (parent !== undefined && parent !== index) return parent;
  }
  return index === root || node.fields[idAt] === '' ? undefined : root;
}
