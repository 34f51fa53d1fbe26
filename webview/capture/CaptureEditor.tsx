import { useCallback, useEffect, useLayoutEffect, useMemo, useRef, useState } from 'preact/hooks';
import { copyLimit } from '../../src/analysis/protocol';
import type { CaptureView, InspectorTab, SessionRowView } from '../../src/analysis/views';
import type { Cell } from '../ui/cell';
import { useEditor } from '../ui/context';
import { announce } from '../ui/live';
import { catchFocus } from '../ui/lostFocus';
import { moveRegion } from '../ui/regions';
import { Splitter } from '../ui/Splitter';
import { grouped, t } from '../ui/strings';
import type { Progress, RevealRequest } from './App';
import { columnActions } from './columnActions';
import { headerColumns } from './columns';
import { FilterRow } from './FilterRow';
import { HeaderColumn } from './HeaderColumn';
import { Inspector, SessionCache } from './Inspector';
import { jumpTo } from './jump';
import type { EditorAction } from './keymap';
import { columnMenu, copyItems, groupMenu, headerMenu, rowMenu, viewMenu } from './menus';
import { type ListHandle, SessionList } from './SessionList';
import { hasNoSync, ListFooter, NoSyncTraffic, NothingMatches, Problems, ProgressLine } from './States';
import { Statistics } from './Statistics';
import { type CaptureState, keptSelection, listQuery } from './state';
import { Banner, CaptureBar, Chain } from './Top';
import { useDrawn } from './useDrawn';
import { listView, useList } from './useList';

interface Props {
  readonly name: string;
  readonly capture: CaptureView | undefined;
  readonly state: CaptureState;
  readonly change: (change: Partial<CaptureState>) => void;
  /** Keeps something for the next start without drawing anything now. */
  readonly remember: (change: Partial<CaptureState>) => void;
  /** Remembers the first entry that is in view; called with every frame. */
  readonly rememberPlace: (firstEntry: number) => void;
  readonly progress: Progress | undefined;
  readonly progressText: string;
  readonly search: Cell<Progress | undefined>;
  readonly openSession: { current: (key: number) => void };
  /** What somebody outside asks to show. */
  readonly reveal: Cell<RevealRequest | undefined>;
}

