import type { Artifact } from '../artifacts/artifact';
import { diagnose } from '../diagnosis';
import type { Diagnosis } from '../diagnosis/finding';
import { prepare } from '../diagnosis/settings';
import { conditions, localized } from '../knowledge';
import { idOf } from './artifactIds';
import { attachmentsView } from './attachmentsView';
import { captureView } from './capture/captureView';
import { dumpView } from './dump/dumpView';
import { findingViews } from './findingViews';
import { markersOf } from './markers';
import { neighborView } from './neighborView';
import type { OpenedView, Params } from './protocol';
import { Secrets } from './secrets';
import type { Handlers, ServiceContext } from './service';
import { NotOpenError, type OpenArtifact } from './store';

type OpenHandlers = Pick<
  Handlers,
  'open' | 'close' | 'findings' | 'markers' | 'sid' | 'conditions' | 'reveal' | 'children'
>;

/** Opening, closing, findings of one file. */
export function openHandlers(context: ServiceContext): OpenHandlers {
  return {
    open: (params, signal) => open(context, params, signal),
    close: ({ ref }) => {
      context.store.close(ref);
      return null;
    },
    findings: ({ ref }) => {
      const { artifacts, diagnosis } = context.store.get(ref);
      return diagnosisViews(context, artifacts, diagnosis);
    },
    sid: ({ ref, key }) => {
      const { artifact } = context.store.get(ref);
      const session = artifact.kind === 'capture' ? artifact.sessions.find((one) => one.key === key) : undefined;
      return session?.sid ?? key;
    },
    markers: ({ ref }, signal) => markersOf(context, context.store.get(ref), signal),
    conditions: () => {
      const { own, severities, ignored } = prepare(context.options);
      return [...conditions, ...own].map((condition) => ({
        id: condition.id,
        title: localized(condition, context.words.language).title,
        severity: severities.get(condition.id) ?? condition.severity,
        area: condition.area,
        detectable: condition.detectable,
        ignored: ignored.has(condition.id),
      }));
    },
    children: ({ ref, tree, node, from, to }) =>
      context.store.get(ref).trees.get(tree)?.children(node, from, to) ?? { total: 0, nodes: [] },
    reveal: ({ ref, id }) => context.store.get(ref).secrets.reveal(id) ?? '',
  };
}

function diagnosisViews(context: ServiceContext, artifacts: readonly Artifact[], diagnosis: Diagnosis) {
  const { words } = context;
  const views = findingViews(context, artifacts);
  return {
    findings: views.all(diagnosis),
    chain: views.chain(diagnosis),
    notChecked: diagnosis.notChecked.map(({ id, reason }) => ({ id, reason: words.render(reason) })),
    ask: diagnosis.ask.map(({ texts, because }) => ({ text: texts[words.language], because })),
  };
}

async function open(context: ServiceContext, params: Params<'open'>, signal: AbortSignal): Promise<OpenedView> {
  const { ref, name, source, stamp, password } = params;
  const known = context.store.find(ref);
  if (known?.view && known.stamp === stamp && password === undefined) return known.view;
  if (!source) throw new NotOpenError(idOf(ref));
  const { words } = context;
  const read = await context.store.read(ref, name, source, {
    signal,
    onProgress: (done, total) => context.progress(ref.uri, done, total, words.t('analysis.reading', { done, total })),
    ...(password === undefined ? {} : { password }),
  });
  const shown = read.artifacts[ref.index ?? 0];
  if (!shown || (shown.kind === 'text' && read.bytes === 0)) return nothingView(context, read.name, read.bytes);
  const diagnosis = await diagnose(read.artifacts, {
    platform: context.store.environment.platform,
    settings: context.options,
    signal,
  });
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
  context.store.add(entry);
  entry.view = await viewOf(context, entry);
  return entry.view;
}

async function viewOf(context: ServiceContext, entry: OpenArtifact): Promise<OpenedView> {
  const { artifact } = entry;
  switch (artifact.kind) {
    case 'capture':
      return { editor: 'capture', ...captureView(context, entry, artifact) };
    case 'sync-internals':
      return { editor: 'dump', ...dumpView(context, entry, artifact) };
    case 'attachments':
      return { editor: 'attachments', ...(await attachmentsView(context, entry, artifact)) };
    case 'text':
      // Plain text shows its findings when there are any; else it is no artifact.
      return entry.diagnosis.findings.length
        ? { editor: 'neighbor', ...neighborView(context, entry) }
        : nothingView(context, entry.name, entry.bytes);
    default:
      return { editor: 'neighbor', ...neighborView(context, entry) };
  }
}

function nothingView(context: ServiceContext, name: string, bytes: number): OpenedView {
  const { words } = context;
  return {
    editor: 'none',
    name,
    bytes,
    message: words.t(bytes === 0 ? 'analysis.emptyFile' : 'analysis.notRecognized', { name }),
    lookedFor: [
      words.t('analysis.lookedForDump'),
      words.t('analysis.lookedForCapture'),
      words.t('analysis.lookedForNeighbors'),
      words.t('analysis.lookedForAttachments'),
    ],
  };
}
