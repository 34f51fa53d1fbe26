import type { Capture, Session } from '../artifacts/capture/model';
import { diagnose } from '../diagnosis';
import type { Diagnosis } from '../diagnosis/finding';
import { idOf, refKey } from './artifactIds';
import { LoadingCapture } from './capture/loadingCapture';
import type { ServiceContext } from './context';
import { nothingView, viewOf } from './openViews';
import type { ArtifactRef, OpenedView, Params } from './protocol';
import { Secrets } from './secrets';
import { NotOpenError, type OpenArtifact } from './store';

type OpenParams = Params<'open'>;

interface Opening {
  readonly stamp: number | undefined;
  readonly stop: AbortController;
  readonly signal: AbortSignal;
  readonly view: Promise<OpenedView>;
}

/** Rows of a growing capture are taken over when there are this many times more of them, or after `renewAfter` ms. */
const growth = 2;
const renewAfter = 1000;

/** Files that are being opened. Who asks for a file that is under way waits for it instead of reading it again. */
export class Openings {
  private readonly underWay = new Map<string, Opening>();
  private nothing: Promise<Diagnosis> | undefined;

  constructor(private readonly context: ServiceContext) {}

  open(params: OpenParams, signal: AbortSignal): Promise<OpenedView> {
    const { ref, stamp, password } = params;
    const key = refKey(ref);
    const known = this.context.store.find(ref);
    if (known?.view && known.stamp === stamp && password === undefined) return Promise.resolve(known.view);
    const before = this.underWay.get(key);
    if (before && before.stamp === stamp && password === undefined && !before.signal.aborted) return before.view;
    if (!params.source) return Promise.reject(new NotOpenError(idOf(ref)));
    const stop = new AbortController();
    const view = this.read(params, signal, stop.signal).finally(() => {
      if (this.underWay.get(key)?.view === view) this.underWay.delete(key);
    });
    this.underWay.set(key, { stamp, stop, signal, view });
    return view;
  }

  stop(ref: ArtifactRef): void {
    this.underWay.get(refKey(ref))?.stop.abort();
  }

  private async read(params: OpenParams, signal: AbortSignal, stop: AbortSignal): Promise<OpenedView> {
    const { context } = this;
    const { ref, name, source, stamp, password } = params;
    if (!source) throw new NotOpenError(idOf(ref));
    const { words, store } = context;
    const { platform } = store.environment;
    this.nothing ??= diagnose([], { platform });
    const preview = new Preview(context, params, await this.nothing);
    try {
      const read = await store.read(ref, name, source, {
        signal,
        stop,
        onProgress: (done, total) =>
          context.progress(ref.uri, done, total, words.t('analysis.reading', { done, total })),
        ...(ref.index ? {} : { onSessions: (sessions) => preview.show(sessions) }),
        ...(password === undefined ? {} : { password }),
      });
      const shown = read.artifacts[ref.index ?? 0];
      if (!shown || (shown.kind === 'text' && read.bytes === 0)) {
        preview.end(undefined);
        return nothingView(context, read.name, read.bytes);
      }
      const diagnosis = await diagnose(read.artifacts, { platform, settings: context.options, signal });
      const entry: OpenArtifact = {
        ref,
        id: idOf(ref),
        name: read.name,
        bytes: read.bytes,
        stamp,
        artifact: shown,
        artifacts: read.artifacts,
        diagnosis,
        secrets: new Secrets(),
        lists: new Map(),
        trees: new Map(),
        passwordTried: password !== undefined,
        ...(read.source ? { source: read.source } : {}),
        view: undefined,
        used: 0,
      };
      store.add(entry);
      preview.end(shown.kind === 'capture' ? shown : undefined);
      entry.view = await viewOf(context, entry);
      return entry.view;
    } catch (error) {
      preview.end(undefined);
      throw error;
    }
  }
}

/** The rows of a capture that is still being read, as an open file: they can be listed, sorted and filtered. */
class Preview {
  private readonly whole: Promise<Capture>;
  private settle: (capture: Capture | undefined) => void = () => undefined;
  private entry: OpenArtifact | undefined;
  private count = 0;
  private renewed = 0;

  constructor(
    private readonly context: ServiceContext,
    private readonly params: OpenParams,
    private readonly diagnosis: Diagnosis,
  ) {
    this.whole = new Promise((resolve, reject) => {
      this.settle = (capture) => (capture ? resolve(capture) : reject(new NotOpenError(idOf(params.ref))));
    });
    // Nobody may have asked for more than rows.
    this.whole.catch(() => undefined);
  }

  show(sessions: readonly Session[]): void {
    const now = performance.now();
    if (sessions.length < this.count * growth && now - this.renewed < renewAfter) return;
    this.count = sessions.length;
    this.renewed = now;
    const { context, params } = this;
    const { ref, name, stamp } = params;
    const id = idOf(ref);
    const form = /\.(?:saz|zip)$/i.test(name) ? 'saz' : 'har';
    const sorted = [...sessions].sort((a, b) => a.key - b.key);
    const artifact = new LoadingCapture(id, form, sorted, this.whole);
    this.entry = {
      ref,
      id,
      name,
      bytes: 0,
      stamp,
      artifact,
      artifacts: [artifact],
      diagnosis: this.diagnosis,
      secrets: new Secrets(),
      lists: new Map(),
      trees: new Map(),
      passwordTried: false,
      view: undefined,
      used: 0,
    };
    context.store.add(this.entry);
    context.progress(ref.uri, sessions.length, 0, '');
  }

  /** The file is read, or will not be. */
  end(capture: Capture | undefined): void {
    const { store } = this.context;
    if (this.entry && store.find(this.params.ref) === this.entry) store.close(this.params.ref);
    this.settle(capture);
  }
}
