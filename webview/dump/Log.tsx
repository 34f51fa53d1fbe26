import { useEffect, useState } from 'preact/hooks';
import type { EventView, TreeNodeView } from '../../src/analysis/views';
import { IconButton, LinkButton } from '../ui/buttons';
import { useEditor } from '../ui/context';
import { Mark } from '../ui/Mark';
import { grouped, t } from '../ui/strings';
import { TreeTable } from '../ui/TreeTable';

/** Events loaded in one step. */
const step = 200;

/** The sync protocol log as a timeline: time, type, details; messages open as a tree. */
export function Log() {
  const editor = useEditor();
  const [filter, setFilter] = useState('');
  const [shown, setShown] = useState<{ total: number; events: readonly EventView[] }>({ total: 0, events: [] });
  const [count, setCount] = useState(step);
  useEffect(() => {
    const controller = new AbortController();
    const timer = setTimeout(() => {
      editor.rpc
        .request('events', { ref: editor.ref, from: 0, to: count, filter }, controller.signal)
        .then(setShown)
        .catch(editor.failed);
    }, 80);
    return () => {
      clearTimeout(timer);
      controller.abort();
    };
  }, [editor, filter, count]);
  const rest = shown.total - shown.events.length;
  return (
    <section class="pane log" aria-label={t('ui.protocolLog')} data-region="log">
      <div class="find">
        <input
          type="search"
          value={filter}
          placeholder={t('ui.filterEvents')}
          aria-label={t('ui.filterEvents')}
          onInput={(event) => {
            setFilter(event.currentTarget.value);
            setCount(step);
          }}
        />
        <span class="cnt" role="status">
          {t('ui.eventCount', { count: shown.total })}
        </span>
      </div>
      <ol class="events">
        {shown.events.map((event) => (
          <Event key={event.index} event={event} />
        ))}
      </ol>
      {rest > 0 ? (
        <p class="more">
          <LinkButton onClick={() => setCount(count + step)}>
            {t('ui.showMore', { count: Math.min(rest, step), rest: grouped(rest) })}
          </LinkButton>
        </p>
      ) : null}
    </section>
  );
}

function Event({ event }: { readonly event: EventView }) {
  const editor = useEditor();
  const [tree, setTree] = useState<{ tree: string; roots: readonly TreeNodeView[] } | undefined>(undefined);
  const toggle = () => {
    if (tree) setTree(undefined);
    else editor.rpc.request('eventProto', { ref: editor.ref, index: event.index }).then(setTree).catch(editor.failed);
  };
  const tone = event.mark === 'error' ? ' e' : event.mark === 'warning' ? ' w' : '';
  return (
    <li class={`ev${tone}`}>
      <div class="evh">
        <span class="mono dim">{event.timeText}</span>
        {event.mark ? <Mark mark={event.mark} /> : null}
        <b>{event.type}</b>
        {event.reason ? <span class="why el">{event.reason}</span> : null}
        <span class="sp" />
        {event.hasProto ? (
          <IconButton
            icon={tree ? 'upSmall' : 'down'}
            expanded={tree !== undefined}
            label={t('ui.showMessage')}
            onClick={toggle}
          />
        ) : null}
        <IconButton
          icon="goFile"
          label={t('ui.showInText')}
          onClick={() => void editor.rpc.request('showText', { place: event.place }).catch(editor.failed)}
        />
      </div>
      {event.details ? <pre class="evd mono">{event.details}</pre> : null}
      {tree ? <TreeTable label={event.type} tree={tree.tree} roots={tree.roots} /> : null}
    </li>
  );
}
