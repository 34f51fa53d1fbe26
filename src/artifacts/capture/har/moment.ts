const pattern =
  /^\s*(\d{4})-(\d{2})-(\d{2})[T ](\d{2}):(\d{2})(?::(\d{2})(?:[.,](\d+))?)?\s*(Z|[+-]\d{2}:?\d{2})?\s*$/i;

/**
 * A date and time of ISO 8601 with any number of fraction digits: milliseconds since 1970 with fractions, and the
 * offset in minutes east of UTC. Without an offset the time counts as UTC and the offset is undefined. Year 1 is how
 * .NET writes "unset": undefined, as is any text that is no time.
 */
export function parseMoment(text: string): { readonly ms: number; readonly offset: number | undefined } | undefined {
  const match = pattern.exec(text);
  if (!match) return undefined;
  const [, year, month, day, hour, minute, second, fraction, zone] = match;
  if (Number(year) < 1900) return undefined;
  const whole = Date.UTC(
    Number(year),
    Number(month) - 1,
    Number(day),
    Number(hour),
    Number(minute),
    second === undefined ? 0 : Number(second),
  );
  if (Number.isNaN(whole)) return undefined;
  const ms = whole + (fraction === undefined ? 0 : Number(`0.${fraction}`) * 1000);
  if (zone === undefined) return { ms, offset: undefined };
  if (zone === 'Z' || zone === 'z') return { ms, offset: 0 };
  const minutes = Number(zone.slice(1, 3)) * 60 + Number(zone.slice(-2));
  const offset = zone.startsWith('-') ? -minutes : minutes;
  return { ms: ms - offset * 60_000, offset };
}
