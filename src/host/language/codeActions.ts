import * as vscode from 'vscode';
import type { FindingView, TextAnalysisView } from '../../analysis/views';
import type { Host } from '../host';
import { codeOf, diagnosticSource, toRange } from './convert';
import type { RecognizedDocuments } from './documents';

/** What a fix command is told: which finding of which document; the rest is looked up when it runs. */
export interface FixArguments {
  readonly uri: string;
  readonly finding: string;
  /** Which of several links, commands or addresses. */
  readonly index?: number;
}

/** Quick fixes of recognized text documents: every `Fix` of the findings under the cursor, and decoding. */
export class FixActions implements vscode.CodeActionProvider {
  static readonly kinds = [vscode.CodeActionKind.QuickFix];

  constructor(
    private readonly host: Host,
    private readonly documents: RecognizedDocuments,
  ) {}

  async provideCodeActions(
    document: vscode.TextDocument,
    range: vscode.Range,
    context: vscode.CodeActionContext,
  ): Promise<vscode.CodeAction[]> {
    const analysis = await this.documents.analysis(document);
    if (!analysis || analysis.artifacts.length === 0) return [];
    const actions: vscode.CodeAction[] = [];
    const marked = context.diagnostics.filter(({ source }) => source === diagnosticSource);
    const byCode = new Map(analysis.findings.map((finding) => [finding.id, finding]));
    const seen = new Set<string>();
    for (const diagnostic of marked) {
      const finding = byCode.get(codeOf(diagnostic));
      if (!finding || seen.has(finding.id)) continue;
      seen.add(finding.id);
      actions.push(...this.fixes(document, finding, diagnostic));
    }
    actions.push(...this.decoding(document, analysis, range));
    if (marked.length) actions.push(this.openWith(document));
    return actions;
  }

  private fixes(
    document: vscode.TextDocument,
    finding: FindingView,
    diagnostic: vscode.Diagnostic,
  ): vscode.CodeAction[] {
    const given = (index: number): FixArguments => ({ uri: document.uri.toString(), finding: finding.id, index });
    const action = (title: string, command: string, index = 0, preferred = false) => {
      const made = new vscode.CodeAction(title, vscode.CodeActionKind.QuickFix);
      made.command = { command, title, arguments: [given(index)] };
      made.diagnostics = [diagnostic];
      made.isPreferred = preferred;
      return made;
    };
    const { host } = this;
    return [
      ...finding.links.map((link, index) =>
        action(host.t('host.openFix', { page: link.title }), 'edgeSync.openDocumentedFix', index, index === 0),
      ),
      ...finding.powershell.map((command, index) =>
        command.kind === 'check'
          ? action(host.t('host.copyCheck', { command: firstLine(command.text) }), 'edgeSync.copyCheckCommand', index)
          : action(
              host.t('host.copyChange', { command: firstLine(command.text) }),
              'edgeSync.copyChangeCommand',
              index,
            ),
      ),
      ...finding.open
        .filter((address) => address.startsWith('edge://'))
        .map((address, index) => action(host.t('host.copyAddress', { address }), 'edgeSync.copyEdgeAddress', index)),
      action(host.t('host.copyForTicket'), 'edgeSync.copyForTicket'),
      action(host.t('host.ignore', { id: finding.id }), 'edgeSync.ignoreCondition'),
    ];
  }

  private decoding(
    document: vscode.TextDocument,
    analysis: TextAnalysisView,
    range: vscode.Range,
  ): vscode.CodeAction[] {
    return analysis.values
      .filter((value) => toRange(value.range).intersection(range))
      .map((value) => {
        const title = this.host.t(value.kind === 'token' ? 'host.decodeToken' : 'host.decodeLicense');
        const made = new vscode.CodeAction(title, vscode.CodeActionKind.QuickFix);
        made.command = {
          command: 'edgeSync.decode',
          title,
          arguments: [{ uri: document.uri.toString(), range: value.range }],
        };
        return made;
      });
  }

  private openWith(document: vscode.TextDocument): vscode.CodeAction {
    const title = this.host.t('host.openWith');
    const made = new vscode.CodeAction(title, vscode.CodeActionKind.QuickFix);
    made.command = { command: 'edgeSync.openWith', title, arguments: [document.uri] };
    return made;
  }
}

function firstLine(text: string): string {
  const line = text.split('\n')[0] ?? '';
  return line.length > 60 ? `${line.slice(0, 59)}…` : line;
}
