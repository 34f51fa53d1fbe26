import type { Artifact } from '../../../src/artifacts/artifact';
import { readArtifacts } from '../../../src/artifacts/read';
import { diagnose } from '../../../src/diagnosis';
import { memorySource } from '../../../src/platform/memory';
import { nodePlatform } from '../../../src/platform/node';
import { learnFile, Pseudonyms, type RedactedFile, redactFile } from '../../../src/reports/redact';

export interface NamedBytes {
  readonly name: string;
  readonly bytes: Uint8Array;
}

export function readFile({ name, bytes }: NamedBytes): Promise<Artifact[]> {
  return readArtifacts(memorySource(bytes, name), { id: name, name, platform: nodePlatform });
}

/** Redacts all files of a case with the same pseudonyms. */
export async function redactCase(
  files: readonly NamedBytes[],
  pseudonyms = new Pseudonyms(),
  options: { readonly as?: 'same' | 'saz' | 'har'; readonly tokens?: 'claims' | 'whole' } = {},
): Promise<RedactedFile[]> {
  const all = { platform: nodePlatform, pseudonyms, ...options };
  const opened = await Promise.all(
    files.map(async (file) => ({
      name: file.name,
      artifacts: await readFile(file),
      source: memorySource(file.bytes),
    })),
  );
  for (const file of opened) await learnFile(file, all);
  const copies: RedactedFile[] = [];
  for (const file of opened) copies.push(await redactFile(file, all));
  return copies;
}

/** Findings of a case, one line each: severity, id, causes, how often seen. */
export async function findingLines(files: readonly NamedBytes[]): Promise<string[]> {
  const artifacts = (await Promise.all(files.map(readFile))).flat();
  const { findings } = await diagnose(artifacts, { platform: nodePlatform });
  return findings.map(
    ({ severity, id, causedBy, evidence, history }) =>
      `${severity} ${id} <- ${causedBy.join(', ')} (${evidence.length})${history ? ' history' : ''}`,
  );
}
