import type { Problem } from './problem';

/** What every recognized file carries. */
export interface ArtifactBase {
  /** Unique in its case; the reader's caller chooses it (a URI or path plus the path inside). */
  readonly id: string;
  readonly problems: readonly Problem[];
}
