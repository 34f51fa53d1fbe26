import assert from 'node:assert/strict';
import fc from 'fast-check';
import { elideMiddle, elideUrl } from '../../../webview/ui/elide';

/** No half of a surrogate pair stands alone. */
const wellFormed = (text: string) => !/\p{Surrogate}/u.test(text);

describe('elision', () => {
  const table: readonly [text: string, max: number, wanted: string][] = [
    ['api.aadrm.com', 25, 'api.aadrm.com'],
    ['/sync/v2/feeds/me/settings/homeCloud', 36, '/sync/v2/feeds/me/settings/homeCloud'],
    ['/common/discovery/instance?api-version=1.1&x=2', 40, '/common/discovery/instance?…'],
    [
      '/6f1c2d94-8b0e-4c57-9a3e-21d7c0b5e8f4/discovery/keys?appid=ecd6b820',
      40,
      '/6f1c2d94-8b0e-4c57-9a3e-21d7c0b…/keys?…',
    ],
    ['/sync/v1/feeds/me/syncEntities/command/?client=Chromium', 30, '/sync/v1/feeds/me/…/command/?…'],
  ];
  for (const [text, max, wanted] of table) {
    it(`cuts ${text} to ${max}`, () => assert.equal(elideUrl(text, max), wanted));
  }

  it('keeps the last segment whole up to two thirds, cuts it beyond', () => {
    const long = `/a/${'x'.repeat(50)}`;
    assert.ok(elideUrl(long, 30).endsWith('x'.repeat(12)));
    assert.ok(!elideUrl(long, 30).includes(`/${'x'.repeat(20)}`));
  });

  it('never exceeds the room, never touches what fits, never splits a surrogate pair', () => {
    const text = fc.string({ unit: 'grapheme', maxLength: 120 });
    fc.assert(
      fc.property(text, fc.integer({ min: 8, max: 80 }), (value, max) => {
        for (const cut of [elideMiddle(value, max), elideUrl(value, max)]) {
          assert.ok(cut.length <= max, cut);
          if (value.length <= max) assert.equal(cut, value);
          assert.ok(wellFormed(cut) || !wellFormed(value));
        }
      }),
    );
  });
});
