import * as vscode from 'vscode';
import { refKey } from '../../analysis/artifactIds';
import type { ArtifactRef, Result } from '../../analysis/protocol';
import type { InspectorEditors } from '../editors/provider';
import type { Host } from '../host';
import { nameOf } from '../refs';
import { ServiceFailure } from '../serviceClient';
import { type CaseItem, childrenOf, itemsOf, treeItemOf } from './caseItems';
import { readTicket, type Ticket, type TicketSource } from './ticket';
import { isTicketFile } from './ticketFolder';

type Case = Result<'caseFindings'>;

/** The ticket that is open. */
export interface OpenCase {
  readonly source: TicketSource;
  readonly name: string;
  readonly ticket: Ticket;
  readonly found: Case;
}

/** How long changes of files and settings must rest before the case is read again, in milliseconds. */
const rest = 500;

/** The view "Edge Sync Case": what the files of one ticket say together. */
export class CaseView implements vscode.TreeDataProvider<CaseItem> {
  private readonly changed = new vscode.EventEmitter<void>();
  readonly onDidChangeTreeData = this.changed.event;
  private readonly tree: vscode.TreeView<CaseItem>;
  private items: readonly CaseItem[] = [];
  private open: OpenCase | undefined;
  private watcher: vscode.Disposable | undefined;
  private timer: ReturnType<typeof setTimeout> | undefined;
  private reading: AbortController | undefined;

  constructor(
    private readonly host: Host,
    private readonly editors: InspectorEditors,
    private readonly onCase: (refs: readonly ArtifactRef[]) => void,
  ) {
    this.tree = vscode.window.createTreeView('edgeSync.case', { treeDataProvider: this, showCollapseAll: true });
    host.context.subscriptions.push(
      this.changed,
      this.tree,
      { dispose: () => this.stop() },
      vscode.workspace.onDidChangeConfiguration((change) => {
        if (change.affectsConfiguration('edgeSync')) this.later();
      }),
      host.service.onRestart(() => this.later()),
      editors.onOpened(({ ref, view }) => {
        const known = this.open?.found.artifacts.find((file) => refKey(file.ref) === refKey(ref));
        // A password was given in the editor: the case knows more now.
        if (known?.locked && view?.editor === 'capture' && view.password === 'ok') this.later();
      }),
    );
  }

  get current(): OpenCase | undefined {
    return this.open;
  }

  /** Reads the ticket of a folder, a zip file or a mail; asks which one when none is given. */
  async openTicket(given?: unknown): Promise<Case | undefined> {
    const source = given instanceof vscode.Uri ? await sourceOf(given) : await this.ask();
    return source && this.show(source, vscode.ProgressLocation.Notification);
  }

  /** Reads the open ticket again. */
  async refresh(): Promise<void> {
    if (this.open) await this.show(this.open.source, vscode.ProgressLocation.Window);
  }

  async close(): Promise<void> {
    this.stop();
    this.open = undefined;
    this.items = [];
    this.onCase([]);
    await this.host.service.request('caseClose', null);
    await vscode.commands.executeCommand('setContext', 'edgeSync.hasCase', false);
    this.changed.fire();
    this.editors.notify({ event: 'case' });
  }

  getChildren(item?: CaseItem): CaseItem[] {
    return [...(item ? childrenOf(item) : this.items)];
  }

  getTreeItem(item: CaseItem): vscode.TreeItem {
    return treeItemOf(this.host, item);
  }

  private show(source: TicketSource, location: vscode.ProgressLocation): Thenable<Case | undefined> {
    this.reading?.abort();
    const reading = new AbortController();
    this.reading = reading;
    const title = this.host.t('host.readingCase');
    return vscode.window.withProgress({ location, title, cancellable: true }, async (progress, token) => {
      token.onCancellationRequested(() => reading.abort());
      try {
        return await this.read(source, reading.signal, (name, done, total) =>
          progress.report({
            message: this.host.t('case.reading', { name, done: String(done + 1), total: String(total) }),
          }),
        );
      } catch (error) {
        if (!reading.signal.aborted) void vscode.window.showInformationMessage(this.host.explain(error));
        return undefined;
      }
    });
  }

