import { useCallback, useEffect, useRef, useState } from 'preact/hooks';
import type { ListQuery, ListResult } from '../../src/analysis/views';
import { useEditor } from '../ui/context';
import { isCanceled, RequestError } from '../ui/rpc';
import { EntryCache } from './entries';

/** Name of the editor's list in the service. */
export const listView = 'main';
const typingRest = 80;

export interface ListData {
  /** The last good result; undefined until there is one. */
  readonly entries: EntryCache | undefined;
  readonly error: ListResult['error'];
  readonly asking: boolean;
  /** The reader ended the search: the list is that of before. */
  readonly canceled: boolean;
  /** Changes whenever a page of entries arrived. */
  readonly loaded: number;
}

const first: ListData = { entries: undefined, error: undefined, asking: false, canceled: false, loaded: 0 };

/**
 * Asks for the list whenever the query rests for 80 ms (`revision` asks again at once). The old list stays until the
 * new one has its first rows; a mistake in the query or `cancel` keeps the last good result. Revision 0 asks nothing yet.
 * `onAsk` is called for every new question: what was told about the one before is no news any more.
 */
export function useList(
  query: ListQuery,
  revision: number,
  firstEntry: () => number,
  onAsk: () => void,
): { readonly data: ListData; readonly cancel: () => void; readonly again: () => void } {
  const editor = useEditor();
  const [data, setData] = useState<ListData>(first);
  const [round, setRound] = useState(0);
  const running = useRef<AbortController | undefined>(undefined);
  const question = JSON.stringify(query);
  const last = useRef<{ question: string; revision: number } | undefined>(undefined);
  const top = useRef(firstEntry);
  top.current = firstEntry;
  const begun = useRef(onAsk);
  begun.current = onAsk;
  const hasList = useRef(false);
  hasList.current = data.entries !== undefined;
  const { rpc, ref, failed } = editor;

  const ask = useCallback(
    async (text: string, signal: AbortSignal) => {
      const asked: ListQuery = JSON.parse(text);
      const result = await rpc.request('list', { ref, view: listView, query: asked }, signal);
      if (signal.aborted) return;
      // A question with a mistake leaves the last good list; where there is none, all sessions come with it.
      if (result.error && hasList.current) {
        setData((before) => ({ ...before, error: result.error, asking: false }));
        return;
      }
      const entries: EntryCache = new EntryCache(
        result,
        (from, to) => rpc.request('entries', { ref, view: listView, from, to }),
        () => setData((before) => (before.entries === entries ? { ...before, loaded: before.loaded + 1 } : before)),
        (error) => {
          if (!isCanceled(error)) failed(error);
        },
      );
      const at = Math.min(top.current(), Math.max(0, result.entries - 1));
      await entries.need(at, at + 60);
      if (signal.aborted) return entries.close();
      setData((before) => {
        before.entries?.close();
        return { entries, error: result.error, asking: false, canceled: false, loaded: before.loaded + 1 };
      });
    },
    [rpc, ref, failed],
  );

  useEffect(() => {
    if (revision === 0) return;
    const before = last.current;
    const typed = before !== undefined && before.question !== question && before.revision === revision;
    last.current = { question, revision };
    const controller = new AbortController();
    running.current = controller;
    begun.current();
    setData((old) => ({ ...old, asking: true, canceled: false }));
    const timer = setTimeout(
      () => {
        ask(question, controller.signal).catch((error: unknown) => {
          if (isCanceled(error)) return;
          setData((old) => ({ ...old, asking: false }));
          // While the file is still being read there may be no list yet.
          if (!(error instanceof RequestError && error.code === 'not-open')) failed(error);
        });
      },
      typed ? typingRest : 0,
    );
    return () => {
      clearTimeout(timer);
      controller.abort();
    };
  }, [question, revision, round, ask, failed]);

  const cancel = useCallback(() => {
    running.current?.abort();
    setData((old) => (old.asking ? { ...old, asking: false, canceled: true } : old));
  }, []);
  const again = useCallback(() => setRound((count) => count + 1), []);
  return { data, cancel, again };
}
