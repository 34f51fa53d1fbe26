import type { Tree } from './tree';
import type { TreeNodeView } from './views';

/** As many matches are opened. */
const mostMatches = 200;
/** As many nodes are looked at: a tree may hold millions. */
const mostNodes = 20_000;
/** Nodes deeper than this are not looked at. */
const deepest = 2000;
const step = 500;

/** What must be open for a reader to see the matches of a text. */
export interface TreeMatches {
  /** Nodes to open, parents first, with the number of children that must be there. */
  readonly open: readonly { readonly node: string; readonly children: number }[];
  /** False when there was more to look at than is looked at. */
  readonly whole: boolean;
}

interface Level {
  readonly node: string | undefined;
  nodes: readonly TreeNodeView[];
  total: number;
  /** Position of the child that is looked at. */
  at: number;
}

/** Looks for a text in names, values and meanings, regardless of case; a masked value is never looked into. */
export function findInTree(tree: Tree, text: string): TreeMatches {
  const wanted = text.toLowerCase();
  const open = new Map<string, number>();
  const levels: Level[] = [{ node: undefined, nodes: tree.roots, total: tree.roots.length, at: 0 }];
  let matches = 0;
  let seen = 0;
  let whole = true;
  for (let level = levels.at(-1); level; level = levels.at(-1)) {
    if (level.at >= level.nodes.length && level.nodes.length < level.total && level.node !== undefined) {
      const more = tree.children(level.node, level.nodes.length, level.nodes.length + step).nodes;
      level.nodes = [...level.nodes, ...more];
      if (more.length === 0) level.total = level.nodes.length;
    }
    const node = level.nodes[level.at];
    if (!node) {
      levels.pop();
      continue;
    }
    level.at++;
    if (++seen > mostNodes || matches >= mostMatches) return { open: listed(open), whole: false };
    if (isMatch(node, wanted)) {
      matches++;
      for (const { node: parent, at } of levels) {
        if (parent !== undefined) open.set(parent, Math.max(open.get(parent) ?? 0, at));
      }
    }
    if (!node.hasChildren) continue;
    if (levels.length >= deepest) {
      whole = false;
      continue;
    }
    const { total, nodes } = tree.children(node.id, 0, step);
    levels.push({ node: node.id, nodes, total, at: 0 });
  }
  return { open: listed(open), whole };
}

function listed(open: ReadonlyMap<string, number>): TreeMatches['open'] {
  return [...open].map(([node, children]) => ({ node, children }));
}

function isMatch({ name, value, meaning }: TreeNodeView, wanted: string): boolean {
  return [name, value.masked ? '' : value.text, meaning].some((text) => text.toLowerCase().includes(wanted));
}
