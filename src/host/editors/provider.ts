import * as vscode from 'vscode';
import { refKey } from '../../analysis/artifactIds';
import type { ArtifactRef, OpenedView, WebviewMessage, WebviewRequest } from '../../analysis/protocol';
import type { Host } from '../host';
import { documentUri, nameOf, refOf } from '../refs';
import { Relay } from './relay';
import { shell, type WebviewBundle } from './shell';
import { viewTypeFor } from './viewType';

/** A file shown by one of our editors; its content lives in the service. */
export class InspectedDocument implements vscode.CustomDocument {
  readonly ref: ArtifactRef;
  view: OpenedView | undefined;

  constructor(
    readonly uri: vscode.Uri,
    private readonly onDispose: () => void,
  ) {
    this.ref = refOf(uri);
  }

  dispose(): void {
    this.onDispose();
  }
}

/** What an editor is asked to show. */
export type Reveal = Omit<Extract<WebviewMessage, { event: 'reveal' }>, 'event'>;

/** An editor that is on screen (or hidden behind another tab). */
export interface OpenPanel {
  readonly document: InspectedDocument;
  readonly panel: vscode.WebviewPanel;
  readonly relay: Relay;
  /** What the webview says about itself: selection, focus. */
  readonly context: Record<string, string | number | boolean>;
}

/** The custom editors; several view types share this one implementation. */
export class InspectorEditors implements vscode.CustomReadonlyEditorProvider<InspectedDocument> {
  private readonly panels = new Set<OpenPanel>();
  private readonly opened = new vscode.EventEmitter<InspectedDocument>();
  private readonly closed = new vscode.EventEmitter<InspectedDocument>();
  /** A file was opened (again) and diagnosed. */
  readonly onOpened = this.opened.event;
  readonly onClosed = this.closed.event;

  constructor(private readonly host: Host) {
    host.context.subscriptions.push(
      this.opened,
      this.closed,
      host.service.onProgress((progress) => {
        for (const { document, relay } of this.panels) {
          if (document.ref.uri !== progress.uri) continue;
          const { done, total, text, task } = progress;
          relay.post({ event: 'progress', done, total, text, task });
        }
      }),
      vscode.workspace.onDidChangeConfiguration((change) => {
        if (change.affectsConfiguration('edgeSync')) this.reopenAll();
      }),
      host.service.onRestart(() => {
        this.reopenAll();
      }),
    );
  }

  get active(): OpenPanel | undefined {
    return [...this.panels].find(({ panel }) => panel.active);
  }

  get all(): readonly OpenPanel[] {
    return [...this.panels];
  }

  openCustomDocument(uri: vscode.Uri): InspectedDocument {
    const document: InspectedDocument = new InspectedDocument(uri, () => {
      this.closed.fire(document);
      void this.host.service.request('close', { ref: document.ref }).catch(() => undefined);
    });
    return document;
  }

  async resolveCustomEditor(document: InspectedDocument, panel: vscode.WebviewPanel): Promise<void> {
    const { webview } = panel;
    webview.options = {
      enableScripts: true,
      localResourceRoots: [vscode.Uri.joinPath(this.host.context.extensionUri, 'dist', 'webview')],
    };
    const context: Record<string, string | number | boolean> = {};
    const relay = new Relay(
      this.host,
      webview,
      { uri: document.uri, ref: document.ref, open: (password) => this.open(open, password) },
      (changed) => {
        Object.assign(context, changed);
        if (panel.active) this.publishContext(context);
      },
    );
    const open: OpenPanel = { document, panel, relay, context };
    this.panels.add(open);
    const watcher = this.watch(document, open);
    webview.onDidReceiveMessage(async (message: WebviewRequest) => {
      const first = 'method' in message && message.method === 'ready';
      await relay.receive(message);
      if (first) await this.open(open);
    });
    panel.onDidChangeViewState(() => {
      if (panel.active) this.publishContext(context);
    });
    panel.onDidDispose(() => {
      this.panels.delete(open);
      relay.dispose();
      watcher?.dispose();
    });
    this.showBundle(open, bundleForViewType(panel.viewType));
  }

