import { type Line, trimmedSpan } from '../lines';
import type { Span } from '../place';

export interface Column {
  readonly start: number;
  readonly end: number;
}

/** Columns of a table by its row of hyphens; undefined when the line is none. */
export function underlineColumns(text: string): Column[] | undefined {
  if (!/^\s*-{2,}(?:\s+-{2,})+\s*$/.test(text) && !/^\s*-{4,}\s*$/.test(text)) return undefined;
  return [...text.matchAll(/-+/g)].map((match) => ({ start: match.index, end: match.index + match[0].length }));
}

const onboarding = /^\s*(True|False)(?:\s+([0-9a-fA-F-]{36}))?(?:\s+(All|WindowsApp|MobileApp))?\s*$/;

/**
 * Cells of a table row. The row is cut where the columns begin; where a mail has collapsed blanks, at runs of blanks.
 * Rows of the onboarding policy are read by pattern, since their cells are right-aligned and may be empty.
 */
export function tableRow(
  line: Line,
  columns: readonly Column[],
  names: readonly string[],
): { value: string; span: Span }[] {
  const match = names[0] === 'UseRmsUserLicense' ? onboarding.exec(line.text) : null;
  if (match) {
    let from = 0;
    return match.slice(1, names.length + 1).map((value) => {
      const at = value === undefined ? -1 : line.text.indexOf(value, from);
      if (value === undefined || at < 0) return { value: '', span: trimmedSpan(line, 0, line.text.length) };
      from = at + value.length;
      return { value, span: { start: line.start + at, end: line.start + from } };
    });
  }
  const cells = columns.map((column, index) => {
    const from = index === 0 ? 0 : Math.min(column.start, line.text.length);
    const to = Math.min(columns[index + 1]?.start ?? line.text.length, line.text.length);
    return { from, to };
  });
  const clean = cells.every(
    ({ from }, index) => index === 0 || from >= line.text.length || /\s/.test(line.text.charAt(from - 1)),
  );
  if (clean) {
    return cells.map(({ from, to }) => {
      const span = trimmedSpan(line, from, to);
      return { value: line.text.slice(span.start - line.start, span.end - line.start), span };
    });
  }
  const pieces = [...line.text.matchAll(/\S+(?: \S+)*/g)];
  return pieces.map((piece) => ({
    value: piece[0],
    span: { start: line.start + piece.index, end: line.start + piece.index + piece[0].length },
  }));
}
