import assert from 'node:assert/strict';
import {
  decodeEndUserLicense,
  decodeLicenseRequest,
  endUserLicenseShape,
  licenseCall,
  parseChallenge,
} from '../../../src/decoders/license';
import { nodePlatform } from '../../../src/platform/node';
import { makeChain } from '../../fixtures/license/chain';

const prefix = 'Microsoft.RightsManagement.Exceptions.';
const license = Buffer.from(`\ufeff${makeChain().join('')}`, 'utf8').toString('base64');

describe('decodeEndUserLicense', () => {
  for (const [code, condition] of [
    ['NotSignedUpException', 'rms-not-activated'],
    ['UnknownTenantException', 'rms-tenant-unknown'],
    ['ServiceDisabledException', 'rms-service-disabled-for-user'],
    ['DevicePlatformNotRecognizedException', 'rms-platform-disabled'],
    ['DevicePlatformDisabledException', 'rms-platform-disabled'],
    ['ServiceDisabledForApplicationException', 'rms-application-disabled'],
    ['UnrecognizedUrlException', 'rms-license-url-unknown'],
    ['BadInputException', 'rms-license-rejected'],
    ['SomethingNewException', 'license-access-not-granted'],
  ] as const) {
    it(`leads ${code} to its condition`, () => {
      const answer = decodeEndUserLicense(JSON.stringify({ Code: prefix + code, Message: 'words' }));
      assert.equal(answer?.error?.condition, condition);
      assert.equal(answer?.error?.code, prefix + code);
      assert.equal(answer?.error?.meaning === undefined, code === 'SomethingNewException');
    });
  }

  for (const [status, hasKey, access] of [
    ['AccessGranted', true, 'granted'],
    ['accessgranted', true, 'granted'],
    ['AccessDenied', false, 'denied'],
    ['ContentExpired', false, 'content-expired'],
    ['AccessPending', false, 'unknown'],
    [undefined, true, 'granted'],
  ] as const) {
    it(`reads ${status ?? 'a missing status'} as ${access}`, () => {
      const answer = decodeEndUserLicense(
        JSON.stringify({
          AccessStatus: status,
          Key: hasKey ? { Value: 'SECRETKEYVALUE', Size: 32 } : null,
          Rights: null,
          ContentId: 'x',
        }),
      );
      assert.equal(answer?.access, access);
      assert.equal(answer?.hasContentKey, hasKey);
    });
  }

  it('masks content key, private keys, application data and the license', () => {
    const body = JSON.stringify({
      AccessStatus: 'AccessGranted',
      Key: { Value: 'SECRET1', Algorithm: 'AES' },
      EncryptedApplicationData: { a: 'SECRET2' },
      SerializedThinCLC: 'SECRET3',
      SerializedPublishingLicense: 'SECRET4',
      Owner: 'adele@contoso.example',
      Rights: ['VIEW', 'WHATEVER'],
      Policy: { UserRights: [{ Users: ['a@b.c'], Rights: ['VIEW'] }] },
    });
    const answer = decodeEndUserLicense(body);
    assert.ok(answer);
    assert.equal(/SECRET/.test(JSON.stringify(answer)), false);
    const covered = answer.sensitive.map(({ span }) => body.slice(span.start, span.end)).join(' ');
    for (const secret of ['SECRET1', 'SECRET2', 'SECRET3', 'SECRET4', 'adele@contoso.example', 'a@b.c']) {
      assert.ok(covered.includes(secret), secret);
    }
    assert.deepEqual(
      answer.rights?.map(({ meaning }) => meaning.key),
      ['license.rightView', 'license.rightUnknown'],
    );
  });

  it('reads a cut body up to the damage', () => {
    const answer = decodeEndUserLicense('{"AccessStatus":"AccessDenied","Owner":"adele@con');
    assert.equal(answer?.access, 'denied');
    assert.equal(answer?.problems[0]?.code, 'license-answer-damaged');
  });

  it('knows the neighboring calls', () => {
    assert.equal(
      decodeEndUserLicense('[{"Name":"enduserlicenses","Uri":"https://api.aadrm.com/my/v2/enduserlicenses"}]')?.call,
      'discovery',
    );
    assert.equal(decodeEndUserLicense('[{"Id":"1","Name":"a","Description":"b"}]')?.call, 'templates');
    assert.equal(
      decodeEndUserLicense(JSON.stringify({ SerializedThinCLC: '{"pld":"x"}' }))?.call,
      'clientlicensorcertificates',
    );
  });

  it('reads a SOAP fault of an on-premises server', () => {
    const answer = decodeEndUserLicense(
      '<?xml version="1.0"?><soap:Envelope xmlns:soap="http://schemas.xmlsoap.org/soap/envelope/"><soap:Body><soap:Fault><faultcode>Microsoft.DigitalRightsManagement.Core.UnexpectedPersistedLicenseException</faultcode><faultstring>The &quot;license&quot; was not read</faultstring></soap:Fault></soap:Body></soap:Envelope>',
    );
    assert.equal(answer?.call, 'error');
    assert.equal(answer?.error?.name, 'UnexpectedPersistedLicenseException');
    assert.equal(answer?.error?.message, 'The "license" was not read');
    assert.equal(decodeEndUserLicense('<html><Fault>x</Fault></html>'), undefined);
  });

  it('answers nothing for other JSON', () => {
    for (const body of [
      '',
      '{}',
      '[]',
      'null',
      '"AccessGranted"',
      '{"Message":"hello"}',
      '{"error":"invalid_grant"}',
      '['.repeat(5000),
    ]) {
      assert.equal(decodeEndUserLicense(body), undefined, body.slice(0, 20));
    }
  });

  it('shapes JSON output', () => {
    const answer = decodeEndUserLicense(JSON.stringify({ Code: `${prefix}NotSignedUpException`, Message: 'x' }));
    assert.ok(answer);
    assert.deepEqual(endUserLicenseShape(answer, 'a', 'en').error, {
      code: `${prefix}NotSignedUpException`,
      meaning: 'Rights Management is not activated for the tenant',
    });
  });
});

