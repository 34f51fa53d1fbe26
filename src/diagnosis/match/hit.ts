import type { Artifact } from '../../artifacts/artifact';
import type { Basis, Evidence } from '../finding';
import type { Row } from './rows';

/** A row that holds somewhere. */
export interface Hit {
  readonly row: Row;
  readonly basis: Basis;
  readonly artifact: Artifact;
  /** Undefined where nothing stands there: absence. */
  readonly evidence: Evidence | undefined;
  /** The session, for capture rows; `host` decides which findings belong together. */
  readonly session?: { readonly key: number; readonly host: string };
  /** Later values of the same artifact show that the trouble is over. */
  readonly history?: boolean;
}

/** The longest value told in evidence. */
const textLimit = 300;

/** One line of evidence text, cut where it is long. */
export function evidenceText(text: string): string {
  const line = text.replace(/\s+/g, ' ').trim();
  return line.length > textLimit ? `${line.slice(0, textLimit - 1)}…` : line;
}
