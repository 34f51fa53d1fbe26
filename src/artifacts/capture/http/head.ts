import { latin1 } from '../../container/zip/entry';
import type { Header } from '../model';

const utf8 = new TextDecoder('utf-8', { fatal: true, ignoreBOM: true });

/** First line and headers of a message, and where its body begins. */
export interface Head {
  readonly firstLine: string;
  readonly headers: readonly Header[];
  /** Offset of the first body byte; the length of the bytes when the head does not end. */
  readonly bodyStart: number;
  /** False when there is no empty line after the headers. */
  readonly complete: boolean;
}

/** Offset after the empty line that ends a head, found in bytes; -1 when there is none. CRLF and LF both end lines. */
export function headEnd(bytes: Uint8Array, from = 0, to = bytes.length): number {
  for (let at = bytes.indexOf(10, from); at >= 0 && at < to; at = bytes.indexOf(10, at + 1)) {
    const next = bytes[at + 1];
    if (next === 10 && at + 1 < to) return at + 2;
    if (next === 13 && bytes[at + 2] === 10 && at + 2 < to) return at + 3;
  }
  return -1;
}

/** Text of header bytes: ASCII as it is, UTF-8 where it is valid, else Latin-1. */
export function headerText(bytes: Uint8Array, start = 0, end = bytes.length): string {
  try {
    return utf8.decode(bytes.subarray(start, end));
  } catch {
    return latin1(bytes, start, end);
  }
}

/** Reads Latin-1 text as UTF-8 where its characters, taken as bytes, are valid UTF-8. */
export function recodeHeader(text: string): string {
  let isAscii = true;
  for (let i = 0; i < text.length && isAscii; i++) isAscii = text.charCodeAt(i) < 0x80;
  if (isAscii) return text;
  try {
    return utf8.decode(Uint8Array.from(text, (character) => character.charCodeAt(0)));
  } catch {
    return text;
  }
}

/**
 * Splits a stored message at its first empty line. Names may hold blanks and repeat; order is kept; a line that begins
 * with a blank continues the value before it; a line without a colon is kept as a name without value.
 */
export function splitHead(bytes: Uint8Array): Head {
  const end = headEnd(bytes);
  const bodyStart = end < 0 ? bytes.length : end;
  const lines = latin1(bytes, 0, bodyStart).split(/\r?\n/);
  const headers: { name: string; value: string }[] = [];
  for (const line of lines.slice(1)) {
    if (line === '') continue;
    const last = headers.at(-1);
    if (last && (line.startsWith(' ') || line.startsWith('\t'))) {
      last.value = `${last.value} ${recodeHeader(line.trim())}`.trim();
      continue;
    }
    const colon = line.indexOf(':', 1);
    const name = colon < 0 ? line : line.slice(0, colon);
    headers.push({
      name: recodeHeader(name.trim()),
      value: colon < 0 ? '' : recodeHeader(line.slice(colon + 1).trim()),
    });
  }
  return { firstLine: recodeHeader(lines[0] ?? ''), headers, bodyStart, complete: end >= 0 };
}

export interface RequestLine {
  readonly method: string;
  readonly target: string;
  readonly protocol: string;
}

/** `GET https://host/path HTTP/1.1`; a target with blanks is kept whole; the protocol may be missing. */
export function parseRequestLine(line: string): RequestLine | undefined {
  const first = line.indexOf(' ');
  if (first <= 0) return undefined;
  const method = line.slice(0, first);
  const last = line.lastIndexOf(' ');
  const hasProtocol = last > first && /^HTTP\/\d/i.test(line.slice(last + 1));
  const target = (hasProtocol ? line.slice(first + 1, last) : line.slice(first + 1)).trim();
  if (target === '') return undefined;
  return { method, target, protocol: hasProtocol ? line.slice(last + 1).trim() : '' };
}

export interface StatusLine {
  readonly protocol: string;
  readonly status: number;
  readonly reason: string;
}

/** `HTTP/1.1 200 OK`; the reason may be missing, with or without the blank before it. */
export function parseStatusLine(line: string): StatusLine | undefined {
  const match = /^(HTTP\/\d+(?:\.\d+)?)\s+(\d{1,4})(?:\s+(.*))?$/i.exec(line);
  if (!match) return undefined;
  return { protocol: match[1] ?? '', status: Number(match[2]), reason: (match[3] ?? '').trim() };
}
