import assert from 'node:assert/strict';
import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import fc from 'fast-check';
import { openZip, openZipBytes, type ZipArchive } from '../../../../src/artifacts/container/zip';
import { memorySource } from '../../../../src/platform/memory';
import { nodePlatform, openFile } from '../../../../src/platform/node';
import type { ByteSource } from '../../../../src/platform/platform';
import { webPlatform } from '../../../../src/platform/web';
import { type ZipLayout, ZipWriter } from '../../../../src/reports/writers/zip';
import { aesProtection, zipCryptoProtection } from '../../../fixtures/zipProtection';

const utf8 = new TextEncoder();
const text = (bytes: Uint8Array): string => new TextDecoder().decode(bytes);

const files: Record<string, string> = {
  'raw/1_c.txt': 'GET https://contoso.example/ HTTP/1.1\r\n\r\n',
  'raw/1_s.txt': `HTTP/1.1 200 OK\r\n\r\n${'body '.repeat(2000)}`,
  'empty.txt': '',
  'größe.txt': 'non-ASCII name',
};

function write(layout: ZipLayout = {}, content: Record<string, string> = files): Uint8Array {
  const writer = new ZipWriter(nodePlatform, layout, new Date(Date.UTC(2025, 4, 6, 7, 8, 10)));
  writer.add('raw/', new Uint8Array(0));
  for (const [name, value] of Object.entries(content)) writer.add(name, utf8.encode(value));
  return writer.finish();
}

async function open(bytes: Uint8Array, password?: string): Promise<ZipArchive> {
  const archive = await openZipBytes(bytes, { id: 'a.zip', platform: nodePlatform, password });
  assert.ok(archive);
  return archive;
}

async function readAll(archive: ZipArchive): Promise<Record<string, string>> {
  const out: Record<string, string> = {};
  for (const entry of archive.entries) {
    if (entry.name.endsWith('/')) continue;
    const { bytes, complete, problem } = await archive.read(entry);
    assert.equal(problem, undefined, JSON.stringify(problem));
    assert.equal(complete, true);
    out[entry.name] = text(bytes);
  }
  return out;
}

const layouts: Record<string, ZipLayout> = {
  classic: {},
  stored: { stored: true },
  'zip64 on every entry': { zip64: 'every-entry' },
  'sizes after the data': { descriptors: true },
  'zip64 sizes after the data': { descriptors: true, zip64: 'every-entry' },
  'with a comment': { comment: 'Fiddler (v5.0.20253.3311) Session Archive. PK\u0005\u0006' },
};

