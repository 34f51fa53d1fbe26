import type { ComponentChildren } from 'preact';
import { useCallback, useEffect, useImperativeHandle, useMemo, useRef, useState } from 'preact/hooks';
import type { CaptureView, SessionRowView } from '../../src/analysis/views';
import { useEditor } from '../ui/context';
import { Icon } from '../ui/icons';
import { Mark } from '../ui/Mark';
import { grouped, t } from '../ui/strings';
import { useMeasures, useVirtual } from '../ui/useVirtual';
import { type CellContext, columnsFor, type Layout, layoutOf, reasonIndent, template, urlWidth } from './columns';
import type { EntryCache } from './entries';
import { grouping } from './groupRows';
import { type ListAction, listAction } from './keymap';
import { headId, ListHeader } from './ListHeader';
import { Overview } from './Overview';
import { cellId, rowId, SessionRow } from './SessionRow';
import type { CaptureState } from './state';

/** What the rest of the editor can ask the list to do. */
export interface ListHandle {
  focus(): void;
  /** Brings a session into view and puts the cursor on it; false when it is not in the list. */
  show(key: number): Promise<boolean>;
  cursorRow(): SessionRowView | undefined;
  openMenu(): void;
}

interface Props {
  readonly handle: { current: ListHandle | null };
  readonly entries: EntryCache | undefined;
  readonly loaded: number;
  readonly state: CaptureState;
  readonly capture: CaptureView | undefined;
  readonly beside: boolean;
  readonly editorWidth: number;
  readonly selected: ReadonlySet<number>;
  readonly spanText: string;
  readonly change: (change: Partial<CaptureState>) => void;
  readonly onSelect: (keys: ReadonlySet<number>) => void;
  readonly onOpen: (key: number, moveFocus: boolean) => void;
  readonly onReason: (row: SessionRowView) => void;
  readonly onFilter: () => void;
  readonly onRowMenu: (row: SessionRowView, x: number, y: number) => void;
  readonly onHeaderMenu: (column: string, x: number, y: number) => void;
  readonly onSort: (column: string) => void;
  readonly onDropColumn: (id: string, before: string) => void;
  readonly onLayout: (layout: Layout) => void;
  readonly onLeave: () => void;
  /** Entry at the top when the list is first drawn, and whenever it is scrolled. */
  readonly firstEntry: number;
  readonly onScroll: (firstEntry: number) => void;
  /** Drawn under the rows when the list is shorter than its room. */
  readonly footer: ComponentChildren;
}

