import { isHarCapture } from '../../artifacts/capture/har/model';
import type { Capture } from '../../artifacts/capture/model';
import { isGzip } from '../../artifacts/container/gzip';
import type { Handlers, ServiceContext } from '../context';
import { findingViews } from '../findingViews';
import { secretsIn } from '../masking';
import type { ArtifactRef } from '../protocol';
import type { OpenArtifact } from '../store';
import { languageOf } from './body/text';
import { bodyView } from './body/view';
import { copyText } from './copy';
import { endpointViews } from './endpoints';
import { CaptureLists } from './list';
import { sessionView } from './session';
import { SessionContent } from './sessionContent';
import { SharedRead } from './sharedRead';
import { statisticsFile, statisticsView } from './statistics';
import type { WideTabContext } from './tabs/context';
import { messageView } from './tabs/messages';
import { tabView } from './tabs/tabView';

type CaptureHandlers = Pick<
  Handlers,
  | 'list'
  | 'entries'
  | 'locate'
  | 'groupOf'
  | 'entryPlace'
  | 'nextFinding'
  | 'complete'
  | 'session'
  | 'tab'
  | 'body'
  | 'bodyLanguage'
  | 'message'
  | 'statistics'
  | 'statisticsFile'
  | 'copySessions'
>;

/** Contents of this many sessions are kept while the user goes back and forth. */
const keptSessions = 20;

/** Questions about captures. */
export function captureHandlers(context: ServiceContext): CaptureHandlers {
  const opened = new WeakMap<Capture, CaptureState>();
  const stateOf = (ref: ArtifactRef): CaptureState => {
    const entry = context.store.get(ref);
    if (entry.artifact.kind !== 'capture') throw new Error('not a capture');
    const known = opened.get(entry.artifact);
    if (known && known.entry === entry) return known;
    const made = new CaptureState(context, entry, entry.artifact);
    opened.set(entry.artifact, made);
    return made;
  };
  return {
    list: ({ ref, view, query }, signal) => stateOf(ref).lists.list(view, query, signal),
    entries: ({ ref, view, from, to }) => stateOf(ref).lists.entries(view, from, to),
    locate: ({ ref, view, key }) => stateOf(ref).lists.locate(view, key),
    entryPlace: async ({ ref, key }, signal) => {
      const { capture, entry } = stateOf(ref);
      if (!isHarCapture(capture)) return null;
      const isText = ref.inner === undefined && !(entry.source && (await isGzip(entry.source)));
      const range = isText ? await capture.entryPlace(key, { signal }) : undefined;
      return { bytes: entry.bytes, ...(range ? { range } : {}) };
    },
    groupOf: ({ ref, view, key }) => stateOf(ref).lists.groupOf(view, key),
    nextFinding: ({ ref, view, key, direction }) => stateOf(ref).lists.nextFinding(view, key, direction),
    complete: async ({ ref, query, offset }, signal) => {
      const { start, end, items } = await stateOf(ref).lists.complete(query, offset, signal);
      return {
        start,
        end,
        // A value with a secret in it is not proposed: a query must not hold it.
        items: items
          .filter(({ label }) => secretsIn(label).length === 0)
          .map(({ label, insert, detail, count }) => ({
            label,
            insert,
            detail: detail ? context.words.render(detail) : '',
            ...(count === undefined ? {} : { count }),
          })),
      };
    },
    session: async ({ ref, key }, signal) => {
      const state = stateOf(ref);
      const content = await state.content(key, signal);
      const views = findingViews(context, state.entry.artifacts);
      const { session } = content;
      const isSecure = session.isTunnel || /^(?:https|wss):/i.test(session.url);
      const hasCertificates = isSecure && (await state.capture.certificates(key)).length > 0;
      return sessionView(context.words, state.entry, views, state.lists.rows.row(session), content, hasCertificates);
    },
    tab: async ({ ref, key, tab }, signal) => {
      const state = stateOf(ref);
      return tabView(await state.tabContext(key, signal), tab);
    },
    body: async ({ ref, key, part, shape, offset }, signal) =>
      bodyView(await stateOf(ref).tabContext(key, signal), part, shape, offset),
    bodyLanguage: async ({ ref, key, part }, signal) =>
      languageOf((await stateOf(ref).content(key, signal)).body(part)),
    message: async ({ ref, key, index, shape, offset }, signal) =>
      (await messageView(await stateOf(ref).tabContext(key, signal), index, shape, offset)) ?? null,
    statistics: ({ ref }) => {
      const { capture, entry } = stateOf(ref);
      return {
        ...statisticsView(context.words, capture),
        endpoints: endpointViews(context.words, entry.diagnosis.endpoints),
      };
    },
    statisticsFile: ({ ref, format }) => {
      const { capture, entry } = stateOf(ref);
      return statisticsFile(context.words, capture, entry.name, format);
    },
    copySessions: async ({ ref, keys, format }, signal) => {
      const state = stateOf(ref);
      return copyText(context.words, state.lists.inOrder(keys), (key) => state.content(key, signal), format, signal);
    },
  };
}

/** One open capture: its lists and the contents of the sessions looked at last. */
class CaptureState {
  readonly lists: CaptureLists;
  private readonly contents = new Map<number, SharedRead<SessionContent>>();

  constructor(
    private readonly context: ServiceContext,
    readonly entry: OpenArtifact,
    readonly capture: Capture,
  ) {
    this.lists = new CaptureLists(context, entry, capture);
  }

  /** Content of a session: one reading for all who ask at the same time. */
  content(key: number, signal?: AbortSignal): Promise<SessionContent> {
    const known = this.contents.get(key);
    if (known && !known.isGivenUp) return known.join(signal);
    const session = this.lists.rows.byKey.get(key);
    if (!session) return Promise.reject(new Error(this.context.words.t('analysis.noSession', { key: String(key) })));
    const { platform } = this.context.store.environment;
    const read = new SharedRead((shared) => SessionContent.read(platform, this.capture, session, shared));
    this.contents.set(key, read);
    read.result.catch(() => {
      if (this.contents.get(key) === read) this.contents.delete(key);
    });
    if (this.contents.size > keptSessions) {
      const oldest = this.contents.keys().next().value;
      if (oldest !== undefined) this.contents.delete(oldest);
    }
    return read.join(signal);
  }

  async tabContext(key: number, signal?: AbortSignal): Promise<WideTabContext> {
    const { context, entry, capture } = this;
    const content = await this.content(key, signal);
    return { words: context.words, content, secrets: entry.secrets, service: context, entry, capture };
  }
}
