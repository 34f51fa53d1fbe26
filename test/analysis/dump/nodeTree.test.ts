import assert from 'node:assert/strict';
import fc from 'fast-check';
import { nodeTree, openLines } from '../../../src/analysis/dump/nodeTree';
import type { DumpNode } from '../../../src/artifacts/dump/model';

const node = (id: string, parent: string, dataType = 'Bookmarks'): DumpNode => {
  const fields = Array<string>(14).fill('');
  fields[0] = id;
  fields[7] = parent;
  fields[11] = dataType;
  return { dataType, fields, specifics: '', serverSpecifics: '', span: { start: 0, end: 0 } };
};
const shape = (nodes: DumpNode[], type = 'Bookmarks') =>
  nodeTree({ nodes }, type).map((line) => `${'  '.repeat(line.level - 1)}${line.node.fields[0] || '(root)'}`);

describe('tree of nodes', () => {
  it('puts children below their parents, in the order of the dump', () => {
    const nodes = [node('b', 'a'), node('ROOT', 'r'), node('a', 'ROOT'), node('x', 'r', 'Apps'), node('c', 'a')];
    assert.deepEqual(shape(nodes), ['ROOT', '  a', '    b', '    c']);
    assert.deepEqual(shape(nodes, 'Apps'), ['x']);
  });

  it('hangs nodes without a known parent below the root of the type', () => {
    assert.deepEqual(shape([node('one', ''), node('', 'r'), node('two', 'gone')]), ['(root)', '  one', '  two']);
  });

  it('lists every node once, whatever the parents say', () => {
    const ids = fc.constantFrom('', 'a', 'b', 'c', 'd');
    fc.assert(
      fc.property(fc.array(fc.tuple(ids, ids), { maxLength: 12 }), (given) => {
        const nodes = given.map(([id, parent]) => node(id, parent));
        const seen = nodeTree({ nodes }, 'Bookmarks').map(({ index }) => index);
        assert.deepEqual(
          [...seen].sort((a, b) => a - b),
          nodes.map((_, index) => index),
        );
      }),
    );
  });

  it('survives a chain of 100 000 nodes', () => {
    const nodes = Array.from({ length: 100_000 }, (_, index) => node(`n${index}`, index ? `n${index - 1}` : 'r'));
    assert.equal(nodeTree({ nodes }, 'Bookmarks').at(-1)?.level, 100_000);
  });

  it('leaves out what lies below closed nodes', () => {
    const lines = nodeTree({ nodes: [node('a', 'r'), node('b', 'a'), node('c', 'b'), node('d', 'r')] }, 'Bookmarks');
    assert.deepEqual(
      openLines(lines, new Set([1])).map(({ node: one }) => one.fields[0]),
      ['a', 'b', 'd'],
    );
  });
});
