import * as vscode from 'vscode';
import { refKey } from '../../analysis/artifactIds';
import type { ArtifactRef, OpenedView, WebviewMessage, WebviewRequest, WebviewStart } from '../../analysis/protocol';
import type { Host } from '../host';
import { ServiceFailure } from '../serviceClient';
import { pageTexts } from '../texts';
import { shell } from './shell';

/** A file of a comparison. */
export interface ComparedFile {
  readonly ref: ArtifactRef;
  readonly name: string;
  readonly view: OpenedView;
}

/** Shows two open files side by side by what they say. The page may ask about these two files only. */
export function showComparison(host: Host, files: readonly [ComparedFile, ComparedFile]): vscode.WebviewPanel {
  const [first, second] = files;
  const title = host.t('host.compareName', { a: first.name, b: second.name }).replace(/\.md$/, '');
  const root = host.context.extensionUri;
  const panel = vscode.window.createWebviewPanel('edgeSync.comparison', title, vscode.ViewColumn.Active, {
    enableScripts: true,
    localResourceRoots: [vscode.Uri.joinPath(root, 'dist', 'webview')],
  });
  const { webview } = panel;
  const known = new Set(files.map(({ ref }) => refKey(ref)));
  const start: WebviewStart = {
    strings: pageTexts(host.language),
    language: host.language,
    name: title,
    ref: first.ref,
    compared: files.map(({ ref, name, view }) => ({ ref, name, facts: factsOf(name, view) })),
  };
  const answer = async (request: Extract<WebviewRequest, { method: unknown }>): Promise<unknown> => {
    if (request.method === 'ready') return start;
    if (request.method === 'copy') {
      const { text, what } = request.params as { text: string; what: string };
      await host.opener.copy(text);
      vscode.window.setStatusBarMessage(host.t('host.copied', { what }), 3000);
      return null;
    }
    if (request.method === 'compare') {
      const { a, b } = request.params as { a: ArtifactRef; b: ArtifactRef };
      if (!known.has(refKey(a)) || !known.has(refKey(b))) return null;
      // A file that the service gave up in the meantime is opened again.
      await Promise.all(files.map(({ ref, name }) => host.open(ref, name)));
      return host.service.request('compare', { a, b });
    }
    if (request.method === 'findings') {
      const { ref } = request.params as { ref: ArtifactRef };
      return known.has(refKey(ref)) ? host.service.request('findings', { ref }) : null;
    }
    return null;
  };
  webview.onDidReceiveMessage(async (request: WebviewRequest) => {
    if (!('method' in request)) return;
    let message: WebviewMessage;
    try {
      message = { id: request.id, result: await answer(request) };
    } catch (error) {
      const failure =
        error instanceof ServiceFailure ? error.error : { code: 'unreadable' as const, text: host.explain(error) };
      message = { id: request.id, error: failure };
    }
    void webview.postMessage(message);
  });
  webview.html = shell(webview, root, 'compare', title, host.language);
  return panel;
}

function factsOf(name: string, view: OpenedView): string[] {
  if (view.editor === 'dump') return [view.takenText || name, view.formText, ...view.facts];
  if (view.editor === 'capture') return [view.timeText || name, view.formText];
  return view.editor === 'none' ? [name] : [name, view.formText, view.summary];
}
