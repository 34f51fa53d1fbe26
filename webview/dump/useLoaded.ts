import { useEffect, useState } from 'preact/hooks';
import { useEditor } from '../ui/context';

/**
 * What a request answers, asked again whenever `inputs` change; typing waits 80 ms. The last answer stays until the next
 * one comes.
 */
export function useLoaded<T>(first: T, ask: (signal: AbortSignal) => Promise<T>, inputs: readonly unknown[]): T {
  const editor = useEditor();
  const [value, setValue] = useState(first);
  useEffect(() => {
    const controller = new AbortController();
    const timer = setTimeout(() => ask(controller.signal).then(setValue).catch(editor.failed), 80);
    return () => {
      clearTimeout(timer);
      controller.abort();
    };
  }, [editor, ...inputs]);
  return value;
}
