import type { TreeNodeView } from './views';

/** A tree-table whose children are read when somebody opens a node. */
export interface Tree {
  readonly roots: readonly TreeNodeView[];
  children(node: string, from: number, to: number): { total: number; nodes: readonly TreeNodeView[] };
}
