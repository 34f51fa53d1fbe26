import { useCallback, useEffect, useMemo, useRef, useState } from 'preact/hooks';
import type { OpenedView, WebviewMessage, WebviewStart } from '../../src/analysis/protocol';
import { IconButton } from '../ui/buttons';
import { ContextMenu, type MenuRequest } from '../ui/ContextMenu';
import { CaseProvider } from '../ui/caseFile';
import type { Cell } from '../ui/cell';
import { type Editor, EditorContext } from '../ui/context';
import { Icon } from '../ui/icons';
import { alertNow, announce, LiveRegions } from '../ui/live';
import { isCanceled, type Rpc } from '../ui/rpc';
import type { SavedState } from '../ui/store';
import { grouped, t } from '../ui/strings';
import { CaptureEditor } from './CaptureEditor';
import { NotACapture, PasswordForm } from './States';
import type { CaptureState } from './state';
import { CaptureBar } from './Top';

interface Props {
  readonly rpc: Rpc;
  readonly start: WebviewStart;
  readonly saved: SavedState<CaptureState>;
  readonly view: Cell<OpenedView | undefined>;
  readonly progress: Cell<Progress | undefined>;
  /** How far the search of a query through heads and bodies is. */
  readonly search: Cell<Progress | undefined>;
  readonly reveal: Cell<RevealRequest | undefined>;
}

/** What the Problems panel or the view of the ticket asks to show. */
export type RevealRequest = Extract<WebviewMessage, { event: 'reveal' }>;

export interface Progress {
  readonly done: number;
  readonly total: number;
  readonly text: string;
}

/** The capture editor: what the file turned out to be decides what is drawn. */
export function App({ rpc, start, saved, ...shown }: Props) {
  const view = shown.view.use();
  const progress = shown.progress.use();
  const [menu, setMenu] = useState<MenuRequest | undefined>(undefined);
  const [toast, setToast] = useState('');
  const [state, setState] = useState<CaptureState>(saved.value);
  const openSession = useRef<(key: number) => void>(() => undefined);

  const change = useCallback(
    (changed: Partial<CaptureState>) => {
      saved.update(changed);
      setState(saved.value);
    },
    [saved],
  );
  const remember = useCallback((kept: Partial<CaptureState>) => saved.update(kept), [saved]);
  const rememberPlace = useCallback((firstEntry: number) => saved.updateOften({ firstEntry }), [saved]);
  const failed = useCallback((error: unknown) => {
    if (isCanceled(error)) return;
    const text = error instanceof Error && error.message ? error.message : t('ui.failedRequest');
    setToast(text);
    alertNow(text);
  }, []);
  useEffect(() => {
    if (view) setToast('');
    if (view?.editor === 'capture') announce(t('ui.openedSessions', { count: view.total }));
  }, [view]);

  const editor = useMemo<Editor>(
    () => ({
      rpc,
      ref: start.ref,
      openSession: (key) => openSession.current(key),
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

  const capture = view?.editor === 'capture' ? view : undefined;
  const locked = capture && (capture.password === 'needed' || capture.password === 'wrong');
  const progressText = progress
    ? progress.text ||
      (progress.total > 0
        ? t('ui.readingOf', { done: grouped(progress.done), total: grouped(progress.total) })
        : t('ui.readingCount', { done: grouped(progress.done) }))
    : view
      ? ''
      : t('ui.reading');

  return (
    <EditorContext.Provider value={editor}>
      <main class="wv">
        {locked || (view && view.editor !== 'capture') ? (
          <>
            <CaptureBar
              name={start.name}
              capture={locked ? { ...capture, timeText: '', total: 0 } : undefined}
              progress={locked ? t('ui.locked') : ''}
              statistics={false}
              onStatistics={() => undefined}
              onColumns={() => undefined}
              menu={() => []}
              plain
            />
            {locked ? <PasswordForm wrong={capture.password === 'wrong'} onOpened={shown.view.set} /> : null}
            {view?.editor === 'none' ? <NotACapture view={view} /> : null}
          </>
        ) : (
          <CaseProvider rpc={rpc} fileRef={start.ref}>
            <CaptureEditor
              name={start.name}
              capture={capture}
              state={state}
              change={change}
              remember={remember}
              rememberPlace={rememberPlace}
              progress={progress ?? (view ? undefined : { done: 0, total: 0, text: '' })}
              progressText={progressText}
              search={shown.search}
              openSession={openSession}
              reveal={shown.reveal}
            />
          </CaseProvider>
        )}
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
