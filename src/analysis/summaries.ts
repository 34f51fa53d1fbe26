import type { Artifact } from '../artifacts/artifact';
import type { Capture } from '../artifacts/capture/model';
import type { Words } from './words';

/** One line about an artifact: what is in it and of when. */
export function summaryOf(words: Words, artifact: Artifact): string {
  switch (artifact.kind) {
    case 'capture': {
      const sessions = words.t('analysis.sessions', { count: artifact.sessions.length });
      return [sessions, timeSpan(words, artifact)].filter(Boolean).join(', ');
    }
    case 'sync-internals': {
      const parts = [
        artifact.taken ? words.moment(artifact.taken.time, artifact.taken.offset) : '',
        artifact.sections.length ? words.t('analysis.sections', { count: artifact.sections.length }) : '',
        artifact.types.length ? words.t('analysis.dataTypes', { count: artifact.types.length }) : '',
        artifact.events.length ? words.t('analysis.events', { count: artifact.events.length }) : '',
        artifact.nodes.length ? words.t('analysis.nodes', { count: artifact.nodes.length }) : '',
      ];
      return parts.filter(Boolean).join(', ');
    }
    case 'policy-export':
      return words.t('analysis.policies', { count: artifact.policies.length });
    case 'dsregcmd':
      return words.t('analysis.values', { count: artifact.values.length });
    case 'powershell-output':
      return artifact.outputs
        .map(({ cmdlet }) => cmdlet)
        .filter(Boolean)
        .join(', ');
    case 'edge-log':
      return words.t('analysis.logLines', { count: artifact.lines.length });
    case 'aad-event':
      return words.t('analysis.events', { count: artifact.events.length });
    case 'attachments':
      return words.t('analysis.attachments', { count: artifact.entries.length });
    case 'signin-internals':
      return words.t('analysis.sections', { count: artifact.sections.length });
    case 'value':
    case 'text':
      return '';
  }
}

/** First start and last end of a capture in milliseconds, and the zone it was recorded in. */
export function extent(capture: Capture): { first: number | undefined; last: number | undefined; offset: number } {
  let first: number | undefined;
  let last: number | undefined;
  let offset: number | undefined;
  for (const session of capture.sessions) {
    if (session.started === undefined) continue;
    const end = session.started + (session.duration ?? 0);
    if (first === undefined || session.started < first) first = session.started;
    if (last === undefined || end > last) last = end;
    offset ??= session.offset;
  }
  return { first, last, offset: offset ?? 0 };
}

/** "09:12:04 - 09:14:31": the head of the waterfall; empty when no session carries a time. */
export function spanText(words: Words, capture: Capture): string {
  const { first, last, offset } = extent(capture);
  if (first === undefined || last === undefined) return '';
  return `${words.clock(first, offset)} \u2013 ${words.clock(last, offset)}`;
}

/** "22 Nov 2026 09:12:04 to 09:14:31 (UTC+1)". */
export function timeSpan(words: Words, capture: Capture): string {
  const { first, last, offset } = extent(capture);
  if (first === undefined || last === undefined) return '';
  const sameDay = words.date(first, offset) === words.date(last, offset);
  return words.t('analysis.timeSpan', {
    from: words.moment(first, offset),
    to: sameDay ? words.clock(last, offset) : words.moment(last, offset),
    zone: words.zone(offset),
  });
}
