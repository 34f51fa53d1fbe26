import * as vscode from 'vscode';
import { refKey } from '../analysis/artifactIds';
import type { ArtifactRef, OpenedView, Params, ServiceOptions } from '../analysis/protocol';
import { type Language, languageOf, type MessageArgs } from '../text/message';
import { Opener } from './opener';
import { nameOf, refOf } from './refs';
import { SavedQueries } from './savedQueries';
import { ServiceClient, ServiceFailure } from './serviceClient';
import { Sources, TooLargeError, wholeReadLimit } from './sources';
import { type HostMessageKey, hostText } from './texts';
import type { HostEnvironment } from './workerPort';

/** Everything the parts of the host share: service, files, language, links. One per window. */
export class Host {
  readonly service: ServiceClient;
  readonly sources: Sources;
  readonly opener: Opener;
  readonly savedQueries: SavedQueries;
  readonly log: vscode.LogOutputChannel;
  private readonly passwords = new Map<string, string>();

  constructor(
    readonly context: vscode.ExtensionContext,
    readonly environment: HostEnvironment,
  ) {
    this.log = vscode.window.createOutputChannel('Edge Sync Inspector', { log: true });
    this.sources = new Sources(environment);
    this.opener = new Opener(context.extensionMode === vscode.ExtensionMode.Test);
    this.savedQueries = new SavedQueries(context.globalState);
    this.service = new ServiceClient(
      environment,
      () => this.configuration(),
      () => this.t('host.serviceCrashed'),
      (line) => this.log.warn(line),
    );
    context.subscriptions.push(
      this.log,
      this.service,
      vscode.workspace.onDidChangeConfiguration((change) => {
        if (change.affectsConfiguration('edgeSync')) void this.service.configure();
      }),
    );
  }

  get language(): Language {
    const chosen = vscode.workspace.getConfiguration('edgeSync').get<string>('language', 'auto');
    return chosen === 'en' || chosen === 'de' ? chosen : languageOf(vscode.env.language);
  }

  /** A sentence in the user's language. */
  t(key: HostMessageKey, args: MessageArgs = {}): string {
    return hostText(key, args, this.language);
  }

  /** Opens a file in the service; a failure comes back as a view that says so, never as an exception. */
  async open(ref: ArtifactRef, name: string, password?: string, signal?: AbortSignal): Promise<OpenedView> {
    const key = refKey(ref);
    try {
      const stamp = await this.sources.stamp(ref);
      const known = password === undefined ? await this.known(ref, name, stamp) : undefined;
      if (known) return known;
      const source = await this.sources.give(ref);
      const given = password ?? this.passwords.get(key);
      const view = await this.service.request(
        'open',
        { ref, name, source, stamp, ...(given === undefined ? {} : { password: given }) },
        signal,
      );
      if (password !== undefined && view.editor === 'capture' && view.password === 'ok')
        this.passwords.set(key, password);
      return view;
    } catch (error) {
      return { editor: 'none', name, bytes: 0, message: this.explain(error), lookedFor: [] };
    }
  }

  /** The view of a file that the service has open in this version; its bytes are not needed then. */
  private async known(ref: ArtifactRef, name: string, stamp: number): Promise<OpenedView | undefined> {
    try {
      return await this.service.request('open', { ref, name, stamp });
    } catch (error) {
      if (error instanceof ServiceFailure && error.error.code === 'not-open') return undefined;
      throw error;
    }
  }

  /** The sentence for a failure. */
  explain(error: unknown): string {
    if (error instanceof ServiceFailure) return error.error.text;
    if (error instanceof TooLargeError) {
      return this.t('host.tooLarge', { size: megabytes(error.bytes), limit: megabytes(wholeReadLimit) });
    }
    if (error instanceof vscode.FileSystemError) return this.t('host.fileUnreadable', { reason: error.message });
    this.log.error(error instanceof Error ? (error.stack ?? error.message) : String(error));
    return this.t('host.unexpected');
  }

  /** Does something that takes a while; what goes wrong is told, not thrown. */
  async attempt(action: () => Promise<void>): Promise<void> {
    try {
      await vscode.window.withProgress({ location: vscode.ProgressLocation.Window, title: 'Edge Sync' }, action);
    } catch (error) {
      void vscode.window.showInformationMessage(this.explain(error));
    }
  }

  /** Ref of the artifact in the active editor: a custom editor, a virtual document, or a text document. */
  activeRef(): { ref: ArtifactRef; uri: vscode.Uri; name: string } | undefined {
    const input = vscode.window.tabGroups.activeTabGroup.activeTab?.input;
    const uri =
      input instanceof vscode.TabInputCustom || input instanceof vscode.TabInputText
        ? input.uri
        : vscode.window.activeTextEditor?.document.uri;
    return uri && { ref: refOf(uri), uri, name: nameOf(uri) };
  }

  private configuration(): Params<'configure'> {
    return { language: this.language, options: this.options() };
  }

  private options(): ServiceOptions {
    const settings = vscode.workspace.getConfiguration('edgeSync');
    const severities: Record<string, string> = { ...settings.get<Record<string, string>>('severities', {}) };
    for (const id of settings.get<string[]>('ignoredConditions', [])) severities[id] = 'off';
    const redactedTokens = settings.get<string>('redaction.tokens') === 'replace' ? 'whole' : 'claims';
    return {
      severities,
      redactedTokens,
      ...(this.customConditions === undefined ? {} : { customConditions: this.customConditions }),
    };
  }

  /** A team's own conditions; set by the settings reader once the file was read and the workspace is trusted. */
  customConditions: unknown;
}

function megabytes(bytes: number): number {
  return Math.round(bytes / (1024 * 1024));
}
