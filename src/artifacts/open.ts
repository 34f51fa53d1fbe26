import type { Platform } from '../platform/platform';
import type { Session } from './capture/model';
import type { Problem } from './problem';

/** What every reader is told. */
export interface OpenOptions {
  /** Id for the artifact's places: a URI or path plus the path inside. */
  readonly id: string;
  readonly platform: Platform;
  /** Password of an encrypted archive, kept in memory only. */
  readonly password?: string;
  readonly signal?: AbortSignal;
  /** What is to be said about the wrapping that was taken off the file; a capture lists it first. */
  readonly before?: readonly Problem[];
  /** Aborted, a capture's reading ends early: what was read by then is the capture, and a problem says so. */
  readonly stop?: AbortSignal;
  /** Called now and then with sessions (or bytes) done and expected. */
  readonly onProgress?: (done: number, total: number) => void;
  /** Called with the rows of a capture known so far: the first of them as soon as they are there, then now and again. */
  readonly onSessions?: (sessions: readonly Session[]) => void;
}
