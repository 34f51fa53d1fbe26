import type { SchemaField, SyncSecret } from '../../knowledge/syncSchema';
import { dataTypeInfo } from '../../knowledge/syncSchema';
import type { Message } from '../../text';
import type { SyncNode } from './model';
import { entryOf, type FieldEntry, type MessageTable, tableAt } from './tables';
import { dataTypeWords, leafValue, readableText } from './values';
import { LevelReader, maxDepth, type RawField, Wire } from './wire';

/** One level of the message: bytes from `start` to `end`, read by `table` where there is one. */
interface Level {
  readonly start: number;
  readonly end: number;
  readonly table: MessageTable | undefined;
  readonly depth: number;
  /** Secret class that the level inherits from the field around it. */
  readonly secret: SyncSecret | undefined;
}

const secrets: readonly SyncSecret[] = ['key', 'license', 'token', 'content', 'address', 'padding'];

/**
 * The fields of a message as a tree that is read when asked: a level costs one pass over its siblings, whatever lies in
 * them. An id names a field by its place, so that nothing has to be kept between two questions.
 */
export class SyncTree {
  constructor(
    private readonly bytes: Uint8Array,
    private readonly root: MessageTable,
  ) {}

  children(id: string | undefined, from: number, count: number): SyncNode[] {
    const level = id === undefined ? this.rootLevel() : this.levelOf(id);
    if (!level) return [];
    const nodes: SyncNode[] = [];
    const reader = new LevelReader(this.bytes, level.start, level.end);
    let index = 0;
    for (let raw = reader.next(); raw && nodes.length < count; raw = reader.next()) {
      if (index++ >= from) nodes.push(this.node(raw, level));
    }
    return nodes;
  }

  childCount(id: string | undefined): number {
    const level = id === undefined ? this.rootLevel() : this.levelOf(id);
    if (!level) return 0;
    const reader = new LevelReader(this.bytes, level.start, level.end);
    let count = 0;
    while (reader.next()) count++;
    return count;
  }

  /** Value of a leaf, secret or not. */
  reveal(id: string): string {
    const found = this.fieldOf(id);
    if (!found) return '';
    const { raw, level } = found;
    const entry = fitting(entryOf(level.table, raw.number), raw);
    if (this.nested(raw, entry, level)) return '';
    return leafValue(this.bytes, raw, entry?.field).text;
  }

  private rootLevel(): Level {
    return { start: 0, end: this.bytes.length, table: this.root, depth: 0, secret: undefined };
  }

  private node(raw: RawField, level: Level): SyncNode {
    const entry = fitting(entryOf(level.table, raw.number), raw);
    const field = entry?.field;
    const secret = secretOf(field, level);
    const nested = this.nested(raw, entry, level);
    const leaf = nested ? undefined : leafValue(this.bytes, raw, field);
    // A type's name is no secret, its content is; a flag or number of an unknown field within content is.
    const isMasked = secret !== undefined && !nested;
    return {
      id: `${raw.tagStart}.${level.end}.${level.table?.index ?? -1}.${level.depth}.${secretIndex(level.secret)}`,
      number: raw.number,
      name: nameOf(raw, field, level),
      isKnown: entry !== undefined,
      type: typeOf(raw, field, nested !== undefined),
      range: { byteStart: raw.tagStart, byteEnd: raw.next },
      content: { byteStart: raw.start, byteEnd: raw.end },
      text: isMasked ? '' : (leaf?.text ?? ''),
      length: leaf?.length ?? raw.end - raw.start,
      digits: isMasked ? undefined : leaf?.digits,
      secret: isMasked ? secret : undefined,
      isIdentity: field?.identity === true ? true : undefined,
      meaning: meaningOf(raw, level, isMasked ? [] : (leaf?.meaning ?? [])),
      hasChildren: nested !== undefined && raw.end > raw.start,
    };
  }

  /** The level inside a field, when it is a message (described, or by its look). */
  private nested(raw: RawField, entry: FieldEntry | undefined, level: Level): Level | undefined {
    if (level.depth >= maxDepth) return undefined;
    const inside = { start: raw.start, end: raw.end, depth: level.depth + 1, secret: secretOf(entry?.field, level) };
    if (entry?.child) return { ...inside, table: entry.child };
    if (raw.wire === Wire.startGroup) return { ...inside, table: undefined };
    if (raw.wire !== Wire.length || raw.end === raw.start) return undefined;
    if (entry && entry.field.type !== 'message') return undefined;
    if (!entry && readableText(this.bytes.subarray(raw.start, raw.end)) !== undefined) return undefined;
    return looksLikeMessage(this.bytes, raw.start, raw.end) ? { ...inside, table: undefined } : undefined;
  }

  private levelOf(id: string): Level | undefined {
    const found = this.fieldOf(id);
    if (!found) return undefined;
    return this.nested(found.raw, fitting(entryOf(found.level.table, found.raw.number), found.raw), found.level);
  }

  private fieldOf(id: string): { readonly raw: RawField; readonly level: Level } | undefined {
    const parts = id.split('.').map(Number);
    const [start = -1, end = -1, index = -1, depth = 0, secret = -1] = parts;
    if (parts.length !== 5 || parts.some((part) => !Number.isInteger(part))) return undefined;
    if (start < 0 || end > this.bytes.length || start >= end || depth < 0 || depth > maxDepth) return undefined;
    const level: Level = { start, end, table: tableAt(index), depth, secret: secrets[secret] };
    const raw = new LevelReader(this.bytes, start, end).next();
    return raw ? { raw, level } : undefined;
  }
}

/** The schema's field when it is written with a wire type that fits. */
function fitting(entry: FieldEntry | undefined, raw: RawField): FieldEntry | undefined {
  if (!entry) return undefined;
  return entry.wire === raw.wire || (entry.packable && raw.wire === Wire.length) ? entry : undefined;
}

function secretOf(field: SchemaField | undefined, level: Level): SyncSecret | undefined {
  if (level.secret) return level.secret;
  if (field?.secret) return field.secret;
  if (field) return undefined;
  return level.table?.isContent || level.table?.role === 'specifics' ? 'content' : undefined;
}

function secretIndex(secret: SyncSecret | undefined): number {
  return secret === undefined ? -1 : secrets.indexOf(secret);
}

function nameOf(raw: RawField, field: SchemaField | undefined, level: Level): string {
  if (field) return field.name;
  return level.table?.role === 'specifics' ? `type ${raw.number}` : `field ${raw.number}`;
}

function meaningOf(raw: RawField, level: Level, meaning: readonly Message[]): readonly Message[] {
  if (level.table?.role !== 'specifics' || raw.number === 1) return meaning;
  return dataTypeInfo(raw.number) ? [dataTypeWords(raw.number)] : meaning;
}

const wireNames = ['varint', 'fixed64', 'bytes', 'group', 'group', 'fixed32'];

function typeOf(raw: RawField, field: SchemaField | undefined, isMessage: boolean): string {
  if (field?.of && field.type !== 'enum') return `${field.type} ${field.of}`;
  if (field) return field.type;
  return isMessage && raw.wire === Wire.length ? 'message' : (wireNames[raw.wire] ?? '');
}

/** True when bytes read as fields to their very end: an unknown field that is worth unfolding. */
function looksLikeMessage(bytes: Uint8Array, start: number, end: number): boolean {
  const reader = new LevelReader(bytes, start, end);
  let fields = 0;
  for (let raw = reader.next(); raw; raw = reader.next()) fields++;
  return fields > 0 && reader.damage === undefined;
}
