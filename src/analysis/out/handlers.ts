import { prepare } from '../../diagnosis/settings';
import { correlationIds } from '../../reports/correlationIds';
import { customerReply } from '../../reports/customer';
import { reportHtml } from '../../reports/html';
import { findingMarkdown, reportMarkdown } from '../../reports/markdown';
import { sarifLog } from '../../reports/sarif';
import type { Handlers, ServiceContext } from '../context';
import type { Params } from '../protocol';
import { caseDiagnosis } from './case';
import { compare } from './compare';
import { redact } from './redact';
import { timeline } from './timeline';

export type OutHandlers = Pick<Handlers, 'report' | 'redact' | 'compare' | 'timeline'>;

/** What leaves for the ticket: reports, redacted copies, comparisons, the merged timeline. */
export function outHandlers(context: ServiceContext): OutHandlers {
  return {
    report: (params, signal) => report(context, params, signal),
    redact: (params, signal) => redact(context, params, signal),
    compare: (params) => compare(context, params),
    timeline: (params, signal) => timeline(context, params, signal),
  };
}

async function report(context: ServiceContext, params: Params<'report'>, signal: AbortSignal): Promise<string> {
  const { refs, format, finding } = params;
  const language = params.language ?? context.words.language;
  const { files, diagnosis } = await caseDiagnosis(context, refs, signal);
  const { own } = prepare(context.options);
  const extras = async () => ({ requests: await correlationIds(files, diagnosis, signal) });
  switch (format) {
    case 'finding': {
      const found = diagnosis.findings.find(({ id }) => id === finding);
      return found ? findingMarkdown(found, files, diagnosis, language, own) : '';
    }
    case 'sarif':
      return `${JSON.stringify(sarifLog(files, diagnosis, language, own), null, 2)}\n`;
    case 'html':
      return reportHtml(files, diagnosis, language, own, await extras());
    case 'customer':
      return customerReply(files, diagnosis, language, own);
    default:
      return reportMarkdown(files, diagnosis, language, own, await extras());
  }
}
