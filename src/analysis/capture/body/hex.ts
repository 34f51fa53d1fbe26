import { latin1 } from '../../../artifacts/container/zip/entry';
import type { Span } from '../../../artifacts/place';
import type { SyncMessage } from '../../../decoders/syncMessage';
import { secretsIn } from '../../masking';
import type { BodyShape } from '../../views';
import type { BodyContent } from '../sessionContent';

const page = 4096;
const row = 16;
/** A dump as a document holds at most this many bytes. */
const dumpLimit = 512 * 1024;
/** Secrets are looked for this many bytes around what is shown. */
const reach = 256 * 1024;

/** A page of a body, byte by byte, from the row that holds `offset` on; the bytes of secrets are dots. */
export function hexShape(body: BodyContent, offset: number): Extract<BodyShape, { shape: 'hex' }> {
  const { bytes } = body.body;
  const from = Math.max(0, Math.min(offset, bytes.length) - (offset % row));
  return { shape: 'hex', offset: from, total: bytes.length, lines: hexLines(body, from, from + page) };
}

/** The beginning of a body as the text of a document. */
export function hexDump(body: BodyContent): string {
  return hexLines(body, 0, dumpLimit).join('\n');
}

function hexLines(body: BodyContent, from: number, until: number): string[] {
  const { bytes } = body.body;
  const to = Math.min(bytes.length, until);
  const hidden = new Uint8Array(Math.max(0, to - from));
  for (const { start, end } of hiddenIn(body, from, to))
    hidden.fill(1, Math.max(0, start - from), Math.max(0, end - from));
  const lines: string[] = [];
  for (let at = from; at < to; at += row) lines.push(hexLine(bytes, at, hidden.subarray(at - from)));
  return lines;
}

/** "00000010  7b 22 65 72 ...  {"er..."; `hidden` marks the bytes from `at` on that are dots. */
function hexLine(bytes: Uint8Array, at: number, hidden: Uint8Array): string {
  const shown = Array.from(bytes.subarray(at, at + row), (byte, index) => (hidden[index] ? undefined : byte));
  const hex = shown
    .map((byte) => byte?.toString(16).padStart(2, '0') ?? '••')
    .join(' ')
    .padEnd(row * 3 - 1);
  const ascii = shown.map((byte) => (byte === undefined ? '•' : byte >= 32 && byte < 127 ? char(byte) : '.')).join('');
  return `${at.toString(16).padStart(8, '0')}  ${hex}  ${ascii}`;
}

const char = (byte: number): string => String.fromCharCode(byte);

/** Bytes of a body that are secret, as far as they lie between two offsets. */
function hiddenIn(body: BodyContent, from: number, to: number): Span[] {
  const { bytes } = body.body;
  const { sync } = body;
  if (sync) {
    // Packed, or as Base64, nothing tells where in the bytes the content of items is.
    return sync.layers.length ? [{ start: 0, end: bytes.length }] : secretFields(sync, undefined, from, to);
  }
  const start = Math.max(0, from - reach);
  // One character for each byte, so that places in the text are those of the bytes.
  const text = latin1(bytes.subarray(start, to + reach));
  const isWide = text.includes('\u0000') && body.text !== undefined;
  if (isWide) return [{ start: 0, end: bytes.length }];
  return secretsIn(text).map(({ span }) => ({ start: start + span.start, end: start + span.end }));
}

function secretFields(sync: SyncMessage, parent: string | undefined, from: number, to: number): Span[] {
  return sync.children(parent).flatMap(({ id, content, secret, hasChildren }): Span[] => {
    const { byteStart: start, byteEnd: end } = content;
    if (end <= from || start >= to) return [];
    if (hasChildren) return secretFields(sync, id, from, to);
    return secret ? [{ start, end }] : [];
  });
}
