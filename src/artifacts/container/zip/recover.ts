import type { ByteSource } from '../../../platform/platform';
import { maxEntries } from './directory';
import { aesMethod, encryptionOf, entryName, type ZipEntry } from './entry';
import { ExtraFields, readUint64, wide } from './extraFields';

const windowSize = 1 << 20;
const headerSize = 30;

export interface Recovery {
  readonly entries: ZipEntry[];
  /** Offset of the first byte that belongs to no whole entry: where the file breaks. */
  readonly brokenAt: number;
}

/** Reads at most a window ahead of where the scan stands. */
class Cursor {
  private start = 0;
  private bytes: Uint8Array = new Uint8Array(0);

  constructor(private readonly source: ByteSource) {}

  get size(): number {
    return this.source.size;
  }

  /** Bytes at `offset`, `length` of them or what is left of the file. */
  async at(offset: number, length: number): Promise<Uint8Array> {
    if (offset < this.start || offset + length > this.start + this.bytes.length) {
      this.start = offset;
      this.bytes = await this.source.read(offset, Math.max(length, windowSize));
    }
    return this.bytes.subarray(offset - this.start, offset - this.start + length);
  }

  /** What the current window holds from `offset` on; the next window when that is less than a signature needs. */
  private async rest(offset: number): Promise<Uint8Array> {
    const held = this.start + this.bytes.length - offset;
    const enough = Math.min(64, this.source.size - offset);
    return this.at(offset, offset >= this.start && held >= enough ? held : windowSize);
  }

  /** Offset of the next `PK` signature at or after `from` that `accept` takes; -1 at the end of the file. */
  async find(from: number, accept: Accept): Promise<number> {
    for (let offset = from; offset + 4 <= this.source.size; ) {
      const bytes = await this.rest(offset);
      if (bytes.length < 4) return -1;
      const view = new DataView(bytes.buffer, bytes.byteOffset, bytes.length);
      for (let i = bytes.indexOf(0x50); i >= 0 && i + 4 <= bytes.length; i = bytes.indexOf(0x50, i + 1)) {
        // 24 bytes after the signature decide about descriptors; at the window's end the next window decides.
        if (i + 24 > bytes.length && offset + bytes.length < this.source.size) break;
        if (bytes[i + 1] === 0x4b && accept(view, i)) return offset + i;
      }
      if (offset + bytes.length >= this.source.size) return -1;
      offset += Math.max(1, bytes.length - 24);
    }
    return -1;
  }
}

type Accept = (view: DataView, at: number) => boolean;

export const isLocal: Accept = (view, at) => view.getUint32(at, true) === 0x04034b50;
const isCentral: Accept = (view, at) => view.getUint32(at, true) === 0x02014b50;

/**
 * Rebuilds the list of entries from their local headers, for a file whose directory is cut off or damaged. Entries
 * whose sizes follow their data (flag bit 3) end at the descriptor that states the right size. The scan ends at a
 * directory, unless `accept` passes over it.
 */
export async function recoverEntries(
  source: ByteSource,
  signal?: AbortSignal,
  accept: Accept = (view, at) => isLocal(view, at) || isCentral(view, at),
): Promise<Recovery> {
  const cursor = new Cursor(source);
  const entries: ZipEntry[] = [];
  let brokenAt = 0;
  let offset = await cursor.find(0, isLocal);
  while (offset >= 0 && entries.length < maxEntries) {
    signal?.throwIfAborted();
    const header = await cursor.at(offset, headerSize);
    if (header.length < headerSize) break;
    const view = new DataView(header.buffer, header.byteOffset, header.length);
    const nameLength = view.getUint16(26, true);
    const extraLength = view.getUint16(28, true);
    const whole = await cursor.at(offset, headerSize + nameLength + extraLength);
    if (whole.length < headerSize + nameLength + extraLength) break;
    const dataStart = offset + whole.length;
    let entry = readLocalEntry(whole, offset);
    const isWide = view.getUint32(22, true) === wide;
    const trailing = (entry.flags & 8) !== 0 && entry.compressedSize === 0;
    const end = trailing ? await findDescriptor(cursor, dataStart, isWide) : undefined;
    if (end) entry = { ...entry, crc: end.crc, compressedSize: end.compressedSize, size: end.size };
    else if (!trailing) entry = await withoutOverrun(cursor, entry, dataStart);
    const dataEnd = dataStart + entry.compressedSize;
    const isCut = (trailing && !end) || dataEnd > source.size;
    if (isCut) {
      const left = Math.max(0, source.size - dataStart);
      entries.push({ ...entry, compressedSize: left, size: trailing ? left * 1032 : entry.size, cut: true });
      brokenAt = source.size;
      break;
    }
    entries.push(entry);
    brokenAt = end ? end.next : dataEnd;
    const following = await cursor.find(brokenAt, accept);
    if (following < 0) break;
    const next = await cursor.at(following, 4);
    if (next[2] === 1) break;
    offset = following;
  }
  return { entries, brokenAt };
}

