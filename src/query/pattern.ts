import { RE2JS } from 're2js';

/** A compiled pattern of the user, or why it is none. */
export interface Pattern {
  readonly test: (text: string) => boolean;
  readonly error: string | undefined;
}

/** Compiles a regular expression in RE2 syntax: matching takes time linear in the text whatever the pattern is. */
export function compilePattern(source: string, ignoreCase: boolean): Pattern {
  try {
    const compiled = RE2JS.compile(source, ignoreCase ? RE2JS.CASE_INSENSITIVE : 0);
    return { test: (text) => compiled.test(text), error: undefined };
  } catch (error) {
    const reason = error instanceof Error ? error.message.replace(/^error parsing regexp:\s*/i, '') : String(error);
    return { test: () => false, error: reason };
  }
}
