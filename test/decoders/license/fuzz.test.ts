import assert from 'node:assert/strict';
import fc from 'fast-check';
import {
  decodeEndUserLicense,
  decodeLicense,
  decodeLicenseRequest,
  decodeLicenses,
  endUserLicenseReport,
  findLicenses,
  parseChallenge,
  publishingLicenseReport,
} from '../../../src/decoders/license';
import { readBase64 } from '../../../src/decoders/license/bytes';
import { nodePlatform } from '../../../src/platform/node';
import { FuzzWatch, fuzzRuns } from '../../fixtures/fuzz';
import { makeChain } from '../../fixtures/license/chain';
import { wrappings } from '../../fixtures/license/wrap';
import { staysQuick } from '../../fixtures/watch';

// Short enough that twenty thousand inputs take seconds: the elements of real licenses without their long values.
const shorten = (text: string): string =>
  text
    .replaceAll(/[A-Za-z0-9+/=]{60,}/g, (run) => run.slice(0, 24))
    .replaceAll(/https:[^<]*/g, 'https://a.rms.eu.aadrm.com');
const [online = ''] = makeChain({ form: 'online', keyBits: 1024, digest: 'SHA1' }).map(shorten);
const [, client = ''] = makeChain({ keyBits: 1024 }).map(shorten);
const chain = `<XrML><BODY type="LICENSE"><ISSUEDTIME>2026-03-04T07:41</ISSUEDTIME></BODY></XrML>${client}`;
const small = [
  '<XrML version="1.2"><BODY type="Microsoft Rights Label" version="3.0"><ISSUEDTIME>2026-03-04T07:41</ISSUEDTIME><WORK><OBJECT><ID type="MS-GUID">{1}</ID></OBJECT></WORK></BODY><SIGNATURE><DIGEST><VALUE>AAAA</VALUE></DIGEST></SIGNATURE></XrML>',
  '<XrML><BODY type="LICENSE"><ISSUEDTIME>2026-03-04T07:41</ISSUEDTIME></BODY></XrML>',
];
const seeds = [
  online,
  chain,
  Buffer.from(`\ufeff${chain}`, 'utf8').toString('base64'),
  JSON.stringify({ SerializedPublishingLicense: Buffer.from(chain, 'utf16le').toString('base64') }),
  `<CERTIFICATECHAIN><CERTIFICATE>${Buffer.from(chain, 'utf16le').toString('base64')}</CERTIFICATE></CERTIFICATECHAIN>`,
  JSON.stringify({
    AccessStatus: 'AccessGranted',
    Key: { Value: 'AAAA' },
    Rights: ['VIEW'],
    Policy: { UserRights: [{ Users: ['a'] }] },
  }),
  JSON.stringify({ pld: JSON.stringify({ lic: { id: '1' } }), sig: {} }),
];
const pieces = [
  '<',
  '>',
  '</XrML>',
  '<XrML ',
  '<BODY>',
  '</BODY>',
  '<!DOCTYPE',
  '<![CDATA[',
  '<!--',
  '&#0;',
  '&lt;',
  '"',
  "'",
  '{',
  '}',
  '[',
  '\\',
  '\0',
  '\ufeff',
  '%',
  '__proto__',
  'constructor',
  'VALUE',
  '\ud800',
  ';LCID 1:NAME',
  '<a>'.repeat(130),
];

interface Edit {
  readonly seed: number;
  readonly cuts: readonly (readonly [number, number, number])[];
}

const cuts = fc.array(fc.tuple(fc.nat(4000), fc.nat(300), fc.nat(pieces.length)), { minLength: 1, maxLength: 4 });
const edits: fc.Arbitrary<Edit> = fc.record({ seed: fc.nat(seeds.length - 1), cuts });

const mutate = (edit: Edit): string => edited(seeds[edit.seed] ?? '', edit.cuts);

function edited(source: string, list: Edit['cuts']): string {
  let text = source;
  for (const [at, length, piece] of list) {
    const start = at % (text.length + 1);
    text = text.slice(0, start) + (pieces[piece] ?? '') + text.slice(start + length);
  }
  return text;
}

