import type { Severity } from '../../diagnosis/finding';
import type {
  ArtifactView,
  ChainView,
  CheckView,
  FieldGroup,
  FieldView,
  FindingView,
  MarkName,
  ValueView,
} from './common';

/* What the capture editor shows. */

export interface CaptureView extends ArtifactView {
  readonly writer: string;
  readonly total: number;
  readonly password: 'none' | 'needed' | 'wrong' | 'ok';
  /** "AES-256", "ZipCrypto"; absent when the file is not encrypted. */
  readonly encryption?: string;
  /** Time span as text in the capture's zone. */
  readonly timeText: string;
  /** Times alone, for the head of the waterfall: "09:12:04 to 09:14:31". */
  readonly spanText?: string;
  readonly firstStart: number | undefined;
  readonly lastEnd: number | undefined;
  /** Quality banner lines: HTTPS not decrypted, starts after sign-in... */
  readonly quality: readonly {
    readonly mark: MarkName;
    readonly text: string;
    readonly finding?: string;
    /** Query that lists the sessions meant, and the words of its link ("Show the 40 sessions"). */
    readonly query?: string;
    readonly queryText?: string;
  }[];
  /** Documented page on how to record sync traffic. */
  readonly recordingHelp?: { readonly url: string; readonly title: string };
  readonly chain: readonly ChainView[];
  readonly findings: readonly FindingView[];
  readonly severities: Readonly<Record<Severity, number>>;
  /** Fields of the query language with their description, for completion and the query builder. */
  readonly fields: readonly { readonly name: string; readonly description: string }[];
}

export interface SessionRowView {
  readonly key: number;
  readonly sid: number;
  readonly mark: MarkName | undefined;
  readonly method: string;
  readonly url: string;
  readonly host: string;
  readonly path: string;
  readonly status: number;
  readonly statusText: string;
  readonly protocol: string;
  readonly contentType: string;
  readonly requestBytes: number;
  readonly responseBytes: number;
  readonly process: string;
  readonly ip: string;
  readonly started: number | undefined;
  readonly startedText: string;
  readonly duration: number | undefined;
  /** Milliseconds from the start of the capture, and of waiting and receiving, for the waterfall. */
  readonly waterfall: { readonly start: number; readonly wait: number; readonly receive: number } | undefined;
  readonly comment: string;
  readonly color: string;
  readonly tunnel: boolean;
  /** Inline reason: one sentence; `action` is the text of its link, `tab` where the link leads. */
  readonly reason:
    | {
        readonly mark: MarkName;
        readonly text: string;
        readonly finding?: string;
        readonly session?: number;
        readonly sid?: number;
        readonly action?: string;
        readonly tab?: InspectorTab;
      }
    | undefined;
  /** Values of the header columns asked for in {@link ListQuery.columns}, masked; by the name as asked. */
  readonly extra?: Readonly<Record<string, string>>;
  /** Why parts of the session are not there: "raw/413_s.txt ends after 212 bytes". */
  readonly missing?: string;
}

/** An entry of the flat list: a session, or the reason row under it, or a group header. */
export type ListEntry =
  | { readonly type: 'session'; readonly row: SessionRowView }
  | { readonly type: 'reason'; readonly row: SessionRowView }
  | {
      readonly type: 'group';
      readonly title: string;
      readonly count: number;
      readonly mark: MarkName | undefined;
      /** True when the group's sessions are left out because {@link ListQuery.collapsed} names it. */
      readonly collapsed?: boolean;
    };

export interface ListQuery {
  /** Query text of the filter box; empty = all. */
  readonly query: string;
  readonly sort?: { readonly column: string; readonly descending: boolean };
  readonly group?: 'host' | 'process';
  readonly severities?: readonly Severity[];
  /** Header names shown as columns: `content-encoding`, `request:authorization`. Sorted by as `header:NAME`. */
  readonly columns?: readonly string[];
  /** Titles of groups whose sessions are left out. */
  readonly collapsed?: readonly string[];
}

export interface ListResult {
  /** Number of entries (sessions + reason rows + groups). */
  readonly entries: number;
  readonly matches: number;
  readonly total: number;
  /** Set when the query has a mistake: the list keeps the last good result. */
  readonly error?: { readonly text: string; readonly start: number; readonly end: number };
  /** For "nothing matches": matches per part of the query. */
  readonly parts?: readonly { readonly text: string; readonly matches: number }[];
  /** Titles of the groups in their order; absent when nothing is grouped. */
  readonly groups?: readonly string[];
  /** Key of the session of every entry, 0 for a group header: lets the list select ranges without asking. */
  readonly keys?: Uint32Array;
  /** Entries with an error or warning, for the overview beside the scroll bar; at most 2 000. */
  readonly marks?: readonly { readonly entry: number; readonly mark: MarkName }[];
}

export type InspectorTab =
  | 'overview'
  | 'headers'
  | 'cookies'
  | 'query'
  | 'body'
  | 'token'
  | 'license'
  | 'sync'
  | 'messages'
  | 'timing'
  | 'certificates'
  | 'raw';

export interface SessionView {
  readonly row: SessionRowView;
  /** "Session 23 · 22 Nov 2026 09:12:31.207 · 212 ms · 3,914 B sent, 214 B received · msedge:9124". */
  readonly subtitle: string;
  /** Tabs that have content, in order, with a badge count where useful. */
  readonly tabs: readonly { readonly id: InspectorTab; readonly title: string; readonly badge?: number }[];
  readonly findings: readonly FindingView[];
}

export interface TokenView {
  readonly title: string;
  /** "Entra access token, version 1.0, header Authorization". */
  readonly detail: string;
  readonly chip: ValueView;
  readonly checks: readonly CheckView[];
  readonly rows: readonly FieldView[];
}

