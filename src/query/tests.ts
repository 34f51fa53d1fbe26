import type { Value } from './ast';
import { compilePattern } from './pattern';

/** A test of one text; `lower` is the same text in lower case. */
export interface TextTest {
  /** Tests the text in lower case; undefined when the text as written is needed. */
  readonly onLower: ((lower: string) => boolean) | undefined;
  readonly onText: (text: string) => boolean;
}

/**
 * How a value compares with texts: words and quotes by part and without regard to case, `*` in a word stands for any
 * text (the whole text must fit then), regular expressions in linear time. With `whole`, a word must be the text.
 */
export function textTest(value: Value, whole = false): TextTest {
  if (value.type === 'regex') {
    const { test } = compilePattern(value.source, value.ignoreCase);
    return { onLower: undefined, onText: test };
  }
  if (value.type !== 'word' && value.type !== 'quoted') return { onLower: () => false, onText: () => false };
  const needle = value.text.toLowerCase();
  let test: (lower: string) => boolean;
  if (value.type === 'word' && needle.includes('*')) test = wildcard(needle);
  else if (whole) test = (lower) => lower === needle;
  else test = (lower) => lower.includes(needle);
  return { onLower: test, onText: (text) => test(text.toLowerCase()) };
}

/** Greedy match of pieces between stars: linear in the text for each piece. */
function wildcard(pattern: string): (lower: string) => boolean {
  const pieces = pattern.split('*');
  const first = pieces[0] ?? '';
  const last = pieces[pieces.length - 1] ?? '';
  const middle = pieces.slice(1, -1).filter((piece) => piece !== '');
  return (lower) => {
    if (!lower.startsWith(first) || !lower.endsWith(last) || lower.length < first.length + last.length) return false;
    let at = first.length;
    for (const piece of middle) {
      const found = lower.indexOf(piece, at);
      if (found < 0) return false;
      at = found + piece.length;
    }
    return at + last.length <= lower.length;
  };
}

/** The numbers a value accepts, both ends included; undefined for values that are no amounts. */
export interface Bounds {
  readonly low: number;
  readonly high: number;
  readonly lowOpen: boolean;
  readonly highOpen: boolean;
}

/**
 * Bounds in the field's unit: bytes, milliseconds, or seconds of the day. A clock without seconds means the whole
 * minute, so that `time:09:12..09:14` ends with 09:14:59.999.
 */
export function boundsOf(value: Value): Bounds | undefined {
  if (value.type === 'word' && /^[1-5](?:xx|\*)$/i.test(value.text)) {
    const low = Number(value.text.charAt(0)) * 100;
    return { low, high: low + 99, lowOpen: false, highOpen: false };
  }
  if (value.type === 'word' && /^\d+$/.test(value.text)) {
    return { low: Number(value.text), high: Number(value.text), lowOpen: false, highOpen: false };
  }
  if (value.type === 'range') {
    const from = extent(value.from);
    const to = extent(value.to);
    return { low: from.low, high: to.high, lowOpen: false, highOpen: to.open };
  }
  if (value.type !== 'compare') return undefined;
  const { low, high, open } = extent(value.amount);
  switch (value.comparison) {
    case '=':
      return { low, high, lowOpen: false, highOpen: open };
    case '>':
      return { low: high, high: Number.POSITIVE_INFINITY, lowOpen: !open, highOpen: false };
    case '>=':
      return { low, high: Number.POSITIVE_INFINITY, lowOpen: false, highOpen: false };
    case '<':
      return { low: Number.NEGATIVE_INFINITY, high: low, lowOpen: false, highOpen: true };
    case '<=':
      return { low: Number.NEGATIVE_INFINITY, high, lowOpen: false, highOpen: open };
  }
}

const units = { '': 1, kb: 1024, mb: 1024 * 1024, ms: 1, s: 1000, min: 60_000 };

/** An amount as an interval: a point, or the minute or second that a clock names (`open`: the end is excluded). */
function extent(amount: Extract<Value, { type: 'compare' }>['amount']): {
  readonly low: number;
  readonly high: number;
  readonly open: boolean;
} {
  if (amount.type === 'number') {
    const number = amount.value * units[amount.unit];
    return { low: number, high: number, open: false };
  }
  const low = amount.hours * 3600 + amount.minutes * 60 + (amount.seconds ?? 0);
  return { low, high: low + (amount.seconds === undefined ? 60 : 1), open: true };
}

/** True when the number lies within the bounds. */
export function within(number: number, bounds: Bounds): boolean {
  const above = bounds.lowOpen ? number > bounds.low : number >= bounds.low;
  return above && (bounds.highOpen ? number < bounds.high : number <= bounds.high);
}
