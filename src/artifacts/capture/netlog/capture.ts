import type { ByteSource } from '../../../platform/platform';
import { message } from '../../../text';
import { decodeBase64Bytes } from '../../base64';
import type { Problem } from '../../problem';
import { headersOf } from '../har/headers';
import { type JsonObject, numberOf, objectOf, textOf } from '../har/json';
import { parseTolerant } from '../har/parse';
import { unknownSession } from '../har/unknown';
import type {
  Body,
  Certificate,
  Header,
  ReadOptions,
  Session,
  SessionDetail,
  SessionPart,
  WebSocketMessage,
} from '../model';
import { readCertificate } from './certificate';
import { flagNames, type NetlogConstants } from './constants';
import { factsOf, pemsOf } from './facts';
import type { Hop, HopCollector } from './hops';
import type { NetlogCapture, NetlogEvent, NetlogFacts } from './model';
import { sourcesBelow } from './sessions';

/** What {@link OpenNetlogCapture} is made of. */
export interface NetlogParts {
  readonly id: string;
  readonly source: ByteSource;
  readonly sources: readonly ByteSource[];
  readonly constants: NetlogConstants | undefined;
  readonly hops: HopCollector | undefined;
  readonly sessions: readonly Session[];
  readonly problems: readonly Problem[];
  readonly facts: NetlogFacts;
}

const bodyLimit = 256 << 20;
const eventLength = 64 << 20;
/** Events that `events` returns at most. */
const eventCap = 2000;

/** A NetLog whose rows are in memory; events are read again from the file when asked. */
export class OpenNetlogCapture implements NetlogCapture {
  readonly kind = 'capture';
  readonly form = 'netlog';
  readonly password = 'none';
  readonly id: string;
  readonly writer: string;
  readonly sessions: readonly Session[];
  readonly problems: readonly Problem[];
  readonly facts: NetlogFacts;

  constructor(private readonly parts: NetlogParts) {
    this.id = parts.id;
    this.writer = parts.facts.client;
    this.sessions = parts.sessions;
    this.problems = parts.problems;
    this.facts = parts.facts;
  }

  async detail(key: number, options?: ReadOptions): Promise<SessionDetail> {
    const session = this.sessions[key - 1] ?? unknownSession(key);
    const hop = this.parts.hops?.hops[key - 1];
    const { constants } = this.parts;
    const none = { session, requestLine: '', statusLine: '', requestHeaders: [], responseHeaders: [] };
    if (!hop || !constants) return { ...none, timers: {}, flags: [], problems: [] };
    const request = objectOf((await this.event(hop.requestAt))['params']);
    const response = objectOf((await this.event(hop.responseAt))['params']);
    const start = objectOf((await this.event(hop.startAt))['params']);
    const flags = startFacts(start, constants);
    if (hop.location !== '') flags.push({ name: 'redirected to', value: hop.location });
    const events = await this.events(key, options);
    flags.push(...factsOf(events, constants));
    const { headers, statusLine } = splitResponse(response['headers']);
    const line = textOf(request['line']).trim();
    return {
      session,
      requestLine: line || `${session.method} ${session.url}`,
      statusLine,
      requestHeaders: headersOf(request['headers']),
      responseHeaders: headers,
      timers: { ...this.timersOf(hop), ...connectionTimers(events, constants.tickOffset, hop) },
      flags,
      problems: hop.cached && !hop.responseAt ? [this.problem(key, 'netlog-cached', message('netlog.cached'))] : [],
    };
  }

  async body(key: number, part: SessionPart, options?: ReadOptions): Promise<Body> {
    const session = this.sessions[key - 1] ?? unknownSession(key);
    const hop = this.parts.hops?.hops[key - 1];
    const limit = options?.limit ?? bodyLimit;
    const pieces: Uint8Array[] = [];
    let length = 0;
    for (let i = 0; hop && part === 'response' && i < hop.dataAt.length && length < limit; i += 2) {
      options?.signal?.throwIfAborted();
      const event = await this.event([hop.dataAt[i] ?? 0, hop.dataAt[i + 1] ?? 0]);
      const piece = decodeBase64Bytes(new TextEncoder().encode(textOf(objectOf(event['params'])['bytes']))).bytes;
      pieces.push(piece);
      length += piece.length;
    }
    const bytes = new Uint8Array(Math.min(length, limit));
    let at = 0;
    for (const piece of pieces) {
      bytes.set(piece.subarray(0, bytes.length - at), at);
      at = Math.min(bytes.length, at + piece.length);
    }
    const missing = part === 'response' && length === 0 && session.responseBytes > 0;
    const problems = missing ? [this.problem(key, 'netlog-no-body', message('netlog.noBody'))] : [];
    return {
      stored: bytes,
      bytes,
      layers: length > 0 ? [`events of source ${hop?.sourceId}`, 'base64'] : [],
      complete: !missing && length <= limit,
      omitted: missing ? 'not-kept' : undefined,
      contentType: part === 'response' ? session.contentType : '',
      problems,
    };
  }

  /** A NetLog keeps no raw messages: head as logged, body as far as it is there, without coding headers. */
  async raw(key: number, part: SessionPart, options?: ReadOptions): Promise<Uint8Array> {
    const detail = await this.detail(key, options);
    const body = await this.body(key, part, options);
    const line = part === 'request' ? detail.requestLine : detail.statusLine;
    const headers = part === 'request' ? detail.requestHeaders : detail.responseHeaders;
    if (line === '') return body.bytes;
    let head = `${line}\r\n`;
    for (const { name, value } of headers) {
      if (!name.startsWith(':') && !/^(?:content|transfer)-encoding$/i.test(name)) head += `${name}: ${value}\r\n`;
    }
    const bytes = new TextEncoder().encode(`${head}\r\n`);
    const whole = new Uint8Array(bytes.length + body.bytes.length);
    whole.set(bytes);
    whole.set(body.bytes, bytes.length);
    return whole;
  }

