import { dataTypeIds, dataTypeInfo, messageFields, type SchemaField } from '../../knowledge/syncSchema';

/** What a message means to the summary; others are only counted. */
export type Role = 'entity' | 'specifics' | 'encrypted' | 'none';

/** A field, ready for reading. */
export interface FieldEntry {
  readonly number: number;
  readonly field: SchemaField;
  /** Wire type that the type is written with (0 varint, 2 length-delimited, 3 group, 5 four bytes). */
  readonly wire: number;
  /** A repeated number may also come packed (wire type 2). */
  readonly packable: boolean;
  /** Table of the nested message; undefined when the schema does not describe it. */
  readonly child: MessageTable | undefined;
}

/** A message, ready for reading: fields by number, small numbers by index. */
export interface MessageTable {
  readonly index: number;
  readonly name: string;
  readonly role: Role;
  /** True when the message is content of synced items: unknown values in it are secret, too. */
  readonly isContent: boolean;
  readonly small: readonly (FieldEntry | undefined)[];
  readonly large: ReadonlyMap<number, FieldEntry>;
  readonly byName: ReadonlyMap<string, FieldEntry>;
}

const smallLimit = 64;
const tables: MessageTable[] = [];
const byName = new Map<string, MessageTable>();
/** Specifics that say something about the account or its devices instead of holding what the user stored. */
const plainSpecifics = new Set(['EntitySpecifics', 'NigoriSpecifics', 'DeviceInfoSpecifics', 'EmptySpecifics']);

/** Table of a message by name, with the tables of all messages in it; undefined when the schema has none. */
export function messageTable(name: string): MessageTable | undefined {
  const known = byName.get(name);
  if (known) return known;
  const fields = messageFields(name);
  if (!fields) return undefined;
  const small: (FieldEntry | undefined)[] = new Array<FieldEntry | undefined>(smallLimit).fill(undefined);
  const large = new Map<number, FieldEntry>();
  const names = new Map<string, FieldEntry>();
  const table: MessageTable = {
    index: tables.length,
    name,
    role: roleOf(name),
    isContent: isContent(name, fields),
    small,
    large,
    byName: names,
  };
  // Registered before its fields: messages may contain themselves.
  tables.push(table);
  byName.set(name, table);
  const all = name === 'EntitySpecifics' ? { ...edgeTypes(), ...fields } : fields;
  for (const [key, field] of Object.entries(all)) {
    const number = Number(key);
    const entry = makeEntry(number, field);
    if (number < smallLimit) small[number] = entry;
    else large.set(number, entry);
    names.set(field.name, entry);
  }
  return table;
}

/** Table by the index that node ids carry. */
export function tableAt(index: number): MessageTable | undefined {
  return tables[index];
}

/** Field of a message by number. */
export function entryOf(table: MessageTable | undefined, number: number): FieldEntry | undefined {
  if (!table) return undefined;
  return number < smallLimit ? table.small[number] : table.large.get(number);
}

function makeEntry(number: number, field: SchemaField): FieldEntry {
  const isNumber = field.type !== 'string' && field.type !== 'bytes' && field.type !== 'message';
  return {
    number,
    field,
    wire: wireOf(field.type),
    packable: field.repeated === true && isNumber && field.type !== 'group',
    child: field.of && (field.type === 'message' || field.type === 'group') ? messageTable(field.of) : undefined,
  };
}

function wireOf(type: SchemaField['type']): number {
  if (type === 'group') return 3;
  if (type === 'fixed32') return 5;
  return type === 'string' || type === 'bytes' || type === 'message' ? 2 : 0;
}

function roleOf(name: string): Role {
  if (name === 'SyncEntity') return 'entity';
  if (name === 'EntitySpecifics') return 'specifics';
  return name === 'EncryptedData' ? 'encrypted' : 'none';
}

function isContent(name: string, fields: Readonly<Record<string, SchemaField>>): boolean {
  if (plainSpecifics.has(name)) return false;
  if (name.endsWith('Specifics')) return true;
  return name !== 'SyncEntity' && Object.values(fields).some((field) => field.secret === 'address');
}

/** Edge's own data types: their place is known, their content is not described. */
function edgeTypes(): Record<string, SchemaField> {
  const types: Record<string, SchemaField> = {};
  for (const id of dataTypeIds) {
    const info = dataTypeInfo(id);
    if (!info?.edge) continue;
    types[id] = { name: info.name || `type_${id}`, type: 'message', edgeOnly: true, secret: 'content' };
  }
  return types;
}
