import { useCallback, useEffect, useState } from 'preact/hooks';
import type { MenuItem } from '../ui/ContextMenu';
import { useEditor } from '../ui/context';
import { announce } from '../ui/live';
import { holdsSecret } from '../ui/query';
import { t } from '../ui/strings';

/**
 * The menu of the reader's own queries, which are the same in every capture. A query that holds a secret is not kept.
 */
export function useSavedQueries(query: string, onQuery: (query: string) => void): () => readonly MenuItem[] {
  const { rpc, failed } = useEditor();
  const [saved, setSaved] = useState<readonly string[]>([]);
  const ask = useCallback(
    (change: { save?: string; forget?: string } | null) => {
      rpc
        .request('savedQueries', change)
        .then((queries) => {
          setSaved(queries);
          if (change) announce(t(change.save ? 'ui.querySaved' : 'ui.queryForgotten'), 0);
        })
        .catch(failed);
    },
    [rpc, failed],
  );
  useEffect(() => ask(null), [ask]);

  return () => {
    const secret = holdsSecret(query);
    return [
      ...saved.map((each) => ({ label: each, checked: each === query, run: () => onQuery(each) })),
      {
        label: t(secret ? 'ui.secretQuery' : 'ui.saveQuery'),
        separator: saved.length > 0,
        disabled: !query || secret || saved.includes(query),
        run: () => ask({ save: query }),
      },
      { label: t('ui.forgetQuery'), disabled: !saved.includes(query), run: () => ask({ forget: query }) },
    ];
  };
}
