import {
  aesMethod,
  type Encryption,
  type Entries,
  encryptionOf,
  entryName,
  type Refusal,
  type ZipEntry,
} from './entry';
import { ExtraFields, wide } from './extraFields';

const centralSignature = 0x02014b50;
const recordSize = 46;

/**
 * The entries of a central directory (PKWARE APPNOTE 4.3.12). Captures have tens of thousands of them, of which a list
 * wants a few numbers each, so the records stay as they are and an entry reads its own when it is asked.
 */
export class EntryTable implements Entries {
  readonly view: DataView;
  readonly length: number;
  readonly refused = new Map<number, Refusal>();
  private readonly starts: Uint32Array;

  /** Takes the records of `bytes` until one does not fit, at most `limit`; `shift` is added to all their offsets. */
  constructor(
    readonly bytes: Uint8Array,
    readonly shift: number,
    limit: number,
  ) {
    this.view = new DataView(bytes.buffer, bytes.byteOffset, bytes.length);
    this.starts = new Uint32Array(Math.min(limit, Math.floor(bytes.length / recordSize)));
    let length = 0;
    for (let at = 0; length < this.starts.length && at + recordSize <= bytes.length; length++) {
      const end = this.endOf(at);
      if (this.view.getUint32(at, true) !== centralSignature || end > bytes.length) break;
      this.starts[length] = at;
      at = end;
    }
    this.length = length;
  }

  private endOf(at: number): number {
    const { view } = this;
    return (
      at + recordSize + view.getUint16(at + 28, true) + view.getUint16(at + 30, true) + view.getUint16(at + 32, true)
    );
  }

  at(index: number): ZipEntry | undefined {
    const place = index < 0 ? index + this.length : index;
    const start = place < this.length ? this.starts[place] : undefined;
    return start === undefined ? undefined : new RecordEntry(this, place, start);
  }

  *[Symbol.iterator](): Iterator<ZipEntry> {
    for (let index = 0; index < this.length; index++) {
      const entry = this.at(index);
      if (entry) yield entry;
    }
  }
}

/** An entry that reads its record in the table. */
class RecordEntry implements ZipEntry {
  constructor(
    private readonly table: EntryTable,
    private readonly index: number,
    private readonly start: number,
  ) {}

  get name(): string {
    return entryName(this.record.subarray(this.nameStart, this.nameEnd));
  }

  get record(): Uint8Array {
    return this.table.bytes;
  }

  get nameStart(): number {
    return this.start + recordSize;
  }

  get nameEnd(): number {
    return this.nameStart + this.uint16(28);
  }

  get flags(): number {
    return this.uint16(8);
  }

  get method(): number {
    const method = this.uint16(10);
    return method === aesMethod ? (this.extra.aes?.method ?? method) : method;
  }

  get dosTime(): number {
    return this.uint16(12);
  }

  get crc(): number {
    return this.uint32(16);
  }

  get size(): number {
    const size = this.uint32(24);
    return size === wide ? this.extra.wideValue(0) : size;
  }

  get compressedSize(): number {
    const size = this.uint32(20);
    return size === wide ? this.extra.wideValue(this.isWide(24)) : size;
  }

  get headerOffset(): number {
    const offset = this.uint32(42);
    return (offset === wide ? this.extra.wideValue(this.isWide(24) + this.isWide(20)) : offset) + this.table.shift;
  }

  get encryption(): Encryption {
    return encryptionOf(this.flags, this.uint16(10), this.aesStrength);
  }

  get aesStrength(): number {
    return this.uint16(10) === aesMethod ? (this.extra.aes?.strength ?? 0) : 0;
  }

  get aesVersion(): number {
    return this.uint16(10) === aesMethod ? (this.extra.aes?.version ?? 0) : 0;
  }

  get cut(): boolean {
    return false;
  }

  get refused(): Refusal | undefined {
    return this.table.refused.get(this.index);
  }

  set refused(refusal: Refusal | undefined) {
    if (refusal) this.table.refused.set(this.index, refusal);
    else this.table.refused.delete(this.index);
  }

  private get extra(): ExtraFields {
    const { nameEnd } = this;
    return new ExtraFields(this.table.view, nameEnd, nameEnd + this.uint16(30));
  }

  private isWide(at: number): number {
    return this.uint32(at) === wide ? 1 : 0;
  }

  private uint16(at: number): number {
    return this.table.view.getUint16(this.start + at, true);
  }

  private uint32(at: number): number {
    return this.table.view.getUint32(this.start + at, true);
  }
}
