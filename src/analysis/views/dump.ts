import type { Place } from '../../artifacts/place';
import type { ArtifactView, FieldView, FindingView, MarkName, ValueView } from './common';

/* What the dump editor, the listings beside it and attachments show. */

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
  /** What the value means and which values are known; several lines. */
  readonly meaning?: string;
  /** Said beside the value: level and source of a policy. */
  readonly detail?: string;
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
  readonly details: ValueView;
  readonly mark?: MarkName;
  readonly reason?: string;
  readonly line: number;
  readonly hasProto: boolean;
  readonly place: Place;
  readonly direction: 'request' | 'response' | 'unknown';
  /** "after 212 ms": from the request to this response. */
  readonly elapsedText?: string;
  /** Fields of the message that matter, as written. */
  readonly fields: readonly { readonly name: string; readonly value: ValueView }[];
  readonly finding?: string;
}

export interface NodeView {
  readonly index: number;
  readonly title: string;
  readonly fields: readonly FieldView[];
  /** Depth in the tree of its type, from 1. */
  readonly level: number;
  /** Number of direct children. */
  readonly children: number;
  /** "unsynced", "deleted": states that tell of work to do. */
  readonly flags: readonly string[];
  /** 0-based line in the source. */
  readonly line: number;
  readonly place: Place;
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
  /** Number of conditions that were checked. */
  readonly checked: number;
  readonly sections: DumpView['sections'];
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
