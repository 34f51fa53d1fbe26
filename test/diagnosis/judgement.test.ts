import assert from 'node:assert/strict';
import type { Artifact } from '../../src/artifacts/artifact';
import { type DiagnosisSettings, diagnose, fixOf } from '../../src/diagnosis';
import type { Diagnosis, Finding } from '../../src/diagnosis/finding';
import { isResetStep, isSignOutStep } from '../../src/diagnosis/fix';
import { condition, conditions, fillTemplate, isAllowedLink } from '../../src/knowledge';
import { nodePlatform } from '../../src/platform/node';
import { staysQuick } from '../fixtures/watch';
import {
  capture,
  device,
  dump,
  healthySummary,
  note,
  personal,
  policies,
  powershell,
  type SessionParts,
  stats,
} from './build';

const run = (artifacts: readonly Artifact[], settings?: DiagnosisSettings): Promise<Diagnosis> =>
  diagnose(artifacts, { platform: nodePlatform, settings });
const ids = (diagnosis: Diagnosis): readonly string[] => diagnosis.findings.map((finding) => finding.id);

function only(diagnosis: Diagnosis, id: string): Finding {
  const found = diagnosis.findings.find((finding) => finding.id === id);
  assert.ok(found, `${id} not among ${ids(diagnosis).join(', ')}`);
  return found;
}

const crypto = 'Error: Restart@x.cc:511, cryptographer error was encountered: ';
const license: SessionParts = {
  method: 'POST',
  url: 'https://api.aadrm.com/my/v2/enduserlicenses',
  status: 400,
  contentType: 'application/json',
  responseBody:
    '{"Code":"Microsoft.RightsManagement.Exceptions.NotSignedUpException","Message":"The tenant is not activated."}',
};
const sync: SessionParts = {
  method: 'POST',
  url: 'https://edge.microsoft.com/sync/v1/feeds/me/syncEntities/command/?client=Chromium&client_id=x',
};
const brokenDump = (result = 'Success', more: Record<string, Record<string, string | boolean>> = {}) =>
  dump({
    sections: { Summary: healthySummary, 'AAD Account Key Status': { 'Last MIP Result': result }, ...more },
    types: { Passwords: crypto, Bookmarks: crypto },
  });

describe('causes', () => {
  it('puts the root first and its consequences below, one finding per condition', async () => {
    const result = await run([brokenDump('Service unavailable'), capture([license])]);
    assert.equal(ids(result)[0], 'rms-not-activated');
    const root = only(result, 'rms-not-activated');
    assert.deepEqual(root.causedBy, []);
    const error = only(result, 'crypto-error');
    assert.equal(error.causedBy[0], 'rms-not-activated');
    assert.equal(error.evidence.length, 2);
    assert.equal(only(result, 'license-access-not-granted').causedBy[0], 'rms-not-activated');
  });

  it('joins findings of captures only over a common host', async () => {
    const refused: SessionParts = { method: 'CONNECT', url: 'edge.microsoft.com:443', status: 407 };
    const other: SessionParts = { method: 'CONNECT', url: 'api.aadrm.com:443', status: 503 };
    const apart = await run([capture([refused, other])]);
    assert.deepEqual(only(apart, 'net-aadrm-unreachable').causedBy, []);
    const together = await run([
      capture([
        { ...refused, url: 'api.aadrm.com:443' },
        { ...other, status: 502 },
      ]),
    ]);
    assert.deepEqual(only(together, 'net-aadrm-unreachable').causedBy, ['net-proxy-auth-required']);
  });

  it('offers a suggestion beside what it would explain, and not as a finding', async () => {
    const result = await run([stats('AAD Account Key Status', { 'Last MIP Result': 'No permissions' })]);
    assert.ok(!ids(result).includes('subscription-replaced-tenant-changed'));
    assert.deepEqual(only(result, 'crypto-mip-no-permissions').suggestions, ['subscription-replaced-tenant-changed']);
    assert.ok(result.ask.some((question) => question.because.includes('subscription-replaced-tenant-changed')));
  });
});

