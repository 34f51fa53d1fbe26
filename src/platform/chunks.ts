import type { ByteSource } from './platform';
import { Window } from './window';

export interface Chunk {
  readonly bytes: Uint8Array;
  /** Where the bytes stand in the file. */
  readonly offset: number;
}

/**
 * Reads a file from an offset to its end in chunks, each while the caller is at work on the one before. The bytes of a
 * chunk are others as soon as the next one is asked for.
 */
export async function* chunksOf(source: ByteSource, from: number, length: number): AsyncGenerator<Chunk, void> {
  if (from >= source.size) return;
  let window = new Window(source, length);
  let other = new Window(source, length);
  let reading = window.move(from);
  for (let offset = from; offset < source.size; ) {
    const bytes = await reading;
    const next = offset + bytes.length;
    if (bytes.length === 0) return;
    if (next < source.size) {
      reading = other.move(next);
      // Whoever asks for it gets the failure; nobody may.
      reading.catch(() => undefined);
    }
    yield { bytes, offset };
    offset = next;
    [window, other] = [other, window];
  }
}
