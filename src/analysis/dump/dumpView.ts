import type { Dump, Section, Stat } from '../../artifacts/dump/model';
import { currentStatName } from '../../artifacts/dump/statMark';
import { statMeaning } from '../../knowledge/stats';
import type { ServiceContext } from '../context';
import { findingViews } from '../findingViews';
import { formText } from '../forms';
import type { OpenArtifact } from '../store';
import { summaryOf } from '../summaries';
import type { DumpView, StatView } from '../views';
import type { Words } from '../words';
import { healthOf } from './health';
import { EvidenceMarks, markedStat } from './marks';
import { typeGroupsOf } from './typeGroups';

/** The dump editor's content: health, findings, sections with inline marks, Type Info. */
export function dumpView(context: ServiceContext, entry: OpenArtifact, dump: Dump): DumpView {
  const { words } = context;
  const views = findingViews(context, entry.artifacts);
  const findings = views.all(entry.diagnosis);
  const marks = new EvidenceMarks(entry, dump, findings);
  const sections = [...dump.sections, ...extraSections(words, dump)].map((section) =>
    sectionView(words, marks, section),
  );
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

/** What stands beside the sections: the error the browser wants acted on, and further values. */
function extraSections(words: Words, dump: Dump): Section[] {
  const made = (title: string, stats: readonly Stat[]): Section => ({
    title,
    sensitive: false,
    stats,
    span: { start: 0, end: 0 },
  });
  const sections: Section[] = [];
  if (dump.actionableError?.detected)
    sections.push(made(words.t('analysis.actionableError'), dump.actionableError.stats));
  if (dump.extras.length) sections.push(made(words.t('analysis.furtherValues'), dump.extras));
  return sections;
}

/** A stat by today's name, in any section; the first. Older builds had other names for some. */
export function statOf(dump: Dump, name: string, section?: RegExp): Stat | undefined {
  for (const { title, stats } of dump.sections) {
    if (section && !(title && section.test(title))) continue;
    const found = stats.find((stat) => currentStatName(stat.name).toLowerCase() === name.toLowerCase());
    if (found) return found;
  }
  return undefined;
}

function sectionView(words: Words, marks: EvidenceMarks, section: Section): DumpView['sections'][number] {
  const stats = section.stats.map((stat) => statView(words, marks, section, stat));
  const worst = (['error', 'warning'] as const).find((mark) => stats.some((stat) => stat.mark === mark));
  return { title: section.title ?? words.t('analysis.untitled'), stats, ...(worst ? { mark: worst } : {}) };
}

function statView(words: Words, marks: EvidenceMarks, section: Section, stat: Stat): StatView {
  const meaning = statMeaning(section.title, stat.name);
  const view: StatView = {
    ...markedStat(words, marks, stat.name, stat.value, stat.valueSpan),
    ...(meaning ? { meaning: meaning.map((line) => words.render(line)).join('\n') } : {}),
  };
  // Chromium's own mark, where no condition says more; push being off is harmless.
  if (!view.mark && stat.status === 'in_bad_state')
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