describe('severity', () => {
  it('shows an error of conclusions alone as a warning, with a second proof as an error', async () => {
    const forbidden = capture([{ ...sync, status: 403 }]);
    assert.equal(only(await run([forbidden]), 'http-403-sync').severity, 'warning');
    assert.equal(only(await run([forbidden, brokenDump()]), 'http-403-sync').severity, 'error');
    const second = capture([{ ...sync, status: 403 }], 'second.saz');
    assert.equal(only(await run([forbidden, second]), 'http-403-sync').severity, 'error');
  });

  it('takes the severity of rows where only such rows hold', async () => {
    const step = (result: string) => stats('Status from Last Completed Session', { 'Download Step Result': result });
    assert.equal(only(await run([step('Network error (ERR_TIMED_OUT)')]), 'step-result-bad').severity, 'warning');
    assert.equal(only(await run([step('HTTP error (403)')]), 'step-result-bad').severity, 'error');
  });

  it('tells a token error beside healthy token rows as history', async () => {
    const credentials = {
      'Has Token': true,
      'Last Token Request Result': 'OK',
      'Last Token Error': 'EDGE_AUTH_ERROR: 3, 54, 3ea',
    };
    const past = only(await run([stats('Credentials', credentials)]), 'identity-last-token-error');
    assert.deepEqual([past.severity, past.history], ['warning', true]);
    const now = only(
      await run([stats('Credentials', { ...credentials, 'Has Token': false })]),
      'identity-last-token-error',
    );
    assert.deepEqual([now.severity, now.history], ['error', false]);
  });

  it('lets a signed-out dump say only that', async () => {
    const result = await run([
      dump({
        sections: {
          Summary: {
            'Transport State': 'Disabled',
            'Disable Reasons': 'Not signed in',
            'Sync Feature Enabled': false,
            'Auth Error': 'x since y',
          },
          Credentials: { 'Has Token': false, 'Last Token Request Result': 'bad' },
          'Environment Info': { 'Server URL': '', 'Fetch Result': 'none' },
        },
      }),
    ]);
    assert.deepEqual(ids(result), ['sync-disable-reasons-present']);
  });

  it('does not praise a dump that has an error', async () => {
    assert.ok(ids(await run([stats('Summary', healthySummary)])).includes('sync-healthy-summary'));
    assert.ok(!ids(await run([brokenDump()])).includes('sync-healthy-summary'));
  });

  it('takes a key result for a fault only beside missing keys or a sync that does not start', async () => {
    const result = { 'AAD Account Key Status': { 'Last MIP Result': 'Other' } };
    assert.equal(only(await run([dump({ sections: result })]), 'crypto-mip-other').severity, 'information');
    const beside = dump({ sections: result, types: { Passwords: crypto } });
    assert.equal(only(await run([beside]), 'crypto-mip-other').severity, 'warning');
  });

  it('takes a passing transport state for a fault only when a second dump shows it too', async () => {
    const starting = (id: string) => dump({ id, sections: { Summary: { 'Transport State': 'Initializing' } } });
    assert.equal(only(await run([starting('1.txt')]), 'sync-transport-not-active').severity, 'information');
    const twice = await run([starting('1.txt'), starting('2.txt')]);
    assert.equal(only(twice, 'sync-transport-not-active').severity, 'warning');
    assert.equal(
      only(await run([stats('Summary', { 'Transport State': 'Paused' })]), 'sync-transport-not-active').severity,
      'warning',
    );
  });

  it('does not call for a reset where the passphrase of the user is missing', async () => {
    const waiting = { Encryption: { 'Passphrase Required': true, 'Explicit Passphrase': true } };
    const result = await run([brokenDump('Success', waiting)]);
    assert.equal(ids(result)[0], 'passphrase-required');
    assert.ok(!ids(result).includes('reset-needed'));
  });

  it('does not believe what dsregcmd says of the account when it ran elevated or as SYSTEM', async () => {
    const account = { 'User State/WamDefaultSet': 'NO' };
    assert.ok(ids(await run([device(account)])).includes('identity-device-not-joined'));
    const elevated = device({ ...account, 'Ngc Prerequisite Check/KeySignTest': 'PASSED' });
    assert.ok(!ids(await run([elevated])).includes('identity-device-not-joined'));
    const system = device({ 'SSO State/AzureAdPrt': 'NO', 'Diagnostic Data/User Context': 'SYSTEM' });
    assert.equal(only(await run([system]), 'identity-prt-missing').severity, 'information');
  });

  it('keeps tenant conditions from personal accounts', async () => {
    const words = note('Sync is not available for this account.');
    assert.ok(ids(await run([words])).includes('sync-not-available-for-account'));
    assert.ok(!ids(await run([words, personal()])).includes('sync-not-available-for-account'));
  });

  it('reads no masked, unset or cut value', async () => {
    for (const masked of ['[removed]', '****', '••••••', 'xxxx', 'REDACTED', '***SANITIZED***']) {
      assert.deepEqual(ids(await run([stats('Summary', { 'Transport State': masked })])), [], masked);
    }
    assert.deepEqual(ids(await run([stats('Summary', { 'Transport State': null })])), []);
    assert.deepEqual(ids(await run([policies({ SyncTypesListDisabled: '[removed]' })])), []);
    const cut = dump({ sections: { '?': { 'Last Token Request Result': 'x' } } });
    assert.ok(!ids(await run([cut])).includes('identity-token-request-failing'));
  });

  it('finds older names of stats and either title of the key section', async () => {
    assert.ok(ids(await run([stats('Network', { Throttled: true })])).includes('client-backoff'));
    assert.ok(
      ids(await run([stats('Credentials', { 'Token Request Status': 'bad' })])).includes(
        'identity-token-request-failing',
      ),
    );
  });
});

