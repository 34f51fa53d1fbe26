import { grouped, localeTag, t } from './strings';

/** Bytes for people: "18.4 MB", "3,914 B". */
export function bytesText(bytes: number): string {
  if (bytes < 0) return '';
  if (bytes < 10_000) return `${grouped(bytes)} B`;
  const units = ['kB', 'MB', 'GB', 'TB'];
  let value = bytes / 1000;
  let unit = 0;
  while (value >= 1000 && unit < units.length - 1) {
    value /= 1000;
    unit += 1;
  }
  const digits = value < 100 ? 1 : 0;
  return `${value.toLocaleString(localeTag(), { maximumFractionDigits: digits })} ${units[unit] ?? ''}`;
}

/** A distance in time with sign: "+1.204 s", "-12 ms", "+3 min 4 s". */
export function distanceText(ms: number): string {
  const sign = ms < 0 ? '-' : '+';
  const value = Math.abs(ms);
  if (value < 1000) return `${sign}${grouped(Math.round(value))} ms`;
  if (value < 60_000)
    return `${sign}${(value / 1000).toLocaleString(localeTag(), { minimumFractionDigits: 3, maximumFractionDigits: 3 })} s`;
  const minutes = Math.floor(value / 60_000);
  const seconds = Math.round((value % 60_000) / 1000);
  if (minutes < 60) return `${sign}${t('ui.minutesSeconds', { minutes, seconds })}`;
  return `${sign}${t('ui.hoursMinutes', { hours: Math.floor(minutes / 60), minutes: minutes % 60 })}`;
}
