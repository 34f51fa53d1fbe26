import assert from 'node:assert/strict';
import { readFileSync } from 'node:fs';
import { decodeEndUserLicense, decodeLicense } from '../../../src/decoders/license';
import { nodePlatform } from '../../../src/platform/node';
import { describeWithSamples, sample } from '../../fixtures/samples';

function bytesOf(path: string): Uint8Array {
  return new Uint8Array(readFileSync(sample(`licenses/${path}`) ?? ''));
}

/** File, kinds, digest and signature states of all certificates. */
const expected: readonly (readonly [string, readonly string[], string, string])[] = [
  ['rms-sdk-for-cpp/PL_0101right_CBC_xml.bin', ['publishing-license', 'client-licensor'], 'match', 'fits-named-key'],
  ['rms-sdk-for-cpp/PL_0101right_ECB_xml.bin', ['publishing-license', 'client-licensor'], 'match', 'fits-named-key'],
  ['rms-sdk-for-cpp/CleanAlice.txt.pfile', ['publishing-license'], 'match', 'fits-named-key'],
  ['rms-sdk-for-cpp/CleanAlice.txt.pfile.pl.bin', ['publishing-license'], 'match', 'fits-named-key'],
  ['rms-sdk-for-cpp/linuxTest.txt.pfile', ['publishing-license'], 'match', 'fits-named-key'],
  ['rms-sdk-for-cpp/linuxTest.txt.pfile.pl.bin', ['publishing-license'], 'match', 'fits-named-key'],
  [
    'rms-sdk-for-cpp/pl.xml',
    [
      'publishing-license',
      'client-licensor',
      'use-license',
      'client-licensor',
      'server-licensor',
      'server-licensor',
      'certification-authority',
      'certification-authority',
    ],
    'mismatch',
    'fits-named-key',
  ],
  ['dotnet-wpf/Truffle.png.PublishLicense.xml', ['publishing-license'], 'mismatch', 'fits-named-key'],
  [
    'win32-adrms-docs/offline-signing-xml-example.0.xml',
    ['publishing-license', 'client-licensor'],
    'mismatch',
    'fits-named-key',
  ],
  ['win32-adrms-docs/end-user-license-xml-example.0.xml', ['use-license'], 'mismatch', 'fits-named-key'],
  ['win32-adrms-docs/owner-license-xml-example.0.printed.xml', ['use-license'], 'mismatch', 'fits-named-key'],
  ['win32-adrms-docs/online-signing-xml-example.0.printed.xml', ['publishing-license'], 'mismatch', 'not-checked'],
  ['win32-adrms-docs/sample-template.0.printed.xml', ['rights-template'], 'mismatch', 'fits-named-key'],
  ['win32-adrms-docs/revocation-xml-example.0.xml', ['revocation-list'], 'absent', 'not-checked'],
  ...['utf8bom.b64', 'utf8-nobom.b64', 'utf16le-bom.b64', 'utf8bom.b64-mime76', 'utf8bom.b64url-nopad'].map(
    (form) =>
      [`derived/cbc.${form}.txt`, ['publishing-license', 'client-licensor'], 'match', 'fits-named-key'] as const,
  ),
  ['derived/ecb.utf16le-nobom.b64.txt', ['publishing-license', 'client-licensor'], 'match', 'fits-named-key'],
  [
    'derived/cbc.eul-stream-style-certificatechain.xml',
    ['publishing-license', 'client-licensor'],
    'match',
    'fits-named-key',
  ],
  ['derived/cbc.escaped-in-CERTIFICATECHAIN.xml', ['publishing-license', 'client-licensor'], 'match', 'fits-named-key'],
  [
    'derived/cbc.soap-certificatechain.UNVERIFIED-SHAPE.xml',
    ['publishing-license', 'client-licensor'],
    'match',
    'fits-named-key',
  ],
  ['synthetic/enduserlicenses.request.json', ['publishing-license', 'client-licensor'], 'match', 'fits-named-key'],
];

