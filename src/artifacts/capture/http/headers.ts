import type { Header } from '../model';

/** Value of the first header of that name, in any case; undefined when there is none. */
export function headerValue(headers: readonly Header[], name: string): string | undefined {
  const wanted = name.toLowerCase();
  for (const header of headers) {
    if (header.name.length === wanted.length && header.name.toLowerCase() === wanted) return header.value;
  }
  return undefined;
}

/** Values of all headers of that name in order. */
export function headerValues(headers: readonly Header[], name: string): string[] {
  const wanted = name.toLowerCase();
  return headers.filter((header) => header.name.toLowerCase() === wanted).map((header) => header.value);
}

/** Members of a comma-separated list over all headers of that name, in lower case, without parameters. */
export function headerTokens(headers: readonly Header[], name: string): string[] {
  return headerValues(headers, name)
    .flatMap((value) => value.split(','))
    .map((token) => (token.split(';')[0] ?? '').trim().toLowerCase())
    .filter((token) => token !== '');
}

/** A value such as `text/html; charset="utf-8"`, taken apart. Parameter names are in lower case. */
export interface ParameterizedValue {
  readonly value: string;
  readonly parameters: ReadonlyMap<string, string>;
}

/** Parses `value; name=token; name="quoted \" string"` (RFC 9110, 5.6.6); what does not fit is skipped. */
export function parseParameters(text: string): ParameterizedValue {
  const semicolon = text.indexOf(';');
  const value = (semicolon < 0 ? text : text.slice(0, semicolon)).trim();
  const parameters = new Map<string, string>();
  if (semicolon >= 0) {
    const pattern = /;\s*([^\s=;]+)\s*=\s*(?:"((?:[^"\\]|\\.)*)"?|([^;]*))/g;
    for (const match of text.slice(semicolon).matchAll(pattern)) {
      const name = (match[1] ?? '').toLowerCase();
      const found = match[2] !== undefined ? match[2].replace(/\\(.)/g, '$1') : (match[3] ?? '').trim();
      if (!parameters.has(name)) parameters.set(name, found);
    }
  }
  return { value, parameters };
}

/** The media type of a Content-Type value in lower case, without parameters. */
export function mediaType(contentType: string): string {
  return (contentType.split(/[;,]/)[0] ?? '').trim().toLowerCase();
}
