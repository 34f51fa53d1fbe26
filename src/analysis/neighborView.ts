import type { Artifact } from '../artifacts/artifact';
import type { Span } from '../artifacts/place';
import type { SourceText } from '../artifacts/sourceText';
import type { ServiceContext } from './context';
import { EvidenceMarks, markedStat } from './dump/marks';
import { findingViews } from './findingViews';
import { formText } from './forms';
import { hideSecrets } from './masking';
import type { OpenArtifact } from './store';
import { summaryOf } from './summaries';
import type { DumpView, NeighborView, StatView } from './views';
import type { Words } from './words';

/** How many lines of a log are listed; the text editor has them all. */
const maxLines = 2000;

type Section = DumpView['sections'][number];

/** A structured artifact without an editor of its own: findings first, then its values in sections. */
export function neighborView(context: ServiceContext, entry: OpenArtifact): NeighborView {
  const { words } = context;
  const { artifact, diagnosis, artifacts } = entry;
  const views = findingViews(context, artifacts);
  const findings = views.all(diagnosis);
  const source = sourceOf(artifact);
  const marks = source && new EvidenceMarks(entry, { id: artifact.id, source }, findings);
  return {
    id: entry.id,
    name: entry.name,
    kind: artifact.kind,
    form: artifact.form,
    formText: formText(words, artifact),
    bytes: entry.bytes,
    summary: summaryOf(words, artifact),
    problems: views.problems(artifact.problems),
    findings,
    checked: diagnosis.checked,
    sections: marks ? sectionsOf(words, artifact, marks) : [],
  };
}

/** The text that an artifact's spans lie in. */
function sourceOf(artifact: Artifact): SourceText | undefined {
  if (artifact.kind === 'policy-export') return artifact.text;
  return 'source' in artifact ? artifact.source : undefined;
}

function sectionsOf(words: Words, artifact: Artifact, marks: EvidenceMarks): Section[] {
  const stat = (name: string, value: string, span: Span, detail = ''): StatView => ({
    ...markedStat(words, marks, name, value, span),
    ...(detail ? { detail: hideSecrets(words, detail) } : {}),
  });
  const start: Span = { start: 0, end: 0 };
  switch (artifact.kind) {
    case 'policy-export':
      return [
        {
          title: words.t('analysis.policiesTitle'),
          stats: artifact.policies.map(({ name, valueText, valueSpan, level, scope, source, messages }) =>
            stat(name, valueText, valueSpan, [level, scope, source, ...messages].filter(Boolean).join(' · ')),
          ),
        },
        {
          title: words.t('analysis.aboutBrowser'),
          stats: artifact.metadata.map(({ name, value }) => stat(name, value, spanOf(artifact.text, value) ?? start)),
        },
      ].filter(({ stats }) => stats.length);
    case 'dsregcmd':
      return grouped(
        artifact.values.map(({ section, key, value, valueSpan }) => ({
          title: section,
          stat: stat(key, value, valueSpan),
        })),
      );
    case 'powershell-output':
      return artifact.outputs.map(({ cmdlet, text, properties, span }) => ({
        title: cmdlet ?? words.t('analysis.output'),
        stats: properties.length
          ? properties.map(({ name, value, span: at }) => stat(name, value, at))
          : [stat(words.t('analysis.output'), text, span)],
      }));
    case 'edge-log':
      return [
        {
          title: words.t('analysis.logLines'),
          stats: artifact.lines
            .slice(0, maxLines)
            .map(({ time, level, text, file, span }) => stat(time || level, text, span, `${level} ${file}`.trim())),
        },
      ];
    case 'aad-event':
      return [
        {
          title: words.t('analysis.logEvents'),
          stats: artifact.events
            .slice(0, maxLines)
            .map(({ time, id, text, level, span }) =>
              stat(
                time || String(id ?? ''),
                text,
                span,
                [id === undefined ? '' : String(id), level].filter(Boolean).join(' · '),
              ),
            ),
        },
      ];
    case 'signin-internals':
      return artifact.sections.map(({ title, stats }) => ({
        title: title ?? words.t('analysis.untitled'),
        stats: stats.map(({ name, value, valueSpan }) => stat(name, value, valueSpan)),
      }));
    default:
      return [];
  }
}

function spanOf(source: SourceText, value: string): Span | undefined {
  const at = value ? source.text.indexOf(value) : -1;
  return at < 0 ? undefined : { start: at, end: at + value.length };
}

function grouped(items: readonly { title: string; stat: StatView }[]): Section[] {
  const groups = new Map<string, StatView[]>();
  for (const { title, stat } of items) {
    const stats = groups.get(title);
    if (stats) stats.push(stat);
    else groups.set(title, [stat]);
  }
  return [...groups].map(([title, stats]) => ({ title, stats }));
}