describeWithSamples('public licenses', () => {
  for (const [path, types, digest, signature] of expected) {
    it(`reads ${path}`, () => {
      const document = decodeLicense(bytesOf(path), nodePlatform);
      assert.ok(document);
      assert.deepEqual(
        document.certificates.map(({ type }) => type),
        types,
      );
      for (const { integrity } of document.certificates) {
        assert.equal(integrity.digest, digest);
        assert.equal(integrity.signature, signature);
      }
    });
  }

  for (const path of ['machine-certificate', 'rights-account-certificate']) {
    it(`reads the printed ${path} and says what is cut`, () => {
      const document = decodeLicense(bytesOf(`win32-adrms-docs/${path}-xml-example.0.printed.xml`), nodePlatform);
      assert.equal(document?.certificates[0]?.type, path === 'machine-certificate' ? 'machine' : 'rights-account');
      assert.ok(document?.problems.some(({ code }) => code === 'license-cut'));
    });
  }

  it('counts the trailing NUL of a UTF-16 license', () => {
    const document = decodeLicense(bytesOf('rms-sdk-for-cpp/PL_0101right_ECB_xml.bin'), nodePlatform);
    assert.equal(document?.texts[0]?.trailingNuls, 1);
    assert.equal(document?.texts[0]?.encoding, 'utf-16le');
  });

  it('reports the crossed tag of a printed page', () => {
    const document = decodeLicense(bytesOf('win32-adrms-docs/online-signing-xml-example.0.printed.xml'), nodePlatform);
    assert.ok(document?.problems.some(({ code }) => code === 'license-not-well-formed'));
  });

  it('reads a template id without braces, and one with a version', () => {
    const plain = decodeLicense(bytesOf('rms-sdk-for-cpp/CleanAlice.txt.pfile.pl.bin'), nodePlatform);
    assert.match(plain?.template?.id ?? '', /^[0-9a-f-]{36}$/);
    assert.ok(plain?.certificates[0]?.validity?.until?.time);
    assert.equal(plain?.referral, 'https://client.test.app/');
    const versioned = decodeLicense(bytesOf('rms-sdk-for-cpp/linuxTest.txt.pfile.pl.bin'), nodePlatform);
    assert.notEqual(versioned?.template?.version, '');
    assert.deepEqual(
      versioned?.template?.names.map(({ lcid }) => lcid),
      [1033],
    );
  });

  it('follows the chain of eight to its absent root', () => {
    const document = decodeLicense(bytesOf('rms-sdk-for-cpp/pl.xml'), nodePlatform);
    assert.deepEqual(
      document?.links.map(({ to }) => to),
      [1, 4, 3, 4, 5, 6, 7, undefined],
    );
    assert.notEqual(document?.licensingUrl, document?.extranetLicensingUrl);
  });

  it('finds no license in other XML', () => {
    for (const name of ['testXPath1.xml', 'testXPath2.xml']) {
      assert.equal(decodeLicense(bytesOf(`rms-sdk-for-cpp/${name}`), nodePlatform), undefined);
    }
  });

  it('refuses an altered byte in every real license', () => {
    for (const path of ['PL_0101right_CBC_xml.bin', 'CleanAlice.txt.pfile.pl.bin', 'linuxTest.txt.pfile.pl.bin']) {
      const text = new TextDecoder().decode(bytesOf(`rms-sdk-for-cpp/${path}`));
      const document = decodeLicense(text.replace('<ISSUEDTIME>20', '<ISSUEDTIME>21'), nodePlatform);
      assert.equal(document?.certificates[0]?.integrity.digest, 'mismatch', path);
      assert.equal(document?.certificates[0]?.integrity.words.key, 'license.integrityAltered');
    }
  });

  it('reads the answers of the service', () => {
    const read = (name: string) => decodeEndUserLicense(new TextDecoder().decode(bytesOf(`synthetic/${name}`)));
    const granted = read('enduserlicenses.response.granted.json');
    assert.equal(granted?.access, 'granted');
    assert.deepEqual(
      granted?.rights?.map(({ name }) => name),
      ['OWNER'],
    );
    assert.equal(granted?.fields.find(({ name }) => name === 'Key.Value')?.state, 'masked');
    assert.equal(read('error.401.json')?.error?.condition, 'http-401-aadrm');
    assert.equal(read('error.servicedisabled.json')?.error?.condition, 'rms-service-disabled-for-user');
  });
});
