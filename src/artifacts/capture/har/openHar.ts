import type { ByteSource } from '../../../platform/platform';
import { type Message, message } from '../../../text';
import { plainText } from '../../container/plainText';
import type { OpenOptions } from '../../open';
import type { Place } from '../../place';
import type { Problem } from '../../problem';
import type { Session } from '../model';
import { OpenHarCapture } from './capture';
import { bodySpansOf, isDevTools, sessionOf, showsSecrets } from './entry';
import { type EntryIndex, heavyKeys } from './index';
import { type JsonObject, objectOf, textOf } from './json';
import type { HarCapture } from './model';
import { parseTolerant } from './parse';
import { findNextEntry } from './resume';
import { type SkimmedItem, type SkimResult, skimArray } from './skim';
import { findJsonFault, type JsonFault, type JsonFaultPlace } from './strict';
import { findStart, textBehind } from './wrapper';

/**
 * Opens a HAR (HTTP Archive 1.1 and 1.2, any writer), also in UTF-16, gzip around it included. The file is read once in chunks and
 * never held as a whole: the list needs the heads of the entries, bodies stay where they are. A broken file gives the
 * entries that can be read and problems with line and column.
 */
export async function openHar(given: ByteSource, options: OpenOptions): Promise<HarCapture> {
  const { source, problems: before } = await plainText(given, options);
  const problems: Problem[] = [...(options.before ?? []), ...before];
  const rows = new Rows(options);
  const start = await findStart(source);
  const { stop } = options;
  const result = await skimArray(source, {
    path: ['log', 'entries'],
    heavy: heavyKeys,
    from: start.offset,
    onItem: (item) => rows.add(item),
    signal: stop ? either(stop, options.signal) : options.signal,
    onProgress: options.onProgress,
  }).catch((error: unknown) => {
    if (!stop?.aborted || options.signal?.aborted) throw error;
    return undefined;
  });
  if (!result) {
    problems.push(at(options.id, 'capture-stopped', message('capture.stopped', { count: rows.sessions.length })));
    return new OpenHarCapture({
      id: options.id,
      platform: options.platform,
      source,
      sources: [given, source],
      writer: '',
      sessions: rows.sessions,
      index: rows.index,
      problems,
      sanitized: false,
    });
  }
  const outer = parseTolerant(result.outer ?? 'null');
  const log = objectOf(outer.value['log']);
  const creator = objectOf(log['creator']);
  const writer = [creator['name'], creator['version']]
    .map(textOf)
    .filter((part) => part !== '')
    .join(' ');
  if (start.wrapper !== '') problems.push(at(options.id, 'har-jsonp', message('har.jsonp', { name: start.wrapper })));
  const sound = outer.sound && rows.sound && result.rootEnd !== undefined && !result.oddGaps;
  const fault = sound ? undefined : await findJsonFault(source, start.offset, { signal: options.signal });
  if (fault) problems.push(faultProblem(options.id, fault, result, rows));
  else if (!result.found) problems.push(shapeProblem(options.id, outer.value, result));
  const behind = fault ? undefined : await textBehind(source, result.rootEnd, start.wrapper !== '', options.signal);
  if (behind) problems.push(faultProblem(options.id, behind, result, rows));
  if (fault && fault.fault !== 'end' && result.cutItem !== undefined) {
    problems.push(...(await resume(source, Math.max(fault.offset, result.cutItem + 1), rows, options)));
  }
  if (result.strays > 0) {
    problems.push(at(options.id, 'har-strays', message('har.strays', { count: result.strays })));
  }
  for (const key of rows.unreadable) {
    const place: Place = { artifact: options.id, session: key, layers: [`json:/log/entries/${key - 1}`] };
    problems.push({
      code: 'har-entry-unreadable',
      message: message('har.entryUnreadable', { entry: String(key) }),
      place,
    });
  }
  const sanitized = isDevTools(writer) && rows.sessions.length > 0 && !rows.secrets;
  if (sanitized) problems.push(at(options.id, 'har-sanitized', message('har.sanitized')));
  return new OpenHarCapture({
    id: options.id,
    platform: options.platform,
    source,
    sources: [given, source],
    writer,
    sessions: rows.forWriter(writer),
    index: rows.index,
    problems,
    sanitized,
  });
}

/** A signal that is aborted as soon as one of two is. */
function either(first: AbortSignal, second: AbortSignal | undefined): AbortSignal {
  const both = new AbortController();
  for (const signal of [first, second]) {
    if (signal?.aborted) both.abort(signal.reason);
    signal?.addEventListener('abort', () => both.abort(signal.reason), { once: true });
  }
  return both.signal;
}

/** Broken entries that are passed over at most. */
const resumeLimit = 20;

