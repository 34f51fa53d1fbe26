import { useRef } from 'preact/hooks';
import { t } from '../ui/strings';
import { type Column, columnTitle, isFixed, type Layout } from './columns';

interface Props {
  readonly columns: readonly Column[];
  readonly layout: Layout;
  readonly sortColumn: string;
  readonly sortDescending: boolean;
  readonly spanText: string;
  /** Column under the keyboard cursor, -1 = none. */
  readonly cursor: number;
  readonly onSort: (id: string) => void;
  readonly onResize: (id: string, width: number) => void;
  readonly onDrop: (id: string, before: string) => void;
  readonly onMenu: (id: string, x: number, y: number) => void;
}

/** Id of a header cell for `aria-activedescendant`. */
export function headId(index: number): string {
  return `head-${index}`;
}

/** The header row: a click sorts, dragging reorders, the edge resizes, the menu does all of it without a mouse. */
export function ListHeader(props: Props) {
  const { columns, layout, sortColumn, sortDescending, cursor } = props;
  const drag = useRef<{ id: string; x: number; width: number } | undefined>(undefined);
  const moved = useRef('');

  return (
    <div class="lr lh" role="row" aria-rowindex={1}>
      {columns.map((column, index) => {
        const sorted = sortColumn === column.id;
        const resizable = layout === 'wide' && !isFixed(column.id);
        return (
          <span
            key={column.id}
            id={headId(index)}
            role="columnheader"
            aria-colindex={index + 1}
            aria-sort={sorted ? (sortDescending ? 'descending' : 'ascending') : undefined}
            class={`${column.align === 'right' ? 'num' : ''}${index === cursor ? ' cur' : ''}`}
            title={title(column, layout)}
            draggable={resizable}
            onClick={() => props.onSort(column.id)}
            onContextMenu={(event) => {
              event.preventDefault();
              props.onMenu(column.id, event.clientX, event.clientY);
            }}
            onDragStart={(event) => {
              if (drag.current) return event.preventDefault();
              moved.current = column.id;
              event.dataTransfer?.setData('text/plain', column.id);
            }}
            onDragOver={(event) => {
              if (moved.current && moved.current !== column.id && index > 0) event.preventDefault();
            }}
            onDrop={(event) => {
              event.preventDefault();
              if (moved.current) props.onDrop(moved.current, column.id);
              moved.current = '';
            }}
          >
            {column.id === 'mark' ? (
              <span class="sr">{columnTitle('mark')}</span>
            ) : (
              title(column, layout, props.spanText)
            )}
            {sorted ? <span class="srt">{sortDescending ? '▾' : '▴'}</span> : null}
            {resizable ? (
              <span
                class="grip"
                aria-hidden="true"
                onClick={(event) => event.stopPropagation()}
                onPointerDown={(event) => {
                  event.preventDefault();
                  event.stopPropagation();
                  drag.current = { id: column.id, x: event.clientX, width: column.width };
                  event.currentTarget.setPointerCapture(event.pointerId);
                }}
                onPointerMove={(event) => {
                  const now = drag.current;
                  if (now) props.onResize(now.id, Math.round(now.width + event.clientX - now.x));
                }}
                onPointerUp={() => {
                  drag.current = undefined;
                }}
              />
            ) : null}
          </span>
        );
      })}
    </div>
  );
}

function title(column: Column, layout: Layout, span = ''): string {
  if (column.id === 'waterfall' && span) return span;
  if (column.id === 'url' && layout !== 'wide') return t('ui.columnHostAndUrl');
  return columnTitle(column.id);
}
