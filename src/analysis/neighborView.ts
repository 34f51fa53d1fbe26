import type { Artifact } from '../artifacts/artifact';
import { findingViews } from './findingViews';
import { formText } from './forms';
import { plain } from './secrets';
import type { ServiceContext } from './service';
import type { OpenArtifact } from './store';
import { summaryOf } from './summaries';
import type { FieldGroup, FieldView, NeighborView } from './views';

/** How many lines of a log are listed; the text editor has them all. */
const maxLines = 2000;

/** A structured artifact without an editor of its own: findings first, then its values as tables. */
export function neighborView(context: ServiceContext, entry: OpenArtifact): NeighborView {
  const { words } = context;
  const { artifact, diagnosis, artifacts } = entry;
  const views = findingViews(context, artifacts);
  return {
    id: entry.id,
    name: entry.name,
    kind: artifact.kind,
    form: artifact.form,
    formText: formText(words, artifact),
    bytes: entry.bytes,
    summary: summaryOf(words, artifact),
    problems: views.problems(artifact.problems),
    findings: views.all(diagnosis),
    checked: diagnosis.checked,
    groups: groupsOf(artifact),
  };
}

function groupsOf(artifact: Artifact): FieldGroup[] {
  const row = (name: string, value: string, meaning?: string): FieldView => ({
    name,
    value: plain(value),
    ...(meaning ? { meaning } : {}),
  });
  switch (artifact.kind) {
    case 'policy-export':
      return [
        { title: '', rows: artifact.metadata.map(({ name, value }) => row(name, value)) },
        {
          title: '',
          rows: artifact.policies.map(({ name, valueText, level, source, messages }) =>
            row(name, valueText, [level, source, ...messages].filter(Boolean).join(' · ')),
          ),
        },
      ].filter(({ rows }) => rows.length);
    case 'dsregcmd':
      return grouped(artifact.values.map(({ section, key, value }) => ({ title: section, row: row(key, value) })));
    case 'powershell-output':
      return artifact.outputs.map(({ cmdlet, text, properties }) => ({
        title: cmdlet ?? '',
        rows: properties.length ? properties.map(({ name, value }) => row(name, value)) : [row('', text)],
      }));
    case 'edge-log':
      return [
        {
          title: '',
          rows: artifact.lines
            .slice(0, maxLines)
            .map(({ time, level, text, file }) => row(time, text, `${level} ${file}`.trim())),
        },
      ];
    case 'aad-event':
      return [
        {
          title: '',
          rows: artifact.events
            .slice(0, maxLines)
            .map(({ time, id, text, level }) =>
              row(time, text, [id === undefined ? '' : String(id), level].filter(Boolean).join(' · ')),
            ),
        },
      ];
    case 'signin-internals':
      return artifact.sections.map(({ title, stats }) => ({
        title: title ?? '',
        rows: stats.map(({ name, value }) => row(name, value)),
      }));
    default:
      return [];
  }
}

function grouped(items: readonly { title: string; row: FieldView }[]): FieldGroup[] {
  const groups = new Map<string, FieldView[]>();
  for (const { title, row } of items) {
    const rows = groups.get(title);
    if (rows) rows.push(row);
    else groups.set(title, [row]);
  }
  return [...groups].map(([title, rows]) => ({ title, rows }));
}
