import { diagnose } from '../../diagnosis';
import { prepare } from '../../diagnosis/settings';
import type { FileOfCase } from '../../reports/json/findings';
import { findingMarkdown, reportMarkdown } from '../../reports/markdown';
import { sarifLog } from '../../reports/sarif';
import type { ArtifactRef, Params } from '../protocol';
import type { Handlers, ServiceContext } from '../service';
import { summaryOf } from '../summaries';
import { compare } from './compare';
import { redact } from './redact';

export type OutHandlers = Pick<Handlers, 'report' | 'redact' | 'compare' | 'timeline'>;

/** What leaves for the ticket: reports, redacted copies, comparisons, the merged timeline. */
export function outHandlers(context: ServiceContext): OutHandlers {
  const later = () => Promise.reject(new Error('reports'));
  return {
    report: (params, signal) => report(context, params, signal),
    redact: (params, signal) => redact(context, params, signal),
    compare: (params) => compare(context, params),
    timeline: later,
  };
}

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

async function report(context: ServiceContext, params: Params<'report'>, signal: AbortSignal): Promise<string> {
  const { refs, format, finding } = params;
  const language = params.language ?? context.words.language;
  const files = filesOf(context, refs);
  const [only] = refs;
  const diagnosis =
    refs.length === 1 && only
      ? context.store.get(only).diagnosis
      : await diagnose(
          files.map(({ artifact }) => artifact),
          { platform: context.store.environment.platform, settings: context.options, signal },
        );
  const { own } = prepare(context.options);
  if (format === 'finding') {
    const found = diagnosis.findings.find(({ id }) => id === finding);
    return found ? findingMarkdown(found, files, diagnosis, language, own) : '';
  }
  if (format === 'sarif') return `${JSON.stringify(sarifLog(files, diagnosis, language, own), null, 2)}\n`;
  return reportMarkdown(files, diagnosis, language, own);
}
