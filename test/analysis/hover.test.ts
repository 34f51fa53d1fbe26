import assert from 'node:assert/strict';
import type { AnalysisService } from '../../src/analysis/service';
import { gluedChain } from '../fixtures/license/chain';
import { edgeClaims, jwks, makeRefreshToken, makeSigningKey, makeToken } from '../fixtures/token/make';
import { service } from './service';

const access = makeToken(edgeClaims(1_763_800_000));

describe('hovers over values', () => {
  let on: AnalysisService;
  before(async () => {
    on = await service();
  });

  /** What is said at the first place of `at` in a text. */
  async function hover(text: string, at: string): Promise<string> {
    const uri = 'file:///case/note.txt';
    const before = text.slice(0, text.indexOf(at) + 1).split('\n');
    await on.call('analyzeText', { uri, version: 1, text, name: 'note.txt' });
    const found = await on.call('hover', {
      uri,
      version: 1,
      line: before.length - 1,
      character: before.at(-1)?.length ?? 0,
    });
    await on.call('forgetText', { uri });
    return found?.markdown ?? '';
  }

  it('explain a token that a mail folded, on any of its lines', async () => {
    const lines = access.match(/.{1,72}/g) ?? [];
    const text = `The token was:\nBearer ${lines.join('\n')}\nand that is all`;
    for (const line of [lines[0], lines[3], lines.at(-2)]) {
      const said = await hover(text, line ?? '?');
      assert.match(said, /Entra access token/);
      assert.doesNotMatch(said, /cut/);
    }
  });

  it('explain a license in its lines', async () => {
    const text = `saved:\n${gluedChain().replaceAll('><', '>\n<')}\n`;
    assert.match(await hover(text, '<ISSUEDTIME>'), /Publishing license/);
  });

  it('know a value by the name in front of it', async () => {
    const value = makeRefreshToken();
    assert.match(await hover(`https://contoso.example/cb?code=${value}`, value), /Authorization code/);
    assert.match(await hover(`Cookie: ESTSAUTH=${value}`, value), /Session cookie/);
  });

  it('say of a signature why it is not checked', async () => {
    assert.match(await hover(makeToken({ a: 1 }, { alg: 'none' }), 'eyJ'), /Unsigned/);
  });

  it('explain header lines', async () => {
    const text = 'GET / HTTP/1.1\nx-ms-clitelem: 1,50076,0,,\nHost: x\n';
    assert.match(await hover(text, 'clitelem'), /AADSTS50076/);
  });
});

describe('decoding what was pasted', () => {
  it('gives cause and fix of a refused license, signatures of inner tokens, and header lines', async () => {
    const on = await service();
    const decode = async (text: string, jwksText?: string) =>
      (await on.call('decode', { text, ...(jwksText === undefined ? {} : { jwks: jwksText }) })).markdown;
    const refusal = { Code: 'Microsoft.RightsManagement.Exceptions.NotSignedUpException', Message: 'x' };
    assert.match(await decode(JSON.stringify(refusal)), /Cause: .*\n\n1\. /);
    const proof = makeToken({ at: access, ts: 1 }, { key: makeSigningKey('p'), header: { typ: 'pop' } });
    const said = await decode(proof, JSON.stringify(jwks()));
    assert.match(said, /Signing key p not in the key file/);
    assert.match(said, /Token inside \\\(at\\\)[\s\S]*Signature matches key/);
    const pld = JSON.stringify({ hdr: { ver: '1' }, lic: { id: '1', cid: 'content-1', sk: { k: 'hidden key' } } });
    const license = await decode(JSON.stringify({ pld, sig: { alg: 'SHA256', dig: 'hidden digest' } }));
    assert.match(license, /content\S*1/);
    assert.doesNotMatch(license, /hidden/);
    assert.match(await decode('X-MSEdge-Ref: Ref A: AB Ref B: DUS30EDGE0718'), /Edge site DUS/);
  });
});