describe('fixes', () => {
  const fix = async (artifacts: readonly Artifact[], id: string) => {
    const result = await run(artifacts);
    return fixOf(only(result, id), result.facts, 'en');
  };
  const hasReset = (steps: readonly string[]) => steps.some(isResetStep);

  it('offer a reset only after a cryptographer error with a result that calls for it', async () => {
    assert.ok(hasReset((await fix([brokenDump('Success')], 'crypto-mip-success')).steps));
    const alone = await fix(
      [stats('AAD Account Key Status', { 'Last MIP Result': 'No permissions' })],
      'crypto-mip-no-permissions',
    );
    assert.ok(!hasReset(alone.steps));
    assert.deepEqual(
      alone.withheld.map((entry) => entry.key),
      ['diagnosis.noResetUnproven'],
    );
    const other = await fix([brokenDump('Service unavailable')], 'crypto-error');
    assert.ok(!hasReset(other.steps));
    const passphrase = await fix(
      [brokenDump('No permissions', { Encryption: { 'Explicit Passphrase': true } })],
      'crypto-mip-no-permissions',
    );
    assert.deepEqual(
      passphrase.withheld.map((entry) => entry.key),
      ['diagnosis.noResetPassphrase'],
    );
    const identity = await fix([brokenDump('Success'), device({ 'SSO State/AzureAdPrt': 'NO' })], 'crypto-mip-success');
    assert.deepEqual(
      identity.withheld.map((entry) => entry.key),
      ['diagnosis.noResetIdentity'],
    );
  });

  it('offer no sign-out where the profile cannot be removed', async () => {
    const failing = stats('Credentials', { 'Last Token Request Result': 'bad' });
    assert.ok((await fix([failing], 'identity-token-request-failing')).steps.some(isSignOutStep));
    const bound = await fix(
      [failing, policies({ NonRemovableProfileEnabled: true })],
      'identity-token-request-failing',
    );
    assert.ok(!bound.steps.some(isSignOutStep));
    assert.deepEqual(
      bound.withheld.map((entry) => entry.key),
      ['diagnosis.noSignOut'],
    );
  });

  const commands = async (artifacts: readonly Artifact[], id: string) =>
    (await fix(artifacts, id)).powershell.filter((entry) => entry.kind === 'change').map((entry) => entry.text);

  it('offer to switch Rights Management on only where it is proven off and no AD RMS is mentioned', async () => {
    const off = powershell({ cmdlet: 'Get-AipService', text: 'Disabled' });
    assert.deepEqual(await commands([off], 'rms-not-activated'), ['Enable-AipService']);
    assert.deepEqual(await commands([capture([license])], 'rms-not-activated'), []);
    assert.deepEqual(await commands([off, note('We still run AD RMS on a server.')], 'rms-not-activated'), []);
    const direct = powershell({ cmdlet: '(Get-AipServiceConfiguration).FunctionalState', text: 'Disabled' });
    assert.deepEqual(await commands([direct], 'rms-not-activated'), ['Enable-AipService']);
    const checks = (await fix([capture([license])], 'rms-not-activated')).powershell;
    assert.ok(checks.some((entry) => entry.kind === 'check'));
  });

  it('offer other changes only where the state is shown', async () => {
    const scoped = powershell({
      cmdlet: 'Get-AipServiceOnboardingControlPolicy',
      properties: { UseRmsUserLicense: 'True' },
    });
    const disabled = capture([{ ...license, responseBody: '{"Code":"x.ServiceDisabledException"}' }]);
    assert.deepEqual(await commands([disabled], 'rms-service-disabled-for-user'), []);
    assert.equal((await commands([disabled, scoped], 'rms-service-disabled-for-user')).length, 1);
    const ipcv3 = powershell({ cmdlet: 'Get-AipServiceIPCv3', text: 'Disabled' });
    assert.deepEqual(await commands([ipcv3], 'rms-ipcv3-disabled'), ['Enable-AipServiceIPCv3']);
    const platform = capture([
      {
        ...license,
        requestHeaders: { 'x-ms-rms-platform-id': 'AppName=Microsoft Edge;DevicePlatform=WindowsStore;' },
        responseBody: '{"Code":"x.DevicePlatformDisabledException"}',
      },
    ]);
    const list = powershell({ cmdlet: 'Get-AipServiceDevicePlatform', properties: { WindowsStore: 'False' } });
    assert.deepEqual(await commands([platform], 'rms-platform-disabled'), []);
    assert.equal((await commands([platform, list], 'rms-platform-disabled')).length, 1);
    assert.deepEqual(await commands([list], 'rms-platform-disabled'), []);
    const module = powershell({ console: "Get-AipService : The term 'Get-AipService' is not recognized" });
    assert.ok(
      (await commands([module], 'rms-module-missing')).includes('Install-Module -Name AIPService -Scope CurrentUser'),
    );
    const retired = powershell({ console: 'PS C:\\> Get-Aadrm\nEnabled' });
    assert.ok((await commands([retired], 'rms-old-aadrm-module')).includes('Uninstall-Module -Name AADRM'));
    const gone = powershell({ console: "Get-Aadrm : The term 'Get-Aadrm' is not recognized" });
    assert.ok(!(await commands([gone], 'rms-old-aadrm-module')).includes('Uninstall-Module -Name AADRM'));
  });

  it('fill in the code of an answer and link to listed hosts only', async () => {
    const generic = await fix([note('It says AADSTS1234567.')], 'aadsts-generic');
    assert.ok(generic.open.includes('https://login.microsoftonline.com/error?code=1234567'));
    for (const entry of conditions) {
      const finding: Finding = {
        id: entry.id,
        severity: 'error',
        basis: 'documented',
        evidence: [],
        causedBy: [],
        history: false,
        suggestions: [],
      };
      const { facts } = await run([]);
      const given = fixOf(finding, facts, 'de');
      assert.ok(given.links.every((link) => isAllowedLink(link.url)));
      assert.equal(given.links.length, entry.links.filter((link) => !link.url.includes('{')).length, entry.id);
      assert.ok(given.open.every((url) => isAllowedLink(fillTemplate(url, { code: '1234' }) ?? '')));
    }
  });

  it('know every step that resets or signs out', () => {
    const steps = conditions.flatMap((entry) => entry.fix.map((step) => `${entry.id}: ${step}`));
    const about = steps.filter((step) => /reset/i.test(step.replace(/^[^:]*: /, '')));
    const warned = about.filter((step) => !isResetStep(step.replace(/^[^:]*: /, '')));
    // What speaks of a reset without telling to do one.
    assert.deepEqual(warned.map((step) => step.split(':')[0]).sort(), [
      'aadsts-account-state',
      'crypto-mip-other',
      'identity-last-token-error',
      'passphrase-required',
      'rms-customer-key-unavailable',
      'sync-clear-pending',
      'sync-encryption-obsolete',
      'sync-not-my-birthday',
      'sync-throttled',
      'type-throttled',
    ]);
  });
});

