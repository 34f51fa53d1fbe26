import type { Span } from '../place';
import type { SourceText } from '../sourceText';
import { DumpBuilder } from './builder';
import { type JsonTraits, readJson } from './jsonReader';
import type { Dump } from './model';
import { readNodes } from './nodes';
import { readPageText } from './pageText';
import { dumpProblem } from './problems';
import { type Region, regionsOf } from './regions';
import { parseDateString, parseStatTime, type ReadTime } from './time';

/**
 * Every sync-internals dump in a text, in order: status dumps of the three generations, events dumps, node dumps, page
 * text, `about_sync_data` of a system log, and fragments of them. Never throws; an empty list means there is none.
 * `text` can be given with the same length as the source's text and parts of it blanked. `marked` reads only
 * dumps that have a header of their own.
 */
export function readDumps(source: SourceText, id: string, text = source.text, which: 'all' | 'marked' = 'all'): Dump[] {
  const dumps: Dump[] = [];
  for (const region of regionsOf(text)) {
    if (which === 'marked' && region.kind !== 'nodes' && region.kind !== 'status') continue;
    const builder = new DumpBuilder(id, source, text);
    if (region.kind === 'nodes') readNodeDump(builder, region);
    else if (region.kind === 'status') readStatus(builder, region);
    else if (!readLoose(builder, region)) continue;
    dumps.push(builder.finish());
  }
  return dumps;
}

/** F1 to F4: header, status JSON, and a log part in some. */
function readStatus(builder: DumpBuilder, region: Region): void {
  const { text } = builder;
  const date = parseDateString(text.slice(region.start, region.body));
  if (date) builder.taken = takenAt(text, date, region.start);
  builder.cover({ start: region.start, end: region.body });
  const json = readJson(builder, region.body, region.end);
  const log = hasLogHeader(text, region);
  if (json.logEntries || (!date && log)) builder.form = 'events';
  else if (json.wrapped) builder.form = 'status-3';
  else builder.form = log ? 'status-2' : 'status-1';
  finishJson(builder, json, region);
}

/** F5: first line, status JSON, blocks of nodes. */
function readNodeDump(builder: DumpBuilder, region: Region): void {
  const { text } = builder;
  const first = text.slice(region.start, region.body);
  const time = parseStatTime(first);
  if (time) builder.taken = takenAt(text, time, region.start);
  const comma = first.indexOf(',');
  builder.userAgent = first.slice(comma + 1, first.search(/[\r\n]/)).trim();
  builder.form = 'nodes';
  const separator = /(?:^|[\r\n])[ \t>]*={5}[ \t]*(?=[\r\n]|$)/g;
  separator.lastIndex = region.body;
  const found = separator.exec(text);
  const blocks = found && found.index < region.end ? found.index : region.end;
  const json = readJson(builder, region.body, blocks);
  readNodes(builder, blocks, region.end);
  finishJson(builder, json, { ...region, end: blocks }, false);
  builder.cover({ start: region.start, end: region.end });
}

/** F6, F8, F9 and bare JSON: true when something of a dump was found. */
function readLoose(builder: DumpBuilder, region: Region): boolean {
  const { text } = builder;
  const body = text.slice(region.start, region.end);
  const json = jsonMarks.test(body) ? readJson(builder, region.start, region.end) : undefined;
  const fromJson = builder.found;
  const known = readGaps(builder, region, json?.extent);
  if (fromJson === 0 && known === 0) return false;
  if (region.kind === 'log-value' && fromJson > 0) builder.form = 'system-log';
  else if (json?.whole) {
    const line = json.extent ? text.slice(json.extent.start, json.extent.start + 2000) : '';
    builder.form = json.wrapped ? 'status-3' : /[\r\n]/.test(line) ? 'status-1' : 'system-log';
  } else if (fromJson === 0 && (region.kind === 'page' || builder.sections.length > 4)) builder.form = 'page-text';
  if (json) noteCut(builder, json, region);
  if (json?.extent) builder.cover(json.extent);
  return true;
}

const jsonMarks =
  /["\u201c\u201d](?:stat_name|is_sensitive|num_entries|type_status|protocolEvents)["\u201c\u201d]|["\u201c\u201d]status["\u201c\u201d]\s*:\s*["\u201c\u201d](?:ok|severity_|transitioning)|["\u201c\u201d]type["\u201c\u201d]\s*:\s*["\u201c\u201d](?:(?:GetUpdates|Commit) Re|(?:Normal|Initial|Poll) GetU)|(?:cryptographer|datatype|model|configuration) error was encountered|preconditions not met/;

function finishJson(builder: DumpBuilder, json: JsonTraits, region: Region, gaps = true): void {
  if (gaps) readGaps(builder, { ...region, start: region.body }, json.extent);
  if (builder.empty && !builder.hasTypes) {
    builder.problems.push(dumpProblem(builder, 'dump-no-about', { start: region.start, end: region.body }));
  }
  noteCut(builder, json, region);
  if (json.extent) builder.cover(json.extent);
}

function noteCut(builder: DumpBuilder, json: JsonTraits, region: Region): void {
  if (!json.cut || builder.form === 'fragment') return;
  const end = json.extent?.end ?? region.end;
  builder.problems.push(dumpProblem(builder, 'dump-cut', { start: Math.max(region.start, end - 1), end }));
}

/** Reads the text around JSON as lines; returns how many of them were surely a dump's. */
function readGaps(builder: DumpBuilder, region: Region, extent: Span | undefined): number {
  if (!extent) return readPageText(builder, region.start, region.end).known;
  builder.section(undefined, undefined, false);
  const before = readPageText(builder, region.start, Math.max(region.start, extent.start)).known;
  return before + readPageText(builder, Math.min(region.end, extent.end), region.end).known;
}

function takenAt(text: string, time: ReadTime & { span: Span }, base: number): Dump['taken'] {
  const span = { start: base + time.span.start, end: base + time.span.end };
  return { time: time.time, offset: time.offset, text: text.slice(span.start, span.end), span };
}

function hasLogHeader(text: string, region: Region): boolean {
  const pattern = /[\r\n][ \t>]*===[ \t]*(?:\r\n|\r|\n)[ \t>]*Log[ \t]*(?=[\r\n]|$)/g;
  pattern.lastIndex = region.body;
  const match = pattern.exec(text);
  return match !== null && match.index < region.end;
}
