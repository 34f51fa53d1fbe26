import { useId, useRef, useState } from 'preact/hooks';
import { useEditor } from '../ui/context';
import { Icon } from '../ui/icons';
import { Mark } from '../ui/Mark';
import { t } from '../ui/strings';
import { visible } from '../ui/visible';
import { type Change, type CompareLine, compareLines } from './lines';

interface Props {
  readonly changes: readonly Change[];
  readonly closed: readonly string[];
  readonly onClosed: (closed: readonly string[]) => void;
}

/**
 * What changed, by part of the files. One tab stop: Up and Down move, Left and Right close and open a part, F7 and
 * Shift+F7 go to the next and previous change, Ctrl+C copies the row.
 */
export function Changes({ changes, closed, onClosed }: Props) {
  const editor = useEditor();
  const id = useId();
  const root = useRef<HTMLDivElement>(null);
  const [cursor, setCursor] = useState(0);
  const lines = compareLines(changes, closed);
  const at = Math.max(0, Math.min(cursor, lines.length - 1));
  const lineId = (index: number) => `${id}-${index}`;
  const go = (index: number) => {
    const to = Math.max(0, Math.min(lines.length - 1, index));
    setCursor(to);
    requestAnimationFrame(() => document.getElementById(lineId(to))?.scrollIntoView({ block: 'nearest' }));
  };
  const toggle = (place: string) =>
    onClosed(closed.includes(place) ? closed.filter((one) => one !== place) : [...closed, place]);
  const nextChange = (step: 1 | -1) => {
    for (let index = at + step; index >= 0 && index < lines.length; index += step) {
      if (lines[index]?.type === 'change') return go(index);
    }
  };
  const lineKey = (event: KeyboardEvent, line: CompareLine): boolean => {
    switch (event.key) {
      case 'ArrowDown':
        go(at + 1);
        return true;
      case 'ArrowUp':
        go(at - 1);
        return true;
      case 'PageDown':
        go(at + 10);
        return true;
      case 'PageUp':
        go(at - 10);
        return true;
      case 'Home':
        go(0);
        return true;
      case 'End':
        go(lines.length - 1);
        return true;
      case 'F7':
        nextChange(event.shiftKey ? -1 : 1);
        return true;
      case 'ArrowRight':
        if (line.type === 'group' && !line.open) toggle(line.place);
        else go(at + 1);
        return true;
      case 'ArrowLeft':
        if (line.type === 'change') go(line.parent);
        else if (line.open) toggle(line.place);
        return true;
      case 'Enter':
      case ' ':
        if (line.type === 'group') toggle(line.place);
        return true;
      default:
        return false;
    }
  };
  const onKeyDown = (event: KeyboardEvent) => {
    const line = lines[at];
    if (!line || event.target !== root.current || event.altKey || event.ctrlKey || event.metaKey) return;
    if (!lineKey(event, line)) return;
    event.preventDefault();
    event.stopPropagation();
  };
  const onCopy = (event: ClipboardEvent) => {
    const line = lines[at];
    if (line?.type !== 'change' || String(getSelection() ?? '')) return;
    event.preventDefault();
    const { name, before, after, meaning } = line.change;
    editor.copy([name, before, after, meaning].join('\t'), name);
  };
  if (lines.length === 0) return <p class="wait dim">{t('ui.noChanges')}</p>;
  return (
    <div class="scrolls">
      <div
        ref={root}
        class="ct"
        role="treegrid"
        aria-label={t('ui.changes')}
        aria-readonly="true"
        tabIndex={0}
        data-region="changes"
        data-entry=""
        aria-activedescendant={lineId(at)}
        onKeyDown={onKeyDown}
        onCopy={onCopy}
      >
        <div class="cr head" role="row">
          <span role="columnheader">
            <span class="sr">{t('ui.mark')}</span>
          </span>
          <span role="columnheader">{t('ui.value')}</span>
          <span role="columnheader">{t('ui.before')}</span>
          <span role="columnheader">{t('ui.after')}</span>
          <span role="columnheader">{t('ui.whatItMeans')}</span>
        </div>
        {lines.map((line, index) =>
          line.type === 'group' ? (
            <div
              key={`g${line.place}`}
              id={lineId(index)}
              role="row"
              aria-level={1}
              aria-expanded={line.open}
              class={index === at ? 'cg cur' : 'cg'}
              onMouseDown={() => setCursor(index)}
            >
              <span role="gridcell" class="lrow">
                <span class="tw" onClick={() => toggle(line.place)}>
                  <Icon name={line.open ? 'down' : 'right'} />
                </span>
                <b>{line.place}</b> <span class="dim">{t('ui.changeCount', { count: line.count })}</span>
              </span>
            </div>
          ) : (
            <div
              key={`c${line.change.place}${line.position}`}
              id={lineId(index)}
              role="row"
              aria-level={2}
              aria-posinset={line.position}
              aria-setsize={line.size}
              class={`cr${line.position % 2 ? ' odd' : ''}${index === at ? ' cur' : ''}`}
              onMouseDown={() => setCursor(index)}
            >
              <span role="gridcell">
                <Mark mark={line.change.mark} />
              </span>
              <span role="gridcell">{visible(line.change.name)}</span>
              <span role="gridcell" class="mono dim">
                {visible(line.change.before) || t('ui.absent')}
              </span>
              <span role="gridcell" class="mono">
                {visible(line.change.after) || t('ui.absent')}
              </span>
              <span role="gridcell">{line.change.meaning}</span>
            </div>
          ),
        )}
      </div>
    </div>
  );
}
