import assert from 'node:assert/strict';
import { type Entry, shownEntries, splitPath } from '../../../webview/attachments/entries';

const entry = (path: string, formText = ''): Entry => ({
  path,
  size: 1,
  kind: formText ? 'sync-internals' : 'text',
  formText,
  recognized: formText !== '',
  nested: false,
});
const entries = [
  entry('a.png'),
  entry('case/dump.txt', 'Status dump'),
  entry('b.txt'),
  entry('x.saz', 'Fiddler archive'),
];

describe('attachments as shown', () => {
  it('lists recognized ones first, else in the order of the file', () => {
    const paths = shownEntries(entries, '').map(({ path }) => path);
    assert.deepEqual(paths, ['case/dump.txt', 'x.saz', 'a.png', 'b.txt']);
  });

  it('filters by path and by kind, regardless of case', () => {
    assert.deepEqual(
      shownEntries(entries, 'CASE/').map(({ path }) => path),
      ['case/dump.txt'],
    );
    assert.deepEqual(
      shownEntries(entries, 'fiddler').map(({ path }) => path),
      ['x.saz'],
    );
    assert.deepEqual(shownEntries(entries, 'nothing'), []);
  });

  it('splits folder and name', () => {
    assert.deepEqual(splitPath('a/b/c.txt'), { folder: 'a/b/', name: 'c.txt' });
    assert.deepEqual(splitPath('c.txt'), { folder: '', name: 'c.txt' });
  });
});
