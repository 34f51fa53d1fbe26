import type { ArtifactBase } from './base';
import type { Capture } from './capture/model';
import type { AttachmentList } from './container/model';
import type { DsregListing } from './device/model';
import type { Dump } from './dump/model';
import type { AadEvents, EdgeLog } from './log/model';
import type { PolicyExport } from './policy/model';
import type { PowershellOutput } from './rms/model';
import type { SigninInternals } from './signin/model';
import type { SourceText } from './sourceText';

/** Any text that is no other artifact: customer words, mail, case note, settings or block page. */
export interface PlainText extends ArtifactBase {
  readonly kind: 'text';
  readonly form: 'plain';
  readonly source: SourceText;
}

/** A lone token, licence or sync message given as a file or pasted. */
export interface LoneValue extends ArtifactBase {
  readonly kind: 'value';
  readonly form: 'token' | 'license' | 'end-user-license' | 'sync-message';
  /** Present unless the value is binary. */
  readonly source?: SourceText;
  readonly bytes?: Uint8Array;
}

export type { ArtifactBase } from './base';

/** A file from a ticket, recognized and read. */
export type Artifact =
  | Dump
  | SigninInternals
  | PolicyExport
  | DsregListing
  | PowershellOutput
  | EdgeLog
  | AadEvents
  | Capture
  | AttachmentList
  | LoneValue
  | PlainText;

export type ArtifactKind = Artifact['kind'];
