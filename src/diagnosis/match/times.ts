/**
 * True when `text` is a date before the ISO date `limit`, or lies further back from `taken` than the ISO duration
 * `limit`. A date whose day and month cannot be told apart is judged by its year alone. False when the age cannot be
 * told: no readable date, or no `taken` for a duration.
 */
export function isOlderThan(text: string, limit: string, taken: number | undefined): boolean {
  const duration = durationOf(limit);
  if (duration !== undefined) {
    const time = utcTimeOf(text);
    return time !== undefined && taken !== undefined && taken - time > duration;
  }
  const bound = Date.parse(`${limit}T00:00:00Z`);
  const date = dateOf(text);
  if (!date || Number.isNaN(bound)) return false;
  if (date.time === undefined) return date.year < new Date(bound).getUTCFullYear();
  return date.time < bound;
}

/** Milliseconds of `PT4H`, `P1D`, `PT30M`; undefined for anything else. */
export function durationOf(text: string): number | undefined {
  const parts = /^P(?:(\d+)D)?(?:T(?:(\d+)H)?(?:(\d+)M)?(?:(\d+)S)?)?$/.exec(text);
  if (!parts || text.length < 3) return undefined;
  const [, days = '0', hours = '0', minutes = '0', seconds = '0'] = parts;
  return (((Number(days) * 24 + Number(hours)) * 60 + Number(minutes)) * 60 + Number(seconds)) * 1000;
}

/** Time of `2026-11-22 08:10:00.000 UTC` (dsregcmd) or an ISO time; undefined when unreadable. */
export function utcTimeOf(text: string): number | undefined {
  const parts = /^(\d{4}-\d{2}-\d{2})[ T](\d{2}:\d{2}:\d{2}(?:\.\d+)?)\s*(UTC|Z|[+-]\d{2}:?\d{2})?$/.exec(text.trim());
  if (!parts) return undefined;
  const [, date = '', time = '', zone = 'UTC'] = parts;
  const value = Date.parse(`${date}T${time}${zone === 'UTC' ? 'Z' : zone}`);
  return Number.isNaN(value) ? undefined : value;
}

function dateOf(text: string): { readonly year: number; readonly time: number | undefined } | undefined {
  const iso = /^(\d{4})-(\d{2})-(\d{2})/.exec(text);
  if (iso) return { year: Number(iso[1]), time: Date.UTC(Number(iso[1]), Number(iso[2]) - 1, Number(iso[3])) };
  const parts = /^(\d{1,2})([./-])(\d{1,2})\2(\d{4})\b/.exec(text);
  if (!parts) return undefined;
  const [first, second, year] = [Number(parts[1]), Number(parts[3]), Number(parts[4])];
  if (parts[2] === '.' || first > 12) return { year, time: Date.UTC(year, second - 1, first) };
  if (second > 12) return { year, time: Date.UTC(year, first - 1, second) };
  return { year, time: undefined };
}
