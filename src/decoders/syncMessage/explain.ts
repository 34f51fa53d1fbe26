import { dataTypeInfo } from '../../knowledge/syncSchema';
import { type Language, type Message, type MessageKey, message, text } from '../../text';
import { durationText, utcText } from '../time';
import type { EnumValue, SyncDataType, SyncExplanation, SyncMessage, TypeProgress } from './model';
import { dataTypeWords } from './values';

type Note = SyncExplanation['notes'][number];
type Verdict = Note['verdict'];

/** Delay of a client that is throttled without a number (Chromium, polling constants). */
const defaultThrottleSeconds = 7200;
/** Lists in sentences name so many; the tree has all. */
const maxNamed = 12;

/** What each error does to the client (Chromium, syncer_proto_util.cc and sync_scheduler_impl.cc). */
const errors: Readonly<Record<string, { readonly verdict: Verdict; readonly key: MessageKey }>> = {
  SUCCESS: { verdict: 'passed', key: 'sync.success' },
  NOT_MY_BIRTHDAY: { verdict: 'failed', key: 'sync.errorNotMyBirthday' },
  TRANSIENT_ERROR: { verdict: 'warning', key: 'sync.errorTransientError' },
  MIGRATION_DONE: { verdict: 'note', key: 'sync.errorMigrationDone' },
  DISABLED_BY_ADMIN: { verdict: 'failed', key: 'sync.errorDisabledByAdmin' },
  PARTIAL_FAILURE: { verdict: 'warning', key: 'sync.errorPartialFailure' },
  CLIENT_DATA_OBSOLETE: { verdict: 'failed', key: 'sync.errorClientDataObsolete' },
  ENCRYPTION_OBSOLETE: { verdict: 'failed', key: 'sync.errorEncryptionObsolete' },
  UNKNOWN: { verdict: 'failed', key: 'sync.errorUnknown' },
};

const origins: Readonly<Record<string, MessageKey>> = {
  UNKNOWN_ORIGIN: 'sync.originUnknownOrigin',
  PERIODIC: 'sync.originPeriodic',
  NEWLY_SUPPORTED_DATATYPE: 'sync.originNewlySupportedDatatype',
  MIGRATION: 'sync.originMigration',
  NEW_CLIENT: 'sync.originNewClient',
  RECONFIGURATION: 'sync.originReconfiguration',
  GU_TRIGGER: 'sync.originGuTrigger',
  RETRY: 'sync.originRetry',
  PROGRAMMATIC: 'sync.originProgrammatic',
  DEVICE_STATISTICS_METRICS: 'sync.originDeviceStatisticsMetrics',
};

const entries: Readonly<Record<string, { readonly verdict: Verdict; readonly key: MessageKey }>> = {
  SUCCESS: { verdict: 'passed', key: 'sync.commitAccepted' },
  CONFLICT: { verdict: 'warning', key: 'sync.entryConflict' },
  RETRY: { verdict: 'warning', key: 'sync.entryRetry' },
  INVALID_MESSAGE: { verdict: 'failed', key: 'sync.entryInvalidMessage' },
  OVER_QUOTA: { verdict: 'failed', key: 'sync.entryOverQuota' },
  TRANSIENT_ERROR: { verdict: 'warning', key: 'sync.entryTransientError' },
};

const passphrases: Readonly<Record<string, MessageKey>> = {
  IMPLICIT_PASSPHRASE: 'sync.passphraseImplicitPassphrase',
  KEYSTORE_PASSPHRASE: 'sync.passphraseKeystorePassphrase',
  FROZEN_IMPLICIT_PASSPHRASE: 'sync.passphraseFrozenImplicitPassphrase',
  CUSTOM_PASSPHRASE: 'sync.passphraseCustomPassphrase',
  TRUSTED_VAULT_PASSPHRASE: 'sync.passphraseTrustedVaultPassphrase',
};

/**
 * A sync message in words: what it asks or answers, what the client does with errors, and what to know about keys,
 * types and devices. `language` fills sentences that stand inside others.
 */
export function explainSyncMessage(sync: SyncMessage, language: Language): SyncExplanation {
  if (!sync.isDecoded)
    return { title: message('sync.notAMessage', { bytes: sync.bytes.length }), notes: problems(sync) };
  const notes = [
    ...errorNotes(sync, language),
    ...commitNotes(sync),
    ...keyNotes(sync),
    ...updateNotes(sync, language),
    ...contentNotes(sync, language),
    ...problems(sync),
  ];
  return { title: title(sync), notes };
}

/** What an error code of an answer makes the client do. */
export function errorWords(sync: SyncMessage, language: Language): Message {
  return errorNote(sync, language).message;
}

