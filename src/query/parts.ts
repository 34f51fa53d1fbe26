import type { Span } from '../artifacts/place';
import type { QueryNode } from './ast';
import { compileQuery, type RunOptions } from './compile';
import { parseQuery } from './parse';
import type { SessionTable } from './table';

/** Matches of one part of a query taken alone. */
export interface PartCount {
  readonly text: string;
  readonly span: Span;
  readonly matches: number;
}

/**
 * For "nothing matches": how many sessions each condition of the outermost "and" would leave by itself; one part when
 * the query has no such conditions, none when it has a mistake or is empty.
 */
export async function partCounts(
  text: string,
  table: SessionTable,
  options?: RunOptions,
): Promise<readonly PartCount[]> {
  const { query } = parseQuery(text);
  if (!query) return [];
  const parts: readonly QueryNode[] = query.type === 'and' ? query.items : [query];
  const counts: PartCount[] = [];
  for (const part of parts) {
    const matches = (await compileQuery(part, table).run(options)).length;
    counts.push({ text: text.slice(part.span.start, part.span.end), span: part.span, matches });
  }
  return counts;
}
