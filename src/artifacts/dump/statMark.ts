import type { Stat } from './model';

/** How a stat is to be shown: `note` = marked bad by the page although it harms nothing. */
export type StatMark = 'good' | 'bad' | 'note' | 'unset';

const bad: readonly (readonly [name: RegExp, value: RegExp])[] = [
  [/^User Actionable Error$/i, /^(?!None$)/i],
  [/^Auth Error$/i, /^(?!OK\b)/i],
  [/^(?:Last Token Request Result|Token Request Status)$/i, /^(?!OK$)/i],
  [/^Server Connection$/i, /^(?:auth error|server error)/i],
  [/^GetKey Step Failed$/i, /^true$/i],
  [
    /^(?:GetKey|Download|Commit) Step Result$/i,
    /^(?!(?:Success|UNSET|SYNCER_OK|SERVER_MORE_TO_DOWNLOAD|CANNOT_DO_WORK|DATATYPE_TRIGGERED_RETRY)$)/,
  ],
];

/**
 * The mark of a stat: what the page says (`stat_status` or row class), else what Chromium's own rules say for its
 * value, since old and copied forms carry no mark. Values never set are neutral.
 */
export function statMark(stat: Stat): StatMark {
  if (stat.status === 'uninitialized' || stat.value === 'Uninitialized') return 'unset';
  if (/^Notifications Enabled$/i.test(stat.name))
    return stat.status === 'in_bad_state' || stat.value === 'false' ? 'note' : 'good';
  if (stat.status === 'in_bad_state') return 'bad';
  if (stat.value.trim() === '') return 'good';
  return bad.some(([name, value]) => name.test(stat.name) && value.test(stat.value)) ? 'bad' : 'good';
}

const aliases = new Map([
  ['token request status', 'Last Token Request Result'],
  ['received token', 'Received Token Response'],
  ['cryptographer ready', 'Cryptographer Ready To Encrypt'],
  ['syncing', 'Sync Cycle Ongoing'],
  ['throttled', 'Throttled or Backoff'],
  ['passphrase time', 'Explicit passphrase Time'],
]);

/** Today's name of a stat; other names come back as they are. */
export function currentStatName(name: string): string {
  return aliases.get(name.trim().toLowerCase()) ?? name;
}
