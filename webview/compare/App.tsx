import { useCallback, useEffect, useState } from 'preact/hooks';
import type { Result, WebviewStart } from '../../src/analysis/protocol';
import type { FindingView, MarkName } from '../../src/analysis/views';
import { EditorPage } from '../ui/EditorPage';
import { Icon } from '../ui/icons';
import { announce } from '../ui/live';
import { Mark } from '../ui/Mark';
import type { Rpc } from '../ui/rpc';
import { Loading } from '../ui/States';
import type { SavedState } from '../ui/store';
import { grouped, t } from '../ui/strings';
import { ToolButton, Toolbar } from '../ui/Toolbar';
import { Changes } from './Changes';
import { findingsChange } from './lines';

/** What survives hiding and reloading. */
export interface CompareState {
  readonly closed: readonly string[];
  readonly swapped: boolean;
}

interface Props {
  readonly rpc: Rpc;
  readonly start: WebviewStart;
  readonly saved: SavedState<CompareState>;
}

interface Loaded {
  readonly comparison: Result<'compare'>;
  readonly before: readonly FindingView[];
  readonly after: readonly FindingView[];
}

const results = {
  removed: { mark: 'passed', key: 'ui.causeRemoved' },
  stays: { mark: 'error', key: 'ui.causeStays' },
  new: { mark: 'error', key: 'ui.causeNew' },
  none: { mark: 'note', key: 'ui.causeNone' },
} as const satisfies Record<string, { mark: MarkName; key: string }>;

/** Two files by meaning: what they are, what became of the findings, and every value that changed. */
export function App({ rpc, start, saved }: Props) {
  const [state, setState] = useState(saved.value);
  const [loaded, setLoaded] = useState<Loaded | undefined>(undefined);
  const [failure, setFailure] = useState('');
  const change = useCallback(
    (changed: Partial<CompareState>) => {
      saved.update(changed);
      setState(saved.value);
    },
    [saved],
  );
  const files = state.swapped ? [...(start.compared ?? [])].reverse() : (start.compared ?? []);
  const [first, second] = files;
  useEffect(() => {
    if (!first || !second) return;
    const controller = new AbortController();
    const { signal } = controller;
    Promise.all([
      rpc.request('compare', { a: first.ref, b: second.ref }, signal),
      rpc.request('findings', { ref: first.ref }, signal),
      rpc.request('findings', { ref: second.ref }, signal),
    ])
      .then(([comparison, before, after]) => {
        setLoaded({ comparison, before: before.findings, after: after.findings });
        announce(t('ui.changeCount', { count: comparison.changes.length }));
      })
      .catch((error: unknown) => {
        if (!signal.aborted) setFailure(error instanceof Error ? error.message : t('ui.failedRequest'));
      });
    return () => controller.abort();
  }, [rpc, first, second]);
  if (!first || !second) return null;
  const copy = () => {
    if (loaded) void rpc.request('copy', { text: loaded.comparison.markdown, what: t('ui.comparison') });
  };
  return (
    <EditorPage rpc={rpc} start={start} hideIdentifiers={false}>
      <header class="bar">
        <h1>{t('ui.comparison')}</h1>
        <span class="meta names">
          {first.name}
          <Icon name="right" />
          {second.name}
        </span>
        <Toolbar label={t('ui.comparison')}>
          <ToolButton first icon="repeat" label={t('ui.swap')} onClick={() => change({ swapped: !state.swapped })} />
          <ToolButton icon="ticket" label={t('ui.copyForTicket')} onClick={copy} />
        </Toolbar>
      </header>
      {failure ? (
        <p class="wait" role="alert">
          {failure}
        </p>
      ) : loaded ? (
        <>
          <Strip loaded={loaded} first={first} second={second} />
          <Counts comparison={loaded.comparison} />
          <Changes
            changes={loaded.comparison.changes}
            closed={state.closed}
            onClosed={(closed) => change({ closed })}
          />
        </>
      ) : (
        <Loading name={`${first.name}, ${second.name}`} />
      )}
    </EditorPage>
  );
}

type File = NonNullable<WebviewStart['compared']>[number];

function Strip({ loaded, first, second }: { readonly loaded: Loaded; readonly first: File; readonly second: File }) {
  const found = findingsChange(loaded.before, loaded.after);
  const result = results[found.result];
  const cells: { label: string; mark?: MarkName; value: string; detail: string }[] = [
    { label: t('ui.before'), value: first.facts[0] ?? first.name, detail: first.facts.slice(1).join(', ') },
    { label: t('ui.after'), value: second.facts[0] ?? second.name, detail: second.facts.slice(1).join(', ') },
    {
      label: t('ui.findings'),
      mark: found.after < found.before ? 'better' : found.after > found.before ? 'worse' : 'changed',
      value: t('ui.findingsBeforeAfter', { before: found.before, after: found.after }),
      detail: t('ui.findingsMoved', { gone: found.gone, added: found.added, stays: found.stays }),
    },
    { label: t('ui.result'), mark: result.mark, value: t(result.key), detail: '' },
  ];
  return (
    <ul class="strip" aria-label={t('ui.result')}>
      {cells.map(({ label, mark, value, detail }) => (
        <li key={label}>
          <small>{label}</small>
          <b>
            {mark ? <Mark mark={mark} /> : null}
            <span>{value}</span>
          </b>
          <em title={detail}>{detail}</em>
        </li>
      ))}
    </ul>
  );
}

function Counts({ comparison }: { readonly comparison: Result<'compare'> }) {
  const count = (mark: string) => comparison.changes.filter((change) => change.mark === mark).length;
  return (
    <p class="counts">
      {(['better', 'worse', 'changed'] as const).map((mark) => (
        <span key={mark}>
          <Mark mark={mark} silent /> {t(countKeys[mark], { count: grouped(count(mark)) })}
        </span>
      ))}
      <span class="dim">{t('ui.sameCount', { same: comparison.same, volatile: comparison.volatile })}</span>
    </p>
  );
}

const countKeys = { better: 'ui.countBetter', worse: 'ui.countWorse', changed: 'ui.countChanged' } as const;
