import type { SchemaField } from '../../knowledge/syncSchema';
import { enumName } from '../../knowledge/syncSchema';
import type { EnumValue } from './model';
import { entryOf, type FieldEntry, type MessageTable } from './tables';
import { LevelReader, type RawField, varintBig, varintEnd, Wire } from './wire';

const decoder = new TextDecoder('utf-8');

/** One small message, read for its values by name. Damage ends it early; what stands before it is there. */
export class MessageView {
  private readonly fields = new Map<number, RawField[]>();

  constructor(
    readonly bytes: Uint8Array,
    readonly table: MessageTable,
    readonly start: number,
    readonly end: number,
  ) {
    const reader = new LevelReader(bytes, start, end);
    for (let field = reader.next(); field; field = reader.next()) {
      // Entities come by the ten thousand and are counted by the scan, not read here.
      if (entryOf(table, field.number)?.child?.role === 'entity') continue;
      const list = this.fields.get(field.number);
      if (list) list.push(field);
      else this.fields.set(field.number, [field]);
    }
  }

  has(name: string): boolean {
    return this.raw(name).length > 0;
  }

  /** All occurrences of a field whose wire type fits its schema. */
  raw(name: string): readonly RawField[] {
    const entry = this.table.byName.get(name);
    if (!entry) return [];
    const list = this.fields.get(entry.number) ?? [];
    return list.filter((field) => field.wire === entry.wire || (entry.packable && field.wire === Wire.length));
  }

  /** The last occurrence of a nested message, as protobuf readers take it. */
  message(name: string): MessageView | undefined {
    return this.messages(name).at(-1);
  }

  messages(name: string): MessageView[] {
    const child = this.table.byName.get(name)?.child;
    if (!child) return [];
    return this.raw(name).map((field) => new MessageView(this.bytes, child, field.start, field.end));
  }

  /** Text of a string field; empty when absent. */
  string(name: string): string {
    const field = this.raw(name).at(-1);
    return field ? decoder.decode(this.bytes.subarray(field.start, field.end)) : '';
  }

  /** Integers of a field, packed or not, as signed 64 bits. */
  integers(name: string): bigint[] {
    const found: bigint[] = [];
    for (const field of this.raw(name)) {
      if (field.wire === Wire.length) found.push(...packed(this.bytes, field.start, field.end));
      else found.push(BigInt.asIntN(64, varintBig(this.bytes, field.start)));
    }
    return found;
  }

  integer(name: string): bigint | undefined {
    return this.integers(name).at(-1);
  }

  number(name: string): number | undefined {
    const value = this.integer(name);
    return value === undefined ? undefined : Number(value);
  }

  bool(name: string): boolean | undefined {
    const value = this.integer(name);
    return value === undefined ? undefined : value !== 0n;
  }

  /** Value of an enum; undefined when absent. */
  enum(name: string): EnumValue | undefined {
    const entry = this.table.byName.get(name);
    const value = this.number(name);
    return entry && value !== undefined ? enumValue(entry.field, value) : undefined;
  }

  /** Fields that hold a single value, by name, in order of first appearance. */
  entries(): { readonly entry: FieldEntry; readonly raw: RawField }[] {
    const found: { entry: FieldEntry; raw: RawField }[] = [];
    for (const list of this.fields.values()) {
      for (const raw of list) {
        const entry = entryOf(this.table, raw.number);
        if (entry && entry.wire === raw.wire) found.push({ entry, raw });
      }
    }
    return found;
  }
}

/** An enum's value by number: its name in the schema, else the number as name. */
export function enumValue(field: SchemaField, number: number, explicit = true): EnumValue {
  const signed = Number(BigInt.asIntN(32, BigInt(Math.trunc(number))));
  return { name: enumName(field.of ?? '', signed) ?? String(signed), number: signed, explicit };
}

/** Varints of a packed field, at most ten thousand. */
export function packed(bytes: Uint8Array, start: number, end: number): bigint[] {
  const found: bigint[] = [];
  let pos = start;
  while (pos < end && found.length < 10_000) {
    const next = varintEnd(bytes, pos, end);
    if (next < 0) break;
    found.push(BigInt.asIntN(64, varintBig(bytes, pos)));
    pos = next;
  }
  return found;
}
