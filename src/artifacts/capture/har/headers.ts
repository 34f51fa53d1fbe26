import type { Header } from '../model';
import { objectOf, textOf } from './json';

/** Headers of a request or response: a list of `{name, value}`, an object of names, or nothing. Order and doubles stay. */
export function headersOf(value: unknown): Header[] {
  const headers: Header[] = [];
  if (Array.isArray(value)) {
    for (const item of value) {
      if (typeof item === 'string') {
        const colon = item.indexOf(':', 1);
        if (colon > 0) headers.push({ name: item.slice(0, colon).trim(), value: item.slice(colon + 1).trim() });
        continue;
      }
      const header = objectOf(item);
      if (header['name'] !== undefined) headers.push({ name: textOf(header['name']), value: textOf(header['value']) });
    }
  } else {
    for (const [name, content] of Object.entries(objectOf(value))) {
      if (Array.isArray(content)) for (const one of content) headers.push({ name, value: textOf(one) });
      else headers.push({ name, value: textOf(content) });
    }
  }
  return headers;
}

/** Value of the first header of that name (lower case), or empty. */
export function headerValue(headers: readonly Header[], name: string): string {
  for (const header of headers) {
    if (header.name.length === name.length && header.name.toLowerCase() === name) return header.value;
  }
  return '';
}
