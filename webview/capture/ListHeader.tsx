import { useRef, useState } from 'preact/hooks';
import { t } from '../ui/strings';
import { type Column, columnTitle, isFixed, isMovable, type Layout } from './columns';

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
  /** The edge was clicked twice: as wide as the content. */
  readonly onFit: (id: string) => void;
  readonly onDrop: (id: string, target: string, behind: boolean) => void;
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
  const [target, setTarget] = useState<{ id: string; behind: boolean } | undefined>(undefined);
  const end = () => {
    moved.current = '';
    setTarget(undefined);
  };

  return (
    <div class="lr lh" role="row" aria-rowindex={1}>
      {columns.map((column, index) => {
        const sorted = sortColumn === column.id;
        const resizable = layout === 'wide' && !isFixed(column.id);
        const over = target?.id === column.id ? (target.behind ? ' after-drop' : ' before-drop') : '';
        return (
          <span
            key={column.id}
            id={headId(index)}
            role="columnheader"
            aria-colindex={index + 1}
            aria-sort={sorted ? (sortDescending ? 'descending' : 'ascending') : undefined}
            class={`${column.align === 'right' ? 'num' : ''}${index === cursor ? ' cur' : ''}${over}`}
            title={title(column, layout)}
            draggable={layout === 'wide' && isMovable(column.id)}
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
              if (!moved.current) return;
              event.preventDefault();
              const behind = isBehind(event);
              if (target?.id !== column.id || target.behind !== behind) setTarget({ id: column.id, behind });
            }}
            onDragEnd={end}
            onDrop={(event) => {
              event.preventDefault();
              if (moved.current) props.onDrop(moved.current, column.id, isBehind(event));
              end();
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
                onDblClick={(event) => {
                  event.stopPropagation();
                  props.onFit(column.id);
                }}
                onPointerDown={(event) => {
                  event.preventDefault();
                  event.stopPropagation();
                  drag.current = { id: column.id, x: event.clientX, width: column.width };
                  event.currentTarget.setPointerCapture(event.pointerId);
                }}
                onPointerMove={(event) => {
                  const now = drag.current;
                  if (now) props.onResize(now.id, Math.max(1, now.width + event.clientX - now.x));
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

/** True when the pointer is on the right half of the cell. */
function isBehind(event: DragEvent): boolean {
  const box = (event.currentTarget as Element).getBoundingClientRect();
  return event.clientX > box.left + box.width / 2;
}

function title(column: Column, layout: Layout, span = ''): string {
  if (column.id === 'waterfall' && span) return span;
  if (column.id === 'url' && layout !== 'wide') return t('ui.columnHostAndUrl');
  return columnTitle(column.id);
}
