import { nestingLimit } from '../../artifacts/container/limits';
import type { AttachmentList } from '../../artifacts/container/model';
import { innerLimit } from '../../artifacts/container/openAttachments';
import { detect, detectBytes } from '../../artifacts/detect';
import { memorySource } from '../../platform/memory';
import type { ByteSource } from '../../platform/platform';

/** A file inside a zip or mail that is worth reading. */
export interface Part {
  /** Paths that lead to it, outermost first. */
  readonly inner: readonly string[];
  readonly name: string;
  readonly source: ByteSource;
}

/** Files of a list that a reader knows, unpacked one after the other; the deepest lists are left closed. */
export async function* partsOf(list: AttachmentList, above: readonly string[]): AsyncGenerator<Part> {
  if (above.length >= nestingLimit) return;
  for (const entry of list.entries) {
    const name = entry.path.slice(entry.path.lastIndexOf('/') + 1);
    const head = await entry.read(detectBytes);
    const found = detect(head.bytes, entry.size, name);
    if (!found || found.kind === 'text') continue;
    const { bytes } = head.complete ? head : await entry.read(innerLimit);
    yield { inner: [...above, entry.path], name, source: memorySource(bytes) };
  }
}
