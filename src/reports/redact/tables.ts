import type { Edits } from './edits';
import { inside, type Where } from './model';
import type { Redactor } from './redactor';

/** Listings in columns: CSV with names in its first line, and PowerShell tables with dashes below their names. */
export function redactTables(redactor: Redactor, text: string, where: Where, edits: Edits): void {
  if (/^"?[\w .-]+"?(?:[,;\t]"?[\w .-]+"?)+\r?$/m.test(text)) csv(redactor, text, where, edits);
  if (/^ *-{2,}(?: +-+)+[ \t]*\r?$/m.test(text)) tables(redactor, text, where, edits);
}

function csv(redactor: Redactor, text: string, where: Where, edits: Edits): void {
  let columns: readonly string[] = [];
  let separator = ',';
  for (const match of text.matchAll(/[^\r\n]+/g)) {
    const line = match[0];
    const mark = [',', ';', '\t'].find((one) => line.includes(one));
    if (!mark) {
      columns = [];
      continue;
    }
    const cells = split(line, columns.length > 0 ? separator : mark);
    const known = cells.map(({ value }) => (redactor.classOf(value, 'x'.repeat(40)) ? value : ''));
    if (columns.length === 0 || (cells.length === columns.length && known.filter(Boolean).length > 1)) {
      if (cells.length > 1 && known.some(Boolean) && cells.every(({ value }) => /^[\w .()-]{1,40}$/.test(value))) {
        columns = cells.map(({ value }) => value);
        separator = mark;
        continue;
      }
    }
    if (cells.length !== columns.length) continue;
    for (const [index, { value, start, end }] of cells.entries()) {
      const name = columns[index] ?? '';
      const kind = redactor.classOf(name, value);
      if (!kind || value === '') continue;
      edits.claim(match.index + start, match.index + end, () => {
        const result = redactor.named(kind, value, inside(where, `column:${name}`));
        return result === value ? undefined : result.replaceAll('"', '""');
      });
    }
  }
}

function split(line: string, separator: string): { value: string; start: number; end: number }[] {
  const cells: { value: string; start: number; end: number }[] = [];
  for (let at = 0; at <= line.length; ) {
    if (line[at] === '"') {
      let end = at + 1;
      while (end < line.length && (line[end] !== '"' || line[end + 1] === '"')) end += line[end] === '"' ? 2 : 1;
      cells.push({ value: line.slice(at + 1, end).replaceAll('""', '"'), start: at + 1, end });
      at = end + 1;
      if (line[at] !== separator && at < line.length) return cells;
    } else {
      const next = line.indexOf(separator, at);
      const end = next < 0 ? line.length : next;
      cells.push({ value: line.slice(at, end), start: at, end });
      at = end;
    }
    if (at >= line.length) break;
    at++;
  }
  return cells;
}

function tables(redactor: Redactor, text: string, where: Where, edits: Edits): void {
  const lines = [...text.matchAll(/[^\r\n]*(?:\r?\n|$)/g)];
  for (const [index, match] of lines.entries()) {
    if (!/^ *-{2,}(?: +-+)+[ \t]*\r?\n?$/.test(match[0])) continue;
    const heads = lines[index - 1]?.[0] ?? '';
    const starts = [...match[0].matchAll(/-+/g)].map((dashes) => dashes.index);
    for (let row = index + 1; row < lines.length; row++) {
      const line = lines[row];
      if (!line || line[0].trim() === '') break;
      for (const [column, start] of starts.entries()) {
        const to = starts[column + 1];
        const name = heads.slice(start, to).trim();
        const cell = line[0].slice(start, to).replace(/\s+$/, '');
        const value = cell.trim();
        const kind = value ? redactor.classOf(name, value) : undefined;
        if (!kind) continue;
        const from = line.index + start + cell.indexOf(value);
        edits.claim(from, from + value.length, () => {
          const result = redactor.named(kind, value, inside(where, `column:${name}`));
          // The columns behind keep their place.
          return result === value ? undefined : to === undefined ? result : result.padEnd(value.length);
        });
      }
    }
  }
}
