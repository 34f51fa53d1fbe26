import assert from 'node:assert/strict';
import { readFileSync } from 'node:fs';
import { describe, it } from 'mocha';
import { detect } from '../../src/artifacts/detect';
import { readBytes } from '../../src/artifacts/read';
import { sniff } from '../../src/artifacts/sniff';
import { nodePlatform } from '../../src/platform/node';
import { cryptoPlan } from '../fixtures/dump/plan';
import { mhtml, writers } from '../fixtures/dump/write';
import { describeWithSamples, sample } from '../fixtures/samples';

const bytesOf = (text: string) => new TextEncoder().encode(text);
const jwt = 'eyJhbGciOiJub25lIn0.eyJhdWQiOiJ4In0.';
const license = btoa(
  '<?xml version="1.0"?><XrML version="1.2" xmlns=""><BODY type="Microsoft Rights Label"></BODY></XrML>',
);

const texts: readonly [name: string, text: string, kind: string, form: string][] = [
  ...Object.entries(writers).map(([form, write]): [string, string, string, string] => [
    'a.txt',
    write(cryptoPlan),
    'sync-internals',
    form,
  ]),
  ['page.mhtml', mhtml(cryptoPlan), 'sync-internals', 'saved-page'],
  ['a.txt', 'Last Token Error | EDGE_AUTH_ERROR: 3, 54, 3ea\n', 'sync-internals', 'fragment'],
  [
    'a.txt',
    'Basic Information\nAccount Consistency\tDICE\t\u00a0\nSignin Status\tSigned In, Consented for Sync\t\u00a0\n',
    'signin-internals',
    'page-text',
  ],
  [
    'policies.json',
    '{"chromeMetadata":{"OS":"Windows"},"policyValues":{"chrome":{"name":"x","policies":{"SyncDisabled":{"level":"mandatory","scope":"machine","source":"platform","value":true}}}}}',
    'policy-export',
    'json',
  ],
  ['a.txt', 'SyncDisabled\ttrue\tPlatform\tDevice\tMandatory\tOK\n', 'policy-export', 'page-text'],
  ['a.txt', '+---------------+\n| SSO State     |\n+---------------+\n  AzureAdPrt : NO\n', 'dsregcmd', 'listing'],
  ['a.txt', 'PS C:\\> Get-AipService\nDisabled\n', 'powershell-output', 'list'],
  [
    'a.txt',
    'UseRmsUserLicense SecurityGroupObjectId Scope\n----------------- --------------------- -----\n            False\n',
    'powershell-output',
    'table',
  ],
  [
    'a.csv',
    '"BPOSId","FunctionalState"\n"9c11c87a-ac8b-46a3-8d5c-f4d0b72ee29a","Disabled"\n',
    'powershell-output',
    'csv',
  ],
  [
    'chrome_debug.log',
    '[100:200:0304/101502.123456:ERROR:sync_service_impl.cc(901)] Unrecoverable error detected at X\n',
    'edge-log',
    'lines',
  ],
  [
    'a.txt',
    'Log Name:      Microsoft-Windows-AAD/Operational\nEvent ID:      1098\nDescription: Error: 0xCAA2000C AADSTS50076\n',
    'aad-event',
    'text',
  ],
  [
    'a.csv',
    '"TimeCreated","Id","LevelDisplayName","ProviderName","Message"\n"3/4/2026","1097","Warning","Microsoft-Windows-AAD","Error: 0xCAA90056"\n',
    'aad-event',
    'csv',
  ],
  ['a.har', '{"log":{"version":"1.2","creator":{"name":"x"},"entries":[]}}', 'capture', 'har'],
  [
    '1_Full.txt',
    'GET https://edge.microsoft.com/sync/ HTTP/1.1\r\nHost: edge.microsoft.com\r\n\r\n',
    'capture',
    'fiddler-text',
  ],
  ['net.json', '{"constants":{"logFormatVersion":1},\n"events": [\n', 'capture', 'netlog'],
  [
    'mail.eml',
    'From: a@contoso.example\r\nTo: b@contoso.example\r\nSubject: sync\r\nDate: Wed, 4 Mar 2026 10:00:00 +0100\r\nMIME-Version: 1.0\r\nContent-Type: text/plain\r\n\r\nhello\r\n',
    'attachments',
    'eml',
  ],
  ['a.txt', jwt, 'value', 'token'],
  ['a.txt', `Bearer ${jwt}`, 'value', 'token'],
  ['a.txt', license, 'value', 'license'],
  ['a.json', '{"AccessStatus":"AccessGranted","Key":{}}', 'value', 'end-user-license'],
  ['a.json', '{"Code":"Microsoft.RightsManagement.NotSignedUpException","Message":"x"}', 'value', 'end-user-license'],
  ['note.txt', 'The customer says sync has been turned off by your administrator.', 'text', 'plain'],
];

