import { type Language, type MessageArgs, type MessageKey, message, text } from '../../text';
import { codeSpan, escapeMarkdown } from '../markdownText';
import { maskText, maskValue } from '../maskText';
import { fileName } from '../names';
import type { Change, Comparison } from './model';

/** A comparison as tables, for the ticket and the preview. */
export function compareMarkdown(comparison: Comparison, before: string, after: string, language: Language): string {
  const t = (key: MessageKey, args?: MessageArgs) => text(message(key, args), language);
  const { changes, same, volatile } = comparison;
  const count = (mark: Change['mark']) => changes.filter((change) => change.mark === mark).length;
  const blocks = [
    `# ${t('reports.compare.title')}`,
    [
      `- ${t('reports.compare.before')}: ${codeSpan(fileName(before))}`,
      `- ${t('reports.compare.after')}: ${codeSpan(fileName(after))}`,
    ].join('\n'),
    changes.length === 0
      ? t('reports.compare.equal')
      : t('reports.compare.counts', { better: count('better'), worse: count('worse'), changed: count('changed') }),
    t('reports.compare.left', { same, volatile }),
  ];
  for (const mark of ['worse', 'better', 'changed'] as const) {
    const rows = changes.filter((change) => change.mark === mark);
    if (rows.length === 0) continue;
    blocks.push(
      `## ${t(`reports.compare.${mark}`)}`,
      [
        `| ${t('reports.compare.place')} | ${t('reports.compare.name')} | ${t('reports.compare.before')} | ${t('reports.compare.after')} | ${t('reports.compare.meaning')} |`,
        '| --- | --- | --- | --- | --- |',
        ...rows.map(
          (row) =>
            `| ${[row.place, row.name, maskValue(row.name, row.before ?? '—'), maskValue(row.name, row.after ?? '—'), row.meaning ? text(row.meaning, language) : ''].map(cell).join(' | ')} |`,
        ),
      ].join('\n'),
    );
  }
  return `${blocks.join('\n\n')}\n`;
}

function cell(value: string): string {
  const shown = maskText(value);
  return escapeMarkdown(shown.length > 200 ? `${shown.slice(0, 199)}…` : shown);
}

/** The `compare` output of the command line. */
export function compareJson(comparison: Comparison, language: Language) {
  return {
    version: 1,
    changes: comparison.changes.map(({ place, name, before, after, meaning, mark }) => ({
      place,
      name,
      before: before === null ? null : maskValue(name, before),
      after: after === null ? null : maskValue(name, after),
      meaning: meaning ? text(meaning, language) : null,
      mark,
    })),
    same: comparison.same,
    volatile: comparison.volatile,
  };
}