const serviceAnswers = [
  JSON.stringify({
    AccessStatus: 'AccessGranted',
    Key: { Value: 'AAAA', Algorithm: 'AES', Size: 32, CipherMode: 'MICROSOFT.CBC4K' },
    Rights: ['VIEW', 'EDIT'],
    ContentValidUntil: '',
    LicenseValidUntil: '2026-12-22T09:12:31Z',
    Policy: { UserRights: [{ Users: ['a@contoso.com'], Rights: ['OWNER'] }], IntervalTimeInDays: 30 },
  }),
  JSON.stringify({ Code: 'Microsoft.RightsManagement.Exceptions.NotSignedUpException', Message: 'x' }),
  JSON.stringify({ AccessStatus: 'AccessDenied', ErrorMessage: 'x', ExtendedErrorInfo: [{ Code: 1 }] }),
  JSON.stringify({ SerializedPublishingLicense: 'AAAA', Id: 'x', Key: { Value: 'AAAA' }, Owner: 'a@contoso.com' }),
  JSON.stringify([{ Id: 'x', Name: 'Confidential', Description: 'y' }]),
  JSON.stringify({ SerializedThinCLC: JSON.stringify({ pld: '{"pri":{"prik":{"d":"AAAA"}}}' }) }),
  JSON.stringify([{ Name: 'enduserlicenses', Uri: 'https://api.aadrm.com/my/v2/enduserlicenses' }]),
  '<s:Envelope><s:Body><s:Fault><faultcode>Microsoft.DigitalRightsManagement.X</faultcode><faultstring>&lt;</faultstring></s:Fault></s:Body></s:Envelope>',
];
const serviceRequests = [
  JSON.stringify({ SerializedPublishingLicense: Buffer.from(small.join('')).toString('base64'), Ip: '10.0.0.7' }),
  JSON.stringify({ TemplateId: 'x', Policy: { UserRights: [{ Users: ['a'], Rights: ['VIEW'] }] } }),
  JSON.stringify({ SignatureEncoding: 'utf-8' }),
  'Bearer resource="https://aadrm.com", realm="6f1c2d94-8b0e-4c57-9a3e-21d7c0b5e8f4", authorization="https://x"',
];

