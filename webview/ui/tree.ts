import type { TreeNodeView } from '../../src/analysis/views';

/** Children of a node that were loaded so far. */
export interface LoadedChildren {
  readonly total: number;
  readonly nodes: readonly TreeNodeView[];
}

export interface TreeState {
  readonly open: ReadonlySet<string>;
  readonly children: ReadonlyMap<string, LoadedChildren>;
}

/** A line of the tree table: a node, or "Show 500 more" under a parent. */
export type TreeLine =
  | {
      readonly type: 'node';
      readonly node: TreeNodeView;
      readonly level: number;
      readonly parent: number;
      readonly position: number;
      readonly size: number;
    }
  | {
      readonly type: 'more';
      readonly parentId: string;
      readonly level: number;
      readonly rest: number;
      readonly parent: number;
    };

/** Most children loaded in one step. */
export const childStep = 500;

/** The visible lines of a tree, depth first; levels start at 1, `parent` is the index of the parent's line or -1. */
export function treeLines(roots: readonly TreeNodeView[], state: TreeState): TreeLine[] {
  const lines: TreeLine[] = [];
  const add = (nodes: readonly TreeNodeView[], level: number, parent: number, size: number) => {
    nodes.forEach((node, index) => {
      const line = lines.length;
      lines.push({ type: 'node', node, level, parent, position: index + 1, size });
      if (!node.hasChildren || !state.open.has(node.id)) return;
      const loaded = state.children.get(node.id);
      if (!loaded) return;
      add(loaded.nodes, level + 1, line, loaded.total);
      const rest = loaded.total - loaded.nodes.length;
      if (rest > 0) lines.push({ type: 'more', parentId: node.id, level: level + 1, rest, parent: line });
    });
  };
  add(roots, 1, -1, roots.length);
  return lines;
}
