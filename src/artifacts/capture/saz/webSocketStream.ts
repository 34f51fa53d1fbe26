import { concat } from '../../../platform/concat';
import type { Platform } from '../../../platform/platform';

const maxMessageBytes = 64 << 20;
/** What permessage-deflate cuts off the end of each message (RFC 7692, 7.2.1). */
const deflateTail = Uint8Array.of(0, 0, 0xff, 0xff);
/** How far back a compressed message may refer to those before it. */
const windowLength = 32 << 10;

/** One frame as it was recorded, without its mask. */
export interface Frame {
  /** -1 for a record without bytes. */
  readonly opcode: number;
  readonly payload: Uint8Array;
  /** False when more frames of the same message follow. */
  readonly isFinal: boolean;
  /** RSV1: the message is compressed. */
  readonly isCompressed: boolean;
  readonly isCut: boolean;
}

/** A message put together from its frames. */
export interface Assembled<Start> {
  /** What was given with the first frame. */
  readonly start: Start;
  readonly opcode: number;
  readonly bytes: Uint8Array;
  readonly state: 'whole' | 'cut' | 'packed';
}

/** Puts the messages of one direction together: fragments (RFC 6455, 5.4) and compression (RFC 7692). */
export class WebSocketStream<Start> {
  private open: { readonly start: Start; readonly first: Frame; readonly pieces: Uint8Array[] } | undefined;
  /** The end of what was unpacked so far, which later messages may refer to. */
  private history = new Uint8Array(0);

  constructor(private readonly platform: Platform) {}

  /**
   * Takes the next frame; gives the messages that end with it: none, one, or two where a message begins before the last
   * one was whole. Control frames come between fragments.
   */
  take(frame: Frame, start: Start): Assembled<Start>[] {
    if (frame.opcode >= 8 || frame.opcode < 0) {
      return [{ start, opcode: frame.opcode, bytes: frame.payload, state: frame.isCut ? 'cut' : 'whole' }];
    }
    const unfinished = frame.opcode === 0 ? [] : this.rest();
    this.open ??= { start, first: frame, pieces: [] };
    this.open.pieces.push(frame.payload);
    return frame.isFinal || frame.isCut ? [...unfinished, ...this.close(frame.isCut)] : unfinished;
  }

  /** The message whose last frames are missing, if there is one. */
  rest(): Assembled<Start>[] {
    return this.close(true);
  }

  private close(isCut: boolean): Assembled<Start>[] {
    if (!this.open) return [];
    const { start, first, pieces } = this.open;
    this.open = undefined;
    const payload = concat(pieces);
    const { opcode } = first;
    if (!first.isCompressed) return [{ start, opcode, bytes: payload, state: isCut ? 'cut' : 'whole' }];
    const plain = this.inflate(payload);
    if (!plain) return [{ start, opcode, bytes: payload, state: 'packed' }];
    return [{ start, opcode, bytes: plain, state: isCut ? 'cut' : 'whole' }];
  }

  /** Unpacks one message; what came before it stands in front as an uncompressed block, for it to refer to. */
  private inflate(payload: Uint8Array): Uint8Array | undefined {
    const { history } = this;
    const { length } = history;
    const before = Uint8Array.of(0, length & 255, length >> 8, ~length & 255, (~length >> 8) & 255);
    const packed = concat([...(length > 0 ? [before, history] : []), payload, deflateTail]);
    const all = this.platform.inflatePrefix(packed, length + maxMessageBytes);
    if (all.length <= length && payload.length > 1) return undefined;
    this.history = all.slice(Math.max(0, all.length - windowLength));
    return all.slice(length);
  }
}
