import type { ByteSource, Platform } from '../../../platform/platform';
import { message } from '../../../text';
import { decodeBase64Bytes } from '../../base64';
import type { TextRange } from '../../place';
import type { Problem } from '../../problem';
import type { Body, Certificate, ReadOptions, Session, SessionDetail, SessionPart, WebSocketMessage } from '../model';
import { readHarBody } from './body';
import { flagsOf, requestLineOf, statusLineOf, timersOf } from './entry';
import { headersOf } from './headers';
import { type EntryIndex, heavyKeys } from './index';
import { type JsonObject, listOf, numberOf, objectOf, textOf } from './json';
import { unescapeJson } from './jsonString';
import type { EntrySlice, HarCapture } from './model';
import { parseMoment } from './moment';
import { parseTolerant } from './parse';
import { skimArray } from './skim';
import { positionOf } from './strict';
import { unknownSession } from './unknown';

/** What {@link OpenHarCapture} is made of. */
export interface HarParts {
  readonly id: string;
  readonly platform: Platform;
  readonly source: ByteSource;
  /** Everything to close at the end. */
  readonly sources: readonly ByteSource[];
  readonly writer: string;
  readonly sessions: readonly Session[];
  readonly index: EntryIndex;
  readonly problems: readonly Problem[];
  readonly sanitized: boolean;
}

const bodyLimit = 256 << 20;
/** Strings under a heavy key that are no bodies are put back up to this length. */
const restoreLimit = 1 << 16;

interface ParsedEntry {
  readonly entry: JsonObject;
  readonly sound: boolean;
}

/** A HAR whose rows are in memory; heads and bodies are read from the file when asked. */
export class OpenHarCapture implements HarCapture {
  readonly kind = 'capture';
  readonly form = 'har';
  readonly password = 'none';
  readonly id: string;
  readonly writer: string;
  readonly sessions: readonly Session[];
  readonly problems: readonly Problem[];
  readonly sanitized: boolean;

  constructor(private readonly parts: HarParts) {
    this.id = parts.id;
    this.writer = parts.writer;
    this.sessions = parts.sessions;
    this.problems = parts.problems;
    this.sanitized = parts.sanitized;
  }

  async detail(key: number, options?: ReadOptions): Promise<SessionDetail> {
    const { entry, sound } = await this.entry(key, options?.signal);
    const session = this.sessions[key - 1] ?? unknownSession(key);
    const layers = [`json:/log/entries/${key - 1}`];
    const problems: Problem[] = [];
    const add = (code: string, text: Problem['message']): void => {
      problems.push({ code, message: text, place: { artifact: this.id, session: key, layers } });
    };
    if (!sound) add('har-entry-damaged', message('har.entryDamaged'));
    if (this.sessions[key - 1] && entry['request'] === undefined) add('har-no-request', message('har.noRequest'));
    if (this.sessions[key - 1] && entry['response'] === undefined) add('har-no-response', message('har.noResponse'));
    return {
      session,
      requestLine: requestLineOf(entry),
      statusLine: statusLineOf(entry, session),
      requestHeaders: headersOf(objectOf(entry['request'])['headers']),
      responseHeaders: headersOf(objectOf(entry['response'])['headers']),
      timers: timersOf(entry),
      flags: flagsOf(entry),
      problems,
    };
  }

  async body(key: number, part: SessionPart, options?: ReadOptions): Promise<Body> {
    const session = this.sessions[key - 1] ?? unknownSession(key);
    const spans = this.parts.index[key - 1]?.spans ?? noSpans;
    const { entry } = await this.entry(key, options?.signal);
    const { source, platform } = this.parts;
    const limit = options?.limit ?? bodyLimit;
    return readHarBody({
      source,
      platform,
      artifact: this.id,
      writer: this.writer,
      session,
      entry,
      spans,
      part,
      limit,
    });
  }

  /**
   * A HAR keeps no raw messages: head and body put together so that they fit each other. Pseudo headers are left out,
   * and so are the framing and coding headers when the body is stored decoded.
   */
  async raw(key: number, part: SessionPart, options?: ReadOptions): Promise<Uint8Array> {
    const detail = await this.detail(key, options);
    const body = await this.body(key, part, options);
    const line = part === 'request' ? detail.requestLine : detail.statusLine;
    if (line === '' && body.stored.length === 0) return new Uint8Array(0);
    const headers = part === 'request' ? detail.requestHeaders : detail.responseHeaders;
    const plain = !body.layers.includes('chunked');
    const decoded = body.bytes === body.stored;
    let head = `${line}\r\n`;
    for (const { name, value } of headers) {
      if (name.startsWith(':')) continue;
      if (plain && /^transfer-encoding$/i.test(name)) continue;
      if (decoded && /^content-encoding$/i.test(name)) continue;
      head += `${name}: ${value}\r\n`;
    }
    const bytes = new TextEncoder().encode(`${head}\r\n`);
    const whole = new Uint8Array(bytes.length + body.stored.length);
    whole.set(bytes);
    whole.set(body.stored, bytes.length);
    return whole;
  }

  async webSocketMessages(key: number, options?: ReadOptions): Promise<readonly WebSocketMessage[]> {
    const range = this.parts.index[key - 1];
    if (!range) return [];
    const limit = options?.limit ?? bodyLimit;
    const bytes = await this.parts.source.read(range.start, Math.min(range.end - range.start, limit));
    const { value } = parseTolerant(new TextDecoder().decode(bytes));
    return listOf(value['_webSocketMessages']).map(objectOf).map(webSocketMessage);
  }

