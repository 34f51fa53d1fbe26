import type { FieldEntry, MessageTable } from './tables';
import { type Damage, maxDepth, skip, varintEnd, varintNumber, Wire } from './wire';

/** More fields than this end the pass: the largest real answers have a few hundred thousand. */
const maxFields = 8_000_000;
const maxListed = 1000;
const nigoriType = 47745;
const deviceInfoType = 154522;
const deletedField = 18;
const keyNameField = 1;

/** Entities of one data type, counted. */
export interface Tally {
  entities: number;
  deleted: number;
  encrypted: number;
}

/**
 * One pass over a whole message: checks every level, counts fields and entities and remembers where the few things lie
 * that the summary reads. Builds no value, so that a body of many megabytes costs little more than reading its bytes.
 */
export class Scan {
  fieldCount = 0;
  unknownFields = 0;
  entityCount = 0;
  damage: Damage | undefined;
  /** True when the number of fields passed the limit. */
  isLimited = false;
  readonly unknown: { parent: string; number: number; byteStart: number; byteEnd: number }[] = [];
  readonly types = new Map<number, Tally>();
  /** Key name to number of entities; without the keybag's own, so that the two can be compared. */
  readonly keyNames = new Map<string, number>();
  readonly nigori: { start: number; end: number }[] = [];
  readonly devices: { start: number; end: number }[] = [];

  private value = 0;
  private type = 0;
  private isDeleted = false;
  private isEncrypted = false;
  private keyStart = 0;
  private keyEnd = 0;
  private lastKey = { start: 0, end: 0, name: '' };
  private lastType = 0;
  private lastTally: Tally | undefined;

  constructor(private readonly bytes: Uint8Array) {}

  /** Reads the message that fills the bytes. */
  run(table: MessageTable): this {
    this.message(table, 0, this.bytes.length, 0, 0);
    return this;
  }

  /** Reads one level; returns the position after it. `group` is the field number of the group around, else 0. */
  private message(table: MessageTable | undefined, from: number, end: number, depth: number, group: number): number {
    const { bytes } = this;
    let pos = from;
    if (depth > maxDepth) return this.stop(from, 'depth', end);
    if (this.fieldCount > maxFields) {
      this.isLimited = true;
      return end;
    }
    const isPlain = table === undefined || table.role === 'none';
    while (pos < end) {
      const tagAt = pos;
      let tag = bytes[pos++] as number;
      if (tag >= 0x80) {
        pos = this.varint(pos, tag, end);
        if (pos < 0 || this.value > 0xffffffff) return this.stop(tagAt, pos < 0 ? 'varint' : 'tag', end);
        tag = this.value;
      }
      const wire = tag & 7;
      const number = tag >>> 3;
      if (number === 0 || wire > Wire.fixed32) return this.stop(tagAt, 'tag', end);
      if (wire === Wire.endGroup) {
        if (number !== group) return this.stop(tagAt, 'group', end);
        return pos;
      }
      this.fieldCount++;
      const entry = table === undefined ? undefined : number < 64 ? table.small[number] : table.large.get(number);
      if (wire === Wire.length) {
        if (pos >= end) return this.stop(tagAt, 'varint', end);
        let length = bytes[pos++] as number;
        if (length >= 0x80) {
          pos = this.varint(pos, length, end);
          if (pos < 0) return this.stop(tagAt, 'varint', end);
          length = this.value;
        }
        let stop = pos + length;
        if (stop > end) {
          this.damage = { offset: tagAt, reason: 'cut' };
          stop = end;
        }
        if (entry === undefined || (entry.wire !== Wire.length && !entry.packable)) {
          this.noteUnknown(table, number, tagAt, stop);
        } else if (!isPlain) {
          this.nested(table as MessageTable, entry, pos, stop, depth);
        } else if (entry.child !== undefined) {
          this.message(entry.child, pos, stop, depth + 1, 0);
          if (entry.child.role === 'entity') this.endEntity();
        }
        if (this.isLimited) return end;
        pos = stop;
      } else if (wire === Wire.varint) {
        const start = pos;
        const limit = Math.min(end, pos + 10);
        while (pos < limit && (bytes[pos] as number) >= 0x80) pos++;
        if (pos++ >= limit) return this.stop(tagAt, 'varint', end);
        if (entry === undefined || entry.wire !== Wire.varint) this.noteUnknown(table, number, tagAt, pos);
        else if (!isPlain && number === deletedField && table?.role === 'entity') this.isDeleted = bytes[start] !== 0;
      } else if (wire === Wire.startGroup) {
        const known = entry !== undefined && entry.wire === Wire.startGroup;
        if (!known) this.noteUnknown(table, number, tagAt, pos);
        pos = this.message(known ? entry.child : undefined, pos, end, depth + 1, number);
        if (this.damage || this.isLimited) return end;
      } else {
        pos = skip(bytes, pos, end, wire);
        if (pos < 0) return this.stop(tagAt, 'cut', end);
        if (entry === undefined || entry.wire !== wire) this.noteUnknown(table, number, tagAt, pos);
      }
    }
    if (group !== 0) return this.stop(from, 'group', end);
    return pos;
  }

