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