  async certificates(key: number): Promise<readonly Certificate[]> {
    const { entry } = await this.entry(key, undefined);
    const details = objectOf(entry['_securityDetails'] ?? objectOf(entry['response'])['_securityDetails']);
    if (details['subjectName'] === undefined && details['issuer'] === undefined) return [];
    return [
      {
        subject: textOf(details['subjectName']),
        issuer: textOf(details['issuer']),
        from: secondsText(details['validFrom']),
        to: secondsText(details['validTo']),
        detail: textOf(details['protocol']),
      },
    ];
  }

  entryRange(key: number): { readonly byteStart: number; readonly byteEnd: number } | undefined {
    const range = this.parts.index[key - 1];
    return range && { byteStart: range.start, byteEnd: range.end };
  }

  async entrySlice(key: number, options?: ReadOptions): Promise<EntrySlice | undefined> {
    const range = this.parts.index[key - 1];
    if (!range) return undefined;
    const length = Math.min(range.end - range.start, options?.limit ?? bodyLimit);
    const bytes = await this.parts.source.read(range.start, length);
    return {
      text: new TextDecoder('utf-8', { ignoreBOM: true }).decode(bytes),
      byteStart: range.start,
      byteEnd: range.end,
      complete: length === range.end - range.start,
    };
  }

  async entryPlace(key: number, options?: ReadOptions): Promise<TextRange | undefined> {
    const range = this.parts.index[key - 1];
    if (!range) return undefined;
    const start = await positionOf(this.parts.source, range.start, options?.signal);
    const end = await positionOf(this.parts.source, range.end, options?.signal);
    return { start, end };
  }

  async close(): Promise<void> {
    for (const source of new Set(this.parts.sources)) await source.close();
  }

  /** The entry's object; its body texts are numbers of spans, other heavy strings are put back. */
  private async entry(key: number, signal: AbortSignal | undefined): Promise<ParsedEntry> {
    const range = this.parts.index[key - 1];
    if (!range) return { entry: {}, sound: true };
    const source = this.parts.source;
    let text = '';
    let spans: readonly number[] = [];
    await skimArray(within(source, range.end), {
      path: [],
      heavy: heavyKeys,
      from: range.start,
      element: true,
      onItem: (item) => {
        text = item.text;
        spans = item.spans;
      },
      signal,
    });
    const parsed = parseTolerant(text);
    const bodies = [range.spans.requestStart, range.spans.responseStart];
    return { entry: objectOf(await restore(parsed.value, spans, bodies, source)), sound: parsed.sound };
  }
}

/** Puts heavy strings back that are no bodies and no WebSocket data. */
async function restore(
  value: unknown,
  spans: readonly number[],
  bodies: readonly number[],
  source: ByteSource,
): Promise<unknown> {
  if (spans.length === 0) return value;
  if (Array.isArray(value)) {
    const items: unknown[] = [];
    for (const item of value) items.push(await restore(item, spans, bodies, source));
    return items;
  }
  if (typeof value !== 'object' || value === null) return value;
  const result: Record<string, unknown> = {};
  for (const [name, content] of Object.entries(value)) {
    if (name === '_webSocketMessages') continue;
    if (typeof content !== 'string' || !heavyKeys.includes(name)) {
      result[name] = await restore(content, spans, bodies, source);
      continue;
    }
    const start = spans[Number(content) * 2];
    const end = spans[Number(content) * 2 + 1];
    if (start === undefined || end === undefined || bodies.includes(start)) {
      result[name] = content;
      continue;
    }
    const bytes = await source.read(start, Math.min(end - start, restoreLimit));
    result[name] = unescapeJson(new TextDecoder().decode(bytes)).text;
  }
  return result;
}

/** The same source, ending earlier. */
function within(source: ByteSource, end: number): ByteSource {
  return {
    size: Math.min(end, source.size),
    read: (offset, length) => source.read(offset, Math.max(0, Math.min(length, end - offset))),
    close: () => source.close(),
  };
}

/** Chromium and mitmproxy write the time in seconds; binary data (opcode 2) is Base64. */
function webSocketMessage(value: JsonObject, index: number): WebSocketMessage {
  const opcode = numberOf(value['opcode']) ?? 1;
  const data = textOf(value['data']);
  const bytes = new TextEncoder().encode(data);
  const decoded = opcode === 1 ? undefined : decodeBase64Bytes(bytes);
  const time = numberOf(value['time']);
  const started = time === undefined ? parseMoment(textOf(value['time']))?.ms : time < 1e11 ? time * 1000 : time;
  return {
    index,
    direction: /^(?:send|request|client)/i.test(textOf(value['type'])) ? 'client' : 'server',
    time: started,
    opcode,
    bytes: decoded?.sound ? decoded.bytes : bytes,
    complete: true,
  };
}

function secondsText(value: unknown): string {
  const seconds = numberOf(value);
  if (seconds === undefined) return textOf(value);
  const time = new Date(seconds * 1000);
  return Number.isNaN(time.getTime()) ? textOf(value) : time.toISOString();
}

const noSpans = { requestStart: -1, requestEnd: -1, responseStart: -1, responseEnd: -1 };