  private async read(
    source: TicketSource,
    signal: AbortSignal,
    onProgress: (name: string, done: number, total: number) => void,
  ): Promise<Case | undefined> {
    const name = nameOf(source.uri);
    const ticket = await readTicket(this.host, source, onProgress, signal);
    if (ticket.refs.length === 0) {
      if (this.open?.source.uri.toString() === source.uri.toString()) await this.close();
      void vscode.window.showInformationMessage(this.host.t('case.empty', { name }));
      return undefined;
    }
    const found = await this.findings(ticket, signal);
    signal.throwIfAborted();
    const isNew = this.open?.source.uri.toString() !== source.uri.toString();
    this.open = { source, name, ticket, found };
    this.items = itemsOf(this.host, found, ticket);
    this.onCase(ticket.refs);
    this.tree.description = name;
    this.tree.message = found.verdict.text;
    await vscode.commands.executeCommand('setContext', 'edgeSync.hasCase', true);
    this.changed.fire();
    this.editors.notify({ event: 'case' });
    if (isNew) {
      this.watch(source);
      await vscode.commands.executeCommand('edgeSync.case.focus').then(undefined, () => undefined);
    }
    return found;
  }

  /** Asks for the case; a file that the service gave up meanwhile is opened once more. */
  private async findings({ refs }: Ticket, signal: AbortSignal): Promise<Case> {
    try {
      return await this.host.service.request('caseFindings', { refs }, signal);
    } catch (error) {
      if (!(error instanceof ServiceFailure && error.error.code === 'not-open')) throw error;
      for (const ref of refs) await this.host.open(ref, ref.inner?.at(-1) ?? nameOf(vscode.Uri.parse(ref.uri, true)));
      return this.host.service.request('caseFindings', { refs }, signal);
    }
  }

  /** Reads again when a file of the ticket changes, comes or goes. */
  private watch({ uri, kind }: TicketSource): void {
    this.watcher?.dispose();
    const pattern =
      kind === 'folder'
        ? new vscode.RelativePattern(uri, '**/*')
        : new vscode.RelativePattern(vscode.Uri.joinPath(uri, '..'), nameOf(uri).replace(/[[\]{}*?]/g, '?'));
    const watcher = vscode.workspace.createFileSystemWatcher(pattern);
    const consider = (file: vscode.Uri) => {
      if (isTicketFile(nameOf(file))) this.later();
    };
    watcher.onDidChange(consider);
    watcher.onDidCreate(consider);
    watcher.onDidDelete(consider);
    this.watcher = watcher;
  }

  /** Reads the ticket again as soon as changes rest. */
  later(): void {
    if (!this.open) return;
    clearTimeout(this.timer);
    this.timer = setTimeout(() => void this.refresh(), rest);
  }

  private stop(): void {
    clearTimeout(this.timer);
    this.reading?.abort();
    this.watcher?.dispose();
    this.watcher = undefined;
  }

  private async ask(): Promise<TicketSource | undefined> {
    const folders = vscode.workspace.workspaceFolders ?? [];
    type Choice = vscode.QuickPickItem & { readonly source?: TicketSource; readonly pick?: TicketSource['kind'] };
    const choices: Choice[] = [
      ...folders.map(
        ({ name, uri }): Choice => ({
          label: `$(root-folder) ${name}`,
          description: this.host.t('case.folder'),
          source: { uri, kind: 'folder' },
        }),
      ),
      { label: `$(folder-opened) ${this.host.t('case.openFolder')}`, pick: 'folder' },
      {
        label: `$(file-zip) ${this.host.t('case.openAttachment')}`,
        description: this.host.t('case.openAttachmentDetail'),
        pick: 'attachment',
      },
    ];
    const chosen = await vscode.window.showQuickPick(choices, { placeHolder: this.host.t('case.chooseSource') });
    if (!chosen?.pick) return chosen?.source;
    const isFolder = chosen.pick === 'folder';
    const picked = await vscode.window.showOpenDialog({
      canSelectFiles: !isFolder,
      canSelectFolders: isFolder,
      title: this.host.t(isFolder ? 'host.openFolderTitle' : 'case.openAttachmentTitle'),
      ...(isFolder ? {} : { filters: { ZIP: ['zip'], Mail: ['eml', 'msg'] } }),
    });
    return picked?.[0] && { uri: picked[0], kind: chosen.pick };
  }
}

/** A folder is walked, anything else is read as a container. */
async function sourceOf(uri: vscode.Uri): Promise<TicketSource> {
  try {
    const { type } = await vscode.workspace.fs.stat(uri);
    return { uri, kind: type & vscode.FileType.Directory ? 'folder' : 'attachment' };
  } catch {
    return { uri, kind: 'folder' };
  }
}