describe('settings', () => {
  const own = {
    id: 'contoso-proxy',
    title: 'Contoso proxy',
    severity: 'warning',
    evidence: [{ artifact: 'page-text', where: 'anywhere', match: 'regex', pattern: 'proxy-\\d+\\.contoso' }],
  };

  it('change severities and switch conditions off', async () => {
    const broken = stats('Network', { 'Throttled or Backoff': true });
    assert.equal(
      only(await run([broken], { severities: { 'client-backoff': 'hint' } }), 'client-backoff').severity,
      'hint',
    );
    assert.deepEqual(ids(await run([broken], { severities: { 'client-backoff': 'off' } })), []);
    assert.deepEqual(ids(await run([broken], { ignored: ['client-backoff'] })), []);
    const wrong = await run([broken], { severities: { nothing: 'off', 'client-backoff': 'loud' } });
    assert.deepEqual(
      wrong.settingsProblems.map((entry) => entry.key),
      ['diagnosis.unknownCondition', 'diagnosis.unknownSeverity'],
    );
  });

  it('take in conditions of a team', async () => {
    const result = await run([note('Reached proxy-7.contoso')], { customConditions: [own] });
    assert.equal(only(result, 'contoso-proxy').severity, 'warning');
    assert.equal(result.ownTexts['contoso-proxy']?.title, 'Contoso proxy');
    assert.deepEqual(result.settingsProblems, []);
  });

  it('leave out what is wrong and say so, without throwing', async () => {
    const bad: readonly unknown[] = [
      1,
      'x',
      {},
      { conditions: 5 },
      [null, 3, { id: 'Bad Id' }],
      [{ ...own, id: 'crypto-error' }],
      [{ ...own, severity: 'fatal' }],
      [{ ...own, evidence: [{ artifact: 'capture', where: 1 }] }],
      [{ ...own, evidence: [{ ...own.evidence[0], pattern: '(?=x)' }] }],
      [{ ...own, evidence: [{ ...own.evidence[0], pattern: '(' }] }],
      [{ ...own, links: [5] }],
    ];
    for (const customConditions of bad) {
      const result = await run([note('proxy-7.contoso')], { customConditions });
      assert.ok(result.settingsProblems.length > 0, JSON.stringify(customConditions));
    }
  });

  it('run foreign expressions in linear time', async () => {
    const evil = { ...own, evidence: [{ ...own.evidence[0], pattern: '(a+)+$' }] };
    const text = note(`${'a'.repeat(20_000)}!`);
    await staysQuick('a nested repetition', () => run([text], { customConditions: [evil] }));
  });
});