describe('requests of the license service', () => {
  it('decodes the license of a request', () => {
    const request = decodeLicenseRequest(
      JSON.stringify({ SerializedPublishingLicense: license, ClientIpAddress: '10.0.0.7' }),
      nodePlatform,
    );
    assert.equal(request?.call, 'enduserlicenses');
    assert.equal(request?.license?.certificates.length, 6);
    assert.equal(request?.fields.find(({ name }) => name === 'SerializedPublishingLicense')?.state, 'masked');
    assert.equal(request?.fields.find(({ name }) => name === 'ClientIpAddress')?.personal, true);
  });

  for (const [name, value, isPersonal] of [
    ['a', '10.0.0.7', true],
    ['a', '255.255.255.255', true],
    ['a', '256.1.1.1', false],
    ['a', '10.0.0.7.1', false],
    ['a', '1.2.3', false],
    ['ClientVersion', '1.17.122.0', false],
    ['Info.Build', '1.17.122.0', false],
    ['a.ver', '1.17.122.0', false],
    ['Server', '1.17.122.0', true],
    ['a', '12:30:45', false],
    ['a', 'ab:cd:ef', false],
    ['a', '2001:db8::7', true],
    ['a', '::1', true],
    ['a', 'fe80::1%eth0', true],
    ['a', '2001:0:0:0:0:0:0:1', true],
    ['a', '00:15:5D:01:02:03', true],
    ['a', '00-15-5d-01-02-03', true],
  ] as const) {
    it(`takes ${value} in ${name} ${isPersonal ? 'as' : 'not as'} an address`, () => {
      const path = name.split('.');
      const inner = path.reduceRight<unknown>((content, one) => ({ [one]: content }), value);
      const body = JSON.stringify({ SerializedPublishingLicense: license, ...(inner as object) });
      const field = decodeLicenseRequest(body, nodePlatform)?.fields.find((one) => one.name === name);
      assert.equal(field?.personal, isPersonal);
    });
  }

  it('reads the challenge', () => {
    const challenge = parseChallenge(
      'Bearer resource="https://aadrm.com", realm="6F1C2D94-8b0e-4c57-9a3e-21d7c0b5e8f4", authorization="https://login.windows.net/6f1c2d94-8b0e-4c57-9a3e-21d7c0b5e8f4/oauth2/authorize"',
    );
    assert.equal(challenge?.realm, '6f1c2d94-8b0e-4c57-9a3e-21d7c0b5e8f4');
    assert.equal(challenge?.resource, 'https://aadrm.com');
    assert.equal(parseChallenge('Negotiate'), undefined);
  });

  it('names calls by address', () => {
    assert.equal(licenseCall('https://api.aadrm.com/my/v2/enduserlicenses'), 'enduserlicenses');
    assert.equal(licenseCall('https://api.aadrm.us/my/v1/templates?x'), 'templates');
    assert.equal(licenseCall('https://rms.contoso.example/_wmcs/licensing/license.asmx'), 'on-premises');
    assert.equal(licenseCall('https://api.aadrm.com.evil.example/my/v2/enduserlicenses'), undefined);
  });
});
