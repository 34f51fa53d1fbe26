import assert from 'node:assert/strict';
import { readFileSync } from 'node:fs';
import {
  decodeToken,
  decryptToken,
  explainToken,
  findTokens,
  verifyAll,
  verifyToken,
} from '../../../src/decoders/token';
import type { SignatureState, Token } from '../../../src/decoders/token/model';
import { nodePlatform } from '../../../src/platform/node';
import { describeWithSamples, sample } from '../../fixtures/samples';

interface Sample {
  readonly id: string;
  readonly note: string;
  readonly token: string;
  readonly key?: string;
}

const path = sample('tokens/index.json');
const samples = path ? (JSON.parse(readFileSync(path, 'utf8')) as readonly Sample[]) : [];
const tenant = '11111111-2222-3333-4444-555555555555';

/** Keys of a sample: its key file, or the members that its note spells out. */
function keysOf({ key, note }: Sample): unknown {
  const member = (name: string): string => new RegExp(`(?:^|\\s)${name}=([\\w-]+)`).exec(note)?.[1] ?? '';
  if (key) return JSON.parse(readFileSync(sample(`tokens/${key}`) ?? '', 'utf8'));
  if (member('k') !== '') return { kty: 'oct', k: member('k') };
  if (member('n') !== '') return { kty: 'RSA', n: member('n'), e: 'AQAB' };
  if (member('crv') !== '') return { kty: 'EC', crv: 'P-256', x: member('x'), y: member('y') };
  return JSON.parse(readFileSync(sample('tokens/synthetic.jwks.json') ?? '', 'utf8'));
}

const verified: Readonly<Record<string, SignatureState>> = {
  'entra-v1-docs': 'key-missing',
  'rfc7519-3.1-hs256': 'verified',
  'rfc7515-a2-rs256': 'verified',
  'rfc7515-a3-es256': 'verified',
  'rfc7519-6.1-none': 'unsigned',
  'rfc7516-a1-jwe': 'not-checkable',
  'idm-UnsignedJWSWithSingleAdditionalHeaderClaim': 'unsigned',
  'rfc7520-4.1': 'verified',
  'rfc7520-4.4': 'verified',
  'syn-edge-rms-v1': 'verified',
  'syn-edge-sync-v1': 'verified',
  'syn-graph-nonce': 'verified-after-nonce',
  'syn-app-v2': 'verified',
  'syn-msa-idtoken': 'verified',
  'syn-cloud-us': 'verified',
  'syn-cloud-cn': 'verified',
  'syn-cloud-cn-v1': 'verified',
  'syn-prt-cookie': 'not-checkable',
  'syn-pop-shr': 'key-missing',
  'syn-bad-2parts': 'not-checkable',
  'syn-bad-ellipsis': 'not-checkable',
  'syn-urlencoded': 'verified',
  'syn-refresh-1A': 'not-checkable',
  'syn-msa-compact': 'not-checkable',
};

const facts: Readonly<Record<string, (token: Token) => void>> = {
  'idm-JWSWithDifferentTyp': (token) => assert.equal(token.times.expires, 253402300799000),
  'idm-JWECompressionTokenWithUnsupportedAlgorithm': (token) =>
    assert.ok(token.problems.some((problem) => problem.code === 'token-zip-unknown')),
  'syn-edge-rms-v1': (token) => assert.equal(token.times.expires, Date.parse('2025-07-17T09:26:38Z')),
  'syn-pop-shr': (token) => assert.equal(token.inner[0]?.token.format, 'jws'),
  'syn-prt-cookie': (token) => assert.equal(token.inner[0]?.token.format, 'refresh-token'),
  'syn-bad-2parts': (token) => assert.equal(token.format, 'malformed'),
  'syn-bad-json': (token) => assert.ok(token.problems.some((problem) => problem.code === 'token-payload-not-json')),
  'syn-bad-ellipsis': (token) => assert.equal(token.isCut, true),
  'syn-std-base64': (token) => assert.equal(token.claims[0]?.name, 'a'),
  'syn-refresh-1A': (token) =>
    assert.deepEqual([token.tenant, token.appId], [tenant, 'ecd6b820-32c2-49b6-98a6-444530e5a77a']),
  'syn-msa-compact': (token) => assert.equal(token.format, 'msa-ticket'),
};

describeWithSamples('token: samples', () => {
  for (const one of samples) {
    it(one.id, async () => {
      const token = decodeToken(one.token, { platform: nodePlatform });
      assert.ok(token);
      assert.equal(findTokens(`GET / HTTP/1.1\r\nAuthorization: ${one.token}\r\nHost: x\r\n`).length, 1);
      facts[one.id]?.(token);
      const check = await verifyToken(token, { jwks: keysOf(one), from: 'file' });
      if (verified[one.id]) assert.equal(check.state, verified[one.id]);
      if (/^rfc7520-5/.test(one.id)) {
        const opened = await decryptToken(token, keysOf(one));
        assert.match(opened?.payloadText ?? '', /^You can trust us to stick with you/);
      }
      if (one.id === 'syn-pop-shr') {
        const states = [...(await verifyAll(token, { jwks: keysOf(one), from: 'file' })).values()].map(
          ({ state }) => state,
        );
        assert.deepEqual(states, ['key-missing', 'verified']);
      }
      explainToken(token, { host: 'api.aadrm.com', requestTime: 1752740000000 });
    });
  }
});
