import type { TextRange } from '../artifacts/place';
import type { Language } from '../text';
import type { TreeMatches } from './findInTree';
import type {
  AttachmentsView,
  BodyShape,
  BodyView,
  CaptureView,
  CaseFileView,
  CaseView,
  ChainView,
  DiagnosticView,
  DumpView,
  EventView,
  FindingView,
  HoverView,
  InspectorTab,
  ListEntry,
  ListQuery,
  ListResult,
  NeighborView,
  NodeView,
  SearchHit,
  SessionView,
  StatisticsView,
  TabView,
  TextAnalysisView,
  TreeNodeView,
  ValueView,
  VirtualDocumentView,
} from './views';

/** Attachments inside attachments that are opened at most. */
export { nestingLimit } from '../artifacts/container/limits';

/** Sessions whose heads and bodies are copied at once at most; lines and addresses have no limit. */
export const copyLimit = 1000;

/** Raised whenever a message changes shape; both sides refuse another version. */
export const protocolVersion = 1;

/**
 * A file as the service knows it. `uri` is the source URI as text; `inner` leads through attachments and archives;
 * `index` chooses one of several artifacts in one file.
 */
export interface ArtifactRef {
  readonly uri: string;
  readonly inner?: readonly string[];
  readonly index?: number;
}

/** How the service gets at the bytes: a path it may read by itself, or the bytes. */
export type SourceGiven =
  | { readonly type: 'path'; readonly path: string }
  | { readonly type: 'bytes'; readonly bytes: Uint8Array }
  | { readonly type: 'text'; readonly text: string };

export type OpenedView =
  | ({ readonly editor: 'capture' } & CaptureView)
  | ({ readonly editor: 'dump' } & DumpView)
  | ({ readonly editor: 'neighbor' } & NeighborView)
  | ({ readonly editor: 'attachments' } & AttachmentsView)
  | {
      readonly editor: 'none';
      readonly name: string;
      readonly bytes: number;
      readonly message: string;
      readonly lookedFor: readonly string[];
    };

