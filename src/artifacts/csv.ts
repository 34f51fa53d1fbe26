import type { Span } from './place';

/** A cell of a CSV text; the span covers the content without the outer quotes. */
export interface CsvCell {
  readonly text: string;
  readonly span: Span;
}

export interface CsvRow {
  readonly cells: readonly CsvCell[];
  readonly span: Span;
}

/**
 * Rows of a CSV text as Export-Csv and Excel write it: quoted cells may hold separators, line ends and doubled quotes.
 * A quote that never ends takes the rest of the text as its cell.
 */
export function readCsv(text: string, separator: string, from = 0, to = text.length): CsvRow[] {
  const rows: CsvRow[] = [];
  let cells: CsvCell[] = [];
  let rowStart = from;
  let at = from;
  while (at <= to) {
    let start = at;
    let end: number;
    let value: string;
    if (text.charAt(at) === '"' && at < to) {
      start = at + 1;
      end = start;
      while (end < to && !(text.charAt(end) === '"' && text.charAt(end + 1) !== '"'))
        end += text.charAt(end) === '"' ? 2 : 1;
      end = Math.min(end, to);
      value = text.slice(start, end).replace(/""/g, '"');
      at = end + 1;
      while (at < to && text.charAt(at) !== separator && !/[\r\n]/.test(text.charAt(at))) at++;
    } else {
      while (at < to && text.charAt(at) !== separator && !/[\r\n]/.test(text.charAt(at))) at++;
      end = at;
      value = text.slice(start, end);
    }
    cells.push({ text: value, span: { start, end } });
    if (at < to && text.charAt(at) === separator) {
      at++;
      continue;
    }
    if (cells.length > 1 || cells[0]?.text !== '')
      rows.push({ cells, span: { start: rowStart, end: Math.min(at, to) } });
    cells = [];
    if (text.charAt(at) === '\r' && text.charAt(at + 1) === '\n') at++;
    at++;
    rowStart = at;
  }
  return rows;
}