export interface CertificateView {
  readonly title: string;
  readonly kindText: string;
  /** Second line of the chain's step: "Adele Vance", "until 22 Dec 2026". */
  readonly subtitle?: string;
  readonly mark: MarkName;
  readonly checks: readonly CheckView[];
  readonly groups: readonly FieldGroup[];
}

/** A node of a tree-table; children are loaded by id where `hasChildren`. */
export interface TreeNodeView {
  readonly id: string;
  readonly name: string;
  readonly type: string;
  readonly value: ValueView;
  readonly meaning: string;
  readonly mark?: MarkName;
  readonly hasChildren: boolean;
  /** True when the value shown is not all of it; `treeValue` has the whole. */
  readonly isCut?: boolean;
  /** Field number and byte offset of a binary message. */
  readonly number?: number;
  readonly offset?: number;
  readonly session?: number;
}

/** A table of plain texts: `number` columns are right-aligned, `code` columns in the editor font. */
export interface TableView {
  readonly title: string;
  readonly detail: string;
  readonly columns: readonly { readonly title: string; readonly kind: 'text' | 'code' | 'number' }[];
  readonly rows: readonly { readonly mark?: MarkName; readonly cells: readonly string[] }[];
}

export type BodyShape =
  | {
      /** `text`: as it came; `formatted`: laid out with line breaks and indents. */
      readonly shape: 'text' | 'formatted';
      readonly text: string;
      readonly language: string;
      readonly html?: string;
    }
  | { readonly shape: 'tree'; readonly tree: string; readonly roots: readonly TreeNodeView[] }
  | { readonly shape: 'hex'; readonly offset: number; readonly total: number; readonly lines: readonly string[] }
  | { readonly shape: 'image'; readonly mime: string; readonly base64: string }
  | { readonly shape: 'fields'; readonly groups: readonly FieldGroup[] }
  | { readonly shape: 'none'; readonly text: string };

export interface BodyView {
  readonly part: 'request' | 'response';
  readonly title: string;
  /** "gzip, 3,914 bytes, 12,110 decoded, application/json; charset=utf-8". */
  readonly detail: string;
  readonly notes: readonly string[];
  /** Way to the body as a file of its own and its kind, where it is an archive or a capture: opened on request. */
  readonly inner?: { readonly path: string; readonly kind: string };
  readonly best: BodyShape;
  /** Other shapes that can be asked for, in the order of their buttons. */
  readonly others: readonly BodyShape['shape'][];
}

export type TabView =
  | { readonly tab: 'overview'; readonly groups: readonly FieldGroup[]; readonly story: readonly string[] }
  | { readonly tab: 'headers' | 'cookies' | 'query'; readonly groups: readonly FieldGroup[] }
  | { readonly tab: 'certificates'; readonly groups: readonly FieldGroup[] }
  | { readonly tab: 'token'; readonly tokens: readonly TokenView[] }
  | {
      readonly tab: 'license';
      readonly checks: readonly CheckView[];
      readonly answer: readonly FieldGroup[];
      readonly summary: readonly FieldGroup[];
      readonly certificates: readonly CertificateView[];
    }
  | {
      readonly tab: 'sync';
      readonly messages: readonly {
        readonly title: string;
        /** "ClientToServerResponse, 1,872 bytes gzip, 9,604 bytes decoded, 0 unknown fields". */
        readonly detail?: string;
        readonly checks: readonly CheckView[];
        readonly groups: readonly FieldGroup[];
        /** The data types the message speaks of. */
        readonly table?: TableView;
        readonly tree: string;
        readonly roots: readonly TreeNodeView[];
      }[];
    }
  | { readonly tab: 'body'; readonly bodies: readonly BodyView[] }
  | {
      readonly tab: 'messages';
      readonly messages: readonly {
        readonly index: number;
        readonly direction: string;
        readonly time: string;
        readonly kind: string;
        readonly size: number;
        readonly value: ValueView;
      }[];
    }
  | {
      readonly tab: 'timing';
      readonly phases: readonly { readonly name: string; readonly start: number; readonly duration: number }[];
      readonly rows: readonly FieldView[];
    }
  | { readonly tab: 'raw'; readonly request: string; readonly response: string; readonly notes: readonly string[] };

/** A documented address of the service and how it fared in the capture. */
export interface EndpointView {
  readonly host: string;
  readonly purpose: string;
  readonly mark: MarkName;
  readonly stateText: string;
  /** Status, certificate issuer, proxy: what the capture tells about the way there. */
  readonly detail: string;
  /** Number of sessions that show it, and the query that lists them. */
  readonly sessions: number;
  readonly query: string;
}

export interface StatisticsView {
  /** Endpoint check: which documented endpoints were reached, refused, not resolved, intercepted. */
  readonly endpoints?: readonly EndpointView[];
  readonly groups: readonly FieldGroup[];
  readonly hosts: readonly {
    readonly host: string;
    readonly count: number;
    readonly failed: number;
    readonly bytes: number;
    readonly slowest: number;
  }[];
  /** Number of all hosts; the busiest ones are listed. */
  readonly hostCount: number;
  /** By status; 0 is no answer. */
  readonly statuses: readonly { readonly status: number; readonly text: string; readonly count: number }[];
  /** Requests and bytes per slice of time. */
  readonly buckets: readonly {
    readonly start: number;
    readonly count: number;
    readonly failed: number;
    readonly bytes: number;
  }[];
  readonly bucketMs: number;
  /** Times at the beginning, the middle and the end of the charts; empty without times. */
  readonly clock: readonly string[];
}
