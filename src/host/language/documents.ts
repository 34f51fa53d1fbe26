import * as vscode from 'vscode';
import type { TextAnalysisView } from '../../analysis/views';
import { sniff } from '../../artifacts/sniff';
import type { Host } from '../host';
import { nameOf, virtualPlace } from '../refs';

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

/** How long typing must rest before the text is analyzed again, in milliseconds; longer where an analysis takes longer. */
const rest = 300;
const longestRest = 2000;

type Analysis = Promise<TextAnalysisView | undefined>;

interface Tracked {
  /** Version that {@link analysis} is of. */
  readonly version: number;
  readonly analysis: Analysis;
  readonly controller: AbortController;
  /** The last finished analysis: shown while a newer one is under way. */
  last: TextAnalysisView | undefined;
  /** How long the last analysis took, in milliseconds. */
  took: number;
  timer: ReturnType<typeof setTimeout> | undefined;
  /** Who asked for a newer version waits here until typing rests. */
  waiting: { readonly promise: Analysis; readonly resolve: (analysis: Analysis) => void } | undefined;
}

/**
 * The text documents that are ours, each with the analysis of its current version. Providers ask here; nothing is
 * analyzed twice for one version, nothing while somebody types, and an analysis that was overtaken is canceled.
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
      vscode.workspace.onDidOpenTextDocument((document) => void this.consider(document)),
      vscode.workspace.onDidChangeTextDocument(({ document, contentChanges }) => {
        if (contentChanges.length) void this.later(document);
      }),
      vscode.workspace.onDidCloseTextDocument((document) => this.forget(document)),
      host.service.onRestart(() => this.reconsiderAll()),
    );
  }

  dispose(): void {
    for (const entry of this.tracked.values()) stop(entry);
    vscode.Disposable.from(...this.disposables).dispose();
  }

  /** Looks at everything that is open; called once after activation and after settings changed. */
  reconsiderAll(): void {
    const before = [...this.tracked];
    for (const [, entry] of before) stop(entry);
    this.tracked.clear();
    for (const document of vscode.workspace.textDocuments) void this.consider(document);
    for (const [key, { waiting }] of before) {
      waiting?.resolve(this.tracked.get(key)?.analysis ?? Promise.resolve(undefined));
    }
  }

  /** The analysis of the document's current text; undefined when it is none of ours. Waits while somebody types. */
  analysis(document: vscode.TextDocument): Analysis {
    const known = this.tracked.get(document.uri.toString());
    if (!known) return this.consider(document);
    return known.version === document.version ? known.analysis : this.later(document);
  }

  /** What is known right now, without waiting. */
  current(document: vscode.TextDocument): TextAnalysisView | undefined {
    return this.tracked.get(document.uri.toString())?.last;
  }

  private later(document: vscode.TextDocument): Analysis {
    const known = this.tracked.get(document.uri.toString());
    if (!known) return this.consider(document);
    known.waiting ??= deferred();
    clearTimeout(known.timer);
    const pause = Math.min(longestRest, Math.max(rest, known.took));
    known.timer = setTimeout(() => void this.consider(document), pause);
    return known.waiting.promise;
  }

  private consider(document: vscode.TextDocument): Analysis {
    const key = document.uri.toString();
    if (document.isClosed || !isListed(document)) return Promise.resolve(undefined);
    const before = this.tracked.get(key);
    if (before) stop(before);
    const { version } = document;
    const controller = new AbortController();
    const started = performance.now();
    const isOurs = virtualPlace(document.uri) !== undefined || sniffDocument(document);
    const analysis = isOurs ? this.analyze(document, controller.signal) : Promise.resolve(undefined);
    const entry: Tracked = {
      version,
      analysis,
      controller,
      last: isOurs ? before?.last : undefined,
      took: before?.took ?? 0,
      timer: undefined,
      waiting: undefined,
    };
    this.tracked.set(key, entry);
    before?.waiting?.resolve(analysis);
    if (!isOurs) {
      if (before?.last) this.drop(document);
      return analysis;
    }
    void analysis.then((view) => {
      if (this.tracked.get(key) !== entry) return;
      entry.last = view;
      entry.took = performance.now() - started;
      this.changed.fire(document);
    });
    return analysis;
  }

  private async analyze(document: vscode.TextDocument, signal: AbortSignal): Analysis {
    const place = virtualPlace(document.uri);
    try {
      if (place) {
        const opened = await this.host.open(place.ref, nameOf(document.uri));
        // Words that are no artifact may still hold a token, a code or a link worth explaining.
        if (opened.editor === 'none' && (place.part !== 'file' || opened.bytes === 0)) return undefined;
        return await this.host.service.request(
          'analyzeVirtual',
          {
            ref: place.ref,
            ...(place.session === undefined ? {} : { session: place.session }),
            part: place.part,
            uri: document.uri.toString(),
            version: document.version,
          },
          signal,
        );
      }
      const { version } = document;
      return await this.host.service.request(
        'analyzeText',
        { uri: document.uri.toString(), version, text: document.getText(), name: nameOf(document.uri) },
        signal,
      );
    } catch (error) {
      // Overtaken by a newer version: whoever waits gets that one.
      if (signal.aborted) return this.tracked.get(document.uri.toString())?.analysis;
      this.host.log.warn(`${nameOf(document.uri)}: ${this.host.explain(error)}`);
      return undefined;
    }
  }

  private forget(document: vscode.TextDocument): void {
    const key = document.uri.toString();
    const known = this.tracked.get(key);
    if (!known) return;
    stop(known);
    this.tracked.delete(key);
    known.waiting?.resolve(Promise.resolve(undefined));
    if (known.last) this.drop(document);
  }

  /** The document is no longer ours: its markers go, and the service lets go of its text. */
  private drop(document: vscode.TextDocument): void {
    this.changed.fire(document);
    void this.host.service.request('forgetText', { uri: document.uri.toString() }).catch(() => undefined);
  }
}

function stop(entry: Tracked): void {
  clearTimeout(entry.timer);
  entry.controller.abort();
}

function deferred(): NonNullable<Tracked['waiting']> {
  let resolve: (analysis: Analysis) => void = () => undefined;
  const promise = new Promise<TextAnalysisView | undefined>((settle) => {
    resolve = settle;
  });
  return { promise, resolve };
}

function isListed(document: vscode.TextDocument): boolean {
  const place = virtualPlace(document.uri);
  // Our own reports are answers, nothing to look at again.
  if (place) return place.part !== 'report';
  return (languages as readonly string[]).includes(document.languageId);
}

/** Looks at the first 64 KB of the document. */
export function sniffDocument(document: vscode.TextDocument): boolean {
  const end = document.positionAt(64 * 1024);
  return sniff(document.getText(new vscode.Range(0, 0, end.line, end.character)), nameOf(document.uri));
}
