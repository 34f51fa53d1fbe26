import { Role } from './interest';

const marker = [34, 44, 34, 116, 121, 112, 101, 34, 58]; // ","type":

/**
 * Type of an event line without parsing it: Chromium writes the fields in alphabetical order, so `"type":N}` ends the
 * line. -1 when the line looks otherwise; then it has to be parsed.
 */
export function typeAtEnd(bytes: Uint8Array, start: number, end: number): number {
  let i = end - 1;
  while (i > start && (bytes[i] === 44 || bytes[i] === 32)) i--;
  if (bytes[i] !== 125) return -1;
  let number = 0;
  let scale = 1;
  let digits = 0;
  for (i--; i > start; i--) {
    const digit = (bytes[i] ?? 0) - 48;
    if (digit < 0 || digit > 9) break;
    number += digit * scale;
    scale *= 10;
    digits++;
  }
  if (digits === 0 || digits > 5 || i - start < marker.length) return -1;
  for (let k = marker.length - 1; k >= 0; k--, i--) if (bytes[i] !== marker[k]) return -1;
  return number;
}

/** Roles whose events can carry body bytes: they are judged by their first bytes, see {@link byteCountAtStart}. */
export function carriesBytes(role: number): boolean {
  return role === Role.Bytes || role === Role.FilteredBytes;
}

/** End of a line as text: source, time and type, which is all that is needed of an event with much data. */
export function tailText(bytes: Uint8Array, start: number, end: number): string {
  let text = '';
  for (let i = Math.max(start, end - 160); i < end; i++) text += String.fromCharCode(bytes[i] ?? 0);
  return text;
}

/** `byte_count` when it is the first parameter, as the alphabetical order has it; undefined otherwise. */
export function byteCountAtStart(bytes: Uint8Array, start: number): number | undefined {
  let text = '';
  for (let i = start; i < start + 48; i++) text += String.fromCharCode(bytes[i] ?? 0);
  const match = /^\{"params":\{"byte_count":(\d+)[,}]/.exec(text);
  return match ? Number(match[1]) : undefined;
}
