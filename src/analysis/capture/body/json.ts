import { createScanner, format, type ParseError, parse } from 'jsonc-parser';
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
const numberForm = /-?\d+(?:\.\d+)?(?:[eE][+-]?\d+)?/g;
/** A number with fewer digits is kept by JavaScript as it is. */
const longNumber = /\d[\d.]{14}\d/;
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
  const plain: unknown = JSON.parse(text);
  if (!longNumber.test(text)) return plain;
  const marked = markNumbers(text);
  if (marked === text) return plain;
  return JSON.parse(marked, (_, value: unknown) =>
    typeof value === 'string' && value.startsWith(exactMark) ? new ExactNumber(value.slice(exactMark.length)) : value,
  );
}

/** Valid JSON with a marked string in place of every long number that JavaScript would write otherwise. */
function markNumbers(text: string): string {
  let marked = '';
  for (let at = 0; at < text.length; ) {
    const quote = text.indexOf('"', at);
    const end = quote < 0 ? text.length : quote;
    marked += text
      .slice(at, end)
      .replace(numberForm, (digits) =>
        longNumber.test(digits) && String(Number(digits)) !== digits ? JSON.stringify(exactMark + digits) : digits,
      );
    at = quote < 0 ? end : stringEnd(text, quote);
    marked += text.slice(end, at);
  }
  return marked;
}

/** Offset behind the string that begins at a quote. */
function stringEnd(text: string, start: number): number {
  for (let at = text.indexOf('"', start + 1); at >= 0; at = text.indexOf('"', at + 1)) {
    let from = at;
    while (text[from - 1] === '\\') from--;
    if ((at - from) % 2 === 0) return at + 1;
  }
  return text.length;
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
    const value: unknown = parse(text.slice(start), errors, { disallowComments: true });
    const ok = typeof value === 'object' && value !== null && Object.keys(value).length > 0;
    if (errors.length === 0) return { ok, value };
    const { line, character } = new SourceText(text).positionAt(start + (errors[0]?.offset ?? 0));
    return { ok, value, fault: { line: line + 1, column: character + 1 } };
  } catch {
    // Nested deeper than the parser can follow.
    return { ok: false, value: undefined };
  }
}

/** What is nested deeper is not laid out: its indents would be longer than any text. */
const nestingLimit = 100;

/** JSON with line breaks and indents; nothing but blanks is changed. */
export function formatJson(text: string): string {
  if (isDeep(text)) return text;
  try {
    // The edits are in the order of the text; applied one by one, each would copy all of it.
    let laid = '';
    let at = 0;
    for (const { offset, length, content } of format(text, undefined, { insertSpaces: true, tabSize: 2, eol: '\n' })) {
      laid += text.slice(at, offset) + content;
      at = offset + length;
    }
    return laid + text.slice(at);
  } catch {
    return text;
  }
}

/** Kinds of tokens as jsonc-parser numbers them; its enum is there for types alone. */
const tokens = { openBrace: 1, closeBrace: 2, openBracket: 3, closeBracket: 4, end: 17 };

/** True when brackets are nested deeper than the limit, as the formatter counts them. */
function isDeep(text: string): boolean {
  const scanner = createScanner(text, true);
  let depth = 0;
  for (let kind = scanner.scan(); kind !== tokens.end && depth <= nestingLimit; kind = scanner.scan()) {
    if (kind === tokens.openBrace || kind === tokens.openBracket) depth++;
    else if (kind === tokens.closeBrace || kind === tokens.closeBracket) depth--;
  }
  return depth > nestingLimit;
}
