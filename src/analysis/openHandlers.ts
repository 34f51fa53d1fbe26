import type { Artifact } from '../artifacts/artifact';
import type { Diagnosis } from '../diagnosis/finding';
import type { Handlers, ServiceContext } from './context';
import { findInTree } from './findInTree';
import { findingViews } from './findingViews';
import { markersOf } from './markers';
import { Openings } from './openings';

type OpenHandlers = Pick<
  Handlers,
  'open' | 'stop' | 'close' | 'findings' | 'markers' | 'sid' | 'reveal' | 'children' | 'findInTree' | 'treeValue'
>;

/** Opening, closing, findings of one file. */
export function openHandlers(context: ServiceContext): OpenHandlers {
  const openings = new Openings(context);
  return {
    open: (params, signal) => openings.open(params, signal),
    stop: ({ ref }) => {
      openings.stop(ref);
      return null;
    },
    close: ({ ref }) => {
      if (!context.store.isKept(ref)) context.store.close(ref);
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
    children: ({ ref, tree, node, from, to }) =>
      context.store.get(ref).trees.get(tree)?.children(node, from, to) ?? { total: 0, nodes: [] },
    treeValue: ({ ref, tree, node }) => context.store.get(ref).trees.get(tree)?.whole?.(node) ?? { text: '' },
    findInTree: ({ ref, tree, text }) => {
      const known = context.store.get(ref).trees.get(tree);
      return known && text ? findInTree(known, text) : { open: [], whole: true };
    },
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
