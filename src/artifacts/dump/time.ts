import type { Span } from '../place';

/** A moment read from a text: ms since 1970, and the zone it was written in as minutes east of UTC. */
export interface ReadTime {
  readonly time: number;
  readonly offset: number;
}

const monthNames = ['Jan', 'Feb', 'Mar', 'Apr', 'May', 'Jun', 'Jul', 'Aug', 'Sep', 'Oct', 'Nov', 'Dec'];
const dateLine =
  /[A-Z][a-z]{2} ([A-Z][a-z]{2}) (\d{2}) (\d{4}) (\d{2}):(\d{2}):(\d{2}) GMT([+-])(\d{2})(\d{2})(?: \([^)\r\n]*\)?)?/;

/** Reads the output of JavaScript's `Date.toString()`, as the status dump and node fields print it. */
export function parseDateString(text: string): (ReadTime & { readonly span: Span }) | undefined {
  const match = dateLine.exec(text);
  if (!match) return undefined;
  const [all, monthName = '', day, year, hour, minute, second, sign, zoneHours, zoneMinutes] = match;
  const month = monthNames.indexOf(monthName);
  if (month < 0) return undefined;
  const offset = (Number(zoneHours) * 60 + Number(zoneMinutes)) * (sign === '-' ? -1 : 1);
  const local = Date.UTC(Number(year), month, Number(day), Number(hour), Number(minute), Number(second));
  return { time: local - offset * 60_000, offset, span: { start: match.index, end: match.index + all.length } };
}

const statTime = /(\d{4})-(\d{2})-(\d{2})[ T](\d{2}):(\d{2}):(\d{2})(\.\d+)?(?: ?(Z|UTC|[+-]\d{2}(?::?\d{2})?))/;

/**
 * Finds a time as stats print it (`2020-07-28 08:53:30 -03`; zone `+HH`, `+HHMM` or `Z`) or in ISO 8601 form, anywhere
 * in a text.
 */
export function parseStatTime(text: string): (ReadTime & { readonly span: Span }) | undefined {
  const match = statTime.exec(text);
  if (!match) return undefined;
  const [all, year, month, day, hour, minute, second, fraction, zone = 'Z'] = match;
  const offset = zoneMinutes(zone);
  const local = Date.UTC(Number(year), Number(month) - 1, Number(day), Number(hour), Number(minute), Number(second));
  const time = local + (fraction ? Number(`0${fraction}`) * 1000 : 0) - offset * 60_000;
  return Number.isNaN(time) ? undefined : { time, offset, span: { start: match.index, end: match.index + all.length } };
}

function zoneMinutes(zone: string): number {
  const match = /^([+-])(\d{2}):?(\d{2})?$/.exec(zone);
  if (!match) return 0;
  return (Number(match[2]) * 60 + Number(match[3] ?? 0)) * (match[1] === '-' ? -1 : 1);
}

const afternoon = /pm|p\.\s?m|下午|午後|오후|μμ|م(?!\p{L})|mu|u\.\s?p|chi(?:ều)?|pasdite/iu;
const morning = /am|a\.\s?m|上午|午前|오전|πμ|ص/iu;

/**
 * Local date and time as `toLocaleString()` prints them in any language, as ms since 1970 counted as if the zone were
 * UTC; undefined when the order of day and month cannot be told. Day first unless the text is in the US form (slashes
 * with upper-case AM or PM) or starts with the year.
 */
export function parseLocaleTime(text: string): number | undefined {
  const plain = text.replace(/[\u00a0\u202f\u200e\u200f]/g, ' ').replace(/[\u0660-\u0669\u06f0-\u06f9]/g, latinDigit);
  const numbers = plain.match(/\d+/g)?.map(Number) ?? [];
  if (numbers.length < 5) return undefined;
  const [first = 0, second = 0, third = 0, hourPart = 0, minute = 0, seconds = 0] = numbers;
  let year: number;
  let month: number;
  let day: number;
  if (first > 31) [year, month, day] = [first, second, third];
  else if (second > 12 || (first <= 12 && /^\D*\d+\/\d+\/\d+.*\d (?:AM|PM)\b/.test(plain)))
    [month, day, year] = [first, second, third];
  else [day, month, year] = [first, second, third];
  if (year > 2400) year -= 543; // Thai Buddhist calendar
  if (year < 100) year += 2000;
  if (month < 1 || month > 12 || day < 1 || day > 31 || minute > 59 || hourPart > 23) return undefined;
  let hour = hourPart;
  if (hour < 12 && afternoon.test(plain)) hour += 12;
  else if (hour === 12 && morning.test(plain)) hour = 0;
  const time = Date.UTC(year, month - 1, day, hour, minute, seconds);
  return Number.isNaN(time) ? undefined : time;
}

function latinDigit(char: string): string {
  return String.fromCharCode(48 + (char.charCodeAt(0) & 15));
}
