import type { ArtifactBase } from '../base';
import type { Span } from '../place';
import type { SourceText } from '../sourceText';

export type DumpForm =
  | 'status-1'
  | 'status-2'
  | 'status-3'
  | 'events'
  | 'nodes'
  | 'page-text'
  | 'saved-page'
  | 'system-log'
  | 'fragment';

/**
 * One row of a section. Spans lie in {@link Dump.source} and cover the value (or name) as written, without quotes; an
 * empty JSON string is covered with its quotes.
 */
export interface Stat {
  readonly name: string;
  /** Text form of the value: booleans as `true`/`false`, numbers in decimal. */
  readonly value: string;
  readonly type: 'string' | 'boolean' | 'number' | 'null';
  /** `good` = stat_status "" or a form that carries no status; `uninitialized` also for is_valid false. */
  readonly status: 'good' | 'uninitialized' | 'in_bad_state';
  readonly nameSpan: Span;
  readonly valueSpan: Span;
}

export interface Section {
  /** Title as written; undefined when cut off (a fragment). */
  readonly title: string | undefined;
  readonly sensitive: boolean;
  readonly stats: readonly Stat[];
  readonly titleSpan?: Span;
  readonly span: Span;
}

/** A row of Type Info. */
export interface DataTypeStatus {
  readonly name: string;
  readonly message: string;
  readonly state: string;
  readonly status: 'ok' | 'severity_error' | 'severity_warning' | 'severity_info' | 'transitioning' | 'unknown';
  readonly total: number | undefined;
  readonly live: number | undefined;
  readonly groupType: string | undefined;
  readonly nameSpan: Span;
  readonly messageSpan: Span;
  readonly span: Span;
}

/** An entry of the sync protocol log. */
export interface ProtocolEvent {
  /** Milliseconds since 1970; undefined when the time is unreadable (localized page text). */
  readonly time: number | undefined;
  readonly timeText: string;
  readonly type: string;
  readonly details: string;
  /** The decoded message as JSON value, where present. */
  readonly proto: unknown;
  readonly span: Span;
  readonly detailsSpan: Span;
}

/** One node of a node dump. */
export interface DumpNode {
  readonly dataType: string;
  readonly fields: readonly string[];
  /** JSON of the specifics as written; `REDACTED` or empty where left out. */
  readonly specifics: string;
  readonly serverSpecifics: string;
  readonly span: Span;
}

/** A sync-internals dump in any of its forms. */
export interface Dump extends ArtifactBase {
  readonly kind: 'sync-internals';
  readonly form: DumpForm;
  readonly source: SourceText;
  /** When the dump was taken; offset in minutes east of UTC. */
  readonly taken:
    | { readonly time: number; readonly offset: number; readonly text: string; readonly span: Span }
    | undefined;
  readonly userAgent: string | undefined;
  readonly sections: readonly Section[];
  readonly types: readonly DataTypeStatus[];
  /** True when a Type Info table (even an empty one) is present. */
  readonly hasTypes: boolean;
  readonly events: readonly ProtocolEvent[];
  readonly nodes: readonly DumpNode[];
  readonly unrecoverableError:
    | { readonly detected: boolean; readonly message: string; readonly span?: Span }
    | undefined;
  readonly actionableError:
    | { readonly detected: boolean; readonly stats: readonly Stat[]; readonly span?: Span }
    | undefined;
  /** Scalar members of the about information beside its sections, as read (Edge and old builds add some). */
  readonly extras: readonly Stat[];
  /** The whole extent of this dump in its source (several dumps can share one file). */
  readonly span: Span;
}
