import assert from 'node:assert/strict';
import {
  decodeLicense,
  decodeLicenses,
  findLicenses,
  licenseChecks,
  publishingLicenseShape,
} from '../../../src/decoders/license';
import { languageName } from '../../../src/decoders/license/languages';
import { namesOf } from '../../../src/decoders/license/parts';
import { nodePlatform } from '../../../src/platform/node';
import { contosoStory, makeChain } from '../../fixtures/license/chain';
import { wrappings } from '../../fixtures/license/wrap';

const chain = makeChain({ form: 'full' });
const types = [
  'publishing-license',
  'client-licensor',
  'use-license',
  'client-licensor',
  'server-licensor',
  'server-licensor',
  'certification-authority',
  'certification-authority',
];

function decode(input: string | Uint8Array) {
  const document = decodeLicense(input, nodePlatform);
  assert.ok(document, 'no license found');
  return document;
}

describe('decodeLicense', () => {
  for (const [name, wrap] of Object.entries(wrappings)) {
    it(`reads a chain of eight as ${name}`, () => {
      const document = decode(wrap(chain));
      assert.deepEqual(
        document.certificates.map(({ type }) => type),
        types,
      );
      assert.ok(
        document.certificates.every(
          ({ integrity }) => integrity.digest === 'match' && integrity.signature === 'fits-named-key',
        ),
      );
      assert.deepEqual(
        document.links.map(({ to }) => to),
        [1, 4, 3, 4, 5, 6, 7, undefined],
      );
      assert.equal(document.links.at(-1)?.state, 'root-absent');
      assert.deepEqual(document.problems, []);
      assert.equal(document.tenant, contosoStory.tenant);
    });
  }

  it('keeps service id, tenant and the constants of distribution points apart', () => {
    const document = decode(chain.join(''));
    assert.equal(document.serviceId, contosoStory.serviceId);
    assert.notEqual(document.serviceId, document.tenant);
    assert.equal(document.region, 'eu');
    assert.equal(document.cloud, 'public');
    assert.equal(document.contentId, `{${contosoStory.contentId}}`);
    assert.equal(document.owner, contosoStory.mail);
    assert.deepEqual(
      document.tenants.map(({ value }) => value),
      [contosoStory.tenant],
    );
  });

  it('points at what it read', () => {
    const document = decode(`  ${chain.join('')}`);
    const [certificate] = document.certificates;
    const text = document.texts[0]?.text ?? '';
    assert.ok(certificate?.contentId);
    assert.equal(
      text.slice(certificate.contentId.span.start, certificate.contentId.span.end),
      `{${contosoStory.contentId}}`,
    );
    assert.ok(text.slice(certificate.span.start, certificate.span.end).startsWith('<XrML '));
    assert.ok(text.slice(certificate.span.start, certificate.span.end).endsWith('</XrML>'));
    const signature = certificate.integrity.signatureSpan;
    assert.ok(signature && /^[A-Za-z0-9+/]+=*$/.test(text.slice(signature.start, signature.end)));
    const secrets = certificate.sensitive
      .filter(({ class: kind }) => kind !== 'personal')
      .map(({ class: kind }) => kind);
    assert.deepEqual([...new Set(secrets)].sort(), ['encrypted-rights', 'sealed-key', 'signature']);
  });

  it('reads rights, ranges and offline days where they are in clear', () => {
    const document = decode(chain.join(''));
    const client = document.certificates[1]?.rights[0];
    assert.equal(client?.name, 'ISSUE');
    assert.equal(client?.range?.until?.time, Date.UTC(2026, 11, 22, 8, 12));
    assert.equal(document.certificates[2]?.rights[0]?.intervalDays, 30);
  });

  it('reads names by language from an online license', () => {
    const document = decode(makeChain({ form: 'online' })[0] ?? '');
    assert.deepEqual(
      document.template?.names.map(({ lcid, name }) => [lcid, name]),
      [
        [1033, 'Confidential, all employees'],
        [1031, 'Vertraulich, alle Beschäftigten'],
      ],
    );
    assert.equal(document.certificates[0]?.madeBy, 'server');
    assert.equal(document.certificates[0]?.integrity.digest, 'match');
  });

  it('notes SHA-1 and 1024-bit keys', () => {
    const document = decode(makeChain({ form: 'online', digest: 'SHA1', keyBits: 1024 }).join(''));
    assert.equal(document.certificates[0]?.integrity.digest, 'match');
    assert.equal(document.certificates[0]?.integrity.signature, 'fits-named-key');
    assert.equal(document.certificates[0]?.integrity.oldAlgorithms, true);
  });

  for (const [name, change, digest, signature] of [
    [
      'an owner changed',
      (text: string) => text.replace(contosoStory.mail, 'mallory@contoso.example'),
      'mismatch',
      'fits-named-key',
    ],
    ['a line break added', (text: string) => text.replace('<ISSUER>', '\n<ISSUER>'), 'mismatch', 'fits-named-key'],
    [
      'another digest',
      (text: string) =>
        text.replace(/(size="256">)(.)/, (_, head: string, first: string) => head + (first === 'A' ? 'B' : 'A')),
      'mismatch',
      'does-not-fit',
    ],
    [
      'another signature',
      (text: string) => text.replace(/(V1\.5<\/ALGORITHM><VALUE encoding="base64" size="2048">)(....)/, '$1AAAA'),
      'match',
      'does-not-fit',
    ],
    [
      'another issuer key',
      (text: string) => text.replace(/(modulus"><VALUE encoding="base64" size="2048">)(....)/, '$1BBBB'),
      'mismatch',
      'does-not-fit',
    ],
    ['no signature', (text: string) => text.replace(/<SIGNATURE>.*<\/SIGNATURE>/, ''), 'absent', 'not-checked'],
    [
      'a redacted signature',
      (text: string) =>
        text.replace(/(V1\.5<\/ALGORITHM><VALUE[^>]*>)[^<]*/, '$1[signature]').replace(contosoStory.name, '[name]'),
      'not-checked',
      'not-checked',
    ],
  ] as const) {
    it(`judges ${name}`, () => {
      const [certificate] = decode(change(chain[0] ?? '')).certificates;
      assert.equal(certificate?.integrity.digest, digest);
      assert.equal(certificate?.integrity.signature, signature);
    });
  }

  it('tells a chain whose issuer key was exchanged', () => {
    const other = makeChain({ form: 'full', keyBits: 1024 });
    const document = decode([chain[0], other[1], ...chain.slice(4)].join(''));
    assert.equal(document.links[0]?.state, 'broken');
    assert.equal(licenseChecks(document).find(({ name }) => name.key === 'license.checkChain')?.state, 'failed');
  });

  it('reads what stands before a cut', () => {
    const text = chain.slice(0, 2).join('');
    const document = decode(text.slice(0, -400));
    assert.equal(document.certificates.length, 2);
    assert.equal(document.certificates[1]?.cut, true);
    assert.equal(document.certificates[1]?.type, 'client-licensor');
    assert.equal(document.problems[0]?.code, 'license-cut');
  });

  it('names the first foreign character of Base64', () => {
    const base64 = Buffer.from(`\ufeff${chain[0]}`, 'utf8').toString('base64');
    const document = decode(`${base64.slice(0, 4000)}*${base64.slice(4001)}`);
    assert.equal(document.problems[0]?.code, 'license-base64-character');
    assert.equal(document.problems[0]?.message.args?.['index'], '4000');
    assert.equal(document.certificates[0]?.type, 'publishing-license');
  });

  it('follows no document type declaration', () => {
    const text = `<XrML version="1.2"><!DOCTYPE x [<!ENTITY a "b">]><BODY type="Microsoft Rights Label"/></XrML>`;
    const document = decode(text);
    assert.equal(document.certificates.length, 0);
    assert.equal(document.problems[0]?.code, 'license-doctype');
  });

  it('finds nothing where there is no license', () => {
    for (const text of [
      '',
      ' ',
      '<kml><name>XrML</name></kml>',
      '{"a":1}',
      'eyJhbGciOiJSUzI1NiJ9.eyJhIjoxfQ.x',
      'A'.repeat(4000),
      '<html><!DOCTYPE html></html>',
    ]) {
      assert.equal(decodeLicense(text, nodePlatform), undefined, text.slice(0, 20));
    }
  });

  it('reads the JSON license and leaves its keys out', () => {
    const pld = {
      hdr: { ver: '1' },
      lic: {
        id: '1',
        o: 'adele@contoso.example',
        cid: 'c-1',
        sk: { eck: 'SECRETECK', alg: 'AES', k: 'SECRETK' },
        enp: 'SECRETENP',
      },
      pri: { prik: { d: 'SECRETD' } },
    };
    const document = decode(JSON.stringify({ pld: JSON.stringify(pld), sig: { alg: 'SHA256', dig: 'SECRETDIG' } }));
    assert.equal(document.contentId, 'c-1');
    assert.equal(document.owner, 'adele@contoso.example');
    assert.equal(/SECRET/.test(JSON.stringify(document.json)), false);
    assert.ok((document.json?.masked.length ?? 0) >= 4);
  });

  it('finds licenses inside other text with their place', () => {
    const base64 = Buffer.from(`\ufeff${chain.join('')}`, 'utf8').toString('base64');
    const text = `HTTP/1.1 200 OK\r\n\r\n{"SerializedPublishingLicense":"${base64}"} and ${chain[0]} end`;
    const found = findLicenses(text);
    assert.deepEqual(
      found.map(({ form, field }) => [form, field]),
      [
        ['base64', 'SerializedPublishingLicense'],
        ['xrml', undefined],
      ],
    );
    assert.equal(found[0]?.raw, base64);
    assert.equal(found[1]?.raw, chain[0]);
  });

  it('splits names with colons and semicolons inside', () => {
    assert.deepEqual(namesOf('LCID 1033:NAME A: B; C:DESCRIPTION d; e;\nLCID 127:NAME X:DESCRIPTION ;'), [
      { lcid: 1033, name: 'A: B; C', description: 'd; e' },
      { lcid: 127, name: 'X', description: '' },
    ]);
  });

  it('names the languages of names', () => {
    assert.deepEqual([1031, 127, 99999].map(languageName), ['de-DE (LCID 1031)', 'invariant (LCID 127)', 'LCID 99999']);
  });

  it('takes the certificates that an XML document keeps apart for one chain', () => {
    const nodes = `<a>${chain.map((one) => `<b>${one}</b>`).join('')}</a>`;
    const [all, ...others] = decodeLicenses(nodes, nodePlatform);
    assert.equal(others.length, 0);
    assert.equal(all?.license.certificates.length, chain.length);
    assert.equal(all?.license.links[0]?.state, 'linked');
    const twice = decodeLicenses(`<a><b>${chain[0]}</b><b>${chain[0]}</b></a>`, nodePlatform);
    assert.equal(twice.length, 2, 'two licenses are no chain');
  });

  it('shapes JSON output', () => {
    const shape = publishingLicenseShape(decode(chain.join('')), 'x', 'en');
    assert.equal(shape.kind, 'publishing-license');
    assert.deepEqual(shape.certificates[0], {
      type: 'publishing-license',
      issued: '2026-03-04T07:41:00.000Z',
      digest: 'match',
      signature: 'fits-named-key',
    });
    assert.equal(shape.tenant, contosoStory.tenant);
  });

  it('compares the tenant with the token', () => {
    const document = decode(chain.join(''));
    assert.equal(licenseChecks(document, { tokenTenant: contosoStory.tenant.toUpperCase() })[0]?.state, 'passed');
    assert.equal(licenseChecks(document, { tokenTenant: contosoStory.serviceId })[0]?.state, 'failed');
  });
});
