import type { Place } from '../../artifacts/place';
import type { Problem } from '../../artifacts/problem';
import { type Language, text } from '../../text';

/** A problem as the command line prints it. */
export interface ProblemJson {
  readonly code: string;
  readonly message: string;
  readonly place: Place;
}

export function problemJson({ code, message, place }: Problem, language: Language): ProblemJson {
  return { code, message: text(message, language), place };
}

/** ISO 8601 with the offset of the recorded zone, given in minutes east of UTC; null for an unset moment. */
export function isoTime(time: number | undefined, offset = 0): string | null {
  if (time === undefined || !Number.isFinite(time) || Math.abs(time) > 8.64e15) return null;
  const shifted = new Date(time + offset * 60_000).toISOString().slice(0, -1);
  const minutes = Math.abs(offset);
  const two = (value: number) => String(Math.floor(value)).padStart(2, '0');
  return `${shifted}${offset === 0 ? 'Z' : `${offset < 0 ? '-' : '+'}${two(minutes / 60)}:${two(minutes % 60)}`}`;
}
