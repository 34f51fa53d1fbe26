import type { CaptureView, InspectorTab, SessionRowView } from '../../src/analysis/views';
import type { MenuItem } from '../ui/ContextMenu';
import type { Editor } from '../ui/context';
import { addPart, writePart } from '../ui/query';
import { t } from '../ui/strings';
import type { ColumnActions } from './columnActions';
import { chosenIds, columnIds, columnTitle, isFixed, isMovable } from './columns';
import type { EditorAction } from './keymap';
import type { CaptureState } from './state';

interface MenuContext {
  readonly state: CaptureState;
  readonly change: (change: Partial<CaptureState>) => void;
  readonly editor: Editor;
  readonly capture: CaptureView | undefined;
  readonly copySelected: (format: 'text' | 'url' | 'curl' | 'powershell' | 'har' | 'raw') => Promise<void>;
  readonly open: (key: number, moveFocus: boolean, tab?: InspectorTab) => void;
  /** Asks for the name of a header to show as a column. */
  readonly addColumn: () => void;
  readonly act: (action: EditorAction, args: readonly unknown[]) => void;
  readonly columns: ColumnActions;
  /** Ids of the columns that are drawn: not all that are chosen may fit. */
  readonly drawn: () => readonly string[];
  /** Makes a column as wide as what it shows. */
  readonly fit: (id: string) => void;
  /** Titles of the groups of the list, when it is grouped. */
  readonly groups: readonly string[];
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
  const add = (part: string) => change({ query: addPart(state.query, part) });
  const filterItem = (label: string, part: string): MenuItem => ({ label, disabled: !part, run: () => add(part) });
  const finding = capture?.findings.find((each) => each.id === row.reason?.finding);
  const link = finding?.links[0];
  const request = (run: Promise<unknown>) => void run.catch(editor.failed);
  return [
    { label: t('ui.openInspector'), keys: 'Enter', run: () => context.open(row.key, true) },
    {
      label: t('ui.showInText'),
      run: () => request(editor.rpc.request('showText', { place: null, session: row.key })),
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
  return [
    group(t('ui.groupNone'), ''),
    group(t('ui.groupHost'), 'host'),
    group(t('ui.groupProcess'), 'process'),
    ...(state.group ? allGroups(context) : []),
    ...timeItems(context).map((item, index) => ({ ...item, separator: index === 0 })),
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

/** How times are shown. */
function timeItems({ state, change }: MenuContext): MenuItem[] {
  const item = (label: string, value: CaptureState['time']): MenuItem => ({
    label,
    checked: state.time === value,
    run: () => change({ time: value, columns: withTime(state.columns) }),
  });
  return [item(t('ui.timeClock'), 'clock'), item(t('ui.timeRelative'), 'relative'), item(t('ui.timeDelta'), 'delta')];
}

function allGroups({ change, groups }: MenuContext): MenuItem[] {
  return [
    { label: t('ui.collapseAll'), run: () => change({ collapsed: groups }) },
    { label: t('ui.expandAll'), run: () => change({ collapsed: [] }) },
  ];
}

/** The menu of a group's row. */
export function groupMenu(context: MenuContext, title: string): MenuItem[] {
  const { state, change } = context;
  const closed = state.collapsed.includes(title);
  const others = state.collapsed.filter((each) => each !== title);
  const field = state.group === 'process' ? 'process' : 'host';
  const filter = (label: string, part: string): MenuItem => ({
    label,
    run: () => change({ query: addPart(state.query, part) }),
  });
  return [
    {
      label: t(closed ? 'ui.expandGroup' : 'ui.collapseGroup'),
      run: () => change({ collapsed: closed ? others : [...others, title] }),
    },
    ...allGroups(context),
    ...(title === '-'
      ? []
      : field === 'host'
        ? [
            { ...filter(t('ui.filterHost', { host: title }), writePart(field, 'is', title)), separator: true },
            filter(t('ui.excludeHost', { host: title }), writePart(field, 'not', title)),
          ]
        : [
            {
              ...filter(t('ui.filterProcess', { process: title }), writePart(field, 'is', title)),
              separator: true,
            },
          ]),
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
export function columnMenu({ state, addColumn, columns, drawn }: MenuContext): MenuItem[] {
  const ids = chosenIds(state.columns);
  const shown = drawn().length;
  const offered = [...new Set([...columnIds, ...ids, ...knownHeaders.map((name) => `header:${name}`)])];
  const fromQuery = /(?:^|\s)-?header\.([\w-]+):/.exec(state.query)?.[1]?.toLowerCase();
  if (fromQuery && !offered.includes(`header:${fromQuery}`)) offered.push(`header:${fromQuery}`);
  return [
    ...(shown > 0 && shown < ids.length
      ? [{ label: t('ui.columnsFit', { shown, count: ids.length }), disabled: true, run: () => undefined }]
      : []),
    ...offered
      .filter((id) => !isFixed(id))
      .map((id, index, all) => ({
        label: id.startsWith('header:') ? t('ui.headerColumn', { name: columnTitle(id) }) : columnTitle(id),
        checked: ids.includes(id),
        separator: id.startsWith('header:') && !all[index - 1]?.startsWith('header:'),
        run: () => columns.toggle(id),
      })),
    { label: t('ui.addHeaderColumn'), separator: true, run: addColumn },
    { label: t('ui.resetColumns'), run: () => columns.reset() },
  ];
}

/** The menu of a column header: everything the mouse can do there. */
export function headerMenu(context: MenuContext, id: string): MenuItem[] {
  const { columns } = context;
  const sized = !isFixed(id);
  return [
    { label: t('ui.sortAscending'), run: () => columns.sort(id, false) },
    { label: t('ui.sortDescending'), run: () => columns.sort(id, true) },
    { label: t('ui.sortNone'), run: () => columns.sort('', false) },
    ...(id === 'time' ? timeItems(context).map((item, index) => ({ ...item, separator: index === 0 })) : []),
    { label: t('ui.moveLeft'), separator: true, disabled: !isMovable(id), run: () => columns.move(id, -1) },
    { label: t('ui.moveRight'), disabled: !isMovable(id), run: () => columns.move(id, 1) },
    { label: t('ui.wider'), disabled: !sized, run: () => columns.resizeBy(id, 20) },
    { label: t('ui.narrower'), disabled: !sized, run: () => columns.resizeBy(id, -20) },
    { label: t('ui.fitColumn'), disabled: !sized, run: () => context.fit(id) },
    { label: t('ui.hideColumn'), disabled: !sized, run: () => columns.toggle(id) },
    ...columnMenu(context).map((item, index) => ({ ...item, separator: index === 0 || item.separator === true })),
  ];
}
