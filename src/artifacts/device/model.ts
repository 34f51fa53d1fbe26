import type { ArtifactBase } from '../base';
import type { Span } from '../place';
import type { SourceText } from '../sourceText';

export interface DsregValue {
  readonly section: string;
  readonly key: string;
  readonly value: string;
  readonly keySpan: Span;
  readonly valueSpan: Span;
}

/** Output of `dsregcmd /status`. */
export interface DsregListing extends ArtifactBase {
  readonly kind: 'dsregcmd';
  readonly form: 'listing';
  readonly source: SourceText;
  readonly values: readonly DsregValue[];
}
