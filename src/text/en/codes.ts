/** Sentences of the area "codes" in US English. Keys start with "codes.". */
export const codes = {
  'codes.timeSame': 'at the same time',
  'codes.timeBefore': '{duration} before',
  'codes.timeAfter': '{duration} after',
  'codes.timeUnixSeconds': 'seconds since 1970: {utc}, local {local}',
  'codes.timeUnixMilliseconds': 'milliseconds since 1970: {utc}, local {local}',
  'codes.timeUnixMicroseconds': 'microseconds since 1970: {utc}, local {local}',
  'codes.timeWindowsMicroseconds': 'microseconds since 1601 (Chromium): {utc}, local {local}',
  'codes.timeFiletime': 'Windows file time: {utc}, local {local}',
  'codes.timeDotnet': '.NET ticks: {utc}, local {local}',
  'codes.timeText': '{utc}, local {local}',
  'codes.timeTextNoZone': '{utc} if UTC is meant (the text names no zone), local {local}',
} as const;
