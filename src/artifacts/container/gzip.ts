import { memorySource } from '../../platform/memory';
import type { ByteSource } from '../../platform/platform';
import { message } from '../../text';
import type { OpenOptions } from '../open';
import type { Problem } from '../problem';

/** Unpacked bytes that are kept at most. */
const gzipLimit = 1 << 30;
/** Layers of gzip that are taken off at most. */
const depthLimit = 3;

/**
 * Takes gzip (RFC 1952) off a file: the unpacked bytes as a source, or the source itself when it is not gzip; closing
 * the one closes the other. A cut or damaged stream gives what could be unpacked and a problem.
 */
export async function unwrapGzip(
  given: ByteSource,
  options: Pick<OpenOptions, 'id' | 'platform' | 'signal'>,
): Promise<{ readonly source: ByteSource; readonly problems: readonly Problem[] }> {
  let source = given;
  const problems: Problem[] = [];
  for (let depth = 0; depth < depthLimit && (await isGzip(source)); depth++) {
    options.signal?.throwIfAborted();
    const packed = await source.read(0, source.size);
    const inflated = options.platform.decompress('gzip', packed, gzipLimit);
    if (!inflated.complete) {
      const args = { bytes: inflated.bytes.length };
      const text =
        inflated.failure === 'limit' ? message('container.gzipLimit', args) : message('container.gzipDamaged', args);
      problems.push({ code: 'gzip-incomplete', message: text, place: { artifact: options.id, layers: ['gzip'] } });
    }
    source = { ...memorySource(inflated.bytes), close: () => given.close() };
  }
  return { source, problems };
}

/** True when the bytes begin as a gzip member with deflate. */
export async function isGzip(source: ByteSource): Promise<boolean> {
  if (source.size < 18) return false;
  const head = await source.read(0, 3);
  return head[0] === 0x1f && head[1] === 0x8b && head[2] === 8;
}
