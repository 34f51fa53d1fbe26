import assert from 'node:assert/strict';
import fc from 'fast-check';
import { textTest } from '../../src/query/tests';
import { fuzzRuns } from '../fixtures/fuzz';

const letters = fc.constantFrom(...'aAbBzZ.\\$^()[]{}+?|/-_%&=: \n\u00e4\u00c4');
const text = fc.string({ unit: letters, maxLength: 30 });
const short = fc.string({ unit: letters, maxLength: 3 });
const lower = (one: string): string => one.toLowerCase();

describe('query: words against texts', () => {
  it('finds a word wherever it stands, in any letters', () => {
    fc.assert(
      fc.property(text, short, text, (before, word, after) => {
        const test = textTest({ type: 'quoted', text: word });
        assert.ok(test(`${before}${word.toUpperCase()}${after}`));
        assert.equal(test(before), lower(before).includes(lower(word)));
        const whole = textTest({ type: 'quoted', text: word }, true);
        assert.equal(whole(after), lower(after) === lower(word));
      }),
      { numRuns: fuzzRuns(2000) },
    );
  });

  it('takes a star for any text', () => {
    fc.assert(
      fc.property(fc.array(short, { minLength: 2, maxLength: 5 }), fc.array(text, { maxLength: 5 }), (pieces, fill) => {
        const test = textTest({ type: 'word', text: pieces.join('*') });
        const filled = pieces.map((piece, i) => (i === 0 ? piece : `${fill[i - 1] ?? ''}${piece}`)).join('');
        assert.ok(test(filled.toUpperCase().length === filled.length ? filled.toUpperCase() : filled));
        for (const other of fill) assert.equal(test(other), fits(lower(other), pieces.map(lower)));
      }),
      { numRuns: fuzzRuns(2000) },
    );
  });

  it('takes time linear in the text however many stars there are', () => {
    const test = textTest({ type: 'word', text: `${'*a'.repeat(200)}*b*c` });
    assert.equal(test('a'.repeat(300_000)), false);
  });
});

/** Tries every way to lay the pieces into the text. */
function fits(whole: string, pieces: readonly string[]): boolean {
  const [first = '', ...rest] = pieces;
  if (rest.length === 0) return whole === first;
  if (!whole.startsWith(first)) return false;
  for (let skip = first.length; skip <= whole.length; skip++) if (fits(whole.slice(skip), rest)) return true;
  return false;
}
