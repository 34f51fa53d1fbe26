import type { Artifact } from '../artifacts/artifact';
import type { OpenOptions } from '../artifacts/open';
import { readArtifacts } from '../artifacts/read';
import type { Diagnosis } from '../diagnosis/finding';
import { memorySource } from '../platform/memory';
import type { ByteSource, Platform } from '../platform/platform';
import { idOf, refKey } from './artifactIds';
import type { ListState } from './capture/listState';
import { innerSource } from './innerSource';
import type { ArtifactRef, OpenedView, SourceGiven } from './protocol';
import type { Secrets } from './secrets';
import type { Tree } from './tree';

/** An artifact the service holds: the model, what diagnosis said, and what the editors asked for. */
export interface OpenArtifact {
  readonly ref: ArtifactRef;
  readonly id: string;
  readonly name: string;
  readonly bytes: number;
  readonly stamp: number | undefined;
  /** The artifact the editor shows. */
  readonly artifact: Artifact;
  /** All artifacts of the same file, this one included. */
  readonly artifacts: readonly Artifact[];
  readonly diagnosis: Diagnosis;
  readonly secrets: Secrets;
  /** Lists by view id. */
  readonly lists: Map<string, ListState>;
  /** Trees by id, as far as they were opened. */
  readonly trees: Map<string, Tree>;
  readonly passwordTried: boolean;
  /** The file's bytes where its reader reads on from them: captures and attachments. */
  readonly source?: ByteSource;
  view: OpenedView | undefined;
  /** For the byte budget: when it was last asked for. */
  used: number;
}

/** What the store needs of the worker it runs in. */
export interface StoreEnvironment {
  readonly platform: Platform;
  /** Opens a file by path; absent where there is no disk. */
  readonly openPath?: (path: string) => Promise<ByteSource>;
}

/** Models beyond this sum of file sizes are given up, the longest unused first; they open again when asked for. */
const byteBudget = 1024 * 1024 * 1024;

/** A request for a file that is not open; the host opens it and asks again. */
export class NotOpenError extends Error {}

/** The open artifacts of a window. */
export class Store {
  private readonly open = new Map<string, OpenArtifact>();
  private clock = 0;

  private kept: ReadonlySet<string> = new Set();

  constructor(readonly environment: StoreEnvironment) {}

  /** Files of the open ticket: they stay while their editors come and go. */
  keep(refs: readonly ArtifactRef[]): void {
    this.kept = new Set(refs.map(refKey));
  }

  isKept(ref: ArtifactRef): boolean {
    return this.kept.has(refKey(ref));
  }

  find(ref: ArtifactRef): OpenArtifact | undefined {
    const found = this.open.get(refKey(ref));
    if (found) found.used = ++this.clock;
    return found;
  }

  get(ref: ArtifactRef): OpenArtifact {
    const found = this.find(ref);
    if (!found) throw new NotOpenError(idOf(ref));
    return found;
  }

  get all(): readonly OpenArtifact[] {
    return [...this.open.values()];
  }

  add(entry: OpenArtifact): void {
    const key = refKey(entry.ref);
    this.release(this.open.get(key), entry);
    entry.used = ++this.clock;
    this.open.set(key, entry);
    this.keepBudget(key);
  }

  close(ref: ArtifactRef): void {
    const key = refKey(ref);
    this.release(this.open.get(key), undefined);
    this.open.delete(key);
  }

  /** Reads the artifacts behind a ref from the given source. */
  async read(
    ref: ArtifactRef,
    name: string,
    given: SourceGiven,
    options: Pick<OpenOptions, 'password' | 'signal' | 'stop' | 'onProgress' | 'onSessions'>,
  ): Promise<{ artifacts: Artifact[]; bytes: number; name: string; source?: ByteSource }> {
    let source = await this.source(given, name);
    let innermost = name;
    if (ref.inner?.length) {
      const inner = await innerSource(source, ref.inner, {
        id: ref.uri,
        name,
        platform: this.environment.platform,
        ...(options.password === undefined ? {} : { password: options.password }),
        ...(options.signal ? { signal: options.signal } : {}),
      });
      if (!inner) throw new Error(ref.inner.join(' > '));
      source = inner.source;
      innermost = inner.name;
    }
    const artifacts = await readArtifacts(source, {
      id: idOf(ref),
      name: innermost,
      platform: this.environment.platform,
      ...options,
    });
    // Captures and attachments read on from their source; everything else is in memory by now.
    const readsOn = artifacts.some(({ kind }) => kind === 'capture' || kind === 'attachments');
    const bytes = source.size;
    if (!readsOn) await source.close();
    return { artifacts, bytes, name: innermost, ...(readsOn ? { source } : {}) };
  }

  private async source(given: SourceGiven, name: string): Promise<ByteSource> {
    switch (given.type) {
      case 'path':
        if (!this.environment.openPath) throw new Error('no access by path');
        return this.environment.openPath(given.path);
      case 'bytes':
        return memorySource(given.bytes, name);
      case 'text':
        return memorySource(new TextEncoder().encode(given.text), name);
    }
  }

  private release(entry: OpenArtifact | undefined, successor: OpenArtifact | undefined): void {
    if (!entry || entry.artifact === successor?.artifact) return;
    if (entry.artifact.kind === 'capture') void entry.artifact.close();
  }

  private keepBudget(keep: string): void {
    let sum = 0;
    for (const { bytes } of this.open.values()) sum += bytes;
    const oldest = [...this.open.entries()].sort(([, a], [, b]) => a.used - b.used);
    for (const [key, entry] of oldest) {
      if (sum <= byteBudget) return;
      if (key === keep) continue;
      sum -= entry.bytes;
      this.close(entry.ref);
    }
  }
}
