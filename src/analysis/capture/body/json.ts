import { applyEdits, format, type ParseError, parse } from 'jsonc-parser';
import { SourceText } from '../../../artifacts/sourceText';
import { ExactNumber } from '../../jsonTree';

/** Where a text breaks the rules of its format; line and column count from 1. */
export interface TextFault {
  readonly line: number;
  readonly column: number;
}

/** A JSON text as far as it could be read. */
export interface ReadJson {
  /** False when nothing could be read. */
  readonly ok: boolean;
  readonly value: unknown;
  readonly fault?: TextFault;
}

/** What some services put in front to keep an answer from running as a script. */
const guard = /^\uFEFF?(?:\)\]\}'?,?\s*|(?:for|while)\s*\([^)]*\);\s*)?/;
const stringOrLongNumber = /"(?:[^"\\]|\\[\s\S])*"|-?\d{16,}(?:\.\d+)?(?:[eE][+-]?\d+)?/g;
const exactMark = '\u0000number:';

/**
 * Reads a JSON body: one value, or one per line. Numbers with more digits than JavaScript keeps stay exact. Where the
 * text breaks the grammar, what a tolerant parser makes of it, with the place of the first fault.
 */
export function readJson(text: string): ReadJson {
  const body = text.replace(guard, '');
  try {
    return { ok: true, value: exactParse(body) };
  } catch {
    return jsonLines(body) ?? tolerant(text, text.length - body.length);
  }
}

function exactParse(text: string): unknown {
  if (!/\d{16}/.test(text)) return JSON.parse(text);
  let isChanged = false;
  const marked = text.replace(stringOrLongNumber, (match) => {
    if (match.startsWith('"')) return match;
    isChanged = true;
    return JSON.stringify(exactMark + match);
  });
  if (!isChanged) return JSON.parse(text);
  JSON.parse(text);
  return JSON.parse(marked, (_, value: unknown) =>
    typeof value === 'string' && value.startsWith(exactMark) ? new ExactNumber(value.slice(exactMark.length)) : value,
  );
}

/** Texts with one JSON value per line. */
function jsonLines(text: string): ReadJson | undefined {
  const lines = text.split('\n').filter((line) => line.trim());
  if (lines.length < 2) return undefined;
  try {
    return { ok: true, value: lines.map(exactParse) };
  } catch {
    return undefined;
  }
}

function tolerant(text: string, start: number): ReadJson {
  const errors: ParseError[] = [];
  try {
    const value: unknown = parse(text.slice(start), errors, { allowTrailingComma: false });
    const { line, character } = new SourceText(text).positionAt(start + (errors[0]?.offset ?? 0));
    const ok = typeof value === 'object' && value !== null && Object.keys(value).length > 0;
    return { ok, value, fault: { line: line + 1, column: character + 1 } };
  } catch {
    // Nested deeper than the parser can follow.
    return { ok: false, value: undefined };
  }
}

/** JSON with line breaks and indents; nothing but blanks is changed. */
export function formatJson(text: string): string {
  try {
    return applyEdits(text, format(text, undefined, { insertSpaces: true, tabSize: 2, eol: '\n' }));
  } catch {
    return text;
  }
}
