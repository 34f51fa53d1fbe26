import type { Artifact } from '../artifacts/artifact';
import type { Condition } from '../knowledge';
import type { Held, Instance } from './judge';
import { isMasked } from './match/compare';
import { statValues } from './match/dumpValues';
import type { Hit } from './match/hit';

/** Of these sections a signed-out dump says nothing more than that nobody is signed in. */
const silentSections = new Set(['summary', 'credentials', 'credentials for key', 'environment info']);
const speaksWhenSignedOut = new Set(['sync-disable-reasons-present', 'sync-turned-off-by-admin-message']);

/** True when the dump says that nobody is signed in. */
export function isSignedOut(artifact: Artifact): boolean {
  return (
    artifact.kind === 'sync-internals' &&
    statValues(artifact.sections, 'Summary', 'Disable Reasons').some(
      (value) => !value.uninitialized && !isMasked(value.text) && value.text.includes('Not signed in'),
    )
  );
}

/**
 * In a signed-out dump the missing token, the disabled transport and the empty address are consequences of one state:
 * only the reason itself, and a policy named beside it, speak.
 */
export function signedOutSilences(condition: Condition, instance: Instance): boolean {
  if (speaksWhenSignedOut.has(condition.id)) return false;
  return instance.some(
    ({ row, artifact }) =>
      row.source.artifact === 'sync-internals' &&
      row.area === 'stat' &&
      silentSections.has(row.first.toLowerCase()) &&
      isSignedOut(artifact),
  );
}

/** Values of one stat of a dump that were set and are readable. */
function textsOf(artifact: Artifact, section: string, name: string): readonly string[] {
  if (artifact.kind !== 'sync-internals') return [];
  return statValues(artifact.sections, section, name)
    .filter((value) => !value.uninitialized && !isMasked(value.text))
    .map((value) => value.text.trim());
}

/** Where a passphrase of the user is what is missing, the keys of the service are not in question and nothing is lost. */
const silentWithPassphrase = new Set(['reset-needed', 'crypto-mip-success']);

/** Readings of a unit that its artifact takes back. */
export function isTakenBack(condition: Condition, instance: Instance): boolean {
  return instance.some(({ row, artifact }) => {
    if (silentWithPassphrase.has(condition.id)) {
      return textsOf(artifact, 'Encryption', 'Explicit Passphrase').includes('true');
    }
    // dsregcmd shows no default account when it runs elevated; the key test runs only then.
    return (
      row.name === 'WamDefaultSet' && deviceText(artifact, 'KeySignTest').some((text) => /^(PASSED|FAILED)/i.test(text))
    );
  });
}

function deviceText(artifact: Artifact, key: string): readonly string[] {
  if (artifact.kind !== 'dsregcmd') return [];
  return artifact.values
    .filter((value) => value.key.toLowerCase() === key.toLowerCase())
    .map((value) => value.value.trim());
}

/** Signs that keys are missing or that sync does not start: only beside one of them a key result is a fault. */
const keyTrouble = [
  'crypto-error',
  'key-service-problem',
  'pending-keys',
  'getkey-step-failed',
  'block-reason',
  'sync-transport-not-active',
  'sync-setup-in-progress',
  'sync-stuck-setting-up',
];

/** Findings that mean little by themselves are told as information. */
export function lowerAlone(all: readonly Held[]): void {
  const ids = new Set(all.map((held) => held.condition.id));
  for (const held of all) {
    const hits = held.instances.flat();
    const { id } = held.condition;
    if (id === 'crypto-mip-other' && !keyTrouble.some((trouble) => ids.has(trouble))) held.severity = 'information';
    if (id === 'sync-transport-not-active' && isPassing(hits)) held.severity = 'information';
    // Run as SYSTEM, the listing speaks of SYSTEM and not of the user.
    if (
      id === 'identity-prt-missing' &&
      hits.every((hit) => deviceText(hit.artifact, 'User Context').some((text) => /^SYSTEM\b/i.test(text)))
    ) {
      held.severity = 'information';
    }
  }
}

/** States on the way to Active are bad only when a second dump shows the same one. */
function isPassing(hits: readonly Hit[]): boolean {
  const seen = new Map<string, number>();
  for (const hit of hits.filter((entry) => entry.row.name === 'Transport State')) {
    for (const text of textsOf(hit.artifact, 'Summary', 'Transport State')) seen.set(text, (seen.get(text) ?? 0) + 1);
  }
  return [...seen].every(([text, count]) => !/^(Disabled|Paused|Sync service does not exist)/.test(text) && count < 2);
}

/** A Last Token Error beside Has Token = true and Last Token Request Result = OK is over. */
export function readsHistory(condition: Condition, instances: readonly Instance[]): boolean {
  const hits = instances.flat().filter((hit) => hit.row.area === 'stat' && hit.row.name === 'Last Token Error');
  if (hits.length === 0 || !hits.every(isOver)) return false;
  // A note that quotes the page is no newer than the dump; any other evidence is.
  return instances
    .flat()
    .every(
      (hit) => hits.includes(hit) || (condition.id === 'identity-last-token-error' && hit.artifact.kind === 'text'),
    );
}

function isOver({ row, artifact }: Hit): boolean {
  if (artifact.kind !== 'sync-internals') return false;
  const all = (name: string, text: string): boolean => {
    const values = statValues(artifact.sections, row.first, name).filter((value) => !value.uninitialized);
    return values.length > 0 && values.every((value) => value.text.trim() === text);
  };
  return all('Has Token', 'true') && all('Last Token Request Result', 'OK');
}

/** "All six values are good" is not said beside an error or warning of the same dump. */
export function withoutFalsePraise(all: readonly Held[]): readonly Held[] {
  const troubled = new Set(
    all
      .filter((held) => held.severity === 'error' || held.severity === 'warning')
      .flatMap((held) => held.evidence.map((evidence) => evidence.place.artifact)),
  );
  return all.filter(
    (held) =>
      held.condition.id !== 'sync-healthy-summary' ||
      held.evidence.some((evidence) => !troubled.has(evidence.place.artifact)),
  );
}
