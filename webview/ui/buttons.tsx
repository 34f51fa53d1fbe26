import type { ComponentChildren } from 'preact';
import { Icon, type IconName } from './icons';

interface ButtonProps {
  readonly label: string;
  readonly icon?: IconName;
  readonly primary?: boolean;
  readonly title?: string;
  readonly disabled?: boolean;
  readonly onClick: (event: MouseEvent) => void;
}

/** A push button of the content (findings, states); one primary button per finding. */
export function Button({ label, icon, primary, title, disabled, onClick }: ButtonProps) {
  return (
    <button type="button" class={primary ? 'btn' : 'btn s2'} title={title} disabled={disabled} onClick={onClick}>
      {icon ? <Icon name={icon} /> : null}
      {label}
    </button>
  );
}

interface IconButtonProps {
  readonly label: string;
  readonly icon: IconName;
  readonly pressed?: boolean;
  readonly expanded?: boolean;
  readonly tabIndex?: number;
  readonly onClick: (event: MouseEvent) => void;
}

/** A small button that is only an icon; the label is its name and tooltip. */
export function IconButton({ label, icon, pressed, expanded, tabIndex, onClick }: IconButtonProps) {
  return (
    <button
      type="button"
      class={pressed ? 'ib on' : 'ib'}
      aria-label={label}
      title={label}
      aria-pressed={pressed}
      aria-expanded={expanded}
      aria-haspopup={expanded === undefined ? undefined : 'true'}
      tabIndex={tabIndex}
      onClick={onClick}
    >
      <Icon name={icon} />
    </button>
  );
}

interface LinkProps {
  readonly onClick: (event: MouseEvent) => void;
  readonly label?: string;
  readonly tabIndex?: number;
  readonly rove?: boolean;
  readonly id?: string;
  readonly children: ComponentChildren;
}

/** Looks like a link, acts like a button: nothing navigates inside a webview. */
export function LinkButton({ onClick, label, tabIndex, rove, id, children }: LinkProps) {
  return (
    <button
      type="button"
      class="a"
      id={id}
      aria-label={label}
      tabIndex={tabIndex}
      data-rove={rove ? '' : undefined}
      onClick={(event) => {
        event.stopPropagation();
        onClick(event);
      }}
    >
      {children}
    </button>
  );
}
