import type { CaptureView, InspectorTab, SessionRowView } from '../../src/analysis/views';
import type { MenuItem } from '../ui/ContextMenu';
import type { Editor } from '../ui/context';
import { writePart } from '../ui/query';
import { t } from '../ui/strings';
import { chosenIds, columnIds, columnTitle, isFixed, movedColumn } from './columns';
import type { EditorAction } from './keymap';
import type { CaptureState } from './state';

export interface MenuContext {
  readonly state: CaptureState;
  readonly change: (change: Partial<CaptureState>) => void;
  readonly editor: Editor;
  readonly capture: CaptureView | undefined;
  readonly copySelected: (format: 'text' | 'url' | 'curl' | 'powershell' | 'har' | 'raw') => Promise<void>;
  readonly open: (key: number, moveFocus: boolean, tab?: InspectorTab) => void;
  /** Asks for the name of a header to show as a column. */
  readonly addColumn: () => void;
  readonly act: (action: EditorAction, args: readonly unknown[]) => void;
  readonly sort: (column: string) => void;
}

/** "Copy as ..." for the selected sessions. */
export function copyItems({ copySelected }: MenuContext): MenuItem[] {
  const item = (label: string, format: Parameters<MenuContext['copySelected']>[0]): MenuItem => ({
    label,
    run: () => void copySelected(format),
  });
  return [
    { ...item(t('ui.copyText'), 'text'), keys: 'Ctrl+C' },
    item(t('ui.copyUrl'), 'url'),
    item(t('ui.copyCurl'), 'curl'),
    item(t('ui.copyPowershell'), 'powershell'),
    item(t('ui.copyHar'), 'har'),
    item(t('ui.copyRaw'), 'raw'),
  ];
}

/** The menu of a session row. */
export function rowMenu(context: MenuContext, row: SessionRowView): MenuItem[] {
  const { state, change, editor, capture } = context;
  const add = (part: string) => change({ query: [state.query, part].filter(Boolean).join(' ') });
  const filterItem = (label: string, part: string): MenuItem => ({ label, disabled: !part, run: () => add(part) });
  const finding = capture?.findings.find((each) => each.id === row.reason?.finding);
  const link = finding?.links[0];
  const request = (run: Promise<unknown>) => void run.catch(editor.failed);
  return [
    { label: t('ui.openInspector'), keys: 'Enter', run: () => context.open(row.key, true) },
    {
      label: t('ui.showInText'),
      run: () => request(editor.rpc.request('showText', { place: null, session: row.key, part: 'session' })),
    },
    ...(link ? [{ label: t('ui.openDocumentedFix'), separator: true, run: () => editor.openLink(link.url) }] : []),
    ...(finding
      ? [
          {
            label: t('ui.copyForTicket'),
            run: () =>
              request(
                editor.rpc
                  .request('report', { refs: [editor.ref], format: 'finding', finding: finding.id })
                  .then((text) => editor.copy(text, finding.title)),
              ),
          },
        ]
      : []),
    ...copyItems(context).map((item, index) => ({ ...item, separator: index === 0 })),
    { ...filterItem(t('ui.filterHost', { host: row.host }), writePart('host', 'is', row.host)), separator: true },
    filterItem(t('ui.excludeHost', { host: row.host }), writePart('host', 'not', row.host)),
    filterItem(t('ui.filterStatus', { status: String(row.status) }), writePart('status', 'is', String(row.status))),
    ...(row.process
      ? [filterItem(t('ui.filterProcess', { process: row.process }), writePart('process', 'is', row.process))]
      : []),
    {
      label: t('ui.exportSessions'),
      separator: true,
      run: () => request(editor.rpc.request('command', { command: 'edgeSync.exportSessions' })),
    },
  ];
}

