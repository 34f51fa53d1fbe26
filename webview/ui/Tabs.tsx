import { useLayoutEffect, useRef, useState } from 'preact/hooks';
import { IconButton } from './buttons';
import { useEditor } from './context';
import { nextIndex } from './regions';
import { t } from './strings';

export interface TabItem<Id extends string> {
  readonly id: Id;
  readonly title: string;
  readonly badge?: number;
}

interface Props<Id extends string> {
  readonly label: string;
  readonly items: readonly TabItem<Id>[];
  readonly current: Id;
  /** Id of the panel that the tabs control; the tabs are `${panel}-tab-${id}`. */
  readonly panel: string;
  readonly onSelect: (id: Id) => void;
}

/** A row of tabs with one tab stop; the content follows the arrow keys. Where not all fit, a menu at the end has them. */
export function Tabs<Id extends string>({ label, items, current, panel, onSelect }: Props<Id>) {
  const editor = useEditor();
  const row = useRef<HTMLDivElement>(null);
  const [crowded, setCrowded] = useState(false);
  useLayoutEffect(() => {
    const element = row.current;
    if (!element) return;
    const look = () => setCrowded(element.scrollWidth > element.clientWidth + 1);
    const observer = new ResizeObserver(look);
    observer.observe(element);
    look();
    return () => observer.disconnect();
  }, [items.length]);
  useLayoutEffect(() => {
    document.getElementById(`${panel}-tab-${current}`)?.scrollIntoView({ block: 'nearest', inline: 'nearest' });
  }, [panel, current]);
  const onKeyDown = (event: KeyboardEvent) => {
    if (event.ctrlKey || event.altKey || event.metaKey || event.key === 'ArrowUp' || event.key === 'ArrowDown') return;
    const next = nextIndex(
      event.key,
      items.findIndex((item) => item.id === current),
      items.length,
    );
    const item = next === undefined ? undefined : items[next];
    if (!item) return;
    event.preventDefault();
    event.stopPropagation();
    onSelect(item.id);
    document.getElementById(`${panel}-tab-${item.id}`)?.focus();
  };
  return (
    <div class="tabrow">
      <div ref={row} class="tabs" role="tablist" aria-label={label} data-region="tabs" onKeyDown={onKeyDown}>
        {items.map((item) => (
          <button
            type="button"
            key={item.id}
            id={`${panel}-tab-${item.id}`}
            class={item.id === current ? 'tab on' : 'tab'}
            role="tab"
            aria-selected={item.id === current}
            aria-controls={panel}
            tabIndex={item.id === current ? 0 : -1}
            data-entry={item.id === current ? '' : undefined}
            onClick={() => onSelect(item.id)}
          >
            {item.title}
            {item.badge ? <span class="badge">{item.badge}</span> : null}
          </button>
        ))}
      </div>
      {crowded ? (
        <IconButton
          icon="more"
          label={t('ui.allTabs')}
          expanded={false}
          onClick={(event) => {
            const box = (event.currentTarget as Element).getBoundingClientRect();
            editor.showMenu({
              label: t('ui.allTabs'),
              x: box.right - 180,
              y: box.bottom + 2,
              items: items.map((item) => ({
                label: item.title,
                checked: item.id === current,
                run: () => onSelect(item.id),
              })),
            });
          }}
        />
      ) : null}
    </div>
  );
}
