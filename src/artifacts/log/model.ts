import type { ArtifactBase } from '../base';
import type { Span } from '../place';
import type { SourceText } from '../sourceText';

export interface LogLine {
  readonly time: string;
  readonly level: string;
  readonly file: string;
  readonly line: number | undefined;
  readonly text: string;
  readonly span: Span;
}

/** Browser log lines (chrome_debug.log, --enable-logging). */
export interface EdgeLog extends ArtifactBase {
  readonly kind: 'edge-log';
  readonly form: 'lines';
  readonly source: SourceText;
  readonly lines: readonly LogLine[];
}

export interface AadEvent {
  readonly time: string;
  readonly id: number | undefined;
  readonly level: string;
  readonly text: string;
  readonly codes: readonly { readonly code: string; readonly span: Span }[];
  readonly span: Span;
}

/** AAD operational events as text or as `Get-WinEvent` CSV. */
export interface AadEvents extends ArtifactBase {
  readonly kind: 'aad-event';
  readonly form: 'text' | 'csv';
  readonly source: SourceText;
  readonly events: readonly AadEvent[];
}
