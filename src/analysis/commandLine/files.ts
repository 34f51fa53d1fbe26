import type { Artifact } from '../../artifacts/artifact';
import { readArtifacts } from '../../artifacts/read';
import type { ByteSource } from '../../platform/platform';
import type { FileOfCase } from '../../reports/json/findings';
import { idOf } from '../artifactIds';
import { summaryOf } from '../summaries';
import { Words } from '../words';
import { partsOf } from './parts';
import type { Run } from './terminal';

/**
 * The artifacts of the given files, those inside zips and mails behind the list they come from; files that cannot be
 * read are told on stderr.
 */
export async function readFiles(run: Run, paths: readonly string[]): Promise<FileOfCase[]> {
  const files: FileOfCase[] = [];
  for (const path of paths) {
    try {
      await readFile(run, path, [], path.split(/[/\\]/).pop() ?? path, await run.terminal.open(path), files);
    } catch (error) {
      const reason = error instanceof Error ? error.message : String(error);
      run.terminal.note(run.t('cli.unreadable', { path, reason }));
    }
  }
  return files;
}

async function readFile(
  run: Run,
  path: string,
  inner: readonly string[],
  name: string,
  source: ByteSource,
  files: FileOfCase[],
): Promise<void> {
  const { terminal, options, password } = run;
  const words = new Words(options.language);
  const id = idOf({ uri: path, inner });
  const shown = [path, ...inner].join(' > ');
  const given = password === undefined ? {} : { password };
  const artifacts = await readArtifacts(source, { id, name, platform: terminal.platform, ...given });
  for (const artifact of artifacts) {
    files.push({ path: shown, bytes: source.size, summary: summaryOf(words, artifact), artifact });
    tellPassword(run, shown, artifact);
    if (artifact.kind !== 'attachments') continue;
    for await (const part of partsOf(artifact, inner)) {
      await readFile(run, path, part.inner, part.name, part.source, files);
    }
  }
  // A capture reads on from its source; everything else is in memory by now.
  if (!artifacts.some(({ kind }) => kind === 'capture')) await source.close();
}

function tellPassword(run: Run, path: string, artifact: Artifact): void {
  if (artifact.kind !== 'capture' || artifact.password !== 'needed') return;
  run.terminal.note(run.t(run.password === undefined ? 'cli.passwordNeeded' : 'cli.passwordWrong', { path }));
}
