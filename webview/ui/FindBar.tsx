import { useEffect, useRef, useState } from 'preact/hooks';
import { IconButton } from './buttons';
import { rangesOf } from './find';
import { grouped, t } from './strings';

const allName = 'edge-sync-find';
const currentName = 'edge-sync-find-current';
const limit = 1000;

interface Props {
  /** The element whose text is searched. */
  readonly within: () => HTMLElement | null;
  /** Changes when the content changed and the search must run again. */
  readonly content: unknown;
  readonly inputRef: { current: HTMLInputElement | null };
  /** What is looked for. */
  readonly text: string;
  readonly onText: (text: string) => void;
  readonly onClose: () => void;
}

/** What was found for one question; the content may be looked through for it again and again. */
interface Found {
  readonly question: object;
  readonly ranges: readonly Range[];
}

const nothing: Found = { question: {}, ranges: [] };
const first = { match: 0 };

/** Find within what is shown: matches are painted by the browser's highlights, the document is not touched. */
export function FindBar({ within, content, inputRef, text, onText, onClose }: Props) {
  // A new object for every step, also for the one to the match that is the only one.
  const [chosen, setChosen] = useState(first);
  const [{ question, ranges: found }, setFound] = useState(nothing);
  const scrolledTo = useRef<{ question: object; chosen: object } | undefined>(undefined);

  useEffect(() => {
    const root = within();
    if (!root || !text) return setFound(nothing);
    const asked = {};
    const search = () => setFound({ question: asked, ranges: rangesOf(root, text, limit) });
    search();
    // More of a text, or a node of a tree, may come while one reads.
    let waiting = 0;
    const observer = new MutationObserver(() => {
      cancelAnimationFrame(waiting);
      waiting = requestAnimationFrame(search);
    });
    observer.observe(root, { childList: true, characterData: true, subtree: true });
    return () => {
      observer.disconnect();
      cancelAnimationFrame(waiting);
    };
  }, [text, content, within]);
  // What is shown may change while one steps through it, and with it how often the text is found.
  const at = found.length > 0 ? chosen.match % found.length : 0;
  useEffect(() => {
    paint(found, at);
    return () => paint([], 0);
  }, [found, at]);
  // The reader may have scrolled on: only a new question and a step go to the match.
  useEffect(() => {
    const current = found[at];
    const last = scrolledTo.current;
    if (!current || (last?.question === question && last.chosen === chosen)) return;
    scrolledTo.current = { question, chosen };
    current.startContainer.parentElement?.scrollIntoView({ block: 'nearest', inline: 'nearest' });
  }, [found, question, chosen, at]);

  const move = (step: number) => {
    if (found.length > 0) setChosen({ match: (at + step + found.length) % found.length });
  };
  const onKeyDown = (event: KeyboardEvent) => {
    if (event.key === 'Enter' || event.key === 'F3') move(event.shiftKey ? -1 : 1);
    else if (event.key === 'Escape') onClose();
    else return;
    event.preventDefault();
    event.stopPropagation();
  };
  const count = text
    ? found.length === 0
      ? t('ui.findNone')
      : t('ui.findCount', { at: at + 1, count: found.length >= limit ? `${grouped(limit)}+` : grouped(found.length) })
    : '';
  return (
    <div class="find" role="search">
      <input
        ref={inputRef}
        type="text"
        aria-label={t('ui.findWithin')}
        placeholder={t('ui.findWithin')}
        value={text}
        onInput={(event) => {
          onText(event.currentTarget.value);
          setChosen(first);
        }}
        onKeyDown={onKeyDown}
      />
      <span class="cnt" role="status">
        {count}
      </span>
      <IconButton icon="up" label={t('ui.findPrevious')} onClick={() => move(-1)} />
      <IconButton icon="downArrow" label={t('ui.findNext')} onClick={() => move(1)} />
      <IconButton icon="close" label={t('ui.closeFind')} onClick={onClose} />
    </div>
  );
}

function paint(ranges: readonly Range[], at: number): void {
  if (typeof CSS === 'undefined' || !('highlights' in CSS)) return;
  CSS.highlights.delete(allName);
  CSS.highlights.delete(currentName);
  if (ranges.length === 0) return;
  CSS.highlights.set(allName, new Highlight(...ranges));
  const current = ranges[at];
  if (current) CSS.highlights.set(currentName, new Highlight(current));
}
