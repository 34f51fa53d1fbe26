import { elementsOf, type HtmlElement, hasClass, isElement, isHidden, parseHtml, textOf } from '../html';
import { jsonValue } from '../json/value';
import { MappedText } from '../mappedText';
import { readMhtml } from '../mhtml';
import type { SourceText } from '../sourceText';
import { DumpBuilder } from './builder';
import { typeRowStatus } from './jsonReader';
import type { Dump, Stat } from './model';
import { dumpProblem } from './problems';
import { isSectionTitle } from './schema';
import { parseLocaleTime, parseStatTime } from './time';

/**
 * A saved sync-internals page (`.html`, or `.mhtml` with its quoted-printable part): sections by heading and table,
 * severity by row class. Spans lie in the file's own text. Undefined when the page is another one.
 */
export function readSavedDump(source: SourceText, id: string): Dump | undefined {
  const page = readMhtml(source);
  const html = page?.html ?? new MappedText(source.text, undefined);
  const root = parseHtml(html.text);
  const builder = new DumpBuilder(id, source);
  builder.form = 'saved-page';
  if (page?.date) builder.taken = page.date;
  const reader = new SavedPage(builder, html);
  for (const element of elementsOf(root)) reader.element(element);
  reader.finish();
  if (builder.empty && !/<title>\s*Sync Internals/i.test(html.text)) return undefined;
  if (builder.empty) builder.problems.push(dumpProblem(builder, 'dump-html-part', { start: 0, end: 1 }));
  builder.cover({ start: 0, end: source.text.length });
  return builder.finish();
}

class SavedPage {
  private title: { text: string; span: { start: number; end: number } } | undefined;
  private readonly events: HtmlElement[] = [];
  private zone: number | undefined;

  constructor(
    private readonly builder: DumpBuilder,
    private readonly html: MappedText,
  ) {}

  element(element: HtmlElement): void {
    if (element.name === 'h2' || element.name === 'h3') {
      const text = textOf(element);
      this.title = { text: text.text, span: this.html.span(text.span) };
    } else if (element.name === 'table') this.table(element);
    else if (hasClass(element, 'traffic-event-entry')) this.events.push(element);
    else if (element.name === 'span' && hasClass(element, 'err')) this.error(element);
  }

  /** The log is read last: its local times need the zone that the stats show. */
  finish(): void {
    for (const element of this.events) this.event(element);
  }

  private table(table: HtmlElement): void {
    const id = table.attributes['id'] ?? '';
    const rows = [...elementsOf(table)].filter((element) => element.name === 'tr');
    const { title } = this;
    this.title = undefined;
    if (id === 'typeInfo' || title?.text === 'Type Info') {
      this.types(rows);
      return;
    }
    const stats: Stat[] = [];
    for (const row of rows) {
      const stat = this.stat(row);
      if (stat) stats.push(stat);
    }
    if (id === 'actionableError') {
      this.builder.actionable.push(...stats);
      this.builder.actionableDetected = { value: !isHidden(table), span: this.html.span(table) };
      return;
    }
    if (!hasClass(table, 'about-details') && !(title && isSectionTitle(title.text))) return;
    for (const stat of stats) this.builder.stat(stat);
    this.builder.section(title?.text, title?.span, title?.text === 'Identity');
  }

  private stat(row: HtmlElement): Stat | undefined {
    const cells = row.children.filter(isElement).filter((cell) => cell.name === 'td' || cell.name === 'th');
    const name = cells.find((cell) => hasClass(cell, 'detail')) ?? cells[0];
    const value = cells.find((cell) => hasClass(cell, 'value')) ?? cells[1];
    if (!name || !value) return undefined;
    const nameText = textOf(name);
    const valueText = textOf(value);
    const { text } = valueText;
    this.zone ??= parseStatTime(text)?.offset;
    return {
      name: nameText.text,
      value: text,
      type: text === 'true' || text === 'false' ? 'boolean' : /^-?\d+$/.test(text) ? 'number' : 'string',
      status:
        hasClass(row, 'uninitialized') || text === 'Uninitialized'
          ? 'uninitialized'
          : hasClass(row, 'in_bad_state')
            ? 'in_bad_state'
            : 'good',
      nameSpan: this.html.span(nameText.span),
      valueSpan: this.html.span(valueText.span),
    };
  }

  private types(rows: readonly HtmlElement[]): void {
    this.builder.hasTypes = true;
    let columns = ['Data Type', 'Total Entries', 'Live Entries', 'Message', 'State', 'Group Type'];
    for (const row of rows) {
      const cells = row.children
        .filter(isElement)
        .filter((cell) => cell.name === 'td' || cell.name === 'th')
        .map(textOf);
      const [name] = cells;
      if (!name) continue;
      if (hasClass(row, 'header') || /^(?:Data|Model) Type$/.test(name.text)) {
        columns = cells.map((cell) => cell.text);
        continue;
      }
      const cell = (pattern: RegExp) => cells[columns.findIndex((column) => pattern.test(column))];
      const message = cell(/^Message$/i);
      const count = (text: string | undefined) => (text !== undefined && /^\d+$/.test(text) ? Number(text) : undefined);
      this.builder.type({
        name: name.text,
        message: message?.text ?? '',
        state: cell(/^State$/i)?.text ?? '',
        status: rowStatus(row),
        total: count(cell(/^Total/i)?.text),
        live: count(cell(/^Live/i)?.text),
        groupType: cell(/^Group/i)?.text || undefined,
        nameSpan: this.html.span(name.span),
        messageSpan: this.html.span(message && message.text !== '' ? message.span : name.span),
        span: this.html.span({ start: row.start, end: row.end }),
      });
    }
  }

  private event(element: HtmlElement): void {
    const part = (name: string) => [...elementsOf(element)].find((child) => hasClass(child, name));
    const [time, type, details, proto] = [part('time'), part('type'), part('details'), part('proto')].map((child) =>
      child ? textOf(child) : undefined,
    );
    const local = parseLocaleTime(time?.text ?? '');
    const at = local === undefined || this.zone === undefined ? undefined : local - this.zone * 60_000;
    this.builder.event({
      time: at,
      timeText: time?.text ?? '',
      type: type?.text ?? '',
      details: details?.text ?? '',
      proto: proto && proto.text !== '' ? jsonValue(proto.text) : undefined,
      span: this.html.span({ start: element.start, end: element.end }),
      detailsSpan: this.html.span(details && details.text !== '' ? details.span : (type?.span ?? element)),
    });
  }

  private error(element: HtmlElement): void {
    const text = textOf(element);
    const span = this.html.span(text.span);
    const shown = !isHidden(element) && text.text !== '';
    this.builder.unrecoverableDetected = { value: shown, span };
    if (shown) this.builder.unrecoverableMessage = { value: text.text, span };
  }
}

function rowStatus(row: HtmlElement): ReturnType<typeof typeRowStatus> {
  for (const name of (row.attributes['class'] ?? '').split(/\s+/)) {
    const status = typeRowStatus(name);
    if (status !== 'unknown') return status;
  }
  return 'unknown';
}