/** Every question the service answers: name -> [parameters, result]. All texts are rendered and masked. */
export interface Methods {
  configure: [{ language: Language; options: ServiceOptions }, null];
  /**
   * Opens (or reopens, when `stamp` changed) and diagnoses the file; progress comes as `progress` events. From the first of
   * them that counts something on, a capture's rows can be listed.
   */
  open: [{ ref: ArtifactRef; name: string; source?: SourceGiven; stamp?: number; password?: string }, OpenedView];
  /** Ends the reading of a capture that is being opened; `open` then answers with what was read by then. */
  stop: [{ ref: ArtifactRef }, null];
  close: [{ ref: ArtifactRef }, null];
  list: [{ ref: ArtifactRef; view: string; query: ListQuery }, ListResult];
  /** Entries of the last `list` of that view; `to` exclusive. */
  entries: [{ ref: ArtifactRef; view: string; from: number; to: number }, readonly ListEntry[]];
  /** Index of a session's entry in the view, or -1. */
  locate: [{ ref: ArtifactRef; view: string; key: number }, number];
  /** Title of the group that a session of the view lies in; null when the view has no groups or not that session. */
  groupOf: [{ ref: ArtifactRef; view: string; key: number }, string | null];
  /** Key of the next (or previous) session with a finding after `key`, or -1. */
  nextFinding: [{ ref: ArtifactRef; view: string; key: number; direction: 1 | -1 }, number];
  complete: [
    { ref: ArtifactRef; query: string; offset: number },
    {
      start: number;
      end: number;
      items: readonly {
        readonly label: string;
        readonly insert: string;
        readonly detail: string;
        readonly count?: number;
      }[];
    },
  ];
  session: [{ ref: ArtifactRef; key: number }, SessionView];
  tab: [{ ref: ArtifactRef; key: number; tab: InspectorTab }, TabView];
  /** Another shape of a body, or a further page of the hex view. */
  body: [
    { ref: ArtifactRef; key: number; part: 'request' | 'response'; shape: BodyShape['shape']; offset?: number },
    BodyView,
  ];
  /** Language of a body as VS Code names it. */
  bodyLanguage: [{ ref: ArtifactRef; key: number; part: 'request' | 'response' }, string];
  /** One message of a WebSocket or a gRPC call, by its number in the list; null when there is none. */
  message: [
    { ref: ArtifactRef; key: number; index: number; shape?: BodyShape['shape']; offset?: number },
    BodyView | null,
  ];
  /** Children of a tree node; `tree` and `node` come from the views. */
  children: [
    { ref: ArtifactRef; tree: string; node: string; from: number; to: number },
    { total: number; nodes: readonly TreeNodeView[] },
  ];
  /** The whole value of a node that was cut; a masked one stays masked. */
  treeValue: [{ ref: ArtifactRef; tree: string; node: string }, ValueView];
  /** Nodes of a tree that must be open to see the matches of a text. */
  findInTree: [{ ref: ArtifactRef; tree: string; text: string }, TreeMatches];
  statistics: [{ ref: ArtifactRef }, StatisticsView];
  /** The statistics as a file: a picture, or tables. */
  statisticsFile: [{ ref: ArtifactRef; format: 'svg' | 'csv' | 'markdown' }, string];
  /** Text for the clipboard, masked. */
  copySessions: [
    { ref: ArtifactRef; keys: readonly number[]; format: 'text' | 'url' | 'curl' | 'powershell' | 'har' | 'raw' },
    string,
  ];
  /** The one revealed value; nothing is kept. */
  reveal: [{ ref: ArtifactRef; id: string }, string];
  events: [
    { ref: ArtifactRef; from: number; to: number; filter?: string },
    { total: number; events: readonly EventView[] },
  ];
  eventProto: [{ ref: ArtifactRef; index: number }, { tree: string; roots: readonly TreeNodeView[] }];
  /** Nodes of a type in the order of their tree; what lies below `closed` nodes (by index) is left out. */
  nodes: [
    { ref: ArtifactRef; type: string; filter: string; from: number; to: number; closed?: readonly number[] },
    { total: number; count: number; nodes: readonly NodeView[] },
  ];
  search: [{ ref: ArtifactRef; text: string; limit: number }, { total: number; hits: readonly SearchHit[] }];
  findings: [
    { ref: ArtifactRef },
    {
      findings: readonly FindingView[];
      chain: readonly ChainView[];
      notChecked: readonly { id: string; reason: string }[];
      ask: readonly { text: string; because: readonly string[] }[];
    },
  ];
  /** The text side: a document's full text by version; later calls of the same version reuse the analysis. */
  analyzeText: [{ uri: string; version: number; text: string; name: string }, TextAnalysisView];
  hover: [{ uri: string; version: number; line: number; character: number }, HoverView | null];
  forgetText: [{ uri: string }, null];
  /** Content of a virtual document (a session, a decoded body, a token, a license, a pasted text's report). */
  virtualDocument: [{ ref: ArtifactRef; session?: number; part?: string }, VirtualDocumentView];
  /** Where a range of the text itself stands in the masked text of its virtual document. */
  shownRange: [{ ref: ArtifactRef; session?: number; part?: string; range: TextRange }, TextRange];
  /** The text itself behind a range of a virtual document, secrets included: to decode or inspect, never to show. */
  textBehind: [{ ref: ArtifactRef; session?: number; part?: string; range: TextRange }, string];
  /** Analysis of a virtual document, with ranges of its masked text and the findings of that session in it. */
  analyzeVirtual: [
    { ref: ArtifactRef; session?: number; part?: string; uri?: string; version?: number },
    TextAnalysisView,
  ];
  /**
   * Where a session stands in a capture that is a text (HAR), and the length of that text; no range where the text is
   * packed or inside another file. Null for captures that are no text.
   */
  entryPlace: [{ ref: ArtifactRef; key: number }, { range?: TextRange; bytes: number } | null];
  /** Number people quote for a session; the key where the format has none. */
  sid: [{ ref: ArtifactRef; key: number }, number];
  /** Markers of a binary artifact: diagnostics per virtual document. */
  markers: [
    { ref: ArtifactRef },
    readonly { session?: number; sid?: number; part: string; title: string; diagnostics: readonly DiagnosticView[] }[],
  ];
  /** Decodes pasted text: a Markdown explanation, masked. */
  decode: [{ text: string; time?: number; jwks?: string }, { markdown: string; json: string; kind: string }];
  report: [
    {
      refs: readonly ArtifactRef[];
      format: 'markdown' | 'html' | 'sarif' | 'customer' | 'finding';
      finding?: string;
      language?: Language;
    },
    string,
  ];
  redact: [
    { ref: ArtifactRef; as?: 'saz' | 'har' | 'markdown' | 'same'; keys?: readonly number[]; redacted?: boolean },
    {
      bytes: Uint8Array;
      name: string;
      replaced: readonly { class: string; count: number }[];
      notJudged: readonly string[];
    },
  ];
  compare: [
    { a: ArtifactRef; b: ArtifactRef },
    {
      markdown: string;
      changes: readonly {
        place: string;
        name: string;
        before: string;
        after: string;
        meaning: string;
        mark: 'better' | 'worse' | 'changed';
      }[];
      same: number;
      volatile: number;
    },
  ];
  /** Several files as one case; it stays the open case until another one is asked for or it is closed. */
  caseFindings: [
    { refs: readonly ArtifactRef[] },
    CaseView & {
      artifacts: readonly {
        ref: ArtifactRef;
        name: string;
        kind: string;
        formText: string;
        summary: string;
        /** The password of the capture is missing. */
        locked: boolean;
        problems: readonly string[];
      }[];
    },
  ];
  /** What the open case adds to one of its files; null where there is none, or the file stands alone. */
  caseFile: [{ ref: ArtifactRef }, CaseFileView | null];
  caseClose: [null, null];
  timeline: [
    { refs: readonly ArtifactRef[] },
    {
      rows: readonly {
        time: number;
        timeText: string;
        artifact: string;
        text: string;
        mark?: string;
        place: unknown;
      }[];
      skew: readonly { artifact: string; text: string }[];
    },
  ];
  /** Every condition that is known, the knowledge's date, and what of the settings could not be used. */
  conditions: [
    null,
    {
      date: string;
      problems: readonly string[];
      conditions: readonly {
        id: string;
        title: string;
        severity: string;
        area: string;
        detectable: boolean;
        ignored: boolean;
      }[];
    },
  ];
  /** What is documented about one condition; null for unknown ids. */
  explainCondition: [
    { id: string },
    {
      id: string;
      title: string;
      severity: string;
      basis: string;
      cause: string;
      note: string;
      who: readonly string[];
      steps: readonly string[];
      links: readonly { url: string; title: string }[];
    } | null,
  ];
  /** A text without secrets and personal data, with the same pseudonyms as in the redacted copies of this window. */
  redactText: [{ text: string }, string];
}