  /** Frames are logged without their content, so there are no messages to show. */
  webSocketMessages(): Promise<readonly WebSocketMessage[]> {
    return Promise.resolve([]);
  }

  async certificates(key: number): Promise<readonly Certificate[]> {
    const certificates: Certificate[] = [];
    for (const pem of pemsOf(await this.events(key))) {
      certificates.push(readCertificate(pem) ?? { subject: '', issuer: '', from: '', to: '', detail: pem });
    }
    return certificates;
  }

  async events(key: number, options?: ReadOptions): Promise<readonly NetlogEvent[]> {
    const { hops, constants } = this.parts;
    const hop = hops?.hops[key - 1];
    if (!hop || !hops || !constants) return [];
    const places: (readonly [number, number])[] = [];
    for (const id of [hop.sourceId, ...sourcesBelow(hops, hop)]) {
      const kept = hops.places.get(id) ?? [];
      for (let i = 0; i < kept.length; i += 2) places.push([kept[i] ?? 0, kept[i + 1] ?? 0]);
    }
    places.sort((a, b) => a[0] - b[0]);
    const events: NetlogEvent[] = [];
    for (const place of places.slice(0, eventCap)) {
      options?.signal?.throwIfAborted();
      const event = named(await this.event(place), constants);
      // A connection outlives its requests: what happened to it before belongs to the hop, what came later does not.
      if (constants.tickOffset === undefined || (event.time ?? 0) <= constants.tickOffset + hop.end) events.push(event);
    }
    return events;
  }

  async close(): Promise<void> {
    for (const source of new Set(this.parts.sources)) await source.close();
  }

  private async event(place: readonly [number, number] | undefined): Promise<JsonObject> {
    if (!place) return {};
    const bytes = await this.parts.source.read(place[0], Math.min(place[1], eventLength));
    return parseTolerant(new TextDecoder().decode(bytes).replace(/,\s*$/, '')).value;
  }

  private timersOf(hop: Hop): Record<string, number> {
    const offset = this.parts.constants?.tickOffset;
    if (offset === undefined) return {};
    const timers: Record<string, number> = { URL_REQUEST_START_JOB: offset + hop.start };
    if (hop.sent !== undefined) timers['HTTP_TRANSACTION_SEND_REQUEST_HEADERS'] = offset + hop.sent;
    if (hop.answered !== undefined) timers['HTTP_TRANSACTION_READ_RESPONSE_HEADERS'] = offset + hop.answered;
    if (hop.finished) timers['REQUEST_ALIVE'] = offset + hop.end;
    return timers;
  }

  private problem(key: number, code: string, text: Problem['message']): Problem {
    return { code, message: text, place: { artifact: this.id, session: key, layers: [] } };
  }
}

const connectionEvents = /^(?:HOST_RESOLVER_MANAGER_JOB|TCP_CONNECT|SSL_CONNECT)$/;

/**
 * When the name was looked up and the connection made: the first begin and the end that follows it, by source. What
 * happened before the request began belongs to the one that opened the connection.
 */
function connectionTimers(
  events: readonly NetlogEvent[],
  tickOffset: number | undefined,
  hop: Hop,
): Record<string, number> {
  const timers: Record<string, number> = {};
  if (tickOffset === undefined) return timers;
  const sources = new Map<string, number>();
  for (const { type, phase, time, sourceId } of events) {
    if (time === undefined || time < tickOffset + hop.start || !connectionEvents.test(type)) continue;
    if (phase === 'begin' && !sources.has(type)) {
      sources.set(type, sourceId);
      timers[`${type} begin`] = time;
    } else if (phase === 'end' && sources.get(type) === sourceId) timers[`${type} end`] ??= time;
  }
  return timers;
}

function startFacts(start: JsonObject, constants: NetlogConstants): { name: string; value: string }[] {
  const facts: { name: string; value: string }[] = [];
  for (const [name, value] of Object.entries(start)) {
    if (name === 'url' || name === 'method') continue;
    const flags = numberOf(value);
    if (name === 'load_flags' && flags !== undefined)
      facts.push({ name, value: flagNames(constants.loadFlags, flags) });
    else facts.push({ name, value: typeof value === 'object' ? JSON.stringify(value) : textOf(value) });
  }
  return facts.filter((fact) => fact.value !== '');
}

function splitResponse(value: unknown): { readonly statusLine: string; readonly headers: Header[] } {
  if (!Array.isArray(value)) return { statusLine: '', headers: headersOf(value) };
  const [first, ...rest] = value;
  return { statusLine: textOf(first), headers: headersOf(rest) };
}

function named(event: JsonObject, constants: NetlogConstants): NetlogEvent {
  const source = objectOf(event['source']);
  const type = numberOf(event['type']) ?? -1;
  const sourceType = numberOf(source['type']) ?? -1;
  const phase = numberOf(event['phase']) ?? 0;
  const time = numberOf(event['time']);
  return {
    time: time === undefined || constants.tickOffset === undefined ? undefined : time + constants.tickOffset,
    type: constants.eventTypes.get(type) ?? String(type),
    phase: phase === constants.beginPhase ? 'begin' : phase === constants.endPhase ? 'end' : 'none',
    sourceId: numberOf(source['id']) ?? -1,
    sourceType: constants.sourceTypes.get(sourceType) ?? String(sourceType),
    params: objectOf(event['params']),
  };
}
