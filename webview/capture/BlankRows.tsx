import type { ComponentProps, JSX } from 'preact';
import { useEffect, useState } from 'preact/hooks';
import { blankRow } from './blankRow';
import { SessionRow } from './SessionRow';

/** Blank rows at most: they count as nodes, too. */
const most = 40;

type Shared = Pick<ComponentProps<typeof SessionRow>, 'columns' | 'context' | 'onReason'>;

/**
 * Blank rows to draw while there is no list yet: as many as fit, once the page itself is painted. They have the keys of
 * the first rows, which then only fill in texts; that takes a third of the time of making them.
 */
export function useBlankRows(waiting: boolean, view: number, height: number, shared: Shared): JSX.Element[] {
  const [painted, setPainted] = useState(false);
  useEffect(() => {
    if (!waiting || painted) return;
    let timer: ReturnType<typeof setTimeout> | undefined;
    const frame = requestAnimationFrame(() => {
      timer = setTimeout(() => setPainted(true), 0);
    });
    return () => {
      cancelAnimationFrame(frame);
      clearTimeout(timer);
    };
  }, [waiting, painted]);
  const count = waiting && painted ? Math.min(most, Math.floor(view / height)) : 0;
  return Array.from({ length: count }, (_, index) => (
    <SessionRow
      key={index}
      {...shared}
      row={blankRow}
      rowIndex={0}
      top={index * height}
      span={0}
      level={undefined}
      selected={false}
      focused={false}
      cell={-1}
    />
  ));
}