export interface ServiceOptions {
  /** Condition id -> severity or `off`. */
  readonly severities?: Readonly<Record<string, string>>;
  /** A team's own conditions, already parsed JSON. */
  readonly customConditions?: unknown;
  /** Redacted copies keep header and claims of tokens (default), or replace tokens whole. */
  readonly redactedTokens?: 'claims' | 'whole';
}

export type MethodName = keyof Methods;
export type Params<M extends MethodName> = Methods[M][0];
export type Result<M extends MethodName> = Methods[M][1];

/** A failure the user can read; `code` is stable. */
export interface ServiceError {
  readonly code: 'canceled' | 'not-open' | 'too-large' | 'unreadable' | 'crashed' | 'version' | 'unsupported';
  readonly text: string;
}

/** To the service. */
export type ServiceRequest =
  | { readonly version: number; readonly id: number; readonly method: MethodName; readonly params: unknown }
  | { readonly version: number; readonly cancel: number };

/** From the service. */
export type ServiceMessage =
  | { readonly version: number; readonly id: number; readonly result: unknown }
  | { readonly version: number; readonly id: number; readonly error: ServiceError }
  | {
      readonly version: number;
      readonly event: 'progress';
      readonly uri: string;
      readonly done: number;
      readonly total: number;
      readonly text: string;
      readonly task: ProgressTask;
    };

/** What is progressing: a file is being read, or a query looks into heads and bodies. */
export type ProgressTask = 'reading' | 'searching';

/* ---- webview <-> host ---- */

/** Requests of a webview that the host answers by itself; everything in {@link Methods} is relayed to the service. */
export interface HostMethods {
  /** First message of a webview: the host answers with what it shows. */
  ready: [null, WebviewStart];
  /** Opens an https address of the allow-list, after VS Code's own confirmation where it applies. */
  openLink: [{ url: string }, null];
  /** Copies text that is already masked. `what` is announced. */
  copy: [{ text: string; what: string }, null];
  /** Shows a place in the text editor (file, slice or virtual document) and selects the range. */
  showText: [{ place: unknown; session?: number; part?: string }, null];
  /** Runs one of our own commands. */
  command: [{ command: string; args?: readonly unknown[] }, null];
  password: [{ password: string }, OpenedView];
  /** The reader's own queries, the same in every capture; changed first where something is given. */
  savedQueries: [{ save?: string; forget?: string } | null, readonly string[]];
  /** Reopens after "Stop loading" or a change on disk. */
  reload: [null, OpenedView];
}
export type HostMethodName = keyof HostMethods;

export interface WebviewStart {
  readonly strings: Readonly<Record<string, string>>;
  readonly language: Language;
  readonly name: string;
  /** The ref that the webview uses in all its requests. */
  readonly ref: ArtifactRef;
  /** The two files of a comparison, the earlier first; `facts` says when and what. */
  readonly compared?: readonly {
    readonly ref: ArtifactRef;
    readonly name: string;
    readonly facts: readonly string[];
  }[];
}

/** From the webview. */
export type WebviewRequest =
  | { readonly id: number; readonly method: MethodName | HostMethodName; readonly params: unknown }
  | { readonly cancel: number }
  | { readonly context: Readonly<Record<string, string | number | boolean>> };

/** To the webview. */
export type WebviewMessage =
  | { readonly id: number; readonly result: unknown }
  | { readonly id: number; readonly error: ServiceError }
  | {
      readonly event: 'progress';
      readonly done: number;
      readonly total: number;
      readonly text: string;
      readonly task: ProgressTask;
    }
  | { readonly event: 'opened'; readonly view: OpenedView }
  /** A key binding or title button of ours was used; the editor carries it out. */
  | { readonly event: 'action'; readonly action: string; readonly args?: readonly unknown[] }
  /** Another editor, the Problems panel or the case view asks to show a place. */
  | {
      readonly event: 'reveal';
      readonly session?: number;
      readonly tab?: InspectorTab;
      readonly finding?: string;
      readonly place?: unknown;
      /** Filter for the session list. */
      readonly query?: string;
    }
  /** A case was opened, changed or closed: `caseFile` has another answer. */
  | { readonly event: 'case' };
