import { memorySource } from '../../../platform/memory';
import type { OpenOptions } from '../../open';
import { openZip, type ZipArchive } from './archive';

export { type EntryBytes, type EntryOptions, looksLikeZip, maxEntryBytes, openZip, ZipArchive } from './archive';
export { type Entries, latin1, type ZipEntry } from './entry';

/** Opens a ZIP file that is in memory, such as a body or an attachment; undefined when the bytes hold none. */
export function openZipBytes(bytes: Uint8Array, options: OpenOptions): Promise<ZipArchive | undefined> {
  return openZip(memorySource(bytes), options);
}