/** The entry of a whole local header (APPNOTE 4.3.7), which stands at `headerOffset`. */
function readLocalEntry(header: Uint8Array, headerOffset: number): ZipEntry {
  const view = new DataView(header.buffer, header.byteOffset, header.length);
  const nameLength = view.getUint16(26, true);
  // A copy: the header is part of a long piece of the file.
  const record = header.slice(headerSize, headerSize + nameLength);
  const extra = new ExtraFields(view, headerSize + nameLength, header.length);
  const flags = view.getUint16(6, true);
  const method = view.getUint16(8, true);
  const compressedSize = view.getUint32(18, true);
  const size = view.getUint32(22, true);
  const aes = method === aesMethod ? extra.aes : undefined;
  return {
    name: entryName(record),
    record,
    nameStart: 0,
    nameEnd: nameLength,
    flags,
    method: aes?.method ?? method,
    crc: view.getUint32(14, true),
    compressedSize: compressedSize === wide ? extra.wideValue(size === wide ? 1 : 0) : compressedSize,
    size: size === wide ? extra.wideValue(0) : size,
    headerOffset,
    dosTime: view.getUint16(10, true),
    encryption: encryptionOf(flags, method, aes?.strength ?? 0),
    aesStrength: aes?.strength ?? 0,
    aesVersion: aes?.version ?? 0,
    cut: false,
    refused: undefined,
  };
}

/**
 * An entry whose size is damaged: its data would run past the file or end where no header stands, and a header stands
 * inside it. It ends there then. Stored data may hold an archive of its own, so it is believed where its sizes agree.
 */
async function withoutOverrun(cursor: Cursor, entry: ZipEntry, dataStart: number): Promise<ZipEntry> {
  if (entry.method === 0 && entry.encryption === 'none' && entry.compressedSize === entry.size) return entry;
  const dataEnd = dataStart + entry.compressedSize;
  if (dataEnd <= cursor.size) {
    const next = await cursor.at(dataEnd, 4);
    if (next.length < 4 || (next[0] === 0x50 && next[1] === 0x4b)) return entry;
  }
  const inside = await cursor.find(dataStart, isLikelyLocal);
  return inside < 0 || inside >= dataEnd ? entry : { ...entry, compressedSize: inside - dataStart };
}

/** A local header with a version, a method and a name length as writers give them. */
function isLikelyLocal(view: DataView, at: number): boolean {
  if (!isLocal(view, at) || at + 28 > view.byteLength) return false;
  const method = view.getUint16(at + 8, true);
  const nameLength = view.getUint16(at + 26, true);
  return view.getUint16(at + 4, true) < 100 && [0, 8, 99].includes(method) && nameLength > 0 && nameLength < 1024;
}

interface Descriptor {
  readonly crc: number;
  readonly compressedSize: number;
  readonly size: number;
  readonly next: number;
}

/**
 * Finds the data descriptor of data that starts at `dataStart` (APPNOTE 4.3.9), with or without its signature.
 * `isPromisedWide` tells that the header promises sizes of eight bytes, of which a cut file may hold only the first four.
 */
async function findDescriptor(
  cursor: Cursor,
  dataStart: number,
  isPromisedWide: boolean,
): Promise<Descriptor | undefined> {
  let from = dataStart;
  for (;;) {
    const at = await cursor.find(from, (view, i) => {
      const signature = view.getUint32(i, true);
      return signature === 0x08074b50 || signature === 0x04034b50 || signature === 0x02014b50;
    });
    if (at < 0) return bareDescriptor(cursor, dataStart, cursor.size);
    const bytes = await cursor.at(at, 24);
    const view = new DataView(bytes.buffer, bytes.byteOffset, bytes.length);
    const length = at - dataStart;
    if (bytes[2] === 7) {
      // An empty entry fits both widths; the right one is followed by the next header.
      const isNarrow = bytes.length >= 16 && view.getUint32(8, true) === length;
      const isWide = bytes.length >= 24 && readUint64(view, 8) === length;
      const narrowFollowed = bytes[16] === 0x50 && bytes[17] === 0x4b;
      const isCut = isPromisedWide && bytes.length < 24;
      if (isNarrow && (narrowFollowed || !(isWide || isCut))) {
        return { crc: view.getUint32(4, true), compressedSize: length, size: view.getUint32(12, true), next: at + 16 };
      }
      if (isWide) {
        return { crc: view.getUint32(4, true), compressedSize: length, size: readUint64(view, 16), next: at + 24 };
      }
    } else {
      const bare = await bareDescriptor(cursor, dataStart, at);
      if (bare) return bare;
    }
    from = at + 4;
  }
}

/** A descriptor without signature that ends at `end`, in both widths; undefined when the sizes do not fit. */
async function bareDescriptor(cursor: Cursor, dataStart: number, end: number): Promise<Descriptor | undefined> {
  for (const width of [12, 20]) {
    const compressedSize = end - width - dataStart;
    if (compressedSize < 0) return undefined;
    const bytes = await cursor.at(end - width, width);
    const view = new DataView(bytes.buffer, bytes.byteOffset, bytes.length);
    const size = (at: number): number => (width === 12 ? view.getUint32(at, true) : readUint64(view, at));
    const second = width === 12 ? 8 : 12;
    if (size(4) === compressedSize)
      return { crc: view.getUint32(0, true), compressedSize, size: size(second), next: end };
  }
  return undefined;
}
