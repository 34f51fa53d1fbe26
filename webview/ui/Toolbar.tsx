import { provideVSCodeDesignSystem, vsCodeButton } from '@vscode/webview-ui-toolkit';
import { type ComponentChildren, h } from 'preact';
import { useEffect, useRef } from 'preact/hooks';
import { Icon, type IconName } from './icons';
import { rove } from './regions';

/*
 * The only file that knows the widget library: toolbar controls. Everything else asks for `Toolbar` and `ToolButton`,
 * so another library can take its place here.
 */

let registered = false;

/** Registers the custom elements; call once before the first toolbar is drawn. */
export function registerToolbar(): void {
  if (registered) return;
  registered = true;
  provideVSCodeDesignSystem().register(vsCodeButton());
}

/** A row of controls with one tab stop. */
export function Toolbar({ label, children }: { readonly label: string; readonly children: ComponentChildren }) {
  const root = useRef<HTMLDivElement>(null);
  // In a narrow editor the first buttons are not drawn: the tab stop moves to one that is.
  useEffect(() => {
    const element = root.current;
    if (!element) return;
    const observer = new ResizeObserver(() => {
      const buttons = [...element.querySelectorAll<HTMLElement>('[data-rove]')];
      const drawn = buttons.filter((button) => button.getClientRects().length > 0);
      if (drawn.length === 0 || drawn.some((button) => button.tabIndex === 0)) return;
      for (const button of buttons) button.tabIndex = button === drawn[0] ? 0 : -1;
    });
    observer.observe(element);
    return () => observer.disconnect();
  }, []);
  return (
    <div ref={root} class="tools" role="toolbar" aria-label={label} data-region="toolbar" onKeyDown={rove}>
      {children}
    </div>
  );
}

interface ToolButtonProps {
  readonly label: string;
  readonly icon: IconName;
  /** Draws the icon alone; the label is the accessible name and tooltip. */
  readonly iconOnly?: boolean;
  /** The first button of a toolbar is its tab stop. */
  readonly first?: boolean;
  /** Drawn as switched on; the label says what a click does, because the library's host element takes no state. */
  readonly pressed?: boolean;
  readonly class?: string;
  readonly onClick: (event: MouseEvent) => void;
}

/** A toolbar button; its accessible name reaches the inner control. */
export function ToolButton(props: ToolButtonProps) {
  const { label, icon, iconOnly, first, pressed, onClick } = props;
  const classes = ['tool', iconOnly ? 'icon-only' : '', pressed ? 'on' : '', props.class ?? '']
    .filter(Boolean)
    .join(' ');
  return h(
    'vscode-button',
    {
      class: classes,
      appearance: iconOnly ? 'icon' : 'secondary',
      'aria-label': label,
      title: iconOnly ? label : undefined,
      tabIndex: first ? 0 : -1,
      'data-rove': '',
      onClick,
    },
    h(Icon, { name: icon }),
    iconOnly ? null : h('span', { class: 'tl' }, label),
  );
}
