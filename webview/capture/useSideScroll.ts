import { useEffect, useLayoutEffect, useState } from 'preact/hooks';

/**
 * Sideways scrolling of a list that is wider than its room: how far it is, so that the header can follow, and the cell
 * with the cursor brought into view.
 */
export function useSideScroll(
  scroller: { readonly current: HTMLElement | null },
  activeCell: string | undefined,
): number {
  const [left, setLeft] = useState(0);
  useEffect(() => {
    const element = scroller.current;
    if (!element) return;
    const follow = () => setLeft(element.scrollLeft);
    element.addEventListener('scroll', follow, { passive: true });
    return () => element.removeEventListener('scroll', follow);
  }, [scroller]);
  useLayoutEffect(() => {
    const element = scroller.current;
    const cell = activeCell ? document.getElementById(activeCell) : null;
    if (!element || !cell || element.scrollWidth <= element.clientWidth) return;
    const from = cell.offsetLeft;
    const to = from + cell.offsetWidth;
    if (from < element.scrollLeft) element.scrollLeft = Math.max(0, from - edge);
    else if (to > element.scrollLeft + element.clientWidth) element.scrollLeft = to - element.clientWidth + edge;
  }, [scroller, activeCell]);
  return left;
}

const edge = 14;
