import assert from 'node:assert/strict';
import { gzipSync } from 'node:zlib';
import fc from 'fast-check';
import { isSoundCompound } from '../../../src/artifacts/container/compound';
import { plainTextOf } from '../../../src/artifacts/container/html';
import type { AttachmentList } from '../../../src/artifacts/container/model';
import { openAttachments, openInner } from '../../../src/artifacts/container/openAttachments';
import { safePath, uniquePath } from '../../../src/artifacts/container/paths';
import { memorySource } from '../../../src/platform/memory';
import { nodePlatform } from '../../../src/platform/node';
import { ZipWriter } from '../../../src/reports/writers/zip';
import { aesProtection } from '../../fixtures/zipProtection';
import { makeEml, makeMsg, makeZip } from './make';

const bytesOf = (value: string): Uint8Array => new TextEncoder().encode(value);
const options = { id: 'case', platform: nodePlatform };
const open = (bytes: Uint8Array, password?: string): Promise<AttachmentList> =>
  openAttachments(memorySource(bytes), { ...options, password });
const trace = bytesOf('{"log":{"entries":[]}}');

async function contents(list: AttachmentList): Promise<[string, string][]> {
  const read: [string, string][] = [];
  for (const entry of list.entries) {
    const { bytes, complete } = await entry.read(1000);
    assert.equal(complete, true, entry.path);
    assert.equal(entry.size, bytes.length);
    read.push([entry.path, new TextDecoder().decode(bytes)]);
  }
  return read;
}

