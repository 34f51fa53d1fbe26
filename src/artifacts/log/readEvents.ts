import { type CsvRow, readCsv } from '../csv';
import { linesOf } from '../lines';
import type { Span } from '../place';
import type { SourceText } from '../sourceText';
import type { AadEvent, AadEvents } from './model';

export interface FoundEvents {
  readonly artifact: AadEvents;
  readonly span: Span;
}

const provider = /Microsoft-Windows-AAD|AadTokenBrokerPlugin|AadCloudAPPlugin|MicrosoftAccountTokenProvider/;

/** True for events of the AAD channels as text, list, XML or CSV. */
export function looksLikeAadEvents(text: string): boolean {
  if (provider.test(text)) return true;
  return /^[ \t>]*(?:Event ID|Id|EventID)\s*:\s*1\d{3}\b/im.test(text) && /AADSTS\d|0xCAA\w{5}/i.test(text);
}

/**
 * Reads AAD operational events: Event Viewer's "copy details as text", Format-List of Get-WinEvent, event XML, and
 * CSV written by Export-Csv. Codes (`AADSTS...`, `0x...`) keep their place.
 */
export function readAadEvents(source: SourceText, id: string, text = source.text): FoundEvents | undefined {
  const csv = csvEvents(text);
  const events = csv ?? (/<Event\b[^>]*>/.test(text) ? xmlEvents(text) : textEvents(text));
  const first = events[0];
  const last = events[events.length - 1];
  if (!first || !last) return undefined;
  return {
    artifact: { kind: 'aad-event', form: csv ? 'csv' : 'text', id, source, events, problems: [] },
    span: { start: first.span.start, end: last.span.end },
  };
}

function csvEvents(text: string): AadEvent[] | undefined {
  const start = /^#TYPE[^\r\n]*[\r\n]+/.exec(text)?.[0].length ?? 0;
  const head = text.slice(start, start + 4000).split(/\r\n|\r|\n/, 1)[0] ?? '';
  if (!/(?:^|[,;\t"])Message\b/i.test(head) || !/(?:^|[,;\t"])(?:Id|EventID|Event ID)\b/i.test(head)) return undefined;
  const separator = head.includes('\t') ? '\t' : head.includes(';') && !head.includes(',') ? ';' : ',';
  const [names, ...rows] = readCsv(text, separator, start);
  if (!names) return undefined;
  const column = (pattern: RegExp) => names.cells.findIndex((cell) => pattern.test(cell.text.trim()));
  const columns = {
    time: column(/^(?:TimeCreated|Date and Time|Time)$/i),
    id: column(/^(?:Id|EventID|Event ID)$/i),
    level: column(/^(?:LevelDisplayName|Level)$/i),
    message: column(/^Message$/i),
  };
  return rows.map((row) => {
    const cell = (at: number): CsvRow['cells'][number] | undefined => row.cells[at];
    const message = cell(columns.message);
    return {
      time: cell(columns.time)?.text ?? '',
      id: numberOf(cell(columns.id)?.text),
      level: cell(columns.level)?.text ?? '',
      text: message?.text ?? '',
      codes: message ? codesOf(text, message.span) : [],
      span: row.span,
    };
  });
}

