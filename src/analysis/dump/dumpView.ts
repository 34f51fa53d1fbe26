import type { Dump, Section, Stat } from '../../artifacts/dump/model';
import type { Place, Span } from '../../artifacts/place';
import type { Finding } from '../../diagnosis/finding';
import { findingViews } from '../findingViews';
import { formText } from '../forms';
import { plain } from '../secrets';
import type { ServiceContext } from '../service';
import type { OpenArtifact } from '../store';
import { summaryOf } from '../summaries';
import type { DumpView, FindingView, MarkName, StatView } from '../views';
import { healthOf } from './health';
import { typeGroupsOf } from './typeGroups';

/** Mark of a severity; a note for everything below a warning. */
export function markOf(severity: Finding['severity']): MarkName {
  if (severity === 'error' || severity === 'warning') return severity;
  return 'note';
}

/** The dump editor's content: health, findings, sections with inline marks, Type Info. */
export function dumpView(context: ServiceContext, entry: OpenArtifact, dump: Dump): DumpView {
  const { words } = context;
  const views = findingViews(context, entry.artifacts);
  const findings = views.all(entry.diagnosis);
  const marks = new EvidenceMarks(entry, dump, findings);
  const sections = dump.sections.map((section) => sectionView(marks, section, words.t('analysis.untitled')));
  const identifiers = dump.sections.some(({ title }) => title === 'Identity');
  const product = statOf(dump, 'Client Version');
  return {
    id: entry.id,
    name: entry.name,
    kind: dump.kind,
    form: dump.form,
    formText: formText(words, dump),
    bytes: entry.bytes,
    summary: summaryOf(words, dump),
    problems: views.problems(dump.problems),
    takenText: dump.taken
      ? `${words.moment(dump.taken.time, dump.taken.offset)} (${words.zone(dump.taken.offset)})`
      : '',
    facts: [product ? shortVersion(product.value) : '', identifiers ? words.t('analysis.identifiers') : ''].filter(
      Boolean,
    ),
    fragment: dump.form === 'fragment',
    fragmentText: dump.form === 'fragment' ? fragmentText(context, dump) : '',
    health: healthOf(words, dump, findings),
    findings,
    checked: entry.diagnosis.checked,
    sections,
    typeGroups: typeGroupsOf(
      words,
      dump,
      (span) => marks.at(span),
      (span) => marks.place(span),
    ),
    typeCount: dump.types.length,
    eventCount: dump.events.length,
    nodeTypes: nodeTypes(dump),
  };
}

/** A stat by name, in any section; the first. */
export function statOf(dump: Dump, name: string, section?: RegExp): Stat | undefined {
  for (const { title, stats } of dump.sections) {
    if (section && !(title && section.test(title))) continue;
    const found = stats.find((stat) => stat.name.toLowerCase() === name.toLowerCase());
    if (found) return found;
  }
  return undefined;
}

/** Findings by the place of their evidence in this dump. */
export class EvidenceMarks {
  private readonly found: { readonly start: number; readonly end: number; readonly finding: FindingView }[] = [];

  constructor(
    private readonly entry: OpenArtifact,
    private readonly dump: Dump,
    findings: readonly FindingView[],
  ) {
    for (const finding of findings) {
      for (const { place } of finding.evidence) {
        const { range } = place;
        if (place.artifact !== dump.id || place.session !== undefined || !range || !('start' in range)) continue;
        this.found.push({
          start: dump.source.offsetAt(range.start),
          end: dump.source.offsetAt(range.end),
          finding,
        });
      }
    }
  }

  /** The gravest finding whose evidence touches the span. */
  at(span: Span): FindingView | undefined {
    const order = ['error', 'warning', 'information', 'hint'];
    return this.found
      .filter(({ start, end }) => start < Math.max(span.end, span.start + 1) && end > span.start)
      .map(({ finding }) => finding)
      .sort((a, b) => order.indexOf(a.severity) - order.indexOf(b.severity))[0];
  }

  place(span: Span): Place {
    return { artifact: this.entry.id, layers: [], range: this.dump.source.rangeOf(span) };
  }
}

function sectionView(marks: EvidenceMarks, section: Section, untitled: string): DumpView['sections'][number] {
  const stats = section.stats.map((stat) => statView(marks, stat));
  const worst = (['error', 'warning'] as const).find((mark) => stats.some((stat) => stat.mark === mark));
  return { title: section.title ?? untitled, stats, ...(worst ? { mark: worst } : {}) };
}

function statView(marks: EvidenceMarks, stat: Stat): StatView {
  const finding = marks.at(stat.valueSpan);
  const place = marks.place(stat.valueSpan);
  const line = place.range && 'start' in place.range ? place.range.start.line : 0;
  const view: StatView = { name: stat.name, value: plain(stat.value), line, place };
  if (finding) {
    return { ...view, mark: markOf(finding.severity), reason: finding.title, finding: finding.id };
  }
  // Chromium's own mark, where no condition says more; push being off is harmless.
  if (stat.status === 'in_bad_state')
    return { ...view, mark: stat.name === 'Notifications Enabled' ? 'note' : 'warning' };
  return view;
}

function fragmentText(context: ServiceContext, dump: Dump): string {
  const { start, end } = dump.source.rangeOf(dump.span);
  return context.words.t('analysis.fragment', { from: String(start.line + 1), to: String(end.line + 1) });
}

function nodeTypes(dump: Dump): { name: string; count: number }[] {
  const counts = new Map<string, number>();
  for (const { dataType } of dump.nodes) counts.set(dataType, (counts.get(dataType) ?? 0) + 1);
  return [...counts].map(([name, count]) => ({ name, count }));
}

/** "Microsoft Edge Windows 144.0.3719.82 stable" without the revision. */
function shortVersion(value: string): string {
  return value.replace(/\s*\([^)]*\)/g, '').trim();
}