/** Name of a data type in the reader's language. */
export function typeText(type: SyncDataType, language: Language): string {
  return text(dataTypeWords(type.id), language);
}

function title(sync: SyncMessage): Message {
  const entities = sync.entityCount;
  if (sync.direction === 'request') {
    if (sync.message === 'GET_UPDATES')
      return message('sync.titleRequestUpdates', { message: sync.message, types: sync.progress.length });
    return message('sync.titleRequest', { message: sync.message || '?', entities });
  }
  if (sync.message === 'COMMIT') return message('sync.titleCommitResponse', { entries: sync.entryResponses.length });
  if (sync.message === 'ERROR') return message('sync.titleError', { error: sync.effectiveError?.name ?? '' });
  return message('sync.titleResponse', { message: sync.message, entities });
}

function errorNotes(sync: SyncMessage, language: Language): Note[] {
  if (!sync.errorCode) return [];
  const first = errorNote(sync, language);
  const notes = [first];
  for (const said of [sync.error?.description ?? '', sync.errorMessage]) {
    if (said !== '') notes.push(note('note', message('sync.errorText', { text: said })));
  }
  if (sync.action?.explicit && sync.action.name !== 'UNKNOWN_ACTION')
    notes.push(note('note', message('sync.action', { action: sync.action.name })));
  if (first.verdict !== 'passed') notes.push(note('note', message('sync.chromiumBehavior')));
  return notes;
}

function errorNote(sync: SyncMessage, language: Language): Note {
  const error: EnumValue = sync.effectiveError ?? { name: 'UNKNOWN', number: 100, explicit: false };
  if (error.name === 'UNKNOWN' && !error.explicit) return note('failed', message('sync.errorMissing'));
  const types = error.name === 'MIGRATION_DONE' ? sync.migratedTypes : (sync.error?.types ?? []);
  const named = typeList(types, language);
  if (error.name === 'THROTTLED') {
    if (types.length > 0) return note('warning', message('sync.errorThrottledTypes', { types: named }));
    const delay = sync.clientCommands.find((command) => command.name === 'throttle_delay_seconds')?.value;
    return note('failed', message('sync.errorThrottled', { seconds: Number(delay ?? defaultThrottleSeconds) }));
  }
  const known = errors[error.name];
  if (known) return note(known.verdict, message(known.key, { types: named }));
  if (error.name === String(error.number))
    return note('failed', message('sync.errorUnknownNumber', { number: error.name }));
  return note('failed', message('sync.errorRemoved', { name: error.name, number: String(error.number) }));
}

function commitNotes(sync: SyncMessage): Note[] {
  const counts = new Map<string, number>();
  for (const entry of sync.entryResponses) counts.set(entry.type.name, (counts.get(entry.type.name) ?? 0) + 1);
  const total = sync.entryResponses.length;
  if (total > 0 && counts.get('SUCCESS') === total)
    return [note('passed', message('sync.commitAllFine', { count: total }))];
  const notes: Note[] = [];
  for (const [name, count] of counts) {
    const known = entries[name];
    notes.push(
      known
        ? note(known.verdict, message(known.key, { count }))
        : note('warning', message('sync.entryOther', { name: name || '?', count })),
    );
  }
  const said = new Set(sync.entryResponses.map((entry) => entry.errorMessage).filter((words) => words !== ''));
  for (const words of [...said].slice(0, maxNamed))
    notes.push(note('note', message('sync.entryError', { text: words })));
  return notes;
}

function keyNotes(sync: SyncMessage): Note[] {
  const notes: Note[] = [];
  if (sync.hasKeys) notes.push(note('warning', message('sync.hasKeys')));
  if (sync.asksForKeys) notes.push(note('note', message('sync.asksForKeys')));
  if (sync.cryptographerReady === true) notes.push(note('passed', message('sync.cryptographerReady')));
  if (sync.cryptographerReady === false) notes.push(note('warning', message('sync.cryptographerNotReady')));
  if (sync.hasPendingKeys === true) notes.push(note('warning', message('sync.pendingKeys')));
  const keybag = sync.nigori?.keybagKeyName ?? '';
  const others = sync.keyNames.filter((key) => key.name !== keybag);
  if (keybag !== '' && others.length > 0) {
    const names = others.slice(0, maxNamed).map((key) => key.name);
    notes.push(note('warning', message('sync.keyNameDiffers', { names: names.join(', '), keybag })));
  }
  for (const key of sync.keyNames.slice(0, maxNamed))
    notes.push(note('note', message('sync.keyName', { name: key.name, count: key.entities })));
  return notes;
}

