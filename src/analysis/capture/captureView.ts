import type { Capture } from '../../artifacts/capture/model';
import type { Severity } from '../../diagnosis/finding';
import { condition } from '../../knowledge';
import { fields } from '../../query';
import type { ServiceContext } from '../context';
import { findingViews } from '../findingViews';
import { formText } from '../forms';
import type { OpenArtifact } from '../store';
import { extent, spanText, summaryOf, timeSpan } from '../summaries';
import type { CaptureView } from '../views';
import { qualityOf } from './quality';

/** What the capture editor shows before any session is chosen. */
export function captureView(context: ServiceContext, entry: OpenArtifact, capture: Capture): CaptureView {
  const { words } = context;
  const views = findingViews(context, entry.artifacts);
  const findings = views.all(entry.diagnosis);
  const severities: Record<Severity, number> = { error: 0, warning: 0, information: 0, hint: 0 };
  for (const { severity } of findings) severities[severity]++;
  const help = condition('capture-tool-choice')?.links[0];
  const { first, last } = extent(capture);
  return {
    id: entry.id,
    name: entry.name,
    kind: capture.kind,
    form: capture.form,
    formText: formText(words, capture),
    bytes: entry.bytes,
    summary: summaryOf(words, capture),
    problems: views.problems(capture.problems),
    writer: capture.writer,
    total: capture.sessions.length,
    password: capture.password === 'needed' && entry.passwordTried ? 'wrong' : capture.password,
    timeText: timeSpan(words, capture),
    spanText: spanText(words, capture),
    firstStart: first,
    lastEnd: last,
    quality: qualityOf(words, capture, findings),
    ...(help ? { recordingHelp: { url: help.url, title: help.title } } : {}),
    chain: views.chain(entry.diagnosis),
    findings,
    severities,
    fields: fields.map(({ name, description }) => ({ name, description: words.render(description) })),
  };
}