/** Goes on behind an entry whose brackets or quotes do not close, as often as that happens. */
async function resume(source: ByteSource, from: number, rows: Rows, options: OpenOptions): Promise<Problem[]> {
  const problems: Problem[] = [];
  let behind: number | undefined = from;
  for (let i = 0; i < resumeLimit && behind !== undefined; i++) {
    const start = await findNextEntry(source, behind, options.signal);
    if (start === undefined) break;
    const before = rows.sessions.length;
    const place: Place = { artifact: options.id, layers: [], range: { byteStart: behind, byteEnd: start } };
    problems.push({ code: 'har-resumed', message: message('har.resumed', { from: behind, byte: start }), place });
    const { cutItem } = await skimArray(source, {
      path: ['log', 'entries'],
      heavy: heavyKeys,
      from: start,
      element: true,
      onItem: (item) => rows.add(item),
      signal: options.signal,
    });
    behind = cutItem === undefined || rows.sessions.length === before ? undefined : cutItem + 1;
  }
  return problems;
}

const firstRows = 100;
/** Milliseconds between two announcements of rows. */
const tellEvery = 200;

/** Collects rows while the file goes by. */
class Rows {
  readonly sessions: Session[] = [];
  readonly index: EntryIndex = [];
  readonly unreadable: number[] = [];
  sound = true;
  secrets = false;
  private readonly connections = new Map<number, number>();
  private announcedAt = 0;

  constructor(private readonly options: OpenOptions) {}

  add(item: SkimmedItem): void {
    const parsed = parseTolerant(item.text);
    const entry = parsed.value;
    const key = this.sessions.length + 1;
    if (!parsed.sound) {
      this.sound = false;
      if (entry['request'] === undefined && entry['response'] === undefined) this.unreadable.push(key);
    }
    const spans = bodySpansOf(entry, item.spans);
    this.sessions.push(sessionOf(entry, key, '', spans));
    this.index.push({ start: item.start, end: item.end, spans });
    if (!this.secrets && showsSecrets(entry)) this.secrets = true;
    const connection = entry['connection'];
    if (typeof connection === 'string' && /^\d{1,5}$/.test(connection)) this.connections.set(key, Number(connection));
    if (key === firstRows || (key > firstRows && key % firstRows === 0 && this.isTimeToTell())) {
      this.announcedAt = performance.now();
      this.options.onSessions?.(this.sessions);
    }
  }

  private isTimeToTell(): boolean {
    return performance.now() - this.announcedAt > tellEvery;
  }

  /** The creator may stand behind the entries, and a bare number is a client port only with Fiddler. */
  forWriter(writer: string): readonly Session[] {
    if (!/^Fiddler/i.test(writer) || this.connections.size === 0) return this.sessions;
    return this.sessions.map((session) => {
      const port = this.connections.get(session.key);
      return port === undefined || port === 0 || port > 65_535 ? session : { ...session, clientPort: port };
    });
  }
}

function faultProblem(artifact: string, fault: JsonFaultPlace, result: SkimResult, rows: Rows): Problem {
  const { line, character } = fault;
  const position = { line, character };
  const place: Place = { artifact, layers: [], range: { start: position, end: { line, character: character + 1 } } };
  const entry = rows.sessions.length + 1;
  const args = { line: String(line + 1), column: String(character + 1) };
  if (fault.fault === 'end') {
    const text =
      result.cutItem !== undefined
        ? message('har.cutInEntry', {
            ...args,
            entry: String(entry),
            byte: result.cutItem,
            count: rows.sessions.length,
          })
        : message('har.cut', { ...args, count: rows.sessions.length });
    return { code: 'har-cut', message: text, place };
  }
  return { code: 'har-not-json', message: message(faultKeys[fault.fault], args), place };
}

const faultKeys = {
  propertyName: 'har.faultPropertyName',
  colon: 'har.faultColon',
  comma: 'har.faultComma',
  value: 'har.faultValue',
  bracket: 'har.faultBracket',
  controlCharacter: 'har.faultControlCharacter',
  escape: 'har.faultEscape',
  trailing: 'har.faultTrailing',
} as const satisfies Record<Exclude<JsonFault, 'end'>, Message['key']>;

function shapeProblem(artifact: string, root: JsonObject, result: SkimResult): Problem {
  const hasLog = typeof root['log'] === 'object' && root['log'] !== null;
  if (result.outer === undefined || !hasLog) return at(artifact, 'har-no-log', message('har.noLog'));
  return at(artifact, 'har-no-entries', message('har.noEntries'));
}

function at(artifact: string, code: string, text: Message): Problem {
  return { code, message: text, place: { artifact, layers: [] } };
}
