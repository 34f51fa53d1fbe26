import type { Header } from '../model';
import { headerText, splitHead } from './head';
import { headerValue, parseParameters } from './headers';

export interface FormField {
  readonly name: string;
  readonly value: string;
  /** Where the field stands in the text, `name=value`, without the `&`. */
  readonly start: number;
  readonly end: number;
}

/** Fields of a query or an `application/x-www-form-urlencoded` body; broken escapes stay as they are. */
export function parseUrlEncoded(text: string): FormField[] {
  const fields: FormField[] = [];
  for (let start = 0; start <= text.length; ) {
    const ampersand = text.indexOf('&', start);
    const end = ampersand < 0 ? text.length : ampersand;
    if (end > start) {
      const pair = text.slice(start, end);
      const equals = pair.indexOf('=');
      const name = equals < 0 ? pair : pair.slice(0, equals);
      const value = equals < 0 ? '' : pair.slice(equals + 1);
      fields.push({ name: unescapeForm(name), value: unescapeForm(value), start, end });
    }
    start = end + 1;
  }
  return fields;
}

/** Undoes `+` and `%XX` (UTF-8); each run of escapes that is not valid UTF-8 is read as Latin-1. */
export function unescapeForm(text: string): string {
  return text.replaceAll('+', ' ').replace(/(?:%[0-9a-f]{2})+/gi, (run) => {
    const bytes = Uint8Array.from(run.slice(1).split('%'), (hex) => Number.parseInt(hex, 16));
    return headerText(bytes);
  });
}

export interface MultipartPart {
  readonly headers: readonly Header[];
  /** Name and file name of Content-Disposition; empty when not stated. */
  readonly name: string;
  readonly fileName: string;
  readonly contentType: string;
  /** Content, as a range of the body's bytes. */
  readonly start: number;
  readonly end: number;
}

export interface Multipart {
  readonly parts: readonly MultipartPart[];
  /** False when the closing boundary is missing. */
  readonly complete: boolean;
}

/** Parts of a multipart body (RFC 2046, 5.1); undefined when the type names no boundary or the body has none. */
export function parseMultipart(bytes: Uint8Array, contentType: string): Multipart | undefined {
  const boundary = parseParameters(contentType).parameters.get('boundary');
  if (!boundary) return undefined;
  const delimiter = new TextEncoder().encode(`--${boundary}`);
  const parts: MultipartPart[] = [];
  let at = find(bytes, delimiter, 0);
  if (at < 0) return undefined;
  while (at >= 0) {
    const after = at + delimiter.length;
    if (bytes[after] === 45 && bytes[after + 1] === 45) return { parts, complete: true };
    const line = bytes.indexOf(10, after);
    if (line < 0) break;
    const next = find(bytes, delimiter, line + 1);
    parts.push(part(bytes, line + 1, next < 0 ? bytes.length : beforeLineEnd(bytes, next)));
    at = next;
  }
  return { parts, complete: false };
}

function part(bytes: Uint8Array, from: number, to: number): MultipartPart {
  // A part begins with its headers; the empty first line stands for the request line.
  const slice = bytes.subarray(from, to);
  const noHeaders = slice[0] === 10 || (slice[0] === 13 && slice[1] === 10);
  const padded = new Uint8Array(slice.length + 1);
  padded[0] = 10;
  padded.set(slice, 1);
  const head = noHeaders ? undefined : splitHead(padded);
  const headers = head?.headers ?? [];
  const start = head ? from + head.bodyStart - 1 : from + (slice[0] === 13 ? 2 : 1);
  const { parameters } = parseParameters(headerValue(headers, 'content-disposition') ?? '');
  return {
    headers,
    name: parameters.get('name') ?? '',
    fileName: parameters.get('filename') ?? '',
    contentType: headerValue(headers, 'content-type') ?? '',
    start: Math.min(start, to),
    end: to,
  };
}

/** A delimiter owns the line end in front of it. */
function beforeLineEnd(bytes: Uint8Array, at: number): number {
  if (bytes[at - 1] !== 10) return at;
  return bytes[at - 2] === 13 ? at - 2 : at - 1;
}

/** A delimiter counts at the beginning of a line only. */
function find(bytes: Uint8Array, delimiter: Uint8Array, from: number): number {
  const [first = 45] = delimiter;
  for (let at = bytes.indexOf(first, from); at >= 0; at = bytes.indexOf(first, at + 1)) {
    if (at > 0 && bytes[at - 1] !== 10) continue;
    let i = 1;
    while (i < delimiter.length && bytes[at + i] === delimiter[i]) i++;
    if (i === delimiter.length) return at;
  }
  return -1;
}
