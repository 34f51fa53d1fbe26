import assert from 'node:assert/strict';
import { gzipSync } from 'node:zlib';
import { nodePlatform } from '../../../src/platform/node';
import { writeSaz } from '../../../src/reports/writers/saz';
import { sazSession } from '../../fixtures/saz';
import { openInService } from '../../fixtures/service';

const token = `eyJ0eXAiOiJKV1QiLCJhbGciOiJSUzI1NiJ9.${Buffer.from('{"aud":"a","iss":"b"}').toString('base64url')}.${'c2ln'.repeat(30)}`;
const entry = (path: string) => ({
  startedDateTime: '2026-01-01T00:00:00Z',
  time: 1,
  request: {
    method: 'GET',
    url: `https://contoso.example/${path}`,
    headers: [{ name: 'Authorization', value: `Bearer ${token}` }],
  },
  response: { status: 200, headers: [], content: {} },
});
const text = JSON.stringify({ log: { version: '1.2', entries: [entry('one'), entry('two')] } }, undefined, 2);

describe('a session of a HAR in its text', () => {
  it('is a range of the file', async () => {
    const file = await openInService('a.har', new TextEncoder().encode(text));
    const place = await file.ask('entryPlace', { key: 2 });
    assert.ok(place?.range);
    assert.equal(place.bytes, text.length);
    const { start, end } = place.range;
    const lines = text.split('\n').slice(start.line, end.line + 1);
    lines[lines.length - 1] = lines.at(-1)?.slice(0, end.character) ?? '';
    lines[0] = lines[0]?.slice(start.character) ?? '';
    assert.deepEqual(JSON.parse(lines.join('\n')), entry('two'));
  });

  it('is a range of the file under any name', async () => {
    const file = await openInService('a.har.gz', new TextEncoder().encode(text));
    assert.ok((await file.ask('entryPlace', { key: 2 }))?.range);
  });

  for (const name of ['a.har.gz', 'a.har'])
    it(`is a document of its own, with its secrets masked, where ${name} is packed`, async () => {
      const file = await openInService(name, gzipSync(text));
      assert.equal((await file.ask('entryPlace', { key: 2 }))?.range, undefined);
      const document = await file.ask('virtualDocument', { session: 2, part: 'entry' });
      assert.equal(document.language, 'json');
      assert.match(document.text, /contoso\.example\/two/);
      assert.doesNotMatch(document.text, /contoso\.example\/one/);
      assert.ok(!document.text.includes(token.slice(-20)), 'the signature is masked');
    });

  it('does not exist for an archive', async () => {
    const file = await openInService('a.saz', writeSaz([sazSession()], nodePlatform));
    assert.equal(await file.ask('entryPlace', { key: 1 }), null);
  });
});
