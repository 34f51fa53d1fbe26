/** Wire types of the protobuf encoding (https://protobuf.dev/programming-guides/encoding/). */
export const Wire = { varint: 0, fixed64: 1, length: 2, startGroup: 3, endGroup: 4, fixed32: 5 } as const;

/** Nesting beyond this is refused: no sync message comes near, and hostile input would exhaust the stack. */
export const maxDepth = 32;

/** A field as it lies in the bytes. */
export interface RawField {
  readonly number: number;
  readonly wire: number;
  readonly tagStart: number;
  readonly start: number;
  /** End of the value; of a group the position of its end tag. */
  readonly end: number;
  /** Where the next field begins. */
  readonly next: number;
  /** True when the length pointed past the end and was clamped. */
  readonly isCut: boolean;
}

/** Why reading a level stopped before its end. */
export interface Damage {
  readonly offset: number;
  readonly reason: 'cut' | 'tag' | 'varint' | 'group' | 'depth';
}

/** End of the varint at `pos`; -1 when it does not end before `end` or within ten bytes. */
export function varintEnd(bytes: Uint8Array, pos: number, end: number): number {
  const limit = Math.min(end, pos + 10);
  for (let at = pos; at < limit; at++) if ((bytes[at] ?? 0) < 0x80) return at + 1;
  return -1;
}

/** A varint as a number; exact up to 2^53, as lengths and tags need. Reads up to ten bytes. */
export function varintNumber(bytes: Uint8Array, pos: number): number {
  let value = 0;
  let scale = 1;
  for (let at = pos; at < pos + 10; at++) {
    const byte = bytes[at] ?? 0;
    value += (byte & 0x7f) * scale;
    if (byte < 0x80) break;
    scale *= 128;
  }
  return value;
}

/** A varint as unsigned 64 bits. */
export function varintBig(bytes: Uint8Array, pos: number): bigint {
  let value = 0n;
  let shift = 0n;
  for (let at = pos; at < pos + 10; at++) {
    const byte = bytes[at] ?? 0;
    value |= BigInt(byte & 0x7f) << shift;
    if (byte < 0x80) break;
    shift += 7n;
  }
  return BigInt.asUintN(64, value);
}

/**
 * Reads the fields of one level between `start` and `end`, nested ones by their length, groups by looking for their
 * end. Stops at damage, which is returned by {@link LevelReader.damage}.
 */
export class LevelReader {
  damage: Damage | undefined;

  constructor(
    private readonly bytes: Uint8Array,
    private pos: number,
    private readonly end: number,
  ) {}

  /** The next field, or undefined at the end of the level, at damage or at the end of the group around it. */
  next(): RawField | undefined {
    const { bytes, end } = this;
    const tagStart = this.pos;
    if (tagStart >= end || this.damage) return undefined;
    const tagEnd = varintEnd(bytes, tagStart, end);
    const tag = tagEnd < 0 ? -1 : varintNumber(bytes, tagStart);
    const number = Math.floor(tag / 8);
    const wire = tag % 8;
    if (tagEnd < 0) return this.stop(tagStart, 'varint');
    if (number < 1 || tag > 0xffffffff || wire > Wire.fixed32) return this.stop(tagStart, 'tag');
    if (wire === Wire.endGroup) return this.stop(tagStart, 'group');
    return this.value(number, wire, tagStart, tagEnd);
  }

  private value(number: number, wire: number, tagStart: number, start: number): RawField | undefined {
    const { bytes, end } = this;
    if (wire === Wire.varint) {
      const next = varintEnd(bytes, start, end);
      return next < 0 ? this.stop(tagStart, 'varint') : this.field(number, wire, tagStart, start, next, next, false);
    }
    if (wire === Wire.length) {
      const at = varintEnd(bytes, start, end);
      if (at < 0) return this.stop(tagStart, 'varint');
      const stop = at + varintNumber(bytes, start);
      const isCut = stop > end;
      return this.field(number, wire, tagStart, at, Math.min(stop, end), Math.min(stop, end), isCut);
    }
    if (wire === Wire.startGroup) {
      const stop = groupEnd(bytes, start, end, number);
      if (!stop) return this.field(number, wire, tagStart, start, end, end, true);
      return this.field(number, wire, tagStart, start, stop.end, stop.next, false);
    }
    const next = start + (wire === Wire.fixed64 ? 8 : 4);
    if (next > end) return this.stop(tagStart, 'cut');
    return this.field(number, wire, tagStart, start, next, next, false);
  }

  private field(
    number: number,
    wire: number,
    tagStart: number,
    start: number,
    end: number,
    next: number,
    isCut: boolean,
  ): RawField {
    this.pos = next;
    if (isCut) this.damage = { offset: tagStart, reason: wire === Wire.startGroup ? 'group' : 'cut' };
    return { number, wire, tagStart, start, end, next, isCut };
  }

  private stop(offset: number, reason: Damage['reason']): undefined {
    this.damage = { offset, reason };
    return undefined;
  }
}

/** Finds the end tag of a group without recursion, so that a body of nothing but start tags costs no stack. */
function groupEnd(
  bytes: Uint8Array,
  start: number,
  end: number,
  number: number,
): { readonly end: number; readonly next: number } | undefined {
  const open = [number];
  let pos = start;
  while (pos < end) {
    const tagEnd = varintEnd(bytes, pos, end);
    if (tagEnd < 0) return undefined;
    const tag = varintNumber(bytes, pos);
    const wire = tag % 8;
    const field = Math.floor(tag / 8);
    if (field < 1) return undefined;
    if (wire === Wire.startGroup) {
      if (open.length >= maxDepth) return undefined;
      open.push(field);
      pos = tagEnd;
    } else if (wire === Wire.endGroup) {
      if (open.pop() !== field) return undefined;
      if (open.length === 0) return { end: pos, next: tagEnd };
      pos = tagEnd;
    } else {
      const next = skip(bytes, tagEnd, end, wire);
      if (next < 0) return undefined;
      pos = next;
    }
  }
  return undefined;
}

/** Position after a value that is no group; -1 when it is damaged or cut. */
export function skip(bytes: Uint8Array, pos: number, end: number, wire: number): number {
  if (wire === Wire.varint) return varintEnd(bytes, pos, end);
  let next = -1;
  if (wire === Wire.fixed64) next = pos + 8;
  else if (wire === Wire.fixed32) next = pos + 4;
  else if (wire === Wire.length) {
    const at = varintEnd(bytes, pos, end);
    if (at > 0) next = at + varintNumber(bytes, pos);
  }
  return next <= end ? next : -1;
}