/** The open capture: bars, filter, list, inspector, statistics, and everything that joins them. */
export function CaptureEditor(props: Props) {
  const { name, capture, state, change, progress } = props;
  const editor = useEditor();
  const { rpc, ref, failed } = editor;
  const root = useRef<HTMLDivElement>(null);
  const handle = useRef<ListHandle | null>(null);
  const filter = useRef<HTMLInputElement | null>(null);
  const [size, setSize] = useState({ width: 0, height: 0 });
  const [selected, setSelected] = useState<ReadonlySet<number>>(new Set(state.selected));
  const takeFocus = useRef(false);
  const [finding, setFinding] = useState<string | undefined>(undefined);
  const [findOpen, setFindOpen] = useState(false);
  const findBox = useRef<HTMLInputElement | null>(null);
  const [problemsOpen, setProblemsOpen] = useState(false);
  const [addingColumn, setAddingColumn] = useState(false);
  const cache = useMemo(() => new SessionCache(), [capture]);
  const revision = useRevision(capture, progress);

  const query = useMemo(
    () => listQuery(state, headerColumns(state.columns)),
    [
      state.query,
      state.sortColumn,
      state.sortDescending,
      state.group,
      state.severities,
      state.columns,
      state.collapsed,
    ],
  );
  const firstEntry = useRef(state.firstEntry);
  const { data, cancel, again } = useList(
    query,
    revision,
    () => firstEntry.current,
    () => props.search.set(undefined),
  );
  const search = props.search.use();
  const onScroll = useCallback(
    (entry: number) => {
      firstEntry.current = entry;
      props.rememberPlace(entry);
    },
    [props.rememberPlace],
  );
  const result = data.entries?.result;
  const noSync = capture !== undefined && !progress && hasNoSync(capture) && !state.allSessions && !state.query;
  const isCovered = state.page !== 'list' || noSync;
  const onSelect = useCallback(
    (keys: ReadonlySet<number>) => {
      setSelected(keys);
      props.remember({ selected: [...keys].slice(0, keptSelection) });
    },
    [props.remember],
  );

  useLayoutEffect(() => {
    const element = root.current;
    if (!element) return;
    const observer = new ResizeObserver(() => setSize({ width: element.clientWidth, height: element.clientHeight }));
    observer.observe(element);
    setSize({ width: element.clientWidth, height: element.clientHeight });
    return () => observer.disconnect();
  }, []);

  useEffect(() => {
    if (!result) return;
    const matches = t('ui.matches', { matches: grouped(result.matches), total: grouped(result.total) });
    announce(result.groups ? `${matches}, ${t('ui.groupsCount', { count: result.groups.length })}` : matches);
  }, [result]);
  useEffect(() => {
    if (data.canceled) announce(t('ui.searchCanceled'), 0);
  }, [data.canceled]);
  useEffect(() => {
    if (data.error) announce(data.error.text);
  }, [data.error]);

  // The host's commands work on what is selected here.
  useEffect(() => {
    const row = handle.current?.cursorRow();
    rpc.context({
      selectedKeys: [...selected].slice(0, 20_000).join(','),
      query: state.query,
      severities: state.severities.join(','),
      matches: result?.matches ?? 0,
      total: result?.total ?? 0,
      inspector: state.openKey > 0,
      finding: (state.openKey ? finding : undefined) ?? row?.reason?.finding ?? '',
    });
  }, [rpc, selected, state.openKey, finding, state.focusKey, state.query, state.severities, result]);

  const isInInspector = () => root.current?.querySelector('.insp')?.contains(document.activeElement) ?? false;
  const open = useCallback(
    (key: number, moveFocus: boolean, tab?: InspectorTab) => {
      change({ openKey: key, page: 'list', ...(tab ? { tab } : {}) });
      // The content that has the focus goes; that of the other session takes it.
      if (moveFocus || isInInspector()) takeFocus.current = true;
    },
    [change],
  );
  /** Goes to the list once it is drawn. */
  const focusList = () => void requestAnimationFrame(() => handle.current?.focus());
  const close = useCallback(() => {
    setFindOpen(false);
    takeFocus.current = false;
    change({ openKey: 0, full: false });
    focusList();
  }, [change]);

  const drawn = useDrawn(data.asking, data.entries, isCovered);
  const listed = useDrawn(data.asking, data.entries);
  const around = useRef({ state, isCovered });
  around.current = { state, isCovered };
  const jump = (key: number, tab?: InspectorTab) =>
    jumpTo(
      {
        state: () => around.current.state,
        change,
        isCovered: () => around.current.isCovered,
        list: () => handle.current,
        groupOf: (session) => rpc.request('groupOf', { ref, view: listView, key: session }),
        drawn,
        open,
        sayHidden: () => announce(t('ui.hiddenSession'), 0),
      },
      key,
      tab,
    );
  props.openSession.current = (key) => void jump(key).catch(failed);

  const reason = (row: SessionRowView) => {
    if (!row.reason) return;
    if (row.reason.finding) {
      const found = capture?.findings.find((each) => each.id === row.reason?.finding);
      const link = found?.links[0];
      if (link && !row.reason.tab) return editor.openLink(link.url);
      setFinding(row.reason.finding);
      return open(row.key, true, row.reason.tab ?? 'overview');
    }
    if (row.reason.session !== undefined) return void jump(row.reason.session).catch(failed);
    open(row.key, true, row.reason.tab ?? 'overview');
  };

  const nextFinding = async (direction: 1 | -1) => {
    const key = await rpc.request('nextFinding', { ref, view: listView, key: state.focusKey, direction });
    if (key < 0) return announce(t('ui.noMoreFindings'), 0);
    const row = await jump(key);
    if (row?.reason) announce(row.reason.text, 0);
  };

  const act = (action: EditorAction, args: readonly unknown[]) => {
    const inContent = isInInspector();
    switch (action) {
      case 'nextFinding':
        return void nextFinding(1).catch(failed);
      case 'previousFinding':
        return void nextFinding(-1).catch(failed);
      case 'focusFilter':
        if (inContent) return openFind();
        filter.current?.focus();
        return filter.current?.select();
      case 'find':
        return state.openKey > 0 ? openFind() : undefined;
      case 'focusList':
        return handle.current?.focus();
      case 'nextRegion':
      case 'previousRegion':
        return root.current ? moveRegion(root.current, action === 'nextRegion' ? 1 : -1) : undefined;
      case 'copySelection':
        return void copySelected('text');
      case 'copyForTicket':
        return void rpc.request('command', { command: 'edgeSync.copyForTicket' }).catch(failed);
      case 'openActions':
        return handle.current?.openMenu();
      case 'extendInspector':
        // The list goes with its focus.
        if (!inContent && !state.full && state.openKey > 0) takeFocus.current = true;
        return change({ full: state.openKey > 0 && !state.full });
      case 'statistics':
        return change({ page: state.page === 'statistics' ? 'list' : 'statistics' });
      case 'tab': {
        const view = cache.get(state.openKey)?.view;
        const tab = view?.tabs[Number(args[0] ?? 1) - 1];
        if (tab) change({ tab: tab.id });
        return;
      }
    }
  };
  /** Where it is open already, back to its box. */
  const openFind = () => {
    setFindOpen(true);
    findBox.current?.focus();
    findBox.current?.select();
  };
  const copySelected = async (format: 'text' | 'url' | 'curl' | 'powershell' | 'har' | 'raw') => {
    const keys = selected.size > 0 ? [...selected] : state.focusKey ? [state.focusKey] : [];
    if (keys.length === 0) return;
    try {
      const text = await rpc.request('copySessions', { ref, keys, format });
      const isPart = keys.length > copyLimit && format !== 'text' && format !== 'url';
      const what = isPart
        ? t('ui.copiedPart', { copied: grouped(copyLimit), count: grouped(keys.length) })
        : t('ui.sessionCount', { count: keys.length });
      editor.copy(text, what);
    } catch (error) {
      failed(error);
    }
  };

  useEffect(() => rpc.on('action', (event) => act(event.action as EditorAction, event.args ?? [])));
  // A request may come before the list is there: it waits for it, and is done once.
  const wanted = props.reveal.use();
  const isListed = result !== undefined;
  useEffect(() => {
    if (!wanted || !capture || !isListed) return;
    props.reveal.set(undefined);
    if (wanted.finding) setFinding(wanted.finding);
    const isNew = wanted.query !== undefined && wanted.query !== state.query;
    if (wanted.query !== undefined) change({ query: wanted.query, page: 'list', allSessions: true });
    const evidence = capture.findings.find((each) => each.id === wanted.finding)?.evidence;
    const session = wanted.session ?? evidence?.find((each) => each.place.session !== undefined)?.place.session;
    if (session === undefined) return;
    const go = () => jump(session, wanted.tab ?? 'overview');
    void (isNew ? listed().then(go) : go()).catch(failed);
  }, [wanted, capture, isListed]);
  useEffect(() => {
    // Ctrl+C reaches a webview as a copy event; the text comes from the service, masked.
    const copy = (event: ClipboardEvent) => {
      if (event.defaultPrevented || !(event.target instanceof Element) || !event.target.closest('.grid')) return;
      event.preventDefault();
      void copySelected('text');
    };
    document.addEventListener('copy', copy);
    return () => document.removeEventListener('copy', copy);
  });

  const stop = () => void rpc.request('stop', { ref }).catch(failed);

  const columns = columnActions(state, change);
  const menuContext = {
    addColumn: () => setAddingColumn(true),
    state,
    change,
    editor,
    capture,
    copySelected,
    open,
    act,
    columns,
    drawn: () => handle.current?.drawnColumns() ?? [],
    fit: (id: string) => handle.current?.fit(id),
    groups: result?.groups ?? [],
  };

  const beside = state.openKey > 0 && state.page === 'list';
  const wide = size.width >= 900;
  const full = beside && state.full;
  const split = wide ? state.splitWide : state.splitNarrow;
  const listWidth = beside && wide ? (size.width * split) / 100 : size.width;
  const nothing = result !== undefined && result.matches === 0 && result.total > 0;
  // What is drawn in place of the list goes with its buttons, and the list with its last row: the focus must not be lost.
  useEffect(() => (isCovered ? () => catchFocus(handle.current ?? filter.current) : undefined), [isCovered]);
  useEffect(() => {
    if (nothing) catchFocus(filter.current);
  }, [nothing]);
  const hidden = result && (state.query || state.severities.length > 0) ? result.total - result.matches : 0;

  return (
    <div ref={root} class={`ce${beside ? ' open' : ''}`}>
      <CaptureBar
        name={name}
        capture={capture}
        progress={props.progressText}
        {...(progress && !capture ? { onStop: stop } : {})}
        statistics={state.page === 'statistics'}
        onStatistics={() => act('statistics', [])}
        onColumns={(x, y) => editor.showMenu({ label: t('ui.chooseColumns'), x, y, items: columnMenu(menuContext) })}
        menu={() => viewMenu(menuContext)}
      />
      {progress ? <ProgressLine done={progress.done} total={progress.total} /> : null}
      {capture && !beside ? (
        <>
          <Banner
            capture={capture}
            onQuery={(text) => change({ query: text, allSessions: true })}
            onProblems={() => setProblemsOpen(!problemsOpen)}
          />
          {problemsOpen ? <Problems capture={capture} onClose={() => setProblemsOpen(false)} /> : null}
          <Chain
            chain={capture.chain}
            query={state.query}
            onQuery={(text) => change({ query: text, allSessions: true })}
          />
        </>
      ) : null}
      {state.page === 'statistics' && capture ? (
        <Statistics
          capture={capture}
          onQuery={(text) => change({ query: text, page: 'list', allSessions: true })}
          onClose={() => change({ page: 'list' })}
        />
      ) : noSync && capture ? (
        <NoSyncTraffic capture={capture} onShowAll={() => change({ allSessions: true })} />
      ) : (
        <div class={`cols${beside ? (full ? ' full' : ' two') : ''}`} style={{ '--split': `${split}%` }}>
          <div class="pane lp" hidden={full}>
            <FilterRow
              state={state}
              data={data}
              capture={capture}
              compact={beside && wide}
              short={size.width < 480}
              inputRef={filter}
              change={change}
              onList={() => handle.current?.focus()}
              search={
                search && data.asking
                  ? {
                      text: t('ui.searchingOf', { done: grouped(search.done), total: grouped(search.total) }),
                      onCancel: cancel,
                    }
                  : undefined
              }
              onAgain={again}
              selected={selected.size}
            />
            {addingColumn ? (
              <HeaderColumn
                onAdd={(name) => columns.add(`header:${name}`)}
                onClose={() => {
                  setAddingColumn(false);
                  (handle.current ?? filter.current)?.focus();
                }}
              />
            ) : null}
            {nothing && result ? (
              <NothingMatches
                result={result}
                query={state.query}
                onQuery={(text) => {
                  change({ query: text, severities: [] });
                  filter.current?.focus();
                }}
              />
            ) : (
              <SessionList
                handle={handle}
                entries={data.entries}
                loaded={data.loaded}
                state={state}
                capture={capture}
                beside={beside}
                editorWidth={size.width}
                selected={selected}
                firstEntry={firstEntry.current}
                onScroll={onScroll}
                spanText={capture?.spanText ?? ''}
                change={change}
                onSelect={onSelect}
                onOpen={open}
                onReason={reason}
                onFilter={() => act('focusFilter', [])}
                onRowMenu={(row, x, y) =>
                  editor.showMenu({ label: t('ui.actions'), x, y, items: rowMenu(menuContext, row) })
                }
                onGroupMenu={(title, x, y) =>
                  editor.showMenu({ label: t('ui.actions'), x, y, items: groupMenu(menuContext, title) })
                }
                onHeaderMenu={(column, x, y) =>
                  editor.showMenu({ label: t('ui.chooseColumns'), x, y, items: headerMenu(menuContext, column) })
                }
                columnActions={columns}
                onLeave={() => {
                  if (state.query) change({ query: '' });
                  else if (beside) close();
                }}
                footer={
                  <ListFooter
                    hidden={hidden}
                    loading={progress !== undefined}
                    onClear={() => {
                      change({ query: '', severities: [] });
                      focusList();
                    }}
                    onStop={() => {
                      stop();
                      focusList();
                    }}
                  />
                }
              />
            )}
          </div>
          {beside && !full ? (
            <Splitter
              label={t('ui.split')}
              value={split}
              min={20}
              max={80}
              orientation={wide ? 'vertical' : 'horizontal'}
              onChange={(value) => change(wide ? { splitWide: value } : { splitNarrow: value })}
            />
          ) : null}
          {beside ? (
            <Inspector
              sessionKey={state.openKey}
              cache={cache}
              tab={state.tab}
              finding={finding}
              findOpen={findOpen}
              findBox={findBox}
              takeFocus={takeFocus}
              full={full}
              urlRoom={Math.max(20, Math.floor(((full || !wide ? size.width : size.width - listWidth) - 300) / 7.3))}
              onTab={(tab) => change({ tab })}
              onFind={setFindOpen}
              onClose={close}
              onExtend={() => act('extendInspector', [])}
              onMenu={(x, y) => editor.showMenu({ label: t('ui.copyAs'), x, y, items: copyItems(menuContext) })}
            />
          ) : null}
        </div>
      )}
    </div>
  );
}

/** Counts up when the list must be asked for again: the capture was opened anew, or more of it was read. */
function useRevision(capture: CaptureView | undefined, progress: Progress | undefined): number {
  const [revision, setRevision] = useState(0);
  const last = useRef(0);
  const done = progress?.done ?? -1;
  useEffect(() => {
    if (capture) setRevision((count) => count + 1);
  }, [capture]);
  useEffect(() => {
    const now = performance.now();
    if (done <= 0 || now - last.current < 500) return;
    last.current = now;
    setRevision((count) => count + 1);
  }, [done]);
  return revision;
}
