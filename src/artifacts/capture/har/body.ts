import type { ByteSource, Platform } from '../../../platform/platform';
import { type Message, message } from '../../../text';
import { decodeBase64Bytes } from '../../base64';
import type { Place } from '../../place';
import type { Problem } from '../../problem';
import { dechunk } from '../http';
import type { Body, Header, Session, SessionPart } from '../model';
import type { BodySpans } from './entry';
import { headersOf, headerValue } from './headers';
import { type JsonObject, listOf, objectOf, textOf } from './json';
import { readJsonString } from './jsonString';

/** What a body is read from. */
export interface BodyRequest {
  readonly source: ByteSource;
  readonly platform: Platform;
  readonly artifact: string;
  readonly writer: string;
  readonly session: Session;
  readonly entry: JsonObject;
  readonly spans: BodySpans;
  readonly part: SessionPart;
  /** Cap of decoded bytes. */
  readonly limit: number;
}

/**
 * The body of one part. Text bodies are stored decoded; binary ones as Base64, and Fiddler's may still be compressed
 * or chunked underneath, which shows by their first bytes.
 */
export async function readHarBody(request: BodyRequest): Promise<Body> {
  const { entry, part, session, spans } = request;
  const message_ = objectOf(entry[part]);
  const holder = objectOf(message_[part === 'request' ? 'postData' : 'content']);
  const name = part === 'request' ? 'postData' : 'content';
  const pointer = `json:/log/entries/${session.key - 1}/${part}/${name}`;
  const headers = headersOf(message_['headers']);
  const contentType = textOf(holder['mimeType']) || headerValue(headers, 'content-type');
  const start = part === 'request' ? spans.requestStart : spans.responseStart;
  const end = part === 'request' ? spans.requestEnd : spans.responseEnd;
  const place: Place = { artifact: request.artifact, session: session.key, part, layers: [`${pointer}/text`] };
  if (start < 0 || start === end) {
    const params = part === 'request' ? paramsBody(holder) : undefined;
    if (params) {
      const bytes = new TextEncoder().encode(params);
      return bodyOf(bytes, bytes, [`${pointer}/params`], contentType, []);
    }
    return missingBody(request, holder, contentType, place, start >= 0);
  }
  const problems: Problem[] = [];
  const encoded = /^base64$/i.test(textOf(holder['encoding']));
  const read = await readJsonString(
    request.source,
    start,
    end,
    encoded ? Math.ceil(request.limit / 3) * 4 : request.limit,
  );
  if (!read.sound) problems.push(problem('har-body-escape', message('har.bodyEscape'), place));
  if (!read.complete)
    problems.push(problem('har-body-limit', message('har.bodyLimit', { limit: request.limit }), place));
  const layers = [`${pointer}/text`];
  if (!encoded) {
    return { ...bodyOf(read.bytes, read.bytes, layers, asUtf8(contentType), problems), complete: read.complete };
  }
  const decoded = decodeBase64Bytes(read.bytes);
  if (!decoded.sound && read.complete) {
    problems.push(problem('har-body-base64', message('har.bodyBase64'), place));
    return { ...bodyOf(read.bytes, read.bytes, layers, contentType, problems), complete: false };
  }
  layers.push('base64');
  const stored = decoded.bytes;
  const inner = uncover(stored, headers, request.platform, request.limit, layers);
  if (inner.damaged)
    problems.push(problem('har-body-damaged', message('har.bodyDamaged', { encoding: inner.damaged }), place));
  return {
    ...bodyOf(stored, inner.bytes, layers, contentType, problems),
    complete: read.complete && inner.damaged === undefined,
  };
}

function bodyOf(
  stored: Uint8Array,
  bytes: Uint8Array,
  layers: readonly string[],
  contentType: string,
  problems: readonly Problem[],
): Body {
  return { stored, bytes, layers, complete: true, omitted: undefined, contentType, problems };
}