/** The virtual list of sessions: a grid with one tab stop whose cursor stays in the document. */
export function SessionList(props: Props) {
  const { entries, state, capture, selected } = props;
  const editor = useEditor();
  const measures = useMeasures();
  const grid = useRef<HTMLDivElement>(null);
  const [cursor, setCursor] = useState(0);
  const [cell, setCell] = useState(-1);
  const [inHeader, setInHeader] = useState(false);
  const anchor = useRef(0);
  const slots = useRef(0);
  const typed = useRef({ text: '', at: 0 });
  const count = entries?.count ?? 0;

  const layoutWidth = useRef(0);
  const layout = layoutOf(
    layoutWidth.current || props.editorWidth,
    props.beside && props.editorWidth >= 900,
    props.editorWidth,
  );
  const room = layoutWidth.current || props.editorWidth;
  const columns = useMemo(
    () => columnsFor(layout, state.columns, state.widths, room || undefined),
    [layout, state.columns, state.widths, room],
  );
  // A row has its cells with their texts, the mark, the method and, now and then, a reason with a link.
  const list = useVirtual(measures.row, {
    entries: count,
    nodesPerRow: 1 + columns.length * 2 + 3,
    firstIndex: props.firstEntry,
    onScroll: props.onScroll,
  });
  layoutWidth.current = list.width;
  useEffect(() => props.onLayout(layout), [layout, props.onLayout]);

  useEffect(() => {
    void entries?.need(list.range.from, list.range.to + 20);
  }, [entries, list.range.from, list.range.to]);

  // A new result keeps the cursor on its session.
  useEffect(() => {
    if (!entries) return;
    const at = state.focusKey ? entries.indexOf(state.focusKey) : 0;
    const index = at === undefined || at < 0 ? Math.min(cursor, Math.max(0, entries.count - 1)) : at;
    setCursor(index);
    anchor.current = index;
  }, [entries]);

  const cursorEntry = entries?.at(cursor);
  const cursorRow = cursorEntry && cursorEntry.type !== 'group' ? cursorEntry.row : undefined;

  const moveTo = (index: number, options: { readonly extend?: boolean; readonly select?: boolean } = {}) => {
    if (!entries || entries.count === 0) return;
    const at = entries.isReason(index) ? index - 1 : index;
    setInHeader(false);
    setCursor(at);
    const key = entries.keyAt(at);
    list.reveal(at, entries.isReason(at + 1) ? 2 : 1);
    if (key) props.change({ focusKey: key });
    if (options.extend) {
      void entries.keysBetween(anchor.current, at).then((keys) => props.onSelect(new Set(keys)));
      return;
    }
    anchor.current = at;
    if (options.select !== false) props.onSelect(new Set(key ? [key] : []));
    if (key && props.beside) props.onOpen(key, false);
  };

  useImperativeHandle(props.handle, () => ({
    focus: () => grid.current?.focus(),
    async show(key) {
      if (!entries) return false;
      const known = entries.indexOf(key);
      const at = known ?? (await editor.rpc.request('locate', { ref: editor.ref, view: 'main', key }));
      if (at < 0) return false;
      await entries.need(at, at + 1);
      list.scrollTo(Math.max(0, at - Math.floor(list.rowsInView / 3)));
      setCell(-1);
      moveTo(at);
      return true;
    },
    cursorRow: () => cursorRow,
    openMenu,
  }));

  const openMenu = () => {
    if (!cursorRow) return;
    const box = document.getElementById(rowId(cursorRow.key))?.getBoundingClientRect();
    props.onRowMenu(cursorRow, (box?.left ?? 0) + 80, (box?.bottom ?? 0) - 2);
  };
  const groups = grouping(state, props.change);

  const onKeyDown = (event: KeyboardEvent) => {
    if (event.target !== grid.current) return;
    const action = listAction(event);
    if (!action || !run(action)) return;
    event.preventDefault();
    event.stopPropagation();
  };

  const run = (action: ListAction): boolean => {
    if (inHeader) return runInHeader(action);
    const last = columns.length - 1;
    const reasonCell = cursorRow?.reason && !props.beside ? columns.length : -2;
    switch (action.do) {
      case 'move': {
        if (!entries) return true;
        if (action.by === -1 && cursor === 0 && !action.extend) {
          setInHeader(true);
          setCell(Math.max(0, cell));
          return true;
        }
        const by = action.by;
        const to =
          by === 'first'
            ? 0
            : by === 'last'
              ? entries.step(entries.count - 1, 0)
              : entries.step(cursor, by === 'page' ? list.rowsInView - 1 : by === '-page' ? 1 - list.rowsInView : by);
        moveTo(to, { extend: action.extend });
        return true;
      }
      case 'right':
        if (cursorEntry?.type === 'group') groups.set(cursorEntry.title, false);
        else if (cell === -1 && reasonCell > 0) setCell(reasonCell);
        else if (cell === reasonCell) setCell(0);
        else setCell(Math.min(last, cell + 1));
        return true;
      case 'left':
        if (cursorEntry?.type === 'group') groups.set(cursorEntry.title, true);
        else if (cell === 0 && reasonCell > 0) setCell(reasonCell);
        else if (cell === reasonCell) setCell(-1);
        else setCell(Math.max(-1, cell - 1));
        return true;
      case 'open':
        if (cursorEntry?.type === 'group') groups.toggle(cursorEntry.title);
        else if (cursorRow && cell === reasonCell) props.onReason(cursorRow);
        else if (cursorRow) props.onOpen(cursorRow.key, true);
        return true;
      case 'preview':
        if (cursorEntry?.type === 'group') groups.toggle(cursorEntry.title);
        else if (cursorRow) props.onOpen(cursorRow.key, false);
        return true;
      case 'all':
        void entries?.keysBetween(0, count - 1).then((keys) => props.onSelect(new Set(keys)));
        return true;
      case 'menu':
        openMenu();
        return true;
      case 'filter':
        props.onFilter();
        return true;
      case 'leave':
        props.onLeave();
        return true;
      case 'type':
        jumpToHost(action.text);
        return true;
    }
  };

  const runInHeader = (action: ListAction): boolean => {
    const at = Math.min(Math.max(0, cell), columns.length - 1);
    const column = columns[at];
    if (action.do === 'right') setCell(Math.min(columns.length - 1, at + 1));
    else if (action.do === 'left') setCell(Math.max(0, at - 1));
    else if ((action.do === 'open' || action.do === 'preview') && column) props.onSort(column.id);
    else if (action.do === 'menu' && column) {
      const box = document.getElementById(headId(at))?.getBoundingClientRect();
      props.onHeaderMenu(column.id, box?.left ?? 0, box?.bottom ?? 0);
    } else if (action.do === 'filter') props.onFilter();
    else {
      setInHeader(false);
      setCell(-1);
      if (action.do === 'move' && action.by !== -1) moveTo(cursor);
    }
    return true;
  };

  /** Typed letters jump to the next session whose host begins with them; loaded rows are looked at first. */
  const jumpToHost = (text: string) => {
    if (!entries) return;
    const now = performance.now();
    typed.current = { text: now - typed.current.at < 800 ? typed.current.text + text : text, at: now };
    const wanted = typed.current.text.toLowerCase();
    const start = wanted.length > 1 ? cursor : cursor + 1;
    for (let step = 0; step < count; step += 1) {
      const entry = entries.at((start + step) % count);
      if (entry?.type === 'session' && entry.row.host.startsWith(wanted)) return moveTo((start + step) % count);
    }
  };

  const onClick = (event: MouseEvent) => {
    const at = entryAt(event);
    if (at === undefined || !entries) return;
    const key = entries.keyAt(at);
    const entry = entries.at(at);
    if (entry?.type === 'group') return groups.toggle(entry.title);
    setCell(-1);
    if ((event.ctrlKey || event.metaKey) && key) {
      const next = new Set(selected);
      if (!next.delete(key)) next.add(key);
      moveTo(at, { select: false });
      props.onSelect(next);
    } else moveTo(at, { extend: event.shiftKey });
  };
  const entryAt = (event: MouseEvent): number | undefined => {
    const element = (event.target as Element).closest('[data-entry-index],[data-key]');
    const key = element?.getAttribute('data-key');
    if (key) return entries?.indexOf(Number(key));
    const index = element?.getAttribute('data-entry-index');
    return index ? Number(index) : undefined;
  };

  const span =
    capture?.firstStart !== undefined && capture.lastEnd !== undefined ? capture.lastEnd - capture.firstStart : 0;
  const reference = state.time === 'delta' ? cursorRow?.started : undefined;
  const firstStart = capture?.firstStart;
  const context = useMemo<CellContext>(
    () => ({ layout, measures, urlWidth: urlWidth(columns, list.width), time: state.time, firstStart, reference }),
    [layout, measures, columns, list.width, state.time, firstStart, reference],
  );
  const reasonOf = useRef(props.onReason);
  reasonOf.current = props.onReason;
  const onReason = useCallback((row: SessionRowView) => reasonOf.current(row), []);

  const active = inHeader
    ? headId(cell)
    : cursorRow
      ? cell >= 0
        ? cellId(cursorRow.key, cell)
        : rowId(cursorRow.key)
      : cursorEntry
        ? `group-${cursor}`
        : undefined;

  const drawn = entries ? rowsToDraw(entries, list.range, cursor) : [];
  // Rows keep their elements: an entry that leaves hands its slot to the one that comes.
  slots.current = Math.max(slots.current, list.range.to - list.range.from + 2);
  const slot = (index: number) =>
    index < list.range.from - 1 || index >= list.range.to ? 'cursor' : index % slots.current;
  return (
    <div
      class="list"
      style={{ '--cols': template(columns), '--whyx': `${reasonIndent(columns)}px`, '--w': `${list.width}px` }}
    >
      <div
        ref={grid}
        class="grid"
        role="grid"
        tabIndex={0}
        data-region="list"
        data-entry=""
        aria-label={t('ui.sessions')}
        aria-multiselectable="true"
        aria-rowcount={(entries?.rowCount ?? 0) + 1}
        aria-colcount={columns.length}
        aria-activedescendant={active}
        onKeyDown={onKeyDown}
      >
        <ListHeader
          columns={columns}
          layout={layout}
          sortColumn={state.sortColumn}
          sortDescending={state.sortDescending}
          spanText={props.spanText}
          cursor={inHeader ? cell : -1}
          onSort={props.onSort}
          onResize={(id, width) => props.change({ widths: { ...state.widths, [id]: width } })}
          onDrop={props.onDropColumn}
          onMenu={props.onHeaderMenu}
        />
        <div
          ref={list.ref}
          class="scroll"
          role="rowgroup"
          tabIndex={-1}
          onMouseDown={(event) => {
            // The grid keeps the focus; rows and their links never take it.
            event.preventDefault();
            grid.current?.focus({ preventScroll: true });
          }}
          onClick={onClick}
          onDblClick={() => {
            if (cursorRow) props.onOpen(cursorRow.key, true);
          }}
          onContextMenu={(event) => {
            event.preventDefault();
            const at = entryAt(event);
            const entry = at === undefined ? undefined : entries?.at(at);
            if (at === undefined || entry?.type !== 'session') return;
            moveTo(at, { select: !selected.has(entry.row.key) });
            props.onRowMenu(entry.row, event.clientX, event.clientY);
          }}
        >
          <div class="spacer" role="presentation" style={{ '--h': `${list.height}px` }} />
          {drawn.map((index) => {
            const entry = entries?.at(index);
            if (!entries || !entry) return null;
            if (entry.type === 'group') {
              return (
                <div
                  key={slot(index)}
                  id={`group-${index}`}
                  class={`lr grp${index === cursor ? ' foc' : ''}`}
                  role="row"
                  aria-rowindex={entries.rowIndex(index) + 1}
                  data-entry-index={index}
                  style={{ '--y': `${list.top(index)}px` }}
                >
                  <span role="gridcell" aria-colspan={columns.length} class="lrow">
                    <Icon name={entry.collapsed ? 'right' : 'down'} />
                    {entry.mark ? <Mark mark={entry.mark} /> : null}
                    <b>{entry.title || t('ui.noGroup')}</b>
                    <span class="badge">{grouped(entry.count)}</span>
                    <span class="sr">{entry.collapsed ? t('ui.groupClosed') : t('ui.groupOpen')}</span>
                  </span>
                </div>
              );
            }
            const { row } = entry;
            return (
              <SessionRow
                key={slot(index)}
                row={row}
                columns={columns}
                context={context}
                rowIndex={entries.rowIndex(index) + 1}
                top={list.top(index)}
                span={span}
                selected={selected.has(row.key)}
                focused={index === cursor}
                cell={index === cursor && !inHeader ? cell : -1}
                onReason={onReason}
              />
            );
          })}
        </div>
      </div>
      {list.height + measures.row * 3 < list.view ? (
        <div class="after" style={{ '--y': `${list.height}px` }}>
          {props.footer}
        </div>
      ) : null}
      {entries?.result.marks ? <Overview marks={entries.result.marks} entries={count} /> : null}
    </div>
  );
}

/**
 * Entries that get a row: those in range, the session of a reason at the upper edge, and the one with the cursor, so
 * that `aria-activedescendant` always names something that is there.
 */
function rowsToDraw(entries: EntryCache, range: { from: number; to: number }, cursor: number): number[] {
  const rows: number[] = [];
  const from = range.from > 0 && entries.isReason(range.from) ? range.from - 1 : range.from;
  if (cursor < from && cursor < entries.count) rows.push(cursor);
  for (let index = from; index < range.to; index += 1) if (!entries.isReason(index)) rows.push(index);
  if (cursor >= range.to && cursor < entries.count) rows.push(cursor);
  return rows;
}
