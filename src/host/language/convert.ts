import * as vscode from 'vscode';
import type { DiagnosticView, PlaceView, SymbolView } from '../../analysis/views';
import type { Severity } from '../../diagnosis/finding';
import { isAllowedLink } from '../../knowledge/links';
import { virtualName } from '../documents/show';
import { virtualUri } from '../refs';

export const diagnosticSource = 'edge-sync';

export function toRange(range: DiagnosticView['range']): vscode.Range {
  return new vscode.Range(range.start.line, range.start.character, range.end.line, range.end.character);
}

const severities: Record<Severity, vscode.DiagnosticSeverity> = {
  error: vscode.DiagnosticSeverity.Error,
  warning: vscode.DiagnosticSeverity.Warning,
  information: vscode.DiagnosticSeverity.Information,
  hint: vscode.DiagnosticSeverity.Hint,
};

/** A marker with the condition's id as code and the documented page as the code's target. */
export function toDiagnostic(view: DiagnosticView): vscode.Diagnostic {
  const diagnostic = new vscode.Diagnostic(toRange(view.range), view.message, severities[view.severity]);
  diagnostic.source = diagnosticSource;
  diagnostic.code =
    view.target && isAllowedLink(view.target)
      ? { value: view.code, target: vscode.Uri.parse(view.target, true) }
      : view.code;
  const related = view.related.flatMap(toRelated);
  if (related.length) diagnostic.relatedInformation = related;
  return diagnostic;
}

/** Id of the condition a marker of ours belongs to. */
export function codeOf(diagnostic: vscode.Diagnostic): string {
  const { code } = diagnostic;
  return String(typeof code === 'object' ? code.value : (code ?? ''));
}

function toRelated(related: PlaceView): vscode.DiagnosticRelatedInformation[] {
  const { place } = related;
  const source = vscode.Uri.parse(place.artifact);
  const ref = { uri: place.artifact };
  const uri =
    place.session === undefined
      ? source
      : virtualUri(
          { ref, session: place.session, part: 'session' },
          virtualName(source, ref, related.sid ?? place.session, 'session'),
        );
  const range =
    place.range && 'start' in place.range && place.session === undefined
      ? toRange(place.range)
      : new vscode.Range(0, 0, 0, 0);
  return [
    new vscode.DiagnosticRelatedInformation(new vscode.Location(uri, range), `${related.label}: ${related.text}`),
  ];
}

const symbolKinds: Record<SymbolView['kind'], vscode.SymbolKind> = {
  section: vscode.SymbolKind.Namespace,
  stat: vscode.SymbolKind.Property,
  type: vscode.SymbolKind.Field,
  event: vscode.SymbolKind.Event,
  node: vscode.SymbolKind.Object,
  policy: vscode.SymbolKind.Key,
  line: vscode.SymbolKind.String,
  part: vscode.SymbolKind.Module,
};

export function toSymbol(view: SymbolView): vscode.DocumentSymbol {
  const symbol = new vscode.DocumentSymbol(
    view.name || '-',
    view.detail,
    symbolKinds[view.kind],
    toRange(view.range),
    toRange(view.selection),
  );
  symbol.children = view.children.map(toSymbol);
  return symbol;
}

/** Markdown that may run our own commands and nothing else; HTML stays text. */
export function toMarkdown(markdown: string): vscode.MarkdownString {
  const value = new vscode.MarkdownString(markdown);
  value.isTrusted = { enabledCommands: ownCommands };
  value.supportHtml = false;
  return value;
}

const ownCommands = [
  'edgeSync.openDocumentedFix',
  'edgeSync.copyCheckCommand',
  'edgeSync.copyChangeCommand',
  'edgeSync.copyEdgeAddress',
  'edgeSync.copyForTicket',
  'edgeSync.ignoreCondition',
  'edgeSync.showInText',
  'edgeSync.openWith',
  'edgeSync.decode',
];
