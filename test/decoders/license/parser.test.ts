import assert from 'node:assert/strict';
import { readFileSync } from 'node:fs';
import path from 'node:path';
import { nestingFault, parseXml } from '../../../src/decoders/license/xml';
import { root } from '../../rooms/sources';

describe('license: the XML parser', () => {
  it('is not older than the version whose places are right', () => {
    const { version } = JSON.parse(
      readFileSync(path.join(root, 'node_modules/fast-xml-parser/package.json'), 'utf8'),
    ) as { version: string };
    const [major = 0, minor = 0] = version.split('.').map(Number);
    assert.ok(major > 5 || (major === 5 && minor >= 12), version);
  });

  it('keeps values as written', () => {
    const element = parseXml('<A n="065537" t="true"><B>0012345678</B><C>R&amp;D &#228;&#xe4;</C><D>1e5</D></A>', 0);
    assert.deepEqual(element?.attributes, { n: '065537', t: 'true' });
    assert.deepEqual(
      element?.children.map(({ text }) => text),
      ['0012345678', 'R&D \u00e4\u00e4', '1e5'],
    );
  });

  it('gives places that hold behind line breaks of Windows', () => {
    const source = '<A>\r\n  <B>x</B>\r\n</A>';
    const inner = parseXml(source, 100)?.children[0];
    assert.equal(source.slice((inner?.span.start ?? 0) - 100, (inner?.span.end ?? 0) - 100), '<B>x</B>');
  });

  it('refuses deep nesting and hostile names', () => {
    assert.equal(parseXml('<a>'.repeat(5000), 0), undefined);
    assert.equal(parseXml('<__proto__>x</__proto__>', 0), undefined);
    assert.equal(({} as { x?: unknown }).x, undefined);
  });

  it('names the first fault of nesting with its place', () => {
    const cases: readonly (readonly [string, ReturnType<typeof nestingFault>])[] = [
      ['<a><b/><c d=">" e=\'/\'>x</c></a>', undefined],
      ['<a ><!-- <b> --><![CDATA[<c>]]><?d <e> ?></a >', undefined],
      ['<ab><a></a></ab>', undefined],
      ['<a><b></a></b>', { kind: 'crossed', name: 'b', at: 6 }],
      ['<a><ab></a></ab>', { kind: 'crossed', name: 'ab', at: 7 }],
      ['<a><b></b>', { kind: 'unclosed', name: 'a', at: 0 }],
      ['<a></a></b>', { kind: 'unopened', name: 'b', at: 7 }],
      ['<a><b c="1" <d/></a>', { kind: 'broken-tag', name: 'b', at: 3 }],
      ['<a><b c="1></a>', { kind: 'broken-tag', name: 'b', at: 3 }],
      ['<a></a', { kind: 'broken-tag', name: 'a', at: 3 }],
      ['<a><!-- </a>', { kind: 'broken-tag', name: '!--', at: 3 }],
    ];
    for (const [text, fault] of cases) {
      assert.deepEqual(nestingFault(text, 0, text.length), fault, text);
      const placed = fault && { ...fault, at: fault.at + 3 };
      // What stands around the part is not looked at, whatever it would close.
      assert.deepEqual(nestingFault(`<x>${text} -->"></x>`, 3, 3 + text.length), placed, text);
    }
  });
});
