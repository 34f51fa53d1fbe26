import assert from 'node:assert/strict';
import { CompactEncrypt, importJWK } from 'jose';
import {
  decodeToken,
  decryptToken,
  signatureWithoutKeys,
  tokenContent,
  tokenJson,
  verifyAll,
} from '../../../src/decoders/token';
import type { Token } from '../../../src/decoders/token/model';
import claims from '../../../src/knowledge/data/claims.json';
import { nodePlatform } from '../../../src/platform/node';
import { text } from '../../../src/text';
import {
  edgeClaims,
  jwks,
  makeMsaTicket,
  makePrtCookie,
  makeRefreshToken,
  makeSigningKey,
  makeToken,
  tenantId,
} from '../../fixtures/token/make';

const issued = 1_763_800_000;
const access = makeToken(edgeClaims(issued));
const secretKey = { kty: 'oct', k: Buffer.alloc(16, 7).toString('base64url'), kid: 'own' };

function decoded(raw: string, name = ''): Token {
  const token = decodeToken(raw, { name, platform: nodePlatform });
  assert.ok(token);
  return token;
}

async function encrypted(content: string): Promise<string> {
  const key = await importJWK(secretKey, 'A128GCM');
  return new CompactEncrypt(new TextEncoder().encode(content))
    .setProtectedHeader({ alg: 'dir', enc: 'A128GCM', kid: 'own' })
    .encrypt(key);
}

const part = (value: object): string => Buffer.from(JSON.stringify(value)).toString('base64url');

describe('token: signatures without keys', () => {
  const cases: readonly (readonly [string, string, string, RegExp])[] = [
    ['an ordinary token', access, 'not-checked', /no keys given/],
    ['unsigned', makeToken({ a: 1 }, { alg: 'none' }), 'unsigned', /nothing to check/],
    ['HMAC', makeToken({ a: 1 }, { alg: 'HS256' }), 'not-checkable', /secret key \(HS256\)/],
    ['device cookie', makePrtCookie(makeRefreshToken(), issued), 'not-checkable', /session key of the device/],
    ['encrypted', `${part({ alg: 'dir', enc: 'A256GCM' })}..YWJj.YWJj.YWJj`, 'not-checkable', /Encrypted/],
    ['opaque', makeMsaTicket(), 'not-checkable', /Opaque/],
    ['cut', `${access.slice(0, 300)}...`, 'not-checkable', /Cut/],
    ['printed', '{"alg":"RS256","typ":"JWT"}.{"aud":"x"}.[Signature]', 'not-checkable', /Printed/],
  ];
  for (const [title, raw, state, words] of cases) {
    it(title, () => {
      const check = signatureWithoutKeys(decoded(raw));
      assert.equal(check.state, state);
      assert.match(text(check.words, 'en'), words);
      assert.equal(tokenJson(decoded(raw), { language: 'en' }).signature.state, state);
    });
  }
});

describe('token: layers', () => {
  const other = makeSigningKey('proof-key');

  it('checks the token inside a proof on its own', async () => {
    const token = decoded(makeToken({ at: access, ts: issued }, { key: other, header: { typ: 'pop' } }));
    const checks = await verifyAll(token, { jwks: jwks(), from: 'file' });
    const json = tokenJson(token, { language: 'en', checks });
    assert.equal(json.signature.state, 'key-missing');
    assert.equal(json.inner[0]?.token.signature.state, 'verified');
  });

  it('opens an encrypted token with a key of the user and explains what lies inside', async () => {
    const signed = await decryptToken(decoded(await encrypted(access)), { keys: [other.jwk, secretKey] });
    assert.equal(signed?.inner[0]?.token.format, 'jws');
    assert.equal(signed?.tenant, tenantId);
    const plain = await decryptToken(decoded(await encrypted(JSON.stringify(edgeClaims(issued)))), secretKey);
    assert.equal(plain?.claims.find(({ name }) => name === 'tid')?.value, tenantId);
    assert.equal(plain?.times.issued, issued * 1000);
    const answer = await decryptToken(
      decoded(await encrypted(JSON.stringify({ expires_in: 1, id_token: access }))),
      secretKey,
    );
    assert.deepEqual(
      answer?.claims.map(({ name }) => name),
      ['expires_in', 'id_token'],
    );
    const wrong = { ...secretKey, k: Buffer.alloc(16, 8).toString('base64url') };
    assert.equal(await decryptToken(decoded(await encrypted(access)), wrong), undefined);
    assert.equal(await decryptToken(decoded(access), secretKey), undefined);
  });
});

describe('token: content that is no claims', () => {
  const shown = (payload: string): string | undefined =>
    tokenContent(decoded(`${part({ alg: 'RS256' })}.${Buffer.from(payload).toString('base64url')}.YWJj`));

  it('shows text', () => {
    assert.equal(shown('It is a dangerous business'), 'It is a dangerous business');
    assert.equal(shown('{"a":1}'), undefined);
  });

  it('shows damaged JSON without its secrets', () => {
    const refresh = makeRefreshToken();
    const said = shown(`{"a":"b","refresh_token":"${refresh.slice(0, 30)}`) ?? '';
    assert.match(said, /^\{"a":"b","refresh_token":"\[token, 30 characters\]$/);
    assert.ok(!(shown(`words and ${refresh} more`) ?? '').includes(refresh.slice(60, 100)));
  });

  it('shows the XML of SAML without its signature', () => {
    const xml =
      '<saml:Assertion xmlns:saml="urn:oasis:names:tc:SAML:2.0:assertion"><saml:Issuer>x</saml:Issuer><ds:SignatureValue>c2VjcmV0</ds:SignatureValue></saml:Assertion>';
    const said = tokenContent(decoded(`SAMLResponse=${Buffer.from(xml).toString('base64')}`)) ?? '';
    assert.match(said, /<saml:Issuer>x</);
    assert.doesNotMatch(said, /c2VjcmV0/);
  });
});

describe('token: claims in words', () => {
  it('has a sentence for every claim of the table', () => {
    for (const key of Object.keys(claims.claims)) {
      const isHeader = key.startsWith('header.');
      const name = key.replace('header.', '');
      const token = decoded(isHeader ? makeToken({ a: 1 }, { header: { [name]: 'x' } }) : makeToken({ [name]: 'x' }));
      const { header, claims: payload } = tokenJson(token, { language: 'de' });
      assert.ok((isHeader ? header : payload).find((one) => one.name === name)?.meaning, key);
    }
  });

  it('says what values mean', () => {
    const say = (member: Record<string, unknown>): string =>
      tokenJson(decoded(makeToken(member)), { language: 'en' }).claims[0]?.meaning ?? '';
    assert.match(say({ idtyp: 'device' }), /a device/);
    assert.match(say({ xms_cc: ['cp1'] }), /claims challenges/);
    assert.match(say({ ua_client_id: 'ecd6b820-32c2-49b6-98a6-444530e5a77a' }), /Microsoft Edge/);
    assert.match(say({ q: [['a'], 'x'] }), /query parameters/);
  });

  it('calls the key of an encrypted token what it is', async () => {
    const { header } = tokenJson(decoded(await encrypted('x')), { language: 'en' });
    assert.match(header.find(({ name }) => name === 'kid')?.meaning ?? '', /encrypted for/);
  });
});
