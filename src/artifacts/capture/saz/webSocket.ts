import type { Platform } from '../../../platform/platform';
import { message } from '../../../text';
import { latin1 } from '../../container/zip';
import type { WebSocketMessage } from '../model';
import { parseFiddlerTime } from './time';
import { type Assembled, type Frame, WebSocketStream } from './webSocketStream';

/**
 * Reads Fiddler's record of a WebSocket: per frame a block of headers (`Request-Length` from the client,
 * `Response-Length` from the server, `ID`, decimal `BitFlags`, times), an empty line, and one RFC 6455 frame of that
 * length, still masked. Frames of one message are put together. What is left behind a fault is kept as one incomplete
 * message.
 */
export function readWebSocket(bytes: Uint8Array, entry: string, platform: Platform): WebSocketMessage[] {
  const messages: WebSocketMessage[] = [];
  const streams = {
    client: new WebSocketStream<FrameRecord>(platform),
    server: new WebSocketStream<FrameRecord>(platform),
  };
  const add = ({ start, opcode, bytes: content, state }: Assembled<FrameRecord>): void => {
    const index = messages.length + 1;
    const args = { entry, index: String(index), length: content.length };
    const note = state === 'whole' ? undefined : message(state === 'cut' ? 'capture.wsCut' : 'capture.wsInflate', args);
    const { direction, time } = start;
    messages.push({ index, direction, time, opcode, bytes: content, complete: !note, ...(note ? { note } : {}) });
  };
  let at = skipLineEnds(bytes, 0);
  let rest: WebSocketMessage | undefined;
  while (at < bytes.length && !rest) {
    const record = readRecord(bytes, at);
    if (!record) {
      const note = message('capture.wsBroken', { entry, at: String(at) });
      const left = { bytes: bytes.slice(at), complete: false, note };
      rest = { index: 0, direction: 'server', time: undefined, opcode: -1, ...left };
      break;
    }
    const isCut = record.end > bytes.length;
    const frame = readFrame(bytes.subarray(record.start, Math.min(record.end, bytes.length)), isCut);
    for (const message of streams[record.direction].take(frame, record)) add(message);
    at = skipLineEnds(bytes, record.end);
  }
  for (const stream of [streams.client, streams.server]) {
    for (const unfinished of stream.rest()) add(unfinished);
  }
  return rest ? [...messages, { ...rest, index: messages.length + 1 }] : messages;
}

interface FrameRecord {
  readonly direction: 'client' | 'server';
  readonly time: number | undefined;
  readonly start: number;
  readonly end: number;
}

function readRecord(bytes: Uint8Array, from: number): FrameRecord | undefined {
  let direction: 'client' | 'server' | undefined;
  let length = -1;
  let time: number | undefined;
  for (let at = from; ; ) {
    const lineFeed = bytes.indexOf(10, at);
    if (lineFeed < 0 || lineFeed - at > 400) return undefined;
    const line = latin1(bytes, at, lineFeed).trimEnd();
    at = lineFeed + 1;
    if (line === '') {
      if (!direction || length < 0) return undefined;
      return { direction, time, start: frameStart(bytes, at, length), end: frameStart(bytes, at, length) + length };
    }
    const colon = line.indexOf(':');
    if (colon < 0) return undefined;
    const name = line.slice(0, colon).toLowerCase();
    const value = line.slice(colon + 1).trim();
    if (name === 'request-length' || name === 'response-length') {
      if (!/^\d{1,12}$/.test(value)) return undefined;
      direction = name === 'request-length' ? 'client' : 'server';
      length = Number(value);
    } else if (/^(?:doneread|beginsend|donesend)$/.test(name)) time ??= parseFiddlerTime(value)?.time;
  }
}

/** A record without times carries one line end more in front of its frame; then it does not end where it should. */
function frameStart(bytes: Uint8Array, at: number, length: number): number {
  const endsHere = (start: number): boolean => {
    const end = start + length;
    return end >= bytes.length ? end === bytes.length : bytes[end] === 13 && bytes[end + 1] === 10;
  };
  const isShifted = bytes[at] === 13 && bytes[at + 1] === 10 && !endsHere(at) && endsHere(at + 2);
  return isShifted ? at + 2 : at;
}

function skipLineEnds(bytes: Uint8Array, from: number): number {
  let at = from;
  while (bytes[at] === 13 || bytes[at] === 10) at++;
  return at;
}

/** Takes one frame apart and removes its mask (RFC 6455, 5.2). */
function readFrame(bytes: Uint8Array, wasCut: boolean): Frame {
  const first = bytes[0] ?? 0;
  const second = bytes[1] ?? 0;
  const empty = bytes.length === 0;
  const view = new DataView(bytes.buffer, bytes.byteOffset, bytes.length);
  let length = second & 0x7f;
  let at = 2;
  if (length === 126 && bytes.length >= 4) {
    length = view.getUint16(2);
    at = 4;
  } else if (length === 127 && bytes.length >= 10) {
    length = view.getUint32(2) * 2 ** 32 + view.getUint32(6);
    at = 10;
  }
  const isMasked = (second & 0x80) !== 0;
  const key = bytes.subarray(at, at + 4);
  if (isMasked) at += 4;
  const payload = bytes.slice(at, at + length);
  if (isMasked && key.length === 4) {
    for (let i = 0; i < payload.length; i++) payload[i] = (payload[i] ?? 0) ^ (key[i & 3] ?? 0);
  }
  return {
    opcode: empty ? -1 : first & 0x0f,
    payload,
    isFinal: (first & 0x80) !== 0,
    isCompressed: (first & 0x40) !== 0,
    isCut: wasCut || (!empty && payload.length < length),
  };
}
