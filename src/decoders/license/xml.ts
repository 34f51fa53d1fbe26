import { XMLParser } from 'fast-xml-parser';
import type { Span } from '../../artifacts/place';

/** An element with its place in the text that was parsed. */
export interface XmlElement {
  readonly name: string;
  readonly attributes: Readonly<Record<string, string>>;
  readonly children: readonly XmlElement[];
  /** Trimmed text directly inside. */
  readonly text: string;
  /** From `<` to the end of the closing tag. */
  readonly span: Span;
}

const parserOptions = {
  ignoreAttributes: false,
  attributeNamePrefix: '',
  parseTagValue: false,
  parseAttributeValue: false,
  trimValues: true,
  preserveOrder: true,
  captureMetaData: true,
  htmlEntities: true,
  jPath: false,
  processEntities: { enabled: true, maxTotalExpansions: 20_000, maxExpandedLength: 2_000_000 },
} as const;

const parser = new XMLParser(parserOptions);

const metadata: unknown = XMLParser.getMetaDataSymbol();
const metadataKey = typeof metadata === 'symbol' ? metadata : Symbol('none');

/**
 * Parses one XML document without a document type declaration. `offset` is added to all spans. Undefined when the
 * parser refuses the text (reserved names, nesting over 100, entity limits).
 */
export function parseXml(text: string, offset: number): XmlElement | undefined {
  return parseRoots(text, offset)[0];
}

/** As {@link parseXml}, all root elements of a glued chain; empty when the parser refuses the text. */
export function parseRoots(text: string, offset: number): XmlElement[] {
  try {
    const parsed: unknown = parser.parse(text);
    return Array.isArray(parsed) ? toElements(parsed, offset) : [];
  } catch {
    return [];
  }
}

function toElements(nodes: readonly unknown[], offset: number): XmlElement[] {
  const elements: XmlElement[] = [];
  for (const node of nodes) {
    if (!isRecord(node)) continue;
    for (const name in node) {
      if (name === '#text' || name === ':@') continue;
      const content = node[name];
      if (Array.isArray(content) && !name.startsWith('?'))
        elements.push(new ParsedElement(name, node, content, offset));
      break;
    }
  }
  return elements;
}

/** An element over what the parser gave; most of a license is never asked for, so each part is read when it is. */
class ParsedElement implements XmlElement {
  private inside: readonly XmlElement[] | undefined;

  constructor(
    readonly name: string,
    private readonly node: Record<PropertyKey, unknown>,
    private readonly content: readonly unknown[],
    private readonly offset: number,
  ) {}

  get attributes(): Readonly<Record<string, string>> {
    return attributesOf(this.node[':@']);
  }

  get children(): readonly XmlElement[] {
    this.inside ??= toElements(this.content, this.offset);
    return this.inside;
  }

  get text(): string {
    return textOf(this.content);
  }

  get span(): Span {
    return spanOf(this.node, this.offset);
  }
}

const noAttributes: Readonly<Record<string, string>> = {};

function attributesOf(value: unknown): Readonly<Record<string, string>> {
  return isAttributes(value) ? value : noAttributes;
}

/** The parser gives attributes as texts: no values are parsed and attributes without a value are left out. */
function isAttributes(value: unknown): value is Record<string, string> {
  return typeof value === 'object' && value !== null;
}

function textOf(content: readonly unknown[]): string {
  let text = '';
  for (const child of content) {
    if (isRecord(child) && '#text' in child) text += String(child['#text']);
  }
  return text;
}

function spanOf(node: Record<PropertyKey, unknown>, offset: number): Span {
  const place = node[metadataKey];
  if (!isRecord(place)) return { start: offset, end: offset };
  const start = typeof place['startIndex'] === 'number' ? place['startIndex'] : 0;
  const end = typeof place['endIndex'] === 'number' ? place['endIndex'] : start;
  return { start: start + offset, end: end + offset };
}

function isRecord(value: unknown): value is Record<PropertyKey, unknown> {
  return typeof value === 'object' && value !== null;
}

