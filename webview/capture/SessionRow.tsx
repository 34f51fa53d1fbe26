import type { SessionRowView } from '../../src/analysis/views';
import { Mark } from '../ui/Mark';
import { memo } from '../ui/memo';
import { t } from '../ui/strings';
import { visible } from '../ui/visible';
import { blankRow } from './blankRow';
import { type CellContext, type Column, cellText, fullText } from './columns';

interface RowState {
  readonly selected: boolean;
  readonly focused: boolean;
  /** Cell that has the cursor: -1 the row itself, `columns.length` the link of the reason. */
  readonly cell: number;
}

interface Props extends RowState {
  readonly row: SessionRowView;
  readonly columns: readonly Column[];
  readonly context: CellContext;
  readonly rowIndex: number;
  readonly top: number;
  /** Depth in the tree when sessions are grouped. */
  readonly level: number | undefined;
  /** Length of the capture in ms, for the waterfall. */
  readonly span: number;
  readonly onReason: (row: SessionRowView) => void;
}

/** Id of a row, of one of its cells, and of its reason. */
export function rowId(key: number): string {
  return `row-${key}`;
}
export function cellId(key: number, cell: number): string {
  return `row-${key}-${cell}`;
}

/** Words on the link of a reason. */
function reasonAction(row: SessionRowView): string {
  const reason = row.reason;
  if (!reason) return '';
  if (reason.action) return reason.action;
  if (reason.finding) return t('ui.openDocumentedFix');
  if (reason.session !== undefined) return `#${reason.sid ?? reason.session}`;
  return t('ui.details');
}

/**
 * A session: one line, and its reason as a second one. Both are one row for the cursor, the selection and screen
 * readers. Numbers and texts only, so that a recycled row changes text nodes and custom properties.
 */
function Row(props: Props) {
  const { row, columns, context, selected, focused, cell, rowIndex, top, span, level } = props;
  const { reason } = row;
  const tone = row.mark === 'error' ? ' e' : row.mark === 'warning' ? ' w' : '';
  const quiet = row.tunnel || row.missing ? ' q0' : '';
  const isBlank = row === blankRow;
  return (
    <div
      id={isBlank ? undefined : rowId(row.key)}
      class={`lr${tone}${quiet}${reason ? ' two' : ''}${selected ? ' sel' : ''}${focused ? ' foc' : ''}`}
      role="row"
      aria-hidden={isBlank ? true : undefined}
      tabIndex={-1}
      aria-rowindex={isBlank ? undefined : rowIndex}
      aria-level={level}
      aria-selected={isBlank ? undefined : selected}
      aria-describedby={reason ? `${rowId(row.key)}-why` : undefined}
      data-key={isBlank ? undefined : row.key}
      style={{ '--y': `${top}px` }}
    >
      {columns.map((column, index) => (
        <Cell
          key={column.id}
          row={row}
          column={column}
          index={index}
          context={context}
          span={span}
          cursor={focused && cell === index}
        />
      ))}
      {reason ? (
        <span
          class={`why${focused && cell === columns.length ? ' cur' : ''}`}
          role="gridcell"
          aria-colindex={columns.length + 1}
          id={cellId(row.key, columns.length)}
        >
          <span class="r el" id={`${rowId(row.key)}-why`}>
            {visible(reason.text)}
          </span>
          <button
            type="button"
            class="a"
            tabIndex={-1}
            onClick={(event) => {
              event.stopPropagation();
              props.onReason(row);
            }}
          >
            {reasonAction(row)}
          </button>
        </span>
      ) : null}
    </div>
  );
}

/** {@link Row}, drawn again only when something it shows changed. */
export const SessionRow = memo(Row);

interface CellProps {
  readonly row: SessionRowView;
  readonly column: Column;
  readonly index: number;
  readonly context: CellContext;
  readonly span: number;
  readonly cursor: boolean;
}

function shownText(row: SessionRowView, column: Column, context: CellContext): string {
  return row === blankRow ? '\u00a0' : cellText(row, column, context);
}

const flagColor = /^(?:#[0-9a-f]{3,8}|[a-z]{3,24})$/i;

function Cell({ row, column, index, context, span, cursor }: CellProps) {
  const cursorClass = cursor ? ' cur' : '';
  // Only the cell with the cursor is named by the grid; names for all would be written anew with every recycled row.
  const id = cursor ? cellId(row.key, index) : undefined;
  const shared = { id, role: 'gridcell' as const, 'aria-colindex': index + 1 };
  switch (column.id) {
    case 'mark': {
      const mark = row.missing ? 'never-asked' : row.mark;
      return (
        <span {...shared} class={cursor ? 'cur' : undefined}>
          {mark ? <Mark mark={mark} /> : null}
        </span>
      );
    }
    case 'waterfall': {
      const bar = row.waterfall;
      if (!bar || span <= 0) return <span {...shared} class={`wf none${cursorClass}`} />;
      const style = {
        '--ws': ((bar.start / span) * 100).toFixed(2),
        '--ww': ((bar.wait / span) * 100).toFixed(2),
        '--wr': ((bar.receive / span) * 100).toFixed(2),
      };
      const named = { ...shared, 'aria-label': cellText(row, durationColumn, context) };
      return <span {...named} class={`wf${cursorClass}`} style={style} />;
    }
    case 'url':
      return (
        <span {...shared} class={`u mono el${cursorClass}`} title={fullText(row, 'url')}>
          {context.showsMethod && row.method ? <span class="meth">{visible(row.method)}</span> : null}
          {shownText(row, column, context)}
        </span>
      );
    case 'sid':
      return flagColor.test(row.color) ? (
        <span
          {...shared}
          class={`num mono flag${cursorClass}`}
          title={t('ui.flagged', { color: row.color })}
          style={{ '--flag': row.color }}
        >
          {shownText(row, column, context)}
        </span>
      ) : (
        <span {...shared} class={`num mono${cursorClass}`}>
          {shownText(row, column, context)}
        </span>
      );
    default: {
      const font = column.font === 'mono' ? ' mono' : '';
      const align = column.align === 'right' ? ' num' : '';
      const strong = column.id === 'status' && row.mark === 'error' ? ' b' : '';
      return (
        <span
          {...shared}
          class={`el${font}${align}${strong}${cursorClass}`}
          title={fullText(row, column.id) || undefined}
        >
          {shownText(row, column, context)}
        </span>
      );
    }
  }
}

const durationColumn: Column = { id: 'duration', width: 0, align: 'right', font: 'mono' };
