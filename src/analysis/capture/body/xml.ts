import { XMLBuilder, type XMLMetaData, XMLParser, XMLValidator } from 'fast-xml-parser';
import type { Span } from '../../../artifacts/place';
import { cutLeaf, type Tree } from '../../tree';
import type { TreeNodeView, ValueView } from '../../views';
import type { TextFault } from './json';
import { readStartTag, type StartTag } from './startTag';

const names = { cdataPropName: '#cdata', commentPropName: '#comment' } as const;
const parserOptions = {
  ...names,
  ignoreAttributes: false,
  attributeNamePrefix: '',
  parseTagValue: false,
  parseAttributeValue: false,
  preserveOrder: true,
  jPath: false,
} as const;

/** An element, a text, a comment or a processing instruction, in the parser's own form. */
type XmlNode = Readonly<Record<string, unknown>>;

/**
 * Parses a document; undefined when the parser refuses it (no markup, nesting over 100). Entities that the document
 * declares itself are not processed. For a tree, entities are replaced, and nodes know their places.
 */
function parse(text: string, forTree: boolean): readonly XmlNode[] | undefined {
  if (/<!DOCTYPE[^>]*\[/i.test(text)) return undefined;
  try {
    const parser = new XMLParser({ ...parserOptions, processEntities: forTree, captureMetaData: forTree });
    const parsed: unknown = parser.parse(text);
    return Array.isArray(parsed) && parsed.length > 0 ? (parsed as XmlNode[]) : undefined;
  } catch {
    return undefined;
  }
}

/** Where a document is not well-formed; undefined when it is. */
export function xmlFault(text: string): TextFault | undefined {
  const result = XMLValidator.validate(text.replace(/^\uFEFF/, ''), { allowBooleanAttributes: false });
  if (result === true) return undefined;
  return { line: result.err.line, column: result.err.col };
}

/** XML with line breaks and indents; undefined when it could not be read, or could not be told apart from broken text. */
export function formatXml(text: string): string | undefined {
  if (xmlFault(text)) return undefined;
  const nodes = parse(text, false);
  if (!nodes) return undefined;
  const builder = new XMLBuilder({
    ...names,
    ignoreAttributes: false,
    attributeNamePrefix: '',
    preserveOrder: true,
    processEntities: false,
    suppressEmptyNode: true,
    suppressBooleanAttributes: false,
    format: true,
    indentBy: '  ',
  });
  try {
    return builder.build(nodes).replace(/^\n/, '');
  } catch {
    return undefined;
  }
}

/**
 * Decides how a text or the value of an attribute is shown. The name of a text is that of its element; `place` is the
 * part of the whole text where it stands, unknown for comments.
 */
export type XmlLeaf = (path: string, name: string, text: string, place: Span | undefined) => ValueView;

interface Child {
  readonly name: string;
  readonly type: string;
  readonly text?: string;
  readonly node?: XmlNode;
  /** The element around a text, or of an attribute. */
  readonly owner?: XmlNode;
  /** The elements between which a text stands. */
  readonly gap?: Gap;
}

interface Gap {
  readonly behind?: XmlNode;
  before?: XmlNode;
}

/** XML as a tree-table: elements, attributes with an at sign, texts. Node ids are positions: "0/2/1". */
export class XmlTree implements Tree {
  readonly roots: readonly TreeNodeView[];
  /** Children of nodes that were opened, by the id of the node. */
  private readonly opened = new Map<string, readonly Child[]>();
  private readonly startTags = new WeakMap<XmlNode, StartTag>();

  private constructor(
    private readonly source: string,
    private readonly nodes: readonly XmlNode[],
    private readonly leaf: XmlLeaf,
  ) {
    this.roots = this.views('', childrenOf(nodes), 0, 500);
  }

  /** Undefined when the text is no XML that can be taken apart. */
  static read(text: string, leaf: XmlLeaf): XmlTree | undefined {
    const nodes = parse(text, true);
    return nodes ? new XmlTree(text, nodes, leaf) : undefined;
  }

  children(node: string, from: number, to: number): { total: number; nodes: readonly TreeNodeView[] } {
    const children = this.inside(node);
    return { total: children.length, nodes: this.views(`${node}/`, children, from, to) };
  }

  whole(node: string): ValueView {
    const slash = node.lastIndexOf('/');
    const siblings = slash < 0 ? childrenOf(this.nodes) : this.inside(node.slice(0, slash));
    const child = siblings[Number(node.slice(slash + 1))];
    return child ? this.shown(node, child, textOf(child) ?? '') : { text: '' };
  }

  private shown(id: string, child: Child, text: string): ValueView {
    const { name, type, owner } = child;
    const label = type === 'attribute' ? name.slice(1) : type === 'text' && owner ? (nameOf(owner) ?? '') : name;
    return this.leaf(id, label, text, this.placeOf(child));
  }

  /** Where a leaf stands; comments are told by their text alone. */
  private placeOf({ name, type, node, owner, gap }: Child): Span | undefined {
    const span = spanOf(owner ?? node, this.source);
    if (!span || type === 'comment') return undefined;
    if (type === 'element') return span;
    const { attributes, end } = this.startTag(owner ?? node, span.start);
    if (type === 'attribute') return attributes.get(name.slice(1)) ?? { start: span.start, end };
    const from = spanOf(gap?.behind, this.source)?.end ?? end;
    return { start: from, end: spanOf(gap?.before, this.source)?.start ?? span.end };
  }

  /** Each is read once: a hostile one has as many attributes as a document can hold. */
  private startTag(owner: XmlNode | undefined, start: number): StartTag {
    const known = owner && this.startTags.get(owner);
    if (known) return known;
    const tag = readStartTag(this.source, start);
    if (owner) this.startTags.set(owner, tag);
    return tag;
  }

  private inside(node: string): readonly Child[] {
    const known = this.opened.get(node);
    if (known) return known;
    const slash = node.lastIndexOf('/');
    const siblings = slash < 0 ? childrenOf(this.nodes) : this.inside(node.slice(0, slash));
    const found = siblings[Number(node.slice(slash + 1))]?.node;
    const children = found ? childrenOfElement(found) : [];
    this.opened.set(node, children);
    return children;
  }

  private views(prefix: string, children: readonly Child[], from: number, to: number): TreeNodeView[] {
    return children.slice(from, to).map((child, index) => {
      const { name, type, node } = child;
      const id = `${prefix}${from + index}`;
      const inside = node ? childrenOfElement(node) : [];
      const text = textOf(child);
      const shown = text === undefined ? { text: '' } : this.shown(id, child, text);
      return {
        id,
        name,
        type,
        ...cutLeaf(shown),
        meaning: '',
        hasChildren: text === undefined && inside.length > 0,
      };
    });
  }
}

function childrenOfElement(node: XmlNode): Child[] {
  const name = nameOf(node);
  const content = name === undefined ? undefined : node[name];
  return childrenOf(Array.isArray(content) ? (content as XmlNode[]) : [], node);
}

function childrenOf(nodes: readonly XmlNode[], owner?: XmlNode): Child[] {
  const found: Child[] = [];
  const inside = owner ? { owner } : {};
  const attributes = owner?.[':@'];
  if (typeof attributes === 'object' && attributes !== null) {
    for (const [name, value] of Object.entries(attributes)) {
      found.push({ name: `@${name}`, type: 'attribute', text: String(value), ...inside });
    }
  }
  let gap: Gap = {};
  for (const node of nodes) {
    if ('#text' in node) {
      const text = String(node['#text']).trim();
      if (text) found.push({ name: '', type: 'text', text, gap, ...inside });
      continue;
    }
    const name = nameOf(node);
    if (name === undefined || name.startsWith('?')) continue;
    if (name === '#cdata') found.push({ name: '', type: 'text', text: innerText(node[name]), gap, ...inside });
    else if (name === '#comment') found.push({ name: '<!-- -->', type: 'comment', text: innerText(node[name]).trim() });
    else {
      found.push({ name, type: 'element', node });
      gap.before = node;
      gap = { behind: node };
    }
  }
  return found;
}

/** The text of a text or an attribute; of an element that holds nothing else, the text in it. */
function textOf({ text, node }: Child): string | undefined {
  if (text !== undefined || !node) return text;
  const inside = childrenOfElement(node);
  return inside.length === 1 && inside[0]?.type === 'text' ? inside[0].text : undefined;
}

const placeMark = XMLParser.getMetaDataSymbol() as symbol;

/** Where an element stands in its text; one that is not closed goes on to the end. */
function spanOf(node: XmlNode | undefined, source: string): Span | undefined {
  const place = node && (Reflect.get(node, placeMark) as XMLMetaData | undefined);
  if (place?.startIndex === undefined) return undefined;
  return { start: place.startIndex, end: place.endIndex ?? source.length };
}

function nameOf(node: XmlNode): string | undefined {
  return Object.keys(node).find((name) => name !== ':@');
}

function innerText(content: unknown): string {
  if (!Array.isArray(content)) return '';
  return content
    .map((one: unknown) => (typeof one === 'object' && one !== null && '#text' in one ? String(one['#text']) : ''))
    .join('');
}
