import * as vscode from 'vscode';
import type { Severity } from '../../diagnosis/finding';
import type { RecognizedDocuments } from './documents';

const colors: Record<Severity, string> = {
  error: 'editorError.foreground',
  warning: 'editorWarning.foreground',
  information: 'editorInfo.foreground',
  hint: 'descriptionForeground',
};

/** The reason of a marker, written after the end of its line; a setting turns it off. */
export class InlineReasons implements vscode.Disposable {
  private readonly decorations: Record<Severity, vscode.TextEditorDecorationType>;
  private readonly disposables: vscode.Disposable[];

  constructor(private readonly documents: RecognizedDocuments) {
    const type = (severity: Severity) =>
      vscode.window.createTextEditorDecorationType({
        after: { margin: '0 0 0 2em', color: new vscode.ThemeColor(colors[severity]), fontStyle: 'italic' },
        rangeBehavior: vscode.DecorationRangeBehavior.ClosedOpen,
      });
    this.decorations = {
      error: type('error'),
      warning: type('warning'),
      information: type('information'),
      hint: type('hint'),
    };
    this.disposables = [
      ...Object.values(this.decorations),
      documents.onDidAnalyze((document) => this.show(document)),
      vscode.window.onDidChangeVisibleTextEditors((editors) => {
        for (const editor of editors) this.show(editor.document);
      }),
      vscode.workspace.onDidChangeConfiguration((change) => {
        if (!change.affectsConfiguration('edgeSync.inlineReasons')) return;
        for (const editor of vscode.window.visibleTextEditors) this.show(editor.document);
      }),
    ];
  }

  dispose(): void {
    vscode.Disposable.from(...this.disposables).dispose();
  }

  private show(document: vscode.TextDocument): void {
    const wanted = vscode.workspace.getConfiguration('edgeSync', document).get<boolean>('inlineReasons', true);
    const reasons = wanted ? (this.documents.current(document)?.inline ?? []) : [];
    for (const editor of vscode.window.visibleTextEditors) {
      if (editor.document !== document) continue;
      for (const [severity, decoration] of Object.entries(this.decorations)) {
        const options = reasons
          .filter((reason) => reason.severity === severity && reason.line < document.lineCount)
          .map((reason) => ({
            range: document.lineAt(reason.line).range,
            renderOptions: { after: { contentText: reason.text } },
          }));
        editor.setDecorations(decoration, options);
      }
    }
  }
}
