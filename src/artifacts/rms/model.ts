import type { ArtifactBase } from '../base';
import type { Span } from '../place';
import type { SourceText } from '../sourceText';

export interface CmdletProperty {
  readonly name: string;
  readonly value: string;
  readonly span: Span;
}

/** Output of one cmdlet: the name when it is seen (prompt line) or told by the property names, else undefined. */
export interface CmdletOutput {
  readonly cmdlet: string | undefined;
  /** Output without properties, for instance `Enabled` of Get-AipService. */
  readonly text: string;
  readonly properties: readonly CmdletProperty[];
  readonly span: Span;
}

/** PowerShell listings: lists, tables, CSV, console errors. */
export interface PowershellOutput extends ArtifactBase {
  readonly kind: 'powershell-output';
  readonly form: 'list' | 'table' | 'csv';
  readonly source: SourceText;
  readonly outputs: readonly CmdletOutput[];
  /** `$PSVersionTable` and the like. */
  readonly variables: readonly { readonly name: string; readonly value: string; readonly span: Span }[];
}
