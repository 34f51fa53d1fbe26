import { useEffect, useRef, useState } from 'preact/hooks';
import type { SearchHit } from '../../src/analysis/views';
import { IconButton } from '../ui/buttons';
import { useEditor } from '../ui/context';
import { nextIndex } from '../ui/regions';
import { t } from '../ui/strings';
import { visible } from '../ui/visible';

const limit = 200;

/** Characters shown before a hit, so that it is in view. */
const before = 40;

interface Props {
  readonly text: string;
  readonly onText: (text: string) => void;
}

/** Search over everything in the file: the number of hits, and each with its line; Enter shows it in the text. */
export function Search({ text, onText }: Props) {
  const editor = useEditor();
  const input = useRef<HTMLInputElement>(null);
  const [found, setFound] = useState<{ total: number; hits: readonly SearchHit[] }>({ total: 0, hits: [] });
  const [at, setAt] = useState(0);
  useEffect(() => {
    setAt(0);
    if (!text.trim()) {
      setFound({ total: 0, hits: [] });
      return;
    }
    const controller = new AbortController();
    const timer = setTimeout(() => {
      editor.rpc
        .request('search', { ref: editor.ref, text, limit }, controller.signal)
        .then(setFound)
        .catch(editor.failed);
    }, 80);
    return () => {
      clearTimeout(timer);
      controller.abort();
    };
  }, [editor, text]);
  useEffect(() => {
    const off = editor.rpc.on('action', ({ action }) => {
      if (action === 'focusFilter') input.current?.select();
    });
    return off;
  }, [editor]);
  const show = (hit: SearchHit | undefined) => {
    if (hit) void editor.rpc.request('showText', { place: hit.place }).catch(editor.failed);
  };
  const searching = text.trim() !== '';
  return (
    <section class="search" aria-label={t('ui.search')} data-region="search">
      <div class="find">
        <input
          ref={input}
          type="text"
          value={text}
          placeholder={t('ui.searchAll')}
          aria-label={t('ui.searchAll')}
          role="combobox"
          aria-expanded={searching && found.hits.length > 0}
          aria-controls="search-hits"
          aria-activedescendant={searching && found.hits.length ? `hit-${at}` : undefined}
          onInput={(event) => onText(event.currentTarget.value)}
          onKeyDown={(event) => {
            if (event.key === 'Escape' && text) {
              event.preventDefault();
              onText('');
              return;
            }
            if (event.key === 'Enter') {
              event.preventDefault();
              show(found.hits[at]);
              return;
            }
            if (event.key !== 'ArrowDown' && event.key !== 'ArrowUp') return;
            const next = nextIndex(event.key, at, found.hits.length);
            if (next === undefined) return;
            event.preventDefault();
            setAt(next);
            document.getElementById(`hit-${next}`)?.scrollIntoView({ block: 'nearest' });
          }}
        />
        {searching ? (
          <span class="cnt" role="status">
            {t('ui.hitCount', { count: found.total })}
          </span>
        ) : null}
        {searching ? <IconButton icon="close" label={t('ui.closeFind')} onClick={() => onText('')} /> : null}
      </div>
      <div id="search-hits" role="listbox" aria-label={t('ui.hits')} class={searching ? 'hits' : 'hits none'}>
        {found.hits.map((hit, index) => (
          <div
            key={`${hit.line}:${hit.start}`}
            id={`hit-${index}`}
            role="option"
            aria-selected={index === at}
            class={index === at ? 'hit sel' : 'hit'}
            onClick={() => {
              setAt(index);
              show(hit);
            }}
          >
            <span class="dim num">{hit.line + 1}</span>
            <span class="dim el">{hit.where}</span>
            <Preview hit={hit} />
          </div>
        ))}
      </div>
      {searching && found.total > found.hits.length ? (
        <p class="sr">{t('ui.moreHits', { count: found.hits.length })}</p>
      ) : null}
    </section>
  );
}

/** The hit's line with the hit marked; a long line starts shortly before it. */
function Preview({ hit }: { readonly hit: SearchHit }) {
  const { preview, start, end } = hit;
  const cut = start > before ? start - before : 0;
  return (
    <span class="mono el">
      {cut > 0 ? '…' : ''}
      {visible(preview.slice(cut, start).trimStart())}
      <mark>{visible(preview.slice(start, end))}</mark>
      {visible(preview.slice(end))}
    </span>
  );
}
