import type { ComponentChildren } from 'preact';
import { useCallback, useEffect, useMemo, useState } from 'preact/hooks';
import type { WebviewStart } from '../../src/analysis/protocol';
import { IconButton } from './buttons';
import { ContextMenu, type MenuRequest } from './ContextMenu';
import { CaseProvider } from './caseFile';
import { type Editor, EditorContext } from './context';
import { Icon } from './icons';
import { alertNow, announce, LiveRegions } from './live';
import { moveRegion } from './regions';
import { isCanceled, type Rpc } from './rpc';
import { t } from './strings';

interface Props {
  readonly rpc: Rpc;
  readonly start: WebviewStart;
  readonly hideIdentifiers: boolean;
  readonly children: ComponentChildren;
}

/** What every page of an editor has around its content: the editor's services, F6, menus, failures, live regions. */
export function EditorPage({ rpc, start, hideIdentifiers, children }: Props) {
  const [menu, setMenu] = useState<MenuRequest | undefined>(undefined);
  const [toast, setToast] = useState('');
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
      hideIdentifiers,
    }),
    [rpc, start.ref, failed, hideIdentifiers],
  );
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
    // On the document: right after opening, nothing inside the page has the focus.
    const onKeyDown = (event: KeyboardEvent) => {
      const page = document.querySelector('main');
      if (event.key !== 'F6' || event.defaultPrevented || !page) return;
      event.preventDefault();
      moveRegion(page, event.shiftKey ? -1 : 1);
    };
    document.addEventListener('keydown', onKeyDown);
    return () => document.removeEventListener('keydown', onKeyDown);
  }, []);
  return (
    <EditorContext.Provider value={editor}>
      <main class="wv">
        <CaseProvider rpc={rpc} fileRef={start.ref}>
          {children}
        </CaseProvider>
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
