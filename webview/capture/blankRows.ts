import { useEffect, useState } from 'preact/hooks';
import type { SessionRowView } from '../../src/analysis/views';

/** A row that shows nothing. */
export const blankRow: SessionRowView = {
  key: 0,
  sid: 0,
  mark: undefined,
  method: '\u00a0',
  url: '',
  host: '',
  path: '',
  status: 0,
  statusText: '',
  protocol: '',
  contentType: '',
  requestBytes: 0,
  responseBytes: 0,
  process: '',
  ip: '',
  started: undefined,
  startedText: '',
  duration: undefined,
  waterfall: undefined,
  comment: '',
  color: '',
  tunnel: false,
  reason: undefined,
};

/**
 * How many blank rows to draw while there is no list yet: as many as fit, once the page itself is painted. The first rows
 * then only fill in texts, which takes a third of the time of making them.
 */
export function useBlankRows(waiting: boolean, fitting: number): number {
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
  return waiting && painted ? fitting : 0;
}
