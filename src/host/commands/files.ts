import * as vscode from 'vscode';
import type { ArtifactRef } from '../../analysis/protocol';
import { nestingLimit } from '../../analysis/protocol';
import { viewTypeFor } from '../editors/viewType';
import type { Host } from '../host';
import { toRange } from '../language/convert';
import { nameOf, virtualPlace, virtualUri } from '../refs';

/** Our editor for an artifact whose kind is known. */
function viewTypeForKind(kind: string): string {
  if (kind === 'capture') return 'edgeSync.captureOption';
  return kind === 'attachments' ? 'edgeSync.attachments' : 'edgeSync.dumpOption';
}

/** What the attachment list asks to open; undefined for anything else. */
function attachmentOf(given: unknown): { ref: ArtifactRef; path: string; kind: string } | undefined {
  if (typeof given !== 'object' || given === null || !('ref' in given) || !('path' in given)) return undefined;
  const { ref, path } = given as { ref: { uri?: unknown; inner?: unknown } | null; path: unknown };
  if (typeof ref?.uri !== 'string' || typeof path !== 'string') return undefined;
  const inner = Array.isArray(ref.inner) ? ref.inner.map(String) : [];
  const kind = 'kind' in given && typeof given.kind === 'string' ? given.kind : '';
  return { ref: { uri: ref.uri, ...(inner.length ? { inner } : {}) }, path, kind };
}

/** Opens files with our editors, from wherever they come. */
export class FileCommands {
  constructor(private readonly host: Host) {}

  readonly openFile = async (): Promise<void> => {
    const chosen = await vscode.window.showOpenDialog({
      canSelectMany: true,
      title: this.host.t('host.openFileTitle'),
      filters: {
        [this.host.t('host.allArtifacts')]: [
          'saz',
          'har',
          'txt',
          'json',
          'csv',
          'html',
          'htm',
          'mhtml',
          'log',
          'gz',
          'zip',
          'eml',
          'msg',
        ],
        [this.host.t('host.allFiles')]: ['*'],
      },
    });
    for (const uri of chosen ?? []) await this.openWith(uri);
  };

  /** Opens a file (default: the active one) in our editor. */
  readonly openWith = async (given?: unknown): Promise<void> => {
    const uri = given instanceof vscode.Uri ? given : this.host.activeRef()?.uri;
    if (!uri) {
      await this.openFile();
      return;
    }
    await vscode.commands.executeCommand('vscode.openWith', uri, viewTypeFor(nameOf(uri)));
  };

  /**
   * Opens a file inside attachments in the editor that fits what it was recognized as, straight from the outer file:
   * nothing is written to disk. Unrecognized files open as text.
   */
  readonly openAttachment = async (given?: unknown): Promise<void> => {
    const wanted = attachmentOf(given);
    if (!wanted) return;
    const { ref, path, kind } = wanted;
    const inner = [...(ref.inner ?? []), path];
    if (inner.length > nestingLimit) {
      void vscode.window.showInformationMessage(this.host.t('host.nestedTooDeep', { limit: nestingLimit }));
      return;
    }
    const name = path.split('/').pop() || path;
    const uri = virtualUri({ ref: { uri: ref.uri, inner }, part: 'file' }, name);
    if (kind === 'text') {
      await vscode.window.showTextDocument(await vscode.workspace.openTextDocument(uri), { preview: false });
      return;
    }
    await vscode.commands.executeCommand('vscode.openWith', uri, viewTypeForKind(kind), { preview: false });
  };

  readonly inspectClipboard = async (): Promise<void> => {
    await this.inspect(await vscode.env.clipboard.readText());
  };

  readonly inspectSelection = async (): Promise<void> => {
    const editor = vscode.window.activeTextEditor;
    if (!editor) {
      vscode.window.setStatusBarMessage(this.host.t('host.nothingOpen'), 5000);
      return;
    }
    await this.inspect(await this.textOf(editor.document, editor.selection.isEmpty ? undefined : editor.selection));
  };

  /** Decodes a token or license: of a lens or quick fix, of the selection, or typed in. */
  readonly decode = async (given?: unknown): Promise<void> => {
    const text = (await this.valueOf(given)) ?? (await this.askForValue());
    if (!text?.trim()) return;
    try {
      const { markdown, kind } = await this.host.service.request('decode', { text });
      const name = `${this.host.t('host.decodedName', { kind })}.md`;
      await this.showMarkdown(name, markdown);
    } catch (error) {
      void vscode.window.showInformationMessage(this.host.explain(error));
    }
  };

