import { Inflater } from '../../../platform/inflate';
import { Window } from '../../../platform/window';
import type { ZipArchive, ZipEntry } from '../../container/zip';
import { localHeaderLength } from '../../container/zip/entry';
import { headEnd } from '../http';

/** Bytes of a local header with a name and extra fields as captures have them. */
const localHeaderRoom = 30 + 512;
/** How far a head is unpacked before its end is looked for. */
const headSteps = [128, 256, 512, 1024, 2048, 16 << 10, 64 << 10] as const;

/** Looks at the beginnings of entries, one after the other, through one window and one decoder. */
export class Glancer {
  private readonly window: Window;
  private readonly inflater = new Inflater();

  constructor(private readonly archive: ZipArchive) {
    this.window = new Window(archive.source);
  }

  /** Moves the window to an entry. */
  async move(entry: ZipEntry): Promise<void> {
    await this.window.move(entry.headerOffset, localHeaderRoom);
  }

  /** Whether the window holds an entry's header and that much of its data. */
  holds(entry: ZipEntry, packedLength: number): boolean {
    const wanted = Math.min(packedLength, entry.compressedSize);
    return this.window.holds(entry.headerOffset, localHeaderRoom + wanted);
  }

  /** What the window holds now; gone when it moves. */
  get bytes(): Uint8Array {
    return this.window.bytes;
  }

  /** Where the data of an entry begins in the window; -1 unless it holds the first `packedLength` bytes of it. */
  dataStart(entry: ZipEntry, packedLength: number): number {
    if (!this.holds(entry, packedLength)) return -1;
    const at = this.window.at(entry.headerOffset);
    const header = localHeaderLength(this.bytes, at);
    const start = at + header;
    return header < 0 || start + Math.min(packedLength, entry.compressedSize) > this.bytes.length ? -1 : start;
  }

  /**
   * The head of an entry (and some of what follows, where `wantsMore` asks for it) out of packed data that the window
   * holds; less where the data ends first. Unpacking stops soon after the head, since bodies are large.
   */
  head(entry: ZipEntry, packedLength: number, wantsMore: (head: Uint8Array) => number): Uint8Array | undefined {
    const start = entry.method === 8 ? this.dataStart(entry, packedLength) : -1;
    if (start < 0) return undefined;
    const { inflater } = this;
    const packed = this.bytes.subarray(start, start + Math.min(packedLength, entry.compressedSize));
    let bytes = inflater.inflate(packed, headSteps[0]);
    for (const step of headSteps) {
      if (step > bytes.length && inflater.ended === 'limit') bytes = inflater.more(step);
      const end = headEnd(bytes);
      if (end >= 0) {
        const wanted = end + wantsMore(bytes);
        return bytes.length < wanted ? inflater.more(wanted) : bytes;
      }
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
    if (this.holds(entry, wanted)) return this.unpack(entry, wanted, limit);
    return this.window.move(entry.headerOffset, localHeaderRoom + wanted).then(() => this.unpack(entry, wanted, limit));
  }

  private unpack(
    entry: ZipEntry,
    wanted: number,
    limit: number,
  ): Uint8Array | undefined | Promise<Uint8Array | undefined> {
    const { bytes } = this.window;
    const at = this.window.at(entry.headerOffset);
    const header = localHeaderLength(bytes, at);
    if (header < 0) return undefined;
    // Extra fields longer than the room left for them are rare; such an entry is read by itself.
    if (header > localHeaderRoom && at + header + wanted > bytes.length) return this.archive.readPrefix(entry, wanted);
    const packed = bytes.subarray(at + header, at + header + wanted);
    if (entry.method === 0) return packed.length > limit ? packed.subarray(0, limit) : packed;
    return entry.method === 8 ? this.inflater.inflate(packed, limit) : undefined;
  }
}
