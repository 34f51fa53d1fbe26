import type { ByteSource } from '../../../platform/platform';
import type { ZipArchive, ZipEntry } from '../../container/zip';
import { inflatePrefix, localDataStart } from '../../container/zip/archive';

const windowSize = 1 << 20;
const localHeaderRoom = 30 + 512;

/** Reads a file front to back through one buffer. */
export class Window {
  private readonly buffer: Uint8Array;
  private bytes: Uint8Array = new Uint8Array(0);
  private start = 0;

  constructor(private readonly source: ByteSource) {
    this.buffer = new Uint8Array(source.readInto ? Math.min(windowSize, source.size) : 0);
  }

  /** Bytes at `offset` if the window holds `length` of them (or all to the end of the file). */
  peek(offset: number, length: number): Uint8Array | undefined {
    const from = offset - this.start;
    const needed = Math.min(length, this.source.size - offset);
    if (from < 0 || from + needed > this.bytes.length) return undefined;
    return this.bytes.subarray(from, from + needed);
  }

  /** Moves the window to `offset`; what it held before is gone. */
  async move(offset: number, length: number): Promise<Uint8Array> {
    if (this.source.readInto && length <= this.buffer.length) {
      const done = await this.source.readInto(this.buffer, offset);
      this.bytes = this.buffer.subarray(0, done);
    } else this.bytes = await this.source.read(offset, Math.max(length, windowSize));
    this.start = offset;
    return this.bytes.subarray(0, Math.min(length, this.bytes.length));
  }
}

/**
 * The beginning of an entry, unpacked from its first `packedLength` bytes, out of what the window holds; a promise only
 * where the file has to be read. Undefined when there is no local header where the directory points.
 */
export function glance(
  archive: ZipArchive,
  window: Window,
  entry: ZipEntry,
  packedLength: number,
  limit: number,
): Uint8Array | undefined | Promise<Uint8Array | undefined> {
  const wanted = Math.min(packedLength, entry.compressedSize);
  const held = window.peek(entry.headerOffset, localHeaderRoom + wanted);
  if (held) return unpack(archive, entry, held, wanted, limit);
  return window
    .move(entry.headerOffset, localHeaderRoom + wanted)
    .then((bytes) => unpack(archive, entry, bytes, wanted, limit));
}

function unpack(
  archive: ZipArchive,
  entry: ZipEntry,
  bytes: Uint8Array,
  wanted: number,
  limit: number,
): Uint8Array | undefined | Promise<Uint8Array | undefined> {
  const dataStart = localDataStart(entry, bytes);
  if (dataStart === undefined) return undefined;
  const from = dataStart - entry.headerOffset;
  // Extra fields longer than the room left for them are rare; such an entry is read by itself.
  if (from + wanted > bytes.length && bytes.length >= localHeaderRoom + wanted)
    return archive.readPrefix(entry, wanted);
  const packed = bytes.subarray(from, from + wanted);
  // Stored data is a view of the window, which moves on.
  return inflatePrefix(archive.platform, entry, packed, limit);
}
