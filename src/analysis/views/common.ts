import type { Place } from '../../artifacts/place';
import type { Basis, ChainState, ChainStepName, Severity } from '../../diagnosis/finding';

export type { Severity };

/*
 * What the editors show: plain data, rendered in the reader's language and masked by the service. A view never holds a
 * secret: a masked value carries an id, and `reveal` answers for that one value.
 */

/** A value on screen. */
export interface ValueView {
  /** Text as shown; of a masked value what is no secret, with chips in place of the rest: empty when nothing is left. */
  readonly text: string;
  /** Present when masked: class in words ("signature"), length in characters, id for `reveal`. */
  readonly masked?: { readonly class: string; readonly length: number; readonly id: string };
  /** Names a person or a device: hidden too while "Hide Identifiers" is on. */
  readonly personal?: true;
}

/** Row of a grid: claim, header, fact. */
export interface FieldView {
  readonly name: string;
  readonly value: ValueView;
  readonly meaning?: string;
  /** Mark in front of the value. */
  readonly mark?: MarkName;
  /** A session to jump to, by key. */
  readonly session?: number;
  /** The number people quote for that session; the key is shown where it is absent. */
  readonly sid?: number;
}

export interface FieldGroup {
  readonly title: string;
  readonly rows: readonly FieldView[];
}

/** Marks of the design: shape carries the meaning. */
export type MarkName =
  | 'error'
  | 'warning'
  | 'note'
  | 'passed'
  | 'never-asked'
  | 'not-decrypted'
  | 'better'
  | 'worse'
  | 'changed';

/** Judgement line: audience, tenant, digest, signature. */
export interface CheckView {
  readonly label: string;
  readonly mark: MarkName;
  readonly text: string;
  readonly session?: number;
  readonly sid?: number;
}

export interface PlaceView {
  /** "line 148", "contoso.saz #23". */
  readonly label: string;
  readonly text: string;
  readonly place: Place;
  /** File name of the artifact. */
  readonly artifactName: string;
  /** Number people quote for the place's session. */
  readonly sid?: number;
  /** How sure this piece of evidence is, in words. */
  readonly basisText?: string;
}

/** One step of "Why do you think so": a cause, the finding itself, or what follows from it. */
export interface WhyView {
  readonly role: 'cause' | 'finding' | 'consequence';
  readonly id: string;
  readonly title: string;
  readonly severity: Severity;
  readonly basisText: string;
  /** The first places only. */
  readonly evidence: readonly PlaceView[];
}

export interface PowershellView {
  readonly text: string;
  readonly kind: 'check' | 'change';
  readonly scope: string;
  readonly undo: string | null;
}

export interface FindingView {
  readonly id: string;
  readonly severity: Severity;
  readonly title: string;
  readonly cause: string;
  readonly note: string;
  readonly basis: Basis;
  /** "documented by Microsoft", "in Chromium", "has been seen", "probably". */
  readonly basisText: string;
  readonly who: readonly string[];
  readonly rootCause: boolean;
  readonly causedBy: readonly string[];
  /** "follows from: No key from Rights Management"; empty for roots. */
  readonly causedByText: string;
  readonly history: boolean;
  readonly evidence: readonly PlaceView[];
  readonly steps: readonly string[];
  readonly powershell: readonly PowershellView[];
  /** edge:// addresses (copied) and https portals (opened). */
  readonly open: readonly string[];
  readonly links: readonly {
    readonly url: string;
    readonly title: string;
    readonly status: 'current' | 'moved' | 'unchecked';
  }[];
  readonly suggestions: readonly { readonly id: string; readonly title: string }[];
  /** The chain of evidence: causes first, then the finding, then what follows. One entry where it stands alone. */
  readonly why?: readonly WhyView[];
}

export interface ChainView {
  readonly step: ChainStepName;
  readonly title: string;
  readonly state: ChainState;
  readonly stateText: string;
  readonly reason: string;
  /** Keys of sessions of this capture (or of the first artifact that has any). */
  readonly sessions: readonly number[];
  /** Numbers people quote, one per entry of `sessions`; the keys are shown where it is absent. */
  readonly sids?: readonly number[];
  /** Id of the artifact that the sessions belong to. */
  readonly artifact?: string;
}

export interface ProblemView {
  readonly code: string;
  readonly text: string;
  readonly place: Place;
}

/** Part of every open artifact. */
export interface ArtifactView {
  readonly id: string;
  readonly name: string;
  readonly kind: string;
  readonly form: string;
  /** "Status dump, generation 3", "Fiddler session archive". */
  readonly formText: string;
  readonly bytes: number;
  /** One line: "420 sessions, 22 Nov 2026 09:12 to 09:14". */
  readonly summary: string;
  readonly problems: readonly ProblemView[];
}
