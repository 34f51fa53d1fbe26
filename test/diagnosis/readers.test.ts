import assert from 'node:assert/strict';
import { readText } from '../../src/artifacts/readText';
import { diagnose } from '../../src/diagnosis';
import { nodePlatform } from '../../src/platform/node';

const group = 'f1488a05-8196-40a6-9483-524948b90282';
const section = (title: string) =>
  `+----------------------------------------------------------------------+\n| ${title.padEnd(68)} |\n+----------------------------------------------------------------------+\n`;

/** Texts as people send them, read by the readers, with what must be found in them and on which line. */
const table: readonly (readonly [string, string, string, number])[] = [
  ['Get-AipService', 'PS C:\\> Get-AipService\nDisabled\n', 'rms-not-activated', 1],
  [
    'one property of the configuration',
    'PS C:\\> (Get-AipServiceConfiguration).FunctionalState\nDisabled\n',
    'rms-not-activated',
    1,
  ],
  [
    'the configuration list',
    'PS C:\\> Get-AipServiceConfiguration\n\nBPOSId                                 : 6a1c7b0e-3f52-4f0d-9b61-5d7c2e8a9f10\nRightsManagementServiceId              : a4d7e2c0-5e1b-4c9a-8f37-6d2b90ee91f3\nFunctionalState                        : Enabled\nIPCv3ServiceFunctionalState            : Disabled\nDevicePlatformState                    : {Windows -> True, WindowsStore -> False, Mac -> True}\n',
    'rms-ipcv3-disabled',
    5,
  ],
  [
    'a platform in the configuration list',
    'PS C:\\> Get-AipServiceConfiguration\n\nBPOSId                                 : 6a1c7b0e-3f52-4f0d-9b61-5d7c2e8a9f10\nFunctionalState                        : Enabled\nDevicePlatformState                    : {Windows -> True, WindowsStore -> False}\n',
    'rms-platform-disabled',
    4,
  ],
  [
    'the onboarding table',
    `PS C:\\> Get-AipServiceOnboardingControlPolicy\n\nUseRmsUserLicense SecurityGroupObjectId                Scope\n----------------- ---------------------                -----\n            False ${group}   All\n`,
    'rms-onboarding-scoped-group',
    4,
  ],
  [
    'the unscoped onboarding table',
    'PS C:\\> Get-AipServiceOnboardingControlPolicy\n\nUseRmsUserLicense SecurityGroupObjectId                Scope\n----------------- ---------------------                -----\n            False\n',
    'rms-onboarding-unscoped',
    4,
  ],
  [
    'the platform table',
    'PS C:\\> Get-AipServiceDevicePlatform -All\n\nKey          Value\n---          -----\nWindows      False\nWindowsStore  True\n',
    'rms-platform-disabled',
    4,
  ],
  [
    'the version table',
    'PS C:\\> $PSVersionTable\n\nName                           Value\n----                           -----\nPSVersion                      7.4.6\nPSEdition                      Core\n',
    'rms-powershell7-unsupported',
    4,
  ],
  [
    'a missing module',
    "PS C:\\> Get-AipService\nGet-AipService : The term 'Get-AipService' is not recognized as the name of a cmdlet, function, script file, or operable program.\n",
    'rms-module-missing',
    1,
  ],
  [
    'a device listing',
    `${section('Device State')}\n             AzureAdJoined : NO\n          EnterpriseJoined : NO\n              DomainJoined : NO\n\n${section('User State')}\n                    NgcSet : NO\n           WorkplaceJoined : NO\n\n${section('SSO State')}\n                AzureAdPrt : NO\n`,
    'identity-device-not-joined',
    4,
  ],
  [
    'a policy export',
    '{\n   "chromeMetadata": {\n      "OS": "Windows",\n      "application": "Microsoft Edge",\n      "version": "144.0.1.2"\n   },\n   "policyValues": {\n      "chrome": {\n         "name": "Microsoft Edge Policies",\n         "policies": {\n            "SyncDisabled": {\n               "level": "mandatory",\n               "scope": "machine",\n               "source": "platform",\n               "value": true\n            }\n         }\n      }\n   }\n}\n',
    'policy-syncdisabled-mandatory',
    14,
  ],
  [
    'a log',
    '[1234:5678:1122/081244.123456:ERROR:components\\sync\\edge_encryption_keys_manager_aad.cc:571] Failed to initialize EncryptionKeysProtector.\n',
    'crypto-mip-other',
    0,
  ],
  [
    'a log of the engine',
    '[1234:5678:1122/081244.123456:ERROR:syncer.cc(12)] PostClientToServerMessage() failed during GetUpdates with error 12\n',
    'sync-not-my-birthday',
    0,
  ],
  [
    'a customer’s words',
    'Hello,\n\nsince Monday Edge says: Sync is not available for this account.\n',
    'sync-not-available-for-account',
    2,
  ],
  [
    'a copied page',
    'Summary\nTransport State\tPaused\nDisable Reasons\tNone\nSync Feature Enabled\ttrue\nAuth Error\tInvalid credentials (credentials missing). since 2026-11-22 08:00:00 +01\n \nVersion Info\nClient Version\tMicrosoft Edge Windows 144.0.1.2 (abc) stable\n',
    'identity-auth-error-summary',
    4,
  ],
  [
    'a pasted part of a dump',
    '      "stat_name": "Last Token Error",\n      "stat_status": "",\n      "stat_value": "EDGE_AUTH_ERROR: 3, 54, 3ea"\n    } ],\n    "title": "Credentials"\n',
    'identity-last-token-error',
    2,
  ],
];

describe('from text to finding', () => {
  for (const [title, text, id, line] of table) {
    it(`reads ${title}`, async () => {
      const artifacts = readText(text, { id: 'x', name: 'x.txt' });
      const { findings } = await diagnose(artifacts, { platform: nodePlatform });
      const found = findings.find((finding) => finding.id === id);
      const kinds = artifacts.map((artifact) => `${artifact.kind}/${artifact.form}`).join(', ');
      assert.ok(found, `${kinds}: ${findings.map((finding) => finding.id).join(', ')}`);
      const range = found.evidence[0]?.place.range;
      assert.ok(range && 'start' in range);
      assert.equal(range.start.line, line, found.evidence[0]?.text);
    });
  }
});
