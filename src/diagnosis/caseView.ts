import type { Artifact } from '../artifacts/artifact';
import type { Dump } from '../artifacts/dump/model';
import type { Platform } from '../platform/platform';
import { isMasked } from './match/compare';
import { statValues } from './match/dumpValues';

export type CaseAccount = 'work' | 'personal' | 'both' | 'unknown';

/** What rules may ask about the whole case. */
export interface CaseView {
  readonly artifacts: readonly Artifact[];
  readonly platform: Platform;
  /** Told by Sync Account Type of any dump. */
  readonly account: CaseAccount;
  /** User names of the profile, from dumps, the sign-in page and tokens. */
  readonly userNames: readonly string[];
  /** Names of this machine. */
  readonly deviceNames: readonly string[];
  /** Country code that the user states, where the caller knows it. */
  readonly userCountry: string | undefined;
}

export function dumpsOf(artifacts: readonly Artifact[]): readonly Dump[] {
  return artifacts.filter((artifact): artifact is Dump => artifact.kind === 'sync-internals');
}

/** Account of the case: the value of Sync Account Type in any dump of it. */
export function accountOf(artifacts: readonly Artifact[]): CaseAccount {
  const types = new Set(
    dumpsOf(artifacts).flatMap((dump) =>
      statValues(dump.sections, 'Summary', 'Sync Account Type').flatMap((value) =>
        value.uninitialized ? [] : [value.text.trim()],
      ),
    ),
  );
  const isWork = types.has('AAD');
  const isPersonal = types.has('MSA');
  return isWork && isPersonal ? 'both' : isWork ? 'work' : isPersonal ? 'personal' : 'unknown';
}

/** User names that the text artifacts tell, in plain and unmasked. */
export function userNamesOf(artifacts: readonly Artifact[]): readonly string[] {
  const names = new Set<string>();
  for (const artifact of artifacts) {
    const values =
      artifact.kind === 'sync-internals'
        ? statValues(artifact.sections, 'Identity', 'Username')
        : artifact.kind === 'signin-internals'
          ? statValues(artifact.sections, '*', 'Username')
          : [];
    for (const value of values) {
      const name = value.text.trim();
      if (name && !value.uninitialized && !value.ambiguous && !isMasked(name)) names.add(name);
    }
  }
  return [...names];
}

export function deviceNamesOf(artifacts: readonly Artifact[]): readonly string[] {
  const names = new Set<string>();
  for (const artifact of artifacts) {
    if (artifact.kind !== 'dsregcmd') continue;
    for (const value of artifact.values) {
      if (/^device ?name$/i.test(value.key) && value.value.trim() && !isMasked(value.value))
        names.add(value.value.trim());
    }
  }
  return [...names];
}
