import type { Problem } from '../../artifacts/problem';
import { rootMessage } from '../../knowledge/syncSchema';
import type { Platform } from '../../platform/platform';
import { type Message, message } from '../../text';
import type { EnumValue, SyncMessage, TypeCount } from './model';
import { Scan } from './scan';
import {
  dataTypes,
  effectiveError,
  readClientCommands,
  readDebugEvents,
  readDevice,
  readEntryResponses,
  readErrorBlock,
  readNigori,
  readProgress,
} from './summary';
import { type MessageTable, messageTable } from './tables';
import { SyncTree } from './tree';
import { defaultInflateLimit, isRequest, isResponse, unwrapBody } from './unwrap';
import { dataType } from './values';
import { MessageView } from './view';
import type { Damage } from './wire';

export interface SyncDecodeOptions {
  /** Id for places of problems. */
  readonly artifact?: string;
  /** Layers of the body that is handed in, for places of problems. */
  readonly layers?: readonly string[];
  /** Most bytes that a compressed body may grow to. */
  readonly limit?: number;
}

/** Suffix of an Edge birthday: milliseconds since 1970 of the last server-side reset. */
const birthdaySuffix = /_(\d{13})$/;
const empty = new Uint8Array();

/**
 * Decodes the body of a sync command (Chromium's ClientToServerMessage and ClientToServerResponse with Edge's
 * additions): unwraps gzip and Base64 by their look, checks every level, reads the summary and leaves the rest to be
 * asked for. A body that is something else gives a message with `isDecoded` false. Never throws.
 */
export function decodeSyncMessage(
  body: Uint8Array,
  direction: 'request' | 'response',
  platform: Platform,
  options: SyncDecodeOptions = {},
): SyncMessage {
  const { bytes, layers, failure } = unwrapBody(body, platform, options.limit ?? defaultInflateLimit);
  const schemaName = rootMessage(direction);
  const table = messageTable(schemaName);
  const problems = new Problems(options, layers);
  if (failure) problems.add(`sync-${failure}`, failureWords(failure, bytes.length), bytes.length);
  if (!table || !(direction === 'request' ? isRequest(bytes) : isResponse(bytes))) {
    problems.add('sync-not-a-message', message('sync.notAMessage', { bytes: body.length }), 0);
    return blank(direction, schemaName, bytes, layers, problems.list);
  }
  const scan = new Scan(bytes).run(table);
  if (scan.damage) problems.add('sync-damaged', damageWords(scan.damage, bytes.length), scan.damage.offset);
  if (scan.isLimited) problems.add('sync-too-many-fields', message('sync.tooManyFields'), bytes.length);
  const base = blank(direction, schemaName, bytes, layers, problems.list);
  const tree = new SyncTree(bytes, table);
  return {
    ...base,
    isDecoded: true,
    isComplete: !scan.damage && !failure && !scan.isLimited,
    damagedAt: scan.damage?.offset ?? (failure ? bytes.length : undefined),
    ...scanned(scan, bytes),
    ...(direction === 'request' ? requestParts(bytes, table) : responseParts(bytes, table)),
    children: (id, from = 0, count = Number.MAX_SAFE_INTEGER) => tree.children(id, from, count),
    childCount: (id) => tree.childCount(id),
    reveal: (id) => tree.reveal(id),
  };
}

function scanned(scan: Scan, bytes: Uint8Array): Partial<SyncMessage> {
  const nigori = scan.nigori.at(-1);
  return {
    fieldCount: scan.fieldCount,
    unknownFields: scan.unknownFields,
    unknown: scan.unknown.map(({ parent, number, byteStart, byteEnd }) => ({
      parent,
      number,
      range: { byteStart, byteEnd },
    })),
    entityCount: scan.entityCount,
    entities: [...scan.types].map(([id, tally]): TypeCount => ({ type: dataType(id), ...tally })),
    keyNames: [...scan.keyNames].map(([name, entities]) => ({ name, entities })),
    nigori: nigori ? readNigori(bytes, nigori.start, nigori.end) : undefined,
    devices: scan.devices
      .map(({ start, end }) => readDevice(bytes, start, end))
      .filter((device) => device !== undefined),
  };
}

function requestParts(bytes: Uint8Array, table: MessageTable): Partial<SyncMessage> {
  const root = new MessageView(bytes, table, 0, bytes.length);
  const updates = root.message('get_updates');
  const debug = root.message('debug_info');
  const progress = readProgress(updates, 'from_progress_marker');
  const birthday = root.string('store_birthday');
  return {
    message: root.enum('message_contents')?.name ?? '',
    protocolVersion: root.number('protocol_version'),
    share: root.string('share'),
    storeBirthday: birthday,
    birthdayReset: birthdayReset(birthday),
    asksForKeys: updates?.bool('need_encryption_key') === true,
    getUpdatesOrigin: updates?.enum('get_updates_origin'),
    isFirstGetUpdates: progress.length > 0 && progress.every((marker) => marker.isFirst),
    progress,
    enabledTypes: dataTypes(root.message('commit')?.message('config_params')?.integers('enabled_type_ids') ?? []),
    debugEvents: readDebugEvents(debug),
    cryptographerReady: debug?.bool('cryptographer_ready'),
    hasPendingKeys: debug?.bool('cryptographer_has_pending_keys'),
  };
}

