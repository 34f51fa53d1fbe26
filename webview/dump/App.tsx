import { useCallback, useEffect, useState } from 'preact/hooks';
import type { OpenedView, WebviewStart } from '../../src/analysis/protocol';
import type { Cell } from '../ui/cell';
import { EditorPage } from '../ui/EditorPage';
import { announce } from '../ui/live';
import type { Rpc } from '../ui/rpc';
import { Loading, NotRecognized } from '../ui/States';
import type { SavedState } from '../ui/store';
import { t } from '../ui/strings';
import { DumpBar } from './Bar';
import { DumpEditor } from './DumpEditor';
import { NeighborPage } from './Neighbor';
import type { DumpState } from './state';

/** A finding that the Problems panel or the case view asks to show. */
export interface RevealRequest {
  readonly finding: string | undefined;
}

interface Props {
  readonly rpc: Rpc;
  readonly start: WebviewStart;
  readonly saved: SavedState<DumpState>;
  readonly view: Cell<OpenedView | undefined>;
  readonly reveal: Cell<RevealRequest | undefined>;
}

/** The dump editor: what the file turned out to be decides what is drawn. */
export function App({ rpc, start, saved, ...shown }: Props) {
  const view = shown.view.use();
  const reveal = shown.reveal.use();
  const [state, setState] = useState<DumpState>(saved.value);
  const change = useCallback(
    (changed: Partial<DumpState>) => {
      saved.update(changed);
      setState(saved.value);
    },
    [saved],
  );
  useEffect(() => {
    if (reveal?.finding) change({ finding: reveal.finding });
  }, [reveal, change]);
  useEffect(() => {
    if (view && 'findings' in view) announce(t('ui.openedFindings', { count: view.findings.length }));
  }, [view]);

  return (
    <EditorPage rpc={rpc} start={start} hideIdentifiers={state.hideIdentifiers}>
      <DumpBar name={start.name} view={view} state={state} change={change} />
      {view?.editor === 'dump' ? <DumpEditor dump={view} state={state} change={change} /> : null}
      {view?.editor === 'neighbor' ? <NeighborPage view={view} state={state} change={change} /> : null}
      {view?.editor === 'none' ? <NotRecognized view={view} title={t('ui.notADump')} /> : null}
      {view === undefined ? <Loading name={start.name} /> : null}
    </EditorPage>
  );
}
