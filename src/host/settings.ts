import * as vscode from 'vscode';
import type { FileCommands } from './commands/files';
import type { Host } from './host';

/** Settings that concern conditions: a team's own file, severities, the list of everything that is known. */
export class ConditionSettings implements vscode.Disposable {
  private readonly disposables: vscode.Disposable[] = [];
  private watcher: vscode.FileSystemWatcher | undefined;
  private turn = 0;
  private told = '';

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

  /** A readable list of all conditions as a read-only document, with the knowledge's date and faults in the settings. */
  async show(files: FileCommands): Promise<void> {
    const { conditions, date, problems } = await this.host.service.request('conditions', null);
    const rows = conditions.map(
      ({ id, title, severity, area, detectable, ignored }) =>
        `| \`${id}\` | ${escaped(title)} | ${severity} | ${escaped(area)} | ${detectable ? '✓' : ''} | ${ignored ? '✓' : ''} |`,
    );
    const head = this.host.t('host.conditionsHead', { count: conditions.length, date });
    const faults = problems.length
      ? [this.host.t('host.conditionsFaults'), '', ...problems.map((problem) => `- ${escaped(problem)}`), '']
      : [];
    const table = this.host.t('host.conditionsTable');
    const text = [head, '', ...faults, table, ...rows].join('\n');
    await files.showMarkdown(`${this.host.t('host.conditionsName')}.md`, `${text}\n`);
  }

  /** Checks the selected token against a key file that the user picks. */
  async verifyToken(files: FileCommands): Promise<void> {
    const token =
      (await files.selectedText()) ??
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
    const turn = ++this.turn;
    this.watcher?.dispose();
    this.watcher = undefined;
    const path = vscode.workspace.getConfiguration('edgeSync').get<string>('customConditions', '').trim();
    const had = this.host.customConditions !== undefined;
    let conditions: unknown;
    if (path && vscode.workspace.isTrusted) {
      const uri = uriOf(path);
      this.watch(uri);
      try {
        conditions = JSON.parse(new TextDecoder().decode(await vscode.workspace.fs.readFile(uri))) as unknown;
      } catch (error) {
        const reason = error instanceof Error ? error.message : String(error);
        void vscode.window.showWarningMessage(this.host.t('host.customUnreadable', { path, reason }));
      }
    }
    // The setting was changed again meanwhile: that reading counts.
    if (turn !== this.turn) return;
    this.host.customConditions = conditions;
    if (!had && conditions === undefined) return;
    await this.host.service.configure();
    this.onChanged();
    if (conditions !== undefined) await this.tellFaults(path);
  }

  /** Says once what of the team's conditions and the severities was left out, and why. */
  private async tellFaults(path: string): Promise<void> {
    const { problems } = await this.host.service.request('conditions', null);
    for (const problem of problems) this.host.log.warn(`${path}: ${problem}`);
    const told = problems.join('\n');
    if (told === this.told) return;
    this.told = told;
    const [first] = problems;
    if (first === undefined) return;
    const show = this.host.t('host.customShow');
    const message = this.host.t('host.customFaults', { path, count: problems.length, first });
    const answer = await vscode.window.showWarningMessage(message, show);
    if (answer === show) await vscode.commands.executeCommand('edgeSync.showConditions');
  }

  /** Also while the file is missing: it is read as soon as it is there. */
  private watch(uri: vscode.Uri): void {
    const name = (uri.path.split('/').pop() ?? '').replace(/[[\]{}*?]/g, '?');
    const watcher = vscode.workspace.createFileSystemWatcher(
      new vscode.RelativePattern(vscode.Uri.joinPath(uri, '..'), name),
    );
    const load = () => void this.load();
    watcher.onDidChange(load);
    watcher.onDidCreate(load);
    watcher.onDidDelete(load);
    this.watcher = watcher;
  }
}

/** A path relative to the workspace folder, or absolute on the same file system. */
function uriOf(path: string): vscode.Uri {
  const folder = vscode.workspace.workspaceFolders?.[0]?.uri;
  if (!/^([a-z]:)?[\\/]/i.test(path)) return folder ? vscode.Uri.joinPath(folder, path) : vscode.Uri.file(path);
  return folder && folder.scheme !== 'file' ? folder.with({ path }) : vscode.Uri.file(path);
}

function escaped(text: string): string {
  return text.replace(/[|\\`*_[\]<>]/g, '\\$&');
}
