import { useCallback, useEffect, useRef } from 'preact/hooks';

/**
 * A promise for the next time that one of these values changed and the page was drawn with it, or for the end of asking
 * without that: then it is false. The last asker gets it.
 */
export function useDrawn(isAsking: boolean, ...values: readonly unknown[]): () => Promise<boolean> {
  const waiting = useRef<((isDrawn: boolean) => void) | undefined>(undefined);
  useEffect(() => {
    const go = waiting.current;
    waiting.current = undefined;
    // Lists measure themselves when they are first drawn: the frame after that they can be scrolled.
    if (go) requestAnimationFrame(() => go(true));
  }, values);
  useEffect(() => {
    if (isAsking) return;
    waiting.current?.(false);
    waiting.current = undefined;
  }, [isAsking]);
  return useCallback(
    () =>
      new Promise((resolve) => {
        waiting.current = resolve;
      }),
    [],
  );
}
