import { headerValue } from '../har/headers';
import { type Head, headEnd, parseRequestLine, parseStatusLine, splitHead } from '../http';
import type { SessionRange } from './split';

/** Where the parts of one session lie in the file; -1 for the response's when there is none. */
export interface SessionParts {
  readonly request: Head;
  readonly response: Head | undefined;
  readonly requestStart: number;
  readonly requestBody: number;
  readonly requestEnd: number;
  readonly responseStart: number;
  readonly responseBody: number;
  readonly responseEnd: number;
}

/**
 * Finds request and response in the bytes of one session. The request's body is as long as Content-Length says; where
 * that does not lead to a status line, the first status line behind the head is taken.
 */
export function findParts(bytes: Uint8Array, range: SessionRange): SessionParts {
  const base = range.start;
  // A lone response is a legal file too: Fiddler can save just that.
  if (parseStatusLine(lineAt(bytes, 0))) return withResponse(emptyHead, base, 0, 0, 0, bytes);
  const headLimit = headEnd(bytes);
  const headBytes = headLimit < 0 ? bytes : bytes.subarray(0, headLimit);
  const request = splitHead(headBytes);
  const bodyStart = headLimit < 0 ? bytes.length : headLimit;
  const length = Number(headerValue(request.headers, 'content-length')) || 0;
  for (const guess of [bodyStart + length, bodyStart]) {
    const at = skipLineEnd(bytes, guess);
    if (guess <= bytes.length && parseStatusLine(lineAt(bytes, at))) {
      return withResponse(request, base, bodyStart, guess, at, bytes);
    }
  }
  const found = findStatusLine(bytes, bodyStart);
  if (found >= 0) {
    const end = Math.max(bodyStart, lineEndBefore(bytes, found));
    return withResponse(request, base, bodyStart, end, found, bytes);
  }
  return {
    request,
    response: undefined,
    requestStart: base,
    requestBody: base + bodyStart,
    requestEnd: base + bytes.length,
    responseStart: -1,
    responseBody: -1,
    responseEnd: -1,
  };
}

const emptyHead: Head = { firstLine: '', headers: [], bodyStart: 0, complete: true };

function withResponse(
  request: Head,
  base: number,
  bodyStart: number,
  requestEnd: number,
  at: number,
  bytes: Uint8Array,
): SessionParts {
  const end = headEnd(bytes, at);
  const response = splitHead(bytes.subarray(at, end < 0 ? bytes.length : end));
  return {
    request,
    response,
    requestStart: base,
    requestBody: base + bodyStart,
    requestEnd: base + requestEnd,
    responseStart: base + at,
    responseBody: base + (end < 0 ? bytes.length : end),
    responseEnd: base + bytes.length,
  };
}

/** First `HTTP/x.y nnn` at the start of a line at or behind `from`; -1 when there is none. */
function findStatusLine(bytes: Uint8Array, from: number): number {
  for (let i = bytes.indexOf(72, from); i >= 0; i = bytes.indexOf(72, i + 1)) {
    if (bytes[i - 1] !== 10 || bytes[i + 1] !== 84 || bytes[i + 2] !== 84 || bytes[i + 3] !== 80) continue;
    if (parseStatusLine(lineAt(bytes, i))) return i;
  }
  return -1;
}

function lineAt(bytes: Uint8Array, at: number): string {
  let line = '';
  for (let i = at; i < bytes.length && i < at + 300 && bytes[i] !== 10 && bytes[i] !== 13; i++) {
    line += String.fromCharCode(bytes[i] ?? 0);
  }
  return line;
}

function skipLineEnd(bytes: Uint8Array, at: number): number {
  let i = at;
  if (bytes[i] === 13) i++;
  if (bytes[i] === 10) i++;
  return i;
}

function lineEndBefore(bytes: Uint8Array, at: number): number {
  if (bytes[at - 1] !== 10) return at;
  return bytes[at - 2] === 13 ? at - 2 : at - 1;
}

/** Method and target of the request, or empty texts. */
export function targetOf(parts: SessionParts): {
  readonly method: string;
  readonly url: string;
  readonly protocol: string;
} {
  const line = parseRequestLine(parts.request.firstLine);
  if (!line) return { method: '', url: '', protocol: '' };
  const host = headerValue(parts.request.headers, 'host');
  const url = line.target.startsWith('/') && host !== '' ? `http://${host}${line.target}` : line.target;
  return { method: line.method, url, protocol: line.protocol };
}
