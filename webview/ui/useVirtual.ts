import { useCallback, useEffect, useLayoutEffect, useRef, useState } from 'preact/hooks';
import {
  drawnRange,
  drawnTop,
  type Geometry,
  isMapped,
  offsetOf,
  revealOffset,
  scrollTopOf,
  spacerHeight,
} from './virtualList';

interface Options {
  readonly entries: number;
  readonly nodesPerRow: number;
  /** Entry at the top when the list is first drawn. */
  readonly firstIndex?: number;
  readonly onScroll?: (firstIndex: number) => void;
}

/** Height of one row and width of one character of the editor font, in px, measured once and when the font changes. */
export interface Measures {
  readonly row: number;
  readonly ch: number;
  /** Mean width of a character of the UI font. */
  readonly ui: number;
}

/** Measures fonts with hidden probes; follows zoom and font settings. */
export function useMeasures(): Measures {
  const [measures, setMeasures] = useState<Measures>({ row: 22, ch: 7.22, ui: 6.6 });
  useLayoutEffect(() => {
    const probe = document.createElement('div');
    probe.className = 'probe';
    const mono = document.createElement('span');
    mono.className = 'mono';
    mono.textContent = '0'.repeat(100);
    const ui = document.createElement('span');
    ui.textContent = 'login.microsoftonline.com';
    probe.append(mono, ui);
    document.body.append(probe);
    const read = () => {
      const row = Math.max(12, probe.getBoundingClientRect().height);
      const ch = mono.getBoundingClientRect().width / 100 || 7.22;
      const width = ui.getBoundingClientRect().width / 25 || 6.6;
      setMeasures((old) => (old.row === row && old.ch === ch && old.ui === width ? old : { row, ch, ui: width }));
    };
    read();
    const observer = new ResizeObserver(read);
    observer.observe(probe);
    observer.observe(mono);
    return () => {
      observer.disconnect();
      probe.remove();
    };
  }, []);
  return measures;
}

/**
 * A scrolled element that draws only what is visible. The caller gives `ref` to the scroller, `height` to the element
 * inside it, and `top(index)` to every row. Above the browser's height cap the wheel still moves by pixels.
 */
export function useVirtual(row: number, options: Options) {
  const { entries, nodesPerRow } = options;
  const ref = useRef<HTMLDivElement>(null);
  const [view, setView] = useState(0);
  const [width, setWidth] = useState(0);
  const state = useRef({ offset: 0, scrollTop: 0, own: -1, placed: false });
  const [, redraw] = useState(0);
  const g: Geometry = { entries, row, view };
  const geometry = useRef(g);
  geometry.current = g;
  const onScroll = useRef(options.onScroll);
  onScroll.current = options.onScroll;

  const apply = useCallback((offset: number) => {
    const element = ref.current;
    if (!element) return;
    const now = geometry.current;
    const top = scrollTopOf(offset, now);
    state.current.offset = Math.max(0, Math.min(offset, now.entries * now.row - now.view));
    state.current.own = Math.round(top);
    element.scrollTop = top;
    state.current.scrollTop = element.scrollTop;
    redraw((count) => count + 1);
    onScroll.current?.(Math.floor(state.current.offset / now.row));
  }, []);

  useLayoutEffect(() => {
    const element = ref.current;
    if (!element) return;
    const observer = new ResizeObserver(() => {
      setView(element.clientHeight);
      setWidth(element.clientWidth);
    });
    observer.observe(element);
    setView(element.clientHeight);
    setWidth(element.clientWidth);
    const scrolled = () => {
      const top = element.scrollTop;
      if (Math.abs(top - state.current.own) < 1.5 && state.current.own >= 0) {
        state.current.own = -1;
        return;
      }
      state.current.own = -1;
      state.current.scrollTop = top;
      state.current.offset = offsetOf(top, geometry.current);
      redraw((count) => count + 1);
      onScroll.current?.(Math.floor(state.current.offset / geometry.current.row));
    };
    const wheel = (event: WheelEvent) => {
      if (!isMapped(geometry.current) || event.ctrlKey) return;
      event.preventDefault();
      const unit = event.deltaMode === 1 ? geometry.current.row : event.deltaMode === 2 ? geometry.current.view : 1;
      apply(state.current.offset + event.deltaY * unit);
    };
    element.addEventListener('scroll', scrolled, { passive: true });
    element.addEventListener('wheel', wheel, { passive: false });
    return () => {
      observer.disconnect();
      element.removeEventListener('scroll', scrolled);
      element.removeEventListener('wheel', wheel);
    };
  }, [apply]);

  useEffect(() => {
    if (state.current.placed || view === 0 || entries === 0) return;
    state.current.placed = true;
    if (options.firstIndex) apply(options.firstIndex * row);
  }, [view, entries, row, apply, options.firstIndex]);

  // A shorter list pulls the offset back into it.
  const offset = Math.max(0, Math.min(state.current.offset, entries * row - view));
  const range = view === 0 ? { from: 0, to: 0 } : drawnRange(offset, g, nodesPerRow);
  return {
    ref,
    view,
    width,
    offset,
    range,
    height: spacerHeight(g),
    top: (index: number) => drawnTop(index, offset, state.current.scrollTop, g),
    rowsInView: Math.max(1, Math.floor(view / row)),
    reveal: (index: number, rows: number) => {
      const now = geometry.current;
      const current = Math.max(0, Math.min(state.current.offset, now.entries * now.row - now.view));
      const next = revealOffset(index, rows * now.row, current, now);
      if (next !== current) apply(next);
    },
    scrollTo: (index: number) => apply(index * geometry.current.row),
  };
}