describe('license: fuzz', () => {
  it('mutated licenses never throw and never take long', () => {
    const watch = new FuzzWatch();
    fc.assert(
      fc.property(edits, (edit) => {
        const text = mutate(edit);
        watch.run(() => {
          const document = decodeLicense(text, nodePlatform);
          for (const certificate of document?.certificates ?? []) {
            const source = document?.texts[certificate.text]?.text ?? '';
            assert.ok(certificate.span.start >= 0 && certificate.span.end <= source.length);
            for (const { span } of certificate.sensitive)
              assert.ok(span.start >= 0 && span.end <= source.length && span.start <= span.end);
          }
          for (const found of findLicenses(text)) assert.equal(text.slice(found.span.start, found.span.end), found.raw);
          // The words cost more than all the rest.
          if (text.length % 8 === 0)
            for (const { license } of decodeLicenses(text, nodePlatform)) publishingLicenseReport(license, '', 'de');
        });
      }),
      { numRuns: fuzzRuns(20_000) },
    );
    watch.check('licenses');
  });

  it('answers of the service under mutated inputs', () => {
    let answered = 0;
    const watch = new FuzzWatch();
    const answers = fc.tuple(fc.constantFrom(...serviceAnswers), cuts).map(([text, list]) => edited(text, list));
    fc.assert(
      fc.property(answers, (text) => {
        watch.run(() => {
          const answer = decodeEndUserLicense(text, nodePlatform);
          if (!answer) return;
          answered++;
          endUserLicenseReport(answer, 'value', 'de');
        });
      }),
      { numRuns: fuzzRuns(20_000) },
    );
    watch.check('end-user licenses');
    assert.ok(answered > 1000, 'the mutations must leave answers to read');
  });

  it('mutated wrappings of every kind', () => {
    let read = 0;
    const watch = new FuzzWatch();
    const kinds = Object.values(wrappings).map((wrap) => wrap(small));
    const inputs = fc.tuple(fc.constantFrom(...kinds), cuts, fc.nat(4000), fc.nat(255));
    fc.assert(
      fc.property(inputs, ([wrapped, list, at, value]) => {
        const input = typeof wrapped === 'string' ? edited(wrapped, list) : wrapped.slice();
        if (input instanceof Uint8Array) input[at % input.length] = value;
        watch.run(() => {
          if (decodeLicense(input, nodePlatform)?.certificates.length) read++;
        });
      }),
      { numRuns: fuzzRuns(20_000) },
    );
    watch.check('wrappings of licenses');
    assert.ok(read > 1000, 'the mutations must leave licenses to read');
  });

  it('mutated requests to the service', () => {
    let read = 0;
    const watch = new FuzzWatch();
    const inputs = fc.tuple(fc.constantFrom(...serviceRequests), cuts).map(([text, list]) => edited(text, list));
    fc.assert(
      fc.property(inputs, (text) => {
        watch.run(() => {
          if (decodeLicenseRequest(text, nodePlatform)) read++;
          parseChallenge(text);
        });
      }),
      { numRuns: fuzzRuns(20_000) },
    );
    watch.check('requests for licenses');
    assert.ok(read > 1000, 'the mutations must leave requests to read');
  });

  it('any input of bytes', () => {
    const watch = new FuzzWatch();
    fc.assert(
      fc.property(fc.uint8Array({ maxLength: 400 }), (bytes) => {
        watch.run(() => {
          decodeLicense(bytes, nodePlatform);
          const head = new Uint8Array([0x2e, 0x70, 0x66, 0x69, 0x6c, 0x65, ...bytes]);
          decodeLicense(head, nodePlatform);
          parseChallenge(String.fromCharCode(...bytes));
        });
      }),
      { numRuns: fuzzRuns(20_000) },
    );
    watch.check('any bytes as a license');
  });

  it('reads Base64 as it was written, a property', () => {
    fc.assert(
      fc.property(fc.uint8Array({ maxLength: 300 }), fc.boolean(), (bytes, url) => {
        const text = Buffer.from(bytes).toString(url ? 'base64url' : 'base64');
        assert.deepEqual([...readBase64(text).bytes], [...bytes]);
      }),
      { numRuns: fuzzRuns(20_000) },
    );
  });

  for (const [name, text] of [
    ['white space', `<XrML ${' '.repeat(400_000)}`],
    ['open tags', '<XrML>'.repeat(60_000)],
    ['nested tags', `<XrML>${'<a>'.repeat(100_000)}</XrML>`],
    ['Base64 starts in lines', 'PABYAHIATQBMAAAA\n'.repeat(60_000)],
    ['escaped starts', '&lt;XrML '.repeat(60_000)],
    ['declarations', '<?xml ?>'.repeat(60_000)],
    ['quotes', `<XrML a="${'"'.repeat(300_000)}`],
    ['JSON keys', '{"pld":'.repeat(60_000)],
    ['brackets', '['.repeat(300_000)],
    ['entities', `<XrML><BODY>${'&amp;'.repeat(150_000)}</BODY></XrML>`],
    ['certificates', '<CERTIFICATE>'.repeat(60_000)],
    [
      'principals',
      `<XrML><BODY type="LICENSE"><ISSUEDPRINCIPALS>${'<PRINCIPAL><OBJECT/></PRINCIPAL>'.repeat(20_000)}</ISSUEDPRINCIPALS></BODY></XrML>`,
    ],
  ] as const) {
    it(`end soon on many ${name}`, () =>
      staysQuick(name, () => {
        decodeLicense(text, nodePlatform);
        findLicenses(text);
        decodeEndUserLicense(text, nodePlatform);
      }));
  }
});
