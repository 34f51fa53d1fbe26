/** A moment as Fiddler writes it. */
export interface FiddlerTime {
  /** Milliseconds since 1970, fractions kept (the file has seven digits of a second). */
  readonly time: number;
  /** Minutes east of UTC; undefined when the file states no zone, and `time` then takes the clock as UTC. */
  readonly offset: number | undefined;
}

/**
 * Parses an XML dateTime such as `2025-08-30T11:33:40.0256586-07:00`. Undefined for Fiddler's unset value, which is the
 * year 1, and for anything else that is no time.
 */
export function parseFiddlerTime(text: string): FiddlerTime | undefined {
  if (text.length < 19 || text.startsWith('0001-')) return undefined;
  if (!text.startsWith(last.minute)) last = { minute: text.slice(0, 17), time: parseMinute(text) };
  const second = digits(text, 17, 2);
  if (last.time === undefined || second < 0) return undefined;
  let at = 19;
  let fraction = 0;
  if (text[at] === '.') {
    for (let scale = 100; ; scale /= 10) {
      const digit = text.charCodeAt(++at) - 48;
      if (!(digit >= 0 && digit <= 9)) break;
      fraction += digit * scale;
    }
  }
  const base = last.time + second * 1000 + fraction;
  const sign = text[at];
  if (sign === 'Z' || sign === 'z') return { time: base, offset: 0 };
  if (sign !== '+' && sign !== '-') return { time: base, offset: undefined };
  const hours = digits(text, at + 1, 2);
  const minutes = digits(text, at + 4, 2);
  if (hours < 0) return { time: base, offset: undefined };
  const offset = (hours * 60 + Math.max(0, minutes)) * (sign === '-' ? -1 : 1);
  return { time: base - offset * 60_000, offset };
}

/** The minute parsed last, up to the colon behind it: the moments of a session mostly share theirs. */
let last: { readonly minute: string; readonly time: number | undefined } = { minute: '-', time: undefined };

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
