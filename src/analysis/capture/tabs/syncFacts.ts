import type { DebugEvent, NigoriState, SyncDevice, SyncMessage } from '../../../decoders/syncMessage';
import { utcText } from '../../../decoders/time';
import type { MessageKey } from '../../../text';
import type { FieldGroup, FieldView, MarkName } from '../../views';
import type { Words } from '../../words';
import type { SessionName } from '../vectors';

/** Lists of the tab end here; the tree has all. */
const maxListed = 500;

/** What a message says beside its data types: error, results, commands, encryption, devices, debug events. */
export function syncFacts(words: Words, message: SyncMessage, vectors: ReadonlyMap<string, SessionName>): FieldGroup[] {
  const group = (title: MessageKey, rows: readonly FieldView[]): FieldGroup => ({ title: words.t(title), rows });
  return [
    group('analysis.syncFacts', headRows(message)),
    group('analysis.syncEntries', resultRows(message)),
    group(
      'analysis.syncCommands',
      message.clientCommands.map(({ name, value }) => ({ name, value: { text: value } })),
    ),
    group('sync.groupNigori', nigoriRows(message.nigori)),
    group('sync.groupDevices', message.devices.slice(0, maxListed).map(deviceRow)),
    group(
      'sync.groupDebug',
      message.debugEvents.slice(0, maxListed).map((event) => debugRow(words, event, vectors)),
    ),
  ].filter(({ rows }) => rows.length);
}

function headRows(message: SyncMessage): FieldView[] {
  const { errorCode, error } = message;
  return [
    row('message_contents', message.message),
    row('error_code', errorCode?.name, errorCode?.name === 'SUCCESS' ? 'passed' : 'warning'),
    row('error_message', message.errorMessage),
    row('error_type', error?.type.name, 'error'),
    row('action', error?.action.name),
    row('error_description', error?.description),
    row('store_birthday', message.storeBirthday),
    row('get_updates_origin', message.getUpdatesOrigin?.name),
  ].filter((one) => one !== undefined);
}

function resultRows({ entryResponses }: SyncMessage): FieldView[] {
  return entryResponses.slice(0, maxListed).map(({ type, errorMessage }, index) => ({
    name: `#${index + 1}`,
    value: { text: type.name },
    mark: type.name === 'SUCCESS' ? 'passed' : 'warning',
    ...(errorMessage ? { meaning: errorMessage } : {}),
  }));
}

function nigoriRows(nigori: NigoriState | undefined): FieldView[] {
  if (!nigori) return [];
  const flag = (value: boolean | undefined) => (value === undefined ? undefined : String(value));
  const time = (value: number | undefined) => (value === undefined ? undefined : utcText(value));
  return [
    row('passphrase_type', nigori.passphraseType.name),
    row('encryption_keybag.key_name', nigori.keybagKeyName),
    row('keybag_is_frozen', flag(nigori.keybagIsFrozen)),
    row('encrypt_everything', flag(nigori.encryptEverything)),
    row('custom_passphrase_time', time(nigori.customPassphraseTime)),
    row('keystore_migration_time', time(nigori.keystoreMigrationTime)),
    row('trusted_vault_debug_info', flag(nigori.hasTrustedVault || undefined)),
  ].filter((one) => one !== undefined);
}

function deviceRow({ name, type, os, formFactor, model, manufacturer, version, lastUpdated }: SyncDevice): FieldView {
  const detail = [
    os?.name.replace(/^OS_TYPE_/, ''),
    (formFactor ?? type)?.name.replace(/^(?:DEVICE_FORM_FACTOR|TYPE)_/, ''),
    version,
    `${manufacturer} ${model}`.trim(),
    lastUpdated === undefined ? '' : utcText(lastUpdated),
  ];
  return {
    name: 'device_info',
    value: { text: name || '?', personal: true },
    meaning: detail.filter(Boolean).join(', '),
  };
}

/** Edge names the request that an event tells of: the row leads there. */
function debugRow(words: Words, event: DebugEvent, vectors: ReadonlyMap<string, SessionName>): FieldView {
  const { name, detail, correlationVector: vector } = event;
  // The vector stands in the words beside it.
  const shown = detail.filter((one) => one.name !== 'edge_correlation_vector');
  const text = shown.map((one) => `${one.name} ${one.value}`).join(', ');
  if (vector === undefined) return { name, value: { text } };
  const session = vectors.get(vector);
  return {
    name,
    value: { text },
    meaning: session
      ? words.t('sync.debugOf', { sid: String(session.sid), vector })
      : words.t('sync.debugMissing', { vector }),
    ...(session ? { session: session.key, sid: session.sid } : {}),
  };
}

function row(name: string, text: string | undefined, mark?: MarkName): FieldView | undefined {
  return text ? { name, value: { text }, ...(mark ? { mark } : {}) } : undefined;
}
