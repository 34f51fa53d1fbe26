import { message } from '../text';
import type { Amount, Comparison, Value } from './ast';
import type { Field } from './fields';
import { Mistake } from './mistake';
import { compilePattern } from './pattern';
import { isBlank, type Scanner } from './scanner';

/** Reads one value of a field, or a text to search for when there is no field. Throws {@link Mistake}. */
export function parseValue(scanner: Scanner, field: Field | undefined): Value {
  const start = scanner.offset;
  const value = quoted(scanner) ?? regex(scanner) ?? word(scanner, field !== undefined);
  const span = { start, end: Math.max(scanner.offset, start + 1) };
  if (!field || field.kind === 'text' || field.kind === 'word') {
    if (value.type === 'word' && value.text === '') throw new Mistake(message('query.missingValue'), span);
    return value;
  }
  if (value.type === 'regex') throw new Mistake(message('query.noRegex', { field: field.name }), span);
  if (value.type !== 'word' && value.type !== 'quoted') return value;
  if (value.text === '') throw new Mistake(message('query.missingValue'), span);
  if (field.kind === 'choice') {
    const choice = value.text.toLowerCase();
    if (field.choices.includes(choice)) return { type: 'word', text: choice };
    throw new Mistake(message('query.unknownChoice', { value: value.text, choices: field.choices.join(', ') }), span);
  }
  if (field.name === 'status' && /^[1-5](?:xx|\*)$/i.test(value.text)) return value;
  const amount = amounts(value.text, field);
  if (!amount) throw new Mistake(amountMessage(field), span);
  return amount;
}

function quoted(scanner: Scanner): Value | undefined {
  if (scanner.peek() !== '"') return undefined;
  const start = scanner.offset;
  let text = '';
  for (let i = start + 1; i < scanner.text.length; i++) {
    const character = scanner.text.charAt(i);
    if (character === '"') {
      scanner.offset = i + 1;
      return { type: 'quoted', text };
    }
    const next = scanner.text.charAt(i + 1);
    if (character === '\\' && (next === '"' || next === '\\')) {
      text += next;
      i++;
    } else text += character;
  }
  throw new Mistake(message('query.openQuote'), { start, end: scanner.text.length });
}

/** `/source/` or `/source/i` that ends as a word does; anything else that starts with a slash is a path. */
function regex(scanner: Scanner): Value | undefined {
  if (scanner.peek() !== '/') return undefined;
  const { text, offset: start } = scanner;
  let source = '';
  for (let i = start + 1; i < text.length; i++) {
    const character = text.charAt(i);
    if (character === '\\' && i + 1 < text.length) {
      const next = text.charAt(++i);
      source += next === '/' ? '/' : character + next;
    } else if (character === '/') {
      const ignoreCase = text.charAt(i + 1).toLowerCase() === 'i';
      const end = i + 1 + (ignoreCase ? 1 : 0);
      const next = text.charAt(end);
      if (source === '' || !(isBlank(next) || next === ',' || next === ')')) return undefined;
      const error = compilePattern(source, ignoreCase).error;
      if (error !== undefined) throw new Mistake(message('query.badRegex', { reason: error }), { start, end });
      scanner.offset = end;
      return { type: 'regex', source, ignoreCase };
    } else source += character;
  }
  return undefined;
}

/** A run without blanks; inside a field a comma ends it. Brackets belong to it only when they close inside. */
function word(scanner: Scanner, inField: boolean): Value {
  const start = scanner.offset;
  let depth = 0;
  while (!scanner.atEnd) {
    const character = scanner.peek();
    if (isBlank(character) || character === '"' || (inField && character === ',')) break;
    if (character === '(') depth++;
    if (character === ')' && --depth < 0) break;
    scanner.offset++;
  }
  if (depth > 0) throw new Mistake(message('query.openBracket'), { start, end: scanner.offset });
  return { type: 'word', text: scanner.text.slice(start, scanner.offset) };
}

function amounts(text: string, field: Field): Value | undefined {
  const range = /^(.+?)\.\.(.+)$/.exec(text);
  if (range) {
    const from = amountOf(range[1] ?? '', field);
    const to = amountOf(range[2] ?? '', field);
    return from && to ? { type: 'range', from, to } : undefined;
  }
  const compared = /^(>=|<=|>|<|=)(.*)$/s.exec(text);
  const amount = amountOf(compared ? (compared[2] ?? '') : text, field);
  return amount && { type: 'compare', comparison: (compared?.[1] ?? '=') as Comparison, amount };
}

function amountOf(text: string, field: Field): Amount | undefined {
  if (field.kind === 'clock') {
    const clock = /^(\d{1,2}):(\d{2})(?::(\d{2}))?$/.exec(text);
    if (!clock) return undefined;
    const hours = Number(clock[1]);
    const minutes = Number(clock[2]);
    const seconds = clock[3] === undefined ? undefined : Number(clock[3]);
    return hours > 23 || minutes > 59 || (seconds ?? 0) > 59 ? undefined : { type: 'clock', hours, minutes, seconds };
  }
  const match = /^(\d{1,15}(?:\.\d{1,9})?)(kb|mb|ms|s|min)?$/i.exec(text);
  if (!match) return undefined;
  const unit = (match[2] ?? '').toLowerCase() as Extract<Amount, { type: 'number' }>['unit'];
  const units = field.kind === 'size' ? ['', 'kb', 'mb'] : field.kind === 'duration' ? ['', 'ms', 's', 'min'] : [''];
  return units.includes(unit) ? { type: 'number', value: Number(match[1]), unit } : undefined;
}

function amountMessage(field: Field) {
  if (field.kind === 'clock') return message('query.badClock', { field: field.name });
  if (field.kind === 'size') return message('query.badSize', { field: field.name });
  if (field.kind === 'duration') return message('query.badDuration', { field: field.name });
  return message('query.badNumber', { field: field.name });
}
