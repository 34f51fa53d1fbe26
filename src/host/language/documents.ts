import * as vscode from 'vscode';
import type { TextAnalysisView } from '../../analysis/views';
import { sniff } from '../../artifacts/sniff';
import type { Host } from '../host';
import { nameOf, scheme, virtualPlace } from '../refs';

/** Languages whose documents are looked at; the document keeps its language. */
export const languages = [
  'plaintext',
  'json',
  'jsonc',
  'html',
  'csv',
  'log',
  'sync-internals',
  'edge-sync-session',
  'dsregcmd',
] as const;

export const selector: vscode.DocumentSelector = languages.map((language) => ({ language }));

/** How long typing must rest before the text is analyzed again, in milliseconds. */
const rest = 300;

interface Tracked {
  version: number;
  analysis: Promise<TextAnalysisView | undefined>;
  /** The last finished analysis: shown while a newer one is under way. */
  last: TextAnalysisView | undefined;
  timer: ReturnType<typeof setTimeout> | undefined;
}

/**
 * The text documents that are ours, each with the analysis of its current version. Providers ask here; nothing is
 * analyzed twice for one version.
 */
export class RecognizedDocuments implements vscode.Disposable {
  private readonly tracked = new Map<string, Tracked>();
  private readonly changed = new vscode.EventEmitter<vscode.TextDocument>();
  /** The analysis of a document is there (or the document is no longer ours). */
  readonly onDidAnalyze = this.changed.event;
  private readonly disposables: vscode.Disposable[] = [];

  constructor(private readonly host: Host) {
    this.disposables.push(
      this.changed,
      vscode.workspace.onDidOpenTextDocument((document) => this.consider(document)),
      vscode.workspace.onDidChangeTextDocument(({ document, contentChanges }) => {
        if (contentChanges.length) this.later(document);
      }),
      vscode.workspace.onDidCloseTextDocument((document) => this.forget(document)),
      host.service.onRestart(() => this.reconsiderAll()),
    );
  }

  dispose(): void {
    for (const { timer } of this.tracked.values()) clearTimeout(timer);
    vscode.Disposable.from(...this.disposables).dispose();
  }

  /** Looks at everything that is open; called once after activation and after settings changed. */
  reconsiderAll(): void {
    this.tracked.clear();
    for (const document of vscode.workspace.textDocuments) this.consider(document);
  }

  /** The analysis of the document's current text; undefined when it is none of ours. */
  async analysis(document: vscode.TextDocument): Promise<TextAnalysisView | undefined> {
    const known = this.tracked.get(document.uri.toString());
    if (known && known.version === document.version) return known.analysis;
    return this.consider(document);
  }

  /** What is known right now, without waiting. */
  current(document: vscode.TextDocument): TextAnalysisView | undefined {
    return this.tracked.get(document.uri.toString())?.last;
  }

  private later(document: vscode.TextDocument): void {
    const known = this.tracked.get(document.uri.toString());
    if (!known) {
      this.consider(document);
      return;
    }
    clearTimeout(known.timer);
    known.timer = setTimeout(() => void this.consider(document), rest);
  }

  private consider(document: vscode.TextDocument): Promise<TextAnalysisView | undefined> {
    const key = document.uri.toString();
    const before = this.tracked.get(key);
    if (!isOurs(document)) {
      if (before) this.forget(document);
      return Promise.resolve(undefined);
    }
    clearTimeout(before?.timer);
    const { version } = document;
    const entry: Tracked = { version, analysis: this.analyze(document), last: before?.last, timer: undefined };
    this.tracked.set(key, entry);
    void entry.analysis.then((view) => {
      if (this.tracked.get(key) !== entry) return;
      entry.last = view;
      this.changed.fire(document);
    });
    return entry.analysis;
  }

  private async analyze(document: vscode.TextDocument): Promise<TextAnalysisView | undefined> {
    const place = virtualPlace(document.uri);
    try {
      if (place) {
        const opened = await this.host.open(place.ref, nameOf(document.uri));
        if (opened.editor === 'none') return undefined;
        return await this.host.service.request('analyzeVirtual', {
          ref: place.ref,
          ...(place.session === undefined ? {} : { session: place.session }),
          part: place.part,
          uri: document.uri.toString(),
          version: document.version,
        });
      }
      return await this.host.service.request('analyzeText', {
        uri: document.uri.toString(),
        version: document.version,
        text: document.getText(),
        name: nameOf(document.uri),
      });
    } catch (error) {
      this.host.log.warn(`${nameOf(document.uri)}: ${this.host.explain(error)}`);
      return undefined;
    }
  }

  private forget(document: vscode.TextDocument): void {
    const key = document.uri.toString();
    const known = this.tracked.get(key);
    if (!known) return;
    clearTimeout(known.timer);
    this.tracked.delete(key);
    this.changed.fire(document);
    void this.host.service.request('forgetText', { uri: key }).catch(() => undefined);
  }
}

function isOurs(document: vscode.TextDocument): boolean {
  if (document.isClosed) return false;
  if (document.uri.scheme === scheme) return true;
  if (!(languages as readonly string[]).includes(document.languageId)) return false;
  return sniffDocument(document);
}

/** Looks at the first 64 KB of the document. */
export function sniffDocument(document: vscode.TextDocument): boolean {
  const end = document.positionAt(64 * 1024);
  return sniff(document.getText(new vscode.Range(0, 0, end.line, end.character)), nameOf(document.uri));
}