describe('zip', () => {
  for (const [name, layout] of Object.entries(layouts)) {
    it(`reads archives: ${name}`, async () => {
      const archive = await open(write(layout));
      assert.deepEqual(await readAll(archive), files);
      assert.deepEqual(archive.problems, []);
      assert.equal(archive.comment, layout.comment ?? '');
    });

    it(`recovers archives without their end: ${name}`, async () => {
      const bytes = write(layout);
      const directory = text(bytes).indexOf('PK\u0001\u0002') < 0 ? 0 : indexOf(bytes, [0x50, 0x4b, 1, 2]);
      const archive = await open(bytes.subarray(0, directory + 10));
      assert.deepEqual(await readAll(archive), files);
      assert.deepEqual(
        archive.problems.map((problem) => problem.code),
        ['zip-directory-missing'],
      );
      assert.equal(archive.brokenAt, directory);
    });
  }

  it('reads an archive behind other bytes and before trailing ones', async () => {
    const bytes = write();
    const padded = new Uint8Array(bytes.length + 300);
    padded.set(bytes, 200);
    assert.deepEqual(await readAll(await open(padded)), files);
  });

  it('reads more than 65,535 entries', async () => {
    const writer = new ZipWriter(nodePlatform, { stored: true });
    for (let i = 0; i < 66_000; i++) writer.add(`raw/${i}_c.txt`, utf8.encode(String(i)));
    const archive = await open(writer.finish());
    assert.equal(archive.entries.length, 66_000);
    const last = archive.entries.at(-1);
    assert.ok(last);
    assert.equal(text((await archive.read(last)).bytes), '65999');
  });

  const protections: Record<string, (password: string) => ZipLayout['protect']> = {
    'AES-128 AE-2': (password) => aesProtection(password, 1),
    'AES-192 AE-2': (password) => aesProtection(password, 2),
    'AES-256 AE-2': (password) => aesProtection(password, 3),
    'AES-256 AE-1': (password) => aesProtection(password, 3, 1),
    ZipCrypto: zipCryptoProtection,
  };
  for (const [name, protection] of Object.entries(protections)) {
    for (const descriptors of [false, true]) {
      it(`decrypts ${name}${descriptors ? ' with sizes after the data' : ''}`, async () => {
        const bytes = write({ protect: protection('pässword'), descriptors });
        assert.deepEqual(await readAll(await open(bytes, 'pässword')), files);
        const locked = await open(bytes);
        assert.equal(locked.password, 'needed');
        assert.ok(Array.from(locked.entries).some((entry) => entry.name === 'raw/1_c.txt'));
        for (let i = 0; i < 300; i += 60) {
          assert.equal(await locked.usePassword(`wrong ${i}`), false);
          assert.equal(locked.password, 'needed');
        }
        const [, first] = locked.entries;
        assert.ok(first);
        assert.equal((await locked.read(first)).problem?.code, 'zip-password-needed');
        assert.equal(await locked.usePassword('pässword'), true);
        assert.deepEqual(await readAll(locked), files);
      });
    }
  }

  it('never accepts a wrong ZipCrypto password by its one check byte', async () => {
    const locked = await open(write({ protect: zipCryptoProtection('right'), stored: true }));
    for (let i = 0; i < 600; i++) assert.equal(await locked.usePassword(`guess ${i}`), false);
  });

  it('decrypts with a password that is Latin-1 in the archive', async () => {
    const latin = String.fromCharCode(...Buffer.from('pässword', 'latin1'));
    // The writer's password bytes are given directly, as the old encoding has them.
    const protect: ZipLayout['protect'] = (name, packed, facts) => {
      const bytes = Buffer.from(latin, 'latin1');
      return aesProtection(bytes as unknown as string, 1)?.(name, packed, facts);
    };
    assert.deepEqual(await readAll(await open(write({ protect }), 'pässword')), files);
  });

  it('reads clear and encrypted entries side by side', async () => {
    const secret = aesProtection('x', 1);
    const bytes = write({
      protect: (name, packed, facts) => (name === 'empty.txt' ? undefined : secret?.(name, packed, facts)),
    });
    const archive = await open(bytes);
    const clear = archive.find('empty.txt');
    assert.ok(clear);
    assert.equal((await archive.read(clear)).complete, true);
    assert.equal(archive.password, 'needed');
  });

  it('says what is wrong with an entry and reads the others', async () => {
    const bytes = write();
    const at = indexOf(bytes, utf8.encode('raw/1_s.txt')) + 'raw/1_s.txt'.length + 8;
    const damaged = bytes.slice();
    damaged.fill(0xff, at, at + 8);
    const archive = await open(damaged);
    const entry = archive.find('raw/1_s.txt');
    const other = archive.find('raw/1_c.txt');
    assert.ok(entry && other);
    const bad = await archive.read(entry);
    assert.equal(bad.complete, false);
    assert.ok(['zip-entry-damaged', 'zip-crc', 'zip-size'].includes(bad.problem?.code ?? ''), bad.problem?.code);
    assert.equal((await archive.read(other)).problem, undefined);
  });

  const central = (bytes: Uint8Array, name: string): { view: DataView; at: number } => {
    const view = new DataView(bytes.buffer, bytes.byteOffset, bytes.length);
    const wanted = utf8.encode(name);
    for (let at = 0; ; at++) {
      at = at + indexOf(bytes.subarray(at), [0x50, 0x4b, 1, 2]);
      if (text(bytes.subarray(at + 46, at + 46 + wanted.length)) === name) return { view, at };
    }
  };
  const lies: [string, string, (view: DataView, at: number) => void][] = [
    ['a checksum that does not match', 'zip-crc', (view, at) => view.setUint32(at + 16, 1, true)],
    ['a size that is too small', 'zip-size', (view, at) => view.setUint32(at + 24, 10, true)],
    ['a size that is too large', 'zip-size', (view, at) => view.setUint32(at + 24, 999_999, true)],
    ['a size only a bomb has', 'zip-bomb', (view, at) => view.setUint32(at + 24, 0x7fffffff, true)],
    ['data over another entry', 'zip-overlap', (view, at) => view.setUint32(at + 20, 900, true)],
    ['an unknown method', 'zip-method', (view, at) => view.setUint16(at + 10, 93, true)],
    ['a place without a header', 'zip-entry-header', (view, at) => view.setUint32(view.getUint32(at + 42, true), 0)],
  ];
  for (const [title, code, change] of lies) {
    it(`refuses ${title}`, async () => {
      const bytes = write();
      const { view, at } = central(bytes, 'raw/1_s.txt');
      change(view, at);
      const archive = await open(bytes);
      const entry = archive.find('raw/1_s.txt');
      const other = archive.find('raw/1_c.txt');
      assert.ok(entry && other);
      assert.equal((await archive.read(entry)).problem?.code, code);
      assert.equal(text((await archive.read(other)).bytes), files['raw/1_c.txt']);
    });
  }

  it('refuses data that runs into the directory', async () => {
    const bytes = write();
    const { view, at } = central(bytes, 'größe.txt');
    view.setUint32(at + 20, 999_999, true);
    const archive = await open(bytes);
    const [entry, other] = [archive.find('größe.txt'), archive.find('raw/1_s.txt')];
    assert.ok(entry && other);
    assert.equal((await archive.read(entry)).problem?.code, 'zip-outside');
    assert.equal((await archive.read(other)).problem, undefined);
  });

  const shifts: [string, (bytes: Uint8Array) => Uint8Array, string[]][] = [
    ['bytes put in before an entry', (bytes) => splice(bytes, 'raw/1_s.txt', 0, 'inserted'), []],
    ['bytes put in at the end of an entry', (bytes) => splice(bytes, 'größe.txt', 0, '\r'), []],
    ['bytes lost inside an entry', (bytes) => splice(bytes, 'raw/1_s.txt', 60, '', 10), ['raw/1_s.txt']],
    ['bytes lost with a name', (bytes) => splice(bytes, 'raw/1_s.txt', 20, '', 30), ['raw/1_s.txt']],
    [
      'a directory in front of its entries',
      (bytes) => {
        const at = indexOf(bytes, utf8.encode('raw/1_s.txt')) - 30;
        return Uint8Array.from([...bytes.subarray(at), ...bytes.subarray(0, at)]);
      },
      [],
    ],
  ];
  for (const [title, change, damaged] of shifts) {
    it(`looks entries up that are not where the directory says: ${title}`, async () => {
      const archive = await open(change(write()));
      assert.ok(archive.problems.some((problem) => problem.code === 'zip-moved'));
      for (const [name, content] of Object.entries(files)) {
        const entry = archive.find(name);
        assert.ok(entry);
        const read = await archive.read(entry);
        assert.equal(read.problem === undefined, !damaged.includes(name), `${name}: ${read.problem?.code}`);
        if (!read.problem) assert.equal(text(read.bytes), content);
      }
    });
  }

  it('looks up entries that the directory puts before the beginning of the file', async () => {
    const folder = mkdtempSync(join(tmpdir(), 'zip-'));
    let source: ByteSource | undefined;
    try {
      const path = join(folder, 'moved.zip');
      const writer = new ZipWriter(nodePlatform, { stored: true });
      for (const [name, value] of Object.entries(files)) writer.add(name, utf8.encode(value));
      writeFileSync(path, splice(writer.finish(), 'raw/1_c.txt', 45, '', 10));
      source = await openFile(path);
      const archive = await openZip(source, { id: 'a.zip', platform: nodePlatform });
      const entry = archive?.find('raw/1_s.txt');
      assert.ok(archive && entry);
      assert.equal(text((await archive.read(entry)).bytes), files['raw/1_s.txt']);
      assert.ok(archive.find('raw/1_c.txt'), 'the damaged entry is listed');
      assert.ok(archive.problems.some((problem) => problem.code === 'zip-moved'));
    } finally {
      await source?.close();
      rmSync(folder, { recursive: true });
    }
  });

  it('reads on behind a damaged size when the directory is gone', async () => {
    for (const size of [0x7fffffff, 300, 1]) {
      const bytes = write();
      const at = indexOf(bytes, utf8.encode('raw/1_c.txt')) - 30;
      new DataView(bytes.buffer).setUint32(at + 18, size, true);
      const archive = await open(bytes.subarray(0, indexOf(bytes, [0x50, 0x4b, 1, 2])));
      assert.deepEqual(
        Array.from(archive.entries).map(({ name }) => name),
        ['raw/', ...Object.keys(files)],
      );
      const entry = archive.find('raw/1_s.txt');
      assert.ok(entry);
      assert.equal(text((await archive.read(entry)).bytes), files['raw/1_s.txt']);
    }
  });

  it('recovers entries whose sizes follow without a signature, in both widths', async () => {
    for (const zip64 of ['as-needed', 'every-entry'] as const) {
      const bytes = write({ descriptors: true, zip64 });
      const whole = Buffer.from(bytes.subarray(0, indexOf(bytes, [0x50, 0x4b, 1, 2])));
      let bare = whole;
      for (let at = bare.indexOf('PK\u0007\u0008'); at >= 0; at = bare.indexOf('PK\u0007\u0008')) {
        bare = Buffer.concat([bare.subarray(0, at), bare.subarray(at + 4)]);
      }
      const archive = await open(bare);
      assert.deepEqual(await readAll(archive), files);
      assert.equal(archive.entries.at(-1)?.cut, false);
    }
  });

  it('names entries in messages without control characters and at a fair length', async () => {
    const archive = await open(write({}, { [`raw/../\u0000\u001b[31m${'x'.repeat(400)}`]: 'x' }));
    const name = archive.problems[0]?.message.args?.['entry'];
    assert.equal(name, `raw/../\ufffd\ufffd[31m${'x'.repeat(107)}\u2026`);
  });

  it('refuses names that lead out of the archive and reads backslashes as slashes', async () => {
    const archive = await open(write({}, { '../evil.txt': 'x', '/etc/x': 'x', 'C:/x': 'x', 'raw\\1_c.txt': 'y' }));
    const refused = Array.from(archive.entries)
      .filter((entry) => entry.refused)
      .map((entry) => entry.name);
    assert.deepEqual(refused, ['../evil.txt', '/etc/x', 'C:/x']);
    assert.ok(archive.find('raw/1_c.txt'));
  });

  it('opens no archive in other bytes', async () => {
    for (const bytes of [new Uint8Array(0), utf8.encode('PK'), utf8.encode('x'.repeat(5000))]) {
      assert.equal(await openZipBytes(bytes, { id: 'a', platform: nodePlatform }), undefined);
    }
  });

  it('stops when told to', async () => {
    const archive = await open(write());
    const [entry] = archive.entries;
    assert.ok(entry);
    await assert.rejects(archive.read(entry, { signal: AbortSignal.abort() }), { name: 'AbortError' });
  });

  it('reads back what it wrote, on every platform and in every layout', async () => {
    const names = fc.uniqueArray(fc.stringMatching(/^[a-z0-9_]{1,12}\.txt$/), { minLength: 0, maxLength: 6 });
    const layout = fc.record({
      zip64: fc.constantFrom<'as-needed' | 'every-entry'>('as-needed', 'every-entry'),
      descriptors: fc.boolean(),
      stored: fc.boolean(),
      comment: fc.string({ maxLength: 30 }),
    });
    await fc.assert(
      fc.asyncProperty(names, fc.array(fc.uint8Array({ maxLength: 300 })), layout, async (list, contents, chosen) => {
        const writer = new ZipWriter(nodePlatform, chosen);
        const expected = list.map((name, i) => ({ name, content: contents[i] ?? new Uint8Array(0) }));
        for (const { name, content } of expected) writer.add(name, content);
        const bytes = writer.finish();
        for (const platform of [nodePlatform, webPlatform]) {
          const archive = await openZip(memorySource(bytes), { id: 'a', platform });
          assert.ok(archive);
          assert.deepEqual(archive.problems, []);
          assert.deepEqual(
            Array.from(archive.entries).map((entry) => entry.name),
            list,
          );
          for (const [i, entry] of Array.from(archive.entries).entries()) {
            const read = await archive.read(entry);
            assert.deepEqual(Buffer.from(read.bytes), Buffer.from(expected[i]?.content ?? []));
            assert.equal(read.problem, undefined);
          }
        }
      }),
      { numRuns: 40 },
    );
  });

  it('survives any damage', async () => {
    const good = write({ descriptors: true, zip64: 'every-entry' });
    await fc.assert(
      fc.asyncProperty(
        fc.array(fc.tuple(fc.nat(good.length - 1), fc.nat(255)), { minLength: 1, maxLength: 8 }),
        fc.nat(good.length),
        async (changes, cut) => {
          const bytes = good.slice(0, cut);
          for (const [at, value] of changes) if (at < cut) bytes[at] = value;
          const archive = await openZipBytes(bytes, { id: 'a', platform: nodePlatform });
          for (const entry of archive?.entries ?? []) await archive?.read(entry, { limit: 1 << 16 });
        },
      ),
      { numRuns: 150 },
    );
  });
});

function indexOf(bytes: Uint8Array, wanted: ArrayLike<number>): number {
  return Buffer.from(bytes.buffer, bytes.byteOffset, bytes.length).indexOf(Buffer.from(Array.from(wanted)));
}

/** Puts text in front of an entry's header (or `inside` bytes behind it) and takes as many bytes out. */
function splice(bytes: Uint8Array, name: string, inside: number, text: string, lost = 0): Uint8Array {
  const at = indexOf(bytes, utf8.encode(name)) - 30 + inside;
  return Uint8Array.from([...bytes.subarray(0, at), ...utf8.encode(text), ...bytes.subarray(at + lost)]);
}
