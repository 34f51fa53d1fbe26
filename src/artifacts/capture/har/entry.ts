import type { Header, Session, Timers } from '../model';
import { addressParts } from './address';
import { headersOf, headerValue } from './headers';
import { type JsonObject, listOf, numberOf, objectOf, textOf } from './json';
import { parseMoment } from './moment';

/** Bytes of the body texts of one entry, as they lie in the file; -1 where there is none. */
export interface BodySpans {
  readonly requestStart: number;
  readonly requestEnd: number;
  readonly responseStart: number;
  readonly responseEnd: number;
}

/** Where the bodies of a skimmed entry lie: the entry's texts hold the number of their span. */
export function bodySpansOf(entry: JsonObject, spans: readonly number[]): BodySpans {
  const request = spanOf(objectOf(objectOf(entry['request'])['postData'])['text'], spans);
  const response = spanOf(objectOf(objectOf(entry['response'])['content'])['text'], spans);
  return { requestStart: request[0], requestEnd: request[1], responseStart: response[0], responseEnd: response[1] };
}

function spanOf(value: unknown, spans: readonly number[]): readonly [number, number] {
  if (typeof value !== 'string') return [-1, -1];
  const start = spans[Number(value) * 2];
  const end = spans[Number(value) * 2 + 1];
  return start === undefined || end === undefined ? [-1, -1] : [start, end];
}

/** True for DevTools of Chromium browsers, whose network errors and omissions have a meaning of their own. */
export function isDevTools(writer: string): boolean {
  return /^WebInspector\b/i.test(writer);
}

/**
 * The list row of one entry (HAR 1.2 and the extra fields of Fiddler, Chromium's DevTools, Firefox, Playwright and
 * mitmproxy). Every field may be missing or of another type.
 */
export function sessionOf(entry: JsonObject, key: number, writer: string, spans: BodySpans): Session {
  const request = objectOf(entry['request']);
  const response = objectOf(entry['response']);
  const content = objectOf(response['content']);
  const method = textOf(request['method']);
  const url = textOf(request['url']);
  const isConnect = /^connect$/i.test(method);
  const { host, path } = addressParts(url, isConnect);
  const status = Math.max(0, Math.trunc(numberOf(response['status']) ?? 0));
  const reason = textOf(response['statusText']);
  const started = parseMoment(textOf(entry['startedDateTime']));
  const time = numberOf(entry['time']);
  const duration = time !== undefined && time >= 0 && entry['_unfinished'] !== true ? time : undefined;
  const error = textOf(response['_error']) || textOf(entry['_error']);
  const socket = entry['_webSocketMessages'] !== undefined || textOf(entry['_resourceType']) === 'websocket';
  const cached = textOf(entry['_fromCache']) !== '' || textOf(response['_fromCache']) !== '';
  const netError = error.replace(/^net::/, '');
  // Fields of our own exports: process, number and color have no place in HAR.
  const process = /^(.*?)(?::(\d+))?$/s.exec(textOf(entry['_process']));
  return {
    key,
    sid: numberOf(entry['_sid']) ?? key,
    method,
    url,
    host,
    path,
    status,
    reason,
    protocol: textOf(response['httpVersion']) || textOf(request['httpVersion']),
    contentType: textOf(content['mimeType']) || headerValue(headersOf(response['headers']), 'content-type'),
    requestBytes: sizeOf(request['bodySize'], undefined, spans.requestStart, spans.requestEnd, request['postData']),
    responseBytes: sizeOf(
      content['size'],
      response['bodySize'],
      spans.responseStart,
      spans.responseEnd,
      content['text'],
    ),
    process: process?.[1] ?? '',
    processId: process?.[2] === undefined ? undefined : Number(process[2]),
    serverIp: textOf(entry['serverIPAddress']).replace(/^\[|\]$/g, ''),
    clientPort: clientPortOf(textOf(entry['connection']), writer),
    started: started?.ms,
    offset: started?.offset,
    duration,
    waiting: waitingOf(objectOf(entry['timings']), duration),
    comment: textOf(entry['comment']),
    color: textOf(entry['_color']),
    isTunnel: isConnect,
    isBlindTunnel: false,
    isWebSocket: socket || /^wss?:/i.test(url),
    fromCache: cached,
    aborted: netError === 'ERR_ABORTED' || reason === '(canceled)',
    byCaptureTool: /^Fiddler\s+-/i.test(reason),
    netError,
    ...(isCutAnswer(content, method, status) ? { isCut: true } : {}),
  };
}

/** Left out beyond Fiddler's limit, which it says in a comment, or not kept although there were bytes. */
function isCutAnswer(content: JsonObject, method: string, status: number): boolean {
  if (/^Body length exceeded/i.test(textOf(content['comment']))) return true;
  if (content['text'] !== undefined || status === 0 || status === 204 || status === 304 || /^head$/i.test(method))
    return false;
  return (numberOf(content['size']) ?? 0) > 0;
}