describe('open questions', () => {
  it('say what could not be checked and what to ask', async () => {
    const result = await run([dump({ types: { Passwords: crypto } })]);
    const missing = result.notChecked.find((entry) => entry.id === 'rms-not-activated');
    assert.equal(missing?.reason.key, 'diagnosis.needsArtifact');
    const question = result.ask.find((entry) => entry.because.includes('rms-not-activated'));
    assert.ok(question?.text.includes('Get-AipService'));
    assert.equal(question?.texts.en, question?.text);
    assert.ok(result.ask.every((entry) => !entry.text.includes('edge://sync-internals')));
    assert.equal(
      result.checked + result.notChecked.length,
      conditions.filter((entry) => entry.detectable && entry.account !== 'personal').length,
    );
    assert.ok(condition('rms-not-activated'));
  });

  it('ask for the state itself where an answer was only seen', async () => {
    const { ask } = await run([capture([license])]);
    assert.ok(
      ask.some((entry) => entry.because.includes('rms-not-activated') && entry.texts.de.includes('Get-AipService')),
    );
  });

  it('say that a host is hidden in undecrypted tunnels', async () => {
    const result = await run([capture([{ method: 'CONNECT', url: 'api.aadrm.com:443', isBlindTunnel: true }])]);
    assert.equal(
      result.notChecked.find((entry) => entry.id === 'license-access-granted')?.reason.key,
      'diagnosis.notDecrypted',
    );
    assert.equal(result.chain.find((step) => step.step === 'license')?.state, 'not-decrypted');
  });
});
