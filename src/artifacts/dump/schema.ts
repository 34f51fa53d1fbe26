/**
 * Names that the page chrome://sync-internals (edge://sync-internals) prints, from Chromium's sync_internals_util and
 * its data type table, and from published Edge pages. The lists are open: unknown names are read as well; the lists
 * serve where a layout is lost (one cell per line, retyped rows).
 */
const sections: Readonly<Record<string, readonly string[]>> = {
  Summary: [
    'Transport State',
    'User Actionable Error',
    'Disable Reasons',
    'Sync Feature Enabled',
    'Setup In Progress',
    'Auth Error',
    'Sync Account Type',
    'Sovereignty',
    'Sync Service',
    'Sync Engine',
    'DataType Manager',
    'Chrome OS Sync Feature',
  ],
  'Version Info': ['Client Version', 'Server URL'],
  'Environment Info': ['Server URL', 'Server Environment', 'Fetch Result', 'Fetch Message'],
  Identity: ['Sync Client ID', 'Invalidator Client ID', 'Username', 'Sync Consent'],
  Credentials: [
    'Requested Token',
    'Received Token Response',
    'Received Token',
    'Last Token Request Result',
    'Token Request Status',
    'Has Token',
    'Next Token Request',
    'Last Token Error',
    'Client ID',
    'Username',
    'Sync Token Available',
  ],
  'Credentials for Key': [],
  'MSA Account Key Status': [
    'Download Key Result',
    'Net Error Code',
    'HTTP Response Code',
    'Process Key Result',
    'Set Key Result',
    'Fetched Key Count',
  ],
  'AAD Account Key Status': [
    'Pack/Unpack Key Result',
    'Last MIP Result',
    'Last Key Status',
    'New Key State',
    'Key Commit Response',
    'Set Key Result',
    'Packed/Unpacked Key Count',
  ],
  'Microsoft Entra account Key Status': [],
  'Account Key Status': [],
  'Local State': [
    'Server Connection',
    'Last Synced',
    'Sync First-Time Setup Complete',
    'Sync Cycle Ongoing',
    'Syncing',
    'Local Sync Backend Enabled',
    'Local Backend Path',
    'Sync Engine State',
    'Sync Backend Initialization',
    'Initial Download Complete',
  ],
  Network: ['Throttled or Backoff', 'Throttled', 'Retry Time', 'Notifications Enabled'],
  Encryption: [
    'Explicit Passphrase',
    'Passphrase Required',
    'Cryptographer Ready To Encrypt',
    'Cryptographer Ready',
    'Cryptographer Has Pending Keys',
    'Encrypted Types',
    'Has Keystore Key',
    'Keystore Migration Time',
    'Passphrase Type',
    'Explicit passphrase Time',
    'Passphrase Time',
    'Trusted Vault Migration Time',
    'Trusted Vault Version/Epoch',
    'Trusted Vault Auto Upgrade Group',
    'Next Key Request Time',
  ],
  'Status from Last Completed Session': [
    'Sync Source',
    'GetKey Step Failed',
    'GetKey Step Result',
    'Download Step Result',
    'Commit Step Result',
  ],
  'Running Totals': [
    'Notifications Received',
    'Updates Downloaded',
    'Tombstone Updates',
    'Successful Commits',
    'Reflected Updates',
    'Conflicts Resolved: Client Wins',
    'Conflicts Resolved: Server Wins',
    'Cycles With Updates',
    'Cycles Without Updates',
    'Cycles With Commits',
    'Cycles Without Commits',
  ],
  'Transient Counters (this cycle)': [
    'Encryption Conflicts',
    'Hierarchy Conflicts',
    'Simple Conflicts',
    'Server Conflicts',
    'Committed Items',
    'Unsynced Count (before commit)',
    'Updates Remaining',
  ],
  'Transient Counters (last cycle of last completed session)': ['Updates Downloaded', 'Committed Count', 'Entries'],
  'Nudge Source Counters': ['Server Invalidations', 'Local Changes', 'Local Refreshes'],
  'Actionable Error': [],
};

const actionable = ['Error Type', 'Action', 'URL', 'url', 'Error Description'];

/** Names too common to be told without a section or a tab. */
const common = new Set(['username', 'entries', 'client id', 'action', 'url', 'error type', 'throttled', 'server url']);

const types = `Bookmarks, Preferences, Passwords, Autofill Profiles, Autofill, Autofill Wallet Credential, Autofill Wallet,
Autofill Wallet Metadata, Autofill Wallet Offer, Autofill Wallet Usage, Themes, Typed URLs, Extensions, Search Engines,
Sessions, Apps, App settings, Extension settings, History Delete Directives, Dictionary, Device Info,
Priority Preferences, Managed User Settings, App List, Arc Package, Printers, Reading List, User Events, User Consents,
Segmentation, Send Tab To Self, Security Events, Wifi Configurations, Web Apps, Web Apks, OS Preferences,
OS Priority Preferences, Sharing Message, Workspace Desk, History, Printers Authorization Servers, Contact Info,
Saved Tab Group, Power Bookmark, WebAuthn Credentials, Incoming Password Sharing Invitations,
Outgoing Password Sharing Invitations, Shared Tab Group Data, Collaboration Group, Plus Address, Product Comparison,
Cookies, Plus Address Setting, Autofill Valuable, Autofill Valuable Metadata, Shared Tab Group Account Data,
SharedComment, Account Setting, AI Thread, Contextual Task, Skill, Gemini Thread, Encrypted Tab Context Container,
Autofill Entity Suppression, Themes (iOS), Themes (Android), Encryption Keys, Proxy tabs, Favicon Images,
Favicon Tracking, Collection, Collections Metadata`;

const titleByName = new Map(Object.keys(sections).map((title) => [title.toLowerCase(), title]));
const statNames = new Set([...Object.values(sections).flat(), ...actionable].map((name) => name.toLowerCase()));
const typeNames = new Set(types.split(/,\s+/).map((name) => name.toLowerCase()));

/** True for a known section title; case does not matter. */
export function isSectionTitle(text: string): boolean {
  return titleByName.has(text.toLowerCase());
}

/** True for a known stat name; case does not matter. */
export function isStatName(text: string): boolean {
  return statNames.has(text.toLowerCase());
}

/** True for a stat name that no other kind of text uses as a label. */
export function isDistinctiveStatName(text: string): boolean {
  const name = text.toLowerCase();
  return statNames.has(name) && !common.has(name);
}

/** True for a known data type name; case does not matter. */
export function isTypeName(text: string): boolean {
  return typeNames.has(text.toLowerCase());
}

/** States of a data type row. */
export const typeStates = [
  'Not Running',
  'Model Starting',
  'Model Loaded',
  'Running',
  'Stopping',
  'Failed',
  'Invalid',
] as const;

/** True for the text of a data type's state. */
export function isTypeState(text: string): boolean {
  return (typeStates as readonly string[]).includes(text);
}

/** Kinds of entries of the protocol log. */
export const eventTypes = [
  'Normal GetUpdate request',
  'Initial GetUpdates',
  'Poll GetUpdate request',
  'GetUpdates Response',
  'Commit Request',
  'Commit Response',
  'ClearServerData Request',
  'ClearServerData Response',
] as const;
