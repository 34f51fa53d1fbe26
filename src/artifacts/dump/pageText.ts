import { type Line, linesOf, trimmedSpan } from '../lines';
import type { Span } from '../place';
import type { DumpBuilder } from './builder';
import type { Section, Stat } from './model';
import { isNodeLine, parseNode } from './nodes';
import { EventLines } from './pageEvents';
import { cellsOf, TypeLines } from './pageTypes';
import { isDistinctiveStatName, isSectionTitle, isStatName, isTypeName } from './schema';
import { parseStatTime } from './time';

/** What the lines held: decides whether they are a page, a fragment, or only words around something else. */
export interface PageTraits {
  /** The page's own labels were seen: `Type Info`, `Sync Protocol Log`, section titles. */
  labels: number;
  tabbed: number;
  /** Rows typed as `name | value`. */
  barred: number;
  /** Rows typed as `name: value`. */
  typed: number;
  /** Rows whose name is a stat's or data type's, and log entries: without any, the lines are no dump. */
  known: number;
}

/**
 * Reads copied page text (select all), rows retyped with bars or colons, and one cell per line, between two offsets.
 * Lines that are none of these are passed over: they are words of the person who pasted.
 */
export function readPageText(builder: DumpBuilder, from: number, to: number): PageTraits {
  const reader = new PageReader(builder, linesOf(builder.text, from, to));
  return reader.read();
}

/** Longer lines are no rows of this page; the longest, Encrypted Types, has a few thousand characters. */
const longestLine = 20_000;

class PageReader {
  readonly traits: PageTraits = { labels: 0, tabbed: 0, barred: 0, typed: 0, known: 0 };
  private mode: 'none' | 'section' | 'log' | 'types' = 'none';
  private title: { text: string; span: Span } | undefined;
  private stats: Stat[] = [];
  private typed: Stat[] = [];
  private waiting: { name: string; span: Span } | undefined;
  private readonly events: EventLines;
  private readonly types: TypeLines;
  private readonly width: number;
  private actionable = false;

  constructor(
    private readonly builder: DumpBuilder,
    private readonly lines: readonly Line[],
  ) {
    this.events = new EventLines(builder, () => this.zone());
    this.types = new TypeLines(builder);
    this.width = wrapWidth(lines);
  }

  read(): PageTraits {
    const { lines } = this;
    let separated = true;
    for (let i = 0; i < lines.length; i++) {
      const line = lines[i];
      if (!line) break;
      const trimmed = line.text.trim();
      if (trimmed === '') {
        if (this.events.active) this.events.flush();
        separated = true;
        continue;
      }
      this.line(line, trimmed, separated, lines[i - 1], lines[i + 1]);
      separated = false;
    }
    this.endWaiting();
    this.events.flush();
    this.types.flush();
    this.endSection();
    if (this.traits.labels > 0 && this.builder.types.length > 0) this.traits.known++;
    if (this.typed.length >= 2 || this.traits.known > 0) {
      this.traits.known += this.typed.length;
      this.stats = this.typed;
      this.endSection();
    }
    return this.traits;
  }

  private line(
    line: Line,
    trimmed: string,
    separated: boolean,
    before: Line | undefined,
    next: Line | undefined,
  ): void {
    if (trimmed.length > longestLine) return;
    if (this.special(line, trimmed)) return;
    if (line.text.includes('\t') && this.tabbed(line)) return;
    if (this.events.head(line, this.mode === 'log')) {
      this.endWaiting();
      this.mode = 'log';
      this.traits.known++;
      return;
    }
    if (this.waiting && this.value(line, trimmed)) return;
    if (isSectionTitle(trimmed)) {
      this.begin(trimmed, trimmedSpan(line, 0, line.text.length));
      return;
    }
    if (this.mode === 'types' && this.types.cell(line)) return;
    if (trimmed.includes('|') && this.barred(line)) return;
    if (isNodeLine(line.text)) {
      const node = parseNode(line.text, line.start);
      if (node) this.builder.node(node);
      return;
    }
    if (isStatName(trimmed) && this.mode !== 'types') {
      this.endWaiting();
      this.events.flush();
      this.waiting = { name: trimmed, span: trimmedSpan(line, 0, line.text.length) };
      return;
    }
    if (this.colon(line)) return;
    if (this.events.active) {
      this.events.more(line);
      return;
    }
    if (before && this.wrapped(line, trimmed, before)) return;
    if (
      separated &&
      this.mode !== 'types' &&
      next?.text.includes('\t') &&
      /^\p{L}[^:.]*$/u.test(trimmed) &&
      cellsOf(next, '\t').length <= 2
    ) {
      this.begin(trimmed, trimmedSpan(line, 0, line.text.length), false);
    }
  }

