import { useEffect, useRef, useState } from 'preact/hooks';
import { Icon } from './icons';
import { nextIndex } from './regions';
import { visible } from './visible';

/** An entry of a menu; `checked` makes it a toggle, `separator` draws a line above it. */
export interface MenuItem {
  readonly label: string;
  readonly checked?: boolean;
  readonly disabled?: boolean;
  readonly separator?: boolean;
  /** Key shown at the right. */
  readonly keys?: string;
  readonly run: () => void;
}

export interface MenuRequest {
  readonly label: string;
  readonly x: number;
  readonly y: number;
  readonly items: readonly MenuItem[];
}

interface Props {
  readonly menu: MenuRequest;
  readonly onClose: () => void;
}

/** A menu at a point; keeps itself inside the page, closes on Escape, outside clicks and lost focus. */
export function ContextMenu({ menu, onClose }: Props) {
  const root = useRef<HTMLDivElement>(null);
  const [at, setAt] = useState(() => menu.items.findIndex((item) => !item.disabled));
  const [origin] = useState(() => document.activeElement);
  const [position, setPosition] = useState({ x: menu.x, y: menu.y });

  useEffect(() => {
    const element = root.current;
    if (!element) return;
    const { width, height } = element.getBoundingClientRect();
    setPosition({
      x: Math.max(2, Math.min(menu.x, window.innerWidth - width - 4)),
      y: Math.max(2, Math.min(menu.y, window.innerHeight - height - 4)),
    });
    element.focus();
  }, [menu]);

  const close = (restore: boolean) => {
    onClose();
    if (restore && origin instanceof HTMLElement && origin.isConnected) origin.focus();
  };
  const run = (item: MenuItem | undefined) => {
    if (!item || item.disabled) return;
    close(true);
    item.run();
  };
  const onKeyDown = (event: KeyboardEvent) => {
    event.stopPropagation();
    if (event.key === 'Escape' || event.key === 'Tab') {
      event.preventDefault();
      close(true);
    } else if (event.key === 'Enter' || event.key === ' ') {
      event.preventDefault();
      run(menu.items[at]);
    } else {
      let next =
        event.key === 'ArrowLeft' || event.key === 'ArrowRight'
          ? undefined
          : nextIndex(event.key, at, menu.items.length);
      if (next === undefined) return;
      event.preventDefault();
      const step = event.key === 'ArrowUp' || event.key === 'End' ? -1 : 1;
      for (let tries = 0; menu.items[next]?.disabled && tries < menu.items.length; tries += 1) {
        next = (next + step + menu.items.length) % menu.items.length;
      }
      setAt(next);
    }
  };

  return (
    <div
      ref={root}
      class="menu"
      role="menu"
      tabIndex={-1}
      aria-label={visible(menu.label)}
      aria-activedescendant={at >= 0 ? `menu-${at}` : undefined}
      style={{ '--x': `${position.x}px`, '--y': `${position.y}px` }}
      onKeyDown={onKeyDown}
      onBlur={() => close(false)}
    >
      {menu.items.map((item, index) => (
        <div
          key={`${index}${item.label}`}
          id={`menu-${index}`}
          class={`mi${index === at ? ' on' : ''}${item.separator ? ' line' : ''}`}
          {...roleOf(item)}
          aria-disabled={item.disabled}
          onMouseDown={(event) => event.preventDefault()}
          onMouseMove={() => setAt(index)}
          onClick={() => run(item)}
        >
          {item.checked ? <Icon name="check" /> : <span />}
          <span>{visible(item.label)}</span>
          {item.keys ? <kbd>{item.keys}</kbd> : null}
        </div>
      ))}
    </div>
  );
}

function roleOf(item: MenuItem): { role: 'menuitem' } | { role: 'menuitemcheckbox'; 'aria-checked': boolean } {
  return item.checked === undefined ? { role: 'menuitem' } : { role: 'menuitemcheckbox', 'aria-checked': item.checked };
}
