import assert from 'node:assert/strict';
import fc from 'fast-check';
import { explainHeader, readAfsTracking, readCorrelationVector, readEdgeRef } from '../../../src/decoders/headers';
import { text } from '../../../src/text';
import { fuzzRuns } from '../../fixtures/fuzz';

const say = (name: string, value: string, part: 'request' | 'response' = 'response'): string =>
  explainHeader(name, value, part)
    .map((one) => text(one, 'en'))
    .join(' ');
const tracking =
  'cV=bm39ctRM3NpJ6DFPSkBWcE.0;server=akswtt00900000l;cloudType=Multitenant;environment=Prod_germanywestcentral_prod-s01-011-eur-germanywestcentral;migrationStage=NotStarted';
const challenge = `Bearer authorization_uri="https://login.windows.net/", error="insufficient_claims", claims="${Buffer.from('{"access_token":{"nbf":{"essential":true}}}').toString('base64')}"`;

describe('headers', () => {
  const cases: readonly (readonly [string, string, RegExp])[] = [
    [
      'X-AFS-Tracking',
      tracking,
      /region germanywestcentral \(eur, stamp s01-011\), environment Prod.*NotStarted.*multi-tenant/,
    ],
    [
      'X-MSEdge-Ref',
      'Ref A: 0123456789ABCDEF0123456789ABCDEF Ref B: DUS30EDGE0718 Ref C: 2025-07-18T00:53:52Z',
      /Edge site DUS: Duesseldorf, Germany.*2025-07-18 00:53:52 UTC/,
    ],
    ['x-msedge-ref', 'Ref A: AB Ref B: ZZZEDGE0001 Ref C: x', /ZZZ: not on the Azure Front Door list/],
    ['MS-CV', 'bm39ctRM3NpJ6DFPSkBWcE.0', /1 span/],
    ['mise-correlation-id', 'a2b0e0c0-0000-0000-0000-000000000000', /reached the service/],
    [
      'X-AFS-ClientInfo',
      'platform=Windows; os=Windows NT; osVer=10.0.22631; app=Microsoft Edge; appVer=131.0.2903.146; appChannel=stable; region=DE;',
      /Microsoft Edge 131\.0\.2903\.146 \(stable\), Windows NT 10\.0\.22631, region DE/,
    ],
    ['X-Cache', 'CONFIG_NOCACHE', /not cached by configuration/],
    ['WWW-Authenticate', challenge, /Claims challenge.*essential/],
    [
      'WWW-Authenticate',
      'Bearer error="invalid_token", error_description="AADSTS70043: expired"',
      /Error: invalid_token.*sign-in frequency/,
    ],
    [
      'x-ms-rms-platform-id',
      'AppName=Microsoft Edge (stable) (RustyMIP=0);AppVersion=144.0.1;DevicePlatform=WindowsStore;SDKVersion=4.3;UniqueId=ecd6b820-32c2-49b6-98a6-444530e5a77a;MipVersion=1.14.146;',
      /Microsoft Edge \(stable\) \(RustyMIP=0\) 144\.0\.1 on WindowsStore, MIP SDK 1\.14\.146.*Application Microsoft Edge/,
    ],
    ['X-Ms-Rms-Request-Id', 'a;b', /scenario; correlation/],
    ['x-ms-clitelem', '1,50076,0,,', /error 50076.*MFA demanded/],
    ['x-ms-clitelem', '1,0,0,,', /no error/],
    ['Authorization', 'Bearer ***SANITIZED***', /Removed by Fiddler/],
    ['WWW-Authenticate', '***SANITIZED***', /^Removed by Fiddler/],
  ];
  for (const [name, value, expected] of cases)
    it(`${name}: ${value.slice(0, 30)}`, () => assert.match(say(name, value), expected));

  it('says nothing about headers it does not know', () =>
    assert.deepEqual(explainHeader('Content-Type', 'x', 'response'), []));

  it('reads parts as written', () => {
    assert.equal(readAfsTracking(tracking).parts.length, 5);
    assert.equal(readAfsTracking('environment=other').region, '');
    assert.equal(readEdgeRef('Ref A: x Ref B: CO1EDGE0108 Ref C: y')?.site, 'CO');
    assert.equal(readEdgeRef('nothing'), undefined);
    assert.deepEqual(readCorrelationVector('JkXsl9CsUPu+kc0YOoXS4f')?.spans, []);
    assert.equal(readCorrelationVector('short'), undefined);
  });

  it('fuzz, any input is answered', () => {
    const name = fc.constantFrom(
      'X-AFS-Tracking',
      'X-MSEdge-Ref',
      'MS-CV',
      'X-AFS-ClientInfo',
      'WWW-Authenticate',
      'x-ms-clitelem',
    );
    const value = fc.array(
      fc.oneof(
        fc.constantFrom('Ref A: ', 'Ref B: ', 'EDGE', 'environment=', 'Prod_', ';', ',', '="', 'claims="', '1,'),
        fc.string({ maxLength: 10 }),
      ),
      { maxLength: 15 },
    );
    fc.assert(
      fc.property(name, value, (header, parts) => {
        explainHeader(header, parts.join(''), 'response');
      }),
      { numRuns: fuzzRuns(20_000) },
    );
  });
});
