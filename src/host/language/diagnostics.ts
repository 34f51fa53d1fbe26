import * as vscode from 'vscode';
import { isVirtual } from '../../analysis/artifactIds';
import { virtualName } from '../documents/show';
import type { InspectedDocument, InspectorEditors } from '../editors/provider';
import type { Host } from '../host';
import { scheme, virtualUri } from '../refs';
import { toDiagnostic } from './convert';
import type { RecognizedDocuments } from './documents';

/**
 * Fills the Problems panel: text documents get their markers directly, binary artifacts through the virtual documents
 * of the sessions concerned.
 */
export class Diagnostics implements vscode.Disposable {
  private readonly collection = vscode.languages.createDiagnosticCollection('edge-sync');
  /** Virtual documents that a binary artifact has markers on. */
  private readonly ofArtifact = new Map<string, vscode.Uri[]>();
  private readonly disposables: vscode.Disposable[];

  constructor(
    private readonly host: Host,
    documents: RecognizedDocuments,
    editors: InspectorEditors,
  ) {
    this.disposables = [
      this.collection,
      documents.onDidAnalyze((document) => {
        // Markers of a session's document come from its capture, also while the document is closed.
        if (document.uri.scheme === scheme && this.isMarked(document.uri)) return;
        const view = documents.current(document);
        this.collection.set(document.uri, document.isClosed || !view ? undefined : view.diagnostics.map(toDiagnostic));
      }),
      editors.onOpened((document) => void this.mark(document)),
      editors.onClosed((document) => this.clear(document.ref.uri)),
    ];
  }

  dispose(): void {
    vscode.Disposable.from(...this.disposables).dispose();
  }

  private isMarked(uri: vscode.Uri): boolean {
    const text = uri.toString();
    return [...this.ofArtifact.values()].some((uris) => uris.some((one) => one.toString() === text));
  }

  private async mark(document: InspectedDocument): Promise<void> {
    const { ref, view } = document;
    const key = ref.uri;
    if (!view || view.editor === 'none' || view.editor === 'attachments') return;
    try {
      const marked = await this.host.service.request('markers', { ref });
      this.clear(key);
      const uris: vscode.Uri[] = [];
      for (const { session, sid, part, diagnostics } of marked) {
        const source = vscode.Uri.parse(ref.uri, true);
        const uri =
          session === undefined && part === 'file' && !isVirtual(ref)
            ? source
            : virtualUri(
                { ref, ...(session === undefined ? {} : { session }), part },
                virtualName(source, ref, sid ?? session, part),
              );
        if (this.isOpenText(uri)) continue;
        this.collection.set(uri, diagnostics.map(toDiagnostic));
        uris.push(uri);
      }
      this.ofArtifact.set(key, uris);
    } catch (error) {
      this.host.log.warn(this.host.explain(error));
    }
  }

  /** A file that is also open as text gets its markers from there. */
  private isOpenText(uri: vscode.Uri): boolean {
    return uri.scheme !== scheme && vscode.workspace.textDocuments.some((one) => one.uri.toString() === uri.toString());
  }

  private clear(key: string): void {
    for (const uri of this.ofArtifact.get(key) ?? []) this.collection.delete(uri);
    this.ofArtifact.delete(key);
  }
}
