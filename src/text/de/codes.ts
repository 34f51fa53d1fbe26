import type { codes as english } from '../en/codes';

/** Sentences of the area "codes" in German. */
export const codes: Record<keyof typeof english, string> = {
  'codes.timeSame': 'zur selben Zeit',
  'codes.timeBefore': '{duration} davor',
  'codes.timeAfter': '{duration} danach',
  'codes.timeUnixSeconds': 'Sekunden seit 1970: {utc}, lokal {local}',
  'codes.timeUnixMilliseconds': 'Millisekunden seit 1970: {utc}, lokal {local}',
  'codes.timeUnixMicroseconds': 'Mikrosekunden seit 1970: {utc}, lokal {local}',
  'codes.timeWindowsMicroseconds': 'Mikrosekunden seit 1601 (Chromium): {utc}, lokal {local}',
  'codes.timeFiletime': 'Windows-Dateizeit: {utc}, lokal {local}',
  'codes.timeDotnet': '.NET-Ticks: {utc}, lokal {local}',
  'codes.timeText': '{utc}, lokal {local}',
  'codes.timeTextNoZone': '{utc}, falls UTC gemeint ist (der Text nennt keine Zone), lokal {local}',
};
