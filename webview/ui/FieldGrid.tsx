import type { CheckView, FieldGroup, FieldView } from '../../src/analysis/views';
import { LinkButton } from './buttons';
import { useEditor } from './context';
import { useGridCursor } from './gridCursor';
import { Mark } from './Mark';
import { t } from './strings';
import { plainValue, Value } from './Value';
import { visible } from './visible';

interface GridProps {
  readonly label: string;
  readonly rows: readonly FieldView[];
  /** Titles of the columns; without them the header is left out. */
  readonly heads?: readonly [string, string, string];
}

/** Name, value and meaning: claims, headers, facts. Cell by cell with the arrow keys; Enter reveals or jumps. */
export function FieldGrid({ label, rows, heads }: GridProps) {
  const editor = useEditor();
  const meanings = rows.some((row) => row.meaning);
  const columns = meanings ? 3 : 2;
  const grid = useGridCursor(rows.length, columns);
  if (rows.length === 0) return null;

  const copyCell = (row: FieldView, column: number) => {
    const text = column === 0 ? row.name : column === 1 ? plainValue(row.value) : (row.meaning ?? '');
    editor.copy(text, row.name);
  };
  const menu = (row: FieldView, index: number, x: number, y: number) => {
    grid.move({ row: index, column: grid.at.column });
    editor.showMenu({
      label: t('ui.actions'),
      x,
      y,
      items: [
        { label: t('ui.copyValue'), run: () => copyCell(row, 1) },
        { label: t('ui.copyRow'), run: () => editor.copy(`${row.name}: ${plainValue(row.value)}`, row.name) },
        {
          label: t('ui.copyAll'),
          run: () => editor.copy(rows.map((each) => `${each.name}: ${plainValue(each.value)}`).join('\n'), label),
        },
      ],
    });
  };
  const onCopy = (event: ClipboardEvent) => {
    if (String(getSelection() ?? '')) return;
    const row = rows[grid.at.row];
    if (!row) return;
    event.preventDefault();
    copyCell(row, grid.at.column);
  };

  return (
    <div
      {...grid.props}
      class={meanings ? 'fg m' : 'fg'}
      role="grid"
      aria-label={label}
      aria-rowcount={rows.length + (heads ? 1 : 0)}
      aria-colcount={columns}
      onCopy={onCopy}
    >
      {heads ? (
        <div class="tb h" role="row">
          {heads.slice(0, columns).map((head) => (
            <span key={head} role="columnheader">
              {head}
            </span>
          ))}
        </div>
      ) : null}
      {rows.map((row, index) => (
        <div
          key={`${index}${row.name}`}
          class={`tb${grid.at.row === index ? ' cur' : ''}${row.mark === 'error' ? ' e' : row.mark === 'warning' ? ' w' : ''}`}
          role="row"
          onContextMenu={(event) => {
            event.preventDefault();
            menu(row, index, event.clientX, event.clientY);
          }}
          onMouseDown={(event) => {
            const cell = (event.target as Element).closest('[role=gridcell]');
            const column = cell ? [...(cell.parentElement?.children ?? [])].indexOf(cell) : 0;
            grid.move({ row: index, column: Math.max(0, column) });
          }}
        >
          <span
            role="gridcell"
            id={grid.cellId(index, 0)}
            class={cellClass(grid.at, index, 0, 'k')}
            title={visible(row.name)}
          >
            {visible(row.name)}
          </span>
          <span role="gridcell" id={grid.cellId(index, 1)} class={cellClass(grid.at, index, 1, 'v')}>
            {row.mark ? <Mark mark={row.mark} /> : null}
            <Value value={row.value} inGrid />
            {row.session === undefined ? null : <SessionLink session={row.session} sid={row.sid} />}
          </span>
          {meanings ? (
            <span role="gridcell" id={grid.cellId(index, 2)} class={cellClass(grid.at, index, 2, 'mean')}>
              {row.meaning === undefined ? null : visible(row.meaning)}
            </span>
          ) : null}
        </div>
      ))}
    </div>
  );
}

function cellClass(at: { row: number; column: number }, row: number, column: number, base: string): string {
  return at.row === row && at.column === column ? `${base} cell` : base;
}

/** "#23": jumps to that session. */
export function SessionLink({ session, sid }: { readonly session: number; readonly sid: number | undefined }) {
  const editor = useEditor();
  const number = String(sid ?? session);
  return (
    <LinkButton label={t('ui.openSession', { sid: number })} onClick={() => editor.openSession(session)}>
      #{number}
    </LinkButton>
  );
}

/** Sections of grids with a title each. */
export function FieldGroups({
  groups,
  verbatim,
}: {
  readonly groups: readonly FieldGroup[];
  /** The titles are words of the file, shown as they are written there. */
  readonly verbatim?: boolean;
}) {
  return (
    <>
      {groups.map((group) => (
        <section key={group.title} class="sec">
          <h2 class={verbatim ? 'verbatim' : undefined}>{visible(group.title)}</h2>
          <FieldGrid label={group.title} rows={group.rows} />
        </section>
      ))}
    </>
  );
}

/** Judgement lines: mark, what was checked, what came out. */
export function Checks({ checks }: { readonly checks: readonly CheckView[] }) {
  if (checks.length === 0) return null;
  const labels = checks.some((check) => check.label);
  return (
    <ul class={labels ? 'checks' : 'checks bare'}>
      {checks.map((check) => (
        <li key={check.label + check.text}>
          <Mark mark={check.mark} />
          {labels ? <span>{check.label}</span> : null}
          <span>
            {check.text} {check.session === undefined ? null : <SessionLink session={check.session} sid={check.sid} />}
          </span>
        </li>
      ))}
    </ul>
  );
}
