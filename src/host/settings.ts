import * as vscode from 'vscode';
import type { FileCommands } from './commands/files';
import type { Host } from './host';

/** Settings that concern conditions: a team's own file, severities, the list of everything that is known. */
export class ConditionSettings implements vscode.Disposable {
  private readonly disposables: vscode.Disposable[] = [];
  private watcher: vscode.FileSystemWatcher | undefined;

  constructor(
    private readonly host: Host,
    private readonly onChanged: () => void,
  ) {
    this.disposables.push(
      vscode.workspace.onDidChangeConfiguration((change) => {
        if (change.affectsConfiguration('edgeSync.customConditions')) void this.load();
        else if (change.affectsConfiguration('edgeSync')) this.onChanged();
      }),
      vscode.workspace.onDidGrantWorkspaceTrust(() => void this.load()),
    );
    void this.load();
  }

  dispose(): void {
    this.watcher?.dispose();
    vscode.Disposable.from(...this.disposables).dispose();
  }

  /** A readable list of all conditions as a read-only document. */
  async show(files: FileCommands): Promise<void> {
    const conditions = await this.host.service.request('conditions', null);
    const rows = conditions.map(
      ({ id, title, severity, area, detectable, ignored }) =>
        `| \`${id}\` | ${title.replace(/[|\\`*_[\]<>]/g, '\\$&')} | ${severity} | ${area} | ${detectable ? '✓' : ''} | ${ignored ? '✓' : ''} |`,
    );
    const head = this.host.t('host.conditionsHead', { count: conditions.length });
    await files.showMarkdown(`${this.host.t('host.conditionsName')}.md`, `${head}\n${rows.join('\n')}\n`);
  }

  /** Checks the selected token against a key file that the user picks. */
  async verifyToken(files: FileCommands): Promise<void> {
    const editor = vscode.window.activeTextEditor;
    const selected = editor && !editor.selection.isEmpty ? editor.document.getText(editor.selection) : undefined;
    const token =
      selected ??
      (await vscode.window.showInputBox({
        title: this.host.t('host.decodeTitle'),
        prompt: this.host.t('host.decodePrompt'),
        password: true,
        ignoreFocusOut: true,
      }));
    if (!token) return;
    const chosen = await vscode.window.showOpenDialog({
      canSelectMany: false,
      title: this.host.t('host.keyFileTitle'),
    });
    const file = chosen?.[0];
    if (!file) return;
    try {
      const jwks = new TextDecoder().decode(await vscode.workspace.fs.readFile(file));
      const { markdown, kind } = await this.host.service.request('decode', { text: token, jwks });
      await files.showMarkdown(`${this.host.t('host.decodedName', { kind })}.md`, markdown);
    } catch (error) {
      void vscode.window.showInformationMessage(this.host.explain(error));
    }
  }

  private async load(): Promise<void> {
    this.watcher?.dispose();
    this.watcher = undefined;
    const path = vscode.workspace.getConfiguration('edgeSync').get<string>('customConditions', '').trim();
    this.host.customConditions = undefined;
    const folder = vscode.workspace.workspaceFolders?.[0]?.uri;
    if (path && vscode.workspace.isTrusted) {
      const uri = folder && !/^([a-z]:)?[\\/]/i.test(path) ? vscode.Uri.joinPath(folder, path) : vscode.Uri.file(path);
      this.watcher = vscode.workspace.createFileSystemWatcher(uri.fsPath);
      this.watcher.onDidChange(() => void this.load());
      try {
        this.host.customConditions = JSON.parse(new TextDecoder().decode(await vscode.workspace.fs.readFile(uri)));
      } catch (error) {
        const reason = error instanceof Error ? error.message : String(error);
        void vscode.window.showWarningMessage(this.host.t('host.customUnreadable', { path, reason }));
      }
    }
    await this.host.service.configure();
    this.onChanged();
  }
}
