import { readArtifacts } from '../../artifacts/read';
import { Pseudonyms, redactFile } from '../../reports/redact';
import { message, text } from '../../text';
import { notJudgedText } from '../out/redact';
import { UsageError } from './options';
import type { ExitStatus, Run } from './terminal';

/** `redact FILE --out FILE`: a copy without secrets and personal data, and what was replaced in it. */
export async function redactCommand(run: Run): Promise<ExitStatus> {
  const { options, terminal, password } = run;
  const [path] = options.operands;
  if (options.operands.length !== 1 || path === undefined)
    throw new UsageError('cli.operands', 'redact FILE --out FILE');
  const { out, report, language } = options;
  if (out === undefined) throw new UsageError('cli.missingValue', '--out');
  if (samePath(out, path) || (report !== undefined && (samePath(report, path) || samePath(report, out)))) {
    throw new UsageError('cli.badValue', `${out} = ${path}`);
  }
  let source: Awaited<ReturnType<typeof terminal.open>>;
  try {
    source = await terminal.open(path);
  } catch (error) {
    terminal.note(run.t('cli.unreadable', { path, reason: error instanceof Error ? error.message : String(error) }));
    return 3;
  }
  const name = path.split(/[/\\]/).pop() ?? path;
  const artifacts = await readArtifacts(source, {
    id: name,
    name,
    platform: terminal.platform,
    ...(password === undefined ? {} : { password }),
  });
  const [first] = artifacts;
  if (first?.kind === 'capture' && first.password === 'needed') {
    terminal.note(run.t(password === undefined ? 'cli.passwordNeeded' : 'cli.passwordWrong', { path }));
    return 3;
  }
  const lower = out.toLowerCase();
  const as =
    first?.kind !== 'capture' ? 'same' : lower.endsWith('.har') ? 'har' : lower.endsWith('.saz') ? 'saz' : 'same';
  const copy = await redactFile(
    { name, artifacts, source },
    { platform: terminal.platform, pseudonyms: new Pseudonyms(), as },
  );
  await terminal.writeFile(out, copy.bytes);
  if (report !== undefined) {
    const json = { version: 1, replaced: copy.replaced, notJudged: copy.notJudged };
    await terminal.writeFile(report, new TextEncoder().encode(`${JSON.stringify(json, null, 2)}\n`));
  }
  for (const { class: kind, count } of copy.replaced) {
    terminal.out(`${count}\t${text(message(`reports.class.${kind}`), language)}`);
  }
  for (const what of copy.notJudged) terminal.note(notJudgedText(what, language));
  await source.close();
  return 0;
}

function samePath(left: string, right: string): boolean {
  const plain = (path: string) =>
    path
      .replace(/\\/g, '/')
      .replace(/^\.\//, '')
      .replace(/\/(?:\.\/)+/g, '/');
  return plain(left) === plain(right);
}
