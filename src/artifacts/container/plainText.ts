import { Collector } from '../../platform/collector';
import { memorySource } from '../../platform/memory';
import type { ByteSource } from '../../platform/platform';
import { message } from '../../text';
import { encodingOf } from '../decodeText';
import type { OpenOptions } from '../open';
import type { Problem } from '../problem';
import { unwrapGzip } from './gzip';

const chunkLength = 4 << 20;
/** Longest text in UTF-16 that is taken over, in bytes: it is held in memory as a whole. */
const wideLimit = 1 << 30;

/**
 * A capture kept as text, as UTF-8: gzip is taken off, and UTF-16 (which PowerShell and editors make of a file that they
 * save anew) is converted. Closing the source closes the given one.
 */
export async function plainText(
  given: ByteSource,
  options: Pick<OpenOptions, 'id' | 'platform' | 'signal'>,
): Promise<{ readonly source: ByteSource; readonly problems: readonly Problem[] }> {
  const { source, problems } = await unwrapGzip(given, options);
  // The very beginning decides: a session further on may hold a body in UTF-16.
  const encoding = encodingOf(await source.read(0, 64));
  if (encoding !== 'utf-16le' && encoding !== 'utf-16be') return { source, problems };
  const bytes = await converted(source, encoding, options.signal);
  const text = { ...memorySource(bytes), close: () => given.close() };
  if (source.size <= wideLimit) return { source: text, problems };
  const cut: Problem = {
    code: 'utf16-limit',
    message: message('container.wideTextLimit', { megabytes: wideLimit >> 20 }),
    place: { artifact: options.id, layers: [encoding] },
  };
  return { source: text, problems: [...problems, cut] };
}

async function converted(source: ByteSource, encoding: string, signal: AbortSignal | undefined): Promise<Uint8Array> {
  const decoder = new TextDecoder(encoding);
  const encoder = new TextEncoder();
  const out = new Collector(Number.POSITIVE_INFINITY);
  const size = Math.min(source.size, wideLimit);
  for (let at = 0; at < size; ) {
    signal?.throwIfAborted();
    const chunk = await source.read(at, Math.min(chunkLength, size - at));
    if (chunk.length === 0) break;
    out.add(encoder.encode(decoder.decode(chunk, { stream: true })));
    at += chunk.length;
  }
  out.add(encoder.encode(decoder.decode()));
  return out.result().bytes;
}
