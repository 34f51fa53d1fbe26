import type { Artifact } from '../../../src/artifacts/artifact';
import {
  device,
  dump,
  healthySummary,
  log,
  note,
  personal,
  policies,
  signin,
  stats,
  type Trial,
  type Trials,
} from '../build';

const session = 'Status from Last Completed Session';

/** A stat whose value decides. */
function stat(section: string, name: string, bad: string | boolean, good: string | boolean | null): Trial {
  return { raises: [stats(section, { [name]: bad })], misses: [stats(section, { [name]: good })] };
}

/** A data type's message. */
function type(bad: string, good: string, name = 'Passwords'): Trial {
  return { raises: [dump({ types: { [name]: bad } })], misses: [dump({ types: { [name]: good } })] };
}

const cryptoMessage =
  'Error: Restart@components/sync/service/data_type_manager_impl.cc:511, cryptographer error was encountered: ';
const keyStatus = (result: string): Record<string, string> => ({ 'Last MIP Result': result });
const broken = (result: string): Artifact =>
  dump({ sections: { 'AAD Account Key Status': keyStatus(result) }, types: { Passwords: cryptoMessage } });

export const dumps: Trials = {
  'sync-healthy-summary': {
    raises: [stats('Summary', healthySummary)],
    misses: [stats('Summary', { ...healthySummary, 'Setup In Progress': true })],
  },
  'sync-transport-not-active': stat('Summary', 'Transport State', 'Paused', 'Active'),
  'sync-disable-reasons-present': stat('Summary', 'Disable Reasons', 'User choice', 'None'),
  'sync-feature-disabled': {
    raises: [
      stats('Summary', { 'Sync Feature Enabled': false, 'Transport State': 'Paused', 'Disable Reasons': 'None' }),
    ],
    misses: [
      stats('Summary', {
        'Sync Feature Enabled': false,
        'Transport State': 'Disabled',
        'Disable Reasons': 'Not signed in',
      }),
    ],
  },
  'sync-setup-in-progress': stat('Summary', 'Setup In Progress', true, false),
  'identity-last-token-error': stat('Credentials', 'Last Token Error', 'EDGE_AUTH_ERROR: 3, 54, 3ea', 'None'),
  'identity-token-request-failing': {
    raises: [stats('Credentials', { 'Has Token': false, 'Last Token Error': 'EDGE_AUTH_ERROR: 3, 54, 3ea' })],
    misses: [stats('Credentials', { 'Has Token': true, 'Last Token Error': 'EDGE_AUTH_ERROR: 3, 54, 3ea' })],
  },
  'identity-msa-account-id-invalid': {
    raises: [personal(), stats('Credentials', { 'Last Token Error': 'EDGE_AUTH_ERROR: 3, 49, 0' })],
    misses: [personal(), stats('Credentials', { 'Last Token Error': 'EDGE_AUTH_ERROR: 3, 49, 05' })],
  },
  'identity-auth-error-summary': stat(
    'Summary',
    'Auth Error',
    'Invalid credentials (credentials missing). since 2026-11-22 08:00:00 +01',
    'OK since browser startup',
  ),
  'identity-signin-status-not-consented': {
    raises: [signin({ 'Signin Status': 'Signed In' })],
    misses: [signin({ 'Signin Status': 'Signed In, Consented for Sync' })],
  },
  'identity-prt-missing': {
    raises: [device({ 'SSO State/AzureAdPrt': 'NO' })],
    misses: [device({ 'SSO State/AzureAdPrt': 'YES' })],
  },
  'identity-prt-stale': {
    raises: [
      device({
        'SSO State/AzureAdPrtUpdateTime': '2026-11-22 03:00:00.000 UTC',
        'Diagnostic Data/Client Time': '2026-11-22 08:00:00.000 UTC',
      }),
    ],
    misses: [
      device({
        'SSO State/AzureAdPrtUpdateTime': '2026-11-22 05:00:00.000 UTC',
        'Diagnostic Data/Client Time': '2026-11-22 08:00:00.000 UTC',
      }),
    ],
  },
  'identity-device-not-joined': {
    raises: [device({ 'Device State/AzureAdJoined': 'NO', 'User State/WorkplaceJoined': 'NO' })],
    misses: [device({ 'Device State/AzureAdJoined': 'NO', 'User State/WorkplaceJoined': 'YES' })],
  },
  'account-onprem-ad-no-cloud-sync': stat('Summary', 'Sync Account Type', 'OnPrem AD', 'AAD'),
  'account-msa-or-work': stat('Summary', 'Sync Account Type', 'MSA', 'AD'),
  'account-personal-tenant-control': stat('Summary', 'Sync Account Type', 'MSA', 'AAD'),
  'disabled-by-admin': {
    raises: [stats(session, { 'Download Step Result': 'Protocol error (DISABLED_BY_ADMIN)' })],
    misses: [stats(session, { 'Download Step Result': 'Success' })],
  },
  'tenant-admin-required': {
    raises: [dump({ tail: 'error_code: DISABLED_BY_ADMIN' })],
    misses: [dump({ tail: 'error_code: Disabled_by_admin' })],
  },
  'sync-server-url-empty': {
    raises: [dump({ sections: { 'Environment Info': { 'Server URL': '' }, Summary: { 'Disable Reasons': 'None' } } })],
    misses: [
      dump({ sections: { 'Environment Info': { 'Server URL': '' }, Summary: { 'Disable Reasons': 'Not signed in' } } }),
    ],
  },
  'sync-fetch-result-failed': {
    raises: [
      dump({ sections: { 'Environment Info': { 'Fetch Result': 'FAILED' }, Summary: { 'Disable Reasons': 'None' } } }),
    ],
    misses: [
      dump({ sections: { 'Environment Info': { 'Fetch Result': 'SUCCESS' }, Summary: { 'Disable Reasons': 'None' } } }),
    ],
  },
  'sync-server-url-expected': stat(
    'Environment Info',
    'Server URL',
    'https://sync.contoso.com/feeds',
    'https://edge.microsoft.com/sync/v1/feeds/me/syncEntities',
  ),
  'sync-legacy-activity-host': stat(
    'Environment Info',
    'Server URL',
    'https://edge-enterprise.activity.windows.com/v1/feeds/me/syncEntities/',
    'https://edge.microsoft.com/sync/v1/feeds/me/syncEntities',
  ),
  'crypto-error': type(cryptoMessage, ''),
  'getkey-step-failed': stat(session, 'GetKey Step Failed', true, false),
  'pending-keys': stat('Encryption', 'Cryptographer Has Pending Keys', true, false),
  'key-service-problem': {
    raises: [
      stats('Encryption', { 'Passphrase Required': true, 'Passphrase Type': 'PassphraseType::kKeystorePassphrase' }),
    ],
    misses: [
      stats('Encryption', { 'Passphrase Required': true, 'Passphrase Type': 'PassphraseType::kCustomPassphrase' }),
    ],
  },
  'passphrase-required': {
    raises: [stats('Encryption', { 'Passphrase Required': true, 'Explicit Passphrase': true })],
    misses: [stats('Encryption', { 'Passphrase Required': false, 'Explicit Passphrase': true })],
  },
  'crypto-mip-success': { raises: [broken('Success')], misses: [broken('Other')] },
  'crypto-mip-no-permissions': {
    raises: [stats('Microsoft Entra account Key Status', keyStatus('No permissions'))],
    misses: [stats('MSA Account Key Status', keyStatus('No permissions'))],
  },
  'crypto-mip-other': {
    raises: [stats('AAD Account Key Status', keyStatus('Service unavailable'))],
    misses: [stats('AAD Account Key Status', { 'Last MIP Result': null })],
  },
  'crypto-key-status-section-name': {
    raises: [stats('AAD Account Key Status', keyStatus('Success'))],
    misses: [stats('MSA Account Key Status', keyStatus('Success'))],
  },
  'reset-needed': { raises: [broken('No permissions')], misses: [broken('Network error')] },
  'favorites-limit-undocumented': type(
    'model error was encountered: Model error type: 67',
    'model error was encountered: Model error type: 66',
    'Bookmarks',
  ),
  'device-missing-in-list': {
    raises: [
      dump({
        sections: { Identity: { 'Sync Client ID': 'aGVyZQ==' } },
        nodes: [
          { dataType: 'Device Info', specifics: '{"device_info":{"cache_guid":"dGhlcmU=","client_name":"OTHER-PC"}}' },
        ],
      }),
    ],
    misses: [
      dump({
        sections: { Identity: { 'Sync Client ID': 'aGVyZQ==' } },
        nodes: [
          { dataType: 'Device Info', specifics: '{"device_info":{"cache_guid":"aGVyZQ==","client_name":"THIS-PC"}}' },
        ],
      }),
    ],
  },
  'edge-version-too-old': stat(
    'Version Info',
    'Client Version',
    'Microsoft Edge Windows 98.0.1108.42 (abc) stable',
    'Microsoft Edge Windows 98.0.1108.43 (abc) stable',
  ),
  'sync-conflict': stat(session, 'Commit Step Result', 'Protocol error (CONFLICT)', 'Success'),
  'sync-protocol-violation': stat(session, 'Download Step Result', 'Protocol violation error', 'Success'),
  'type-model-error': type(
    'model error was encountered: Model error type: 86',
    'model error was encountered: Model error type: 65',
  ),
  'type-other-error': type('configuration error was encountered: ', 'unready error was encountered: '),
  'type-throttled': type(' Throttled', 'Throttled by nobody'),
  'type-backed-off': type('Backed off', 'Backed off no more'),
  'unrecoverable-error': {
    raises: [dump({ unrecoverable: 'Unrecoverable error detected at x: BackendInitialize failure' })],
    misses: [stats('Summary', { 'User Actionable Error': 'None' })],
  },
  'actionable-error': {
    raises: [dump({ actionable: { Action: 'UPGRADE_CLIENT' } })],
    misses: [dump({ sections: { Summary: { 'User Actionable Error': 'None' } } })],
  },
  'step-result-bad': stat(session, 'Download Step Result', 'HTTP error (403)', 'Protocol error (THROTTLED)'),
  'server-connection-bad': stat(
    'Local State',
    'Server Connection',
    'auth error since 2026-11-22 08:00:00 +01',
    'OK since 2026-11-22 08:00:00 +01',
  ),
  'client-backoff': stat('Network', 'Throttled or Backoff', true, false),
  'user-actionable-error': stat('Summary', 'User Actionable Error', 'Needs settings confirmation', 'Needs passphrase'),
  'block-reason': {
    raises: [
      dump({
        sections: { '?': { 'Sync Engine': 'Backend Status: Initializing; BlockReason: ConfigureSyncShareFailed; ' } },
      }),
    ],
    misses: [dump({ sections: { '?': { 'Sync Engine': 'Backend Status: Initializing; BlockReason: None; ' } } })],
  },
  'sync-stuck-setting-up': {
    raises: [note('It says "Setting up sync..." for hours')],
    misses: [note('It says sync is on')],
  },
  'sync-couldnt-connect-server': {
    raises: [note("Couldn't connect to the sync server. Retrying...")],
    misses: [note('Connected to the sync server')],
  },
  'sync-service-message': {
    raises: [note("We're having trouble syncing your data")],
    misses: [note('No trouble at all')],
  },
  'reset-failed-retry': {
    raises: [note("The reset couldn't be completed.")],
    misses: [note('The reset is complete.')],
  },
  'sync-not-available-for-account': {
    raises: [note('Sync is not available for this account.')],
    misses: [personal(), note('Sync is not available for this account.')],
  },
  'ca-profile-identity-mismatch': { raises: [note('Switch Edge profile')], misses: [note('switch edge Profile')] },
  'subscription-replaced-tenant-changed': {
    raises: [note('Our subscription has expired last month')],
    misses: [stats('AAD Account Key Status', keyStatus('No permissions'))],
  },
};

void log;
void policies;
