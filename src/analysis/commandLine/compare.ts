import { diagnose } from '../../diagnosis';
import { compareJson, compareMarkdown, compareSides, type Side } from '../../reports/compare';
import { maskValue } from '../../reports/maskText';
import { readFiles } from './files';
import { UsageError } from './options';
import type { ExitStatus, Run } from './terminal';

/** `compare A B`: what changed between two files of the same kind. */
export async function compareCommand(run: Run): Promise<ExitStatus> {
  const { options, terminal } = run;
  const { operands, language } = options;
  if (operands.length !== 2) throw new UsageError('cli.operands', 'compare A B');
  const sides: Side[] = [];
  for (const path of operands) {
    const files = await readFiles(run, [path]);
    const first = files.find(({ artifact }) => artifact.kind !== 'attachments') ?? files[0];
    if (!first) return 3;
    const diagnosis = await diagnose(
      files.map(({ artifact }) => artifact),
      { platform: terminal.platform },
    );
    sides.push({ name: path, artifact: first.artifact, diagnosis });
  }
  const [before, after] = sides;
  if (!before || !after) return 3;
  const comparison = compareSides(before, after, language);
  if (options.format === 'json') terminal.out(JSON.stringify(compareJson(comparison, language), null, 2));
  else if (options.format === 'markdown') terminal.out(compareMarkdown(comparison, before.name, after.name, language));
  else {
    const { same, volatile } = comparison;
    for (const { place, name, before: from, after: to, meaning, mark } of comparison.changes) {
      const where = [place, name].filter(Boolean).join(' / ');
      terminal.out(
        `${run.t(`reports.compare.${mark}`)}\t${where}: ${maskValue(name, from ?? '-')} -> ${maskValue(name, to ?? '-')}`,
      );
      if (meaning) terminal.out(`\t${run.t(meaning.key, meaning.args)}`);
    }
    terminal.note(run.t('reports.compare.left', { same, volatile }));
  }
  for (const { artifact } of sides) if (artifact.kind === 'capture') await artifact.close();
  return 0;
}
