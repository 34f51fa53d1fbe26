import type { Header } from '../../artifacts/capture/model';
import type { Words } from '../words';
import type { CopyMasker } from './copyMasker';
import type { SessionContent } from './sessionContent';

/*
 * Commands that repeat a request. What comes from a capture is hostile: it must stay one argument in the shell it is
 * pasted into, may not edit the line it is pasted on (control characters do that in a terminal), and may not look like
 * something else (marks of writing direction).
 */

/** Headers that a repeated request must not carry over. */
const hopByHop = /^(host|content-length|connection|proxy-connection|transfer-encoding|accept-encoding)$/i;
/** RFC 9110, 5.6.2: what a header or method can be named. Pseudo headers (`:authority`) and curl's `@file` are not. */
const token = /^[!#$%&'*+\-.^_`|~0-9A-Za-z]+$/;
/** Control characters but the line end, and those that turn the direction of writing. */
const unsafe = /[\0-\x09\x0b-\x1f\x7f-\x9f\u200e\u200f\u202a-\u202e\u2066-\u2069]/;
const unsafeParts = /([\0-\x09\x0b-\x1f\x7f-\x9f\u200e\u200f\u202a-\u202e\u2066-\u2069])/;

/** A value as one word of a POSIX shell: single quotes, or `$'...'` where it holds control characters. */
export function shellQuote(value: string): string {
  if (!unsafe.test(value)) return `'${value.replace(/'/g, `'\\''`)}'`;
  const escaped = [...value].map((char) => {
    if (char === "'" || char === '\\') return `\\${char}`;
    if (char === '\n') return '\\n';
    if (!unsafe.test(char)) return char;
    const code = char.charCodeAt(0);
    return code < 0x80 ? `\\x${hex(code, 2)}` : `\\u${hex(code, 4)}`;
  });
  return `$'${escaped.join('')}'`;
}

/**
 * A value as one PowerShell argument: single quotes, whose typographic forms end a string too and are doubled as well;
 * control characters are joined in by their number.
 */
export function powershellQuote(value: string): string {
  const quoted = (text: string) => `'${text.replace(/['\u2018\u2019\u201a\u201b]/g, '$&$&')}'`;
  if (!unsafe.test(value)) return quoted(value);
  const parts = value.split(unsafeParts).filter(Boolean);
  const joined = parts.map((part) => (unsafe.test(part) ? `[char]0x${hex(part.charCodeAt(0), 2)}` : quoted(part)));
  // The first operand decides the type of the sum.
  return `('' + ${joined.join(' + ')})`;
}

/** The request as a `curl` command for POSIX shells. */
export function curl(words: Words, masker: CopyMasker, content: SessionContent): string {
  const { session, request } = content;
  // Without --globoff, braces and brackets of an address are patterns; --url takes an address that begins with a dash.
  const parts = [
    `curl --globoff -X ${shellQuote(methodOf(session.method))}`,
    `--url ${shellQuote(masker.url(session.url))}`,
  ];
  for (const { name, value } of sendable(content)) {
    // "Name;" is how curl is told of a header without a value.
    const header = value === '' ? `${name};` : `${name}: ${masker.header(name, value)}`;
    parts.push(`-H ${shellQuote(header)}`);
  }
  if (request.text) parts.push(`--data-raw ${shellQuote(masker.text(request.text))}`);
  return notes(words, content) + parts.join(' \\\n  ');
}

const knownMethods = /^(GET|HEAD|POST|PUT|DELETE|TRACE|OPTIONS|MERGE|PATCH)$/i;

/** The request as `Invoke-WebRequest`, for Windows PowerShell 5.1 and PowerShell 7. */
export function powershell(words: Words, masker: CopyMasker, content: SessionContent): string {
  const { session, detail, request } = content;
  const method = methodOf(session.method);
  const parts = [
    `Invoke-WebRequest -UseBasicParsing -Uri ${powershellQuote(masker.url(session.url))}`,
    `${knownMethods.test(method) ? '-Method' : '-CustomMethod'} ${powershellQuote(method)}`,
  ];
  const named = (name: RegExp) => detail.requestHeaders.find((header) => name.test(header.name));
  const agent = named(/^user-agent$/i);
  if (agent) parts.push(`-UserAgent ${powershellQuote(masker.header(agent.name, agent.value))}`);
  const headers = joined(sendable(content).filter(({ name }) => !/^(user-agent|content-type)$/i.test(name)));
  if (headers.length) {
    const lines = headers.map(
      ({ name, value }) => `  ${powershellQuote(name)} = ${powershellQuote(masker.header(name, value))}`,
    );
    parts.push(`-Headers @{\n${lines.join('\n')}\n}`);
  }
  const type = named(/^content-type$/i);
  if (type) parts.push(`-ContentType ${powershellQuote(masker.header(type.name, type.value))}`);
  if (request.text) parts.push(`-Body ${powershellQuote(masker.text(request.text))}`);
  return notes(words, content) + parts.join(' ');
}

/** What a command leaves out, as comments above it; both shells know `#`. */
function notes(words: Words, { request }: SessionContent): string {
  const bytes = request.body.bytes.length;
  return request.text || bytes === 0 ? '' : `# ${words.t('analysis.copy.noBody', { bytes })}\n`;
}

function methodOf(method: string): string {
  return token.test(method) ? method : 'GET';
}

function sendable({ detail }: SessionContent): readonly Header[] {
  return detail.requestHeaders.filter(({ name }) => token.test(name) && !hopByHop.test(name));
}

/** A PowerShell table has every key once, whatever its case: repeated headers become one list of values. */
function joined(headers: readonly Header[]): readonly Header[] {
  const byName = new Map<string, Header>();
  for (const header of headers) {
    const key = header.name.toLowerCase();
    const known = byName.get(key);
    const separator = key === 'cookie' ? '; ' : ', ';
    byName.set(key, known ? { name: known.name, value: known.value + separator + header.value } : header);
  }
  return [...byName.values()];
}

function hex(code: number, digits: number): string {
  return code.toString(16).padStart(digits, '0');
}
