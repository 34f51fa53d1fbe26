import assert from 'node:assert/strict';
import { createRequire } from 'node:module';
import { decode, encode } from '../../src/platform/iconvLite';
import { decodeWindows1252 } from '../../src/platform/windows1252';

/** The package that the bundles replace, as the mail reader sees it. */
const original = createRequire(createRequire(import.meta.url).resolve('@kenjiuno/msgreader'))('iconv-lite') as {
  decode(bytes: Uint8Array, encoding: string): string;
  encode(text: string, encoding: string): Uint8Array;
};

describe('text encodings of mails', () => {
  const samples: Readonly<Record<string, string>> = {
    utf16le: 'Grüße, 世界 €',
    'utf-8': 'Grüße, 世界 €',
    latin1: 'Grüße, Ænima',
    cp1252: 'Grüße, naïve, 5 €, “quoted”',
    'windows-1251': 'Привет, мир',
    cp1250: 'Zażółć gęślą jaźń',
    cp932: 'こんにちは',
    cp936: '你好',
    cp949: '안녕하세요',
    cp950: '你好嗎',
  };
  for (const [encoding, text] of Object.entries(samples)) {
    it(`${encoding} is read as the package reads it`, () => {
      const bytes = Uint8Array.from(original.encode(text, encoding));
      assert.equal(decode(bytes, encoding), text);
    });
  }

  it('writes what it reads', () => {
    for (const encoding of ['utf16le', 'utf8', 'latin1']) {
      assert.deepEqual([...encode('Grüße', encoding)], [...original.encode('Grüße', encoding)]);
    }
    assert.deepEqual([...encode('a€', 'latin1')], [97, 63]);
  });

  it('reads bytes of an unknown encoding all the same', () => {
    assert.equal(decode(Uint8Array.of(0x47, 0xfc), 'no-such-encoding'), 'Gü');
  });
});

describe('Windows-1252', () => {
  it('has the euro sign and quotation marks in every runtime', () => {
    assert.equal(decodeWindows1252(Uint8Array.of(0x80, 0x93, 0x94, 0x96, 0x41, 0xfc)), '€“”–Aü');
  });

  it('gives every byte one character', () => {
    const all = decodeWindows1252(Uint8Array.from({ length: 256 }, (_, i) => i));
    assert.equal(all.length, 256);
    assert.equal(new Set(all).size, 256);
  });
});