describe('openAttachments', () => {
  it('lists the files of a zip', async () => {
    const list = await open(makeZip({ 'a/': new Uint8Array(), 'a/trace.har': trace, 'b.txt': bytesOf('b') }));
    assert.equal(list.form, 'zip');
    assert.deepEqual(await contents(list), [
      ['a/trace.har', '{"log":{"entries":[]}}'],
      ['b.txt', 'b'],
    ]);
    assert.deepEqual(list.problems, []);
  });

  it('asks for the password of a protected zip and uses it', async () => {
    const writer = new ZipWriter(nodePlatform, { protect: aesProtection('secret', 3) });
    writer.add('t.txt', bytesOf('inside'));
    const zip = writer.finish();
    const closed = await open(zip);
    assert.deepEqual(
      closed.problems.map(({ code }) => code),
      ['zip-password'],
    );
    assert.equal((await closed.entries[0]?.read(100))?.complete, false);
    assert.deepEqual(await contents(await open(zip, 'secret')), [['t.txt', 'inside']]);
  });

  it('reads a mail: subject, text, attachments', async () => {
    const list = await open(
      makeEml({
        subject: '=?utf-8?Q?Favoriten_f=C3=BCr?=',
        text: 'Hallo\nzusammen',
        attachments: [{ name: 'trace.har', content: trace }],
      }),
    );
    assert.deepEqual([list.form, list.subject, list.text.trim()], ['eml', 'Favoriten für', 'Hallo\nzusammen']);
    assert.deepEqual(await contents(list), [['trace.har', '{"log":{"entries":[]}}']]);
  });

  it('takes the words of a mail that is HTML only', async () => {
    const html = '<style>p{}</style><p>Sync is&nbsp;off</p><script>alert(1)</script><div>since Monday</div>';
    const list = await open(makeEml({ subject: 's', html }));
    assert.equal(list.text.replace(/\u00a0/g, ' ').trim(), 'Sync is off\nsince Monday');
  });

  it('reads an Outlook message', async () => {
    const list = await open(
      makeMsg('Sync ticket ü', 'Text\r\nhere', [
        { name: 'trace.har', content: trace },
        { name: 'trace.har', content: bytesOf('2') },
      ]),
    );
    assert.deepEqual([list.form, list.subject, list.text], ['msg', 'Sync ticket ü', 'Text\nhere']);
    assert.deepEqual(await contents(list), [
      ['trace.har', '{"log":{"entries":[]}}'],
      ['trace (2).har', '2'],
    ]);
  });

  it('unpacks gzip around a mail', async () => {
    assert.equal((await open(gzipSync(makeEml({ subject: 'packed', text: 'x' })))).subject, 'packed');
  });

  it('cuts contents at the limit', async () => {
    const list = await open(makeEml({ subject: 's', attachments: [{ name: 'a', content: bytesOf('0123456789') }] }));
    const read = await list.entries[0]?.read(4);
    assert.deepEqual([new TextDecoder().decode(read?.bytes), read?.complete], ['0123', false]);
  });

  it('leads through attachments of attachments, three deep', async () => {
    const mail = makeEml({ subject: 'inner', text: 'x', attachments: [{ name: 'trace.har', content: trace }] });
    const msg = makeMsg('outer', 'y', [{ name: 'mail.eml', content: mail }]);
    const zip = makeZip({ 'case/ticket.msg': msg });
    const found = await openInner(memorySource(zip), ['case/ticket.msg', 'mail.eml', 'trace.har'], options);
    assert.equal(found?.name, 'trace.har');
    assert.deepEqual(await found?.source.read(0, 99), trace);
    assert.equal(await openInner(memorySource(zip), ['case/ticket.msg', 'nothing'], options), undefined);
    assert.equal(await openInner(memorySource(makeZip({ a: zip })), ['a', 'b', 'c', 'd'], options), undefined);
  });

  it('lists a mail inside a mail as a file that opens', async () => {
    const inner = new TextDecoder().decode(makeEml({ subject: 'inner', text: 'x' }));
    const outer = `Subject: outer\r\nMIME-Version: 1.0\r\nContent-Type: multipart/mixed; boundary="o"\r\n\r\n--o\r\nContent-Type: message/rfc822\r\n\r\n${inner}\r\n--o--\r\n`;
    const list = await open(bytesOf(outer));
    const path = list.entries[0]?.path ?? '';
    const found = await openInner(memorySource(bytesOf(outer)), [path], options);
    assert.ok(found);
    assert.equal((await openAttachments(found.source, options)).subject, 'inner');
  });

  const paths: readonly (readonly [string, string])[] = [
    ['a/b.txt', 'a/b.txt'],
    ['..\\..\\windows\\x.dll', 'windows/x.dll'],
    ['/etc/passwd', 'etc/passwd'],
    ['C:\\temp\\x', 'temp/x'],
    ['a/../../b', 'a/b'],
    ['a\u202egnp.exe', 'a_gnp.exe'],
    ['', 'unnamed'],
    ['..', 'unnamed'],
  ];
  for (const [name, safe] of paths) {
    it(`shows ${JSON.stringify(name)} as ${safe}`, () => {
      assert.equal(safePath(name), safe);
    });
  }

  it('never gives a path that leaves the list or stands in it twice', () => {
    fc.assert(
      fc.property(fc.array(fc.oneof(fc.string(), fc.constantFrom('../a', 'a', '/a', 'a/./a'))), (names) => {
        const used = new Set<string>();
        const all = names.map((name) => uniquePath(name, used));
        assert.equal(new Set(all).size, names.length);
        for (const path of all) assert.ok(!/^[/\\]|(?:^|\/)\.\.(?:\/|$)|\\/.test(path), path);
      }),
    );
  });

  it('says what is wrong with damaged files and never throws', async () => {
    const samples = [
      makeEml({ subject: 's', text: 'x', attachments: [{ name: 'a', content: trace }] }),
      makeMsg('s', 'b', [{ name: 'a', content: trace }]),
      makeZip({ a: trace }),
    ];
    const damage = fc.tuple(
      fc.nat(2),
      fc.nat(20_000),
      fc.array(fc.tuple(fc.nat(20_000), fc.nat(255)), { maxLength: 8 }),
    );
    await fc.assert(
      fc.asyncProperty(damage, async ([which, cut, changes]) => {
        const bytes = (samples[which] ?? trace).slice(0, cut);
        for (const [at, value] of changes) if (at < bytes.length) bytes[at] = value;
        const list = await open(bytes);
        for (const entry of list.entries) await entry.read(1000);
      }),
      { numRuns: 150 },
    );
    const broken = await open(makeMsg('s', 'b', []).slice(0, 700));
    assert.equal(broken.form, 'msg');
  });

  it('refuses Outlook messages whose tables lead back to themselves', async () => {
    const msg = makeMsg('s', 'b', [{ name: 'a', content: new Uint8Array(9000) }]);
    assert.equal(isSoundCompound(msg), true);
    const view = new DataView(msg.buffer, msg.byteOffset, msg.length);
    const fatStart = (view.getUint32(76, true) + 1) * 512;
    let looped = 0;
    for (let entry = 0; entry < 128; entry++) {
      const bytes = msg.slice();
      // Each used sector is followed by itself.
      if (view.getUint32(fatStart + entry * 4, true) >= 0xfffffff0) continue;
      new DataView(bytes.buffer).setUint32(fatStart + entry * 4, entry, true);
      const list = await open(bytes);
      assert.deepEqual(
        list.problems.map(({ code }) => code),
        ['mail-unreadable'],
      );
      looped++;
    }
    assert.ok(looped > 10);
    const folders = (view.getUint32(48, true) + 1) * 512;
    const bytes = msg.slice();
    new DataView(bytes.buffer).setUint32(folders + 128 + 72, 1, true);
    assert.equal(isSoundCompound(bytes), false);
  });

  it('reads HTML of any kind as text without tags', () => {
    fc.assert(
      fc.property(fc.string(), (html) => {
        plainTextOf(html);
      }),
    );
    assert.equal(plainTextOf('a &lt;b&gt;<br>c<td>d</td>'), 'a <b>\nc\td');
  });
});
