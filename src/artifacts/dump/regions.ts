/** What begins at an offset: each of them opens a new dump. */
export interface Region {
  readonly kind: 'nodes' | 'status' | 'json' | 'log-value' | 'page' | 'loose';
  readonly start: number;
  /** Offset behind the mark that opened the region. */
  readonly body: number;
  readonly end: number;
}

const quote = '[ \\t>\\ufeff]*';
const lineEnd = '[ \\t]*(?:\\r\\n|\\r|\\n)';
const marks: readonly { readonly kind: Region['kind']; readonly pattern: RegExp }[] = [
  {
    kind: 'nodes',
    pattern: new RegExp(`^${quote}\\d{4}-\\d\\d-\\d\\dT[\\d:.]+Z,[^\\r\\n]*${lineEnd}${quote}=====${lineEnd}`, 'gm'),
  },
  {
    kind: 'status',
    pattern: new RegExp(
      `^${quote}(?:[A-Z][a-z]{2} [A-Z][a-z]{2} \\d{2} \\d{4} \\d{2}:\\d{2}:\\d{2} GMT[+-]\\d{4}[^\\r\\n]*${lineEnd}${quote})?======${lineEnd}${quote}Status${lineEnd}${quote}======[ \\t]*$`,
      'gm',
    ),
  },
  { kind: 'log-value', pattern: /about_sync_data\b/g },
  { kind: 'json', pattern: /\{\s*["\u201c\u201d](?:aboutInfo|actionable_error)["\u201c\u201d]\s*:/g },
  { kind: 'page', pattern: new RegExp(`^${quote}Summary${lineEnd}${quote}Transport State\\b`, 'gm') },
];

/**
 * Where the dumps of a text begin, in order; text before the first is a `loose` region of its own. A JSON start that
 * belongs to a header before it opens no region.
 */
export function regionsOf(text: string): Region[] {
  const starts: { kind: Region['kind']; start: number; end: number }[] = [];
  for (const { kind, pattern } of marks) {
    for (const match of text.matchAll(pattern))
      starts.push({ kind, start: match.index, end: match.index + match[0].length });
  }
  starts.sort((a, b) => a.start - b.start);
  const kept: typeof starts = [];
  let owner: Region['kind'] | undefined;
  for (const mark of starts) {
    if (mark.kind === 'json') {
      const inner = /actionable_error/.test(text.slice(mark.start, mark.end));
      const nested =
        inner && /aboutInfo["\u201c\u201d]\s*:\s*$/.test(text.slice(Math.max(0, mark.start - 40), mark.start));
      if (nested) continue;
      if (owner === 'nodes' || owner === 'status' || owner === 'log-value') {
        owner = 'json';
        continue;
      }
    }
    kept.push(mark);
    owner = mark.kind;
  }
  const regions: Region[] = [];
  const first = kept[0]?.start ?? text.length;
  if (first > 0) regions.push({ kind: 'loose', start: 0, body: 0, end: first });
  kept.forEach((mark, index) => {
    regions.push({ kind: mark.kind, start: mark.start, body: mark.end, end: kept[index + 1]?.start ?? text.length });
  });
  return regions;
}