function xmlEvents(text: string): AadEvent[] {
  const events: AadEvent[] = [];
  for (const match of text.matchAll(/<Event\b[^>]*>[\s\S]*?(?:<\/Event>|$)/g)) {
    const span = { start: match.index, end: match.index + match[0].length };
    const data = [...match[0].matchAll(/<(?:Data|Message)\b[^>]*>([\s\S]*?)<\/(?:Data|Message)>/g)].map((part) =>
      plain(part[1] ?? ''),
    );
    events.push({
      time: /SystemTime=["']([^"']+)/.exec(match[0])?.[1] ?? '',
      id: numberOf(/<EventID\b[^>]*>(\d+)/.exec(match[0])?.[1]),
      level: /<Level>(\d+)/.exec(match[0])?.[1] ?? '',
      text: data.join('\n'),
      codes: codesOf(text, span),
      span,
    });
  }
  return events;
}

function plain(text: string): string {
  return text
    .replace(/&lt;/g, '<')
    .replace(/&gt;/g, '>')
    .replace(/&quot;/g, '"')
    .replace(/&apos;/g, "'")
    .replace(/&amp;/g, '&')
    .trim();
}

const opens = /^\s*(?:Log Name|TimeCreated|ProviderName|Protokollname|Nom du journal)\s*:/i;
const keyed =
  /^\s*(TimeCreated|Date|Datum|Event ID|EventID|Id|Ereignis-ID|Level|LevelDisplayName|Ebene|Message|Description|Beschreibung|Meldung|Log Name|Source|Quelle|Task Category|Aufgabenkategorie|Keywords|User|Benutzer|Computer|ProviderName|ProviderId|LogName)\s*:\s*(.*)$/i;

function textEvents(text: string): AadEvent[] {
  const events: AadEvent[] = [];
  let current:
    | {
        time: string;
        id: number | undefined;
        level: string;
        lines: string[];
        start: number;
        end: number;
        inMessage: boolean;
      }
    | undefined;
  let blank = 0;
  const flush = () => {
    if (current && (current.id !== undefined || current.lines.length > 0)) {
      const span = { start: current.start, end: current.end };
      events.push({
        time: current.time,
        id: current.id,
        level: current.level,
        text: current.lines.join('\n').trim(),
        codes: codesOf(text, span),
        span,
      });
    }
    current = undefined;
  };
  for (const line of linesOf(text)) {
    const trimmed = line.text.trim();
    if (trimmed === '') {
      blank++;
      continue;
    }
    const match = keyed.exec(line.text);
    const name = match?.[1]?.toLowerCase().replace(/[ -]/g, '') ?? '';
    const repeatsId = /^(?:eventid|id|ereignisid)$/.test(name) && current?.id !== undefined;
    if ((opens.test(line.text) && (!current || current.id !== undefined || current.lines.length > 0)) || repeatsId)
      flush();
    if (!current) {
      if (!match && !provider.test(line.text) && !/AADSTS\d{4,7}|0xCAA\w{5}/i.test(line.text)) continue;
      current = { time: '', id: undefined, level: '', lines: [], start: line.start, end: line.end, inMessage: false };
    } else if (blank > 1 && !match && current.inMessage) {
      flush();
      continue;
    }
    blank = 0;
    if (!current) continue;
    current.end = line.end;
    const value = match?.[2]?.trim() ?? '';
    if (!match) current.lines.push(trimmed);
    else if (/^(?:eventid|id|ereignisid)$/.test(name)) current.id = numberOf(value);
    else if (/^(?:timecreated|date|datum)$/.test(name)) current.time = value;
    else if (/^(?:level|leveldisplayname|ebene)$/.test(name)) current.level = value;
    else if (/^(?:message|description|beschreibung|meldung)$/.test(name)) {
      current.inMessage = true;
      if (value !== '') current.lines.push(value);
    }
  }
  flush();
  return events;
}

function numberOf(text: string | undefined): number | undefined {
  return text !== undefined && /^\d+$/.test(text.trim()) ? Number(text) : undefined;
}

/** Error codes in a part of a text: `AADSTS` with 4 to 7 digits and `0x` with 8 hexadecimal digits. */
export function codesOf(text: string, span: Span): AadEvent['codes'] {
  const codes: { code: string; span: Span }[] = [];
  for (const match of text.slice(span.start, span.end).matchAll(/AADSTS\d{4,7}|0x[0-9A-Fa-f]{8}\b/g)) {
    codes.push({
      code: match[0],
      span: { start: span.start + match.index, end: span.start + match.index + match[0].length },
    });
  }
  return codes;
}
