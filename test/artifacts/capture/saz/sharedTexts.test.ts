import assert from 'node:assert/strict';
import fc from 'fast-check';
import { SharedTexts } from '../../../../src/artifacts/capture/saz/sharedTexts';

describe('saz: texts that rows share', () => {
  it('are what was asked for, however many there are and however long', () => {
    const texts = new SharedTexts();
    fc.assert(
      fc.property(fc.array(fc.string({ maxLength: 200, unit: 'binary' }), { maxLength: 200 }), (asked) => {
        for (const text of [...asked, ...asked]) assert.equal(texts.of(text), text);
      }),
    );
  });
});
