import type { ChainView, FindingView, PlaceView } from './common';

/* What several files of one ticket say together. */

/** A session that shows what another file of the case tells. */
export interface LinkedSessionView {
  /** Id of the capture. */
  readonly artifact: string;
  readonly key: number;
  readonly sid: number;
  /** "contoso.saz #23". */
  readonly label: string;
  /** Method, host and status. */
  readonly text: string;
  /** Why it is named: "same correlation id". */
  readonly byText: string;
}

/** Where the other files of the case show a finding. */
export interface CaseLinkView {
  readonly finding: string;
  readonly sessions: readonly LinkedSessionView[];
  /** Places in dumps and other texts. */
  readonly dump: readonly PlaceView[];
}

/** What the case adds to one of its files; see `caseFile`. */
export interface CaseFileView {
  /** Id of the file in places. */
  readonly id: string;
  /** Number of files in the case. */
  readonly files: number;
  /** Findings of the case that concern this file, with causes and evidence in all files. */
  readonly findings: readonly FindingView[];
  readonly links: readonly CaseLinkView[];
}

export interface VerdictView {
  readonly kind: 'cause' | 'healthy' | 'not-answerable';
  readonly text: string;
  readonly finding?: string;
}

export interface CaseView {
  readonly verdict: VerdictView;
  readonly findings: readonly FindingView[];
  readonly chain: readonly ChainView[];
  readonly links: readonly CaseLinkView[];
  /** Judgements across the files: tenants, accounts, times. */
  readonly notes: readonly string[];
  /** One line per capture whose clock could be compared with the servers'. */
  readonly clocks: readonly string[];
  /** Conditions that could not be tested, by reason. */
  readonly notChecked: readonly {
    readonly reason: string;
    readonly conditions: readonly { id: string; title: string }[];
  }[];
  readonly ask: readonly { readonly text: string; readonly because: readonly string[] }[];
  /** All questions as one text to send. */
  readonly askText: { readonly en: string; readonly de: string };
  /** Faults in the settings: what of a team's own conditions was left out. */
  readonly settingsProblems: readonly string[];
}
