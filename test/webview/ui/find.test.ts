import assert from 'node:assert/strict';
import fc from 'fast-check';
import { sameLengthLower } from '../../../webview/ui/find';

describe('find within a text', () => {
  it('looks past upper case, also beside characters that grow in lower case', () => {
    assert.equal(sameLengthLower('Refresh Token ÄΩ'), 'refresh token äω');
    assert.equal(sameLengthLower('İstanbul: Token 😀'), 'İstanbul: token 😀');
    assert.equal(sameLengthLower('DİYARBAKIR Token').indexOf('token'), 11);
  });

  it('keeps every position', () => {
    fc.assert(
      fc.property(fc.string({ unit: 'binary' }), (text) => {
        assert.equal(sameLengthLower(`İ${text}`).length, text.length + 1);
      }),
    );
  });
});
