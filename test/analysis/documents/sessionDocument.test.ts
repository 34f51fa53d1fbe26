import assert from 'node:assert/strict';
import { gzipSync } from 'node:zlib';
import { nodePlatform } from '../../../src/platform/node';
import { writeSaz } from '../../../src/reports/writers/saz';
import { png } from '../../fixtures/oddBodies';
import { httpMessage, sazSession } from '../../fixtures/saz';
import { openInService } from '../../fixtures/service';
import { encodeSyncMessage } from '../../fixtures/sync/encode';

describe('a session as a document', () => {
  const message = encodeSyncMessage('response', {
    error_code: 'SUCCESS',
    get_updates: {
      entries: [{ id_string: 'a', name: 'hidden title', specifics: { encrypted: { blob: 'hidden title' } } }],
    },
  });
  const base64 = Buffer.from(message).toString('base64');

  const textOf = async (type: string, body: Uint8Array | string) => {
    const response = httpMessage(['HTTP/1.1 200 OK', `Content-Type: ${type}`], body);
    const file = await openInService('a.saz', writeSaz([sazSession({ response })], nodePlatform));
    return (await file.ask('virtualDocument', { session: 1, part: 'session' })).text;
  };

  it('names binary bodies by their size', async () => {
    const picture = png();
    assert.match(await textOf('image/png', picture), new RegExp(`\\n\\n\\[binary body, ${picture.length} bytes\\]\\n`));
  });

  it('lists the fields of a sync message', async () => {
    const text = await textOf('application/octet-stream', message);
    assert.match(text, /error_code: /);
    assert.doesNotMatch(text, /hidden title/);
  });

  const packed = gzipSync(message).toString('base64');

  for (const [name, body] of [
    ['one in Base64', `${base64.slice(0, 40)}\r\n${base64.slice(40)}\r\n`],
    ['one that is packed, in Base64', packed],
  ] as const)
    it(`lists the fields of ${name} that is a text`, async () => {
      const text = await textOf('text/plain', body);
      assert.match(text, /error_code: /);
      assert.ok(!text.includes(body.trimEnd().slice(-20)));
      assert.doesNotMatch(text, /hidden title/);
    });

  for (const encoded of [base64, packed])
    it(`hides a sync message that is a string of JSON in Base64: ${encoded.slice(0, 8)}`, async () => {
      const text = await textOf('application/json', `{"text":"${encoded}"}`);
      assert.match(text, /\[synced content, \d+\]/);
      assert.ok(!text.includes(encoded.slice(-20)));
    });
});
