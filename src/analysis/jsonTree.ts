import { memberOf, type Surroundings } from './masking';
import { cutLeaf, type Tree } from './tree';
import type { TreeNodeView, ValueView } from './views';

/** As many members stand side by side without a root. */
const maxRoots = 500;

/** How a leaf is shown: plainly, or as a masked chip when its name, its value or what it stands in asks for it. */
export type LeafView = (path: string, name: string, text: string, around: Surroundings) => ValueView;

/** A number that JavaScript cannot hold, as it is written. */
export class ExactNumber {
  constructor(readonly digits: string) {}

  toString(): string {
    return this.digits;
  }
}

/** A JSON value as a tree-table. Node ids are JSON pointers (RFC 6901). */
export class JsonTree implements Tree {
  readonly roots: readonly TreeNodeView[];
  /** Containers that were shown, by their pointer: a deep one is not walked to again. */
  private readonly seen = new Map<string, unknown>();

  constructor(
    private readonly value: unknown,
    private readonly leaf: LeafView,
  ) {
    const { total } = entriesOf(value);
    // A long list has a root of its own, below which its items come step by step.
    const isLong = total !== undefined && total > maxRoots;
    this.roots = total === undefined || isLong ? [this.node('', '', value)] : this.children('', 0, maxRoots).nodes;
  }

  children(node: string, from: number, to: number): { total: number; nodes: readonly TreeNodeView[] } {
    const { entries, total = 0 } = entriesOf(this.at(node));
    const nodes = entries.slice(from, to).map(([name, value]) => this.node(`${node}/${escapeName(name)}`, name, value));
    return { total, nodes };
  }

  whole(node: string): ValueView {
    const name = unescapeName(node.slice(node.lastIndexOf('/') + 1));
    return this.leafOf(node, name, String(this.at(node)));
  }

  /** A leaf with what it is a part of; beside a member called `value` one called `name` counts, too. */
  private leafOf(id: string, name: string, text: string): ValueView {
    const parent = id.slice(0, Math.max(0, id.lastIndexOf('/')));
    const beside = name === 'value' ? this.at(`${parent}/name`) : undefined;
    const within = parent.split('/').slice(1).map(unescapeName);
    return this.leaf(id, name, text, memberOf(name, within, typeof beside === 'string' ? beside : undefined));
  }

  private node(id: string, name: string, value: unknown): TreeNodeView {
    const { total } = entriesOf(value);
    if (total !== undefined) {
      this.seen.set(id, value);
      const type = Array.isArray(value) ? `array (${total})` : `object (${total})`;
      return { id, name, type, value: { text: '' }, meaning: '', hasChildren: total > 0 };
    }
    const text = value === null ? 'null' : String(value);
    const type = value === null ? 'null' : value instanceof ExactNumber ? 'number' : typeof value;
    return { id, name, type, ...cutLeaf(this.leafOf(id, name, text)), meaning: '', hasChildren: false };
  }

  private at(pointer: string): unknown {
    if (this.seen.has(pointer)) return this.seen.get(pointer);
    let value = this.value;
    for (const part of pointer.split('/').slice(1)) {
      const name = unescapeName(part);
      if (typeof value !== 'object' || value === null || !Object.hasOwn(value, name)) return undefined;
      value = (value as Record<string, unknown>)[name];
    }
    return value;
  }
}

function entriesOf(value: unknown): { entries: [string, unknown][]; total: number | undefined } {
  if (typeof value !== 'object' || value === null || value instanceof ExactNumber)
    return { entries: [], total: undefined };
  const entries = Object.entries(value);
  return { entries, total: entries.length };
}

function escapeName(name: string): string {
  return name.replace(/~/g, '~0').replace(/\//g, '~1');
}

function unescapeName(name: string): string {
  return name.replace(/~1/g, '/').replace(/~0/g, '~');
}
