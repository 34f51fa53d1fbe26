import { concat } from '../../platform/concat';
import type { Platform } from '../../platform/platform';

/** How an archive is laid out; every choice is valid ZIP, and other programs make each of them. */
export interface ZipLayout {
  /**
   * ZIP64 fields only where numbers need them, or on every entry (the folder among them, which then is compressed) as
   * Fiddler Classic 5.0.20253 does.
   */
  readonly zip64?: 'as-needed' | 'every-entry';
  /** The ZIP64 end record also where its numbers would fit into the usual one. */
  readonly end64?: boolean;
  /** A further extra field for every entry: Fiddler 2 and 4 write 0x554E, FiddlerCore the times of NTFS (0x000A). */
  readonly extra?: Uint8Array;
  /** Sizes after the data instead of in front of it, as a writer to a stream does. */
  readonly descriptors?: boolean;
  /** No compression. */
  readonly stored?: boolean;
  readonly comment?: string;
  /** Encrypts packed data; says what to note in the headers. */
  readonly protect?: (name: string, packed: Uint8Array, facts: EntryFacts) => ProtectedData | undefined;
}

export interface EntryFacts {
  readonly method: number;
  readonly crc: number;
  readonly dosTime: number;
  readonly descriptors: boolean;
}

export interface ProtectedData {
  readonly data: Uint8Array;
  readonly method: number;
  /** CRC to note, 0 for AE-2. */
  readonly crc: number;
  readonly extra: Uint8Array;
}

interface Written {
  readonly name: Uint8Array;
  readonly flags: number;
  readonly method: number;
  readonly crc: number;
  readonly packed: number;
  readonly size: number;
  readonly offset: number;
  readonly extra: Uint8Array;
  readonly wide: boolean;
}

const utf8 = new TextEncoder();
const large = 0xffffffff;

/** Writes a ZIP archive (PKWARE APPNOTE 4.3) into memory. */
export class ZipWriter {
  private readonly pieces: Uint8Array[] = [];
  private readonly written: Written[] = [];
  private offset = 0;
  private readonly dosTime: number;
  private readonly dosDate: number;

  /** `time` is the time of every entry, as `Date` gives it in UTC. */
  constructor(
    private readonly platform: Platform,
    private readonly layout: ZipLayout = {},
    time: Date = new Date(Date.UTC(2000, 0, 1)),
  ) {
    this.dosTime = (time.getUTCHours() << 11) | (time.getUTCMinutes() << 5) | (time.getUTCSeconds() >> 1);
    this.dosDate =
      (Math.max(0, time.getUTCFullYear() - 1980) << 9) | ((time.getUTCMonth() + 1) << 5) | time.getUTCDate();
  }

  /** Adds a file, or a folder when the name ends with a slash. */
  add(name: string, content: Uint8Array): void {
    const isFolder = name.endsWith('/');
    const isWide = this.layout.zip64 === 'every-entry';
    const stored = this.layout.stored === true || (isFolder && !isWide);
    const plain = stored ? content : this.platform.compress('deflate-raw', content);
    const crc = this.platform.crc32(content);
    const method = stored ? 0 : 8;
    const descriptors = this.layout.descriptors === true && !isFolder;
    const facts = { method, crc, dosTime: this.dosTime, descriptors };
    const secret = isFolder ? undefined : this.layout.protect?.(name, plain, facts);
    const data = secret?.data ?? plain;
    const nameBytes = utf8.encode(name);
    const entry: Written = {
      name: nameBytes,
      flags: (secret ? 1 : 0) | (descriptors ? 8 : 0) | (nameBytes.length === name.length ? 0 : 0x800),
      method: secret?.method ?? method,
      crc: secret?.crc ?? crc,
      packed: data.length,
      size: content.length,
      offset: this.offset,
      extra: join(secret?.extra ?? new Uint8Array(0), this.layout.extra ?? new Uint8Array(0)),
      wide: isWide,
    };
    this.written.push(entry);
    this.push(this.localHeader(entry, descriptors));
    this.push(data);
    if (descriptors) this.push(descriptor(entry));
  }

  /** Ends the archive with its directory and returns it; the writer is not used again. */
  finish(): Uint8Array {
    const start = this.offset;
    for (const entry of this.written) this.push(this.centralHeader(entry));
    const size = this.offset - start;
    const count = this.written.length;
    const isWide = this.layout.end64 === true || count >= 0xffff || start >= large || size >= large;
    if (isWide) this.push(end64(count, size, start, this.offset));
    const comment = utf8.encode(this.layout.comment ?? '').subarray(0, 0xffff);
    const end = new Uint8Array(22 + comment.length);
    const view = new DataView(end.buffer);
    view.setUint32(0, 0x06054b50, true);
    // Numbers that say "look into the ZIP64 record".
    view.setUint16(8, isWide ? 0xffff : count, true);
    view.setUint16(10, isWide ? 0xffff : count, true);
    view.setUint32(12, isWide ? large : size, true);
    view.setUint32(16, isWide ? large : start, true);
    view.setUint16(20, comment.length, true);
    end.set(comment, 22);
    this.push(end);
    return concat(this.pieces, this.offset);
  }

