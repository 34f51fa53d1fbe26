import type { Artifact } from '../../../src/artifacts/artifact';
import { dump, note, personal, policies, signin, stats, type Trial, type Trials } from '../build';

/** A policy whose value decides. */
function value(name: string, bad: unknown, good: unknown): Trial {
  return { raises: [policies({ [name]: bad })], misses: [policies({ [name]: good })] };
}

/** A policy whose presence decides. */
function present(name: string, other: string): Trial {
  return { raises: [policies({ [name]: 'x' })], misses: [policies({ [other]: 'x' })] };
}

const names = ['favorites', 'passwords'];
const megan: Artifact = dump({ sections: { Identity: { Username: 'megan@contoso.com' } } });

export const policy: Trials = {
  'policy-syncdisabled-mandatory': {
    raises: [policies({ SyncDisabled: true })],
    misses: [policies({ SyncDisabled: { value: true, level: 'recommended' } })],
  },
  'policy-syncdisabled-recommended': {
    raises: [policies({ SyncDisabled: { value: true, level: 'recommended' } })],
    misses: [policies({ SyncDisabled: true })],
  },
  'sync-turned-off-by-admin-message': {
    raises: [stats('Summary', { 'Disable Reasons': 'Enterprise policy, Not signed in' })],
    misses: [stats('Summary', { 'Disable Reasons': 'Not signed in' })],
  },
  'policy-forcesync-on': value('ForceSync', true, false),
  'policy-forcesync-conflict': {
    raises: [policies({ ForceSync: true, BrowserSignin: 0 })],
    misses: [policies({ ForceSync: true, BrowserSignin: 1 })],
  },
  'policy-synctypes-disabled': value('SyncTypesListDisabled', names, []),
  'policy-synctypes-bad-name': value('SyncTypesListDisabled', ['Favorites'], names),
  'policy-forcesynctypes': value('ForceSyncTypes', names, []),
  'policy-synctypes-contradiction': {
    raises: [policies({ SyncTypesListDisabled: names, ForceSyncTypes: ['passwords'] })],
    misses: [policies({ SyncTypesListDisabled: names, ForceSyncTypes: ['history'] })],
  },
  'policy-savinghistory-disabled': value('SavingBrowserHistoryDisabled', true, false),
  'policy-deletinghistory-disabled': value('AllowDeletingBrowserHistory', false, true),
  'policy-browsersignin-disabled': value('BrowserSignin', 0, 1),
  'policy-browsersignin-enabled': value('BrowserSignin', 1, 2),
  'policy-browsersignin-forced': value('BrowserSignin', 2, 0),
  'policy-restrict-signin-pattern': {
    raises: [policies({ RestrictSigninToPattern: '.*@fabrikam\\.com' }), megan],
    misses: [policies({ RestrictSigninToPattern: '.*@contoso\\.com' }), megan],
  },
  'policy-nonremovable-profile': value('NonRemovableProfileEnabled', true, false),
  'policy-implicit-signin-off': value('ImplicitSignInEnabled', false, true),
  'policy-onprem-implicit-only': value('OnlyOnPremisesImplicitSigninEnabled', true, false),
  'policy-onprem-autosignin': value('ConfigureOnPremisesAccountAutoSignIn', 1, 0),
  'policy-roaming-profile-on': value('RoamingProfileSupportEnabled', true, false),
  'policy-roaming-location-unused': {
    raises: [policies({ RoamingProfileLocation: 'C:\\profiles', RoamingProfileSupportEnabled: false })],
    misses: [policies({ RoamingProfileLocation: 'C:\\profiles', RoamingProfileSupportEnabled: true })],
  },
  'policy-webtobrowser-off': value('WebToBrowserSignInEnabled', false, true),
  'policy-seamless-webtobrowser-off': value('SeamlessWebToBrowserSignInEnabled', false, true),
  'policy-aad-website-sso': present('AADWebSiteSSOUsingThisProfileEnabled', 'AADWebSiteSSO'),
  'policy-msa-website-sso': value('MSAWebSiteSSOUsingThisProfileAllowed', false, true),
  'policy-guest-mode': value('BrowserGuestModeEnabled', true, false),
  'policy-ephemeral-profiles': value('ForceEphemeralProfiles', true, false),
  'policy-clear-on-exit': value('ClearBrowsingDataOnExit', true, false),
  'policy-passwords-off': value('PasswordManagerEnabled', false, true),
  'policy-collections-off': value('EdgeCollectionsEnabled', false, true),
  'policy-extension-blocklist': value('ExtensionInstallBlocklist', ['*'], []),
  'policy-ecs-restricted': value('ExperimentationAndConfigurationServiceControl', 0, 2),
  'policy-proxysettings': present('ProxySettings', 'ProxyServer'),
  'policy-proxymode-old': present('ProxyMode', 'ProxySettings'),
  'policy-localdatashare': present('LocalBrowserDataShareEnabled', 'LocalBrowserData'),
  'policy-edgemanagement-off': value('EdgeManagementEnabled', false, true),
  'policy-mam-off': value('MAMEnabled', false, true),
  'policy-oneauth-proxy-android': present('EdgeOneAuthProxy', 'EdgeOneAuth'),
  'policy-allowed-accounts-mobile': value('EdgeAllowedAccountOnly', true, false),
  'policy-edgesyncdisabled-mobile': {
    raises: [note('com.microsoft.intune.mam.managedbrowser.EdgeSyncDisabled = true')],
    misses: [note('EdgeSyncDisabled is not set')],
  },
  'policy-ignored-on-msa-profile': {
    raises: [policies({ SyncDisabled: true }), personal()],
    misses: [policies({ SyncDisabled: true }), stats('Summary', { 'Sync Account Type': 'AAD' })],
  },
  'policy-name-not-found': {
    raises: [policies({ EdgeDisableOnlineStateChecks: true }, { EdgeDisableOnlineStateChecks: ['Unknown policy.'] })],
    misses: [policies({ SyncDisabled: true }, { SyncDisabled: ['This value is deprecated.'] })],
  },
  'user-consent-needed': {
    raises: [signin({ 'Signin Status': 'Signed In' }), policies({ SyncDisabled: false })],
    misses: [signin({ 'Signin Status': 'Signed In' }), policies({ ForceSync: true })],
  },
};
