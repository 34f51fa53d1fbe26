import { useEffect, useRef, useState } from 'preact/hooks';
import { IconButton } from './buttons';
import { grouped, t } from './strings';

const allName = 'edge-sync-find';
const currentName = 'edge-sync-find-current';
const limit = 1000;

interface Props {
  /** The element whose text is searched. */
  readonly within: () => HTMLElement | null;
  /** Changes when the content changed and the search must run again. */
  readonly content: unknown;
  readonly onClose: () => void;
}

/** Find within what is shown: matches are painted by the browser's highlights, the document is not touched. */
export function FindBar({ within, content, onClose }: Props) {
  const [text, setText] = useState('');
  const [at, setAt] = useState(0);
  const [found, setFound] = useState<readonly Range[]>([]);
  const input = useRef<HTMLInputElement>(null);

  useEffect(() => input.current?.focus(), []);
  useEffect(() => {
    const root = within();
    const ranges = root && text ? rangesOf(root, text) : [];
    setFound(ranges);
    setAt(0);
  }, [text, content, within]);
  useEffect(() => {
    paint(found, at);
    const current = found[at];
    current?.startContainer.parentElement?.scrollIntoView({ block: 'nearest', inline: 'nearest' });
    return () => paint([], 0);
  }, [found, at]);

  const move = (step: number) => {
    if (found.length > 0) setAt((at + step + found.length) % found.length);
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
        ref={input}
        type="text"
        aria-label={t('ui.findWithin')}
        placeholder={t('ui.findWithin')}
        value={text}
        onInput={(event) => setText(event.currentTarget.value)}
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

function rangesOf(root: HTMLElement, text: string): Range[] {
  const wanted = text.toLowerCase();
  const ranges: Range[] = [];
  const walker = document.createTreeWalker(root, NodeFilter.SHOW_TEXT);
  for (let node = walker.nextNode(); node && ranges.length < limit; node = walker.nextNode()) {
    const content = (node.nodeValue ?? '').toLowerCase();
    for (let from = content.indexOf(wanted); from >= 0 && ranges.length < limit; ) {
      const range = document.createRange();
      range.setStart(node, from);
      range.setEnd(node, Math.min(from + wanted.length, node.nodeValue?.length ?? 0));
      ranges.push(range);
      from = content.indexOf(wanted, from + wanted.length);
    }
  }
  return ranges;
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
