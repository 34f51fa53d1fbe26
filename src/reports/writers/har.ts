import { encodeBase64 } from '../../artifacts/base64';
import { requestCookies, responseCookies } from '../../artifacts/capture/http';
import type { Body, Capture, Header, Session, SessionDetail, WebSocketMessage } from '../../artifacts/capture/model';
import { concat } from '../../platform/concat';
import { decodeHarText } from './harText';
import { timingsOf } from './harTimings';

/** One session with everything that goes into its entry; redaction happens before. */
export interface HarSession {
  readonly detail: SessionDetail;
  readonly request: Body;
  readonly response: Body;
  readonly webSocket: readonly WebSocketMessage[];
}

export interface HarOptions {
  /** Name and version of the program that writes. */
  readonly creator: { readonly name: string; readonly version: string };
  readonly signal?: AbortSignal;
  readonly onProgress?: (done: number, total: number) => void;
  /** Changes a session before it is written, for redacted exports. */
  readonly change?: (session: HarSession) => HarSession | Promise<HarSession>;
}

/** Reads what an entry needs from a capture. */
export async function readHarSession(capture: Capture, key: number, signal?: AbortSignal): Promise<HarSession> {
  const detail = await capture.detail(key, { signal });
  const request = await capture.body(key, 'request', { signal });
  const response = await capture.body(key, 'response', { signal });
  const webSocket = detail.session.isWebSocket ? await capture.webSocketMessages(key, { signal }) : [];
  return { detail, request, response, webSocket };
}

/** Writes sessions of a capture as HAR 1.2, UTF-8 without byte order mark. Rejects only when aborted. */
export async function writeHar(capture: Capture, keys: readonly number[], options: HarOptions): Promise<Uint8Array> {
  const encoder = new TextEncoder();
  const head = JSON.stringify({ version: '1.2', creator: options.creator, pages: [] }).slice(0, -1);
  const pieces: Uint8Array[] = [encoder.encode(`{"log":${head},"entries":[`)];
  for (const [index, key] of keys.entries()) {
    options.signal?.throwIfAborted();
    const read = await readHarSession(capture, key, options.signal);
    const session = options.change ? await options.change(read) : read;
    pieces.push(encoder.encode(`${index === 0 ? '\n' : ',\n'}${JSON.stringify(harEntry(session))}`));
    options.onProgress?.(index + 1, keys.length);
  }
  pieces.push(encoder.encode('\n]}}\n'));
  return concat(pieces);
}

/** The entry of one session as HAR 1.2 has it. Fields that HAR lacks begin with an underscore, as its authors ask. */
export function harEntry({ detail, request, response, webSocket }: HarSession): Readonly<Record<string, unknown>> {
  const { session } = detail;
  const timings = timingsOf(detail);
  const version = /\s(HTTP\/\S+)$/.exec(detail.requestLine)?.[1] ?? session.protocol;
  return {
    startedDateTime: momentText(session.started, session.offset),
    time: session.duration ?? 0,
    request: {
      method: session.method,
      url: session.url,
      httpVersion: version,
      cookies: requestCookies(detail.requestHeaders).map(({ name, value }) => ({ name, value })),
      headers: detail.requestHeaders,
      queryString: queryOf(session.url),
      headersSize: -1,
      bodySize: session.requestBytes,
      ...postDataOf(request),
    },
    response: {
      status: session.status,
      statusText: session.reason,
      httpVersion: session.protocol,
      cookies: cookiesOf(detail.responseHeaders),
      headers: detail.responseHeaders,
      content: contentOf(session, response),
      redirectURL: locationOf(detail.responseHeaders),
      headersSize: -1,
      bodySize: session.responseBytes,
      ...(session.netError === '' ? {} : { _error: `net::${session.netError}` }),
    },
    cache: {},
    timings,
    ...(session.serverIp === '' ? {} : { serverIPAddress: session.serverIp }),
    ...(session.clientPort === undefined ? {} : { connection: `ClientPort:${session.clientPort}` }),
    ...(session.comment === '' ? {} : { comment: session.comment }),
    ...(session.fromCache ? { _fromCache: 'disk' } : {}),
    ...(session.process === '' ? {} : { _process: processText(session) }),
    ...(session.color === '' ? {} : { _color: session.color }),
    ...(session.sid === session.key ? {} : { _sid: session.sid }),
    ...(session.duration === undefined ? { _unfinished: true } : {}),
    ...(session.isWebSocket ? { _resourceType: 'websocket' } : {}),
    ...(webSocket.length > 0 ? { _webSocketMessages: webSocket.map(messageOf) } : {}),
  };
}

