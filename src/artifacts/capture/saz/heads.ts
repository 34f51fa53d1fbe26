import type { ByteSource } from '../../../platform/platform';
import type { ZipArchive, ZipEntry } from '../../container/zip';
import { localDataStart } from '../../container/zip/entry';
import { StartInflater } from '../../container/zip/inflateStart';
import { headEnd } from '../http';

const windowSize = 2 << 20;
const localHeaderRoom = 30 + 512;
/** How far a head is unpacked before its end is looked for. */
const headSteps = [128, 256, 512, 1024, 2048, 16 << 10, 64 << 10] as const;

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

/** Looks at the beginnings of entries, one after the other, through one window and one decoder. */
export class Glancer {
  private readonly window: Window;
  private readonly inflater = new StartInflater();

  constructor(private readonly archive: ZipArchive) {
    this.window = new Window(archive.source);
  }

  /** Packed data of an entry if the window holds all of it; valid until the window moves. */
  packed(entry: ZipEntry): Uint8Array | undefined {
    const held = this.window.peek(entry.headerOffset, localHeaderRoom + entry.compressedSize);
    const dataStart = held && localDataStart(entry, held);
    if (!held || dataStart === undefined) return undefined;
    const from = dataStart - entry.headerOffset;
    return from + entry.compressedSize <= held.length ? held.subarray(from, from + entry.compressedSize) : undefined;
  }

  /** Moves the window to an entry. */
  async move(entry: ZipEntry): Promise<void> {
    await this.window.move(entry.headerOffset, localHeaderRoom);
  }

  /** Whether the window holds an entry's header and that much of its data. */
  holds(entry: ZipEntry, packedLength: number): boolean {
    const wanted = Math.min(packedLength, entry.compressedSize);
    return this.window.peek(entry.headerOffset, localHeaderRoom + wanted) !== undefined;
  }

  /** Up to `limit` bytes of packed data that the caller holds. */
  start(packed: Uint8Array, limit: number): Uint8Array {
    return this.inflater.inflate(packed, limit);
  }

  /**
   * The head of an entry (and some of what follows, where `wantsMore` asks for it) out of packed data that the window
   * holds; less where the data ends first. Unpacking stops soon after the head, since bodies are large.
   */
  head(entry: ZipEntry, packedLength: number, wantsMore: (head: Uint8Array) => number): Uint8Array | undefined {
    const wanted = Math.min(packedLength, entry.compressedSize);
    const held = this.window.peek(entry.headerOffset, localHeaderRoom + wanted);
    const dataStart = held && localDataStart(entry, held);
    if (!held || dataStart === undefined || entry.method !== 8) return undefined;
    const from = dataStart - entry.headerOffset;
    if (from + wanted > held.length) return undefined;
    const { inflater } = this;
    let bytes = inflater.inflate(held.subarray(from, from + wanted), headSteps[0]);
    for (const step of headSteps) {
      if (step > bytes.length && inflater.ended === 'limit') bytes = inflater.more(step);
      const end = headEnd(bytes);
      if (end >= 0) return bytes.length < end + wantsMore(bytes) ? inflater.more(end + wantsMore(bytes)) : bytes;
      if (inflater.ended !== 'limit') break;
    }
    return bytes;
  }

  /**
   * Up to `limit` bytes of an entry, out of its first `packedLength` packed ones; a promise only where the file has to be
   * read. The bytes are valid until the next call. Undefined when there is no local header where the directory points.
   */
  glance(
    entry: ZipEntry,
    packedLength: number,
    limit: number,
  ): Uint8Array | undefined | Promise<Uint8Array | undefined> {
    const wanted = Math.min(packedLength, entry.compressedSize);
    const length = localHeaderRoom + wanted;
    const held = this.window.peek(entry.headerOffset, length);
    if (held) return this.unpack(entry, held, wanted, limit);
    return this.window.move(entry.headerOffset, length).then((bytes) => this.unpack(entry, bytes, wanted, limit));
  }

  private unpack(
    entry: ZipEntry,
    bytes: Uint8Array,
    wanted: number,
    limit: number,
  ): Uint8Array | undefined | Promise<Uint8Array | undefined> {
    const dataStart = localDataStart(entry, bytes);
    if (dataStart === undefined) return undefined;
    const from = dataStart - entry.headerOffset;
    // Extra fields longer than the room left for them are rare; such an entry is read by itself.
    if (from + wanted > bytes.length && bytes.length >= localHeaderRoom + wanted) {
      return this.archive.readPrefix(entry, wanted);
    }
    const packed = bytes.subarray(from, from + wanted);
    if (entry.method === 0) return packed.length > limit ? packed.subarray(0, limit) : packed;
    return entry.method === 8 ? this.inflater.inflate(packed, limit) : undefined;
  }
}
