import type { TableView } from '../../src/analysis/views';
import { useEditor } from './context';
import { useGridCursor } from './gridCursor';
import { Mark } from './Mark';
import { t } from './strings';
import { visible } from './visible';

/** A table of texts with a mark column; cell by cell with the arrow keys, Ctrl+C copies the cell. */
export function DataTable({ table }: { readonly table: TableView }) {
  const editor = useEditor();
  const marked = table.rows.some((row) => row.mark);
  const grid = useGridCursor(table.rows.length, table.columns.length);
  const widths = table.columns.map((column) =>
    column.kind === 'number'
      ? 'minmax(56px,max-content)'
      : column.kind === 'code'
        ? 'minmax(64px,0.5fr)'
        : 'minmax(0,1fr)',
  );
  const onCopy = (event: ClipboardEvent) => {
    const text = table.rows[grid.at.row]?.cells[grid.at.column];
    if (text === undefined || String(getSelection() ?? '')) return;
    event.preventDefault();
    editor.copy(text, table.columns[grid.at.column]?.title ?? '');
  };
  return (
    <div
      {...grid.props}
      class="dt"
      role="grid"
      aria-label={table.title || t('ui.table')}
      style={{ '--cols': `${marked ? 'calc(16px + var(--s4)) ' : ''}${widths.join(' ')}` }}
      onCopy={onCopy}
    >
      <div class="tb h" role="row">
        {marked ? (
          <span role="columnheader">
            <span class="sr">{t('ui.mark')}</span>
          </span>
        ) : null}
        {table.columns.map((column) => (
          <span key={column.title} role="columnheader" class={column.kind === 'number' ? 'num' : undefined}>
            {column.title}
          </span>
        ))}
      </div>
      {table.rows.map((row, index) => (
        <div
          key={`${index}${row.cells[0] ?? ''}`}
          role="row"
          class={`tb${grid.at.row === index ? ' cur' : ''}${row.mark === 'error' ? ' e' : row.mark === 'warning' ? ' w' : ''}`}
        >
          {marked ? <span role="gridcell">{row.mark ? <Mark mark={row.mark} /> : null}</span> : null}
          {table.columns.map((column, place) => (
            <span
              key={column.title}
              role="gridcell"
              id={grid.cellId(index, place)}
              title={visible(row.cells[place] ?? '')}
              class={`${column.kind === 'number' ? 'num mono' : column.kind === 'code' ? 'mono el' : 'el'}${
                grid.at.row === index && grid.at.column === place ? ' cell' : ''
              }`}
              onMouseDown={() => grid.move({ row: index, column: place })}
            >
              {visible(row.cells[place] ?? '')}
            </span>
          ))}
        </div>
      ))}
    </div>
  );
}
