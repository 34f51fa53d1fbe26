import { type JsonObject, listOf, numberOf, objectOf, textOf } from '../har/json';

/** Tables of one file. Numbers change with every browser version, so only the file's own tables count. */
export interface NetlogConstants {
  readonly eventTypes: ReadonlyMap<number, string>;
  readonly sourceTypes: ReadonlyMap<number, string>;
  readonly netErrors: ReadonlyMap<number, string>;
  readonly loadFlags: readonly (readonly [number, string])[];
  readonly certStatusFlags: readonly (readonly [number, string])[];
  readonly beginPhase: number;
  readonly endPhase: number;
  /** Milliseconds since 1970 at tick 0. */
  readonly tickOffset: number | undefined;
  readonly formatVersion: number | undefined;
  readonly raw: JsonObject;
}

/** Reads `constants`; undefined when the tables of events or sources are missing. */
export function constantsOf(value: unknown): NetlogConstants | undefined {
  const raw = objectOf(value);
  const eventTypes = inverted(raw['logEventTypes']);
  const sourceTypes = inverted(raw['logSourceType']);
  if (eventTypes.size === 0 || sourceTypes.size === 0) return undefined;
  const phases = objectOf(raw['logEventPhase']);
  return {
    eventTypes,
    sourceTypes,
    netErrors: inverted(raw['netError']),
    loadFlags: flags(raw['loadFlag']),
    certStatusFlags: flags(raw['certStatusFlag']),
    beginPhase: numberOf(phases['PHASE_BEGIN']) ?? 1,
    endPhase: numberOf(phases['PHASE_END']) ?? 2,
    tickOffset: numberOf(raw['timeTickOffset']),
    formatVersion: numberOf(raw['logFormatVersion']),
    raw,
  };
}

/** Names of the bits that are set, with the rest in hexadecimal. */
export function flagNames(table: readonly (readonly [number, string])[], value: number): string {
  let rest = value;
  const names: string[] = [];
  for (const [bit, name] of table) {
    if (bit > 0 && (value & bit) === bit) {
      names.push(name);
      rest &= ~bit;
    }
  }
  if (rest !== 0) names.push(`0x${(rest >>> 0).toString(16)}`);
  return names.join(' | ');
}

/** Name of a network error: `ERR_NAME_NOT_RESOLVED`; the number itself when the table has none; empty for success. */
export function netErrorName(constants: NetlogConstants, error: number | undefined): string {
  if (error === undefined || error === 0) return '';
  return (constants.netErrors.get(error) ?? String(error)).replace(/^net::/, '');
}

/** `polledData` of one or several network contexts: the first that has the field. */
export function polledField(polled: unknown, name: string): unknown {
  const contexts = Array.isArray(polled) ? listOf(polled).map(objectOf) : [objectOf(polled)];
  return contexts.find((context) => context[name] !== undefined)?.[name];
}

function inverted(table: unknown): Map<number, string> {
  const names = new Map<number, string>();
  for (const [name, value] of Object.entries(objectOf(table))) {
    const number = numberOf(value);
    if (number !== undefined && !names.has(number)) names.set(number, name);
  }
  return names;
}

function flags(table: unknown): (readonly [number, string])[] {
  return [...inverted(table)].sort(([a], [b]) => a - b);
}

/** "Microsoft Edge 126.0.2592.68" from `clientInfo`. */
export function clientText(constants: NetlogConstants): string {
  const info = objectOf(constants.raw['clientInfo']);
  return [info['name'], info['version']]
    .map(textOf)
    .filter((part) => part !== '')
    .join(' ');
}
