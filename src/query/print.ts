import type { Amount, QueryNode, Value } from './ast';
import { parseQuery } from './parse';

/** Writes a query so that parsing it gives the same query again. */
export function printQuery(node: QueryNode): string {
  switch (node.type) {
    case 'and':
      return node.items.map(inner).join(' ');
    case 'or':
      return node.items.map(inner).join(' or ');
    case 'not':
      return `-${inner(node.item)}`;
    case 'text':
      return printText(node.value);
    case 'field': {
      const name = node.header === undefined ? node.field : `${node.field}.${node.header}`;
      return `${name}:${node.values.map((value) => printValue(value, node.field)).join(',')}`;
    }
  }
}

function inner(node: QueryNode): string {
  return node.type === 'and' || node.type === 'or' ? `(${printQuery(node)})` : printQuery(node);
}

function printText(value: Value): string {
  if (value.type === 'regex') return printRegex(value.source, value.ignoreCase);
  if (value.type === 'word' && readsAsWord(value.text, '')) return value.text;
  return value.type === 'word' || value.type === 'quoted' ? quote(value.text) : '""';
}

function printValue(value: Value, field: string): string {
  switch (value.type) {
    case 'word':
      return readsAsWord(value.text, `${field}:`) ? value.text : quote(value.text);
    case 'quoted':
      return quote(value.text);
    case 'regex':
      return printRegex(value.source, value.ignoreCase);
    case 'compare':
      return `${value.comparison === '=' ? '' : value.comparison}${printAmount(value.amount)}`;
    case 'range':
      return `${printAmount(value.from)}..${printAmount(value.to)}`;
  }
}

function printAmount(amount: Amount): string {
  if (amount.type === 'number') {
    const plain = String(amount.value);
    return `${plain.includes('e') ? amount.value.toFixed(9).replace(/\.?0+$/, '') : plain}${amount.unit}`;
  }
  const two = (value: number): string => String(value).padStart(2, '0');
  const seconds = amount.seconds === undefined ? '' : `:${two(amount.seconds)}`;
  return `${two(amount.hours)}:${two(amount.minutes)}${seconds}`;
}

function printRegex(source: string, ignoreCase: boolean): string {
  const escaped = source.replace(/\\[\s\S]|\//g, (part) => (part === '/' ? '\\/' : part));
  return `/${escaped}/${ignoreCase ? 'i' : ''}`;
}

function quote(text: string): string {
  return `"${text.replace(/["\\]/g, '\\$&')}"`;
}

/** True when a word needs no quotes in its place: the parser reads it as this very word. */
export function readsAsWord(text: string, prefix: string): boolean {
  if (/^[A-Za-z0-9_.*@%]+$/.test(text) && !/^(?:and|or|not)$/i.test(text)) return true;
  const { query } = parseQuery(prefix + text);
  const value = query?.type === 'text' ? query.value : query?.type === 'field' ? query.values[0] : undefined;
  const single = query?.type === 'text' ? prefix === '' : query?.type === 'field' && query.values.length === 1;
  return single && value?.type === 'word' && value.text === text;
}
