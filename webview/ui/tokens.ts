/** A run of text with the class of a syntax color, or without. */
export interface TextRun {
  readonly text: string;
  readonly kind: string | undefined;
}

const entities: Record<string, string> = { amp: '&', lt: '<', gt: '>', quot: '"', '#x27': "'", '#39': "'" };
const knownKinds = new Set([
  'attr',
  'attribute',
  'built_in',
  'comment',
  'keyword',
  'literal',
  'meta',
  'name',
  'number',
  'property',
  'punctuation',
  'regexp',
  'selector-tag',
  'selector-class',
  'string',
  'symbol',
  'tag',
  'title',
  'type',
  'variable',
  'link',
  'section',
]);

/**
 * Splits the markup of a syntax highlighter into runs. Only `<span class="...">` and `</span>` are markup; anything
 * else, whatever it looks like, is text. Classes come from a fixed list; unknown ones are dropped. The result is drawn
 * as text nodes, so nothing of a file becomes markup.
 */
export function runsOf(html: string): TextRun[] {
  const runs: TextRun[] = [];
  const open: (string | undefined)[] = [];
  const pattern = /<span class="([^"<>]*)">|<\/span>|&(amp|lt|gt|quot|#x27|#39);/g;
  let pending = '';
  let at = 0;
  const flush = () => {
    if (pending) runs.push({ text: pending, kind: open.findLast((kind) => kind !== undefined) });
    pending = '';
  };
  for (const match of html.matchAll(pattern)) {
    pending += html.slice(at, match.index);
    at = match.index + match[0].length;
    const [whole, classes, entity] = match;
    if (entity !== undefined) pending += entities[entity] ?? whole;
    else if (classes !== undefined) {
      flush();
      open.push(kindOf(classes));
    } else {
      flush();
      open.pop();
    }
  }
  pending += html.slice(at);
  flush();
  return runs;
}

function kindOf(classes: string): string | undefined {
  for (const name of classes.split(/\s+/)) {
    const kind = name.replace(/^hljs-/, '').replace(/_$/, '');
    if (knownKinds.has(kind)) return kind;
  }
  return undefined;
}
