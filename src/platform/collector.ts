import { concat } from './concat';
import type { Inflated } from './platform';

/** Thrown through a streaming decoder to stop it once enough output is there. */
class LimitReached extends Error {}

/** Gathers the pieces of a streaming decoder and stops it at a limit. */
export class Collector {
  private readonly pieces: Uint8Array[] = [];
  private size = 0;

  constructor(private readonly limit: number) {}

  /** Takes a piece of output; throws when the limit is passed, to end the decoder. */
  readonly add = (piece: Uint8Array): void => {
    const room = this.limit - this.size;
    const kept = piece.length > room ? piece.subarray(0, Math.max(0, room)) : piece;
    if (kept.length > 0) {
      this.pieces.push(kept.slice());
      this.size += kept.length;
    }
    if (piece.length > room) throw new LimitReached();
  };

  /** What was gathered, with the reason why it ended early. */
  result(error?: unknown): Inflated {
    const bytes = concat(this.pieces, this.size);
    if (error === undefined) return { bytes, complete: true };
    return { bytes, complete: false, failure: error instanceof LimitReached ? 'limit' : 'damaged' };
  }
}

/** Feeds `data` in pieces, so that a fault late in the stream costs only the output of its own piece. */
export function feed(data: Uint8Array, pieceSize: number, push: (piece: Uint8Array, last: boolean) => void): void {
  if (data.length === 0) push(data, true);
  for (let at = 0; at < data.length; at += pieceSize) {
    // Decoders may detach or keep what they are given, so each piece is a copy.
    push(data.slice(at, at + pieceSize), at + pieceSize >= data.length);
  }
}
