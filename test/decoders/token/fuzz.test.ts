import assert from 'node:assert/strict';
import fc from 'fast-check';
import {
  decodeFound,
  decodeToken,
  explainToken,
  findTokens,
  maskedTokenText,
  tokenJson,
} from '../../../src/decoders/token';
import { nodePlatform } from '../../../src/platform/node';
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

/** Checks what every decoder of tokens promises of any text; the number of tokens found. */
function decodeAll(source: string): number {
  let end = 0;
  let count = 0;
  for (const found of findTokens(source)) {
    count++;
    assert.ok(found.span.start >= end && found.span.end > found.span.start && found.span.end <= source.length);
    assert.equal(source.slice(found.span.start, found.span.end), found.raw);
    end = found.span.end;
    const token = decodeFound(found, { platform: nodePlatform });
    tokenJson(token, { language: 'de', host: 'api.aadrm.com', requestTime: issued * 1000 });
  }
  const token = decodeToken(source);
  if (!token) return count;
  for (const claim of token.claims) {
    if (token.format === 'saml' || token.format === 'saml-request') continue;
    assert.equal(token.payloadText.slice(claim.valueSpan.start, claim.valueSpan.end), claim.text);
  }
  explainToken(token, { host: 'api.aadrm.com', requestTime: issued * 1000 });
  maskedTokenText(token);
  return count;
}

function fuzz(name: string, from: readonly string[], least: number): void {
  let count = 0;
  const watch = new FuzzWatch();
  fc.assert(
    fc.property(fc.nat(from.length - 1), fc.array(change, { minLength: 1, maxLength: 4 }), (index, changes) => {
      const source = mutate(from[index] ?? '', changes);
      watch.run(() => {
        count += decodeAll(source);
      });
    }),
    { numRuns: fuzzRuns(20_000) },
  );
  watch.check(name);
  assert.ok(count > least, `${name}: the mutations must leave tokens to find, ${count}`);
}

const assertion =
  '<saml:Assertion xmlns:saml="urn:oasis:names:tc:SAML:2.0:assertion" ID="a" IssueInstant="2026-11-22T09:12:31Z"><saml:Issuer>x</saml:Issuer><saml:Conditions NotBefore="2026-11-22T09:12:31Z" NotOnOrAfter="2026-11-22T10:12:31Z"><saml:Audience>urn:x</saml:Audience></saml:Conditions><saml:Attribute Name="a"><saml:AttributeValue>1</saml:AttributeValue></saml:Attribute><ds:SignatureValue>YWJj</ds:SignatureValue></saml:Assertion>';
const samlRequest =
  '<samlp:AuthnRequest xmlns:samlp="urn:oasis:names:tc:SAML:2.0:protocol" ID="a1" Destination="https://x"/>';
const deflated = Buffer.from(nodePlatform.compress('deflate-raw', Buffer.from(samlRequest))).toString('base64');
const saml = [
  assertion,
  `SAMLResponse=${encodeURIComponent(Buffer.from(`<samlp:Response>${assertion}</samlp:Response>`).toString('base64'))}`,
  `{"wresult":"${Buffer.from(assertion, 'utf16le').toString('base64')}"}`,
  `https://x/saml2?SAMLRequest=${encodeURIComponent(deflated)}&RelayState=a`,
];
const msa = [
  `Authorization: WLID1.0 t=${makeMsaTicket()}`,
  `WLID1.0 t="${makeMsaTicket().replaceAll('/', '%2f')}"`,
  `MSAuth1.0 usertoken="${makeMsaTicket()}", type="MSACT"`,
  `MSAuth1.0 actortoken="Bearer ${small}", accesstoken="Bearer ${small}", type="PFAT"`,
  `Authorization: XBL3.0 x=123;${makeMsaTicket()}`,
  'code=M.C507_BL2.2.U.6f1c2d94-8b0e-4c57-9a3e-21d7c0b5e8f4',
  `Negotiate YII${'Ab3d'.repeat(40)}`,
];

describe('token: fuzz', () => {
  it('mutated texts neither throw nor hang, and spans lie in the text', () => fuzz('tokens', seeds, 1000));

  it('mutated SAML: XML, Base64, UTF-16, deflated', () => fuzz('SAML', saml, 1000));

  it('mutated tickets and headers of personal accounts', () => fuzz('tickets', msa, 1000));

  it('any input of token characters', () => {
    const watch = new FuzzWatch();
    const text = fc
      .array(fc.oneof(piece, fc.string({ maxLength: 8 })), { maxLength: 30 })
      .map((parts) => parts.join(''));
    fc.assert(
      fc.property(text, (source) => {
        watch.run(() => {
          decodeAll(source);
        });
      }),
      { numRuns: fuzzRuns(20_000) },
    );
    watch.check('texts of token characters');
  });
});
