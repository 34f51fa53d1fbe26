import { useId, useRef, useState } from 'preact/hooks';
import type { DumpView, NodeView } from '../../src/analysis/views';
import { Button, LinkButton } from '../ui/buttons';
import { useEditor } from '../ui/context';
import { FieldGrid } from '../ui/FieldGrid';
import { Icon } from '../ui/icons';
import { nextIndex } from '../ui/regions';
import { isShowKey, useShowText } from '../ui/showText';
import { grouped, t } from '../ui/strings';
import { visible } from '../ui/visible';
import { useLoaded } from './useLoaded';

/** Nodes loaded in one step. */
const step = 200;

interface Props {
  readonly types: DumpView['nodeTypes'];
  readonly current: string;
  readonly onSelect: (type: string) => void;
}

interface Loaded {
  readonly total: number;
  readonly count: number;
  readonly nodes: readonly NodeView[];
}

/** Nodes of a node dump: data types with their counts, the tree of one type, the fields of one node. */
export function Nodes({ types, current, onSelect }: Props) {
  const at = Math.max(
    0,
    types.findIndex(({ name }) => name === current),
  );
  const type = types[at]?.name ?? '';
  const list = useRef<HTMLDivElement>(null);
  const select = (name: string) => {
    onSelect(name);
    requestAnimationFrame(() => list.current?.querySelector('.sel')?.scrollIntoView({ block: 'nearest' }));
  };
  return (
    <div class="nodes">
      <div
        ref={list}
        class="ntypes"
        role="listbox"
        aria-label={t('ui.dataType')}
        tabIndex={0}
        data-region="node-types"
        data-entry=""
        aria-activedescendant={`node-type-${at}`}
        onKeyDown={(event) => {
          const next = nextIndex(event.key, at, types.length);
          const target = next === undefined ? undefined : types[next];
          if (!target || event.altKey || event.ctrlKey || event.metaKey) return;
          event.preventDefault();
          select(target.name);
        }}
      >
        {types.map(({ name, count }, index) => (
          <div
            key={name}
            id={`node-type-${index}`}
            role="option"
            aria-selected={index === at}
            class={index === at ? 'nt sel' : 'nt'}
            onMouseDown={() => onSelect(name)}
          >
            <span class="el" title={name}>
              {name}
            </span>
            <span class="dim num">{grouped(count)}</span>
          </div>
        ))}
      </div>
      <NodeTree key={type} type={type} />
    </div>
  );
}