  /** Reads the rest of a varint into {@link value}; returns its end, or -1 when it does not end in time. */
  private varint(from: number, first: number, end: number): number {
    const { bytes } = this;
    let pos = from;
    let value = first & 0x7f;
    // Four bytes fit into the integers that shifts work on; tags and lengths are rarely longer.
    for (let shift = 7; shift < 28; shift += 7) {
      if (pos >= end) return -1;
      const byte = bytes[pos++] as number;
      value |= (byte & 0x7f) << shift;
      if (byte < 0x80) {
        this.value = value;
        return pos;
      }
    }
    const stop = varintEnd(bytes, from - 1, end);
    if (stop > 0) this.value = varintNumber(bytes, from - 1);
    return stop;
  }

  /** Fields of entities, their specifics and their encrypted blobs, which the summary counts. */
  private nested(table: MessageTable, entry: FieldEntry, start: number, end: number, depth: number): void {
    if (table.role === 'encrypted') {
      if (entry.number === keyNameField) {
        this.keyStart = start;
        this.keyEnd = end;
      }
      return;
    }
    if (table.role === 'specifics') {
      if (entry.number === 1) this.isEncrypted = true;
      else this.noteType(entry.number, start, end);
    }
    if (entry.child !== undefined) this.message(entry.child, start, end, depth + 1, 0);
  }

  private noteType(number: number, start: number, end: number): void {
    this.type = number;
    if (number === nigoriType && this.nigori.length < maxListed) this.nigori.push({ start, end });
    else if (number === deviceInfoType && this.devices.length < maxListed) this.devices.push({ start, end });
  }

  private endEntity(): void {
    this.entityCount++;
    let tally = this.lastTally;
    if (tally === undefined || this.lastType !== this.type) {
      tally = this.types.get(this.type);
      if (!tally) {
        tally = { entities: 0, deleted: 0, encrypted: 0 };
        this.types.set(this.type, tally);
      }
      this.lastType = this.type;
      this.lastTally = tally;
    }
    tally.entities++;
    if (this.isDeleted) tally.deleted++;
    if (this.isEncrypted) tally.encrypted++;
    if (this.keyEnd > this.keyStart && this.type !== nigoriType) this.noteKey(this.keyStart, this.keyEnd);
    this.type = 0;
    this.isDeleted = false;
    this.isEncrypted = false;
    this.keyStart = 0;
    this.keyEnd = 0;
  }

  /** Nearly all entities share one key: equal bytes are not decoded again. */
  private noteKey(start: number, end: number): void {
    const { bytes, lastKey } = this;
    let same = end - start === lastKey.end - lastKey.start;
    for (let i = 0; same && i < end - start; i++) same = bytes[start + i] === bytes[lastKey.start + i];
    if (!same) {
      const shown = bytes.subarray(start, Math.min(end, start + 100));
      this.lastKey = { start, end, name: new TextDecoder().decode(shown) };
    }
    const { name } = this.lastKey;
    if (this.keyNames.has(name) || this.keyNames.size < maxListed)
      this.keyNames.set(name, (this.keyNames.get(name) ?? 0) + 1);
  }

  private noteUnknown(table: MessageTable | undefined, number: number, byteStart: number, byteEnd: number): void {
    this.unknownFields++;
    if (table?.role === 'specifics') this.type = number;
    if (this.unknown.length < maxListed) this.unknown.push({ parent: table?.name ?? '', number, byteStart, byteEnd });
  }

  private stop(offset: number, reason: Damage['reason'], end: number): number {
    // The innermost damage is found first and tells most; what lies around it only follows from it.
    if (!this.damage || this.damage.reason === 'cut') this.damage = { offset, reason };
    return end;
  }
}
