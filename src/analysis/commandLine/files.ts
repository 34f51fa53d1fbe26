import type { Artifact } from '../../artifacts/artifact';
import { readArtifacts } from '../../artifacts/read';
import type { FileOfCase } from '../../reports/json/findings';
import { summaryOf } from '../summaries';
import { Words } from '../words';
import type { Run } from './terminal';

/** The artifacts of the given files; files that cannot be read are told on stderr. */
export async function readFiles(run: Run, paths: readonly string[]): Promise<FileOfCase[]> {
  const { terminal, options, password } = run;
  const words = new Words(options.language);
  const files: FileOfCase[] = [];
  for (const path of paths) {
    try {
      const source = await terminal.open(path);
      const artifacts = await readArtifacts(source, {
        id: path,
        name: path.split(/[/\\]/).pop() ?? path,
        platform: terminal.platform,
        ...(password === undefined ? {} : { password }),
      });
      for (const artifact of artifacts) {
        files.push({ path, bytes: source.size, summary: summaryOf(words, artifact), artifact });
        tellPassword(run, path, artifact);
      }
      // A capture reads on from its source; everything else is in memory by now.
      if (!artifacts.some(({ kind }) => kind === 'capture')) await source.close();
    } catch (error) {
      terminal.note(run.t('cli.unreadable', { path, reason: error instanceof Error ? error.message : String(error) }));
    }
  }
  return files;
}

function tellPassword(run: Run, path: string, artifact: Artifact): void {
  if (artifact.kind !== 'capture' || artifact.password !== 'needed') return;
  run.terminal.note(run.t(run.password === undefined ? 'cli.passwordNeeded' : 'cli.passwordWrong', { path }));
}
