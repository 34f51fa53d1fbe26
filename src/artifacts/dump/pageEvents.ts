import { jsonValue } from '../json/value';
import { type Line, trimmedSpan } from '../lines';
import type { DumpBuilder } from './builder';
import { eventTypes } from './schema';
import { parseLocaleTime } from './time';

const known = new RegExp(`^(.*\\d.*?)\\s+(${eventTypes.join('|')})\\s*$`);
/** In the log itself: a local time, then words that no list knows. */
const other =
  /^(\D{0,30}\d{1,4}\D{1,6}\d{1,2}\D{1,6}\d{1,4}\D{1,8}\d{1,2}[:.]\d{2}(?:[:.]\d{2})?(?:\s?(?:[AP]M|[ap]\.?\s?m\.?))?)\s+(\p{L}.*)$/u;

interface OpenEvent {
  readonly timeText: string;
  readonly type: string;
  readonly start: number;
  readonly details: string[];
  detailsStart: number;
  end: number;
  proto: { start: number; end: number; depth: number } | undefined;
}

/** Entries of the protocol log in page text: `LOCALTIME TYPE`, then detail lines, then the message where expanded. */
export class EventLines {
  private open: OpenEvent | undefined;

  /** `zone` is the dump's zone in minutes, taken from its stats; without one the times stay unread. */
  constructor(
    private readonly builder: DumpBuilder,
    private readonly zone: () => number | undefined,
  ) {}

  /** Takes the line when it starts an entry; `inLog` allows unknown entry types. */
  head(line: Line, inLog: boolean): boolean {
    if (line.text.length > 300) return false;
    const match = known.exec(line.text) ?? (inLog ? other.exec(line.text) : null);
    if (!match) return false;
    this.flush();
    const span = trimmedSpan(line, 0, line.text.length);
    this.open = {
      timeText: (match[1] ?? '').trim(),
      type: (match[2] ?? '').trim(),
      start: span.start,
      details: [],
      detailsStart: span.end,
      end: span.end,
      proto: undefined,
    };
    return true;
  }

  /** Takes a line of details or of the message of the open entry. */
  more(line: Line): boolean {
    const { open } = this;
    if (!open) return false;
    const span = trimmedSpan(line, 0, line.text.length);
    if (open.proto || line.text.trim() === '{') {
      open.proto ??= { start: span.start, end: span.end, depth: 0 };
      open.proto.end = span.end;
      open.proto.depth += braces(line.text);
      open.end = span.end;
      if (open.proto.depth <= 0) this.flush();
      return true;
    }
    if (span.start === span.end) return true;
    if (open.details.length === 0) open.detailsStart = span.start;
    open.details.push(line.text.trim());
    open.end = span.end;
    return true;
  }

  get active(): boolean {
    return this.open !== undefined;
  }

  flush(): void {
    const { open, builder } = this;
    if (!open) return;
    this.open = undefined;
    const local = parseLocaleTime(open.timeText);
    const zone = this.zone();
    const { proto } = open;
    builder.event({
      time: local !== undefined && zone !== undefined ? local - zone * 60_000 : undefined,
      timeText: open.timeText,
      type: open.type,
      details: open.details.join('\n'),
      proto: proto ? jsonValue(builder.text.slice(proto.start, proto.end)) : undefined,
      span: { start: open.start, end: open.end },
      detailsSpan: {
        start: open.details.length > 0 ? open.detailsStart : open.start,
        end: proto ? proto.start : open.end,
      },
    });
  }
}

/** Opening minus closing brackets of a line, strings left out. */
function braces(text: string): number {
  let depth = 0;
  for (const char of text.replace(/"(?:[^"\\]|\\.)*"/g, '')) {
    if (char === '{' || char === '[') depth++;
    else if (char === '}' || char === ']') depth--;
  }
  return depth;
}
