import type { Dump, ProtocolEvent } from './model';
import { parseStepResult, type StepResult } from './stepResult';

/** An entry of the protocol log with what it tells, in order of time. */
export interface TimelineEntry {
  readonly event: ProtocolEvent;
  readonly direction: 'request' | 'response' | 'unknown';
  /** Types named in the details or nudged, contributing, notified. */
  readonly types: readonly string[];
  /** Outcome of a response. */
  readonly result: StepResult | undefined;
  /** The message's fields that matter, as written: error code, message, origin, birthday, back-off. */
  readonly fields: readonly { readonly name: string; readonly value: string }[];
  /** Index of the response to this request, or of the request of this response, within the timeline. */
  readonly partner: number | undefined;
  /** Milliseconds since the request; responses only. */
  readonly elapsed: number | undefined;
}

const paths: readonly (readonly [name: string, path: readonly string[]])[] = [
  ['error_code', ['error_code']],
  ['error_message', ['error_message']],
  ['error.error_type', ['error', 'error_type']],
  ['error.error_description', ['error', 'error_description']],
  ['error.action', ['error', 'action']],
  ['get_updates_origin', ['get_updates', 'get_updates_origin']],
  ['changes_remaining', ['get_updates', 'changes_remaining']],
  ['store_birthday', ['store_birthday']],
  ['throttle_delay_seconds', ['client_command', 'throttle_delay_seconds']],
  ['set_sync_poll_interval', ['client_command', 'set_sync_poll_interval']],
  ['cryptographer_ready', ['debug_info', 'cryptographer_ready']],
  ['cryptographer_has_pending_keys', ['debug_info', 'cryptographer_has_pending_keys']],
];

/** The protocol log in order of time; entries without a readable time keep their place after the one before. */
export function timelineOf(dump: Pick<Dump, 'events'>): TimelineEntry[] {
  let last = Number.NEGATIVE_INFINITY;
  const sorted = dump.events
    .map((event, index) => {
      last = event.time ?? last;
      return { event, index, at: last };
    })
    .sort((a, b) => (a.at === b.at ? a.index - b.index : a.at - b.at))
    .map(({ event }) => event);
  const open = new Map<'commit' | 'updates', number>();
  const entries: { -readonly [K in keyof TimelineEntry]: TimelineEntry[K] }[] = [];
  sorted.forEach((event, index) => {
    const family = /^Commit/i.test(event.type) ? 'commit' : /GetUpdate/i.test(event.type) ? 'updates' : undefined;
    const direction = /Response$/i.test(event.type) ? 'response' : family ? 'request' : 'unknown';
    const request = family && direction === 'response' ? open.get(family) : undefined;
    if (family && direction === 'request') open.set(family, index);
    else if (family) open.delete(family);
    const asked = request === undefined ? undefined : entries[request];
    if (asked) asked.partner = index;
    entries.push({
      event,
      direction,
      types: typesOf(event.details),
      result: direction === 'response' ? resultOf(event) : undefined,
      fields: fieldsOf(event.proto),
      partner: request,
      elapsed: asked?.event.time !== undefined && event.time !== undefined ? event.time - asked.event.time : undefined,
    });
  });
  return entries;
}

function typesOf(details: string): string[] {
  const types = new Set<string>();
  for (const match of details.matchAll(/^(?:Nudged|Notified|Refresh requested|Contributing) types: (.*)$/gm)) {
    for (const name of (match[1] ?? '').split(',')) if (name.trim() !== '') types.add(name.trim());
  }
  return [...types];
}

function resultOf(event: ProtocolEvent): StepResult | undefined {
  const line = /^(?:Result|Received error):.*$/m.exec(event.details)?.[0];
  if (line) return parseStepResult(line);
  return /^Received \d+ update/m.test(event.details) ? { kind: 'success', code: '' } : undefined;
}

function fieldsOf(proto: unknown): { name: string; value: string }[] {
  const fields: { name: string; value: string }[] = [];
  for (const [name, path] of paths) {
    let value = proto;
    for (const key of path) {
      value =
        typeof value === 'object' && value !== null ? (value as Readonly<Record<string, unknown>>)[key] : undefined;
    }
    if (typeof value === 'string' || typeof value === 'number' || typeof value === 'boolean')
      fields.push({ name, value: String(value) });
  }
  return fields;
}
