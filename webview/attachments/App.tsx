import { useEffect, useRef, useState } from 'preact/hooks';
import type { OpenedView, WebviewStart } from '../../src/analysis/protocol';
import type { Cell } from '../ui/cell';
import { EditorPage } from '../ui/EditorPage';
import { Problems } from '../ui/Problems';
import type { Rpc } from '../ui/rpc';
import { Loading, NotRecognized } from '../ui/States';
import type { SavedState } from '../ui/store';
import { t } from '../ui/strings';
import { shownEntries } from './entries';
import { AttachmentList } from './List';
import type { AttachmentState } from './state';

interface Props {
  readonly rpc: Rpc;
  readonly start: WebviewStart;
  readonly saved: SavedState<AttachmentState>;
  readonly view: Cell<OpenedView | undefined>;
}

/** A zip or mail: its message text and its attachments, those that can be inspected marked. */
export function App({ rpc, start, saved, ...shown }: Props) {
  const view = shown.view.use();
  const [state, setState] = useState(saved.value);
  const input = useRef<HTMLInputElement>(null);
  const change = (changed: Partial<AttachmentState>) => {
    saved.update(changed);
    setState(saved.value);
  };
  useEffect(
    () =>
      rpc.on('action', ({ action }) => {
        if (action === 'focusFilter') input.current?.select();
        if (action === 'focusList') document.querySelector<HTMLElement>('.al')?.focus();
      }),
    [rpc],
  );
  const list = view?.editor === 'attachments' ? view : undefined;
  const entries = list ? shownEntries(list.entries, state.filter) : [];
  const known = entries.filter(({ recognized }) => recognized).length;
  return (
    <EditorPage rpc={rpc} start={start} hideIdentifiers={false}>
      <header class="bar">
        <h1 title={start.name}>{start.name}</h1>
        <span class="meta">
          {[list?.formText, list?.subject].filter(Boolean).map((fact) => (
            <span key={fact}>{fact}</span>
          ))}
        </span>
      </header>
      {list ? (
        <>
          <Problems problems={list.problems} />
          {list.mailText ? (
            <section class="mail" aria-label={t('ui.mailText')} data-region="mail" tabIndex={0}>
              <h2>{t('ui.mailText')}</h2>
              <pre class="src">{list.mailText}</pre>
            </section>
          ) : null}
          <section class="att" aria-label={t('ui.attachments')} data-region="attachments">
            <div class="find">
              <input
                ref={input}
                type="search"
                value={state.filter}
                placeholder={t('ui.filterAttachments')}
                aria-label={t('ui.filterAttachments')}
                onInput={(event) => change({ filter: event.currentTarget.value })}
                onKeyDown={(event) => {
                  if (event.key !== 'ArrowDown') return;
                  event.preventDefault();
                  document.querySelector<HTMLElement>('.al')?.focus();
                }}
              />
              <span class="cnt" role="status">
                {t('ui.attachmentCount', { count: entries.length, known })}
              </span>
            </div>
            {list.entries.length === 0 ? (
              <p class="wait dim">{t('ui.noAttachments')}</p>
            ) : (
              <div class="scrolls">
                <AttachmentList entries={entries} chosen={state.chosen} onChosen={(chosen) => change({ chosen })} />
              </div>
            )}
          </section>
        </>
      ) : null}
      {view?.editor === 'none' ? <NotRecognized view={view} title={t('ui.notAttachments')} /> : null}
      {view === undefined ? <Loading name={start.name} /> : null}
    </EditorPage>
  );
}
