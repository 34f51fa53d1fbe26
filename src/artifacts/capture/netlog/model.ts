import type { Capture, ReadOptions } from '../model';

/** One event of a NetLog with its names looked up in the file's own tables. */
export interface NetlogEvent {
  /** Milliseconds since 1970, from the file's tick offset. */
  readonly time: number | undefined;
  readonly type: string;
  readonly phase: 'begin' | 'end' | 'none';
  readonly sourceId: number;
  readonly sourceType: string;
  readonly params: Readonly<Record<string, unknown>>;
}

/** What the file says about the browser and its network settings. */
export interface NetlogFacts {
  /** `Default`, `IncludeSensitive`, `Everything`, or empty in old files. */
  readonly mode: string;
  readonly client: string;
  readonly system: string;
  readonly commandLine: string;
  /** Proxy settings at the end of the recording, as JSON; empty when the file is cut before them. */
  readonly proxySettings: string;
  readonly badProxies: string;
  /** Events in the file, read or passed over. */
  readonly eventCount: number;
}

/** An `edge://net-export` recording: every hop of every URL request is a session. */
export interface NetlogCapture extends Capture {
  readonly form: 'netlog';
  readonly facts: NetlogFacts;
  /** Events of a session and of the connections below it, in the order of the file. */
  events(key: number, options?: ReadOptions): Promise<readonly NetlogEvent[]>;
}
