import assert from 'node:assert/strict';
import { gzipSync } from 'node:zlib';
import type { Artifact } from '../../src/artifacts/artifact';
import { detect } from '../../src/artifacts/detect';
import { readArtifacts } from '../../src/artifacts/read';
import { memorySource } from '../../src/platform/memory';
import { nodePlatform } from '../../src/platform/node';
import { webPlatform } from '../../src/platform/web';
import { type SazLayout, writeSaz } from '../../src/reports/writers/saz';
import { httpMessage, sazSession } from '../fixtures/saz';
import { makeEntry, makeHar } from './capture/har/make';
import { file, request } from './capture/netlog/make';
import { makeZip } from './container/make';

const utf8 = new TextEncoder();
const har = JSON.stringify(makeHar([makeEntry({ url: 'https://a.example/1', text: 'größe' }), makeEntry()]), null, 1);
const netlog = file([...request(5, 'https://a.example/1', 1), ...request(6, 'https://b.example/', 20)]);
const separator = `\r\n\r\n${'-'.repeat(66)}\r\n\r\n`;
const plain = [1, 2]
  .map((n) => `GET https://a.example/${n} HTTP/1.1\r\nA: b\r\n\r\n\r\nHTTP/1.1 200 OK\r\n\r\nbody${separator}`)
  .join('');
const sessions = [1, 2].map((n) =>
  sazSession({ request: httpMessage([`GET https://a.example/${n} HTTP/1.1`]), metadata: { sid: n } }),
);
const saz = (layout: SazLayout = {}): Uint8Array => writeSaz(sessions, nodePlatform, layout);

async function read(bytes: Uint8Array, name: string, platform = nodePlatform): Promise<Artifact> {
  const [artifact] = await readArtifacts(memorySource(bytes), { id: name, name, platform });
  assert.ok(artifact);
  return artifact;
}

const codes = (artifact: Artifact): string[] => artifact.problems.map(({ code }) => code);

describe('captures in other wrappings', () => {
  const big = (text: string): Uint8Array => Buffer.from(text, 'utf16le').swap16();
  const encodings: readonly (readonly [string, (text: string) => Uint8Array])[] = [
    ['UTF-8 with a mark', (text) => utf8.encode(`\ufeff${text}`)],
    ['UTF-16', (text) => Buffer.from(`\ufeff${text}`, 'utf16le')],
    ['UTF-16 without a mark', (text) => Buffer.from(text, 'utf16le')],
    ['UTF-16, the high byte first', (text) => big(`\ufeff${text}`)],
    ['UTF-16, the high byte first, without a mark', big],
    ['gzip', (text) => gzipSync(text)],
    ['UTF-16 in gzip', (text) => gzipSync(Buffer.from(`\ufeff${text}`, 'utf16le'))],
  ];
  const texts: readonly (readonly [string, string, string])[] = [
    ['a.har', har, 'har'],
    ['net-export.json', netlog, 'netlog'],
    ['1_Full.txt', plain, 'fiddler-text'],
  ];
  for (const [name, content, form] of texts) {
    for (const [encoding, encode] of encodings) {
      it(`${form} in ${encoding}`, async () => {
        for (const platform of [nodePlatform, webPlatform]) {
          const wanted = await read(utf8.encode(content), name, platform);
          const capture = await read(encode(content), name, platform);
          assert.ok(capture.kind === 'capture' && wanted.kind === 'capture');
          assert.equal(capture.form, form);
          assert.equal(capture.sessions.length, 2);
          assert.deepEqual(capture.sessions, wanted.sessions);
          assert.deepEqual(codes(capture), codes(wanted));
          assert.deepEqual(
            Buffer.from((await capture.body(1, 'response')).bytes),
            Buffer.from((await wanted.body(1, 'response')).bytes),
          );
        }
      });
    }
  }

  it('an archive in gzip', async () => {
    for (const platform of [nodePlatform, webPlatform]) {
      const capture = await read(gzipSync(saz()), 'a.saz.gz', platform);
      assert.ok(capture.kind === 'capture');
      assert.deepEqual([capture.form, capture.sessions.length, codes(capture)], ['saz', 2, []]);
    }
  });

  it('gzip that is cut or damaged says so and gives what it holds', async () => {
    for (const [name, content] of [
      ['a.saz', saz({ stored: true })],
      ['a.har', utf8.encode(har)],
      ['net-export.json', utf8.encode(netlog)],
      ['1_Full.txt', utf8.encode(plain)],
      ['notes.zip', makeZip({ 'a.har': utf8.encode(har) })],
    ] as const) {
      const packed = gzipSync(content, { level: 0 });
      const damaged = packed.slice();
      damaged[packed.length - 6] = (damaged[packed.length - 6] ?? 0) ^ 0xff;
      for (const bytes of [packed.subarray(0, packed.length - 40), damaged]) {
        const artifact = await read(bytes, `${name}.gz`);
        assert.equal(codes(artifact)[0], 'gzip-incomplete', name);
        if (artifact.kind === 'capture') assert.notEqual(artifact.sessions.length, 0, name);
      }
    }
  });

  it('closes the file it was unpacked from', async () => {
    for (const [name, content] of [
      ['a.saz', saz()],
      ['a.har', utf8.encode(har)],
      ['b.har', Buffer.from(`\ufeff${har}`, 'utf16le')],
    ] as const) {
      let closed = 0;
      const source = {
        ...memorySource(gzipSync(content)),
        close: () => {
          closed++;
          return Promise.resolve();
        },
      };
      const [capture] = await readArtifacts(source, { id: name, name, platform: nodePlatform });
      assert.ok(capture?.kind === 'capture');
      assert.equal(closed, 0, name);
      await capture.close();
      assert.notEqual(closed, 0, name);
    }
  });
});

