import assert from 'node:assert/strict';
import fc from 'fast-check';
import { decodeToken, explainToken, findTokens, maskedTokenText } from '../../../src/decoders/token';
import { FuzzWatch, fuzzRuns } from '../../fixtures/fuzz';
import { edgeClaims, makeMsaTicket, makePrtCookie, makeRefreshToken, makeToken } from '../../fixtures/token/make';

const issued = 1_763_800_000;
const small = makeToken({ aud: 'https://aadrm.com', iss: 'x', exp: issued, scp: 'a' }, { alg: 'HS256' });
const seeds = [
  makeToken(edgeClaims(issued)),
  `Authorization: Bearer ${small}`,
  `{"access_token":"${small}","refresh_token":"${makeRefreshToken()}"}`,
  makePrtCookie('1.AQ', issued),
  `MSAuth1.0 actortoken="Bearer ${small}", accesstoken="Bearer ${small}", type="PFAT"`,
  '{"alg":"none","typ":"JWT"}.{"aud":"x","exp":1}.[Signature]',
  `t=${makeMsaTicket()}&x`,
  `SAMLResponse=${Buffer.from('<saml:Assertion ID="a"><saml:Issuer>x</saml:Issuer></saml:Assertion>').toString('base64')}`,
];

const piece = fc.constantFrom(
  '.',
  '..',
  '...',
  '%',
  '%2E',
  '\\n',
  '\r\n',
  '=',
  '"',
  'eyJ',
  '{',
  '}',
  '}.{',
  '\0',
  '…',
  '-',
  '/',
  'Bearer ',
  ' ',
  '__proto__',
  'constructor',
);
const change = fc.record({
  kind: fc.constantFrom('put', 'cut', 'remove', 'double'),
  at: fc.nat(3000),
  piece,
  length: fc.nat(40),
});

function mutate(text: string, changes: readonly { kind: string; at: number; piece: string; length: number }[]): string {
  let current = text;
  for (const { kind, at, piece: put, length } of changes) {
    const place = current.length === 0 ? 0 : at % current.length;
    if (kind === 'put') current = current.slice(0, place) + put + current.slice(place);
    else if (kind === 'cut') current = current.slice(0, place);
    else if (kind === 'remove') current = current.slice(0, place) + current.slice(place + length);
    else current = current.slice(0, place) + current.slice(Math.max(0, place - length));
  }
  return current;
}

describe('token: fuzz', () => {
  it('mutated texts neither throw nor hang, and spans lie in the text', () => {
    let count = 0;
    const watch = new FuzzWatch();
    fc.assert(
      fc.property(fc.nat(seeds.length - 1), fc.array(change, { minLength: 1, maxLength: 4 }), (index, changes) => {
        const source = mutate(seeds[index] ?? '', changes);
        watch.run(() => {
          let end = 0;
          for (const found of findTokens(source)) {
            count++;
            assert.ok(found.span.start >= end && found.span.end > found.span.start && found.span.end <= source.length);
            assert.equal(source.slice(found.span.start, found.span.end), found.raw);
            end = found.span.end;
          }
          const token = decodeToken(source);
          if (!token) return;
          for (const claim of token.claims) {
            if (token.format === 'saml' || token.format === 'saml-request') continue;
            assert.equal(token.payloadText.slice(claim.valueSpan.start, claim.valueSpan.end), claim.text);
          }
          explainToken(token, { host: 'api.aadrm.com', requestTime: issued * 1000 });
          maskedTokenText(token);
        });
      }),
      { numRuns: fuzzRuns(20_000) },
    );
    watch.check('tokens');
    assert.ok(count > 1000, 'the mutations must leave tokens to find');
  });

  it('any input of token characters', () => {
    const watch = new FuzzWatch();
    const text = fc
      .array(fc.oneof(piece, fc.string({ maxLength: 8 })), { maxLength: 30 })
      .map((parts) => parts.join(''));
    fc.assert(
      fc.property(text, (source) => {
        watch.run(() => {
          findTokens(source);
          decodeToken(source);
        });
      }),
      { numRuns: fuzzRuns(5_000) },
    );
    watch.check('texts of token characters');
  });
});
