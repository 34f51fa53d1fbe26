import { dataTypeInfo } from '../../knowledge/syncSchema';
import { type Language, type Message, message, text } from '../../text';
import { readTimes, utcText } from '../time';
import type { SyncExplanation } from './model';
import { messageTable } from './tables';
import { dataTypeWords } from './values';
import { MessageView } from './view';

/** A request that belongs to sync without being a sync command. */
export type NeighborKind =
  | 'sync-command'
  | 'home-cloud'
  | 'subscriptions'
  | 'diagnostic-check'
  | 'notification-telemetry'
  | 'browse-history'
  | 'user-key-data'
  | 'notification-socket';

/** A value of a neighbor's body; secret ones carry no text. */
export interface NeighborField {
  readonly name: string;
  readonly value: string;
  readonly isSecret: boolean;
}

export interface SyncNeighbor extends SyncExplanation {
  readonly kind: NeighborKind;
  readonly fields: readonly NeighborField[];
}

const paths: readonly { readonly kind: NeighborKind; readonly form: RegExp }[] = [
  {
    kind: 'sync-command',
    form: /\/syncEntities\/command|\/chrome-sync\/(?:dev\/)?command|\/command\/?\?(?=.*client=)(?=.*client_id=)/i,
  },
  { kind: 'home-cloud', form: /\/feeds\/me\/settings\/homeCloud/i },
  { kind: 'subscriptions', form: /\/feeds\/me\/subscriptions/i },
  { kind: 'diagnostic-check', form: /\/diagnosticData\/Diagnostic\.SendCheckResult/i },
  { kind: 'notification-telemetry', form: /\/feeds\/me\/notification\/telemetry/i },
  { kind: 'browse-history', form: /\/me\/browsehistory\/(?:lookup|delete)/i },
  { kind: 'user-key-data', form: /\/ppsecure\/GetUserKeyData\.srf/i },
];
const socketHost = /(?:^|\.)cloudmessaging\.edge\.microsoft\.com$|\.wns\.windows\.com$/i;
/** Capability addresses and tokens among the members of the JSON bodies. */
const secretNames = /channel.?url|token|secret|key$/i;
const maxBody = 1_000_000;
/** Push messages that are looked at, and their longest. */
const maxPushes = 200;
const maxPush = 65_536;
/** Known answer of the diagnostic check. */
const diagnosticAnswer = [0x0a, 0x04, 0x08, 0x01, 0x10, 0x01];

/** Which request of the sync feature this is, by host and path (with query); undefined for all others. */
export function neighborKind(host: string, path: string): NeighborKind | undefined {
  const shown = path.slice(0, 4096);
  const found = paths.find((one) => one.form.test(shown))?.kind;
  return found ?? (socketHost.test(host) ? 'notification-socket' : undefined);
}

export interface NeighborBodies {
  readonly request?: Uint8Array;
  readonly response?: Uint8Array;
  /** What the server sent over a WebSocket. */
  readonly messages?: readonly Uint8Array[];
  /** When the request was sent, ms since 1970. */
  readonly time?: number;
}

/** A neighbor request in words, with the members of its JSON; secret members are named, not shown. */
export function explainNeighbor(
  host: string,
  path: string,
  bodies: NeighborBodies,
  language: Language,
): SyncNeighbor | undefined {
  const kind = neighborKind(host, path);
  if (kind === undefined || kind === 'sync-command') return undefined;
  const fields = [...jsonFields(bodies.request), ...jsonFields(bodies.response)];
  return { kind, title: titles[kind], notes: notesOf(kind, fields, bodies, language), fields };
}

/** The types that an invalidation payload (SyncInvalidationsPayload) names, in words; undefined for other bytes. */
export function explainInvalidation(payload: Uint8Array, language: Language): Message | undefined {
  const table = messageTable('SyncInvalidationsPayload');
  if (!table || payload.length === 0 || payload.length > maxBody) return undefined;
  const view = new MessageView(payload, table, 0, payload.length);
  const ids = view.messages('data_type_invalidations').map((one) => one.number('data_type_id') ?? 0);
  // Other bytes may read as a message, but hardly name a data type.
  if (!ids.some((id) => dataTypeInfo(id) !== undefined)) return undefined;
  const types = ids.slice(0, 30).map((id) => text(dataTypeWords(id), language));
  return message('sync.notificationPayload', { types: types.join(', ') });
}