/** Phases of HAR 1.2 before the first byte of the answer; `ssl` is part of `connect`. */
const beforeAnswer = ['blocked', 'dns', 'connect', 'send', 'wait'] as const;

/** Milliseconds to the first byte; undefined without `wait`, or where the phases are longer than the whole. */
function waitingOf(timings: JsonObject, duration: number | undefined): number | undefined {
  if ((numberOf(timings['wait']) ?? -1) < 0) return undefined;
  const sum = beforeAnswer.reduce((total, name) => total + Math.max(0, numberOf(timings[name]) ?? 0), 0);
  return duration !== undefined && sum > duration + 1 ? undefined : sum;
}

/**
 * Size of a body: what the writer says, else the length of its text in the file (escapes counted), 0 when the writer
 * says so or no body is expected, -1 when nothing tells.
 */
function sizeOf(first: unknown, second: unknown, start: number, end: number, present: unknown): number {
  const sizes = [numberOf(first), numberOf(second)];
  for (const size of sizes) if (size !== undefined && size > 0) return size;
  if (start >= 0 && end > start) return end - start;
  if (sizes.some((size) => size === 0) || start >= 0) return 0;
  return present === undefined && second === undefined ? 0 : -1;
}

/** Fiddler writes the client's port, alone or as `ClientPort:19719;EgressPort:19742`; others an id of their own. */
function clientPortOf(connection: string, writer: string): number | undefined {
  const named = /ClientPort:(\d+)/i.exec(connection);
  const digits = named ? named[1] : /^Fiddler/i.test(writer) && /^\d+$/.test(connection) ? connection : undefined;
  const port = digits === undefined ? 0 : Number(digits);
  return port > 0 && port < 65_536 ? port : undefined;
}

/** First line of the request as HTTP writes it; empty when the entry has no request. */
export function requestLineOf(entry: JsonObject): string {
  const request = objectOf(entry['request']);
  return [request['method'], request['url'], request['httpVersion']]
    .map(textOf)
    .filter((part) => part !== '')
    .join(' ');
}

/** Status line; empty when there was no answer. */
export function statusLineOf(entry: JsonObject, session: Session): string {
  if (session.status === 0) return '';
  const version = textOf(objectOf(entry['response'])['httpVersion']) || 'HTTP/1.1';
  return [version, String(session.status), session.reason].filter((part) => part !== '').join(' ');
}

/** Phases in milliseconds under the writer's own names; -1 (does not apply) is left out. */
export function timersOf(entry: JsonObject): Timers {
  const timers: Record<string, number> = {};
  for (const [name, value] of Object.entries(objectOf(entry['timings']))) {
    const number = numberOf(value);
    if (number !== undefined && number >= 0) timers[name] = number;
  }
  return timers;
}

const known: Readonly<Record<string, ReadonlySet<string>>> = {
  '': new Set(['request', 'response', 'timings', 'startedDateTime', 'time', 'comment', '_webSocketMessages']),
  request: new Set(['method', 'url', 'httpVersion', 'headers', 'cookies', 'queryString', 'postData', 'headersSize']),
  response: new Set(['status', 'statusText', 'httpVersion', 'headers', 'cookies', 'content', 'headersSize']),
  'response.content': new Set(['text', 'mimeType', 'encoding']),
  'request.postData': new Set(['text', 'mimeType', 'params', 'encoding']),
};

/** Every further field of the entry as text, named by its path: `_initiator`, `response._transferSize`. */
export function flagsOf(entry: JsonObject): { readonly name: string; readonly value: string }[] {
  const flags: { name: string; value: string }[] = [];
  const add = (path: string, value: JsonObject): void => {
    for (const [name, content] of Object.entries(value)) {
      if (known[path]?.has(name) || content === undefined || content === null || content === '') continue;
      const text = typeof content === 'object' ? JSON.stringify(content) : textOf(content);
      if (text !== '{}' && text !== '[]') flags.push({ name: path === '' ? name : `${path}.${name}`, value: text });
    }
  };
  const request = objectOf(entry['request']);
  const response = objectOf(entry['response']);
  add('', entry);
  add('request', request);
  add('request.postData', objectOf(request['postData']));
  add('response', response);
  add('response.content', objectOf(response['content']));
  return flags;
}

/** True when the entry carries a cookie or an authorization header: the writer did not remove them. */
export function showsSecrets(entry: JsonObject): boolean {
  const request = objectOf(entry['request']);
  const response = objectOf(entry['response']);
  if (listOf(request['cookies']).length > 0 || listOf(response['cookies']).length > 0) return true;
  const secret = (header: Header): boolean => /^(?:cookie|set-cookie|authorization)$/i.test(header.name);
  return headersOf(request['headers']).some(secret) || headersOf(response['headers']).some(secret);
}