  /** Labels of the page itself. */
  private special(line: Line, trimmed: string): boolean {
    const label =
      /^(?:Type Info|Sync Protocol Log\b.*|Actionable Error|Enable Sync-The-Feature|Request Start\b.*|Stop Sync \(Keep Data\).*|Disable Sync \(Clear Data\)|Unrecoverable error detected at .*)$/.exec(
        trimmed,
      )?.[0];
    if (label === undefined) return false;
    this.endWaiting();
    this.events.flush();
    this.types.flush();
    const span = trimmedSpan(line, 0, line.text.length);
    if (label.startsWith('Unrecoverable')) {
      this.builder.unrecoverableDetected = { value: true, span };
      this.builder.unrecoverableMessage = { value: trimmed, span };
      this.builder.cover(span);
      return true;
    }
    if (label === 'Actionable Error') {
      this.endSection();
      this.actionable = true;
      this.mode = 'section';
      this.builder.actionableDetected = { value: true, span };
      return true;
    }
    this.endSection();
    this.traits.labels++;
    if (label === 'Type Info') {
      this.mode = 'types';
      this.builder.hasTypes = true;
      this.builder.cover(span);
    } else if (label.startsWith('Sync Protocol Log')) this.mode = 'log';
    else this.mode = 'none';
    return true;
  }

