import data from './data/syncSchema.json';

/** Which clock an integer (or the Edge progress token) runs on. */
export type SyncClock = 'unix-ms' | 'unix-s' | 'unix-us' | 'windows-us' | 'edge-progress';

/** Why a value is masked; `padding` is random filler. */
export type SyncSecret = 'key' | 'license' | 'token' | 'content' | 'address' | 'padding';

/** A field of a message of the sync protocol (proto2, package sync_pb of Chromium, with the additions Edge makes). */
export interface SchemaField {
  readonly name: string;
  readonly type:
    | 'message'
    | 'group'
    | 'string'
    | 'bytes'
    | 'bool'
    | 'enum'
    | 'int32'
    | 'int64'
    | 'uint32'
    | 'uint64'
    | 'fixed32';
  /** Name of the message or enum; it may not be described. */
  readonly of?: string;
  readonly repeated?: boolean;
  readonly default?: string | number | boolean;
  readonly removed?: boolean;
  readonly deprecated?: boolean;
  readonly edgeOnly?: boolean;
  readonly clock?: SyncClock;
  readonly secret?: SyncSecret;
  /** Id or name of a device. */
  readonly identity?: boolean;
  /** `data-type`: the number names a data type. */
  readonly is?: 'data-type';
}

export interface DataTypeInfo {
  /** Field name in EntitySpecifics; empty when no public name is known. */
  readonly name: string;
  readonly title?: string;
  readonly edge?: boolean;
  readonly status?: 'removed' | 'deprecated';
  readonly encryption?: 'always' | 'never';
  /** The name comes from observation, not from a published source. */
  readonly observed?: boolean;
}

type SchemaMessages = Readonly<Record<string, Readonly<Record<string, SchemaField>>>>;

const messages = data.messages as unknown as SchemaMessages;
const enums: Readonly<Record<string, Readonly<Record<string, string>>>> = data.enums;
const dataTypes = data.dataTypes as unknown as Readonly<Record<string, DataTypeInfo>>;

/** Names of the described messages. */
export const schemaMessageNames: readonly string[] = Object.keys(messages);

/** Names of the described data type ids. */
export const dataTypeIds: readonly number[] = Object.keys(dataTypes).map(Number);

/** Name of the outermost message. */
export function rootMessage(direction: 'request' | 'response' | 'invalidation'): string {
  return data.roots[direction];
}

/** Fields of a message by number; undefined when the message is not described. */
export function messageFields(name: string): Readonly<Record<string, SchemaField>> | undefined {
  return Object.hasOwn(messages, name) ? messages[name] : undefined;
}

/** Name of an enum value; undefined when enum or number is not known. */
export function enumName(name: string, value: number): string | undefined {
  const values = Object.hasOwn(enums, name) ? enums[name] : undefined;
  return values && Object.hasOwn(values, value) ? values[value] : undefined;
}

/** Number of an enum value by name; undefined when unknown. */
export function enumNumber(name: string, valueName: string): number | undefined {
  const values = Object.hasOwn(enums, name) ? enums[name] : undefined;
  const found = values && Object.entries(values).find(([, text]) => text === valueName);
  return found ? Number(found[0]) : undefined;
}

/** What is known of a data type, by its field number in EntitySpecifics. */
export function dataTypeInfo(id: number): DataTypeInfo | undefined {
  return Object.hasOwn(dataTypes, id) ? dataTypes[id] : undefined;
}
