import type { Value } from './ast';
import { compilePattern } from './pattern';

/** A test of one text. */
export type TextTest = (text: string) => boolean;

/**
 * How a value compares with texts: words and quotes by part and without regard to case, `*` in a word stands for any
 * text (the whole text must fit then), regular expressions in linear time. With `whole`, a word must be the text.
 */
export function textTest(value: Value, whole = false): TextTest {
  if (value.type === 'regex') return compilePattern(value.source, value.ignoreCase).test;
  if (value.type !== 'word' && value.type !== 'quoted') return () => false;
  if (value.type === 'word' && value.text.includes('*')) return wildcard(value.text);
  const part = whole ? caseless(value.text, '^', '$') : caseless(value.text);
  return (text) => part.test(text);
}

/**
 * The text in any letters, with anchors around it. The engine searches for it faster than a text is made lower case, and
 * without anything to choose between there is nothing to go back to: it takes time linear in the text.
 */
function caseless(text: string, before = '', after = '', flags = 'i'): RegExp {
  return new RegExp(`${before}${text.replace(/[\\^$.*+?()[\]{}|/]/g, '\\$&')}${after}`, flags);
}

/** Greedy match of pieces between stars: linear in the text for each piece. */
function wildcard(pattern: string): TextTest {
  const pieces = pattern.split('*');
  const first = pieces[0] ?? '';
  const last = pieces[pieces.length - 1] ?? '';
  const beginning = caseless(first, '^');
  const end = caseless(last, '', '$');
  const middle = pieces
    .slice(1, -1)
    .filter((piece) => piece !== '')
    .map((piece) => caseless(piece, '', '', 'gi'));
  return (text) => {
    if (text.length < first.length + last.length || !beginning.test(text) || !end.test(text)) return false;
    let at = first.length;
    for (const piece of middle) {
      piece.lastIndex = at;
      if (!piece.test(text)) return false;
      at = piece.lastIndex;
    }
    return at + last.length <= text.length;
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
