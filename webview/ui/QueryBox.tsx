import { useEffect, useLayoutEffect, useRef, useState } from 'preact/hooks';
import { IconButton, LinkButton } from './buttons';
import type { MenuItem } from './ContextMenu';
import { Icon } from './icons';
import { catchFocus } from './lostFocus';
import { acceptCompletion, boxAction, type Completion, completedEnd } from './query';
import { isCanceled } from './rpc';
import { grouped, t } from './strings';
import { visible } from './visible';

export interface CompletionAnswer {
  readonly start: number;
  readonly end: number;
  readonly items: readonly Completion[];
}

interface Props {
  readonly value: string;
  /** "58 of 420 sessions". */
  readonly count: string;
  /** A search that takes its time: how far it is, and the way to end it. */
  readonly search: { readonly text: string; readonly onCancel: () => void } | undefined;
  /** The last search was ended: the way to start it again. */
  readonly onAgain: (() => void) | undefined;
  readonly error: { readonly text: string; readonly start: number; readonly end: number } | undefined;
  readonly inputRef: { current: HTMLInputElement | null };
  readonly complete: (query: string, offset: number, signal: AbortSignal) => Promise<CompletionAnswer>;
  readonly onChange: (value: string) => void;
  /** Down or Enter: on to the list. */
  readonly onList: () => void;
  readonly savedItems: () => readonly MenuItem[];
  readonly onMenu: (label: string, x: number, y: number, items: readonly MenuItem[]) => void;
  readonly onBuilder: () => void;
  readonly builderOpen: boolean;
}

const noAnswer: CompletionAnswer = { start: 0, end: 0, items: [] };