function responseParts(bytes: Uint8Array, table: MessageTable): Partial<SyncMessage> {
  const root = new MessageView(bytes, table, 0, bytes.length);
  const updates = root.message('get_updates');
  const block = root.message('error');
  const error = block ? readErrorBlock(block) : undefined;
  // Absent is not 0: the field's default is UNKNOWN, which the client treats as an error.
  const errorCode: EnumValue = root.enum('error_code') ?? { name: 'UNKNOWN', number: 100, explicit: false };
  const birthday = root.string('store_birthday');
  return {
    message: answered(root),
    storeBirthday: birthday,
    birthdayReset: birthdayReset(birthday),
    errorCode,
    errorMessage: root.string('error_message'),
    error,
    errorType: error?.type,
    action: error?.action,
    effectiveError: effectiveError(errorCode, error),
    migratedTypes: dataTypes(root.integers('migrated_data_type_id')),
    entryResponses: readEntryResponses(root.message('commit')),
    hasKeys: updates !== undefined && (updates.has('encryption_keys') || updates.has('edge_publishing_license')),
    changesRemaining: updates?.number('changes_remaining'),
    progress: readProgress(updates, 'new_progress_marker'),
    clientCommands: readClientCommands(root.message('client_command')),
  };
}

function answered(root: MessageView): string {
  if (root.has('get_updates')) return 'GET_UPDATES';
  if (root.has('commit')) return 'COMMIT';
  // Without any of them the answer is an error, be it by the missing error_code alone.
  return root.has('clear_server_data') ? 'CLEAR_SERVER_DATA' : 'ERROR';
}

function birthdayReset(birthday: string): number | undefined {
  const match = birthdaySuffix.exec(birthday);
  return match ? Number(match[1]) : undefined;
}

function blank(
  direction: 'request' | 'response',
  schemaName: string,
  bytes: Uint8Array,
  layers: readonly string[],
  problems: readonly Problem[],
): SyncMessage {
  return {
    direction,
    isDecoded: false,
    schemaName,
    message: '',
    layers,
    bytes: bytes.length === 0 ? empty : bytes,
    isComplete: false,
    damagedAt: undefined,
    fieldCount: 0,
    unknownFields: 0,
    unknown: [],
    protocolVersion: undefined,
    share: '',
    storeBirthday: '',
    birthdayReset: undefined,
    errorCode: undefined,
    errorMessage: '',
    error: undefined,
    errorType: undefined,
    action: undefined,
    effectiveError: undefined,
    migratedTypes: [],
    entryResponses: [],
    hasKeys: false,
    asksForKeys: false,
    getUpdatesOrigin: undefined,
    isFirstGetUpdates: false,
    changesRemaining: undefined,
    progress: [],
    entities: [],
    entityCount: 0,
    enabledTypes: [],
    clientCommands: [],
    nigori: undefined,
    devices: [],
    debugEvents: [],
    cryptographerReady: undefined,
    hasPendingKeys: undefined,
    keyNames: [],
    problems,
    children: () => [],
    childCount: () => 0,
    reveal: () => '',
  };
}

function failureWords(failure: 'limit' | 'damaged' | 'unsupported', bytes: number): Message {
  if (failure === 'limit') return message('sync.inflateLimit', { bytes });
  return failure === 'unsupported' ? message('sync.inflateUnsupported') : message('sync.inflateDamaged', { bytes });
}

function damageWords(damage: Damage, size: number): Message {
  const args = { offset: damage.offset, size };
  switch (damage.reason) {
    case 'cut':
      return message('sync.damageCut', args);
    case 'depth':
      return message('sync.damageDepth', args);
    case 'group':
      return message('sync.damageGroup', args);
    default:
      return message('sync.damageBytes', args);
  }
}

class Problems {
  readonly list: Problem[] = [];

  constructor(
    private readonly options: SyncDecodeOptions,
    private readonly unwrapped: readonly string[],
  ) {}

  add(code: string, words: Message, byte: number): void {
    const layers = [...(this.options.layers ?? []), ...this.unwrapped];
    const place = { artifact: this.options.artifact ?? '', layers, range: { byteStart: byte, byteEnd: byte } };
    this.list.push({ code, message: words, place });
  }
}
