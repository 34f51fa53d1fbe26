import type { Artifact } from '../../artifacts/artifact';
import type { Place } from '../../artifacts/place';
import type { CaseView } from '../caseView';
import { valueRules } from '../rules';
import { compare, isMasked, type Match, type Value } from './compare';
import { evidenceText, type Hit } from './hit';
import type { Row } from './rows';
import { sourceOf, textValues } from './textValues';

/** Hits of a row in a text artifact; undefined when it does not hold. */
export function textHits(artifact: Artifact, row: Row, view: CaseView): readonly Hit[] | undefined {
  const values = textValues(artifact, row);
  const base = { row, basis: row.source.basis, artifact };
  if (row.source.match === 'absent') return values.length === 0 ? [{ ...base, evidence: undefined }] : undefined;
  const rule = row.source.match === 'rule' ? valueRules[row.text] : undefined;
  if (row.source.match === 'rule' && !rule) return undefined;
  const found: Hit[] = [];
  for (const value of values) {
    if (rule && (isMasked(value.text) || value.uninitialized)) continue;
    const matches = rule ? rule(value, { row, view, artifact }) : compare(row, value);
    for (const match of matches) {
      const evidence = {
        place: placeOf(artifact, value, match),
        // Synced items are content: evidence names their type and shows nothing of them.
        text: row.area === 'node' ? row.name : shownText(value, match),
        basis: row.source.basis,
      };
      found.push({ ...base, evidence });
    }
  }
  return found.length > 0 ? found : undefined;
}

function placeOf(artifact: Artifact, value: Value, match: Match): Place {
  const source = sourceOf(artifact);
  if (!source || !value.span) return { artifact: artifact.id, layers: [] };
  const { start, end } = value.span;
  const span = value.isLong ? { start: start + match.start, end: start + match.end } : { start, end };
  return { artifact: artifact.id, layers: [], range: source.rangeOf(span) };
}

function shownText(value: Value, match: Match): string {
  if (!value.isLong) return evidenceText(value.label ? `${value.label}: ${value.text.trim()}` : value.text);
  const before = value.text.lastIndexOf('\n', match.start - 1) + 1;
  const after = value.text.indexOf('\n', match.end);
  const line = value.text.slice(before, after < 0 ? undefined : after);
  if (line.length <= 300) return evidenceText(line);
  return evidenceText(value.text.slice(Math.max(before, match.start - 80), match.end + 160));
}
