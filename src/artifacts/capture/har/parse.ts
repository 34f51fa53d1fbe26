import { type ParseError, parse } from 'jsonc-parser';
import { type JsonObject, objectOf } from './json';

/**
 * Parses a small JSON text; where it breaks the grammar, a tolerant parser takes what it can (unquoted keys, trailing
 * commas, comments). `sound` tells which.
 */
export function parseTolerant(text: string): { readonly value: JsonObject; readonly sound: boolean } {
  try {
    return { value: objectOf(JSON.parse(text)), sound: true };
  } catch {
    const errors: ParseError[] = [];
    const value: unknown = parse(text, errors, { allowTrailingComma: true, disallowComments: false });
    return { value: objectOf(value), sound: false };
  }
}
