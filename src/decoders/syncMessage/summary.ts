import type {
  ClientCommandSetting,
  DebugEvent,
  EntryResponse,
  EnumValue,
  ErrorBlock,
  NigoriState,
  SyncDataType,
  SyncDevice,
  TypeProgress,
} from './model';
import { type MessageTable, messageTable } from './tables';
import { dataType, leafValue, progressTime } from './values';
import { enumValue, MessageView } from './view';

/** Lists longer than this are cut; the tree shows them whole. */
const maxListed = 10_000;
const passphraseEnum = 'NigoriSpecifics.PassphraseType';

/** Progress markers of a request (`from_progress_marker`) or an answer (`new_progress_marker`). */
export function readProgress(updates: MessageView | undefined, name: string): TypeProgress[] {
  return (updates?.messages(name) ?? []).slice(0, maxListed).map((marker) => {
    const token = marker.raw('token').at(-1);
    const bytes = token ? marker.bytes.subarray(token.start, token.end) : new Uint8Array();
    const triggers = marker.message('get_update_triggers');
    return {
      type: dataType(marker.number('data_type_id') ?? 0),
      upTo: progressTime(bytes),
      isFirst: bytes.length === 0,
      tokenBytes: bytes.length,
      triggers: triggers ? settings(triggers) : [],
    };
  });
}

export function readEntryResponses(commit: MessageView | undefined): EntryResponse[] {
  return (commit?.messages('entryResponse') ?? []).map((entry) => ({
    type: entry.enum('response_type') ?? { name: '', number: 0, explicit: false },
    errorMessage: entry.string('error_message'),
    idString: entry.string('id_string'),
    version: String(entry.integer('version') ?? ''),
    range: { byteStart: entry.start, byteEnd: entry.end },
  }));
}

export function readErrorBlock(block: MessageView): ErrorBlock {
  const absentType = { name: 'UNKNOWN', number: 100, explicit: false };
  return {
    type: block.enum('error_type') ?? absentType,
    description: block.string('error_description'),
    action: block.enum('action') ?? { name: 'UNKNOWN_ACTION', number: 5, explicit: false },
    types: dataTypes(block.integers('error_data_type_ids')),
  };
}

/** Fields with single values, as written: `throttle_delay_seconds` 3600. */
export function settings(view: MessageView): ClientCommandSetting[] {
  const found: ClientCommandSetting[] = [];
  for (const { entry, raw } of view.entries()) {
    if (entry.child || found.length >= maxListed) continue;
    if (!entry.field.secret)
      found.push({ name: entry.field.name, value: leafValue(view.bytes, raw, entry.field).text });
  }
  return found;
}

export function readClientCommands(command: MessageView | undefined): ClientCommandSetting[] {
  if (!command) return [];
  const delays = command.messages('custom_nudge_delays').map((delay) => ({
    name: `custom_nudge_delays[${dataType(delay.number('datatype_id') ?? 0).name || delay.number('datatype_id')}]`,
    value: `${delay.number('delay_ms') ?? 0} ms`,
  }));
  return [...settings(command), ...delays];
}

export function readNigori(bytes: Uint8Array, start: number, end: number): NigoriState | undefined {
  const table = messageTable('NigoriSpecifics');
  if (!table || end === start) return undefined;
  const nigori = new MessageView(bytes, table, start, end);
  const passphrase = nigori.number('passphrase_type');
  return {
    passphraseType: enumOf(table, passphrase ?? 1, passphrase !== undefined),
    keybagKeyName: nigori.message('encryption_keybag')?.string('key_name') ?? '',
    keybagIsFrozen: nigori.bool('keybag_is_frozen'),
    encryptEverything: nigori.bool('encrypt_everything'),
    customPassphraseTime: time(nigori.number('custom_passphrase_time')),
    keystoreMigrationTime: time(nigori.number('keystore_migration_time')),
    hasTrustedVault: nigori.has('trusted_vault_debug_info'),
  };
}

export function readDevice(bytes: Uint8Array, start: number, end: number): SyncDevice | undefined {
  const table = messageTable('DeviceInfoSpecifics');
  if (!table || end === start) return undefined;
  const device = new MessageView(bytes, table, start, end);
  return {
    name: device.string('client_name'),
    type: device.enum('device_type'),
    os: device.enum('os_type'),
    formFactor: device.enum('device_form_factor'),
    model: device.string('model'),
    manufacturer: device.string('manufacturer'),
    userAgent: device.string('sync_user_agent'),
    version: device.message('chrome_version_info')?.string('version_number') || device.string('chrome_version'),
    lastUpdated: time(device.number('last_updated_timestamp')),
  };
}

/** Debug events; Edge ties a completed cycle to an earlier request by its X-AFS-CV value followed by ".1". */
export function readDebugEvents(debug: MessageView | undefined): DebugEvent[] {
  return (debug?.messages('events') ?? []).slice(0, maxListed).map((event) => {
    const cycle = event.message('sync_cycle_completed_event_info');
    const stats = event.message('datatype_association_stats');
    const vector = cycle?.string('edge_correlation_vector') ?? '';
    const range = { byteStart: event.start, byteEnd: event.end };
    const base = vector.replace(/(?:\.\d+)+$/, '');
    const detail = settings(cycle ?? stats ?? event).filter(({ name }) => name !== 'singleton_event');
    return { name: eventName(event), detail, correlationVector: base === '' ? undefined : base, range };
  });
}

function eventName(event: MessageView): string {
  const singleton = event.enum('singleton_event');
  if (singleton) return singleton.name;
  for (const { entry } of event.entries()) return entry.field.name;
  return '';
}

export function dataTypes(ids: readonly bigint[]): SyncDataType[] {
  return ids.slice(0, maxListed).map((id) => dataType(Number(id)));
}

/** What the client acts on, in Chromium's order: DISABLED_BY_ADMIN in error_code, the error block, error_code. */
export function effectiveError(code: EnumValue, block: ErrorBlock | undefined): EnumValue {
  if (code.explicit && code.name === 'DISABLED_BY_ADMIN') return code;
  return block?.type ?? code;
}

function enumOf(table: MessageTable, number: number, explicit: boolean): EnumValue {
  const field = table.byName.get('passphrase_type')?.field;
  return enumValue({ name: '', type: 'enum', ...field, of: passphraseEnum }, number, explicit);
}

function time(value: number | undefined): number | undefined {
  return value === undefined || value <= 0 || value > 8.64e15 ? undefined : value;
}
