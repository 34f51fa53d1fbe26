import assert from 'node:assert/strict';
import { gzipSync } from 'node:zlib';
import { encodedSecrets } from '../../src/analysis/encodedSecrets';
import { SecretPlanter } from '../fixtures/plantedSecrets';
import { staysQuick } from '../fixtures/watch';

describe('secrets in Base64 in the strings of a JSON text', () => {
  const plant = new SecretPlanter();
  const secret = `refresh_token=${plant.secret('a')}??>>~~`;
  const base64 = Buffer.from(secret).toString('base64');
  const spansIn = (text: string) => encodedSecrets(text).map(({ span }) => text.slice(span.start, span.end));

  it('are found whole, however the text writes them', () => {
    const slashes = base64.replaceAll('/', '\\/');
    for (const [text, found] of [
      [`{"text":"${base64}"}`, base64],
      [`{"text":"${slashes}"}`, slashes],
      [`{"text":"${base64.replaceAll('/', '\\\\/')}"}`, base64.replaceAll('/', '\\\\/')],
      [`{"text":"${base64.replaceAll('+', '\\u002B')}"}`, base64.replaceAll('+', '\\u002B')],
      [`{\\"text\\":\\"${base64}\\"}`, base64],
      [`{\\"text\\":\\"${base64.replace(/=+$/, '')}\\\\"}`, base64.replace(/=+$/, '')],
      [`{"text":"${Buffer.from(secret).toString('base64url')}"}`, Buffer.from(secret).toString('base64url')],
    ] as const)
      assert.deepEqual(spansIn(text), [found], text);
  });

  it('are what is packed, whatever it is, in a string and as the whole of a text', () => {
    const packed = gzipSync(Buffer.from('nothing that anybody could read here')).toString('base64');
    assert.deepEqual(spansIn(packed), [packed]);
    assert.deepEqual(spansIn(`{"text":"${packed}"}`), [packed]);
  });

  it('are not looked for in texts with other escapes', () => {
    assert.deepEqual(spansIn(`{"text":"a\\n${base64}"}`), []);
  });

  it('are looked for quickly in hostile strings', async () => {
    const text = `{"text":"${'\\'.repeat(200_000)}"}`;
    await staysQuick('backslashes', () => spansIn(text));
  });

  it('are looked for in strings of any length', () => {
    const long = 'A'.repeat(12_000_000);
    assert.deepEqual(spansIn(`{"long":"${long}","text":"${base64}","cut":"${long}`), [base64]);
  });
});
