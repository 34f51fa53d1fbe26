import type { Span } from '../../../artifacts/place';

/** The start tag of an element. */
export interface StartTag {
  /** Where the tag ends, behind its bracket. */
  readonly end: number;
  /** Attributes by name, each from its name to its closing quote. */
  readonly attributes: ReadonlyMap<string, Span>;
}

/** Reads the tag whose bracket stands at `start`; one without an end goes on to the end of the text. */
export function readStartTag(text: string, start: number): StartTag {
  const attributes = new Map<string, Span>();
  const name = /<[^\s/>]*/y;
  name.lastIndex = start;
  name.exec(text);
  const attribute = /\s*([^\s=/>]+)(?:\s*=\s*(?:"[^"]*"|'[^']*'))?/y;
  let at = name.lastIndex;
  for (attribute.lastIndex = at; ; at = attribute.lastIndex) {
    const match = attribute.exec(text);
    if (!match) break;
    attributes.set(match[1] ?? '', { start: match.index, end: attribute.lastIndex });
  }
  const close = text.indexOf('>', at);
  return { end: close < 0 ? text.length : close + 1, attributes };
}
