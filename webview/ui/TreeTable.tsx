import { useContext, useEffect, useId, useRef, useState } from 'preact/hooks';
import type { TreeNodeView } from '../../src/analysis/views';
import { useEditor } from './context';
import { SessionLink } from './FieldGrid';
import { FindContext } from './find';
import { Icon } from './icons';
import { Mark } from './Mark';
import { isCanceled } from './rpc';
import { grouped, t } from './strings';
import { childStep, type LoadedChildren, type TreeLine, treeLines } from './tree';
import { plainValue, Value } from './Value';
import { visible } from './visible';

interface Props {
  readonly label: string;
  /** Id for the `children` request. */
  readonly tree: string;
  readonly roots: readonly TreeNodeView[];
  /** Opens the first level at once. */
  readonly openRoots?: boolean;
}

/** Types of containers: "array (12)". */
const sized = /\(\d+\)$/;

/**
 * A tree with columns: field, value, meaning, and number and offset where the nodes have them. Children are asked for
 * when a node opens, 500 at a time. One tab stop; Left and Right close and open, Enter reveals a masked value.
 */
export function TreeTable({ label, tree, roots, openRoots }: Props) {
  const editor = useEditor();
  const id = useId();
  const root = useRef<HTMLDivElement>(null);
  const [open, setOpen] = useState<ReadonlySet<string>>(new Set());
  const [children, setChildren] = useState<ReadonlyMap<string, LoadedChildren>>(new Map());
  const [cursor, setCursor] = useState(0);
  const lines = treeLines(roots, { open, children });
  const at = Math.min(cursor, lines.length - 1);
  const meanings = lines.some((line) => line.type === 'node' && (line.node.meaning || line.node.session !== undefined));
  const numbered = roots.some((node) => node.number !== undefined || node.offset !== undefined);

  const load = async (node: string) => {
    const known = children.get(node)?.nodes ?? [];
    try {
      const params = { ref: editor.ref, tree, node, from: known.length, to: known.length + childStep };
      const { total, nodes } = await editor.rpc.request('children', params);
      setChildren((before) => {
        const earlier = before.get(node)?.nodes ?? [];
        if (earlier.length !== known.length) return before;
        return new Map(before).set(node, { total, nodes: [...earlier, ...nodes] });
      });
    } catch (error) {
      editor.failed(error);
    }
  };
  const loadUpTo = async (node: string, needed: number, signal: AbortSignal) => {
    const known = children.get(node)?.nodes ?? [];
    if (known.length >= needed) return;
    const to = Math.ceil(needed / childStep) * childStep;
    const { total, nodes } = await editor.rpc.request('children', { ref: editor.ref, tree, node, from: 0, to }, signal);
    setChildren((before) =>
      (before.get(node)?.nodes.length ?? 0) >= nodes.length ? before : new Map(before).set(node, { total, nodes }),
    );
  };
  const setNode = (node: TreeNodeView, wanted: boolean) => {
    if (!node.hasChildren) return;
    setOpen((before) => {
      const next = new Set(before);
      if (wanted) next.add(node.id);
      else next.delete(node.id);
      return next;
    });
    if (wanted && !children.has(node.id)) void load(node.id);
  };
  const first = useRef(false);
  useEffect(() => {
    if (!openRoots || first.current) return;
    first.current = true;
    for (const node of roots.slice(0, 8)) setNode(node, true);
  });

  const wanted = useContext(FindContext);
  useEffect(() => {
    if (!wanted) return;
    const controller = new AbortController();
    const openMatches = async () => {
      const found = await editor.rpc.request('findInTree', { ref: editor.ref, tree, text: wanted }, controller.signal);
      for (const { node, children: needed } of found.open) await loadUpTo(node, needed, controller.signal);
      setOpen((before) => new Set([...before, ...found.open.map(({ node }) => node)]));
    };
    // Who types does not wait for what was typed before.
    const timer = setTimeout(() => {
      openMatches().catch((error: unknown) => {
        if (!isCanceled(error)) editor.failed(error);
      });
    }, 150);
    return () => {
      clearTimeout(timer);
      controller.abort();
    };
  }, [wanted, tree]);

  const lineId = (index: number) => `${id}-${index}`;
  const go = (index: number) => {
    setCursor(index);
    requestAnimationFrame(() => document.getElementById(lineId(index))?.scrollIntoView({ block: 'nearest' }));
  };
  const onKeyDown = (event: KeyboardEvent) => {
    if (event.altKey || event.ctrlKey || event.metaKey || event.target !== root.current) return;
    const line = lines[at];
    if (!line || !treeKey(event.key, line)) return;
    event.preventDefault();
    event.stopPropagation();
  };
  const treeKey = (key: string, line: TreeLine): boolean => {
    const isOpen = line.type === 'node' && open.has(line.node.id);
    switch (key) {
      case 'ArrowDown':
        go(Math.min(lines.length - 1, at + 1));
        return true;
      case 'ArrowUp':
        go(Math.max(0, at - 1));
        return true;
      case 'PageDown':
        go(Math.min(lines.length - 1, at + 10));
        return true;
      case 'PageUp':
        go(Math.max(0, at - 10));
        return true;
      case 'Home':
        go(0);
        return true;
      case 'End':
        go(lines.length - 1);
        return true;
      case 'ArrowRight':
        if (line.type === 'more') void load(line.parentId);
        else if (!isOpen) setNode(line.node, true);
        else go(Math.min(lines.length - 1, at + 1));
        return true;
      case 'ArrowLeft':
        if (line.type === 'node' && isOpen) setNode(line.node, false);
        else if (line.parent >= 0) go(line.parent);
        return true;
      case 'Enter':
      case ' ': {
        if (line.type === 'more') {
          void load(line.parentId);
          return true;
        }
        const button = document.getElementById(lineId(at))?.querySelector<HTMLElement>('[data-activate],button.a');
        if (button) button.click();
        else setNode(line.node, !isOpen);
        return true;
      }
      default:
        return false;
    }
  };
  /** Copies a value as it is in the file, also one that is shown cut. */
  const copyNode = (node: TreeNodeView, text: (value: string) => string) => {
    if (!node.isCut) return editor.copy(text(plainValue(node.value)), node.name);
    editor.rpc
      .request('treeValue', { ref: editor.ref, tree, node: node.id })
      .then((value) => editor.copy(text(plainValue(value)), node.name))
      .catch(editor.failed);
  };
  const onCopy = (event: ClipboardEvent) => {
    const line = lines[at];
    if (line?.type !== 'node' || String(getSelection() ?? '')) return;
    event.preventDefault();
    copyNode(line.node, (value) => value || line.node.name);
  };
  const menu = (event: MouseEvent, node: TreeNodeView) => {
    event.preventDefault();
    editor.showMenu({
      label: t('ui.actions'),
      x: event.clientX,
      y: event.clientY,
      items: [
        { label: t('ui.copyValue'), run: () => copyNode(node, (value) => value) },
        { label: t('ui.copyRow'), run: () => copyNode(node, (value) => `${node.name}: ${value}`) },
      ],
    });
  };

  return (
    <div
      ref={root}
      class={numbered ? 'tt n' : meanings ? 'tt' : 'tt p'}
      role="treegrid"
      aria-label={label}
      aria-readonly="true"
      tabIndex={0}
      aria-activedescendant={lines.length > 0 ? lineId(at) : undefined}
      onKeyDown={onKeyDown}
      onCopy={onCopy}
    >
      <div class="tb h" role="row">
        <span role="columnheader">{t('ui.field')}</span>
        <span role="columnheader">{t('ui.value')}</span>
        {meanings || numbered ? <span role="columnheader">{t('ui.meaning')}</span> : null}
        {numbered ? (
          <span role="columnheader" class="num">
            {t('ui.number')}
          </span>
        ) : null}
        {numbered ? (
          <span role="columnheader" class="num">
            {t('ui.offset')}
          </span>
        ) : null}
      </div>
      {lines.map((line, index) =>
        line.type === 'more' ? (
          <div
            key={`more ${line.parentId}`}
            id={lineId(index)}
            class={index === at ? 'tb cur' : 'tb'}
            role="row"
            aria-level={line.level}
            style={{ '--level': line.level - 1 }}
          >
            <span role="gridcell" class="tn">
              <button type="button" class="a" tabIndex={-1} onClick={() => void load(line.parentId)}>
                {t('ui.showMore', { count: Math.min(line.rest, childStep), rest: line.rest })}
              </button>
            </span>
          </div>
        ) : (
          <div
            key={line.node.id}
            id={lineId(index)}
            class={`tb${index === at ? ' cur' : ''}${line.node.mark === 'error' ? ' e' : line.node.mark === 'warning' ? ' w' : ''}`}
            role="row"
            aria-level={line.level}
            aria-posinset={line.position}
            aria-setsize={line.size}
            aria-expanded={line.node.hasChildren ? open.has(line.node.id) : undefined}
            style={{ '--level': line.level - 1 }}
            onMouseDown={() => setCursor(index)}
            onContextMenu={(event) => menu(event, line.node)}
          >
            <span role="gridcell" class="tn" title={visible(line.node.type)}>
              {line.node.hasChildren ? (
                <span class="tw" onClick={() => setNode(line.node, !open.has(line.node.id))}>
                  <Icon name={open.has(line.node.id) ? 'down' : 'right'} />
                </span>
              ) : (
                <span class="tw" />
              )}
              {line.node.mark ? <Mark mark={line.node.mark} /> : null}
              <span class="mono el">{visible(line.node.name)}</span>
            </span>
            <span role="gridcell" class="v">
              {sized.test(line.node.type) ? (
                <span class="dim">{line.node.type}</span>
              ) : (
                <Value value={line.node.value} inGrid />
              )}
            </span>
            {meanings || numbered ? (
              <span role="gridcell" class="el" title={visible(line.node.meaning)}>
                {visible(line.node.meaning)}
                {line.node.session === undefined ? null : <SessionLink session={line.node.session} sid={undefined} />}
              </span>
            ) : null}
            {numbered ? (
              <span role="gridcell" class="num mono dim">
                {line.node.number === undefined ? '' : grouped(line.node.number)}
              </span>
            ) : null}
            {numbered ? (
              <span role="gridcell" class="num mono dim">
                {line.node.offset === undefined ? '' : grouped(line.node.offset)}
              </span>
            ) : null}
          </div>
        ),
      )}
    </div>
  );
}
