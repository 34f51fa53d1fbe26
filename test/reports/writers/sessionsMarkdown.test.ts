import assert from 'node:assert/strict';
import { writeSessionsMarkdown } from '../../../src/reports/writers/sessionsMarkdown';
import { hostileText, oddCapture } from '../../fixtures/oddBodies';
import { httpMessage, openSazBytes, reopen, sazSession } from '../../fixtures/saz';

const text = (bytes: Uint8Array) => new TextDecoder().decode(bytes);

describe('sessions as Markdown', () => {
  it('have first lines, headers and text bodies as code, and the size of binary ones', async () => {
    const capture = await openSazBytes(oddCapture());
    const keys = capture.sessions.map(({ key }) => key);
    const markdown = text(await writeSessionsMarkdown(capture, keys, { language: 'en', name: 'odd.saz' }));
    assert.equal(markdown.match(/^## #\d+ /gm)?.length, keys.length);
    assert.match(markdown, /^```http\nHTTP\/1\.1 200 OK\nContent-Type: application\/json/m);
    assert.match(markdown, /^Binary body, 72 bytes, type image\/png\.$/m);
    assert.match(markdown, /^> \{"subscribe":"favorites"/m);
    assert.ok(!markdown.includes(hostileText) && !/[\u0007\u001b\u202e]/.test(markdown));
  });

  it('cannot be ended by backticks of a body, in either language', async () => {
    const capture = await reopen([
      sazSession({ response: httpMessage(['HTTP/1.1 200 OK', 'Content-Type: text/plain'], 'a\n````\n# no title') }),
    ]);
    for (const language of ['en', 'de'] as const) {
      const markdown = text(await writeSessionsMarkdown(capture, [1], { language, name: 'a' }));
      assert.match(markdown, /^`````\na\n````\n# no title\n`````$/m);
      assert.match(markdown, language === 'de' ? /^1 Sitzung\.$/m : /^1 session\.$/m);
    }
  });
});
