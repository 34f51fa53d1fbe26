import type { ComponentChildren } from 'preact';
import { useCallback, useEffect, useImperativeHandle, useMemo, useRef, useState } from 'preact/hooks';
import type { CaptureView, SessionRowView } from '../../src/analysis/views';
import { useEditor } from '../ui/context';
import { announce } from '../ui/live';
import { t } from '../ui/strings';
import { useMeasures, useVirtual } from '../ui/useVirtual';
import { useBlankRows } from './BlankRows';
import type { ColumnActions } from './columnActions';
import {
  type CellContext,
  cellText,
  columnsFor,
  fittingWidth,
  fullText,
  layoutOf,
  neededWidth,
  reasonIndent,
  template,
  urlWidth,
} from './columns';
import { type EntryCache, rowsToDraw } from './entries';
import { GroupRow, groupId } from './GroupRow';
import { grouping } from './groupRows';
import { type ListAction, listAction } from './keymap';
import { headId, ListHeader } from './ListHeader';
import { cursorIn, drawnCell, headCell, reasonCell } from './listCursor';
import { Overview } from './Overview';
import { cellId, rowId, SessionRow } from './SessionRow';
import type { CaptureState } from './state';
import { useSideScroll } from './useSideScroll';

/** What the rest of the editor can ask the list to do. */
export interface ListHandle {
  focus(): void;
  /** Brings a session into view and puts the cursor on it, its row as far as it came; undefined when it is not in the list. */
  show(key: number): Promise<{ readonly row: SessionRowView | undefined } | undefined>;
  cursorRow(): SessionRowView | undefined;
  openMenu(): void;
  /** Ids of the drawn columns. */
  drawnColumns(): readonly string[];
  /** Makes a column as wide as what it shows now. */
  fit(column: string): void;
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
  readonly onGroupMenu: (title: string, x: number, y: number) => void;
  readonly onHeaderMenu: (column: string, x: number, y: number) => void;
  readonly columnActions: ColumnActions;
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
  /** Column whose header has the cursor; undefined while it is in the rows. */
  const [headColumn, setHeadColumn] = useState<string | undefined>(undefined);
  const inHeader = headColumn !== undefined;
  const anchor = useRef(0);
  /** Title of the group whose header has the cursor. */
  const group = useRef<string | undefined>(undefined);
  const slots = useRef(0);
  const typed = useRef({ text: '', at: 0 });
  const count = entries?.count ?? 0;

