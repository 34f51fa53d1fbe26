import { parseRequestLine } from '../../artifacts/capture/http';
import type {
  Body,
  Capture,
  Header,
  Session,
  SessionDetail,
  SessionPart,
  WebSocketMessage,
} from '../../artifacts/capture/model';
import { isBinary } from '../../artifacts/decodeText';
import { concat } from '../../platform/concat';
import { inside, type Where } from './model';
import type { Redactor } from './redactor';
import { redactUrl } from './url';

const utf8 = new TextEncoder();

/** A session after redaction, for the writers of all formats. */
export interface RedactedSession {
  readonly detail: SessionDetail;
  readonly request: Body;
  readonly response: Body;
  readonly webSocket: readonly WebSocketMessage[];
  /** Parts as they are stored, with the framing that their heads name. */
  readonly stored: Readonly<Record<SessionPart, Uint8Array>>;
}

/** Redacts one session: first lines, headers, bodies, recorded messages, and what the capture tool noted about it. */
export async function redactSession(
  redactor: Redactor,
  capture: Capture,
  key: number,
  signal?: AbortSignal,
): Promise<RedactedSession> {
  const where: Where = { artifact: capture.id, session: key, layers: [] };
  const detail = await capture.detail(key, { signal });
  const { session } = detail;
  const url = redactUrl(redactor, session.url, inside({ ...where, part: 'request' }, 'head'));
  const request = await part(redactor, capture, detail, 'request', where, signal);
  const response = await part(redactor, capture, detail, 'response', where, signal);
  const changed: Session = {
    ...session,
    url,
    host: hostOf(url, session.host),
    path: pathOf(url, session.path),
    requestBytes: request.isChanged ? request.body.stored.length : session.requestBytes,
    responseBytes: response.isChanged ? response.body.stored.length : session.responseBytes,
    serverIp: redactor.text(session.serverIp, where),
    process: redactor.text(session.process, where),
    comment: redactor.text(session.comment, where),
  };
  const messages = session.isWebSocket ? await capture.webSocketMessages(key, { signal }) : [];
  return {
    detail: {
      ...detail,
      session: changed,
      requestLine: request.firstLine,
      statusLine: response.firstLine,
      requestHeaders: request.headers,
      responseHeaders: response.headers,
      flags: detail.flags.map(({ name, value }) => ({
        name,
        value: redactor.header(name, value, inside(where, 'metadata')),
      })),
    },
    request: request.body,
    response: response.body,
    webSocket: messages.map((message) => ({
      ...message,
      bytes: redactor.bytes(message.bytes, inside(where, `message ${message.index}`)),
    })),
    stored: { request: request.stored, response: response.stored },
  };
}

interface RedactedPart {
  readonly firstLine: string;
  readonly headers: readonly Header[];
  readonly body: Body;
  readonly stored: Uint8Array;
  readonly isChanged: boolean;
}

async function part(
  redactor: Redactor,
  capture: Capture,
  detail: SessionDetail,
  name: SessionPart,
  given: Where,
  signal: AbortSignal | undefined,
): Promise<RedactedPart> {
  const where: Where = { ...given, part: name };
  const head = inside(where, 'head');
  const line = name === 'request' ? detail.requestLine : detail.statusLine;
  const original = name === 'request' ? detail.requestHeaders : detail.responseHeaders;
  const firstLine = redactFirstLine(redactor, line, head);
  const headers = original.map((header) => ({
    name: header.name,
    value: redactor.header(header.name, header.value, head),
  }));
  const raw = await capture.raw(detail.session.key, name, { signal });
  const read = await capture.body(detail.session.key, name, { signal });
  const { body, isChanged } = redactBody(redactor, read, original, { ...where, layers: read.layers });
  const isSameHead = firstLine === line && headers.every((header, index) => header.value === original[index]?.value);
  if (isSameHead && !isChanged) return { firstLine, headers, body, stored: raw, isChanged: false };
  const framed = isChanged ? fittingHeaders(headers, read, body) : headers;
  const text = `${[firstLine, ...framed.map((header) => `${header.name}: ${header.value}`)].join('\r\n')}\r\n\r\n`;
  const stored = firstLine === '' && framed.length === 0 ? body.stored : concat([utf8.encode(text), body.stored]);
  return { firstLine, headers: framed, body, stored, isChanged };
}

function redactFirstLine(redactor: Redactor, line: string, where: Where): string {
  const request = parseRequestLine(line);
  if (!request || /^HTTP\//.test(line)) return redactor.text(line, where);
  const target = redactUrl(redactor, request.target, where);
  return [request.method, target, request.protocol].filter(Boolean).join(' ');
}

/** Body after redaction. What was compressed is gzip then, what came in chunks is one chunk. */
function redactBody(
  redactor: Redactor,
  body: Body,
  headers: readonly Header[],
  where: Where,
): { readonly body: Body; readonly isChanged: boolean } {
  if (body.bytes.length === 0) return { body, isChanged: false };
  const packed = body.layers.some((layer) => /^(?:gzip|x-gzip|br|deflate|deflate-raw|zstd|zlib)$/.test(layer));
  const coding = headers.find(({ name }) => /^content-encoding$/i.test(name))?.value ?? '';
  const isOpaque =
    !packed && /\b(?:gzip|br|deflate|zstd)\b/i.test(coding) && isBinary(body.bytes) && body.bytes[0] !== 0x1f;
  let bytes: Uint8Array;
  if (isOpaque) {
    // Nobody can tell what is in a damaged stream.
    redactor.recorder.notJudge('unreadable-body');
    bytes = utf8.encode(
      redactor.secret('unreadable', `${body.bytes.length} bytes of ${where.session ?? ''} ${where.part ?? ''}`, where),
    );
  } else bytes = redactor.bytes(body.bytes, where, body.contentType);
  const isCut = packed && !body.complete;
  if (bytes === body.bytes && !isCut) return { body, isChanged: false };
  const content = packed ? redactor.platform.compress('gzip', bytes) : bytes;
  return {
    body: { ...body, bytes, stored: body.layers.includes('chunked') ? chunk(content) : content },
    isChanged: true,
  };
}

function chunk(content: Uint8Array): Uint8Array {
  if (content.length === 0) return utf8.encode('0\r\n\r\n');
  return concat([utf8.encode(`${content.length.toString(16)}\r\n`), content, utf8.encode('\r\n0\r\n\r\n')]);
}

/** Headers that fit the new body; a length that was wrong before stays wrong, since diagnosis may tell it. */
function fittingHeaders(headers: readonly Header[], before: Body, after: Body): readonly Header[] {
  const packed = before.layers.some((layer) => /^(?:gzip|x-gzip|br|deflate|deflate-raw|zstd|zlib)$/.test(layer));
  return headers.map(({ name, value }) => {
    if (packed && /^content-encoding$/i.test(name)) return { name, value: 'gzip' };
    if (/^content-length$/i.test(name) && Number(value) === before.stored.length)
      return { name, value: String(after.stored.length) };
    return { name, value };
  });
}

function hostOf(url: string, host: string): string {
  return (/^(?:[a-z][\w+.-]*:\/\/)?(?:[^/?#@]*@)?(\[[^\]]+\]|[^/?#:]+)/i.exec(url)?.[1] ?? host).toLowerCase();
}

function pathOf(url: string, path: string): string {
  if (path === '') return path;
  return /^[a-z][\w+.-]*:\/\/[^/?#]*(.*)$/i.exec(url)?.[1] ?? path;
}
