import { createContext } from 'preact';

/** The text that is looked for in the inspector; empty while nothing is. What is cut or closed opens for it. */
export const FindContext = createContext('');

/** Elements whose text is read as one, whatever is colored inside. */
const blocks = 'pre, [role=gridcell], [role=columnheader], p, li, h2, h3, td, th, dd, dt, summary, figcaption';

/**
 * Text in lower case of the same length: a character that would change its length, as "İ" does, stays as it is, so that
 * positions are those of the text.
 */
export function sameLengthLower(text: string): string {
  const lower = text.toLowerCase();
  if (lower.length === text.length) return lower;
  let kept = '';
  for (const char of text) {
    const small = char.toLowerCase();
    kept += small.length === char.length ? small : char;
  }
  return kept;
}

/** A text node and where it begins in the text of its block. */
interface Piece {
  readonly node: Text;
  readonly start: number;
}

/** Places of a text inside an element, in reading order, at most `limit`; runs of one block are one text. */
export function rangesOf(root: HTMLElement, text: string, limit: number): Range[] {
  const wanted = sameLengthLower(text);
  const ranges: Range[] = [];
  let block: Element | null = null;
  let pieces: Piece[] = [];
  let content = '';
  const search = () => {
    const haystack = sameLengthLower(content);
    for (let at = haystack.indexOf(wanted); at >= 0 && ranges.length < limit; ) {
      const range = rangeIn(pieces, at, at + wanted.length);
      if (range) ranges.push(range);
      at = haystack.indexOf(wanted, at + wanted.length);
    }
    pieces = [];
    content = '';
  };
  const walker = document.createTreeWalker(root, NodeFilter.SHOW_TEXT);
  for (let node = walker.nextNode(); node && ranges.length < limit; node = walker.nextNode()) {
    const own = node.parentElement?.closest(blocks) ?? node.parentElement;
    if (own !== block) search();
    block = own;
    pieces.push({ node: node as Text, start: content.length });
    content += node.nodeValue ?? '';
  }
  search();
  return ranges;
}

function rangeIn(pieces: readonly Piece[], from: number, to: number): Range | undefined {
  const first = pieceAt(pieces, from);
  const last = pieceAt(pieces, to - 1);
  if (!first || !last) return undefined;
  const range = document.createRange();
  range.setStart(first.node, from - first.start);
  range.setEnd(last.node, to - last.start);
  return range;
}

function pieceAt(pieces: readonly Piece[], offset: number): Piece | undefined {
  let low = 0;
  let high = pieces.length - 1;
  while (low < high) {
    const middle = (low + high + 1) >>> 1;
    if ((pieces[middle]?.start ?? 0) <= offset) low = middle;
    else high = middle - 1;
  }
  return pieces[low];
}
