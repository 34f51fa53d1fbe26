import { type Line, trimmedSpan } from '../lines';
import type { Span } from '../place';
import type { DumpBuilder } from './builder';
import { isTypeName, isTypeState } from './schema';

interface Cell {
  readonly text: string;
  readonly span: Span;
}

interface Columns {
  readonly total: number;
  readonly live: number;
  readonly message: number;
  readonly state: number;
  readonly group: number;
}

const usual: Columns = { total: 1, live: 2, message: 3, state: 4, group: 5 };

/** Cells of a line, split at tabs (or at bars, without the outer ones). */
export function cellsOf(line: Line, separator: '\t' | '|'): Cell[] {
  const cells: Cell[] = [];
  let at = 0;
  for (const piece of line.text.split(separator)) {
    cells.push({ text: piece.trim(), span: trimmedSpan(line, at, at + piece.length) });
    at += piece.length + 1;
  }
  if (separator === '|') {
    if (cells[0]?.text === '') cells.shift();
    if (cells[cells.length - 1]?.text === '') cells.pop();
  }
  return cells;
}

/** The Type Info table of page text: rows of tabs, retyped rows with bars, or one cell per line. */
export class TypeLines {
  private columns = usual;
  private loose: Cell[] = [];

  constructor(private readonly builder: DumpBuilder) {}

  /** Takes the row of column titles. */
  header(cells: readonly Cell[]): boolean {
    if (!/^(?:Data|Model) Type$/i.test(cells[0]?.text ?? '')) return false;
    const find = (name: RegExp, fallback: number) => {
      const at = cells.findIndex((cell) => name.test(cell.text));
      return at < 0 ? fallback : at;
    };
    if (!cells.some((cell) => /^(?:Message|State|Group Type)$/i.test(cell.text))) return false;
    this.columns = {
      total: find(/^Total/i, usual.total),
      live: find(/^Live/i, usual.live),
      message: find(/^Message$/i, usual.message),
      state: find(/^State$/i, usual.state),
      group: find(/^Group Type$/i, usual.group),
    };
    this.builder.hasTypes = true;
    return true;
  }

  /** True when cells 2 and 3 are counts, as only this table has them. */
  looksLikeRow(cells: readonly Cell[]): boolean {
    return (
      cells.length >= 4 && /^(?:\d*|null)$/.test(cells[1]?.text ?? 'x') && /^(?:\d*|null)$/.test(cells[2]?.text ?? 'x')
    );
  }

  row(cells: readonly Cell[]): void {
    const { columns } = this;
    const name = cells[0];
    if (!name || name.text === '') return;
    const message = cells[columns.message];
    const state = cells[columns.state];
    const last = cells[cells.length - 1] ?? name;
    this.builder.type({
      name: name.text,
      message: message?.text ?? '',
      state: state?.text ?? '',
      status: 'unknown',
      total: countOf(cells[columns.total]?.text),
      live: countOf(cells[columns.live]?.text),
      groupType: cells[columns.group]?.text || undefined,
      nameSpan: name.span,
      messageSpan: message && message.text !== '' ? message.span : name.span,
      span: { start: name.span.start, end: Math.max(last.span.end, name.span.end) },
    });
  }

  /** Takes a line that holds one cell, as Word leaves a copied table. */
  cell(line: Line): boolean {
    const text = line.text.trim();
    const span = trimmedSpan(line, 0, line.text.length);
    if (text === '') return this.loose.length > 0;
    if (isTypeName(text)) {
      this.flush();
      this.loose = [{ text, span }];
      return true;
    }
    if (this.loose.length === 0) return false;
    this.loose.push({ text, span });
    if (isTypeState(text)) this.flush();
    return true;
  }

  flush(): void {
    const [name, ...rest] = this.loose;
    this.loose = [];
    if (!name || rest.length === 0) return;
    const numbers: Cell[] = [];
    const words: Cell[] = [];
    for (const cell of rest) (words.length === 0 && /^(?:\d+|null)$/.test(cell.text) ? numbers : words).push(cell);
    const last = words[words.length - 1];
    const state = last && isTypeState(last.text) ? words.pop() : undefined;
    if (!state && numbers.length === 0 && !/error|condition|thrott|back/i.test(words[0]?.text ?? '')) return;
    const empty = (at: Cell): Cell => ({ text: '', span: { start: at.span.end, end: at.span.end } });
    const message = words[0]
      ? {
          text: words.map((cell) => cell.text).join(' '),
          span: { start: words[0].span.start, end: (words[words.length - 1] ?? words[0]).span.end },
        }
      : empty(name);
    const order = [numbers[0] ?? empty(name), numbers[1] ?? empty(name), message, state ?? empty(name)];
    const columns = this.columns;
    this.columns = usual;
    this.row([name, ...order]);
    this.columns = columns;
  }
}

function countOf(text: string | undefined): number | undefined {
  return text !== undefined && /^\d+$/.test(text) ? Number(text) : undefined;
}
