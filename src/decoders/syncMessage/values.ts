import { dataTypeInfo, type SchemaField } from '../../knowledge/syncSchema';
import { type Message, message } from '../../text';
import { momentOf, utcText } from '../time';
import type { SyncDataType } from './model';
import { enumValue, packed } from './view';
import { type RawField, varintBig, Wire } from './wire';

const strictUtf8 = new TextDecoder('utf-8', { fatal: true });
/** Longest hexadecimal text of a value; the rest is counted. */
const maxHexBytes = 256;
/** Edge's tokens outside these years are something else. */
const firstToken = Date.UTC(2000, 0, 1);
const lastToken = Date.UTC(2100, 0, 1);

/** A data type with its public name. */
export function dataType(id: number): SyncDataType {
  const info = dataTypeInfo(id);
  return { id, name: info?.name ?? '', isEdge: info?.edge === true };
}

/** Name of a data type for people: its field name, else its number. */
export function dataTypeWords(id: number): Message {
  const info = dataTypeInfo(id);
  if (info?.name) return message(info.edge ? 'sync.edgeType' : 'sync.type', { name: info.title ?? info.name });
  return message(info?.edge ? 'sync.unknownEdgeType' : 'sync.unknownType', { id: String(id) });
}

/**
 * The time in an Edge progress token: 8 bytes, little-endian milliseconds since 1970 (as in recorded requests of Edge
 * 116 to 131). Undefined for anything else.
 */
export function progressTime(bytes: Uint8Array): number | undefined {
  if (bytes.length !== 8) return undefined;
  const value = new DataView(bytes.buffer, bytes.byteOffset, 8).getBigInt64(0, true);
  const time = Number(value);
  return time >= firstToken && time < lastToken ? time : undefined;
}

/** Bytes as hexadecimal digits in pairs; long values are cut with an ellipsis. */
export function hexText(bytes: Uint8Array): string {
  let text = '';
  for (const byte of bytes.subarray(0, maxHexBytes)) text += byte.toString(16).padStart(2, '0');
  return bytes.length > maxHexBytes ? `${text}…` : text;
}

/** Text of bytes that are valid UTF-8 without control characters, else undefined. */
export function readableText(bytes: Uint8Array): string | undefined {
  try {
    const text = strictUtf8.decode(bytes);
    return /[\0-\x08\x0b\x0c\x0e-\x1f\x7f]/.test(text) ? undefined : text;
  } catch {
    return undefined;
  }
}

/** A leaf's value as text, with what it says in words. */
export interface LeafValue {
  readonly text: string;
  readonly digits?: string;
  readonly length: number;
  readonly meaning: readonly Message[];
}

/** Value of a field that is no message. Unknown fields are shown by their wire type. */
export function leafValue(bytes: Uint8Array, raw: RawField, field: SchemaField | undefined): LeafValue {
  const content = bytes.subarray(raw.start, raw.end);
  if (raw.wire === Wire.length) return lengthValue(content, raw, bytes, field);
  if (raw.wire === Wire.fixed32 || raw.wire === Wire.fixed64) {
    const digits = fixedDigits(content);
    return { text: digits, digits, length: content.length, meaning: [] };
  }
  const value = BigInt.asIntN(64, varintBig(bytes, raw.start));
  return { ...integerValue(value, field), length: content.length };
}

function lengthValue(content: Uint8Array, raw: RawField, bytes: Uint8Array, field: SchemaField | undefined): LeafValue {
  if (field?.repeated && field.type !== 'string' && field.type !== 'bytes' && field.type !== 'message') {
    const values = packed(bytes, raw.start, raw.end).map((value) => integerValue(value, field));
    return {
      text: values.map((value) => value.text).join(', '),
      length: content.length,
      meaning: values.slice(0, 100).flatMap((value) => value.meaning),
    };
  }
  if (field?.clock === 'edge-progress') {
    const time = progressTime(content);
    const meaning =
      content.length === 0
        ? message('sync.tokenEmpty')
        : time === undefined
          ? message('sync.tokenOpaque', { bytes: content.length })
          : message('sync.tokenTime', { time: utcText(time) });
    return { text: hexText(content), length: content.length, meaning: [meaning] };
  }
  const text = field?.type === 'bytes' ? undefined : readableText(content);
  return { text: text ?? hexText(content), length: text?.length ?? content.length, meaning: [] };
}

function integerValue(value: bigint, field: SchemaField | undefined): Omit<LeafValue, 'length'> {
  if (!field) return { text: String(value), digits: String(value), meaning: [] };
  const digits = field.type === 'uint64' ? String(BigInt.asUintN(64, value)) : String(value);
  if (field.type === 'bool') return { text: value === 0n ? 'false' : 'true', meaning: [] };
  if (field.type === 'enum') return { text: enumValue(field, Number(value)).name, digits, meaning: [] };
  if (field.is === 'data-type') return { text: digits, digits, meaning: [dataTypeWords(Number(value))] };
  if (field.clock && field.clock !== 'edge-progress' && value !== 0n) {
    const time = momentOf(field.clock, value);
    if (time !== undefined) return { text: digits, digits, meaning: [message('sync.time', { time: utcText(time) })] };
  }
  return { text: digits, digits, meaning: [] };
}

function fixedDigits(content: Uint8Array): string {
  let value = 0n;
  for (let i = content.length - 1; i >= 0; i--) value = (value << 8n) | BigInt(content[i] ?? 0);
  return String(value);
}
