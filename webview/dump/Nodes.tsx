import { useEffect, useState } from 'preact/hooks';
import type { DumpView, NodeView } from '../../src/analysis/views';
import { LinkButton } from '../ui/buttons';
import { useEditor } from '../ui/context';
import { FieldGrid } from '../ui/FieldGrid';
import { nextIndex } from '../ui/regions';
import { grouped, t } from '../ui/strings';

const step = 100;

interface Props {
  readonly types: DumpView['nodeTypes'];
  readonly current: string;
  readonly onSelect: (type: string) => void;
}

/** Nodes of a node dump: types with counts at the left, the nodes of one type with their fields at the right. */
export function Nodes({ types, current, onSelect }: Props) {
  const editor = useEditor();
  const at = Math.max(
    0,
    types.findIndex(({ name }) => name === current),
  );
  const type = types[at]?.name ?? '';
  const [filter, setFilter] = useState('');
  const [count, setCount] = useState(step);
  const [shown, setShown] = useState<{ total: number; nodes: readonly NodeView[] }>({ total: 0, nodes: [] });
  const [open, setOpen] = useState<number | undefined>(undefined);
  useEffect(() => {
    const controller = new AbortController();
    const timer = setTimeout(() => {
      editor.rpc
        .request('nodes', { ref: editor.ref, type, filter, from: 0, to: count }, controller.signal)
        .then(setShown)
        .catch(editor.failed);
    }, 80);
    return () => {
      clearTimeout(timer);
      controller.abort();
    };
  }, [editor, type, filter, count]);
  const rest = shown.total - shown.nodes.length;
  return (
    <section class="pane nodes" aria-label={t('ui.nodes')} data-region="nodes">
      <div
        class="ntypes"
        role="listbox"
        aria-label={t('ui.dataType')}
        tabIndex={0}
        aria-activedescendant={`node-type-${at}`}
        onKeyDown={(event) => {
          const next = nextIndex(event.key, at, types.length);
          const target = next === undefined ? undefined : types[next];
          if (!target) return;
          event.preventDefault();
          onSelect(target.name);
        }}
      >
        {types.map(({ name, count: size }, index) => (
          <div
            key={name}
            id={`node-type-${index}`}
            role="option"
            aria-selected={index === at}
            class={index === at ? 'nt sel' : 'nt'}
            onMouseDown={() => onSelect(name)}
          >
            <span class="el">{name}</span>
            <span class="dim num">{grouped(size)}</span>
          </div>
        ))}
      </div>
      <div class="nlist">
        <div class="find">
          <input
            type="search"
            value={filter}
            placeholder={t('ui.filterNodes')}
            aria-label={t('ui.filterNodes')}
            onInput={(event) => {
              setFilter(event.currentTarget.value);
              setCount(step);
            }}
          />
          <span class="cnt" role="status">
            {t('ui.nodeCount', { count: shown.total })}
          </span>
        </div>
        <ul class="nitems">
          {shown.nodes.map((node) => (
            <li key={node.index}>
              <button
                type="button"
                class="a mono"
                aria-expanded={open === node.index}
                onClick={() => setOpen(open === node.index ? undefined : node.index)}
              >
                {node.title}
              </button>
              {open === node.index ? <FieldGrid label={node.title} rows={node.fields} /> : null}
            </li>
          ))}
        </ul>
        {rest > 0 ? (
          <p class="more">
            <LinkButton onClick={() => setCount(count + step)}>
              {t('ui.showMore', { count: Math.min(rest, step), rest: grouped(rest) })}
            </LinkButton>
          </p>
        ) : null}
      </div>
    </section>
  );
}
