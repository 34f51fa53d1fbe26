import type { Place } from '../artifacts/place';
import type { ConditionTexts } from '../knowledge';
import type { Language, Message } from '../text';
import type { CaseFacts } from './caseFacts';
import type { Correlation } from './correlate';
import type { EndpointCheck } from './endpoints';

export type Severity = 'error' | 'warning' | 'information' | 'hint';
export type Basis = 'documented' | 'source' | 'observed' | 'inferred';
export type Actor = 'user' | 'tenant admin' | 'network admin' | 'support engineer' | 'Microsoft';

/** Where a condition was seen and what matched there. */
export interface Evidence {
  readonly place: Place;
  /** What stands there, masked where secret: the value, the line, `400 NotSignedUpException`. */
  readonly text: string;
  readonly basis: Basis;
}

/** A documented condition that holds in a case. Title, cause and fix come from the condition of the same id. */
export interface Finding {
  /** Condition id of the knowledge data: the diagnostic code. */
  readonly id: string;
  readonly severity: Severity;
  readonly basis: Basis;
  readonly evidence: readonly Evidence[];
  /** Ids of findings that explain this one; empty for a root cause. */
  readonly causedBy: readonly string[];
  /** True when later evidence shows the trouble is over (stale EDGE_AUTH_ERROR beside healthy token rows). */
  readonly history: boolean;
  /** Ids of conditions offered as a possible cause (rows with `suggestion`). */
  readonly suggestions: readonly string[];
}

export type ChainStepName = 'token' | 'license' | 'feeds' | 'messaging';
export type ChainState = 'passed' | 'failed' | 'never-asked' | 'not-decrypted';

export interface ChainStep {
  readonly step: ChainStepName;
  readonly state: ChainState;
  readonly reason: Message;
  /** Artifact and keys of the sessions that show it; empty where a dump shows it. */
  readonly sessions: readonly { readonly artifact: string; readonly key: number }[];
}

/** Everything diagnosis says about a case. */
export interface Diagnosis {
  /** Root causes first, each followed by its consequences; then by severity. */
  readonly findings: readonly Finding[];
  readonly chain: readonly ChainStep[];
  /** Conditions that this material cannot answer, and why. */
  readonly notChecked: readonly { readonly id: string; readonly reason: Message }[];
  /** What to ask the customer next; `because` names the conditions. */
  readonly ask: readonly Question[];
  /** How many conditions were tested. */
  readonly checked: number;
  /** What the case proves; decides which fixes are offered. */
  readonly facts: CaseFacts;
  /** Which documented endpoints the captures reached. */
  readonly endpoints: readonly EndpointCheck[];
  /** Tenants, accounts and times compared across files and requests. */
  readonly correlation: Correlation;
  /** Texts of conditions that are not built in, by id. */
  readonly ownTexts: Readonly<Record<string, ConditionTexts>>;
  /** Faults in the team's own conditions: what was left out and why. */
  readonly settingsProblems: readonly Message[];
}

/** Something to ask the customer next. */
export interface Question {
  /** US English; see {@link texts} for other languages. */
  readonly text: string;
  readonly texts: Readonly<Record<Language, string>>;
  /** Ids of the conditions that the answer decides. */
  readonly because: readonly string[];
}
