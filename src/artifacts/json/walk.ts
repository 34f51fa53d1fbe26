import type { Span } from '../place';
import { literalValue, readString, type Scalar, skipComment, startInsideString } from './tokens';

/** A name with its scalar value inside an object (or beside one, in a fragment). */
export interface Field {
  readonly key: string;
  readonly keySpan: Span;
  readonly value: Scalar;
  /** The value as written without its quotes; with them when it is empty. */
  readonly valueSpan: Span;
  /** False when the closing quote is missing. */
  readonly complete: boolean;
}

/** An object or array that is open, or the loose text around all of them (`root`). */
export interface Frame {
  readonly kind: 'object' | 'array' | 'root';
  readonly key: string | undefined;
  readonly start: number;
  fields: Field[];
  /** Keys of objects and arrays met inside so far. */
  children: string[];
}

/** Told what is met, in the order of the text. */
export interface Sink {
  /** True = what stands in this frame is of no interest: it is passed over at once when its brackets fit. */
  skim?(frame: Frame): boolean;
  /** True = the value of this key is not wanted: it is passed over undecoded. */
  skip?(key: string): boolean;
  open?(frame: Frame, stack: readonly Frame[]): void;
  field?(field: Field, frame: Frame, stack: readonly Frame[]): void;
  /** `closed` false: the text ended, or an outer bracket closed, before this one did. `end` is exclusive. */
  close?(frame: Frame, end: number, closed: boolean, stack: readonly Frame[]): void;
}

/** Offset behind the bracket that closes the object at `at`; -1 when it is cut or damaged, or holds parts of a dump. */
function balancedEnd(text: string, at: number, to: number): number {
  let depth = 0;
  for (let i = at; i < to; i++) {
    const code = text.charCodeAt(i);
    if (code === 34) {
      const start = i + 1;
      for (i++; i < to; i++) {
        const inner = text.charCodeAt(i);
        if (inner === 34) break;
        if (inner === 92) i++;
        else if (inner === 10 || inner === 13) return -1;
      }
      if (isDumpName(text, start)) return -1;
    } else if (code === 123 || code === 91) depth++;
    else if (code === 125 || code === 93) {
      depth--;
      if (depth === 0) return code === 125 ? i + 1 : -1;
    }
  }
  return -1;
}

/** True for names that stand around messages and never in one. The first letter rules most out. */
function isDumpName(text: string, at: number): boolean {
  switch (text.charCodeAt(at)) {
    case 97:
      return text.startsWith('actionable_error', at);
    case 105:
      return text.startsWith('is_sensitive"', at);
    case 110:
      return text.startsWith('num_live"', at);
    case 112:
      return text.startsWith('protocolEvents"', at);
    case 116:
      return text.startsWith('textDetails"', at) || text.startsWith('type_status"', at);
    case 115:
      return text.startsWith('stat_name"', at) || text.startsWith('submodule"', at);
    case 117:
      return text.startsWith('unrecoverable_error', at);
    default:
      return false;
  }
}

/**
 * Walks JSON that may be damaged: cut at either end, with lines, words, comments or quoting between, wrapped strings,
 * typographic quotes. Every name/value pair and every bracket is reported with its offsets; nothing throws. A pair is
 * reported in the innermost frame that is open there, so damage stays local.
 */
export function walkJson(text: string, from: number, to: number, sink: Sink): void {
  const stack: Frame[] = [{ kind: 'root', key: undefined, start: from, fields: [], children: [] }];
  let frame = stack[0] as Frame;
  let pending: { key: string; span: Span } | undefined;
  /** Last string, for a colon behind it; `field` when it was taken as a value. */
  let last: { text: string; span: Span; field: Field | undefined } | undefined;

  const push = (kind: 'object' | 'array', at: number) => {
    const opened: Frame = { kind, key: pending?.key, start: at, fields: [], children: [] };
    if (pending) frame.children.push(pending.key);
    pending = undefined;
    last = undefined;
    sink.open?.(opened, stack);
    stack.push(opened);
    frame = opened;
  };
  const pop = (end: number, closed: boolean) => {
    stack.pop();
    sink.close?.(frame, end, closed, stack);
    frame = stack[stack.length - 1] as Frame;
  };
  const close = (kind: 'object' | 'array', end: number) => {
    pending = undefined;
    last = undefined;
    if (!stack.some((entry) => entry.kind === kind)) {
      while (stack.length > 1) pop(end, false);
      sink.close?.(frame, end, false, []);
      frame.fields = [];
      frame.children = [];
      return;
    }
    while (frame.kind !== kind) pop(end - 1, false);
    pop(end, true);
  };
  const add = (value: Scalar, valueSpan: Span, complete: boolean): Field | undefined => {
    if (!pending) return undefined;
    const field: Field = { key: pending.key, keySpan: pending.span, value, valueSpan, complete };
    pending = undefined;
    frame.fields.push(field);
    sink.field?.(field, frame, stack);
    return field;
  };

  let at = startInsideString(text, from, to);
  while (at < to) {
    const code = text.charCodeAt(at);
    switch (code) {
      case 123: {
        // {
        push('object', at);
        const end = sink.skim?.(frame) ? balancedEnd(text, at, to) : -1;
        if (end > 0) pop(end, true);
        at = end > 0 ? end : at + 1;
        break;
      }
      case 91: // [
        push('array', at);
        at++;
        break;
      case 125: // }
        close('object', at + 1);
        at++;
        break;
      case 93: // ]
        close('array', at + 1);
        at++;
        break;
      case 58: // :
        if (last) {
          if (last.field && frame.fields[frame.fields.length - 1] === last.field) frame.fields.pop();
          pending = { key: last.text, span: last.span };
          last = undefined;
        }
        at++;
        break;
      case 34: // "
      case 0x201c:
      case 0x201d:
      case 0x201e:
      case 0x201f: {
        const skipped = pending !== undefined && sink.skip?.(pending.key) === true;
        const string = readString(text, at, to, skipped);
        const field = add(string.value, string.span, string.complete);
        last = string.complete ? { text: string.value, span: string.span, field } : undefined;
        at = string.next;
        break;
      }
      case 92: // a backslash outside of a string: the rest of an escaped text
        at += 2;
        break;
      case 44: // ,
        pending = undefined;
        last = undefined;
        at++;
        break;
      case 32:
      case 9:
      case 10:
      case 13:
        at++;
        break;
      case 35: // #
      case 47: // /
        at = skipComment(text, at, to);
        break;
      default: {
        const literal = literalValue(text, at, to);
        if (literal.value !== undefined) add(literal.value, { start: at, end: literal.next }, true);
        else if (literal.next > at + 1) pending = undefined;
        last = undefined;
        at = literal.next;
      }
    }
  }
  while (stack.length > 1) pop(to, false);
  sink.close?.(frame, to, false, []);
}
