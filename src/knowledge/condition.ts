/*
 * The shape of the knowledge data. The same shape holds for a team's own conditions (conditions.schema.json).
 */

export type ConditionSeverity = 'error' | 'warning' | 'information' | 'hint';
export type ConditionBasis = 'documented' | 'source' | 'observed' | 'inferred';
export type ConditionAccount = 'work' | 'personal' | 'any';
export type ConditionActor = 'user' | 'tenant admin' | 'network admin' | 'support engineer' | 'Microsoft';

/** Artifact kinds that evidence rows run on; `page-text` runs on texts that are no other artifact. */
export type RowArtifact =
  | 'sync-internals'
  | 'signin-internals'
  | 'dsregcmd'
  | 'policy-export'
  | 'page-text'
  | 'edge-log'
  | 'powershell-output'
  | 'capture';

/** How a row compares the value that `where` names; data/meta.json says each in words. */
export type MatchKind =
  | 'equals'
  | 'not-equals'
  | 'contains'
  | 'not-contains'
  | 'regex'
  | 'not-regex'
  | 'in'
  | 'not-in'
  | 'number-in'
  | 'present'
  | 'absent'
  | 'empty'
  | 'not-empty'
  | 'status'
  | 'version-less-than'
  | 'older-than'
  | 'rule'
  | 'manual';

/** One row of evidence: a condition holds when any row holds; rows of one `group` must hold together. */
export interface EvidenceRow {
  readonly artifact: RowArtifact;
  readonly where: string;
  readonly match: MatchKind;
  readonly pattern?: string | readonly string[] | readonly number[] | null;
  /** Flags of a regular expression. */
  readonly flags?: string;
  /** Capture rows: expression for the request URL (host:port for connect.status, host for tls.*). */
  readonly scope?: string;
  readonly group?: string;
  /** Replaces the condition's severity when only rows with a severity hold. */
  readonly severity?: ConditionSeverity;
  /** Policy rows: the level the policy must have. */
  readonly level?: 'mandatory' | 'recommended';
  /** Expression whose first group is the value to compare. */
  readonly extract?: string;
  /** Words for a human on where the text turns up; not tested. */
  readonly context?: string;
  /** Never makes the condition hold; offers it as a possible cause. */
  readonly suggestion?: boolean;
  readonly basis: ConditionBasis;
}

export interface ConditionCommand {
  readonly text: string;
  /** `check` only reads; `change` changes something. */
  readonly kind: 'check' | 'change';
  /** What it touches. */
  readonly scope: 'user' | 'device' | 'tenant';
  /** Command or words that take a change back; null for checks. */
  readonly undo: string | null;
}

export interface ConditionLink {
  readonly url: string;
  readonly title: string;
  readonly status: 'current' | 'moved' | 'unchecked';
}

/** A documented condition: what to look for, what it means, who acts and how. */
export interface Condition {
  /** Stable kebab-case name; also the diagnostic code. */
  readonly id: string;
  readonly title: string;
  readonly severity: ConditionSeverity;
  readonly area: string;
  readonly account: ConditionAccount;
  readonly artifacts: readonly RowArtifact[];
  readonly evidence: readonly EvidenceRow[];
  readonly cause: string;
  /** Ordered steps. */
  readonly fix: readonly string[];
  /** What to send to the customer when the evidence is missing. */
  readonly ask: readonly string[];
  /** Ids of conditions that are consequences of this one. */
  readonly explains: readonly string[];
  readonly who: readonly ConditionActor[];
  readonly powershell: readonly ConditionCommand[];
  /** Addresses to open (https) or to copy (edge://). */
  readonly open: readonly string[];
  /** The first link is the main one. */
  readonly links: readonly ConditionLink[];
  readonly basis: ConditionBasis;
  /** False: guidance only, never matched. */
  readonly detectable: boolean;
  readonly note: string;
}

/** The texts of a condition in one language. */
export interface ConditionTexts {
  readonly title: string;
  readonly cause: string;
  readonly fix: readonly string[];
  readonly note: string;
  readonly ask: readonly string[];
}

/** A host that links may lead to. */
export interface LinkHost {
  readonly host: string;
  readonly kind: 'documentation' | 'portal' | 'endpoint';
}

/** A placeholder in addresses. */
export interface AddressTemplate {
  readonly name: string;
  readonly pattern: string;
  readonly usedIn: readonly string[];
  readonly meaning: string;
}

/** A documented (or former) service address. */
export interface Endpoint {
  readonly cloud: string;
  /** Host names; `*.` in front stands for any name below; also IP addresses. */
  readonly hosts: readonly string[];
  readonly schemes: readonly string[];
  readonly path: string | null;
  readonly purpose: string;
  readonly status: 'current' | 'older' | 'retired' | 'unsupported' | 'test';
  readonly basis: string;
}

/** What a part of a header means. */
export interface HeaderMeaning {
  readonly header: string;
  readonly part: string;
  readonly meaning: string;
  readonly basis: string;
}

/** A page that moved: old and new path (or host). */
export interface Redirect {
  readonly old: string;
  readonly new: string;
}
