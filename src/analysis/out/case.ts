import { diagnose } from '../../diagnosis';
import type { Diagnosis } from '../../diagnosis/finding';
import type { FileOfCase } from '../../reports/json/findings';
import type { ServiceContext } from '../context';
import type { ArtifactRef } from '../protocol';
import { summaryOf } from '../summaries';

/** The files behind refs as reports want them. */
export function filesOf(context: ServiceContext, refs: readonly ArtifactRef[]): FileOfCase[] {
  return refs.flatMap((ref) => {
    const entry = context.store.get(ref);
    return entry.artifacts.map((artifact) => ({
      path: entry.name,
      bytes: entry.bytes,
      summary: summaryOf(context.words, artifact),
      artifact,
    }));
  });
}

/** Files and what diagnosis says about them together. */
export async function caseDiagnosis(
  context: ServiceContext,
  refs: readonly ArtifactRef[],
  signal: AbortSignal,
): Promise<{ readonly files: readonly FileOfCase[]; readonly diagnosis: Diagnosis }> {
  const files = filesOf(context, refs);
  const [only] = refs;
  const diagnosis =
    refs.length === 1 && only
      ? context.store.get(only).diagnosis
      : await diagnose(
          files.map(({ artifact }) => artifact),
          { platform: context.store.environment.platform, settings: context.options, signal },
        );
  return { files, diagnosis };
}
