import assert from 'node:assert/strict';
import { MaskedText, secretsIn, secretsInHeader } from '../../src/analysis/masking';
import { decodeLicense } from '../../src/decoders/license';
import { nodePlatform } from '../../src/platform/node';
import { gluedChain } from '../fixtures/license/chain';
import { staysQuick } from '../fixtures/watch';

const masked = (text: string): string => new MaskedText(text, secretsIn(text), ({ class: name }) => `[${name}]`).text;

describe('masking of texts', () => {
  it('leaves error codes alone and masks authorization codes', () => {
    for (const code of [
      'Microsoft.RightsManagement.Exceptions.NotSignedUpException',
      'Microsoft.RightsManagement2.Exceptions.ServiceDisabledException',
      'InvalidAuthenticationToken401Error',
    ]) {
      const text = JSON.stringify({ Code: code, Message: 'x' });
      assert.equal(masked(text), text);
    }
    assert.equal(masked('code=0.AXkAabcdefghijklmnop1234567890.AgABAAEAAAD&state=1'), 'code=[code]&state=1');
    assert.equal(masked('{"code":"M.R3_BAY.0123456789abcdef-0123"}'), '{"code":"[code]"}');
  });

  it('masks what the license service hands out, also inside JSON in JSON', () => {
    const answer = JSON.stringify({ Key: { Size: 32, Value: 'c2VjcmV0' }, EncryptedApplicationData: 'c2VjcmV0' });
    for (const text of [answer, JSON.stringify({ body: answer })]) assert.doesNotMatch(masked(text), /c2VjcmV0/);
    assert.doesNotMatch(masked(JSON.stringify({ SerializedThinCLC: 'c2VjcmV0' })), /c2VjcmV0/);
  });

  it('masks the sealed keys of a license in clear', () => {
    const chain = gluedChain({ form: 'full' });
    const shown = masked(chain);
    const sealed = (decodeLicense(chain, nodePlatform)?.certificates ?? []).flatMap(({ sensitive }) =>
      sensitive.filter((one) => one.class === 'sealed-key' || one.class === 'encrypted-rights'),
    );
    assert.ok(sealed.length > 0);
    for (const { span } of sealed) assert.ok(!shown.includes(chain.slice(span.start, span.end)));
  });

  it('leaves what Fiddler has removed, but nothing beside it', () => {
    const mark = '***SANITIZED***';
    for (const text of [
      `Authorization: ${mark}`,
      `Authorization: Bearer ${mark}`,
      `Cookie: a=${mark}; b=${mark}`,
      `grant_type=x&refresh_token=${mark}&client_secret=${mark}`,
      `{"access_token":"${mark}"}`,
    ]) {
      assert.equal(masked(text), text);
    }
    assert.deepEqual(secretsInHeader('Set-Cookie', `a=${mark}; Path=/`), []);
    assert.equal(masked(`Cookie: a=${mark}; b=secretvalue`), `Cookie: a=${mark}; b=[cookie]`);
    assert.doesNotMatch(masked(`Authorization: Bearer ${mark}secretvaluebehind`), /secretvalue/);
    assert.doesNotMatch(masked(`Authorization: ${mark};secretvaluebehind`), /secretvalue/);
  });

  it('ends quickly on hostile texts', async () => {
    for (const piece of ['<ENABLINGBITS ', '<ENABLINGBITS><VALUE ', '"Key":{', '<AUTHENTICATEDDATA ']) {
      const text = piece.repeat(4000);
      await staysQuick(piece, () => secretsIn(text));
    }
  });
});