/** The filter box: one line of the query language with completion, its mistake underlined and told, the match count. */
export function QueryBox(props: Props) {
  const { value, count, error, inputRef, onChange } = props;
  const [answer, setAnswer] = useState<CompletionAnswer>(noAnswer);
  const [selected, setSelected] = useState(0);
  const [caret, setCaret] = useState(0);
  const pending = useRef<AbortController | undefined>(undefined);
  const [scrolled, setScrolled] = useState(0);
  const open = answer.items.length > 0;

  // The link beside the count goes when a search has ended; the focus must not go with it.
  const hasLink = props.search !== undefined || props.onAgain !== undefined;

  useEffect(() => () => pending.current?.abort(), []);
  useLayoutEffect(() => (hasLink ? () => catchFocus(inputRef.current) : undefined), [hasLink]);

  const close = () => {
    pending.current?.abort();
    setAnswer(noAnswer);
  };
  const suggest = (text: string, offset: number) => {
    pending.current?.abort();
    const controller = new AbortController();
    pending.current = controller;
    setCaret(offset);
    props
      .complete(text, offset, controller.signal)
      .then((next) => {
        if (controller.signal.aborted) return;
        setAnswer({ ...next, items: next.items.slice(0, 12) });
        setSelected(0);
      })
      .catch((failure: unknown) => {
        if (!isCanceled(failure)) setAnswer(noAnswer);
      });
  };
  const accept = (index: number) => {
    const item = answer.items[index];
    const input = inputRef.current;
    if (!item || !input) return;
    const end = completedEnd(value, answer.end, input.selectionStart ?? 0);
    const next = acceptCompletion(value, answer.start, end, item.insert);
    onChange(next.query);
    close();
    requestAnimationFrame(() => {
      input.focus();
      input.setSelectionRange(next.caret, next.caret);
      if (/[:.]$/.test(item.insert)) suggest(next.query, next.caret);
    });
  };
  const thenFocus = (run: () => void) => () => {
    run();
    inputRef.current?.focus();
  };
  const onKeyDown = (event: KeyboardEvent) => {
    const action = boxAction(event, {
      suggestions: answer.items.length,
      selected,
      text: value,
      searching: props.search !== undefined,
    });
    if (!action) return;
    event.preventDefault();
    event.stopPropagation();
    const count = answer.items.length;
    if (action === 'accept') accept(selected);
    else if (action === 'close') close();
    else if (action === 'cancel') props.search?.onCancel();
    else if (action === 'clear') onChange('');
    else if (action === 'next') setSelected((selected + 1) % count);
    else if (action === 'previous') setSelected((selected - 1 + count) % count);
    else if (action === 'suggest') suggest(value, inputRef.current?.selectionStart ?? value.length);
    else {
      close();
      props.onList();
    }
  };

  return (
    <div class={error ? 'q bad' : 'q'}>
      <Icon name="filter" class="dim" />
      <span class="qt">
        <input
          ref={inputRef}
          class="mono"
          type="text"
          role="combobox"
          spellcheck={false}
          autocomplete="off"
          aria-label={t('ui.filterSessions')}
          aria-autocomplete="list"
          aria-expanded={open}
          aria-controls={open ? 'suggestions' : undefined}
          aria-activedescendant={open ? `suggestion-${selected}` : undefined}
          aria-invalid={error ? true : undefined}
          aria-describedby={error ? 'query-error' : undefined}
          placeholder={t('ui.filterPlaceholder')}
          value={value}
          onInput={(event) => {
            const text = event.currentTarget.value;
            onChange(text);
            suggest(text, event.currentTarget.selectionStart ?? text.length);
          }}
          onKeyDown={onKeyDown}
          onBlur={close}
          onScroll={(event) => setScrolled(event.currentTarget.scrollLeft)}
        />
        {error ? (
          <span
            class="squiggle"
            aria-hidden="true"
            style={{
              '--from': error.start,
              '--len': Math.max(1, error.end - error.start),
              '--scrolled': `${scrolled}px`,
            }}
          />
        ) : null}
      </span>
      {props.search ? (
        <>
          <span class="cnt">{props.search.text}</span>
          <LinkButton onClick={thenFocus(props.search.onCancel)}>{t('ui.cancelSearch')}</LinkButton>
        </>
      ) : props.onAgain ? (
        <>
          <span class="cnt el">{t('ui.searchCanceled')}</span>
          <LinkButton onClick={thenFocus(props.onAgain)}>{t('ui.searchAgain')}</LinkButton>
        </>
      ) : (
        <span class="cnt">{count}</span>
      )}
      <IconButton
        icon="saved"
        label={t('ui.savedQueries')}
        expanded={false}
        onClick={(event) => {
          const box = (event.currentTarget as Element).getBoundingClientRect();
          props.onMenu(t('ui.savedQueries'), box.left, box.bottom + 2, props.savedItems());
        }}
      />
      <IconButton icon="builder" label={t('ui.queryBuilder')} pressed={props.builderOpen} onClick={props.onBuilder} />
      {value ? <IconButton icon="close" label={t('ui.clearFilter')} onClick={thenFocus(() => onChange(''))} /> : null}
      {open ? (
        <div class="sug" style={{ '--at': Math.min(caret, answer.start) }}>
          <div role="listbox" id="suggestions" aria-label={t('ui.completions')}>
            {answer.items.map((item, index) => (
              <div
                key={item.label}
                id={`suggestion-${index}`}
                role="option"
                aria-selected={index === selected}
                class={index === selected ? 'on' : undefined}
                onMouseDown={(event) => {
                  event.preventDefault();
                  accept(index);
                }}
              >
                <span class="mono el">{visible(item.label)}</span>
                <span class="dim el">{visible(item.detail)}</span>
                <span class="num dim">{item.count === undefined ? '' : grouped(item.count)}</span>
              </div>
            ))}
          </div>
          <div class="ft" aria-hidden="true">
            <span>
              <kbd>Tab</kbd> {t('ui.hintAccept')}
            </span>
            <span>
              <kbd>Ctrl+Space</kbd> {t('ui.hintAllKeys')}
            </span>
            <span>
              <kbd>-</kbd> {t('ui.hintExclude')}
            </span>
          </div>
        </div>
      ) : null}
      {error ? (
        <p class="qerr" id="query-error">
          <Icon name="error" class="err" /> {error.text}
        </p>
      ) : null}
    </div>
  );
}
