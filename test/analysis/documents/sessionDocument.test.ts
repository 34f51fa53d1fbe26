import assert from 'node:assert/strict';
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

  for (const [name, body] of [
    ['a string of JSON', `{"text":"${base64}"}`],
    ['a text', `${base64.slice(0, 40)}\r\n${base64.slice(40)}\r\n`],
  ] as const)
    it(`hides a sync message that is ${name} in Base64`, async () => {
      const type = body.startsWith('{') ? 'application/json' : 'text/plain';
      const text = await textOf(type, body);
      assert.match(text, /\[synced content, \d+\]/);
      assert.ok(!text.includes(base64.slice(-20)));
    });
});
