import { RE2JS } from 're2js';
import type { Span } from '../../artifacts/place';

/** A compiled expression; linear time for expressions that come from users or files. */
export interface Pattern {
  test(text: string): boolean;
  /** First hit at or after `from`. */
  find(text: string, from?: number): PatternHit | undefined;
}

export interface PatternHit extends Span {
  /** Groups from 1 on; undefined when a group took no part. */
  readonly groups: readonly (string | undefined)[];
}

/** Compiles an expression of the built-in knowledge: those are known to be harmless and may use look-ahead. */
export function builtInPattern(source: string, flags = ''): Pattern {
  const plain = new RegExp(source, flags.replace(/[gy]/g, ''));
  const global = new RegExp(source, `${flags.replace(/[gy]/g, '')}g`);
  return {
    test: (text) => plain.test(text),
    find(text, from = 0) {
      global.lastIndex = from;
      const hit = global.exec(text);
      return hit ? { start: hit.index, end: hit.index + hit[0].length, groups: hit.slice(1) } : undefined;
    },
  };
}

/**
 * Compiles an expression that a user or a file brought along, for the linear-time engine (no look-ahead, no
 * back-references). Undefined when the expression is not understood.
 */
export function foreignPattern(source: string, flags = ''): Pattern | undefined {
  let compiled: RE2JS;
  try {
    let bits = 0;
    if (flags.includes('i')) bits |= RE2JS.CASE_INSENSITIVE;
    if (flags.includes('m')) bits |= RE2JS.MULTILINE;
    if (flags.includes('s')) bits |= RE2JS.DOTALL;
    compiled = RE2JS.compile(source, bits);
  } catch {
    return undefined;
  }
  return {
    test: (text) => compiled.test(text),
    find(text, from = 0) {
      const matcher = compiled.matcher(text);
      if (!matcher.find(from)) return undefined;
      const groups: (string | undefined)[] = [];
      for (let i = 1; i <= matcher.groupCount(); i++) groups.push(matcher.group(i) ?? undefined);
      return { start: matcher.start(), end: matcher.end(), groups };
    },
  };
}
