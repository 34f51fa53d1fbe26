import assert from 'node:assert/strict';
import { createPublicKey, sign } from 'node:crypto';
import { decodeToken, verifyToken } from '../../../src/decoders/token';
import { inventedKey } from '../../fixtures/license/keys';
import { edgeClaims } from '../../fixtures/token/make';

/** One DER element: tag, length, content. */
function der(tag: number, ...content: readonly Uint8Array[]): Uint8Array {
  const body = Buffer.concat(content);
  const length =
    body.length < 128
      ? [body.length]
      : body.length < 256
        ? [0x81, body.length]
        : [0x82, body.length >> 8, body.length & 255];
  return Buffer.concat([Uint8Array.from([tag, ...length]), body]);
}

const utf8 = (text: string): Uint8Array => new TextEncoder().encode(text);
const algorithm = der(0x30, der(6, Uint8Array.of(0x2a, 0x86, 0x48, 0x86, 0xf7, 0x0d, 1, 1, 11)), der(5));
const name = der(0x30, der(0x31, der(0x30, der(6, Uint8Array.of(0x55, 4, 3)), der(12, utf8('invented')))));

/** A self-signed certificate as key documents carry it, in Base64. */
function certificate(keyName: string): string {
  const { privateKey } = inventedKey(keyName);
  const spki = createPublicKey(privateKey).export({ format: 'der', type: 'spki' });
  const validity = der(0x30, der(0x17, utf8('250101000000Z')), der(0x17, utf8('350101000000Z')));
  const body = der(0x30, der(2, Uint8Array.of(1)), algorithm, name, validity, name, spki);
  const signature = sign('sha256', body, privateKey);
  return Buffer.from(der(0x30, body, algorithm, der(3, Uint8Array.of(0), signature))).toString('base64');
}

function signed(keyName: string): string {
  const part = (value: object): string => Buffer.from(JSON.stringify(value)).toString('base64url');
  const input = `${part({ typ: 'JWT', alg: 'RS256', kid: 'c' })}.${part(edgeClaims(1_763_800_000))}`;
  return `${input}.${sign('sha256', Buffer.from(input), inventedKey(keyName).privateKey).toString('base64url')}`;
}

describe('keys that come as a certificate alone', () => {
  const token = decodeToken(signed('certificate'));
  const state = async (key: object): Promise<string> => {
    assert.ok(token);
    return (await verifyToken(token, { jwks: { keys: [key] }, from: 'file' })).state;
  };

  it('verify what they signed and nothing else', async () => {
    assert.equal(await state({ kty: 'RSA', kid: 'c', x5c: [certificate('certificate')] }), 'verified');
    assert.equal(await state({ kty: 'RSA', kid: 'c', x5c: [certificate('another')] }), 'wrong');
  });

  it('are called unusable when they are none', async () => {
    for (const x5c of [['AAAA'], [1], 1, [], ''])
      assert.equal(await state({ kty: 'RSA', kid: 'c', x5c }), 'not-checkable');
  });
});
