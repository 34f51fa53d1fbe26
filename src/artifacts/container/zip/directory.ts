import type { ByteSource } from '../../../platform/platform';
import { type Entries, latin1 } from './entry';
import { EntryTable } from './entryTable';
import { readUint64 } from './extraFields';

const endSignature = 0x06054b50;
const end64Signature = 0x06064b50;
const locatorSignature = 0x07064b50;

/** Longest central directory that is read, in bytes, and the most entries kept of it. */
export const maxDirectoryBytes = 64 << 20;
export const maxEntries = 500_000;

/** What the end of a ZIP file says about its directory. */
export interface DirectoryEnd {
  readonly entries: number;
  readonly size: number;
  readonly offset: number;
  readonly comment: string;
  /** Where the directory must end: the (ZIP64) end record. */
  readonly end: number;
}

export interface Directory {
  readonly entries: Entries;
  readonly comment: string;
  /** Entries the end record promises; more than `entries` holds when the directory is damaged. */
  readonly expected: number;
  /** Bytes in front of the archive, by which all its offsets are shifted. */
  readonly shift: number;
  /** Offset where the directory begins: data of entries lies before it. */
  readonly start: number;
  readonly tooLarge: boolean;
}

/**
 * Finds the end record (PKWARE APPNOTE 4.3.16) in the last 64 KiB and 22 bytes, with the ZIP64 record where the
 * numbers do not fit. Bytes after the archive are tolerated.
 */
export async function findDirectoryEnd(source: ByteSource): Promise<DirectoryEnd | undefined> {
  const tailLength = Math.min(source.size, 22 + 0xffff + 20);
  const tailStart = source.size - tailLength;
  const tail = await source.read(tailStart, tailLength);
  const view = new DataView(tail.buffer, tail.byteOffset, tail.length);
  let fallback = -1;
  for (let at = tail.length - 22; at >= 0; at--) {
    if (tail[at] !== 0x50 || view.getUint32(at, true) !== endSignature) continue;
    const end = at + 22 + view.getUint16(at + 20, true);
    if (end > tail.length) continue;
    if (end === tail.length) return describe(source, tail, view, at, tailStart);
    if (fallback < 0) fallback = at;
  }
  return fallback < 0 ? undefined : describe(source, tail, view, fallback, tailStart);
}

async function describe(
  source: ByteSource,
  tail: Uint8Array,
  view: DataView,
  at: number,
  tailStart: number,
): Promise<DirectoryEnd> {
  const comment = latin1(tail, at + 22, at + 22 + view.getUint16(at + 20, true));
  const small = {
    entries: view.getUint16(at + 10, true),
    size: view.getUint32(at + 12, true),
    offset: view.getUint32(at + 16, true),
    comment,
    end: tailStart + at,
  };
  const locator = at - 20;
  const hasLocator = locator >= 0 && view.getUint32(locator, true) === locatorSignature;
  if (!hasLocator) return small;
  const recordOffset = readUint64(view, locator + 8);
  // The record stands right before the locator in practice; its stated offset is wrong when bytes precede the archive.
  for (const offset of [recordOffset, tailStart + locator - 56]) {
    if (offset < 0 || offset + 56 > source.size) continue;
    const record = await source.read(offset, 56);
    if (record.length < 56) continue;
    const wide = new DataView(record.buffer, record.byteOffset, record.length);
    if (wide.getUint32(0, true) !== end64Signature) continue;
    return {
      entries: readUint64(wide, 32),
      size: readUint64(wide, 40),
      offset: readUint64(wide, 48),
      comment,
      end: offset,
    };
  }
  return small;
}

/** Reads the central directory; undefined when there is none where the end record says. */
export async function readDirectory(source: ByteSource): Promise<Directory | undefined> {
  const end = await findDirectoryEnd(source);
  if (!end) return undefined;
  const tooLarge = end.size > maxDirectoryBytes;
  const wanted = Math.min(end.size, maxDirectoryBytes);
  if (end.entries === 0 && end.size === 0) {
    return { entries: [], comment: end.comment, expected: 0, shift: 0, start: end.end, tooLarge };
  }
  // Bytes in front of an archive shift everything: then the directory ends where the end record begins.
  for (const start of [end.offset, end.end - end.size]) {
    if (start < 0 || start >= source.size) continue;
    const bytes = await source.read(start, wanted);
    const shift = start - end.offset;
    const entries = new EntryTable(bytes, shift, maxEntries);
    if (entries.length === 0) continue;
    return { entries, comment: end.comment, expected: end.entries, shift, start, tooLarge };
  }
  return undefined;
}
