import assert from 'node:assert/strict';
import { readStartTag } from '../../../../src/analysis/capture/body/startTag';
import { XmlTree } from '../../../../src/analysis/capture/body/xml';
import { staysQuick } from '../../../fixtures/watch';

describe('the start tag of an element', () => {
  it('has its attributes where they stand', () => {
    const text = `x<a b="1" c='>' d = "/">y</a>`;
    const { end, attributes } = readStartTag(text, 1);
    assert.equal(text.slice(end), 'y</a>');
    assert.deepEqual(
      [...attributes].map(([name, span]) => `${name}: ${text.slice(span.start, span.end).trim()}`),
      ['b: b="1"', `c: c='>'`, 'd: d = "/"'],
    );
  });

  it('is read once, however many attributes it has', async () => {
    const many = Array.from({ length: 60_000 }, (_, at) => `a${at}="1"`).join(' ');
    const tree = XmlTree.read(`<r ${many}></r>`, (_path, _name, text) => ({ text }));
    assert.ok(tree);
    await staysQuick('many attributes', () => assert.equal(tree.children('0', 0, 500).nodes.length, 500));
  });
});
