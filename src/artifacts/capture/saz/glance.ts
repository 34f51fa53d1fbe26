import { headerText, parseRequestLine, parseStatusLine, type StatusLine } from '../http';
import { SameText } from './sameText';

/** What a row needs of a request, taken from the first bytes of its file. */
export interface RequestGlance {
  readonly method: string;
  readonly target: string;
  readonly protocol: string;
  /** Host header; read only where the target names no host. */
  readonly hostHeader: string;
  /** Length of the head in bytes; -1 when it does not end within what was looked at. */
  readonly headLength: number;
  /** False when the first line is no request line. */
  readonly isValid: boolean;
}

/** What a row needs of a response. */
export interface ResponseGlance {
  readonly protocol: string;
  readonly status: number;
  readonly reason: string;
  readonly contentType: string;
  /** Content-Length of a body that is not sent in chunks; undefined where there is none. */
  readonly statedLength: number | undefined;
  readonly headLength: number;
  readonly isValid: boolean;
  /** Beginning of a body that Fiddler wrote: a description of a tunnel, or why there is no answer. */
  readonly prose: string;
}

const proseLength = 400;
const longestLine = 1 << 20;

/** Reads the request line (and Host, where needed) without making text of the rest. */
export function glanceRequest(bytes: Uint8Array): RequestGlance {
  const parsed = parseRequestLine(headerText(bytes, 0, firstLineEnd(bytes)));
  const method = parsed?.method ?? '';
  const target = parsed?.target ?? '';
  const protocol = parsed?.protocol ?? '';
  const needsHost = method !== 'CONNECT' && !target.includes('://');
  const { headLength, values } = findHeaders(bytes, needsHost ? hostNames : noNames);
  const end = headLength < 0 ? bytes.length : headLength;
  const hostHeader =
    valueAt(
      bytes,
      values.find((at) => at >= 0),
      end,
    ) ?? '';
  return { method, target, protocol, hostHeader, headLength, isValid: parsed !== undefined };
}

/** Reads the status line and the type. */
export function glanceResponse(bytes: Uint8Array): ResponseGlance {
  const { parsed } = statusLine(bytes);
  const { headLength, values } = findHeaders(bytes, responseNames);
  const end = headLength < 0 ? bytes.length : headLength;
  const reason = parsed?.reason ?? '';
  const mayBeProse = headLength >= 0 && (bytes[headLength] === 0x5b || /^Connection Established|Fiddler/i.test(reason));
  const [type = -1, length = -1, coding = -1] = values;
  return {
    protocol: parsed?.protocol ?? '',
    status: parsed?.status ?? 0,
    reason,
    contentType: type < 0 ? '' : types.of(bytes, type, lineEnd(bytes, type, end)).trim(),
    statedLength: coding < 0 ? statedLength(valueAt(bytes, length, end)) : undefined,
    headLength,
    isValid: parsed !== undefined,
    prose: mayBeProse ? headerText(bytes, headLength, Math.min(bytes.length, headLength + proseLength)) : '',
  };
}

function statedLength(value: string | undefined): number | undefined {
  return value !== undefined && /^\d{1,15}$/.test(value) ? Number(value) : undefined;
}

/** Bytes of the body that a row wants to see: those of an answer that Fiddler may have written. */
export function proseWanted(bytes: Uint8Array): number {
  return statusLine(bytes).mayBeProse ? proseLength : 0;
}

function firstLineEnd(bytes: Uint8Array): number {
  const lineFeed = bytes.indexOf(10);
  let end = lineFeed < 0 ? bytes.length : lineFeed;
  if (bytes[end - 1] === 13) end--;
  return Math.min(end, longestLine);
}

interface FirstLine {
  readonly line: string;
  readonly parsed: StatusLine | undefined;
  /** Whether it is one of those that Fiddler writes itself. */
  readonly mayBeProse: boolean;
}

const lines = new SameText();
const types = new SameText();

/** The line read last: most answers of a capture begin alike. */
let last: FirstLine = { line: '', parsed: undefined, mayBeProse: false };

function statusLine(bytes: Uint8Array): FirstLine {
  const line = lines.of(bytes, 0, firstLineEnd(bytes));
  if (line !== last.line) {
    const mayBeProse = /^\S+ +(?:408|50[0-9])\b|^\S+ +200 Connection E| Fiddler/i.test(line);
    last = { line, parsed: parseStatusLine(line), mayBeProse };
  }
  return last;
}

const noNames: readonly string[] = [];
const hostNames = ['host', ':authority'];
const responseNames = ['content-type', 'content-length', 'transfer-encoding'];

interface FoundHeaders {
  /** Length with the empty line that ends the head; -1 when it does not end within the bytes. */
  readonly headLength: number;
  /** Where the value of the first header of each name begins; -1 for those that are not there. */
  readonly values: number[];
}

/** Looks for headers (names in lower case) and the end of the head in one walk over its lines. */
function findHeaders(bytes: Uint8Array, names: readonly string[]): FoundHeaders {
  const values = names.map(() => -1);
  for (let at = bytes.indexOf(10); at >= 0; at = bytes.indexOf(10, at + 1)) {
    const next = bytes[at + 1];
    if (next === 10) return { headLength: at + 2, values };
    if (next === 13 && bytes[at + 2] === 10) return { headLength: at + 3, values };
    for (let i = 0; i < names.length; i++) {
      const name = names[i] ?? '';
      const colon = at + 1 + name.length;
      if (bytes[colon] === 58 && values[i] === -1 && isName(bytes, at + 1, name)) values[i] = colon + 1;
    }
  }
  return { headLength: -1, values };
}

function valueAt(bytes: Uint8Array, at: number | undefined, end: number): string | undefined {
  return at === undefined || at < 0 ? undefined : headerText(bytes, at, lineEnd(bytes, at, end)).trim();
}

function lineEnd(bytes: Uint8Array, from: number, end: number): number {
  const lineFeed = bytes.indexOf(10, from);
  return lineFeed < 0 ? end : lineFeed;
}

/** Whether the bytes at `from` are that name in any case; letters differ from theirs in one bit. */
function isName(bytes: Uint8Array, from: number, name: string): boolean {
  for (let i = 0; i < name.length; i++) {
    const unit = name.charCodeAt(i);
    const byte = bytes[from + i] ?? 0;
    if (byte !== unit && (unit < 97 || unit > 122 || (byte | 0x20) !== unit)) return false;
  }
  return true;
}
