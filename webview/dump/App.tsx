import { useCallback, useEffect, useMemo, useState } from 'preact/hooks';
import type { OpenedView, WebviewStart } from '../../src/analysis/protocol';
import { Button, IconButton } from '../ui/buttons';
import { ContextMenu, type MenuRequest } from '../ui/ContextMenu';
import type { Cell } from '../ui/cell';
import { type Editor, EditorContext } from '../ui/context';
import { Icon } from '../ui/icons';
import { alertNow, announce, LiveRegions } from '../ui/live';
import { moveRegion } from '../ui/regions';
import { isCanceled, type Rpc } from '../ui/rpc';
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
  const [progress, setProgress] = useState<Progress>({ done: 0, total: 0, text: '' });
  const [menu, setMenu] = useState<MenuRequest | undefined>(undefined);
  const [toast, setToast] = useState('');
  const [state, setState] = useState<DumpState>(saved.value);
  const change = useCallback(
    (changed: Partial<DumpState>) => {
      saved.update(changed);
      setState(saved.value);
    },
    [saved],
  );
  const failed = useCallback((error: unknown) => {
    if (isCanceled(error)) return;
    const text = error instanceof Error && error.message ? error.message : t('ui.failedRequest');
    setToast(text);
    alertNow(text);
  }, []);
  const editor = useMemo<Editor>(
    () => ({
      rpc,
      ref: start.ref,
      openSession: (key) => void rpc.request('showText', { place: undefined, session: key }).catch(failed),
      showMenu: setMenu,
      copy: (text, what) => {
        rpc
          .request('copy', { text, what })
          .then(() => announce(t('ui.copied', { what }), 0))
          .catch(failed);
      },
      openLink: (url) => void rpc.request('openLink', { url }).catch(failed),
      failed,
      hideIdentifiers: state.hideIdentifiers,
    }),
    [rpc, start.ref, failed, state.hideIdentifiers],
  );
  useEffect(() => rpc.on('progress', setProgress), [rpc]);
  useEffect(
    () =>
      rpc.on('action', ({ action }) => {
        const page = document.querySelector('main');
        if (page && action === 'nextRegion') moveRegion(page, 1);
        if (page && action === 'previousRegion') moveRegion(page, -1);
      }),
    [rpc],
  );
  useEffect(() => {
    if (reveal?.finding) change({ finding: reveal.finding });
  }, [reveal, change]);
  useEffect(() => {
    if (view && 'findings' in view) announce(t('ui.openedFindings', { count: view.findings.length }));
  }, [view]);

  return (
    <EditorContext.Provider value={editor}>
      <main
        class="wv"
        onKeyDown={(event) => {
          if (event.key !== 'F6' || event.defaultPrevented) return;
          event.preventDefault();
          moveRegion(event.currentTarget, event.shiftKey ? -1 : 1);
        }}
      >
        <DumpBar name={start.name} view={view} state={state} change={change} />
        {view?.editor === 'dump' ? <DumpEditor dump={view} state={state} change={change} /> : null}
        {view?.editor === 'neighbor' ? <NeighborPage view={view} state={state} change={change} /> : null}
        {view?.editor === 'none' ? <NotADump view={view} /> : null}
        {view === undefined ? <Loading name={start.name} progress={progress} /> : null}
        {toast ? (
          <div class="toast">
            <Icon name="error" class="err" />
            <span>{toast}</span>
            <IconButton icon="close" label={t('ui.close')} onClick={() => setToast('')} />
          </div>
        ) : null}
        {menu ? <ContextMenu key={`${menu.label}${menu.x}`} menu={menu} onClose={() => setMenu(undefined)} /> : null}
        <LiveRegions />
      </main>
    </EditorContext.Provider>
  );
}

interface Progress {
  readonly done: number;
  readonly total: number;
  readonly text: string;
}

/** While the file is read: a line that grows once the total is known, and what is being read. */
function Loading({ name, progress }: { readonly name: string; readonly progress: Progress }) {
  const done = progress.total > 0 ? Math.min(100, Math.round((progress.done / progress.total) * 100)) : 0;
  return (
    <>
      <div
        class="pbar"
        role="progressbar"
        aria-label={t('ui.reading')}
        aria-valuenow={progress.total > 0 ? done : undefined}
        style={{ '--done': done }}
      >
        <i />
      </div>
      <p class="wait dim" role="status">
        {progress.text || t('ui.readingFile', { name })}
      </p>
    </>
  );
}

/** The file is none that this editor knows: what was looked for, and the way to the text. */
function NotADump({ view }: { readonly view: Extract<OpenedView, { editor: 'none' }> }) {
  return (
    <section class="ctr" aria-label={view.message}>
      <h2>{t('ui.notADump')}</h2>
      <p>{view.message}</p>
      {view.lookedFor.length > 0 ? (
        <ul class="forms">
          {view.lookedFor.map((form) => (
            <li key={form}>{form}</li>
          ))}
        </ul>
      ) : null}
      <OpenAsText />
    </section>
  );
}

function OpenAsText() {
  return (
    <EditorContext.Consumer>
      {(editor) => (
        <div class="acts">
          <Button
            primary
            icon="file"
            label={t('ui.openAsText')}
            onClick={() => void editor?.rpc.request('showText', { place: undefined }).catch(editor.failed)}
          />
        </div>
      )}
    </EditorContext.Consumer>
  );
}
