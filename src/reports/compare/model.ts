import type { Artifact } from '../../artifacts/artifact';
import type { Diagnosis } from '../../diagnosis/finding';
import type { Message } from '../../text';

/** One file of a comparison with what diagnosis says about it. */
export interface Side {
  readonly name: string;
  readonly artifact: Artifact;
  readonly diagnosis: Diagnosis;
}

/** A value with a name that both files may hold. */
export interface Fact {
  /** Section, file part or kind of thing, as the file names it. */
  readonly place: string;
  readonly name: string;
  readonly value: string;
  /** How well it stands: higher is better; undefined where nobody can say. */
  readonly health: number | undefined;
  /** A time, a counter or an id: a difference alone tells nothing. */
  readonly volatile?: boolean;
}

export type ChangeMark = 'better' | 'worse' | 'changed';

/** What is different; `before` or `after` is null where only one file has it. */
export interface Change {
  readonly place: string;
  readonly name: string;
  readonly before: string | null;
  readonly after: string | null;
  readonly meaning: Message | undefined;
  readonly mark: ChangeMark;
}

export interface Comparison {
  readonly changes: readonly Change[];
  /** Values that are equal. */
  readonly same: number;
  /** Differences that were left out: times, counters, ids. */
  readonly volatile: number;
}
