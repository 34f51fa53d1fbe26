import { useRef } from 'preact/hooks';

interface Props {
  readonly label: string;
  /** Size of the first pane in percent. */
  readonly value: number;
  readonly min: number;
  readonly max: number;
  /** `vertical`: the panes lie side by side. */
  readonly orientation: 'vertical' | 'horizontal';
  readonly onChange: (value: number) => void;
}

/** The line between two panes: dragged, or moved by arrow keys in steps of two percent. */
export function Splitter({ label, value, min, max, orientation, onChange }: Props) {
  const root = useRef<HTMLDivElement>(null);
  const set = (next: number) => onChange(Math.round(Math.min(max, Math.max(min, next)) * 10) / 10);

  const onPointerDown = (event: PointerEvent) => {
    event.preventDefault();
    root.current?.setPointerCapture(event.pointerId);
  };
  const onPointerMove = (event: PointerEvent) => {
    const element = root.current;
    const parent = element?.parentElement;
    if (!element?.hasPointerCapture(event.pointerId) || !parent) return;
    const box = parent.getBoundingClientRect();
    const vertical = element.getBoundingClientRect().height > element.getBoundingClientRect().width;
    set(vertical ? ((event.clientX - box.left) / box.width) * 100 : ((event.clientY - box.top) / box.height) * 100);
  };
  const onKeyDown = (event: KeyboardEvent) => {
    const step = { ArrowLeft: -2, ArrowUp: -2, ArrowRight: 2, ArrowDown: 2 }[event.key];
    if (step === undefined && event.key !== 'Home' && event.key !== 'End') return;
    event.preventDefault();
    event.stopPropagation();
    set(event.key === 'Home' ? min : event.key === 'End' ? max : value + (step ?? 0));
  };

  return (
    <div
      ref={root}
      class="splitter"
      role="separator"
      tabIndex={0}
      aria-label={label}
      aria-orientation={orientation}
      aria-valuenow={Math.round(value)}
      aria-valuemin={min}
      aria-valuemax={max}
      onPointerDown={onPointerDown}
      onPointerMove={onPointerMove}
      onKeyDown={onKeyDown}
    />
  );
}