  const layoutWidth = useRef(0);
  const layout = layoutOf(
    layoutWidth.current || props.editorWidth,
    props.beside && props.editorWidth >= 900,
    props.editorWidth,
    state.columns.length > 0,
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

  useEffect(() => {
    void entries?.need(list.range.from, list.range.to + 20);
    void entries?.need(cursor, cursor + 1);
  }, [entries, list.range.from, list.range.to, cursor]);

  // A new result keeps the cursor on its session, or on the group that was opened or closed.
  useEffect(() => {
    if (!entries) return;
    const now = cursorIn(entries, { index: cursor, group: group.current, key: state.focusKey });
    group.current = now.group;
    setCursor(now.index);
    anchor.current = now.index;
  }, [entries]);

  const cursorEntry = entries?.at(cursor);
  const cursorRow = cursorEntry && cursorEntry.type !== 'group' ? cursorEntry.row : undefined;
  const hasReason = cursorRow?.reason !== undefined && !props.beside;
  const cellAt = drawnCell(cell, columns.length, hasReason);
  const headAt = inHeader ? headCell(columns, headColumn, cell) : -1;
  const toHead = (at: number) => {
    setHeadColumn(columns[at]?.id);
    setCell(at);
  };
  useEffect(() => {
    if (inHeader) toHead(headAt);
  }, [columns]);

  const moveTo = (
    index: number,
    options: { readonly extend?: boolean | undefined; readonly select?: boolean } = {},
  ) => {
    if (!entries || entries.count === 0) return;
    const at = entries.isReason(index) ? index - 1 : index;
    setHeadColumn(undefined);
    setCursor(at);
    const key = entries.keyAt(at);
    group.current = entries.titleAt(at);
    list.reveal(at, entries.isReason(at + 1) ? 2 : 1);
    if (key) props.change({ focusKey: key });
    if (options.extend) {
      void entries.keysBetween(anchor.current, at).then((keys) => select(new Set(keys)));
      return;
    }
    if (options.select !== false) {
      anchor.current = at;
      props.onSelect(new Set(key ? [key] : []));
    }
    if (key && props.beside) props.onOpen(key, false);
  };

  const select = (keys: ReadonlySet<number>) => {
    props.onSelect(keys);
    announce(t('ui.selectedCount', { count: keys.size }));
  };
  const toggle = (key: number, at: number) => {
    const next = new Set(selected);
    if (!next.delete(key)) next.add(key);
    anchor.current = at;
    select(next);
  };

  useImperativeHandle(props.handle, () => ({
    focus: () => grid.current?.focus(),
    async show(key) {
      if (!entries) return undefined;
      const known = entries.indexOf(key);
      const at = known ?? (await editor.rpc.request('locate', { ref: editor.ref, view: 'main', key }));
      if (at < 0) return undefined;
      await entries.need(at, at + 1);
      list.scrollTo(Math.max(0, at - Math.floor(list.rowsInView / 3)));
      setCell(-1);
      moveTo(at);
      const entry = entries.at(at);
      return { row: entry?.type === 'session' ? entry.row : undefined };
    },
    cursorRow: () => cursorRow,
    openMenu,
    drawnColumns: () => columns.map(({ id }) => id),
    fit,
  }));

  const openMenu = () => {
    const id = cursorRow ? rowId(cursorRow.key) : groupId(cursor);
    const box = document.getElementById(id)?.getBoundingClientRect();
    const [x, y] = [(box?.left ?? 0) + 80, (box?.bottom ?? 0) - 2];
    if (cursorRow) props.onRowMenu(cursorRow, x, y);
    else if (cursorEntry?.type === 'group') props.onGroupMenu(cursorEntry.title, x, y);
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
    if (inHeader && action.do !== 'all') return runInHeader(action);
    const last = columns.length - 1;
    const onReasonCell = cellAt === columns.length;
    // Groups are asked for before the list that has them is there.
    const header = state.group && entries ? entries.groupOf(cursor) : -1;
    switch (action.do) {
      case 'move': {
        if (!entries) return true;
        if (action.by === -1 && cursor === 0 && !action.extend && !action.alone) {
          toHead(Math.max(0, Math.min(last, cellAt)));
          return true;
        }
        const by = action.by;
        const to =
          by === 'first'
            ? 0
            : by === 'last'
              ? entries.step(entries.count - 1, 0)
              : entries.step(cursor, by === 'page' ? list.rowsInView - 1 : by === '-page' ? 1 - list.rowsInView : by);
        moveTo(to, { extend: action.extend, select: !action.alone });
        return true;
      }
      case 'toggle':
        if (cursorRow) toggle(cursorRow.key, cursor);
        return true;
      case 'right':
        if (cursorEntry?.type === 'group') {
          if (cursorEntry.collapsed) groups.set(cursorEntry.title, false);
          else moveTo(cursor + 1);
        } else if (cellAt === -1 && hasReason) setCell(reasonCell);
        else if (onReasonCell) setCell(0);
        else setCell(Math.min(last, cellAt + 1));
        return true;
      case 'left':
        if (cursorEntry?.type === 'group') groups.set(cursorEntry.title, true);
        else if (cellAt === -1 && header >= 0) moveTo(header);
        else if (cellAt === 0 && hasReason) setCell(reasonCell);
        else if (onReasonCell) setCell(-1);
        else setCell(Math.max(-1, cellAt - 1));
        return true;
      case 'open':
        if (cursorEntry?.type === 'group') groups.toggle(cursorEntry.title);
        else if (cursorRow && onReasonCell) props.onReason(cursorRow);
        else if (cursorRow) props.onOpen(cursorRow.key, true);
        return true;
      case 'preview':
        if (cursorEntry?.type === 'group') groups.toggle(cursorEntry.title);
        else if (cursorRow) props.onOpen(cursorRow.key, false);
        return true;
      case 'all':
        void entries?.keysBetween(0, count - 1).then((keys) => select(new Set(keys)));
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
    const column = columns[headAt];
    if (action.do === 'right') toHead(Math.min(columns.length - 1, headAt + 1));
    else if (action.do === 'left') toHead(Math.max(0, headAt - 1));
    else if (action.do === 'move' && action.by === 'first') toHead(0);
    else if (action.do === 'move' && action.by === 'last') toHead(columns.length - 1);
    else if ((action.do === 'open' || action.do === 'preview') && column) props.columnActions.cycleSort(column.id);
    else if (action.do === 'menu' && column) {
      const box = document.getElementById(headId(headAt))?.getBoundingClientRect();
      props.onHeaderMenu(column.id, box?.left ?? 0, box?.bottom ?? 0);
    } else if (action.do === 'filter') props.onFilter();
    else {
      setHeadColumn(undefined);
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
    setCell(-1);
    if (entry?.type === 'group') {
      moveTo(at);
      groups.toggle(entry.title);
    } else if ((event.ctrlKey || event.metaKey) && key) {
      moveTo(at, { select: false });
      toggle(key, at);
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
    () => ({
      layout,
      showsMethod: layout === 'wide' && !columns.some(({ id }) => id === 'method'),
      measures,
      urlWidth: urlWidth(columns, list.width),
      time: state.time,
      firstStart,
      reference,
    }),
    [layout, measures, columns, list.width, state.time, firstStart, reference],
  );
  const reasonOf = useRef(props.onReason);
  reasonOf.current = props.onReason;
  const onReason = useCallback((row: SessionRowView) => reasonOf.current(row), []);

  const active = inHeader
    ? headId(headAt)
    : cursorRow
      ? cellAt >= 0
        ? cellId(cursorRow.key, cellAt)
        : rowId(cursorRow.key)
      : cursorEntry
        ? groupId(cursor)
        : undefined;
  const left = useSideScroll(list.ref, inHeader || cellAt >= 0 ? active : undefined);
  const needed = neededWidth(columns);

  const fit = (id: string) => {
    const column = columns.find((each) => each.id === id);
    if (!column) return;
    const rows = drawn.flatMap((index) => {
      const entry = entries?.at(index);
      return entry?.type === 'session' ? [fullText(entry.row, id) || cellText(entry.row, column, context)] : [];
    });
    props.columnActions.resize(id, fittingWidth(column, rows, measures));
  };

  // Groups make it a tree; the reason is a column behind the others.
  const semantics = {
    role: state.group ? ('treegrid' as const) : ('grid' as const),
    'aria-label': t('ui.sessions'),
    'aria-multiselectable': true,
    'aria-rowcount': (entries?.rowCount ?? 0) + 1,
    'aria-colcount': columns.length + 1,
    'aria-activedescendant': active,
  };

  const blanks = useBlankRows(entries === undefined, list.view, measures.row, { columns, context, onReason });
  const drawn = entries ? rowsToDraw(entries, list.range, cursor) : [];
  // Rows keep their elements: an entry that leaves hands its slot to the one that comes.
  slots.current = Math.max(slots.current, list.range.to - list.range.from + 2);
  const slot = (index: number) =>
    index < list.range.from - 1 || index >= list.range.to ? 'cursor' : index % slots.current;
  const rows = entries
    ? drawn.map((index) => {
        const entry = entries.at(index);
        if (!entry) return null;
        if (entry.type === 'group') {
          return (
            <GroupRow
              key={slot(index)}
              group={entry}
              index={index}
              columns={columns.length}
              rowIndex={entries.rowIndex(index) + 1}
              top={list.top(index)}
              focused={index === cursor && !inHeader}
            />
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
            level={state.group ? 2 : undefined}
            selected={selected.has(row.key)}
            focused={index === cursor && !inHeader}
            cell={index === cursor && !inHeader ? cellAt : -1}
            onReason={onReason}
          />
        );
      })
    : blanks;
  return (
    <div
      class="list"
      style={{
        '--cols': template(columns),
        '--whyx': `${reasonIndent(columns)}px`,
        '--w': `${Math.max(list.width, needed)}px`,
        '--left': `${-left}px`,
      }}
    >
      <div ref={grid} class="grid" {...semantics} tabIndex={0} data-region="list" data-entry="" onKeyDown={onKeyDown}>
        <ListHeader
          columns={columns}
          layout={layout}
          sortColumn={state.sortColumn}
          sortDescending={state.sortDescending}
          spanText={props.spanText}
          cursor={headAt}
          onSort={props.columnActions.cycleSort}
          onResize={props.columnActions.resize}
          onFit={fit}
          onDrop={props.columnActions.drop}
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
            if (at === undefined || !entry) return;
            if (entry.type === 'group') {
              moveTo(at);
              props.onGroupMenu(entry.title, event.clientX, event.clientY);
              return;
            }
            moveTo(at, { select: !selected.has(entry.row.key) });
            props.onRowMenu(entry.row, event.clientX, event.clientY);
          }}
        >
          <div class="spacer" role="presentation" style={{ '--h': `${list.height}px` }} />
          {rows}
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
