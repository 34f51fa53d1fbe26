import assert from 'node:assert/strict';
import fc from 'fast-check';
import { explainIdentifier, findIdentifiers } from '../../../src/decoders/identifiers';
import { claimKeys } from '../../../src/decoders/token/claimKeys';
import { expectedAudiences } from '../../../src/knowledge/audiences';
import { claimNames } from '../../../src/knowledge/claims';
import { text } from '../../../src/text';
import { fuzzRuns } from '../../fixtures/fuzz';

const say = (value: string): string =>
  explainIdentifier(value)
    .map((one) => text(one, 'en'))
    .join('; ');

describe('identifiers', () => {
  const cases: readonly (readonly [string, RegExp | ''])[] = [
    ['ecd6b820-32c2-49b6-98a6-444530e5a77a', /^Application Microsoft Edge/],
    ['{ECD6B820-32C2-49B6-98A6-444530E5A77A}', /^Application Microsoft Edge/],
    ['00000012-0000-0000-c000-000000000000', /Rights Management/],
    ['https://aadrm.com/', /service Microsoft Rights Management/],
    ['https://contoso.aadrm.com', /service Microsoft Rights Management/],
    ['https://edgesync.microsoft.com', /Edge sync/],
    ['9188040d-6c67-4c5b-b112-36a304b66dad', /^Tenant: Microsoft \(personal accounts\)/],
    ['00000000-0000-0000-0000-000000000000', /Nil GUID/],
    ['12345678-9abc-def0-1234-56789abcdef0', /no public list names/],
    ['https://contoso.com', ''],
    ['no id', ''],
  ];
  for (const [value, expected] of cases) {
    it(value, () => (expected === '' ? assert.equal(say(value), '') : assert.match(say(value), expected)));
  }

  it('finds the ones that have names', () => {
    const source = 'app ecd6b820-32c2-49b6-98a6-444530e5a77a user 12345678-9abc-def0-1234-56789abcdef0';
    assert.deepEqual(
      findIdentifiers(source).map((found) => [found.span.start, found.value]),
      [[4, 'ecd6b820-32c2-49b6-98a6-444530e5a77a']],
    );
  });

  it('knows whose tokens the hosts of sync take', () => {
    assert.deepEqual(expectedAudiences('api.aadrm.com', '/my/v2/enduserlicenses'), [
      '00000012-0000-0000-c000-000000000000',
    ]);
    assert.deepEqual(expectedAudiences('edge.microsoft.com', '/other'), []);
    assert.equal(
      expectedAudiences('edge.microsoft.com', '/sync/v1/feeds/me/syncEntities')[0],
      'a4f2693f-129c-4b96-982b-2c364b8314d7',
    );
    assert.deepEqual(expectedAudiences('www.contoso.com', '/'), []);
  });

  it('every known claim has its sentence', () => {
    assert.deepEqual(
      claimNames.filter((name) => !claimKeys[name]),
      [],
    );
  });

  it('fuzz, any input is answered', () => {
    const hex = fc.stringMatching(/^[0-9a-f-]{0,40}$/);
    fc.assert(
      fc.property(fc.oneof(hex, fc.string({ maxLength: 60 }), fc.webUrl()), (source) => {
        explainIdentifier(source);
        findIdentifiers(source);
      }),
      { numRuns: fuzzRuns(20_000) },
    );
  });
});
