import type { ByteSource } from '../../../platform/platform';
import { heavyKeys } from './index';
import { skimArray } from './skim';

const windowLength = 1 << 20;
/** Places that are tried at most. */
const attemptLimit = 5000;
/** An element that is tried may be this long. */
const elementLimit = 64 << 20;

/**
 * Finds where the next whole entry begins behind a broken one: the first `}, {` whose object is sound JSON and has a
 * request and a response. Undefined when there is none.
 */
export async function findNextEntry(
  source: ByteSource,
  from: number,
  signal: AbortSignal | undefined,
): Promise<number | undefined> {
  let attempts = 0;
  let state = 0;
  for (let offset = from; offset < source.size; ) {
    signal?.throwIfAborted();
    const bytes = await source.read(offset, windowLength);
    if (bytes.length === 0) return undefined;
    for (let i = 0; i < bytes.length; i++) {
      const code = bytes[i] ?? 0;
      if (code === 125) state = 1;
      else if (code === 44 && state === 1) state = 2;
      else if (code === 123 && state === 2) {
        if (++attempts > attemptLimit) return undefined;
        if (await isEntry(source, offset + i, signal)) return offset + i;
        state = 0;
      } else if (code > 32) state = 0;
    }
    offset += bytes.length;
  }
  return undefined;
}

async function isEntry(source: ByteSource, start: number, signal: AbortSignal | undefined): Promise<boolean> {
  // Most places are headers and cookies: their first bytes tell.
  const head = new TextDecoder().decode(await source.read(start, 24));
  if (/^\{\s*"(?:name|value)"/.test(head)) return false;
  let text: string | undefined;
  const end = Math.min(source.size, start + elementLimit);
  const stop = new Error('one element is enough');
  try {
    await skimArray(
      { size: end, read: (at, length) => source.read(at, Math.min(length, end - at)), close: () => source.close() },
      {
        path: [],
        heavy: heavyKeys,
        from: start,
        element: true,
        signal,
        onItem: (item) => {
          text = item.text;
          throw stop;
        },
      },
    );
  } catch (error) {
    if (error !== stop) throw error;
  }
  if (text === undefined) return false;
  try {
    const entry: unknown = JSON.parse(text);
    return typeof entry === 'object' && entry !== null && 'request' in entry && 'response' in entry;
  } catch {
    return false;
  }
}