  private tabbed(line: Line): boolean {
    const cells = cellsOf(line, '\t');
    const [name, value] = cells;
    if (!name || !value || name.text === '') return false;
    this.endWaiting();
    if (this.types.header(cells)) {
      this.events.flush();
      this.endSection();
      this.mode = 'types';
      this.builder.cover({ start: name.span.start, end: line.end });
      return true;
    }
    if ((this.mode === 'types' && (cells.length > 2 || !isStatName(name.text))) || this.types.looksLikeRow(cells)) {
      this.types.flush();
      if (this.mode !== 'types' && !isTypeName(name.text) && cells.length < 5) return false;
      this.types.row(cells);
      if (isTypeName(name.text)) this.traits.known++;
      this.traits.tabbed++;
      return true;
    }
    if (/^[{}[\]"]/.test(name.text)) return false;
    if (cells.length > 2 && cells.slice(2).some((cell) => cell.text !== '') && !isStatName(name.text)) return false;
    this.events.flush();
    if (this.mode === 'log' || this.mode === 'types') this.mode = 'section';
    const end = cells[cells.length - 1] ?? value;
    const valueSpan = { start: Math.min(value.span.start, end.span.end), end: Math.max(value.span.end, end.span.end) };
    this.push(name.text, name.span, this.builder.text.slice(valueSpan.start, valueSpan.end).trim(), valueSpan);
    this.traits.tabbed++;
    return true;
  }

  private barred(line: Line): boolean {
    const cells = cellsOf(line, '|');
    const [name, value] = cells;
    if (!name || !value) return false;
    if (this.types.header(cells)) {
      this.endSection();
      this.mode = 'types';
      return true;
    }
    if (cells.length >= 4 && (isTypeName(name.text) || (this.mode === 'types' && this.types.looksLikeRow(cells)))) {
      this.types.row(cells);
      if (isTypeName(name.text)) this.traits.known++;
      this.traits.barred++;
      return true;
    }
    if (!isStatName(name.text)) return false;
    this.endWaiting();
    this.events.flush();
    const last = cells[cells.length - 1] ?? value;
    const span = { start: value.span.start, end: last.span.end };
    this.push(name.text, name.span, this.builder.text.slice(span.start, span.end), span);
    this.traits.barred++;
    return true;
  }

  /** `name: value` or `name = value`, typed by somebody; kept apart until it is clear that this is a dump. */
  private colon(line: Line): boolean {
    const match = /^([-*\s]*)(\p{L}[^:=\t]{3,60}?)(\s*[:=]\s*)(\S.*?)\s*$/u.exec(line.text);
    const [, lead = '', name = '', between = '', value = ''] = match ?? [];
    if (!match || !isDistinctiveStatName(name)) return false;
    const start = line.start + lead.length;
    const from = start + name.length + between.length;
    this.endWaiting();
    this.events.flush();
    this.traits.typed++;
    const stat = statOf(name, { start, end: start + name.length }, value, { start: from, end: from + value.length });
    if (this.title) this.stats.push(stat);
    else this.typed.push(stat);
    return true;
  }

  /** The line behind a known name that stood alone. */
  private value(line: Line, trimmed: string): boolean {
    const { waiting } = this;
    if (!waiting || isSectionTitle(trimmed) || isStatName(trimmed)) return false;
    this.waiting = undefined;
    this.push(waiting.name, waiting.span, trimmed, trimmedSpan(line, 0, line.text.length));
    this.traits.tabbed++;
    return true;
  }

  /** The rest of a value that a mail program wrapped: the line before was as long as lines get there. */
  private wrapped(line: Line, trimmed: string, before: Line): boolean {
    const last = this.stats[this.stats.length - 1];
    // A line of brackets or rules is nobody's rest.
    if (!/[\p{L}\d]/u.test(trimmed)) return false;
    if (this.width === 0 || before.text.length + 1 + (/^\S+/.exec(trimmed)?.[0].length ?? 0) <= this.width)
      return false;
    if (this.mode === 'types') return this.wrappedRow(trimmed, before, trimmedSpan(line, 0, line.text.length));
    if (!last || last.valueSpan.end < before.start || last.valueSpan.end > before.end) return false;
    const span = trimmedSpan(line, 0, line.text.length);
    this.stats[this.stats.length - 1] = {
      ...last,
      value: `${last.value} ${trimmed}`,
      valueSpan: { start: last.valueSpan.start, end: span.end },
    };
    return true;
  }

  private wrappedRow(trimmed: string, before: Line, span: Span): boolean {
    const row = this.builder.types[this.builder.types.length - 1];
    if (!row || row.span.end < before.start || row.span.end > before.end || row.state !== '') return false;
    const [rest = '', state = '', group] = this.builder.text.slice(span.start, span.end).split('\t');
    this.builder.types[this.builder.types.length - 1] = {
      ...row,
      message: rest === '' ? row.message : `${row.message} ${trimmed.split('\t')[0]?.trim() ?? ''}`.trim(),
      state: state.trim(),
      groupType: group?.trim() || undefined,
      messageSpan: { start: row.messageSpan.start, end: span.start + rest.trimEnd().length },
      span: { start: row.span.start, end: span.end },
    };
    this.builder.cover(span);
    return true;
  }

  private begin(text: string, span: Span, label = true): void {
    this.endWaiting();
    this.events.flush();
    this.types.flush();
    this.endSection();
    this.title = { text, span };
    this.mode = 'section';
    if (label) this.traits.labels++;
  }

  private push(name: string, nameSpan: Span, value: string, valueSpan: Span): void {
    if (isDistinctiveStatName(name)) this.traits.known++;
    this.stats.push(statOf(name, nameSpan, value, valueSpan));
  }

  private endWaiting(): void {
    const { waiting } = this;
    this.waiting = undefined;
    if (waiting && this.title)
      this.push(waiting.name, waiting.span, '', { start: waiting.span.end, end: waiting.span.end });
  }

  private endSection(): void {
    const { title, stats, builder } = this;
    this.title = undefined;
    this.stats = [];
    if (this.actionable) {
      this.actionable = false;
      for (const stat of stats) {
        builder.actionable.push(stat);
        builder.cover({ start: stat.nameSpan.start, end: stat.valueSpan.end });
      }
      return;
    }
    if (stats.length === 0) return;
    for (const stat of stats) builder.stat(stat);
    builder.section(title?.text, title?.span, title?.text === 'Identity');
  }

  /** Zone of the dump by the times its stats carry. */
  private zone(): number | undefined {
    const sections: readonly Section[] = this.builder.sections;
    for (const section of sections)
      for (const stat of section.stats) {
        const time = parseStatTime(stat.value);
        if (time) return time.offset;
      }
    return undefined;
  }
}

function statOf(name: string, nameSpan: Span, value: string, valueSpan: Span): Stat {
  return {
    name,
    value,
    type: value === 'true' || value === 'false' ? 'boolean' : /^-?\d+$/.test(value) ? 'number' : 'string',
    status: value === 'Uninitialized' ? 'uninitialized' : 'good',
    nameSpan,
    valueSpan,
  };
}

/**
 * Width at which the text was wrapped: its longest line, when no line is long; 0 when it was not wrapped. One line that
 * stands out among many shorter ones is no margin.
 */
function wrapWidth(lines: readonly Line[]): number {
  let longest = 0;
  for (const line of lines) if (line.text.length > longest) longest = line.text.length;
  if (longest < 50 || longest > 100) return 0;
  const full = lines.filter(({ text }) => text.length > longest - 20).length;
  return full >= 2 || lines.length <= 12 ? longest : 0;
}
