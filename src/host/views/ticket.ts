import type * as vscode from 'vscode';
import type { ArtifactRef, OpenedView } from '../../analysis/protocol';
import type { Host } from '../host';
import { nameOf } from '../refs';
import { folderLimits, ticketFiles } from './ticketFolder';

/** At most this many attachments of one container are read, and containers inside containers this deep. */
const limits = { attachments: 200, depth: 3 };

/** Where the files of a ticket are: a folder, or a zip file or mail whose attachments are read where they are. */
export interface TicketSource {
  readonly uri: vscode.Uri;
  readonly kind: 'folder' | 'attachment';
}

/** A file that was looked at and does not belong to the case, and why. */
export interface LeftOut {
  readonly ref: ArtifactRef;
  readonly name: string;
  readonly reason: string;
}

export interface Ticket {
  readonly refs: readonly ArtifactRef[];
  readonly leftOut: readonly LeftOut[];
  /** What the caps cut off. */
  readonly notes: readonly string[];
}

type Progress = (name: string, done: number, total: number) => void;

/** Reads every file of a ticket and sorts out what belongs to the case; opens no editor. */
export async function readTicket(
  host: Host,
  source: TicketSource,
  onProgress: Progress,
  signal: AbortSignal,
): Promise<Ticket> {
  const reader = new Reader(host, onProgress, signal);
  if (source.kind === 'attachment') await reader.read([source.uri]);
  else {
    const { files, isCut, isDeeper, unreadable } = await ticketFiles(source.uri);
    if (isCut) reader.notes.push(host.t('case.capped', { count: folderLimits.files }));
    if (isDeeper) reader.notes.push(host.t('case.deepFolder', { depth: String(folderLimits.depth) }));
    for (const { uri, reason } of unreadable) {
      reader.leftOut.push({ ref: { uri: uri.toString() }, name: nameOf(uri), reason });
    }
    await reader.read(files);
  }
  return reader;
}

class Reader implements Ticket {
  readonly refs: ArtifactRef[] = [];
  readonly leftOut: LeftOut[] = [];
  readonly notes: string[] = [];

  constructor(
    private readonly host: Host,
    private readonly onProgress: Progress,
    private readonly signal: AbortSignal,
  ) {}

  async read(files: readonly vscode.Uri[]): Promise<void> {
    for (const [index, uri] of files.entries()) {
      this.onProgress(nameOf(uri), index, files.length);
      await this.take({ uri: uri.toString() }, nameOf(uri));
    }
  }

  private async take(ref: ArtifactRef, name: string): Promise<void> {
    this.signal.throwIfAborted();
    const view = await this.host.open(ref, name, undefined, this.signal);
    this.signal.throwIfAborted();
    if (view.editor === 'none') {
      this.leftOut.push({ ref, name, reason: view.message });
      return;
    }
    this.refs.push(ref);
    if (view.editor === 'attachments') await this.takeInner(ref, name, view);
  }

  /** Attachments that are recognized, and those of archives inside. */
  private async takeInner(
    ref: ArtifactRef,
    name: string,
    { entries }: Extract<OpenedView, { editor: 'attachments' }>,
  ): Promise<void> {
    const inner = ref.inner ?? [];
    if (inner.length >= limits.depth) return;
    const wanted = entries.filter(({ recognized }) => recognized);
    if (wanted.length > limits.attachments) {
      this.notes.push(this.host.t('case.cappedInner', { name, count: limits.attachments }));
    }
    for (const [index, entry] of wanted.slice(0, limits.attachments).entries()) {
      const own = entry.path.split('/').pop() ?? entry.path;
      this.onProgress(own, index, wanted.length);
      await this.take({ uri: ref.uri, inner: [...inner, entry.path] }, own);
    }
  }
}
