import { type ClockName, momentOf } from './clocks';

/** A way to read a text as a moment. */
export interface TimeReading {
  readonly kind: ClockName | 'iso' | 'date-string' | 'http-date';
  /** Milliseconds since 1970; fractions kept. */
  readonly time: number;
  /** False when the text names no zone and UTC is assumed. */
  readonly hasZone: boolean;
}

/** Guesses outside these years are dropped, for every number can be a time, but hardly one of 1974. */
const firstYear = Date.UTC(2000, 0, 1);
const lastYear = Date.UTC(2100, 0, 1);

const clocks: readonly ClockName[] = ['unix-s', 'unix-ms', 'unix-us', 'windows-us', 'filetime', 'dotnet-ticks'];

const isoForm =
  /^(\d{4})-(\d{2})-(\d{2})(?:[T ](\d{2}):(\d{2})(?::(\d{2})(?:[.,](\d{1,9}))?)?\s*(Z|UTC|GMT|[+-]\d{2}:?\d{2})?)?$/i;
/** Date.prototype.toString, toUTCString and the forms of RFC 9110 and RFC 850. */
const wordForm =
  /^(?:(?:Mon|Tues?|Wed(?:nes)?|Thu(?:rs)?|Fri|Sat(?:ur)?|Sun)(?:day)?,?\s+)?(?:([A-Z][a-z]{2})\s+(\d{1,2})|(\d{1,2})[ -]([A-Z][a-z]{2}))[ ,-]+(\d{2,4})\s+(\d{1,2}):(\d{2})(?::(\d{2}))?\s*(?:(GMT|UTC|Z)?\s*([+-]\d{4})?)?(?:\s*\([^)]{0,60}\))?$/;
const months = ['Jan', 'Feb', 'Mar', 'Apr', 'May', 'Jun', 'Jul', 'Aug', 'Sep', 'Oct', 'Nov', 'Dec'];

/**
 * Every plausible reading of a text as a time (2000 to 2100), the likeliest first: bare numbers on the six clocks met in
 * sync data, ISO 8601, `Date` strings of browsers, HTTP dates. Empty when none fits.
 */
export function readTimes(text: string): TimeReading[] {
  const clean = text.trim();
  if (clean.length === 0 || clean.length > 120) return [];
  if (/^\d{9,19}(?:\.\d{1,9})?$/.test(clean)) return readNumber(clean);
  const reading = readIso(clean) ?? readWords(clean);
  return reading ? [reading] : [];
}

function readNumber(digits: string): TimeReading[] {
  const found: TimeReading[] = [];
  const whole = digits.split('.')[0] ?? digits;
  for (const kind of clocks) {
    const time = digits.includes('.') && kind === 'unix-s' ? Number(digits) * 1000 : momentOf(kind, BigInt(whole));
    if (time !== undefined && time >= firstYear && time < lastYear) found.push({ kind, time, hasZone: true });
  }
  return found;
}

function readIso(text: string): TimeReading | undefined {
  const match = isoForm.exec(text);
  if (!match) return undefined;
  const [, year, month, day, hour = '0', minute = '0', second = '0', fraction = '', zone] = match;
  const base = Date.UTC(Number(year), Number(month) - 1, Number(day), Number(hour), Number(minute), Number(second));
  const milliseconds = fraction === '' ? 0 : Number(`0.${fraction}`) * 1000;
  const time = base + milliseconds - zoneMinutes(zone) * 60_000;
  if (Number(month) > 12 || Number(day) > 31 || Number(hour) > 24) return undefined;
  return { kind: 'iso', time, hasZone: zone !== undefined };
}

function readWords(text: string): TimeReading | undefined {
  const match = wordForm.exec(text);
  if (!match) return undefined;
  const [, monthA, dayA, dayB, monthB, year, hour, minute, second = '0', gmt, zone] = match;
  const month = months.indexOf(monthA ?? monthB ?? '');
  if (month < 0 || Number(dayA ?? dayB) > 31 || Number(hour) > 24) return undefined;
  const full = Number(year) < 100 ? 2000 + Number(year) : Number(year);
  const base = Date.UTC(full, month, Number(dayA ?? dayB), Number(hour), Number(minute), Number(second));
  const isHttp = gmt !== undefined && zone === undefined;
  return {
    kind: isHttp ? 'http-date' : 'date-string',
    time: base - zoneMinutes(zone) * 60_000,
    hasZone: gmt !== undefined || zone !== undefined,
  };
}

/** Minutes east of UTC. */
function zoneMinutes(zone: string | undefined): number {
  const match = zone === undefined ? null : /^([+-])(\d{2}):?(\d{2})$/.exec(zone);
  if (!match) return 0;
  const minutes = Number(match[2]) * 60 + Number(match[3]);
  return match[1] === '-' ? -minutes : minutes;
}
