import type { TreeNodeView, ValueView } from './views';

/** A tree-table whose children are read when somebody opens a node. */
export interface Tree {
  readonly roots: readonly TreeNodeView[];
  children(node: string, from: number, to: number): { total: number; nodes: readonly TreeNodeView[] };
  /** The whole value of a node whose text was cut; absent where nothing is cut. */
  whole?(node: string): ValueView;
}

/** A value longer than this is cut in a tree. */
const mostCharacters = 2000;

/** A leaf as a tree shows it: masked ones as they are, long ones cut. */
export function cutLeaf(value: ValueView): { readonly value: ValueView; readonly isCut?: true } {
  if (value.masked || value.text.length <= mostCharacters) return { value };
  return { value: { ...value, text: `${value.text.slice(0, mostCharacters)}…` }, isCut: true };
}