  /** Shows our own Markdown as a read-only document, rendered. */
  async showMarkdown(name: string, markdown: string): Promise<void> {
    const uri = virtualUri({ ref: { uri: this.host.sources.keepPasted(markdown) }, part: 'report' }, name);
    await vscode.commands.executeCommand('markdown.showPreview', uri).then(undefined, async () => {
      await vscode.window.showTextDocument(uri, { preview: false });
    });
  }

  private async inspect(text: string): Promise<void> {
    if (!text.trim()) {
      vscode.window.setStatusBarMessage(this.host.t('host.nothingToInspect'), 5000);
      return;
    }
    const ref = { uri: this.host.sources.keepPasted(text) };
    const name = this.host.t('host.pastedName');
    const view = await this.host.open(ref, '');
    const kind = view.editor === 'dump' || view.editor === 'neighbor' ? view.kind : undefined;
    const uri = virtualUri({ ref, part: 'file' }, pastedFileName(name, kind, text));
    const document = await vscode.workspace.openTextDocument(uri);
    await vscode.window.showTextDocument(document, { preview: false });
    if (view.editor === 'none') vscode.window.setStatusBarMessage(this.host.t('host.notRecognized'), 5000);
  }

  private async valueOf(given: unknown): Promise<string | undefined> {
    if (typeof given === 'object' && given && 'uri' in given && 'range' in given) {
      const { uri, range } = given as {
        uri: string;
        range: { start: { line: number; character: number }; end: { line: number; character: number } };
      };
      const document = await vscode.workspace.openTextDocument(vscode.Uri.parse(uri));
      const value = toRange(range);
      const before = document.lineAt(value.start.line).text.slice(0, value.start.character);
      // The name in front tells a code from a refresh token.
      const name = nameInFront.exec(before.slice(-100))?.[0] ?? '';
      return name + (await this.textOf(document, value));
    }
    return this.selectedText();
  }

  /** The selected text, with what the chips in it hide; undefined where nothing is selected. */
  async selectedText(): Promise<string | undefined> {
    const editor = vscode.window.activeTextEditor;
    return editor && !editor.selection.isEmpty ? this.textOf(editor.document, editor.selection) : undefined;
  }

  /** The text of a document, or of a range of it; behind the chips of a document of ours stands what they hide. */
  private async textOf(document: vscode.TextDocument, range?: vscode.Range): Promise<string> {
    const place = virtualPlace(document.uri);
    if (!place || place.part === 'report') return document.getText(range);
    const all = range ?? new vscode.Range(document.positionAt(0), document.lineAt(document.lineCount - 1).range.end);
    const { ref, session, part } = place;
    try {
      await this.host.open(ref, nameOf(document.uri));
      return await this.host.service.request('textBehind', {
        ref,
        ...(session === undefined ? {} : { session }),
        part,
        range: { start: plainPosition(all.start), end: plainPosition(all.end) },
      });
    } catch {
      return document.getText(range);
    }
  }

  private askForValue(): Thenable<string | undefined> {
    return vscode.window.showInputBox({
      title: this.host.t('host.decodeTitle'),
      prompt: this.host.t('host.decodePrompt'),
      password: true,
      ignoreFocusOut: true,
    });
  }
}

const nameInFront = /[A-Za-z_][\w.~-]{0,60}\\?["']?[ \t]{0,4}[:=][ \t]{0,4}\\?["']?(?:[A-Za-z]\w{1,9} )?$/;

/** What can be sent to the worker: VS Code's own positions lose their numbers on the way. */
function plainPosition({ line, character }: vscode.Position): { readonly line: number; readonly character: number } {
  return { line, character };
}

/** Name of the document of a pasted text: its end gives it the language that colors it. */
function pastedFileName(name: string, kind: string | undefined, text: string): string {
  if (kind === 'sync-internals') return `${name} sync-internals.txt`;
  if (kind === 'dsregcmd') return `${name} dsregcmd.txt`;
  return /^\s*[[{]/.test(text) ? `${name}.json` : `${name}.txt`;
}
