import assert from 'node:assert/strict';
import { generateKeyPairSync } from 'node:crypto';
import { gzipSync } from 'node:zlib';
import { CompactEncrypt } from 'jose';
import { nodePlatform } from '../../src/platform/node';
import { writeSaz } from '../../src/reports/writers/saz';
import { runOn } from '../fixtures/commandLine';
import { gluedChain, makeChain } from '../fixtures/license/chain';
import { httpMessage, sazSession } from '../fixtures/saz';
import { encodeSyncMessage } from '../fixtures/sync/encode';
import { edgeClaims, jwks, makeToken } from '../fixtures/token/make';

const utf8 = new TextEncoder();
const issued = 1_763_800_000;
const access = makeToken(edgeClaims(issued));
const chain = gluedChain();

/** Runs a command over files in memory. */
async function run(files: Readonly<Record<string, string | Uint8Array>>, ...args: string[]): Promise<string> {
  const { status, said } = await runOn(files, ...args);
  assert.equal(status, 0, said);
  return said;
}

const decode = (input: string | Uint8Array, ...args: string[]): Promise<string> =>
  run({ '-': input }, 'decode', ...args);

describe('decode on the command line', () => {
  it('says of a license everything that is known', async () => {
    const said = await decode(chain);
    for (const form of [
      /^ {2}Tenant: License tenant .*\(note\)$/m,
      /^ {4}RMS service id: .*not the Entra tenant\)$/m,
      /^ {2}1\. Publishing license:$/m,
      /^ {4}Digest: SHA256 of BODY matches DIGEST\. {2}\(passed\)$/m,
      /^ {4}RSA signature: Fits the key named in the certificate \(2048 bits\)\. {2}\(passed\)$/m,
      /^ {4}Chain link: The issuer key is a principal key of certificate 2\. {2}\(passed\)$/m,
      /Sealed key: \[336 bytes, not shown\]/,
      /ISSUE: .*\(Issue licenses\)/,
    ])
      assert.match(said, form);
    assert.match(await decode(chain, '--lang', 'de'), /RSA-Signatur: Passt zum im Zertifikat genannten Schlüssel/);
  });

  it('says which certificate of a chain was altered', async () => {
    const [first = '', second = '', ...rest] = makeChain();
    const altered = second.replace('<ISSUEDTIME>20', '<ISSUEDTIME>19');
    const said = await decode([first, altered, ...rest].join(''));
    const [, one = '', two = ''] = said.split(/^ {2}\d\. /m);
    assert.match(one, /Digest: SHA256 of BODY matches/);
    assert.match(two, /Digest: The text was altered.*\(failed\)/);
    assert.match(two, /RSA signature: Fits/);
  });

  it('finds a license in UTF-16 in JSON in a HAR in gzip', async () => {
    const license = Buffer.from(`\ufeff${chain}`, 'utf16le').toString('base64');
    const body = JSON.stringify({ SerializedPublishingLicense: license });
    const har = JSON.stringify({ log: { entries: [{ request: { postData: { text: body } } }] } });
    assert.match(await decode(gzipSync(har)), /1\. Publishing license/);
  });

  it('gives cause and fix of a refusal, in the language asked for', async () => {
    const refusal = JSON.stringify({
      Code: 'Microsoft.RightsManagement.Exceptions.ServiceDisabledException',
      Message: 'x',
    });
    assert.match(await decode(refusal), /^cause: .*onboarding control/m);
    assert.match(await decode(refusal, '--lang', 'de'), /^cause: .*Onboardingrichtlinie/m);
    const unknown = JSON.stringify({ Code: 'Microsoft.RightsManagement.Exceptions.NewException', Message: 'x' });
    assert.match(await decode(unknown), /NewException {2}\(Not documented\)/);
  });

  it('shows the fields of a granted license, the key by its length', async () => {
    const Value = 'c2VjcmV0LWNvbnRlbnQta2V5LXNlY3JldC1rZXk=';
    const granted = JSON.stringify({ AccessStatus: 'AccessGranted', Key: { Value, Size: 32 }, Rights: ['VIEW'] });
    const said = await decode(granted);
    assert.match(said, /Key\.Value: \[40 characters, not shown\]/);
    assert.match(said, /VIEW: Open/);
    assert.ok(!said.includes(Value));
  });

  it('masks secrets of other services in an answer, unless they are asked for', async () => {
    const answer = JSON.stringify({
      AccessStatus: 'AccessGranted',
      refresh_token: 'hunter22hunter22',
      cookies: [{ name: 'a', value: 'hunter22' }],
      note: 'GET / HTTP/1.1\r\npassword: hunter22',
      Code: 'M.R3_BAY.hunter22-0123456789',
    });
    const session = sazSession({
      request: httpMessage(['POST https://api.aadrm.com/my/v2/enduserlicenses HTTP/1.1', 'Host: api.aadrm.com']),
      response: httpMessage(['HTTP/1.1 200 OK', 'Content-Type: application/json'], utf8.encode(answer)),
    });
    const files = { '-': answer, 'a.saz': writeSaz([session], nodePlatform) };
    for (const args of [['decode'], ['show', 'a.saz', 'key:1', '--part', 'license']]) {
      for (const format of ['text', 'json']) {
        assert.doesNotMatch(await run(files, ...args, '--format', format), /hunter22/, `${args[0]} ${format}`);
      }
      const said = await run(files, ...args);
      assert.match(said, /refresh_token: \[refresh token, 16\]/);
      assert.match(said, /cookies\[0\]\.value: \[cookie, 8\]/);
      assert.match(await run(files, ...args, '--reveal'), /refresh_token: hunter22hunter22/);
    }
  });

  it('lists the fields of a sync message with what they say', async () => {
    const sync = encodeSyncMessage('request', {
      share: 'c2hhcmU=',
      protocol_version: 99,
      message_contents: 'GET_UPDATES',
      get_updates: { from_progress_marker: [{ data_type_id: 32904, token: { unixMs: 1752800000000 } }] },
    });
    const said = await decode(sync);
    assert.match(said, /data_type_id: 32904 {2}# data type Bookmarks/);
    assert.match(said, /token: [0-9a-f]{16} {2}# .*2025-07-18 00:53:20 UTC/);
  });

  it('does not take written words for a sync message', async () => {
    for (const input of ['2026-11-22T09:12:31Z', '2026-11-22T09:12:31Z\n'])
      assert.match(await decode(input), /^2026-11-22 09:12:31 UTC/);
  });

  it('explains header lines', async () => {
    const said = await decode(
      'X-MSEdge-Ref: Ref A: 0123456789ABCDEF0123456789ABCDEF Ref B: DUS30EDGE0718 Ref C: 2026-11-22T09:12:31Z\nx-ms-clitelem: 1,50076,0,,\n',
    );
    assert.match(said, /Edge site DUS/);
    assert.match(said, /AADSTS50076 UserStrongAuthClientAuthNRequired/);
  });

  it('says which code each sentence belongs to', async () => {
    const said = await decode('{"error_codes":[50076],"m":"AADSTS50076 ... AADSTS50105 ... 0xCAA2000C ..."}');
    for (const head of [/^AADSTS50076 /m, /^AADSTS50105 /m, /^0xCAA2000C /m]) assert.match(said, head);
  });

  it('opens an encrypted token with a key file', async () => {
    const { publicKey, privateKey } = generateKeyPairSync('rsa', { modulusLength: 2048 });
    const token = await new CompactEncrypt(utf8.encode(access))
      .setProtectedHeader({ alg: 'RSA-OAEP', enc: 'A256GCM', cty: 'JWT' })
      .encrypt(publicKey);
    const keys = JSON.stringify({ keys: [privateKey.export({ format: 'jwk' }), ...jwks().keys] });
    const said = await run({ '-': token, 'keys.json': keys }, 'decode', '--jwks', 'keys.json');
    assert.match(said, /Signature matches key test-key-1 of the key file/);
    assert.match(said, /audience|edgesync\.microsoft\.com/);
    assert.doesNotMatch(await decode(token), /edgesync/);
  });
});

describe('show on the command line', () => {
  const session = (url: string, headers: readonly string[], body: string) =>
    sazSession({
      request: httpMessage([`POST ${url} HTTP/1.1`, 'Content-Type: application/json', ...headers], body),
      response: httpMessage(['HTTP/1.1 200 OK', 'Content-Type: application/json'], JSON.stringify(jwks())),
    });
  const capture = writeSaz(
    [
      session(
        'https://api.aadrm.com/my/v2/enduserlicenses',
        [`Authorization: Bearer ${access}`],
        JSON.stringify({ SerializedPublishingLicense: Buffer.from(`\ufeff${chain}`).toString('base64') }),
      ),
      session('https://login.microsoftonline.com/common/discovery/v2.0/keys', [], ''),
    ],
    nodePlatform,
  );

  it('checks signatures with the keys of the capture', async () => {
    const said = await run({ 'a.saz': capture }, 'show', 'a.saz', 'key:1', '--part', 'token');
    assert.match(said, /consistency only/);
  });

  it('prints judgements, problems and fields of sync messages on a line each', async () => {
    assert.match(await decode(access), /^ {2}Asked for by Microsoft Edge\. {2}\(passed\)$/m);
    assert.match(
      await decode(access.split('.').slice(0, 2).join('.')),
      /signature part is missing\. {2}\(token-two-parts\)$/m,
    );
  });

  it('compares the tenant of a license with the token beside it', async () => {
    const said = await run({ 'a.saz': capture }, 'show', 'a.saz', 'key:1', '--part', 'license');
    assert.match(said, /Tenant: License tenant .* differs from token tenant/);
    const json = await run({ 'a.saz': capture }, 'show', 'a.saz', 'key:1', '--part', 'license', '--format', 'json');
    const { value } = JSON.parse(json) as { value: readonly { certificates: readonly object[] }[] };
    assert.deepEqual(Object.keys(value[0]?.certificates[0] ?? {}), ['type', 'issued', 'digest', 'signature']);
  });
});
