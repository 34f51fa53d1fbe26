import { type Message, message } from '../../text';
import type { TimeReading } from './readTimes';

/** "2025-07-17 09:26:38 UTC", with milliseconds where there are any. */
export function utcText(time: number): string {
  if (!isShowable(time)) return String(time);
  const iso = new Date(time).toISOString();
  return `${iso.slice(0, 10)} ${iso.slice(11, 19)}${fraction(iso)} UTC`;
}

/**
 * The time in a zone, "2025-07-17 11:26:38 +02:00".
 * @param offset Minutes east of UTC; without it the zone of this machine at that time.
 */
export function localText(time: number, offset?: number): string {
  if (!isShowable(time)) return String(time);
  const minutes = offset ?? -new Date(time).getTimezoneOffset();
  const shifted = time + minutes * 60_000;
  if (!isShowable(shifted)) return utcText(time);
  const iso = new Date(shifted).toISOString();
  const absolute = Math.abs(minutes);
  const zone = `${minutes < 0 ? '-' : '+'}${two(absolute / 60)}:${two(absolute % 60)}`;
  return `${iso.slice(0, 10)} ${iso.slice(11, 19)}${fraction(iso)} ${zone}`;
}

/** A length of time in its two largest units: "1 h 35 min", "12 d 4 h", "830 ms". Sign is dropped. */
export function durationText(milliseconds: number): string {
  const ms = Math.abs(milliseconds);
  if (!Number.isFinite(ms)) return '?';
  if (ms < 1000) return `${Math.round(ms)} ms`;
  const seconds = Math.round(ms / 1000);
  if (seconds < 60) return `${seconds} s`;
  if (seconds < 3600) return pair(Math.floor(seconds / 60), 'min', seconds % 60, 's');
  if (seconds < 86_400) return pair(Math.floor(seconds / 3600), 'h', Math.floor((seconds % 3600) / 60), 'min');
  const days = Math.floor(seconds / 86_400);
  return days < 100 ? pair(days, 'd', Math.floor((seconds % 86_400) / 3600), 'h') : `${days} d`;
}

/** How far a time lies from another: "35 min before the request". */
export function distanceWords(time: number, reference: number): Message {
  const distance = time - reference;
  if (Math.abs(distance) < 1000) return message('codes.timeSame');
  return message(distance < 0 ? 'codes.timeBefore' : 'codes.timeAfter', { duration: durationText(distance) });
}

/** A reading in words: the clock, UTC and local time. */
export function readingWords(reading: TimeReading, offset?: number): Message {
  const args = { utc: utcText(reading.time), local: localText(reading.time, offset) };
  switch (reading.kind) {
    case 'unix-s':
      return message('codes.timeUnixSeconds', args);
    case 'unix-ms':
      return message('codes.timeUnixMilliseconds', args);
    case 'unix-us':
      return message('codes.timeUnixMicroseconds', args);
    case 'windows-us':
      return message('codes.timeWindowsMicroseconds', args);
    case 'filetime':
      return message('codes.timeFiletime', args);
    case 'dotnet-ticks':
      return message('codes.timeDotnet', args);
    default:
      return message(reading.hasZone ? 'codes.timeText' : 'codes.timeTextNoZone', args);
  }
}

function isShowable(time: number): boolean {
  return (
    Number.isFinite(time) && Math.abs(time) <= 8.64e15 && time >= -62_167_219_200_000 && time < 253_402_300_800_000
  );
}

function fraction(iso: string): string {
  return iso.slice(19, 23) === '.000' ? '' : iso.slice(19, 23);
}

function two(value: number): string {
  return String(Math.floor(value)).padStart(2, '0');
}

function pair(large: number, largeUnit: string, small: number, smallUnit: string): string {
  return small === 0 ? `${large} ${largeUnit}` : `${large} ${largeUnit} ${small} ${smallUnit}`;
}
