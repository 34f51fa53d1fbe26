import { Pace } from '../../../platform/pace';
import type { ByteSource, Platform } from '../../../platform/platform';
import { entryName, latin1, makeEntry, readUint64, type ZipEntry } from './entry';

const endSignature = 0x06054b50;
const end64Signature = 0x06064b50;
const locatorSignature = 0x07064b50;
const centralSignature = 0x02014b50;

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
  readonly entries: ZipEntry[];
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
export async function readDirectory(source: ByteSource, platform: Platform): Promise<Directory | undefined> {
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
    const entries = await parseInPieces(bytes, shift, new Pace(platform));
    if (entries.length === 0) continue;
    return { entries, comment: end.comment, expected: end.entries, shift, start, tooLarge };
  }
  return undefined;
}

/** Parses central directory records until one does not fit (APPNOTE 4.3.12). */
export function parseDirectory(bytes: Uint8Array, shift: number): ZipEntry[] {
  const entries: ZipEntry[] = [];
  parsePiece(bytes, 0, bytes.length, shift, entries);
  return entries;
}

/** Length of a piece of the directory whose names are made from one text. */
const pieceLength = 256 << 10;

/** As {@link parseDirectory}, with a pause after each piece so that messages get through. */
async function parseInPieces(bytes: Uint8Array, shift: number, pace: Pace): Promise<ZipEntry[]> {
  const entries: ZipEntry[] = [];
  for (let at = 0; ; ) {
    const next = parsePiece(bytes, at, pieceLength, shift, entries);
    if (next <= at) return entries;
    at = next;
    if (pace.isDue) await pace.pause();
  }
}

/** Adds the records that begin in the piece; returns where the next one begins, or `from` when there is none. */
function parsePiece(bytes: Uint8Array, from: number, length: number, shift: number, entries: ZipEntry[]): number {
  const view = new DataView(bytes.buffer, bytes.byteOffset, bytes.length);
  const end = Math.min(bytes.length, from + length);
  const textEnd = Math.min(bytes.length, end + 0xffff);
  // One text for many names: making each by itself takes longer than all the rest. Other than ASCII is looked at anew.
  const text = ascii.decode(bytes.subarray(from, textEnd));
  let at = from;
  while (at < end && at + 46 <= bytes.length && entries.length < maxEntries) {
    if (view.getUint32(at, true) !== centralSignature) break;
    const nameEnd = at + 46 + view.getUint16(at + 28, true);
    const extraEnd = nameEnd + view.getUint16(at + 30, true);
    const next = extraEnd + view.getUint16(at + 32, true);
    if (next > bytes.length) break;
    const isPlain = nameEnd <= textEnd && isPlainName(bytes, at + 46, nameEnd);
    const draft = {
      index: entries.length,
      name: isPlain ? text.slice(at + 46 - from, nameEnd - from) : entryName(bytes.subarray(at + 46, nameEnd)),
      flags: view.getUint16(at + 8, true),
      method: view.getUint16(at + 10, true),
      dosTime: view.getUint16(at + 12, true),
      crc: view.getUint32(at + 16, true),
      compressedSize: view.getUint32(at + 20, true),
      size: view.getUint32(at + 24, true),
      headerOffset: view.getUint32(at + 42, true),
      encryption: 'none' as const,
      aesStrength: 0,
      aesVersion: 0,
      cut: false,
      refused: undefined,
    };
    const entry = makeEntry(draft, view, nameEnd, extraEnd);
    entries.push(shift === 0 ? entry : { ...entry, headerOffset: entry.headerOffset + shift });
    at = next;
  }
  return at;
}

const ascii = new TextDecoder('windows-1252');

/** ASCII without backslashes: the characters are the bytes. */
function isPlainName(bytes: Uint8Array, from: number, to: number): boolean {
  for (let at = from; at < to; at++) {
    const byte = bytes[at] ?? 0x80;
    if (byte >= 0x80 || byte === 0x5c) return false;
  }
  return true;
}