/** How the payload travels inside a push message is not documented: as it is, or as Base64 in the text around it. */
function explainPush(bytes: Uint8Array, language: Language): Message | undefined {
  const plain = explainInvalidation(bytes, language);
  if (plain || bytes.length > maxPush) return plain;
  const shown = new TextDecoder().decode(bytes);
  for (const [run] of shown.matchAll(/[A-Za-z0-9+/_-]{8,4096}={0,2}/g)) {
    const words = explainInvalidation(base64Bytes(run), language);
    if (words) return words;
  }
  return undefined;
}

function base64Bytes(run: string): Uint8Array {
  try {
    const binary = atob(run.replace(/-/g, '+').replace(/_/g, '/').replace(/=+$/, ''));
    return Uint8Array.from(binary, (character) => character.charCodeAt(0));
  } catch {
    return new Uint8Array();
  }
}

const titles: Readonly<Record<Exclude<NeighborKind, 'sync-command'>, Message>> = {
  'home-cloud': message('sync.homeCloud'),
  subscriptions: message('sync.subscription'),
  'diagnostic-check': message('sync.diagnosticCheck'),
  'notification-telemetry': message('sync.telemetry'),
  'browse-history': message('sync.browseHistory'),
  'user-key-data': message('sync.userKeyData'),
  'notification-socket': message('sync.notification'),
};

function notesOf(
  kind: NeighborKind,
  fields: readonly NeighborField[],
  bodies: NeighborBodies,
  language: Language,
): SyncExplanation['notes'] {
  const note = (verdict: 'passed' | 'warning' | 'note', words: Message): SyncExplanation['notes'][number] => ({
    verdict,
    message: words,
  });
  if (kind === 'home-cloud') return [note('note', message('sync.homeCloudNote'))];
  if (kind === 'notification-socket')
    return [note('note', message('sync.notificationNote')), ...invalidations(bodies, language)];
  if (kind === 'diagnostic-check' && bodies.response) {
    const { response } = bodies;
    const isKnown =
      response.length === diagnosticAnswer.length && diagnosticAnswer.every((byte, i) => response[i] === byte);
    return [note(isKnown ? 'passed' : 'note', message(isKnown ? 'sync.diagnosticOk' : 'sync.diagnosticOther'))];
  }
  if (kind !== 'subscriptions') return [];
  const notes = [note('note', message('sync.subscriptionNote'))];
  const types = fields.filter((field) => /activityTypes/i.test(field.name)).map((field) => field.value);
  if (types.length > 0) notes.push(note('note', message('sync.subscriptionTypes', { types: types.join(', ') })));
  const expires = readTimes(fields.find((field) => /channelExpireTime/i.test(field.name))?.value ?? '')[0]?.time;
  if (expires !== undefined) {
    const isOver = bodies.time !== undefined && expires < bodies.time;
    const key = isOver ? 'sync.subscriptionExpired' : 'sync.subscriptionExpires';
    notes.push(note(isOver ? 'warning' : 'note', message(key, { time: utcText(expires) })));
  }
  return notes;
}

function invalidations(bodies: NeighborBodies, language: Language): SyncExplanation['notes'] {
  const pushed = [...(bodies.response ? [bodies.response] : []), ...(bodies.messages ?? [])].slice(0, maxPushes);
  return pushed.flatMap((bytes) => {
    const words = explainPush(bytes, language);
    return words ? [{ verdict: 'note' as const, message: words }] : [];
  });
}

/** Leaves of a JSON body under their paths; empty for other bodies. */
function jsonFields(body: Uint8Array | undefined): NeighborField[] {
  if (!body || body.length === 0 || body.length > maxBody) return [];
  const fields: NeighborField[] = [];
  const visit = (name: string, value: unknown, depth: number): void => {
    if (fields.length >= 1000 || depth > 12) return;
    if (typeof value === 'object' && value !== null) {
      for (const [key, child] of Object.entries(value)) visit(name === '' ? key : `${name}.${key}`, child, depth + 1);
      return;
    }
    const isSecret = secretNames.test(name.slice(name.lastIndexOf('.') + 1));
    fields.push({ name, value: isSecret ? '' : String(value), isSecret });
  };
  try {
    visit('', JSON.parse(new TextDecoder().decode(body)), 0);
  } catch {
    return [];
  }
  return fields;
}
