import { Parser } from 'htmlparser2';
import type { Span } from './place';

/** An element with its text, in the order of the page; a light tree without scripts and styles. */
export interface HtmlElement {
  readonly name: string;
  readonly attributes: Readonly<Record<string, string>>;
  readonly start: number;
  end: number;
  readonly parent: HtmlElement | undefined;
  readonly children: (HtmlElement | HtmlText)[];
}

export interface HtmlText {
  readonly text: string;
  readonly span: Span;
}

const limit = 400_000;

/** Parses HTML of any quality into a light tree with offsets; nothing is loaded or run. Reads up to 400 000 elements. */
export function parseHtml(html: string): HtmlElement {
  const root: HtmlElement = { name: '', attributes: {}, start: 0, end: html.length, parent: undefined, children: [] };
  let current = root;
  let count = 0;
  let silent = 0;
  const parser = new Parser(
    {
      onopentag(name, attributes) {
        if (name === 'script' || name === 'style') silent++;
        if (count++ > limit) return;
        const element: HtmlElement = {
          name,
          attributes,
          start: parser.startIndex,
          end: parser.endIndex + 1,
          parent: current,
          children: [],
        };
        current.children.push(element);
        current = element;
      },
      ontext(text) {
        if (silent > 0) return;
        current.children.push({ text, span: { start: parser.startIndex, end: parser.endIndex + 1 } });
      },
      onclosetag(name) {
        if (name === 'script' || name === 'style') silent--;
        let element: HtmlElement | undefined = current;
        while (element && element.name !== name) element = element.parent;
        if (!element?.parent) return;
        element.end = parser.endIndex + 1;
        current = element.parent;
      },
    },
    { decodeEntities: true },
  );
  parser.write(html);
  parser.end();
  return root;
}

export function isElement(node: HtmlElement | HtmlText): node is HtmlElement {
  return 'name' in node;
}

/** Every element below `root` in page order; an explicit stack, since damaged pages nest deeply. */
export function* elementsOf(root: HtmlElement): Generator<HtmlElement> {
  const stack: HtmlElement[] = [root];
  for (let element = stack.pop(); element; element = stack.pop()) {
    if (element !== root) yield element;
    for (let i = element.children.length - 1; i >= 0; i--) {
      const child = element.children[i];
      if (child && isElement(child)) stack.push(child);
    }
  }
}

/** Text of an element without blanks around it, and where it stands; entities keep their place. */
export function textOf(element: HtmlElement): HtmlText {
  const parts: HtmlText[] = [];
  const stack: (HtmlElement | HtmlText)[] = [element];
  for (let node = stack.pop(); node; node = stack.pop()) {
    if (!isElement(node)) parts.push(node);
    else for (let i = node.children.length - 1; i >= 0; i--) stack.push(node.children[i] as HtmlElement | HtmlText);
  }
  const whole = parts
    .map((part) => part.text)
    .join('')
    .replace(/\r\n?/g, '\n');
  const trimmed = whole.trim();
  const filled = parts.filter((part) => part.text.trim() !== '');
  const first = filled[0];
  const last = filled[filled.length - 1];
  if (!first || !last) return { text: '', span: { start: element.start, end: element.end } };
  const lead = first.text.length - first.text.trimStart().length;
  const tail = last.text.length - last.text.trimEnd().length;
  return {
    text: trimmed,
    span: { start: first.span.start + lead, end: Math.max(first.span.start + lead, last.span.end - tail) },
  };
}

/** True for a class among the element's classes. */
export function hasClass(element: HtmlElement, name: string): boolean {
  return (element.attributes['class'] ?? '').split(/\s+/).includes(name);
}

/** True when the element or one around it carries `hidden`. */
export function isHidden(element: HtmlElement): boolean {
  for (let node: HtmlElement | undefined = element; node; node = node.parent) {
    if ('hidden' in node.attributes) return true;
  }
  return false;
}
