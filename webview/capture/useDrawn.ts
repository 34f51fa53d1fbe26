import { useCallback, useEffect, useRef } from 'preact/hooks';

/** A promise for the next time that one of these values changed and the page was drawn with it; the last asker gets it. */
export function useDrawn(...values: readonly unknown[]): () => Promise<void> {
  const waiting = useRef<(() => void) | undefined>(undefined);
  useEffect(() => {
    const go = waiting.current;
    waiting.current = undefined;
    // Lists measure themselves when they are first drawn: the frame after that they can be scrolled.
    if (go) requestAnimationFrame(go);
  }, values);
  return useCallback(
    () =>
      new Promise((resolve) => {
        waiting.current = resolve;
      }),
    [],
  );
}
