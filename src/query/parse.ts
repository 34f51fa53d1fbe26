import type { Span } from '../artifacts/place';
import { type Message, message } from '../text';
import type { QueryNode, Value } from './ast';
import { type Field, fieldNamed } from './fields';
import { Mistake } from './mistake';
import { isBlank, Scanner } from './scanner';
import { parseValue } from './value';

/** A mistake in a query, with the characters it is about. */
export interface QueryError {
  readonly message: Message;
  readonly span: Span;
}

export type ParsedQuery =
  | { readonly query: QueryNode; readonly error: undefined }
  | { readonly query: undefined; readonly error: QueryError };

/** Nested brackets that are followed at most. */
const depthLimit = 100;
const lengthLimit = 20_000;

/**
 * Parses a query of the capture list:
 *
 * `query := and { "or" and }`, `and := not { ["and"] not }`, `not := ["-" | "not"] item`,
 * `item := "(" query ")" | field ":" values | text`, `values := value { "," value }`.
 *
 * An empty text is a query without conditions. Never throws: a mistake comes back with its place.
 */
export function parseQuery(text: string): ParsedQuery {
  try {
    if (text.length > lengthLimit) throw new Mistake(message('query.tooLong'), { start: 0, end: text.length });
    const parser = new Parser(text);
    return { query: parser.whole(), error: undefined };
  } catch (error) {
    if (error instanceof Mistake) return { query: undefined, error: { message: error.text, span: error.span } };
    throw error;
  }
}

class Parser {
  private readonly scanner: Scanner;
  private depth = 0;

  constructor(private readonly text: string) {
    this.scanner = new Scanner(text);
  }

  whole(): QueryNode {
    const { scanner } = this;
    scanner.skipBlanks();
    if (scanner.atEnd) return { type: 'and', items: [], span: { start: 0, end: 0 } };
    const query = this.or();
    if (!scanner.atEnd) {
      throw new Mistake(message('query.strayBracket'), { start: scanner.offset, end: scanner.offset + 1 });
    }
    return query;
  }

  private or(): QueryNode {
    const items = [this.and()];
    while (this.scanner.keyword('or')) items.push(this.and());
    return joined('or', items);
  }

  private and(): QueryNode {
    const items = [this.not()];
    for (;;) {
      const { scanner } = this;
      scanner.skipBlanks();
      if (scanner.atEnd || scanner.peek() === ')' || scanner.sees('or')) break;
      scanner.keyword('and');
      items.push(this.not());
    }
    return joined('and', items);
  }

  private not(): QueryNode {
    const { scanner } = this;
    scanner.skipBlanks();
    const start = scanner.offset;
    const dash = scanner.peek() === '-' && !isBlank(scanner.peek(1)) && scanner.peek(1) !== ')';
    if (dash) scanner.offset++;
    else if (!scanner.keyword('not')) return this.item();
    if (++this.depth > depthLimit) throw new Mistake(message('query.tooDeep'), { start, end: start + 1 });
    const item = this.not();
    this.depth--;
    return { type: 'not', item, span: { start, end: item.span.end } };
  }

  private item(): QueryNode {
    const { scanner } = this;
    scanner.skipBlanks();
    const start = scanner.offset;
    if (scanner.atEnd || scanner.peek() === ')') this.missing(start);
    if (scanner.sees('or') || scanner.sees('and')) this.missing(start);
    if (scanner.peek() === '(') return this.group(start);
    const field = this.fieldName();
    if (field) return this.fieldItem(start, field.field, field.header);
    const hash = /^#(\d{1,9})(?=[\s)"]|$)/.exec(this.text.slice(start, start + 12));
    if (hash) {
      scanner.offset += hash[0].length;
      const amount = { type: 'number', value: Number(hash[1]), unit: '' } as const;
      const value: Value = { type: 'compare', comparison: '=', amount };
      return { type: 'field', field: 'sid', header: undefined, values: [value], span: { start, end: scanner.offset } };
    }
    const value = parseValue(scanner, undefined);
    return { type: 'text', value, span: { start, end: scanner.offset } };
  }

  private group(start: number): QueryNode {
    const { scanner } = this;
    if (++this.depth > depthLimit) throw new Mistake(message('query.tooDeep'), { start, end: start + 1 });
    scanner.offset++;
    const inner = this.or();
    scanner.skipBlanks();
    if (scanner.peek() !== ')') throw new Mistake(message('query.openBracket'), { start, end: start + 1 });
    scanner.offset++;
    this.depth--;
    return { ...inner, span: { start, end: scanner.offset } };
  }

  /** The field before a colon; undefined when the text here is no field. */
  private fieldName(): { readonly field: Field; readonly header: string | undefined } | undefined {
    const { scanner } = this;
    const rest = this.text.slice(scanner.offset, scanner.offset + 300);
    const match = /^(#|[A-Za-z]+)(?:\.([!#$%&'*+\-.^_`|~0-9A-Za-z]+))?:/.exec(rest);
    if (!match) return undefined;
    const [whole, name = '', header] = match;
    const field = fieldNamed(name);
    const start = scanner.offset;
    if (field && (header === undefined || field.takesHeader)) {
      scanner.offset += whole.length;
      return { field, header };
    }
    // `https://...` and `localhost:8080` are words to search for.
    const after = rest.slice(whole.length);
    if (header !== undefined || after.startsWith('//') || /^localhost$/i.test(name)) return undefined;
    throw new Mistake(message('query.unknownField', { name }), { start, end: start + name.length });
  }

  private fieldItem(start: number, field: Field, header: string | undefined): QueryNode {
    const { scanner } = this;
    const values: Value[] = [];
    do {
      if (values.length > 0) scanner.offset++;
      values.push(parseValue(scanner, field));
    } while (scanner.peek() === ',');
    return { type: 'field', field: field.name, header, values, span: { start, end: scanner.offset } };
  }

  private missing(start: number): never {
    const at = Math.max(0, Math.min(start, this.text.length - 1));
    throw new Mistake(message('query.missingTerm'), { start: at, end: Math.min(at + 1, this.text.length) });
  }
}

function joined(type: 'and' | 'or', items: readonly QueryNode[]): QueryNode {
  const [first, ...rest] = items;
  const last = items[items.length - 1];
  if (first && last && rest.length > 0) {
    return { type, items, span: { start: first.span.start, end: last.span.end } };
  }
  return first ?? { type: 'and', items: [], span: { start: 0, end: 0 } };
}
