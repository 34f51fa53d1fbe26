import type { ArtifactBase } from '../base';
import type { Span } from '../place';
import type { SourceText } from '../sourceText';

export interface Policy {
  readonly name: string;
  /** Value as JSON value (export) or text (page). */
  readonly value: unknown;
  /** Text form, as written. */
  readonly valueText: string;
  readonly level: 'mandatory' | 'recommended' | undefined;
  readonly scope: string;
  readonly source: string;
  /** Texts of error, warning and info, and the words ignored, deprecated, future for keys that are true. */
  readonly messages: readonly string[];
  readonly nameSpan: Span;
  readonly valueSpan: Span;
}

/** An edge://policy export or its page text. */
export interface PolicyExport extends ArtifactBase {
  readonly kind: 'policy-export';
  readonly form: 'json' | 'page-text';
  readonly text: SourceText;
  readonly metadata: readonly { readonly name: string; readonly value: string }[];
  readonly policies: readonly Policy[];
}
