import type { TimelineEntry } from '../../artifacts/dump/timeline';
import type { Words } from '../words';

/**
 * What a failed answer of the protocol log tells together with its neighbors: the error, what had nudged the request,
 * and how long the client waits before it asks again. Undefined for answers without an error. `known` = a finding names
 * the error already.
 */
export function eventStory(
  words: Words,
  timeline: readonly TimelineEntry[],
  at: number,
  known: boolean,
): string | undefined {
  const entry = timeline[at];
  const { result } = entry ?? {};
  if (!entry || !result || result.kind === 'success' || result.kind === 'neutral') return undefined;
  const request = entry.partner === undefined ? undefined : timeline[entry.partner];
  const said = known ? [] : [errorText(words, result.kind, result.code)];
  if (request?.types.length) said.push(words.t('analysis.event.nudged', { types: request.types.join(', ') }));
  const wait = backOff(words, timeline, at);
  if (wait) said.push(wait);
  return said.length ? said.join(' ') : undefined;
}

type Failure = 'network' | 'http' | 'protocol' | 'violation' | 'unknown';

function errorText(words: Words, kind: Failure, code: string): string {
  switch (kind) {
    case 'network':
      return words.t('analysis.event.network', { code });
    case 'http':
      return words.t('analysis.event.http', { code });
    case 'protocol':
      return words.t('analysis.event.protocol', { code });
    case 'violation':
      return words.t('analysis.event.violation');
    default:
      return words.t('analysis.event.failed', { code });
  }
}

/** The wait that the service orders, else the one that the log shows. */
function backOff(words: Words, timeline: readonly TimelineEntry[], at: number): string | undefined {
  const entry = timeline[at];
  const ordered = Number(entry?.fields.find(({ name }) => name === 'throttle_delay_seconds')?.value);
  if (ordered > 0) return words.t('analysis.event.throttled', { time: words.duration(ordered * 1000) });
  const from = entry?.event.time;
  const next = timeline.slice(at + 1).find(({ direction }) => direction === 'request');
  if (from === undefined || next?.event.time === undefined) return undefined;
  return words.t('analysis.event.next', { time: words.duration(Math.max(0, next.event.time - from)) });
}