function NodeTree({ type }: { readonly type: string }) {
  const editor = useEditor();
  const show = useShowText();
  const id = useId();
  const root = useRef<HTMLDivElement>(null);
  const [filter, setFilter] = useState('');
  const [count, setCount] = useState(step);
  const [closed, setClosed] = useState<readonly number[]>([]);
  const [cursor, setCursor] = useState(0);
  const { total, nodes } = useLoaded<Loaded>(
    { total: 0, count: 0, nodes: [] },
    (signal) => editor.rpc.request('nodes', { ref: editor.ref, type, filter, from: 0, to: count, closed }, signal),
    [type, filter, count, closed],
  );
  const at = Math.min(cursor, nodes.length - 1);
  const chosen = nodes[at];
  const rest = total - nodes.length;
  const rowId = (index: number) => `${id}-${index}`;
  const go = (index: number) => {
    const to = Math.max(0, Math.min(nodes.length - 1, index));
    setCursor(to);
    requestAnimationFrame(() => document.getElementById(rowId(to))?.scrollIntoView({ block: 'nearest' }));
  };
  const setOpen = (node: NodeView, open: boolean) => {
    if (node.children === 0) return;
    setClosed(open ? closed.filter((one) => one !== node.index) : [...closed, node.index]);
  };
  const nodeKey = (key: string, node: NodeView): boolean => {
    const open = !closed.includes(node.index);
    switch (key) {
      case 'ArrowDown':
        go(at + 1);
        return true;
      case 'ArrowUp':
        go(at - 1);
        return true;
      case 'PageDown':
        go(at + 10);
        return true;
      case 'PageUp':
        go(at - 10);
        return true;
      case 'Home':
        go(0);
        return true;
      case 'End':
        go(nodes.length - 1);
        return true;
      case 'ArrowRight':
        if (node.children > 0 && !open) setOpen(node, true);
        else go(at + 1);
        return true;
      case 'ArrowLeft':
        if (node.children > 0 && open) setOpen(node, false);
        else
          go(
            Math.max(
              0,
              nodes.findLastIndex(({ level }, index) => index < at && level < node.level),
            ),
          );
        return true;
      case 'Enter':
        document.querySelector<HTMLElement>('.nfields [role=grid]')?.focus();
        return true;
      default:
        return false;
    }
  };
  const onKeyDown = (event: KeyboardEvent) => {
    if (!chosen || event.target !== root.current) return;
    if (isShowKey(event)) show(chosen.place);
    else if (event.altKey || event.ctrlKey || event.metaKey || !nodeKey(event.key, chosen)) return;
    event.preventDefault();
    event.stopPropagation();
  };
  return (
    <>
      <section class="nlist" aria-label={t('ui.nodes')} data-region="nodes">
        <div class="find">
          <input
            type="search"
            value={filter}
            placeholder={t('ui.filterNodes')}
            aria-label={t('ui.filterNodes')}
            onInput={(event) => {
              setFilter(event.currentTarget.value);
              setCount(step);
              setCursor(0);
            }}
          />
          <span class="cnt" role="status">
            {t('ui.nodeCount', { count: total })}
          </span>
        </div>
        <div class="scrolls">
          {nodes.length === 0 ? <p class="dim empty">{t('ui.noNodes')}</p> : null}
          <div
            ref={root}
            class="ntree"
            role="tree"
            aria-label={type}
            tabIndex={nodes.length > 0 ? 0 : -1}
            data-entry=""
            aria-activedescendant={nodes.length > 0 ? rowId(at) : undefined}
            onKeyDown={onKeyDown}
          >
            {nodes.map((node, index) => (
              <div
                key={node.index}
                id={rowId(index)}
                role="treeitem"
                aria-level={node.level}
                aria-selected={index === at}
                aria-expanded={node.children > 0 ? !closed.includes(node.index) : undefined}
                class={index === at ? 'nn sel' : 'nn'}
                style={{ '--level': node.level - 1 }}
                onMouseDown={() => setCursor(index)}
                onDblClick={() => show(node.place)}
              >
                <span class="tw" onClick={() => setOpen(node, closed.includes(node.index))}>
                  {node.children > 0 ? <Icon name={closed.includes(node.index) ? 'right' : 'down'} /> : null}
                </span>
                <span class="mono el" title={visible(node.title)}>
                  {visible(node.title)}
                </span>
                <span class="dim nw">
                  {[...node.flags, node.children > 0 ? grouped(node.children) : ''].filter(Boolean).join(', ')}
                </span>
              </div>
            ))}
          </div>
          {rest > 0 ? (
            <p class="more">
              <LinkButton onClick={() => setCount(count + step)}>
                {t('ui.showMore', { count: Math.min(rest, step), rest: grouped(rest) })}
              </LinkButton>
            </p>
          ) : null}
        </div>
      </section>
      <section class="nfields" aria-label={t('ui.node')} data-region="node">
        {chosen ? (
          <>
            <h2 class="mono el" title={visible(chosen.title)}>
              {visible(chosen.title)}
            </h2>
            <FieldGrid key={chosen.index} label={chosen.title} rows={chosen.fields} />
            <div class="acts pad">
              <Button icon="goFile" label={t('ui.showInText')} onClick={() => show(chosen.place)} />
            </div>
          </>
        ) : null}
      </section>
    </>
  );
}
