import type { Tree } from './tree';
import type { TreeNodeView, ValueView } from './views';

/** Text of a leaf longer than this is cut in the tree; the text view has all of it. */
const maxLeaf = 2000;

/** How a leaf is shown: plainly, or as a masked chip when its name or value asks for it. */
export type LeafView = (path: string, name: string, text: string) => ValueView;

/** A JSON value as a tree-table. Node ids are JSON pointers (RFC 6901). */
export class JsonTree implements Tree {
  readonly roots: readonly TreeNodeView[];

  constructor(
    private readonly value: unknown,
    private readonly leaf: LeafView,
  ) {
    const { total } = entriesOf(value);
    this.roots = total === undefined ? [this.node('', '', value)] : this.children('', 0, 500).nodes;
  }

  children(node: string, from: number, to: number): { total: number; nodes: readonly TreeNodeView[] } {
    const { entries, total = 0 } = entriesOf(this.at(node));
    const nodes = entries.slice(from, to).map(([name, value]) => this.node(`${node}/${escapeName(name)}`, name, value));
    return { total, nodes };
  }

  private node(id: string, name: string, value: unknown): TreeNodeView {
    const { total } = entriesOf(value);
    if (total !== undefined) {
      const type = Array.isArray(value) ? `array (${total})` : `object (${total})`;
      return { id, name, type, value: { text: '' }, meaning: '', hasChildren: total > 0 };
    }
    const text = value === null ? 'null' : String(value);
    const shown = this.leaf(id, name, text.length > maxLeaf ? `${text.slice(0, maxLeaf)}…` : text);
    return { id, name, type: value === null ? 'null' : typeof value, value: shown, meaning: '', hasChildren: false };
  }

  private at(pointer: string): unknown {
    let value = this.value;
    for (const part of pointer.split('/').slice(1)) {
      const name = part.replace(/~1/g, '/').replace(/~0/g, '~');
      if (typeof value !== 'object' || value === null || !Object.hasOwn(value, name)) return undefined;
      value = (value as Record<string, unknown>)[name];
    }
    return value;
  }
}

function entriesOf(value: unknown): { entries: [string, unknown][]; total: number | undefined } {
  if (typeof value !== 'object' || value === null) return { entries: [], total: undefined };
  const entries = Object.entries(value);
  return { entries, total: entries.length };
}

function escapeName(name: string): string {
  return name.replace(/~/g, '~0').replace(/\//g, '~1');
}