  private push(piece: Uint8Array): void {
    this.pieces.push(piece);
    this.offset += piece.length;
  }

  private localHeader(entry: Written, descriptors: boolean): Uint8Array {
    const sizes = descriptors ? { packed: 0, size: 0, crc: 0 } : entry;
    const extra = join(entry.wide ? wideExtra([sizes.size, sizes.packed]) : new Uint8Array(0), entry.extra);
    const header = new Uint8Array(30 + entry.name.length + extra.length);
    const view = new DataView(header.buffer);
    view.setUint32(0, 0x04034b50, true);
    this.common(view, 4, entry, sizes, extra.length);
    header.set(entry.name, 30);
    header.set(extra, 30 + entry.name.length);
    return header;
  }

  private centralHeader(entry: Written): Uint8Array {
    const wideOffset = entry.offset >= large;
    const fields = [...(entry.wide ? [entry.size, entry.packed] : []), ...(wideOffset ? [entry.offset] : [])];
    const extra = join(fields.length > 0 ? wideExtra(fields) : new Uint8Array(0), entry.extra);
    const header = new Uint8Array(46 + entry.name.length + extra.length);
    const view = new DataView(header.buffer);
    view.setUint32(0, 0x02014b50, true);
    view.setUint16(4, 45, true);
    this.common(view, 6, entry, entry, extra.length);
    view.setUint32(42, wideOffset ? large : entry.offset, true);
    header.set(entry.name, 46);
    header.set(extra, 46 + entry.name.length);
    return header;
  }

  /** The run of fields that both headers share, from "version needed" to "extra length". */
  private common(
    view: DataView,
    at: number,
    entry: Written,
    sizes: { readonly crc: number; readonly packed: number; readonly size: number },
    extraLength: number,
  ): void {
    view.setUint16(at, entry.wide ? 45 : 20, true);
    view.setUint16(at + 2, entry.flags, true);
    view.setUint16(at + 4, entry.method, true);
    view.setUint16(at + 6, this.dosTime, true);
    view.setUint16(at + 8, this.dosDate, true);
    view.setUint32(at + 10, sizes.crc, true);
    view.setUint32(at + 14, entry.wide ? large : sizes.packed, true);
    view.setUint32(at + 18, entry.wide ? large : sizes.size, true);
    view.setUint16(at + 22, entry.name.length, true);
    view.setUint16(at + 24, extraLength, true);
  }
}

function wideExtra(values: readonly number[]): Uint8Array {
  const extra = new Uint8Array(4 + values.length * 8);
  const view = new DataView(extra.buffer);
  view.setUint16(0, 0x0001, true);
  view.setUint16(2, values.length * 8, true);
  values.forEach((value, i) => {
    setUint64(view, 4 + i * 8, value);
  });
  return extra;
}

function descriptor(entry: Written): Uint8Array {
  const bytes = new Uint8Array(entry.wide ? 24 : 16);
  const view = new DataView(bytes.buffer);
  view.setUint32(0, 0x08074b50, true);
  view.setUint32(4, entry.crc, true);
  if (entry.wide) {
    setUint64(view, 8, entry.packed);
    setUint64(view, 16, entry.size);
  } else {
    view.setUint32(8, entry.packed, true);
    view.setUint32(12, entry.size, true);
  }
  return bytes;
}

function end64(count: number, size: number, start: number, at: number): Uint8Array {
  const bytes = new Uint8Array(56 + 20);
  const view = new DataView(bytes.buffer);
  view.setUint32(0, 0x06064b50, true);
  setUint64(view, 4, 44);
  view.setUint16(12, 45, true);
  view.setUint16(14, 45, true);
  setUint64(view, 24, count);
  setUint64(view, 32, count);
  setUint64(view, 40, size);
  setUint64(view, 48, start);
  view.setUint32(56, 0x07064b50, true);
  setUint64(view, 64, at);
  view.setUint32(72, 1, true);
  return bytes;
}

function setUint64(view: DataView, at: number, value: number): void {
  view.setUint32(at, value >>> 0, true);
  view.setUint32(at + 4, Math.floor(value / 2 ** 32), true);
}

function join(a: Uint8Array, b: Uint8Array): Uint8Array {
  if (a.length === 0) return b;
  const both = new Uint8Array(a.length + b.length);
  both.set(a);
  both.set(b, a.length);
  return both;
}
