import { diagnose } from '../../diagnosis';
import { correlationIds } from '../../reports/correlationIds';
import { findingsJson } from '../../reports/json/findings';
import { reportMarkdown } from '../../reports/markdown';
import { sarifLog } from '../../reports/sarif';
import { FindingViews } from '../findingViews';
import { Words } from '../words';
import { readFiles } from './files';
import { UsageError } from './options';
import type { ExitStatus, Run } from './terminal';

/** `findings FILE...`: what is wrong in these files, taken as one case. */
export async function findingsCommand(run: Run): Promise<ExitStatus> {
  const { options, terminal } = run;
  if (options.operands.length === 0) throw new UsageError('cli.operands', 'findings FILE...');
  const files = await readFiles(run, options.operands);
  if (files.length === 0) return 3;
  const artifacts = files.map(({ artifact }) => artifact);
  const diagnosis = await diagnose(artifacts, { platform: terminal.platform });
  switch (options.format) {
    case 'json':
      terminal.out(JSON.stringify(findingsJson(files, diagnosis, options.language), null, 2));
      break;
    case 'sarif':
      terminal.out(JSON.stringify(sarifLog(files, diagnosis, options.language), null, 2));
      break;
    case 'markdown':
      terminal.out(
        reportMarkdown(files, diagnosis, options.language, [], { requests: await correlationIds(files, diagnosis) }),
      );
      break;
    default:
      terminal.out(asText(run, files, diagnosis));
  }
  for (const { artifact } of files) if (artifact.kind === 'capture') await artifact.close();
  const limit = options.failOn;
  const isMet = diagnosis.findings.some(
    ({ severity }) => severity === 'error' || (limit === 'warning' && severity === 'warning'),
  );
  return limit && isMet ? 1 : 0;
}

function asText(
  run: Run,
  files: Awaited<ReturnType<typeof readFiles>>,
  diagnosis: Awaited<ReturnType<typeof diagnose>>,
): string {
  const words = new Words(run.options.language);
  const views = new FindingViews(
    words,
    files.map(({ artifact }) => artifact),
  );
  const lines: string[] = [];
  for (const { path, artifact, summary } of files) {
    lines.push(`${path}: ${artifact.kind} ${artifact.form}${summary ? `, ${summary}` : ''}`);
    for (const { text } of views.problems(artifact.problems)) lines.push(`  ${text}`);
  }
  lines.push('');
  for (const finding of views.all(diagnosis)) {
    const history = finding.history ? ` (${run.t('cli.history')})` : '';
    lines.push(`${finding.severity}: ${finding.title} [${finding.id}]${history}`);
    if (finding.causedByText) lines.push(`  ${finding.causedByText}`);
    for (const { label, text } of finding.evidence.slice(0, 5)) lines.push(`  ${label}: ${text}`);
    if (finding.evidence.length > 5) lines.push(`  ${run.t('cli.more', { count: finding.evidence.length - 5 })}`);
    if (finding.rootCause) {
      for (const [index, step] of finding.steps.entries()) lines.push(`  ${index + 1}. ${step}`);
      const [link] = finding.links;
      if (link) lines.push(`  ${link.url}`);
    }
  }
  if (diagnosis.findings.length === 0) lines.push(run.t('cli.noFindings', { count: diagnosis.checked }));
  return lines.join('\n');
}
