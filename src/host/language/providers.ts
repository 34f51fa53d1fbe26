import * as vscode from 'vscode';
import { isAllowedLink } from '../../knowledge/links';
import type { Host } from '../host';
import { scheme } from '../refs';
import { toMarkdown, toRange, toSymbol } from './convert';
import type { RecognizedDocuments } from './documents';

/** Hover, outline, folding, links and lenses: each a view of the document's one analysis. */
export class TextProviders
  implements
    vscode.HoverProvider,
    vscode.DocumentSymbolProvider,
    vscode.FoldingRangeProvider,
    vscode.DocumentLinkProvider,
    vscode.CodeLensProvider
{
  private readonly lensesChanged = new vscode.EventEmitter<void>();
  readonly onDidChangeCodeLenses = this.lensesChanged.event;

  constructor(
    private readonly host: Host,
    private readonly documents: RecognizedDocuments,
  ) {
    host.context.subscriptions.push(
      this.lensesChanged,
      documents.onDidAnalyze(() => this.lensesChanged.fire()),
    );
  }

  async provideHover(document: vscode.TextDocument, position: vscode.Position): Promise<vscode.Hover | undefined> {
    if (!(await this.documents.analysis(document))) return undefined;
    const hover = await this.host.service.request('hover', {
      uri: document.uri.toString(),
      version: document.version,
      line: position.line,
      character: position.character,
    });
    return hover ? new vscode.Hover(toMarkdown(hover.markdown), toRange(hover.range)) : undefined;
  }

  async provideDocumentSymbols(document: vscode.TextDocument): Promise<vscode.DocumentSymbol[]> {
    return (await this.documents.analysis(document))?.symbols.map(toSymbol) ?? [];
  }

  async provideFoldingRanges(document: vscode.TextDocument): Promise<vscode.FoldingRange[]> {
    const analysis = await this.documents.analysis(document);
    return analysis?.folding.map(({ start, end }) => new vscode.FoldingRange(start, end)) ?? [];
  }

  async provideDocumentLinks(document: vscode.TextDocument): Promise<vscode.DocumentLink[]> {
    const analysis = await this.documents.analysis(document);
    return (
      analysis?.links
        .filter(({ url }) => isAllowedLink(url))
        .map(({ range, url }) => new vscode.DocumentLink(toRange(range), vscode.Uri.parse(url, true))) ?? []
    );
  }

  async provideCodeLenses(document: vscode.TextDocument): Promise<vscode.CodeLens[]> {
    const analysis = await this.documents.analysis(document);
    if (!analysis || (analysis.artifacts.length === 0 && document.uri.scheme !== scheme)) return [];
    return analysis.lenses.map(
      ({ line, title, command, args }) =>
        new vscode.CodeLens(new vscode.Range(line, 0, line, 0), { title, command, arguments: [...args] }),
    );
  }
}
