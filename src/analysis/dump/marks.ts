import type { Place, Span } from '../../artifacts/place';
import type { SourceText } from '../../artifacts/sourceText';
import { valueView } from '../masking';
import type { OpenArtifact } from '../store';
import type { FindingView, MarkName, StatView, ValueView } from '../views';
import type { Words } from '../words';

/** Mark of a severity; a note for everything below a warning. */
export function markOf(severity: FindingView['severity']): MarkName {
  if (severity === 'error' || severity === 'warning') return severity;
  return 'note';
}

const order: readonly FindingView['severity'][] = ['error', 'warning', 'information', 'hint'];

/** Findings by the place of their evidence in one artifact's text. */
export class EvidenceMarks {
  private readonly found: { readonly start: number; readonly end: number; readonly finding: FindingView }[] = [];

  constructor(
    private readonly entry: Pick<OpenArtifact, 'id' | 'secrets'>,
    private readonly artifact: { readonly id: string; readonly source: SourceText },
    findings: readonly FindingView[],
  ) {
    const { source } = artifact;
    for (const finding of findings) {
      for (const { place } of finding.evidence) {
        const { range } = place;
        if (place.artifact !== artifact.id || place.session !== undefined || !range || !('start' in range)) continue;
        this.found.push({ start: source.offsetAt(range.start), end: source.offsetAt(range.end), finding });
      }
    }
  }

  /** The gravest finding whose evidence touches the span. */
  at(span: Span): FindingView | undefined {
    return this.found
      .filter(({ start, end }) => start < Math.max(span.end, span.start + 1) && end > span.start)
      .map(({ finding }) => finding)
      .sort((a, b) => order.indexOf(a.severity) - order.indexOf(b.severity))[0];
  }

  /** A named value of this artifact; its secrets are shown when asked for. */
  value(words: Words, name: string, value: string, { start, end }: Span): ValueView {
    const id = `value:${this.artifact.id}:${start}:${end}:${name}`;
    return valueView(words, this.entry.secrets, id, name, value);
  }

  place(span: Span): Place {
    return { artifact: this.entry.id, layers: [], range: this.artifact.source.rangeOf(span) };
  }
}

/** A value, its secrets masked, with its place, and the mark and title of the finding it is evidence of. */
export function markedStat(words: Words, marks: EvidenceMarks, name: string, value: string, span: Span): StatView {
  const finding = marks.at(span);
  const place = marks.place(span);
  const line = place.range && 'start' in place.range ? place.range.start.line : 0;
  const view: StatView = { name, value: marks.value(words, name, value, span), line, place };
  return finding ? { ...view, mark: markOf(finding.severity), reason: finding.title, finding: finding.id } : view;
}