function postDataOf(body: Body): { readonly postData?: Readonly<Record<string, unknown>> } {
  if (body.bytes.length === 0 && body.omitted === undefined) return {};
  const { text, encoding } = decodeHarText(body);
  const mimeType = encoding === undefined ? asUtf8(body.contentType) : body.contentType;
  return { postData: { mimeType, text, ...(encoding ? { encoding } : {}), ...commentOf(body) } };
}

function contentOf(session: Session, body: Body): Readonly<Record<string, unknown>> {
  const type = body.contentType || session.contentType;
  if (body.omitted !== undefined)
    return { size: Math.max(0, session.responseBytes), mimeType: type, ...commentOf(body) };
  const { text, encoding } = decodeHarText(body);
  const mimeType = encoding === undefined ? asUtf8(type) : type;
  return { size: body.bytes.length, mimeType, text, ...(encoding ? { encoding } : {}), ...commentOf(body) };
}

/** A text in a HAR is no longer in the server's charset. */
function asUtf8(contentType: string): string {
  return contentType.replace(/(;\s*charset=)("[^"]*"|[^;\s]+)/i, '$1utf-8');
}

function commentOf(body: Body): { readonly comment?: string } {
  if (body.omitted !== undefined) return { comment: `body omitted: ${body.omitted}` };
  return body.complete ? {} : { comment: 'body incomplete' };
}

function cookiesOf(headers: readonly Header[]): Readonly<Record<string, unknown>>[] {
  return responseCookies(headers).map(({ name, value, path, domain, secure, httpOnly }) => ({
    name,
    value,
    ...(path === '' ? {} : { path }),
    ...(domain === '' ? {} : { domain }),
    httpOnly,
    secure,
  }));
}

function queryOf(url: string): { readonly name: string; readonly value: string }[] {
  const query = /\?([^#]*)/.exec(url)?.[1] ?? '';
  return query
    .split('&')
    .filter((pair) => pair !== '')
    .map((pair) => {
      const equals = pair.indexOf('=');
      const name = equals < 0 ? pair : pair.slice(0, equals);
      return { name: decodePart(name), value: equals < 0 ? '' : decodePart(pair.slice(equals + 1)) };
    });
}

function decodePart(text: string): string {
  try {
    return decodeURIComponent(text.replace(/\+/g, ' '));
  } catch {
    return text;
  }
}

function locationOf(headers: readonly Header[]): string {
  return headers.find(({ name }) => name.toLowerCase() === 'location')?.value ?? '';
}

function processText(session: Session): string {
  return session.processId === undefined ? session.process : `${session.process}:${session.processId}`;
}

function messageOf(message: WebSocketMessage): Readonly<Record<string, unknown>> {
  const binary = message.opcode !== 1;
  return {
    type: message.direction === 'client' ? 'send' : 'receive',
    time: message.time === undefined ? 0 : message.time / 1000,
    opcode: message.opcode,
    data: binary ? encodeBase64(message.bytes) : new TextDecoder('utf-8', { ignoreBOM: true }).decode(message.bytes),
  };
}

/**
 * ISO 8601 with milliseconds, more digits where they are known, and the recorded offset. HAR demands a time: year 1
 * stands for "not recorded", as .NET writes it.
 */
export function momentText(ms: number | undefined, offset: number | undefined): string {
  if (ms === undefined) return '0001-01-01T00:00:00.000Z';
  const minutes = offset ?? 0;
  const local = ms + minutes * 60_000;
  const whole = Math.floor(local);
  const date = new Date(whole);
  if (Number.isNaN(date.getTime())) return '0001-01-01T00:00:00.000Z';
  const micro = Math.round((local - whole) * 1000);
  const more = micro > 0 && micro < 1000 ? String(micro).padStart(3, '0') : '';
  const sign = minutes < 0 ? '-' : '+';
  const two = (value: number): string => String(value).padStart(2, '0');
  const absolute = Math.abs(minutes);
  const zone = minutes === 0 ? 'Z' : `${sign}${two(Math.floor(absolute / 60))}:${two(absolute % 60)}`;
  return `${date.toISOString().slice(0, -1)}${more}${zone}`;
}