/** The overflow menu: grouping, time, pages and the commands that have no button of their own. */
export function viewMenu(context: MenuContext): MenuItem[] {
  const { state, change, editor } = context;
  const command = (label: string, id: string): MenuItem => ({
    label,
    run: () => void editor.rpc.request('command', { command: id }).catch(editor.failed),
  });
  const group = (label: string, value: CaptureState['group']): MenuItem => ({
    label,
    checked: state.group === value,
    run: () => change({ group: value, collapsed: [] }),
  });
  const time = (label: string, value: CaptureState['time']): MenuItem => ({
    label,
    checked: state.time === value,
    run: () => change({ time: value, columns: withTime(state.columns) }),
  });
  return [
    group(t('ui.groupNone'), ''),
    group(t('ui.groupHost'), 'host'),
    group(t('ui.groupProcess'), 'process'),
    { ...time(t('ui.timeClock'), 'clock'), separator: true },
    time(t('ui.timeRelative'), 'relative'),
    time(t('ui.timeDelta'), 'delta'),
    {
      label: t('ui.hideIdentifiers'),
      checked: state.hideIdentifiers,
      separator: true,
      run: () => change({ hideIdentifiers: !state.hideIdentifiers }),
    },
    { label: t('ui.statistics'), checked: state.page === 'statistics', run: () => context.act('statistics', []) },
    { ...command(t('ui.copyForTicket'), 'edgeSync.copyForTicket'), keys: 'Alt+C', separator: true },
    command(t('ui.shareRedacted'), 'edgeSync.shareRedactedCopy'),
    command(t('ui.exportSessions'), 'edgeSync.exportSessions'),
    command(t('ui.exportReport'), 'edgeSync.exportReport'),
    command(t('ui.compareWith'), 'edgeSync.compareWith'),
    {
      label: t('ui.reload'),
      separator: true,
      run: () => void editor.rpc.request('reload', null).catch(editor.failed),
    },
  ];
}

/** Choosing how times are shown brings their column in. */
function withTime(columns: readonly string[]): readonly string[] {
  const ids = chosenIds(columns);
  if (ids.includes('time')) return ids;
  const at = ids.indexOf('duration');
  return [...ids.slice(0, at < 0 ? ids.length : at), 'time', ...ids.slice(at < 0 ? ids.length : at)];
}

const knownHeaders = [
  'x-ms-request-id',
  'client-request-id',
  'ms-cv',
  'server',
  'content-encoding',
  'cache-control',
  'request:user-agent',
];

/** Which columns are shown; headers that support work quotes are offered as columns too. */
export function columnMenu({ state, change, addColumn }: MenuContext): MenuItem[] {
  const ids = chosenIds(state.columns);
  const offered = [...new Set([...columnIds, ...ids, ...knownHeaders.map((name) => `header:${name}`)])];
  const toggle = (id: string) =>
    change({ columns: ids.includes(id) ? ids.filter((each) => each !== id) : [...ids, id] });
  const fromQuery = /(?:^|\s)-?header\.([\w-]+):/.exec(state.query)?.[1]?.toLowerCase();
  if (fromQuery && !offered.includes(`header:${fromQuery}`)) offered.push(`header:${fromQuery}`);
  return [
    ...offered
      .filter((id) => !isFixed(id))
      .map((id, index, all) => ({
        label: id.startsWith('header:') ? t('ui.headerColumn', { name: columnTitle(id) }) : columnTitle(id),
        checked: ids.includes(id),
        separator: id.startsWith('header:') && !all[index - 1]?.startsWith('header:'),
        run: () => toggle(id),
      })),
    { label: t('ui.addHeaderColumn'), separator: true, run: addColumn },
    { label: t('ui.resetColumns'), run: () => change({ columns: [], widths: {} }) },
  ];
}

/** The menu of a column header: everything the mouse can do there. */
export function headerMenu(context: MenuContext, id: string): MenuItem[] {
  const { state, change } = context;
  const ids = chosenIds(state.columns);
  const width = state.widths[id] ?? 100;
  const resize = (by: number) => change({ widths: { ...state.widths, [id]: Math.max(30, width + by) } });
  const movable = !isFixed(id);
  return [
    { label: t('ui.sortAscending'), run: () => change({ sortColumn: id, sortDescending: false }) },
    { label: t('ui.sortDescending'), run: () => change({ sortColumn: id, sortDescending: true }) },
    { label: t('ui.sortNone'), run: () => change({ sortColumn: '', sortDescending: false }) },
    {
      label: t('ui.moveLeft'),
      separator: true,
      disabled: !movable,
      run: () => change({ columns: movedColumn(ids, id, -1) }),
    },
    { label: t('ui.moveRight'), disabled: !movable, run: () => change({ columns: movedColumn(ids, id, 1) }) },
    { label: t('ui.wider'), disabled: !movable, run: () => resize(20) },
    { label: t('ui.narrower'), disabled: !movable, run: () => resize(-20) },
    {
      label: t('ui.hideColumn'),
      disabled: !movable,
      run: () => change({ columns: ids.filter((each) => each !== id) }),
    },
    ...columnMenu(context).map((item, index) => ({ ...item, separator: index === 0 || item.separator === true })),
  ];
}
