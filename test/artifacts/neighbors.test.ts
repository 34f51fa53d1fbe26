import assert from 'node:assert/strict';
import fc from 'fast-check';
import { describe, it } from 'mocha';
import type { Artifact } from '../../src/artifacts/artifact';
import { readText } from '../../src/artifacts/readText';
import { fuzzRuns } from '../fixtures/fuzz';

function read<K extends Artifact['kind']>(kind: K, text: string): Extract<Artifact, { kind: K }> {
  const found = readText(text, { id: 'x', name: 'x.txt' }).find((artifact) => artifact.kind === kind);
  assert.ok(found, `no ${kind}`);
  return found as Extract<Artifact, { kind: K }>;
}

const policy =
  '{"level":"mandatory","scope":"machine","source":"platform","value":["passwords","history"],"error":"Unbekannte Richtlinie.","deprecated":true}';

describe('neighbor files of a dump', () => {
  it('policy export in its three layouts', () => {
    const layouts = [
      `{"chromeMetadata":{"application":"Microsoft Edge"},"policyValues":{"chrome":{"name":"Microsoft Edge Policies","policies":{"SyncTypesListDisabled":${policy}}}}}`,
      `{"chromeMetadata":{"application":"Microsoft Edge"},"policyGroups":{"chrome":{"name":"x","policies":{"SyncTypesListDisabled":${policy}}}}}`,
      `{"chromeMetadata":{"application":"Microsoft Edge"},"chromePolicies":{"SyncTypesListDisabled":${policy}},"extensionPolicies":{}}`,
    ];
    for (const text of layouts) {
      const { policies, metadata, form } = read('policy-export', text);
      assert.equal(form, 'json');
      assert.deepEqual(metadata, [{ name: 'application', value: 'Microsoft Edge' }]);
      assert.equal(policies.length, 1);
      const [first] = policies;
      assert.ok(first);
      assert.deepEqual(
        [first.name, first.value, first.level, first.messages],
        ['SyncTypesListDisabled', ['passwords', 'history'], 'mandatory', ['Unbekannte Richtlinie.', 'deprecated']],
      );
      assert.equal(text.slice(first.nameSpan.start, first.nameSpan.end), 'SyncTypesListDisabled');
      assert.equal(text.slice(first.valueSpan.start, first.valueSpan.end), '["passwords","history"]');
    }
  });

  it('a policy that another replaced is not listed twice, a cut export gives what it has', () => {
    const text = `{"policyValues":{"chrome":{"policies":{"SyncDisabled":{"level":"mandatory","scope":"user","source":"cloud","value":true,"conflicts":[{"level":"recommended","scope":"user","source":"platform","value":false}]},"BrowserSignin":{"level":"mandatory","scope":"machine","value":0},"ForceSy`;
    const { policies } = read('policy-export', text);
    assert.deepEqual(
      policies.map((entry) => [entry.name, entry.value]),
      [
        ['SyncDisabled', true],
        ['BrowserSignin', 0],
      ],
    );
  });

  it('policy page text in German', () => {
    const { policies } = read(
      'policy-export',
      'Richtlinienname\tRichtlinienwert\tQuelle\tAngewendet auf\tLevel\tStatus\nSyncDisabled\ttrue\tPlattform\tGerät\tVerbindlich\tOK\nBrowserSignin\t0\tPlattform\tGerät\tEmpfohlen\tFehler, ignoriert\n',
    );
    assert.deepEqual(
      policies.map((entry) => [entry.name, entry.value, entry.level, entry.messages]),
      [
        ['SyncDisabled', true, 'mandatory', []],
        ['BrowserSignin', 0, 'recommended', ['Fehler, ignoriert']],
      ],
    );
  });

  it('sign-in page with tabs, without tabs, and saved', () => {
    for (const text of [
      'Basic Information\nAccount Consistency\tDICE\t\u00a0\nSignin Status\tNot Signed In\t\u00a0\n \nLast Signin Details\nRefreshToken Received\t\t\u00a0\n',
      'Basic Information\nAccount Consistency\nDICE\nSignin Status\nNot Signed In\nLast Signin Details\nRefreshToken Received\n',
      'Basic Information\r\nAccount Consistency: DICE\r\nSignin Status: Not Signed In\r\n',
    ]) {
      const { sections } = read('signin-internals', text);
      assert.deepEqual(
        sections[0]?.stats.map((stat) => [stat.name, stat.value]),
        [
          ['Account Consistency', 'DICE'],
          ['Signin Status', 'Not Signed In'],
        ],
      );
      for (const stat of sections[0]?.stats ?? [])
        assert.equal(text.slice(stat.valueSpan.start, stat.valueSpan.end), stat.value);
    }
    const saved = read(
      'signin-internals',
      '<!doctype html><html><head><title>Signin Internals</title></head><body><div id="signin-info"><h2>Basic Information</h2><table><tr><td>Signin Status</td><td>Signed In, Consented for Sync</td><td></td></tr></table></div></body></html>',
    );
    assert.equal(saved.form, 'saved-page');
    assert.equal(saved.sections[0]?.stats[0]?.value, 'Signed In, Consented for Sync');
  });

  it('dsregcmd: boxes, colons in values, wrapped lines, parts without a box', () => {
    const text =
      '+------+\n| SSO State   |\n+------+\n\n                AzureAdPrt : NO\n       Server Error Description : AADSTS50126: Error validating\ncredentials due to invalid username.\n AadRecoveryEnabled: NO\n EmptyKey :\n';
    const { values } = read('dsregcmd', text);
    assert.deepEqual(
      values.map((entry) => [entry.section, entry.key, entry.value]),
      [
        ['SSO State', 'AzureAdPrt', 'NO'],
        ['SSO State', 'Server Error Description', 'AADSTS50126: Error validating credentials due to invalid username.'],
        ['SSO State', 'AadRecoveryEnabled', 'NO'],
        ['SSO State', 'EmptyKey', ''],
      ],
    );
    assert.deepEqual(
      read('dsregcmd', 'she sent:\nAzureAdPrt : NO\nWamDefaultSet : ERROR').values.map((entry) => entry.section),
      ['SSO State', 'User State'],
    );
  });

  it('PowerShell: prompts, bare words, properties, tables, errors, versions', () => {
    const text = [
      'PS C:\\> Get-AipService',
      'Disabled',
      'PS C:\\> (Get-AipServiceConfiguration).FunctionalState',
      'Enabled',
      'PS C:\\> Get-AipServiceOnboardingControlPolicy',
      '',
      'UseRmsUserLicense SecurityGroupObjectId                Scope',
      '----------------- ---------------------                -----',
      '            False',
      '            False f1488a05-8196-40a6-9483-524948b90282   All',
      '',
      'PS C:\\> Get-AipServiceDevicePlatform -All',
      '',
      'Key          Value',
      '---          -----',
      'Windows       True',
      'WindowsStore False',
      '',
      'PS C:\\> $PSVersionTable',
      '',
      'Name                           Value',
      '----                           -----',
      'PSVersion                      7.4.1',
      'PSEdition                      Core',
      '',
      'PS C:\\> Connect-AipService',
      'Connect-AipService : The attempt to connect to the Azure Information Protection service failed.',
    ].join('\r\n');
    const { outputs, variables } = read('powershell-output', text);
    assert.deepEqual(
      outputs.map((output) => [
        output.cmdlet,
        output.text,
        ...output.properties.map((property) => `${property.name}=${property.value}`),
      ]),
      [
        ['Get-AipService', 'Disabled'],
        ['Get-AipServiceConfiguration', '', 'FunctionalState=Enabled'],
        ['Get-AipServiceOnboardingControlPolicy', '', 'UseRmsUserLicense=False', 'SecurityGroupObjectId=', 'Scope='],
        [
          'Get-AipServiceOnboardingControlPolicy',
          '',
          'UseRmsUserLicense=False',
          'SecurityGroupObjectId=f1488a05-8196-40a6-9483-524948b90282',
          'Scope=All',
        ],
        ['Get-AipServiceDevicePlatform', '', 'Windows=True', 'WindowsStore=False'],
        [
          'Connect-AipService',
          'Connect-AipService : The attempt to connect to the Azure Information Protection service failed.',
        ],
      ],
    );
    assert.deepEqual(
      variables.map((variable) => [variable.name, variable.value]),
      [
        ['PSVersionTable.PSVersion', '7.4.1'],
        ['PSVersionTable.PSEdition', 'Core'],
      ],
    );
  });

  it('PowerShell: `$PSVersionTable.PSVersion` as a table, and CSV', () => {
    const { variables } = read(
      'powershell-output',
      'PS C:\\> $PSVersionTable.PSVersion\n\nMajor  Minor  Build  Revision\n-----  -----  -----  --------\n5      1      19041  4894\n',
    );
    assert.deepEqual(
      variables.map((variable) => [variable.name, variable.value]),
      [['PSVersionTable.PSVersion', '5.1.19041.4894']],
    );
    const csv = read(
      'powershell-output',
      '#TYPE X\r\n"UseRmsUserLicense","SecurityGroupObjectId","Scope"\r\n"True",,"All"\r\n',
    );
    assert.deepEqual(
      csv.outputs[0]?.properties.map((property) => property.value),
      ['True', '', 'All'],
    );
  });

  it('browser log of both layouts, with lines that continue', () => {
    const { lines } = read(
      'edge-log',
      '[1:2:0304/101502.123456:ERROR:edge_encryption_keys_manager_aad.cc(571)] Failed to initialize EncryptionKeysProtector.\n[1:2:0304/101503.5:VERBOSE1:components\\sync\\engine\\syncer.cc:88] ******Server Response******\n   { "error_code": 9 }\nlater words\n',
    );
    assert.deepEqual(
      lines.map((line) => [line.level, line.file, line.line]),
      [
        ['ERROR', 'edge_encryption_keys_manager_aad.cc', 571],
        ['VERBOSE1', 'components\\sync\\engine\\syncer.cc', 88],
      ],
    );
    assert.match(lines[1]?.text ?? '', /error_code/);
  });

  it('AAD events as text, list, CSV and XML', () => {
    const message = 'Error: 0xCAA2000C Code: interaction_required AADSTS50076: multi-factor';
    for (const text of [
      `Log Name: Microsoft-Windows-AAD/Operational\nEvent ID: 1098\nLevel: Error\nDescription:\n${message}\n`,
      `TimeCreated  : 04.03.2026 10:15:02\nProviderName : Microsoft-Windows-AAD\nId           : 1098\nMessage      : ${message}\n`,
      `"TimeCreated";"Id";"ProviderName";"Message"\r\n"04.03.2026 10:15:02";"1098";"Microsoft-Windows-AAD";"${message}\r\nLogged at x.cpp, line: 1"\r\n`,
      `<Event xmlns="x"><System><Provider Name="Microsoft-Windows-AAD"/><EventID>1098</EventID></System><EventData><Data>${message}</Data></EventData></Event>`,
    ]) {
      const { events } = read('aad-event', text);
      assert.deepEqual(
        events.map((event) => event.id),
        [1098],
        text,
      );
      assert.deepEqual(
        events[0]?.codes.map(({ code }) => code),
        ['0xCAA2000C', 'AADSTS50076'],
      );
      for (const { code, span } of events[0]?.codes ?? []) assert.equal(text.slice(span.start, span.end), code);
      assert.match(events[0]?.text ?? '', /multi-factor/);
    }
  });

  it('nothing throws, and every span lies in the text', () => {
    const piece = fc.constantFrom(
      'Basic Information',
      'Signin Status',
      '\t',
      '\n',
      'AzureAdPrt : NO',
      '+-----------+',
      '| SSO State |',
      'PS C:\\> Get-AipService',
      '---- -----',
      '"policyValues":{',
      '"level":"mandatory"',
      '"scope":"user"',
      '"value":',
      '}',
      '"',
      ',',
      '[1:2:0304/101502.1:ERROR:a.cc(1)] x',
      'Microsoft-Windows-AAD',
      'Event ID: 1098',
      '<Event>',
      '</Event>',
      'Id,Message',
      ' : ',
      'FunctionalState : ',
      'x',
    );
    fc.assert(
      fc.property(fc.array(piece, { maxLength: 40 }), (pieces) => {
        const text = pieces.join('');
        for (const artifact of readText(text, { id: 'x', name: '' })) {
          const spans =
            artifact.kind === 'dsregcmd'
              ? artifact.values.map((entry) => entry.valueSpan)
              : artifact.kind === 'edge-log'
                ? artifact.lines.map((line) => line.span)
                : artifact.kind === 'powershell-output'
                  ? artifact.outputs.map((output) => output.span)
                  : artifact.kind === 'policy-export'
                    ? artifact.policies.map((entry) => entry.valueSpan)
                    : artifact.kind === 'aad-event'
                      ? artifact.events.map((event) => event.span)
                      : [];
          for (const span of spans) assert.ok(span.start >= 0 && span.start <= span.end && span.end <= text.length);
        }
      }),
      { numRuns: fuzzRuns(1500) },
    );
  });
});