/** First fault of nesting in a text: the parser itself accepts unclosed and crossed tags without a word. */
export interface NestingFault {
  readonly kind: 'unclosed' | 'crossed' | 'unopened' | 'broken-tag';
  readonly name: string;
  readonly at: number;
}

/**
 * Checks that every element between `start` and `end` is closed, in order; offsets are those of `text`. Linear;
 * comments, CDATA and instructions are stepped over.
 */
export function nestingFault(text: string, start: number, end: number): NestingFault | undefined {
  const open: { readonly name: string; readonly at: number }[] = [];
  for (let at = text.indexOf('<', start), next = 0; at >= 0 && at < end; at = text.indexOf('<', next)) {
    next = at + 1;
    const first = text.charCodeAt(next);
    if (first === 33 || first === 63) {
      const terminator =
        first === 63 ? '?>' : text.startsWith('--', at + 2) ? '-->' : text.startsWith('[CDATA[', at + 2) ? ']]>' : '>';
      const close = text.indexOf(terminator, at + 2);
      next = close + terminator.length;
      if (close < 0 || next > end) return { kind: 'broken-tag', name: text.slice(at + 1, at + 4), at };
      continue;
    }
    const closing = first === 47;
    const nameStart = closing ? next + 1 : next;
    const last = open.at(-1);
    const lastEnd = nameStart + (last?.name.length ?? 0);
    if (closing && last && text.charCodeAt(lastEnd) === 62 && text.startsWith(last.name, nameStart)) {
      next = lastEnd + 1;
      open.pop();
      continue;
    }
    let nameEnd = nameStart;
    while (isNameCharacter(text.charCodeAt(nameEnd))) nameEnd++;
    if (nameEnd === nameStart) continue;
    const name = text.slice(nameStart, nameEnd);
    const close = tagEnd(text, nameEnd);
    if (close < 0 || close >= end) return { kind: 'broken-tag', name, at };
    next = close + 1;
    if (closing) {
      if (!last) return { kind: 'unopened', name, at };
      if (last.name !== name) return { kind: 'crossed', name: last.name, at };
      open.pop();
    } else if (text.charCodeAt(close - 1) !== 47) {
      open.push({ name, at });
    }
  }
  const last = open.at(-1);
  return last ? { kind: 'unclosed', name: last.name, at: last.at } : undefined;
}

/** Letters, digits, `_`, `:`, `-`, `.` and everything beyond ASCII. */
function isNameCharacter(code: number): boolean {
  return (
    (code >= 97 && code <= 122) ||
    (code >= 65 && code <= 90) ||
    (code >= 45 && code <= 58 && code !== 47) ||
    code === 95 ||
    code > 127
  );
}

/** Offset of the `>` that ends a tag, quotes respected; -1 when there is none or another tag begins first. */
function tagEnd(text: string, from: number): number {
  for (let i = from; i < text.length; i++) {
    const code = text.charCodeAt(i);
    if (code === 62) return i;
    if (code === 60) return -1;
    if (code === 34 || code === 39) {
      i = text.indexOf(code === 34 ? '"' : "'", i + 1);
      if (i < 0) return -1;
    }
  }
  return -1;
}

/** The first child of that name. */
export function child(element: XmlElement | undefined, name: string): XmlElement | undefined {
  return element?.children.find((candidate) => candidate.name === name);
}

/** The first element of that name at any depth below. */
export function deepChild(element: XmlElement | undefined, name: string): XmlElement | undefined {
  for (const candidate of element?.children ?? []) {
    const found = candidate.name === name ? candidate : deepChild(candidate, name);
    if (found) return found;
  }
  return undefined;
}

/** All children of that name. */
export function children(element: XmlElement | undefined, name: string): XmlElement[] {
  return element ? element.children.filter((candidate) => candidate.name === name) : [];
}

/** Follows a path of first children. */
export function at(element: XmlElement | undefined, ...path: readonly string[]): XmlElement | undefined {
  return path.reduce<XmlElement | undefined>((current, name) => child(current, name), element);
}

/** Text with the line breaks and indentation of a printed page taken out of values that hold none. */
export function collapse(text: string): string {
  return text.replace(/\s+/g, ' ').trim();
}