describe('what a file is', () => {
  for (const [name, text, kind, form] of texts) {
    it(`${kind} ${form}: ${text.slice(0, 30).replace(/\s+/g, ' ')}`, () => {
      const bytes = bytesOf(text);
      assert.deepEqual(detect(bytes, bytes.length, name), { kind, form });
      if (kind !== 'attachments' && kind !== 'text') assert.ok(sniff(text, 'x.txt'), 'sniff');
    });
  }

  it('binary content', () => {
    assert.deepEqual(detect(Uint8Array.of(0x50, 0x4b, 3, 4, 0), 5, 'x.saz'), { kind: 'capture', form: 'saz' });
    assert.deepEqual(detect(bytesOf('PK\u0003\u0004 notes.txt'), 20, 'x.zip'), { kind: 'attachments', form: 'zip' });
    assert.deepEqual(detect(Uint8Array.of(0x20, 0x0a), 2, 'answer.bin'), { kind: 'value', form: 'sync-message' });
    assert.equal(detect(Uint8Array.of(0x89, 0x50, 0x4e, 0x47, 0, 0, 0, 0), 8, 'x.png'), undefined);
    assert.equal(detect(new Uint8Array(), 0, 'x.txt'), undefined);
  });

  it('plain words and other data are not sniffed', () => {
    for (const text of [
      '',
      'hello world',
      '{"name":"x","status":"ok"}',
      'a,b,c\n1,2,3\n',
      'function f() { return 1; }',
    ])
      assert.equal(sniff(text, 'x.txt'), false, text);
  });

  it('an empty file, a picture and unknown bytes say what they are', async () => {
    const read = async (bytes: Uint8Array) =>
      (await readBytes(bytes, { id: 'x', name: 'x', platform: nodePlatform })).map((artifact) => [
        artifact.kind,
        ...artifact.problems.map((problem) => problem.code),
      ]);
    assert.deepEqual(await read(new Uint8Array()), [['text', 'file-empty']]);
    assert.deepEqual(await read(Uint8Array.of(0x89, 0x50, 0x4e, 0x47, 0, 0, 0, 0, 0)), [['text', 'file-image']]);
    assert.deepEqual(await read(Uint8Array.of(1, 0, 2, 0, 0, 0, 0, 250)), [['text', 'file-unknown']]);
  });

  it('gzip around a dump is taken off', async () => {
    const packed = nodePlatform.compress('gzip', bytesOf(writers['status-3'](cryptoPlan)));
    const [artifact] = await readBytes(packed, { id: 'x', name: 'dump.txt.gz', platform: nodePlatform });
    assert.equal(artifact?.kind, 'sync-internals');
  });
});

describeWithSamples('real files of the ticket samples', () => {
  const dumps: readonly [file: string, form: string, sections: number, rows: number, events: number, nodes: number][] =
    [
      ['chromium156/cryptoerror.dump-status.ids.txt', 'status-3', 11, 37, 10, 0],
      ['chromium156/cryptoerror.dump-status.noids.txt', 'status-3', 10, 37, 10, 0],
      ['chromium156/cryptoerror.data-tab-events.txt', 'events', 10, 37, 10, 0],
      ['chromium156/cryptoerror.page-selectall.txt', 'page-text', 11, 37, 10, 0],
      ['chromium156/cryptoerror.page.html', 'saved-page', 11, 37, 10, 0],
      ['chromium156/cryptoerror.aboutinfo.raw.json', 'system-log', 11, 37, 0, 0],
      ['chromium156/local.page.mhtml', 'saved-page', 11, 37, 12, 0],
      ['chromium156/local.data-tab-events.txt', 'events', 10, 37, 12, 0],
      ['chromium156/signedout.dump-status.ids.txt', 'status-3', 11, 0, 0, 0],
      ['chromium156/sync-data-dump-2026-11-22-1795306236957-Linux x86_64.csv', 'nodes', 10, 37, 0, 5],
      ['chromium156/sync-data-dump-2026-11-22-1795306809174-Linux x86_64.csv', 'nodes', 10, 37, 0, 28],
      ['web/edge84-screenshot.transcribed.txt', 'page-text', 14, 2, 2, 0],
      ['web/edge-nixpkgs-479966.fragment.txt', 'fragment', 1, 0, 0, 0],
      ['web/brave-36664.fragment.json.txt', 'fragment', 2, 0, 0, 0],
      ['web/chromium88-about_sync_data.signedout.json', 'system-log', 10, 0, 0, 0],
    ];
  for (const [file, form, sections, rows, events, nodes] of dumps) {
    it(file, async () => {
      const path = sample(`dumps/${file}`);
      assert.ok(path);
      const artifacts = await readBytes(readFileSync(path), {
        id: file,
        name: file.split('/').pop() ?? '',
        platform: nodePlatform,
      });
      assert.equal(artifacts.length, 1);
      const [dump] = artifacts;
      assert.ok(dump?.kind === 'sync-internals');
      assert.deepEqual(
        [dump.form, dump.sections.length, dump.types.length, dump.events.length, dump.nodes.length],
        [form, sections, rows, events, nodes],
      );
      if (file.includes('cryptoerror') && !file.endsWith('.csv')) {
        assert.equal(
          dump.types.filter((row) => row.message.includes('cryptographer error was encountered')).length,
          18,
        );
      }
    });
  }

  it('neighbor files', async () => {
    for (const [file, kind] of [
      ['wire/aad_operational_1098.sample.txt', 'aad-event'],
      ['wire/aipservice_configuration.sample.txt', 'powershell-output'],
      ['wire/dsregcmd_status.sample.txt', 'dsregcmd'],
      ['wire/dsregcmd_sso_ok.sample.txt', 'dsregcmd'],
      ['dumps/chromium156/signedout.signin-internals.txt', 'signin-internals'],
      ['dumps/chromium156/policy-syncdisabled.policy-copy.txt', 'policy-export'],
      ['wire/edge_s1.bin', 'value'],
      ['wire/synthetic_req_commit.bin.gz', 'value'],
    ] as const) {
      const path = sample(file);
      assert.ok(path);
      const artifacts = await readBytes(readFileSync(path), {
        id: file,
        name: file.split('/').pop() ?? '',
        platform: nodePlatform,
      });
      assert.deepEqual(
        artifacts.map((artifact) => artifact.kind),
        [kind],
        file,
      );
    }
  });
});
