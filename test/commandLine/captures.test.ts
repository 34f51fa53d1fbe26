import assert from 'node:assert/strict';
import { gzipSync } from 'node:zlib';
import { nodePlatform } from '../../src/platform/node';
import { writeSaz } from '../../src/reports/writers/saz';
import { makeEntry, makeHar } from '../artifacts/capture/har/make';
import { makeEml, makeZip } from '../artifacts/container/make';
import { runOn } from '../fixtures/commandLine';
import { httpMessage, sazSession } from '../fixtures/saz';
import { aesProtection } from '../fixtures/zipProtection';

const har = new TextEncoder().encode(JSON.stringify(makeHar([makeEntry({ url: 'https://a.example/har' })])));
const session = sazSession({
  request: httpMessage(['GET https://a.example/saz HTTP/1.1']),
  response: httpMessage(['HTTP/1.1 200 OK', 'Content-Encoding: gzip', 'Content-Length: 9'], 'plain'),
  metadata: { sid: 7 },
});
const saz = writeSaz([session, sazSession({ metadata: { sid: 8 } })], nodePlatform);
const locked = writeSaz([session], nodePlatform, { protect: aesProtection('geheim', 1) });
const files: Record<string, Uint8Array> = {
  'a.zip': makeZip({ 'case/a.har': har, 'words.txt': new TextEncoder().encode('words') }),
  'two.zip': makeZip({ 'a.har': har, 'b.saz': saz }),
  'mail.eml': makeEml({
    subject: 's',
    text: 't',
    attachments: [{ name: 'b.zip', content: makeZip({ 'a.har': har }) }],
  }),
  'b.saz.gz': gzipSync(saz),
  'cut.saz': saz.subarray(0, 200),
  'locked.saz': locked,
  'words.saz': new TextEncoder().encode('words '.repeat(50)),
  'words.txt': new TextEncoder().encode('words'),
  'b.saz': saz,
};

const run = (...args: string[]) => runOn(files, ...args);

describe('captures on the command line', () => {
  const lists: readonly (readonly [string, string, readonly string[], readonly string[]])[] = [
    ['inside a zip', 'a.zip', ['https://a.example/har'], ['1 of 1 sessions']],
    ['inside a zip inside a mail', 'mail.eml', ['https://a.example/har'], ['1 of 1 sessions']],
    [
      'one of several',
      'two.zip',
      ['https://a.example/har'],
      ['two.zip holds 2 captures; this is two.zip > a.har.', '1 of 1 sessions'],
    ],
    ['in gzip', 'b.saz.gz', ['https://a.example/saz', 'https://contoso.example/a'], ['2 of 2 sessions']],
    [
      'cut',
      'cut.saz',
      ['https://a.example/saz'],
      [
        'The archive is cut: opened 1 session; it breaks at byte 200.',
        'raw/1_s.txt is cut at byte 200 of the file.',
        '1 of 1 sessions',
      ],
    ],
    [
      'none at all',
      'words.saz',
      [],
      ['The file is not a ZIP archive, so it is no Fiddler archive either.', '0 of 0 sessions'],
    ],
  ];
  for (const [title, path, urls, notes] of lists) {
    it(`sessions of a capture: ${title}`, async () => {
      const said = await run('sessions', path);
      assert.equal(said.status, 0);
      assert.deepEqual(
        said.out.filter((line) => !line.startsWith('\t')).map((line) => line.split('\t')[4]),
        urls,
      );
      assert.deepEqual(said.notes, notes);
      assert.equal(said.stillOpen, 0, 'files left open');
    });
  }

  it('asks once for a password and says once that it is wrong', async () => {
    assert.deepEqual((await run('sessions', 'locked.saz')).notes, [
      'locked.saz is protected. Give --password or --password-stdin.',
      '1 of 1 sessions',
    ]);
    assert.deepEqual((await run('sessions', 'locked.saz', '--password', 'x')).notes, [
      'The password does not open locked.saz.',
      '1 of 1 sessions',
    ]);
    assert.match((await run('sessions', 'locked.saz', '--password', 'geheim')).out.join(), /a\.example\/saz/);
  });

  it('says what is no capture', async () => {
    const { status, notes } = await run('sessions', 'words.txt');
    assert.deepEqual([status, notes], [3, ['words.txt is no capture.']]);
  });

  it('says with a part what is wrong with it', async () => {
    const { status, out, notes } = await run('show', 'b.saz', '7', '--part', 'response');
    assert.deepEqual([status, out.join().includes('plain')], [0, true]);
    assert.equal(notes.length, 2);
    assert.match(notes[0] ?? '', /Content-Length says 9, but 5/);
    assert.deepEqual((await run('show', 'b.saz', '7', '--part', 'request')).notes, []);
  });

  it('finds in the parts of a zip what it finds in the files themselves', async () => {
    const parsed = JSON.parse((await run('findings', 'a.zip', '--format', 'json')).out.join('\n')) as {
      artifacts: { path: string; kind: string }[];
    };
    assert.deepEqual(
      parsed.artifacts.map(({ path, kind }) => [path, kind]),
      [
        ['a.zip', 'attachments'],
        ['a.zip > case/a.har', 'capture'],
      ],
    );
  });
});
