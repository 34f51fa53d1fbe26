import type { Span } from '../../artifacts/place';
import { conditions } from '../../knowledge';
import type { ValueRule } from './rule';

const listed = new Set(
  conditions.flatMap((entry) =>
    entry.evidence.flatMap((row) => {
      const list = typeof row.pattern === 'string' ? /^AADSTS\(([\d|]+)\)/.exec(row.pattern)?.[1] : undefined;
      return list ? list.split('|') : [];
    }),
  ),
);

/** The text holds AADSTS and 4 to 7 digits, and no other condition lists that number. */
export const unlistedAadstsCode: ValueRule = (value) => {
  const found: Span[] = [];
  for (const hit of value.text.matchAll(/AADSTS(\d{4,7})(?!\d)/g)) {
    if (listed.has(hit[1] ?? '')) continue;
    found.push({ start: hit.index, end: hit.index + hit[0].length });
    if (found.length === 20) break;
  }
  return found;
};