function updateNotes(sync: SyncMessage, language: Language): Note[] {
  const notes: Note[] = [];
  const origin = sync.getUpdatesOrigin;
  if (origin) {
    const key = origins[origin.name];
    notes.push(note('note', message('sync.origin', { origin: key ? text(message(key), language) : origin.name })));
  }
  if (sync.isFirstGetUpdates) notes.push(note('note', message('sync.firstGetUpdates')));
  for (const marker of sync.progress) notes.push(note('note', progressWords(marker, language)));
  if (sync.changesRemaining !== undefined) {
    const rest = sync.changesRemaining;
    notes.push(
      note('note', rest > 0 ? message('sync.changesRemaining', { count: rest }) : message('sync.noChangesRemaining')),
    );
  }
  for (const command of sync.clientCommands) notes.push(note('note', commandWords(command.name, command.value)));
  if (sync.storeBirthday !== '') notes.push(note('note', message('sync.birthday', { birthday: sync.storeBirthday })));
  if (sync.birthdayReset !== undefined)
    notes.push(note('note', message('sync.birthdayReset', { time: utcText(sync.birthdayReset) })));
  return notes;
}

function contentNotes(sync: SyncMessage, language: Language): Note[] {
  const notes: Note[] = [];
  for (const count of sync.entities) {
    const { entities, deleted, encrypted } = count;
    const args = { type: typeText(count.type, language), count: entities, deleted, encrypted };
    notes.push(note('note', message('sync.entityCount', args)));
  }
  if (sync.nigori) {
    const { passphraseType } = sync.nigori;
    const key = passphrases[passphraseType.name] ?? 'sync.passphraseUnknown';
    notes.push(note('note', message('sync.nigori', { type: text(message(key), language) })));
  }
  for (const device of sync.devices.slice(0, maxNamed)) {
    const kind = (device.formFactor ?? device.type)?.name.replace(/^(?:DEVICE_FORM_FACTOR|TYPE)_/, '');
    const detail = [device.os?.name.replace(/^OS_TYPE_/, ''), kind, device.version, device.model];
    const shown = detail.filter((part) => part !== undefined && part !== '').join(', ');
    notes.push(note('note', message('sync.device', { name: device.name || '?', detail: shown || '?' })));
  }
  const vectors = new Set(
    sync.debugEvents.map((event) => event.correlationVector).filter((vector) => vector !== undefined),
  );
  for (const vector of [...vectors].slice(0, maxNamed)) notes.push(note('note', message('sync.debugTie', { vector })));
  if (sync.unknownFields > 0) notes.push(note('note', message('sync.unknownFields', { count: sync.unknownFields })));
  return notes;
}

/** A progress marker in words. */
export function progressWords(marker: TypeProgress, language: Language): Message {
  const type = typeText(marker.type, language);
  if (marker.isFirst) return message('sync.progressFirst', { type });
  if (marker.upTo === undefined) return message('sync.progressOpaque', { type, bytes: marker.tokenBytes });
  return message('sync.progress', { type, time: utcText(marker.upTo) });
}

/** The same without the type's name, for a table. */
export function progressCell(marker: TypeProgress): Message {
  if (marker.isFirst) return message('sync.cellFirst');
  if (marker.upTo === undefined) return message('sync.cellOpaque', { bytes: marker.tokenBytes });
  return message('sync.cellUpTo', { time: utcText(marker.upTo) });
}

/** Name of a data type for a table: its public name, else that none is known. */
export function typeName(type: SyncDataType): Message {
  if (type.name === '') return message(type.isEdge ? 'sync.unnamedEdgeType' : 'sync.unnamedType');
  const name = dataTypeInfo(type.id)?.title ?? type.name;
  return message(type.isEdge ? 'sync.edgeTypeName' : 'sync.typeName', { name });
}

function commandWords(name: string, value: string): Message {
  const duration = durationText(Number(value) * 1000);
  if (name === 'set_sync_poll_interval') return message('sync.pollInterval', { duration });
  if (name === 'throttle_delay_seconds') return message('sync.throttleDelay', { duration });
  return message('sync.clientCommand', { name, value });
}

function typeList(types: readonly SyncDataType[], language: Language): string {
  const names = types.slice(0, maxNamed).map((type) => type.name || typeText(type, language));
  return types.length > maxNamed ? `${names.join(', ')} …` : names.join(', ');
}

function problems(sync: SyncMessage): Note[] {
  return sync.problems.map((problem) => note('warning', problem.message));
}

function note(verdict: Verdict, words: Message): Note {
  return { verdict, message: words };
}