describe('what a ZIP file is', () => {
  const layouts: Record<string, SazLayout> = {
    usual: {},
    stored: { stored: true },
    'ZIP64 on every entry': { zip64: 'every-entry' },
    'sizes after the data': { descriptors: true },
    'the list first': { index: 'first' },
    backslashes: { rename: (name) => name.replace('/', '\\') },
    'upper case': { rename: (name) => name.toUpperCase() },
  };
  for (const [title, layout] of Object.entries(layouts)) {
    it(`a capture under another name: ${title}`, async () => {
      const bytes = saz(layout);
      assert.equal((await read(bytes, 'case.zip')).kind, 'capture');
      assert.deepEqual(detect(bytes, bytes.length, 'case.zip'), { kind: 'capture', form: 'saz' });
    });
  }

  it('a list of files, though one of them is a capture', async () => {
    for (const layout of [{}, { stored: true }]) {
      const bytes = makeZip({ 'trace.saz': saz(layout), 'notes.txt': utf8.encode('raw/1_c.txt') });
      const list = await read(bytes, 'case.zip');
      assert.ok(list.kind === 'attachments');
      assert.deepEqual(
        list.entries.map(({ path }) => path),
        ['trace.saz', 'notes.txt'],
      );
      assert.deepEqual(detect(bytes, bytes.length, 'case.zip'), { kind: 'attachments', form: 'zip' });
    }
  });
});

describe('files named like a capture that are none', () => {
  const cases: readonly (readonly [string, string, Uint8Array, readonly string[]])[] = [
    ['words', 'a.saz', utf8.encode('Please sign in to download the file. '.repeat(9)), ['saz-not-zip']],
    ['a page', 'a.saz', utf8.encode('<!DOCTYPE html><html><body>Sign in</body></html>'.repeat(9)), ['saz-not-zip']],
    ['zeros', 'a.saz', new Uint8Array(5000), ['saz-not-zip']],
    ['few bytes', 'a.saz', Uint8Array.of(0x50, 0x4b, 3, 4), ['saz-too-short']],
    ['another archive', 'a.saz', makeZip({ 'a.txt': utf8.encode('x') }), ['saz-no-sessions']],
    ['an empty archive', 'a.saz', makeZip({}), ['saz-empty']],
    ['words', 'a.har', utf8.encode('Please sign in.'), ['har-not-json']],
    ['a page', 'a.har', utf8.encode('<!DOCTYPE html><html></html>'), ['har-not-json']],
    ['other JSON', 'a.har', utf8.encode('{"a":1}'), ['har-no-log']],
  ];
  for (const [title, name, bytes, expected] of cases) {
    it(`${name} with ${title}`, async () => {
      const artifact = await read(bytes, name);
      assert.ok(artifact.kind === 'capture');
      assert.equal(artifact.sessions.length, 0);
      assert.deepEqual(codes(artifact), expected);
      assert.deepEqual(detect(bytes, bytes.length, name)?.kind, 'capture');
    });
  }

  it('a capture behind other bytes opens', async () => {
    const capture = await read(Buffer.concat([Buffer.from('junk '.repeat(100)), saz()]), 'a.saz');
    assert.ok(capture.kind === 'capture');
    assert.equal(capture.sessions.length, 2);
  });

  it('a HAR whose end is zeros opens', async () => {
    for (const name of ['a.har', 'a.json']) {
      for (const length of [har.length, 200_000]) {
        const whole = JSON.stringify(makeHar([makeEntry({ text: 'x'.repeat(length) }), makeEntry()]));
        const capture = await read(Buffer.concat([Buffer.from(whole), new Uint8Array(9000)]), name);
        assert.ok(capture.kind === 'capture');
        assert.deepEqual([capture.sessions.length, codes(capture)], [2, ['har-not-json']]);
      }
    }
  });

  it('a HAR under the name of an archive opens', async () => {
    const capture = await read(utf8.encode(har), 'a.saz');
    assert.ok(capture.kind === 'capture');
    assert.deepEqual([capture.form, capture.sessions.length], ['har', 2]);
  });
});