  /** Sends an action (key binding, title button) to the active editor. */
  act(action: string, args?: readonly unknown[]): boolean {
    const panel = this.active;
    panel?.relay.post({ event: 'action', action, ...(args ? { args } : {}) });
    return panel !== undefined;
  }

  /** Asks an open editor of that file to show something; false when the file is not open. */
  reveal(ref: ArtifactRef, what: Reveal): boolean {
    const key = refKey(ref);
    const target = [...this.panels].find(({ document }) => refKey(document.ref) === key);
    if (!target) return false;
    target.panel.reveal();
    // A page that is still being made gets it with its content.
    if (target.document.view) target.relay.post({ event: 'reveal', ...what });
    else this.wanted.set(key, what);
    return true;
  }

  /** Opens a file in our editor, or brings it to the front, and shows something there. */
  async show(ref: ArtifactRef, name: string, what: Reveal): Promise<void> {
    if (this.reveal(ref, what)) return;
    const key = refKey(ref);
    if (Object.keys(what).length > 0) this.wanted.set(key, what);
    await vscode.commands.executeCommand('vscode.openWith', documentUri(ref), viewTypeFor(name));
  }

  /** Reads every open file again: the conditions it is judged by are others now. */
  reopenAll(): void {
    for (const open of this.panels) void this.open(open);
  }

  /** Tells every open page of ours. */
  notify(event: WebviewMessage): void {
    for (const { relay } of this.panels) relay.post(event);
  }

  private readonly wanted = new Map<string, Reveal>();

  private async open(open: OpenPanel, password?: string): Promise<OpenedView> {
    const { document, relay } = open;
    const view = await this.host.open(document.ref, nameOf(document.uri), password);
    document.view = view;
    const bundle = bundleForView(view) ?? bundleForViewType(open.panel.viewType);
    if (this.bundles.get(open) !== bundle) {
      // The page for this kind of file asks `ready` again and gets the view then.
      this.showBundle(open, bundle);
      return view;
    }
    relay.post({ event: 'opened', view });
    const key = refKey(document.ref);
    const wanted = this.wanted.get(key);
    if (wanted) {
      this.wanted.delete(key);
      relay.post({ event: 'reveal', ...wanted });
    }
    this.opened.fire(document);
    return view;
  }

  private readonly bundles = new WeakMap<OpenPanel, WebviewBundle>();

  private showBundle(open: OpenPanel, bundle: WebviewBundle): void {
    this.bundles.set(open, bundle);
    const { webview } = open.panel;
    const root = this.host.context.extensionUri;
    webview.html = shell(webview, root, bundle, nameOf(open.document.uri), this.host.language);
  }

  private publishContext(context: Readonly<Record<string, unknown>>): void {
    for (const [name, value] of Object.entries(context)) {
      void vscode.commands.executeCommand('setContext', `edgeSync.${name}`, value);
    }
  }

  /** Opens again when the file changes on disk. */
  private watch(document: InspectedDocument, open: OpenPanel): vscode.Disposable | undefined {
    if (document.uri.scheme !== 'file') return undefined;
    const folder = vscode.Uri.joinPath(document.uri, '..');
    const name = nameOf(document.uri).replace(/[[\]{}*?]/g, '?');
    const watcher = vscode.workspace.createFileSystemWatcher(
      new vscode.RelativePattern(folder, name),
      true,
      false,
      true,
    );
    watcher.onDidChange(() => void this.open(open));
    return watcher;
  }
}

function bundleForViewType(viewType: string): WebviewBundle {
  if (viewType.startsWith('edgeSync.capture')) return 'capture';
  return viewType === 'edgeSync.attachments' ? 'attachments' : 'dump';
}

function bundleForView(view: OpenedView): WebviewBundle | undefined {
  switch (view.editor) {
    case 'capture':
      return 'capture';
    case 'attachments':
      return 'attachments';
    case 'dump':
    case 'neighbor':
      return 'dump';
    case 'none':
      // Whatever page is shown can say that the file is none of ours.
      return undefined;
  }
}
