import type { Capture } from '../../artifacts/capture/model';
import type { Problem } from '../../artifacts/problem';
import { FindingViews } from '../findingViews';
import { Words } from '../words';
import { readFiles } from './files';
import type { Run } from './terminal';

/**
 * The capture in a file, or the first one inside a zip or mail; undefined when there is none. Says on stderr what is
 * wrong with the file, and which capture it is when there are several.
 */
export async function readCapture(run: Run, path: string): Promise<Capture | undefined> {
  const { terminal } = run;
  const files = await readFiles(run, [path]);
  const captures = files.flatMap(({ path: shown, artifact }) =>
    artifact.kind === 'capture' ? [{ shown, capture: artifact }] : [],
  );
  const [first, ...others] = captures;
  for (const { capture } of others) await capture.close();
  if (!first) {
    for (const { artifact } of files) tellProblems(run, artifact.problems);
    if (files.length > 0) terminal.note(run.t('cli.noCapture', { path }));
    return undefined;
  }
  if (others.length > 0) {
    terminal.note(run.t('cli.severalCaptures', { path, count: captures.length, shown: first.shown }));
  }
  // A missing or wrong password has been told.
  tellProblems(
    run,
    first.capture.problems.filter(({ code }) => !code.startsWith('saz-password-')),
  );
  return first.capture;
}

const shownProblems = 20;

/** Says what is wrong, a line each. */
export function tellProblems(run: Run, problems: readonly Problem[]): void {
  const views = new FindingViews(new Words(run.options.language), []).problems(problems.slice(0, shownProblems));
  for (const { text } of views) run.terminal.note(text);
  const more = problems.length - shownProblems;
  if (more > 0) run.terminal.note(run.t('cli.more', { count: more }));
}
