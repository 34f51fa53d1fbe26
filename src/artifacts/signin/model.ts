import type { ArtifactBase } from '../base';
import type { Section } from '../dump/model';
import type { SourceText } from '../sourceText';

/** Text or saved page of edge://signin-internals. */
export interface SigninInternals extends ArtifactBase {
  readonly kind: 'signin-internals';
  readonly form: 'page-text' | 'saved-page';
  readonly source: SourceText;
  readonly sections: readonly Section[];
}
