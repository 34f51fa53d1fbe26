/** A moment as Fiddler writes it. */
export interface FiddlerTime {
  /** Milliseconds since 1970, fractions kept (the file has seven digits of a second). */
  readonly time: number;
  /** Minutes east of UTC; undefined when the file states no zone, and `time` then takes the clock as UTC. */
  readonly offset: number | undefined;
}

/** Minute and zone of the moment parsed last, which most moments of a session share. */
let last: { readonly minute: string; readonly zone: string; readonly begin: FiddlerTime } | undefined;

/**
 * Parses an XML dateTime such as `2025-08-30T11:33:40.0256586-07:00`. Undefined for Fiddler's unset value, which is the
 * year 1, and for anything else that is no time.
 */
export function parseFiddlerTime(text: string): FiddlerTime | undefined {
  if (!last || !text.startsWith(last.minute) || !text.endsWith(last.zone)) return parseAnew(text);
  const seconds = text.slice(last.minute.length, -last.zone.length);
  if (secondsForm.exec(seconds)?.[0] !== seconds) return parseAnew(text);
  const { time, offset } = last.begin;
  return { time: time + Number(seconds) * 1000, offset };
}

/** Seconds with their fraction. */
const secondsForm = /^\d\d(?:\.\d*)?/;

function parseAnew(text: string): FiddlerTime | undefined {
  if (text.startsWith('0001-')) return undefined;
  const minute = parseMinute(text);
  const seconds = secondsForm.exec(text.slice(17))?.[0];
  if (minute === undefined || seconds === undefined) return undefined;
  const zone = text.slice(17 + seconds.length);
  const offset = parseZone(zone);
  const begin = { time: minute - (offset ?? 0) * 60_000, offset };
  if (offset !== undefined) last = { minute: text.slice(0, 17), zone, begin };
  return { time: begin.time + Number(seconds) * 1000, offset };
}

/** Minutes east of UTC; undefined where no zone stands. */
function parseZone(zone: string): number | undefined {
  const sign = zone[0];
  if (sign === 'Z' || sign === 'z') return 0;
  const hours = digits(zone, 1, 2);
  if ((sign !== '+' && sign !== '-') || hours < 0) return undefined;
  return (hours * 60 + Math.max(0, digits(zone, 4, 2))) * (sign === '-' ? -1 : 1);
}

/** Milliseconds of `2025-08-30T11:33:`, the clock taken as UTC. */
function parseMinute(text: string): number | undefined {
  const year = digits(text, 0, 4);
  const month = digits(text, 5, 2);
  const day = digits(text, 8, 2);
  const hour = digits(text, 11, 2);
  const minute = digits(text, 14, 2);
  const hasSeparators = text[4] === '-' && text[7] === '-' && text[13] === ':' && text[16] === ':';
  if (!hasSeparators || year < 0 || month < 1 || day < 1 || hour < 0 || minute < 0) return undefined;
  return Date.UTC(year, month - 1, day, hour, minute);
}

/** A number of exactly `count` digits; -1 when there are others. */
function digits(text: string, at: number, count: number): number {
  let value = 0;
  for (let i = at; i < at + count; i++) {
    const digit = text.charCodeAt(i) - 48;
    if (!(digit >= 0 && digit <= 9)) return -1;
    value = value * 10 + digit;
  }
  return value;
}
