import protobuf from 'protobufjs';
import { decodeSyncMessage } from '../../../src/decoders/syncMessage';
import { messageFields, rootMessage, type SchemaField, schemaMessageNames } from '../../../src/knowledge/syncSchema';
import { nodePlatform } from '../../../src/platform/node';
import { encodeSyncMessage, type MessageDescription } from '../../fixtures/sync/encode';
import { compare, report } from './compare';

const entities = 20_000;
const rounds = 60;

/** A GetUpdates answer of about 5 MB: bookmarks and preferences, most of them encrypted. */
function makeAnswer(): Uint8Array {
  const list: MessageDescription[] = Array.from({ length: entities }, (_, i) => ({
    id_string: `Z:ADqtAZw${i.toString(36).padStart(8, '0')}`,
    parent_id_string: 'Z:ADqtAZwParent',
    version: 1_752_800_000_000 + i,
    mtime: 1_752_800_000_000 + i * 7,
    ctime: 1_700_000_000_000 + i * 5,
    name: 'encrypted',
    client_tag_hash: `b3ludGhldGljLWhhc2g${String(i).padStart(8, '0')}=`,
    specifics: {
      encrypted: { key_name: 'a2V5LW5hbWUtMQ==', blob: 'Ym9va21hcmstY29udGVudC1lbmNyeXB0ZWQ'.repeat(2) + String(i) },
      ...(i % 3 === 0 ? { preference: {} } : { bookmark: {} }),
    },
    folder: i % 20 === 0,
    unique_position: { custom_compressed_v1: new Uint8Array(20).fill(i & 0xff) },
  }));
  return encodeSyncMessage('response', {
    error_code: 'SUCCESS',
    get_updates: {
      entries: list,
      changes_remaining: 0,
      new_progress_marker: [{ data_type_id: 32904, token: { unixMs: 1_752_800_000_000 } }],
    },
    store_birthday: 'ProductionEnvironmentDefinition',
  });
}

/** The same schema for protobufjs' reflection. */
function reflection(): protobuf.Type {
  const root = new protobuf.Root();
  const flat = (name: string): string => name.replaceAll('.', '_');
  for (const name of schemaMessageNames) {
    const type = new protobuf.Type(flat(name));
    for (const [number, field] of Object.entries(messageFields(name) ?? {})) {
      if (field.type === 'group') continue;
      type.add(
        new protobuf.Field(
          field.name,
          Number(number),
          protobufType(field, flat),
          field.repeated ? 'repeated' : 'optional',
        ),
      );
    }
    root.add(type);
  }
  return root.lookupType(flat(rootMessage('response')));
}

function protobufType(field: SchemaField, flat: (name: string) => string): string {
  if (field.type === 'enum') return 'int32';
  if (field.type !== 'message') return field.type;
  return messageFields(field.of ?? '') ? flat(field.of ?? '') : 'bytes';
}

/** One pass of a bare wire reader that goes into the same messages and does nothing with what it finds. */
function barePass(bytes: Uint8Array): number {
  const reader = protobuf.Reader.create(bytes);
  return walk(reader, bytes.length, 0);
}

/** Fields that hold messages, by depth: get_updates; entries; specifics and unique_position; the blob and the types. */
const nested: readonly ReadonlySet<number>[] = [
  new Set([2]),
  new Set([1, 5]),
  new Set([21, 25]),
  new Set([1, 32904, 37702]),
];

function walk(reader: protobuf.Reader, end: number, depth: number): number {
  let fields = 0;
  while (reader.pos < end) {
    const tag = reader.uint32();
    fields++;
    if ((tag & 7) === 2 && nested[depth]?.has(tag >>> 3)) {
      const length = reader.uint32();
      fields += walk(reader, reader.pos + length, depth + 1);
    } else reader.skipType(tag & 7);
  }
  return fields;
}

/** A GetUpdates answer against protobufjs' reflection and against one pass of a bare wire reader. */
export function benchSync(): void {
  const bytes = makeAnswer();
  const type = reflection();
  console.log(`sync answer: ${bytes.length} bytes, ${entities} entities`);
  const [ours = 0, theirs = 0, bare = 0] = compare(
    rounds,
    () => decodeSyncMessage(bytes, 'response', nodePlatform),
    () => type.decode(bytes),
    () => barePass(bytes),
  );
  report('sync message vs protobufjs reflection', ours, theirs, 0.7);
  report('sync message vs one bare wire pass', ours, bare, 2);
}
