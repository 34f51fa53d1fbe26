import type { Compression, Platform } from '../../../platform/platform';
import { type MessageArgs, type MessageKey, message } from '../../../text';
import { latin1 } from '../../container/zip/entry';
import type { Problem } from '../../problem';
import type { Body, Header, SessionPart } from '../model';
import { sanitizedMark } from '../sanitized';
import { dechunk } from './chunked';
import { headerTokens, headerValue } from './headers';

/** Most decoded bytes unless the caller asks for less. */
export const maxBodyBytes = 256 << 20;

/** A body as it lies in the file, with what is needed to decode it. */
export interface StoredBody {
  readonly stored: Uint8Array;
  readonly headers: readonly Header[];
  readonly platform: Platform;
  /** For the places of problems. */
  readonly artifact: string;
  readonly session: number;
  readonly part: SessionPart;
  /** Name of the entry or other outermost layer. */
  readonly layer: string;
  /** Cap of decoded bytes. */
  readonly limit?: number;
  /** False when `stored` is known to be cut. */
  readonly complete?: boolean;
  readonly omitted?: string | undefined;
  readonly problems?: readonly Problem[];
}

interface Step {
  readonly bytes: Uint8Array;
  readonly layer: string;
  readonly failure?: 'limit' | 'damaged';
}

/**
 * Undoes transfer and content encodings: chunked, then Content-Encoding from right to left. Where a step fails the
 * bytes before it stay, with a problem that says so.
 */
export function decodeBody(source: StoredBody): Body {
  const { stored, headers, platform } = source;
  const limit = Math.min(source.limit ?? maxBodyBytes, maxBodyBytes);
  const problems: Problem[] = [...(source.problems ?? [])];
  const layers = [source.layer];
  let bytes = stored;
  let complete = source.complete ?? true;
  const report = (code: string, key: MessageKey, args?: MessageArgs): void => {
    const place = { artifact: source.artifact, session: source.session, part: source.part, layers: [...layers] };
    problems.push({ code, message: message(key, args), place });
  };

  if (stored.length === sanitizedMark.length && latin1(stored) === sanitizedMark) {
    report('http-sanitized', 'http.sanitized');
    return { stored, bytes, layers, complete, omitted: source.omitted, contentType: 'text/plain', problems };
  }
  const transfer = headerTokens(headers, 'transfer-encoding');
  if (transfer.includes('chunked') && stored.length > 0) {
    const result = dechunk(stored);
    if (result.state === 'none') report('http-not-chunked', 'http.notChunked');
    else {
      bytes = result.bytes;
      if (result.state === 'cut') {
        report('http-chunked-cut', 'http.chunkedCut', { at: String(result.end) });
        complete = false;
      }
      layers.push('chunked');
    }
  }
  const codings = [...headerTokens(headers, 'content-encoding'), ...transfer.filter((token) => token !== 'chunked')];
  for (const coding of codings.reverse()) {
    if (coding === 'identity' || coding === 'none' || bytes.length === 0) continue;
    const format = formatOf(coding);
    if (!format) {
      report('http-encoding-unknown', 'http.encodingUnknown', { coding });
      break;
    }
    const step = undo(format, coding, bytes, limit, platform);
    if (!step) {
      report('http-decode-failed', 'http.decodeFailed', { coding });
      complete = false;
      break;
    }
    if (step.layer !== coding && !(coding === 'x-gzip' && step.layer === 'gzip') && !step.layer.startsWith(coding)) {
      report('http-encoding-other', 'http.encodingOther', { coding, actual: step.layer });
    }
    bytes = step.bytes;
    if (step.failure === 'damaged') {
      report('http-decode-cut', 'http.decodeCut', { coding, length: bytes.length });
      complete = false;
    } else if (step.failure === 'limit') {
      report('http-body-limit', 'http.bodyLimit', { limit });
      complete = false;
    }
    layers.push(step.layer);
    if (step.failure) break;
  }
  if (bytes.length > limit) {
    bytes = bytes.subarray(0, limit);
    complete = false;
    report('http-body-limit', 'http.bodyLimit', { limit });
  }
  const contentType = headerValue(headers, 'content-type') ?? '';
  return { stored, bytes, layers, complete, omitted: source.omitted, contentType, problems };
}

function formatOf(coding: string): Compression | undefined {
  if (coding === 'gzip' || coding === 'x-gzip') return 'gzip';
  if (coding === 'deflate' || coding === 'x-deflate') return 'zlib';
  if (coding === 'br') return 'br';
  return coding === 'zstd' ? 'zstd' : undefined;
}

/** Undoes one encoding; undefined when the bytes are not encoded that way or nothing could be read of them. */
function undo(
  declared: Compression,
  coding: string,
  bytes: Uint8Array,
  limit: number,
  platform: Platform,
): Step | undefined {
  const magic = magicOf(bytes);
  // A body that clearly is another encoding than declared is decoded as what it is.
  const format = magic && magic !== declared ? magic : declared;
  if (format === 'gzip' && magic !== 'gzip') return undefined;
  if (format === 'zstd' && magic !== 'zstd') return undefined;
  const layer = format === declared ? (coding === 'x-gzip' ? 'gzip' : coding) : format;
  const result = platform.decompress(format, bytes, limit);
  if (result.complete) return { bytes: result.bytes, layer };
  if (format === 'zlib') {
    // "deflate" means zlib, but some servers send the bare stream.
    const bare = platform.decompress('deflate-raw', bytes, limit);
    if (bare.complete || bare.failure === 'limit') {
      return { bytes: bare.bytes, layer: 'deflate-raw', ...(bare.complete ? {} : { failure: 'limit' }) };
    }
    if (!hasZlibHeader(bytes)) return undefined;
  }
  if (result.failure === 'limit') return { bytes: result.bytes, layer, failure: 'limit' };
  // Brotli has no signature: text that happens to start like it yields less than it takes.
  const isPlausible = format !== 'br' || result.bytes.length > bytes.length;
  return result.bytes.length > 0 && isPlausible ? { bytes: result.bytes, layer, failure: 'damaged' } : undefined;
}

function magicOf(bytes: Uint8Array): 'gzip' | 'zstd' | undefined {
  if (bytes[0] === 0x1f && bytes[1] === 0x8b && bytes[2] === 8) return 'gzip';
  if (bytes[0] === 0x28 && bytes[1] === 0xb5 && bytes[2] === 0x2f && bytes[3] === 0xfd) return 'zstd';
  return undefined;
}

/** CMF and FLG of RFC 1950: method 8 and a multiple of 31. */
function hasZlibHeader(bytes: Uint8Array): boolean {
  const cmf = bytes[0] ?? 0;
  return (cmf & 0x0f) === 8 && ((cmf << 8) | (bytes[1] ?? 0)) % 31 === 0;
}
