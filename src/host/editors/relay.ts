import * as vscode from 'vscode';
import type {
  ArtifactRef,
  HostMethodName,
  HostMethods,
  MethodName,
  OpenedView,
  Params,
  WebviewMessage,
  WebviewRequest,
} from '../../analysis/protocol';
import { showPlace } from '../documents/show';
import type { Host } from '../host';
import { nameOf } from '../refs';
import { ServiceFailure } from '../serviceClient';
import { pageTexts } from '../texts';

/** What one editor panel needs besides the webview. */
export interface RelayTarget {
  readonly uri: vscode.Uri;
  readonly ref: ArtifactRef;
  /** Opens the file (again) and remembers the view. */
  open(password?: string): Promise<OpenedView>;
}

type HostHandlers = { [M in HostMethodName]: (params: HostMethods[M][0]) => Promise<HostMethods[M][1]> };

/**
 * Passes requests of a webview on to the analysis service and answers the few that concern VS Code itself. Requests
 * for a foreign file are refused: a webview may only ask about the file it shows.
 */
export class Relay {
  private readonly running = new Map<number, AbortController>();

  constructor(
    private readonly host: Host,
    private readonly webview: vscode.Webview,
    private readonly target: RelayTarget,
    private readonly onContext: (context: Readonly<Record<string, string | number | boolean>>) => void,
  ) {}

  post(message: WebviewMessage): void {
    void this.webview.postMessage(message);
  }

  async receive(message: WebviewRequest): Promise<void> {
    if ('cancel' in message) {
      this.running.get(message.cancel)?.abort();
      return;
    }
    if ('context' in message) {
      this.onContext(message.context);
      return;
    }
    const { id } = message;
    const controller = new AbortController();
    this.running.set(id, controller);
    try {
      const result = await this.answer(message.method, message.params, controller.signal);
      this.post({ id, result });
    } catch (error) {
      const failure =
        error instanceof ServiceFailure ? error.error : { code: 'unreadable' as const, text: this.host.explain(error) };
      this.post({ id, error: failure });
    } finally {
      this.running.delete(id);
    }
  }

  dispose(): void {
    for (const controller of this.running.values()) controller.abort();
  }

  private answer(method: MethodName | HostMethodName, params: unknown, signal: AbortSignal): Promise<unknown> {
    if (isHostMethod(method)) {
      const handler = this.handlers[method] as (params: unknown) => Promise<unknown>;
      return handler(params);
    }
    const own = { ...(params as object | null), ref: this.target.ref } as Params<typeof method>;
    return this.host.service.request(method, own, signal);
  }

  private readonly handlers: HostHandlers = {
    ready: async () => ({
      strings: pageTexts(this.host.language),
      language: this.host.language,
      name: nameOf(this.target.uri),
      ref: this.target.ref,
    }),
    openLink: async ({ url }) => {
      await this.host.opener.openLink(url);
      return null;
    },
    copy: async ({ text, what }) => {
      await this.host.opener.copy(text);
      vscode.window.setStatusBarMessage(this.host.t('host.copied', { what }), 3000);
      return null;
    },
    showText: async ({ place, session, part }) => {
      await showPlace(this.host, this.target.ref, place, session, part);
      return null;
    },
    command: async ({ command, args }) => {
      if (command.startsWith('edgeSync.')) await vscode.commands.executeCommand(command, ...(args ?? []));
      return null;
    },
    password: ({ password }) => this.target.open(password),
    reload: () => this.target.open(),
    savedQueries: (change) => this.host.savedQueries.change(change),
  };
}

const hostMethods: Record<HostMethodName, true> = {
  ready: true,
  openLink: true,
  copy: true,
  showText: true,
  command: true,
  password: true,
  reload: true,
  savedQueries: true,
};

function isHostMethod(method: string): method is HostMethodName {
  return Object.hasOwn(hostMethods, method);
}
