import type { Severity } from '../../diagnosis/finding';
import type { FindingView, PlaceView } from './common';

/* What the text editor shows. */

export interface DiagnosticView {
  readonly range: {
    readonly start: { readonly line: number; readonly character: number };
    readonly end: { readonly line: number; readonly character: number };
  };
  readonly severity: Severity;
  readonly code: string;
  readonly target: string | undefined;
  readonly message: string;
  readonly related: readonly PlaceView[];
  /** The finding behind it; undefined for reading problems. */
  readonly finding: string | undefined;
}

export interface HoverView {
  readonly range: DiagnosticView['range'];
  /** Markdown, escaped; links only to allowed hosts or `command:edgeSync.*`. */
  readonly markdown: string;
}

export interface SymbolView {
  readonly name: string;
  readonly detail: string;
  readonly kind: 'section' | 'stat' | 'type' | 'event' | 'node' | 'policy' | 'line' | 'part';
  readonly range: DiagnosticView['range'];
  readonly selection: DiagnosticView['range'];
  readonly children: readonly SymbolView[];
}

export interface TextAnalysisView {
  /** Artifacts recognized in the text; empty = none. */
  readonly artifacts: readonly {
    readonly kind: string;
    readonly form: string;
    readonly formText: string;
    readonly summary: string;
    readonly range: DiagnosticView['range'];
  }[];
  readonly diagnostics: readonly DiagnosticView[];
  readonly findings: readonly FindingView[];
  readonly symbols: readonly SymbolView[];
  readonly folding: readonly { readonly start: number; readonly end: number }[];
  readonly links: readonly { readonly range: DiagnosticView['range']; readonly url: string }[];
  readonly lenses: readonly {
    readonly line: number;
    readonly title: string;
    readonly command: string;
    readonly args: readonly unknown[];
  }[];
  /** Inline reasons after the end of a line. */
  readonly inline: readonly { readonly line: number; readonly severity: Severity; readonly text: string }[];
  /** Tokens and licenses found in the text, for the decode actions. */
  readonly values: readonly {
    readonly kind: 'token' | 'license' | 'end-user-license' | 'sync-message';
    readonly range: DiagnosticView['range'];
  }[];
}

/** A virtual document: exactly the text of a place, masked. */
export interface VirtualDocumentView {
  readonly text: string;
  readonly language: string;
  /** Shown instead of content while a password is missing or the part does not exist. */
  readonly missing?: string;
}
