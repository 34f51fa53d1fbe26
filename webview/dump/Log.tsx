import { useId, useRef, useState } from 'preact/hooks';
import type { EventView, TreeNodeView } from '../../src/analysis/views';
import { IconButton, LinkButton } from '../ui/buttons';
import { useEditor } from '../ui/context';
import { Icon } from '../ui/icons';
import { Mark } from '../ui/Mark';
import { isShowKey, useShowText } from '../ui/showText';
import { grouped, t } from '../ui/strings';
import { TreeTable } from '../ui/TreeTable';
import { plainValue, Value } from '../ui/Value';
import { useLoaded } from './useLoaded';

/** Events loaded in one step. */
const step = 200;

interface Loaded {
  readonly total: number;
  readonly events: readonly EventView[];
}

/**
 * The sync protocol log as a timeline: when, request or response, what it says, how long the server took. Up and Down
 * move, Enter opens the message, Alt+T shows the event in the text.
 */
export function Log({ onFinding }: { readonly onFinding: (id: string) => void }) {
  const editor = useEditor();
  const show = useShowText();
  const id = useId();
  const root = useRef<HTMLDivElement>(null);
  const [filter, setFilter] = useState('');
  const [count, setCount] = useState(step);
  const [cursor, setCursor] = useState(0);
  const [trees, setTrees] = useState<ReadonlyMap<number, { tree: string; roots: readonly TreeNodeView[] }>>(new Map());
  const shown = useLoaded<Loaded>(
    { total: 0, events: [] },
    (signal) => editor.rpc.request('events', { ref: editor.ref, from: 0, to: count, filter }, signal),
    [filter, count],
  );
  const rest = shown.total - shown.events.length;
  const at = Math.min(cursor, shown.events.length - 1);
  const rowId = (index: number) => `${id}-${index}`;

  const toggle = (event: EventView) => {
    if (!event.hasProto) return;
    const open = new Map(trees);
    if (open.delete(event.index)) {
      setTrees(open);
      return;
    }
    editor.rpc
      .request('eventProto', { ref: editor.ref, index: event.index })
      .then((tree) => setTrees((before) => new Map(before).set(event.index, tree)))
      .catch(editor.failed);
  };
  const go = (index: number) => {
    const to = Math.max(0, Math.min(shown.events.length - 1, index));
    setCursor(to);
    requestAnimationFrame(() => document.getElementById(rowId(to))?.scrollIntoView({ block: 'nearest' }));
  };
  const onKeyDown = (event: KeyboardEvent) => {
    const current = shown.events[at];
    if (!current || event.target !== root.current) return;
    if (isShowKey(event)) show(current.place);
    else if (event.altKey || event.ctrlKey || event.metaKey) return;
    else if (event.key === 'ArrowDown') go(at + 1);
    else if (event.key === 'ArrowUp') go(at - 1);
    else if (event.key === 'PageDown') go(at + 10);
    else if (event.key === 'PageUp') go(at - 10);
    else if (event.key === 'Home') go(0);
    else if (event.key === 'End') go(shown.events.length - 1);
    else if (event.key === 'Enter' || event.key === ' ') toggle(current);
    else return;
    event.preventDefault();
    event.stopPropagation();
  };
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
      <div class="scrolls">
        {shown.events.length === 0 ? <p class="dim empty">{t('ui.noEvents')}</p> : null}
        <div
          ref={root}
          class="events"
          role="treegrid"
          aria-label={t('ui.protocolLog')}
          aria-readonly="true"
          aria-rowcount={shown.total}
          tabIndex={shown.events.length > 0 ? 0 : -1}
          data-entry=""
          aria-activedescendant={shown.events.length > 0 ? rowId(at) : undefined}
          onKeyDown={onKeyDown}
        >
          {shown.events.map((event, index) => {
            const tree = trees.get(event.index);
            return [
              <EventRow
                key={event.index}
                id={rowId(index)}
                event={event}
                current={index === at}
                open={tree !== undefined}
                onCurrent={() => setCursor(index)}
                onToggle={() => toggle(event)}
                onFinding={onFinding}
              />,
              tree ? (
                <div key={`t${event.index}`} role="row" aria-level={2} class="evt">
                  <div role="gridcell">
                    <TreeTable label={event.type} tree={tree.tree} roots={tree.roots} />
                  </div>
                </div>
              ) : null,
            ];
          })}
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
  );
}

interface RowProps {
  readonly id: string;
  readonly event: EventView;
  readonly current: boolean;
  readonly open: boolean;
  readonly onCurrent: () => void;
  readonly onToggle: () => void;
  readonly onFinding: (id: string) => void;
}

function EventRow({ id, event, current, open, onCurrent, onToggle, onFinding }: RowProps) {
  const show = useShowText();
  const tone = event.mark === 'error' ? ' e' : event.mark === 'warning' ? ' w' : '';
  const { finding, reason } = event;
  return (
    <div
      id={id}
      role="row"
      aria-level={1}
      class={`evr${tone}${event.direction === 'response' ? ' res' : ''}${current ? ' cur' : ''}`}
      aria-expanded={event.hasProto ? open : undefined}
      onMouseDown={onCurrent}
      onDblClick={onToggle}
    >
      <span role="gridcell" class="mono evtime">
        {event.timeText}
      </span>
      <span role="gridcell" class="evm">
        {event.mark ? (
          <Mark mark={event.mark} />
        ) : (
          <Icon
            name={event.direction === 'request' ? 'up' : event.direction === 'response' ? 'downArrow' : 'dot'}
            class="dim"
          />
        )}
      </span>
      <span role="gridcell" class="evb">
        <span class="evh">
          <b>{event.type}</b>
          {event.elapsedText ? <span class="dim">{event.elapsedText}</span> : null}
          {reason ? (
            <span class="why">
              {finding ? (
                <LinkButton tabIndex={-1} onClick={() => onFinding(finding)}>
                  {reason}
                </LinkButton>
              ) : (
                reason
              )}
            </span>
          ) : null}
        </span>
        {plainValue(event.details) ? (
          <span class="evd mono">
            <Value value={event.details} inGrid={!current} class="" />
          </span>
        ) : null}
        {event.fields.length > 0 ? (
          <span class="evf mono">
            {event.fields.map(({ name, value }) => (
              <span key={name}>
                <span class="dim">{name}</span> <Value value={value} inGrid={!current} class="" />
              </span>
            ))}
          </span>
        ) : null}
      </span>
      <span role="gridcell" class="eva">
        {event.hasProto ? (
          <IconButton
            icon={open ? 'upSmall' : 'down'}
            expanded={open}
            label={t('ui.showMessage')}
            tabIndex={-1}
            onClick={onToggle}
          />
        ) : null}
        <IconButton
          icon="goFile"
          tabIndex={-1}
          label={t('ui.showLine', { line: String(event.line + 1) })}
          onClick={() => show(event.place)}
        />
      </span>
    </div>
  );
}