function missingBody(
  request: BodyRequest,
  holder: JsonObject,
  contentType: string,
  place: Place,
  present: boolean,
): Body {
  const nothing = new Uint8Array(0);
  const empty = bodyOf(nothing, nothing, [], contentType, []);
  const comment = textOf(holder['comment']);
  const size = Number(holder['size'] ?? 0);
  const omit = (omitted: string, why: Message): Body => ({
    ...empty,
    complete: false,
    omitted,
    problems: [problem(`har-body-${omitted}`, why, place)],
  });
  // Fiddler writes this comment for bodies beyond its preferences MaxTextBodyLength and MaxBinaryBodyLength.
  if (/^Body length exceeded/i.test(comment)) return omit('writer-limit', message('har.bodyWriterLimit'));
  if (request.part === 'request' || request.session.isTunnel) return empty;
  const { status, method } = request.session;
  if (status === 0 || status === 204 || status === 304 || /^head$/i.test(method)) return empty;
  if (present && !(size > 0)) return empty;
  if (size > 0 || (!present && request.entry['response'] !== undefined && size !== 0)) {
    return omit('not-kept', message('har.bodyNotKept'));
  }
  return empty;
}

/** A form that the writer kept as parameters only, put together as the browser would send it. */
function paramsBody(postData: JsonObject): string | undefined {
  const params = listOf(postData['params']).map(objectOf);
  if (params.length === 0) return undefined;
  return params
    .map((param) => {
      const name = encodeFormPart(textOf(param['name']));
      return param['value'] === undefined ? name : `${name}=${encodeFormPart(textOf(param['value']))}`;
    })
    .join('&');
}

/** Writers disagree whether parameters are percent-encoded: what looks encoded stays as it is. */
function encodeFormPart(text: string): string {
  if (/%[0-9a-f]{2}/i.test(text)) return text.replace(/&/g, '%26').replace(/=/g, '%3D');
  const wellFormed = new TextDecoder().decode(new TextEncoder().encode(text));
  return encodeURIComponent(wellFormed).replace(/%20/g, '+');
}

/** Undoes chunks and compression where header and first bytes agree. */
function uncover(
  stored: Uint8Array,
  headers: readonly Header[],
  platform: Platform,
  limit: number,
  layers: string[],
): { readonly bytes: Uint8Array; readonly damaged: string | undefined } {
  let bytes = stored;
  if (/chunked/i.test(headerValue(headers, 'transfer-encoding'))) {
    // Most writers take the chunks off and keep the header: only bytes that are framed to their end count.
    const joined = dechunk(bytes);
    if (joined.state === 'whole' && bytes.length > 0) {
      bytes = joined.bytes;
      layers.push('chunked');
    }
  }
  const encodings = headerValue(headers, 'content-encoding').toLowerCase().split(',').reverse();
  for (const encoding of encodings.map((one) => one.trim())) {
    const format =
      /^(?:x-)?gzip$/.test(encoding) && bytes[0] === 0x1f && bytes[1] === 0x8b
        ? 'gzip'
        : encoding === 'deflate' && bytes[0] === 0x78 && (((bytes[0] ?? 0) << 8) | (bytes[1] ?? 0)) % 31 === 0
          ? 'zlib'
          : encoding === 'zstd' && bytes[0] === 0x28 && bytes[1] === 0xb5 && bytes[2] === 0x2f && bytes[3] === 0xfd
            ? 'zstd'
            : undefined;
    if (!format) {
      // Brotli has no magic number: only a stream that decodes to its end counts.
      const tried = encoding === 'br' && bytes.length > 0 ? platform.decompress('br', bytes, limit) : undefined;
      if (tried?.complete && tried.bytes.length > 0) {
        bytes = tried.bytes;
        layers.push('br');
      }
      continue;
    }
    const result = platform.decompress(format, bytes, limit);
    if (result.bytes.length === 0 && !result.complete) return { bytes, damaged: encoding };
    bytes = result.bytes;
    layers.push(encoding);
    if (!result.complete) return { bytes, damaged: encoding };
  }
  return { bytes, damaged: undefined };
}

/** Text bodies are stored as JSON text whatever the server sent: a declared charset no longer holds. */
function asUtf8(contentType: string): string {
  return contentType.replace(/(;\s*charset=)("[^"]*"|[^;\s]+)/i, '$1utf-8');
}

function problem(code: string, text: Message, place: Place): Problem {
  return { code, message: text, place };
}
