import type { Place } from '../artifacts/place';
import type { Basis, ChainState, ChainStepName, Severity } from '../diagnosis/finding';

export type { Severity };

/*
 * What the editors show: plain data, rendered in the reader's language and masked by the service. A view never holds a
 * secret: a masked value carries an id, and `reveal` answers for that one value.
 */

/** A value on screen. */
export interface ValueView {
  /** Text as shown; empty when masked. */
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

/* ---- capture ---- */

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
  | { readonly shape: 'text'; readonly text: string; readonly language: string; readonly html?: string }
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
  readonly best: BodyShape;
  /** Other shapes that can be asked for: `text`, `tree`, `hex`. */
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

export interface StatisticsView {
  readonly groups: readonly FieldGroup[];
  readonly hosts: readonly {
    readonly host: string;
    readonly count: number;
    readonly failed: number;
    readonly bytes: number;
    readonly slowest: number;
  }[];
  readonly statuses: readonly { readonly status: string; readonly count: number }[];
  /** Requests per slice of time. */
  readonly buckets: readonly { readonly start: number; readonly count: number; readonly failed: number }[];
  readonly bucketMs: number;
}

/* ---- dump ---- */

export interface StatView {
  readonly name: string;
  readonly value: ValueView;
  readonly mark?: MarkName;
  /** Inline reason under the value. */
  readonly reason?: string;
  readonly finding?: string;
  /** 0-based line in the source. */
  readonly line: number;
  readonly place: Place;
  readonly meaning?: string;
}

export interface DumpView extends ArtifactView {
  readonly takenText: string;
  readonly facts: readonly string[];
  /** True: pasted part of a dump; `fragmentText` says what was read. */
  readonly fragment: boolean;
  readonly fragmentText: string;
  readonly health: readonly {
    readonly label: string;
    readonly mark: MarkName;
    readonly value: string;
    readonly detail: string;
    readonly finding?: string;
  }[];
  readonly findings: readonly FindingView[];
  readonly checked: number;
  readonly sections: readonly {
    readonly title: string;
    readonly mark?: MarkName;
    readonly stats: readonly StatView[];
  }[];
  readonly typeGroups: readonly {
    readonly mark: MarkName;
    readonly title: string;
    readonly message: string;
    /** Location part of the message, shown dim. */
    readonly location: string;
    readonly finding?: string;
    readonly rows: readonly {
      readonly name: string;
      readonly total: number | undefined;
      readonly live: number | undefined;
      readonly state: string;
      readonly line: number;
      readonly place: Place;
    }[];
  }[];
  readonly typeCount: number;
  readonly eventCount: number;
  readonly nodeTypes: readonly { readonly name: string; readonly count: number }[];
}

export interface EventView {
  readonly index: number;
  readonly timeText: string;
  readonly type: string;
  readonly details: string;
  readonly mark?: MarkName;
  readonly reason?: string;
  readonly line: number;
  readonly hasProto: boolean;
  readonly place: Place;
}

export interface NodeView {
  readonly index: number;
  readonly title: string;
  readonly fields: readonly FieldView[];
}

export interface SearchHit {
  readonly line: number;
  readonly start: number;
  readonly end: number;
  readonly preview: string;
  readonly where: string;
  readonly place: Place;
}

/** A structured artifact without an editor of its own: policy, dsregcmd, PowerShell, log, sign-in page, lone value. */
export interface NeighborView extends ArtifactView {
  readonly findings: readonly FindingView[];
  readonly groups: readonly FieldGroup[];
}

export interface AttachmentsView extends ArtifactView {
  readonly subject: string;
  readonly mailText: string;
  readonly entries: readonly {
    readonly path: string;
    readonly size: number;
    readonly kind: string;
    readonly formText: string;
    readonly recognized: boolean;
    readonly nested: boolean;
  }[];
}

/* ---- text side ---- */

export interface DiagnosticView {
  readonly range: {
    readonly start: { readonly line: number; readonly character: number };
    readonly end: { readonly line: number; readonly character: number };
  };
  readonly severity: Severity;
  readonly code: string;
  readonly target: string | undefined;
  readonly message: string;
  readonly related: readonly PlaceView[];
  /** The finding behind it; undefined for reading problems. */
  readonly finding: string | undefined;
}

export interface HoverView {
  readonly range: DiagnosticView['range'];
  /** Markdown, escaped; links only to allowed hosts or `command:edgeSync.*`. */
  readonly markdown: string;
}

export interface SymbolView {
  readonly name: string;
  readonly detail: string;
  readonly kind: 'section' | 'stat' | 'type' | 'event' | 'node' | 'policy' | 'line' | 'part';
  readonly range: DiagnosticView['range'];
  readonly selection: DiagnosticView['range'];
  readonly children: readonly SymbolView[];
}

export interface TextAnalysisView {
  /** Artifacts recognized in the text; empty = none. */
  readonly artifacts: readonly {
    readonly kind: string;
    readonly form: string;
    readonly formText: string;
    readonly summary: string;
    readonly range: DiagnosticView['range'];
  }[];
  readonly diagnostics: readonly DiagnosticView[];
  readonly findings: readonly FindingView[];
  readonly symbols: readonly SymbolView[];
  readonly folding: readonly { readonly start: number; readonly end: number }[];
  readonly links: readonly { readonly range: DiagnosticView['range']; readonly url: string }[];
  readonly lenses: readonly {
    readonly line: number;
    readonly title: string;
    readonly command: string;
    readonly args: readonly unknown[];
  }[];
  /** Inline reasons after the end of a line. */
  readonly inline: readonly { readonly line: number; readonly severity: Severity; readonly text: string }[];
  /** Tokens and licenses found in the text, for the decode actions. */
  readonly values: readonly {
    readonly kind: 'token' | 'license' | 'end-user-license' | 'sync-message';
    readonly range: DiagnosticView['range'];
  }[];
}

/** A virtual document: exactly the text of a place, masked. */
export interface VirtualDocumentView {
  readonly text: string;
  readonly language: string;
  /** Shown instead of content while a password is missing or the part does not exist. */
  readonly missing?: string;
}
