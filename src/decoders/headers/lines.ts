import type { Span } from '../../artifacts/place';
import type { Message } from '../../text';
import { explainHeader } from './explain';

/** A header line in a text, with what it says. */
export interface HeaderLine {
  readonly span: Span;
  readonly words: readonly Message[];
}

const lineForm = /^[ \t>]{0,16}([A-Za-z][\w-]{1,60}):[ \t]{1,8}(\S[^\r\n]{0,16384})$/gm;
const maxLines = 200;

/** Header lines of a text (`Name: value`) that say something about sync, identity or the service. */
export function findHeaderLines(text: string): HeaderLine[] {
  const found: HeaderLine[] = [];
  for (const match of text.matchAll(lineForm)) {
    const [whole, name = '', value = ''] = match;
    // Only the client sends X-AFS-CV; which side other vectors come from cannot be told from a line.
    const words = explainHeader(name, value.trimEnd(), /^x-afs-cv$/i.test(name) ? 'request' : 'response');
    if (words.length === 0) continue;
    const start = match.index + whole.indexOf(name);
    found.push({ span: { start, end: match.index + whole.length }, words });
    if (found.length >= maxLines) break;
  }
  return found;
}
