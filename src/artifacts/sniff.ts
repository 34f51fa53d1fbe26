/** How much of a text is looked at, in UTF-16 units. */
const headLength = 65536;

const marks: readonly RegExp[] = [
  // sync-internals: status, events and node dumps, page text, system log, fragments
  /["\u201c]stat_name["\u201d]|["\u201c]is_sensitive["\u201d]|about_sync_data|"aboutInfo"\s*:|"protocolEvents"\s*:/,
  /"status"\s*:\s*"(?:severity_|transitioning)|(?:cryptographer|model|datatype|configuration) error was encountered/,
  /^[ \t>]*(?:Transport State|Disable Reasons|Last MIP Result|Pack\/Unpack Key Result|Last Token Error|Last Token Request Result|Cryptographer (?:Ready|Has)|Passphrase Type|Server Connection|(?:Download|Commit|GetKey) Step|User Actionable Error|Sync Account Type|Fetch Result)(?:[ \t\u00a0]|[^\w\s]|$)/m,
  /^[ \t>]*(?:Data|Model) Type[ \t]+Total Entries\b|(?:GetUpdates|Commit) Re(?:sponse|quest)[ \t]*$/m,
  /<title>\s*Sync Internals|chrome:\/\/(?:sync|signin)-internals|edge:\/\/(?:sync|signin)-internals/i,
  // sign-in page
  /^[ \t>]*(?:Account Consistency|Signin Status|TokenService Load Status)\b/m,
  // policy export and page
  /"(?:policyValues|policyGroups|chromePolicies|chromeMetadata)"\s*:/,
  /^[A-Z][A-Za-z0-9]{4,60}\t[^\t\r\n]*\t[^\t\r\n]*\t[^\t\r\n]*\t(?:Mandatory|Recommended|Verbindlich|Obligatorisch|Erforderlich|Empfohlen)\b/m,
  // dsregcmd
  /^[ \t>]*\|\s*(?:Device State|Device Details|SSO State|User State|Tenant Details|Diagnostic Data)\s*\|?/m,
  /^[ \t>]*(?:AzureAdJoined|AzureAdPrt|WamDefaultSet)[ \t]*:/m,
  // PowerShell
  /\b(?:Get|Set|Connect|Enable|Disable)-(?:AipService|Aadrm)/,
  /^[ \t>]*"?(?:IPCv3(?:Service)?FunctionalState|FunctionalState|BPOSId|UseRmsUserLicense)\b/m,
  // browser log and AAD events
  /^[ \t>]*\[(?:\d+:\d+:)?\d{4}\/\d{6}(?:\.\d+)?:[A-Z]+\d*:/m,
  /edge_encryption_keys_manager|EDGE_AUTH_ERROR|EDGE_IDENTITY/,
  /Microsoft-Windows-AAD|AadTokenBrokerPlugin|AadCloudAPPlugin/,
  // captures as text
  /^\s*(?:\w+\(\s*)?\{\s*"log"\s*:\s*\{/,
  /^\s*\{\s*"constants"\s*:\s*\{/,
  /^[A-Z]{3,10} (?:https?:\/\/\S+|[\w.-]+:\d+) HTTP\/\d/,
  // lone values and answers
  /^\s*(?:(?:Authorization:\s*)?Bearer\s+)?eyJ[\w-]{10,}\.[\w-]*\.[\w-]*/i,
  /SerializedPublishingLicense|SerializedLicense|"AccessStatus"\s*:|"Code"\s*:\s*"[\w.]+Exception"|<XrML\b|&lt;XrML\b|<CERTIFICATECHAIN|^\s*"?(?:PFhyTUw|PD94bWw|77u[/_]P|PABYAHIA|PAA[/_]AHgA|[/_]{2}48A)/,
];

const names = /sync-internals|sync-data-dump-|signin-internals|dsregcmd|\.(?:saz|har|netlog)$/i;

/**
 * True when a text might be one of the artifacts of a sync ticket, by its first 64 KB and its file name. Quick and
 * generous: a hit only decides whether the readers are loaded at all.
 */
export function sniff(head: string, name: string): boolean {
  if (names.test(name) && head.trim() !== '') return true;
  const text = head.length > headLength ? head.slice(0, headLength) : head;
  return marks.some((mark) => mark.test(text));
}
