import type { Capture, Session } from '../../artifacts/capture/model';
import { captureFigures } from '../../reports/statistics/figures';
import { statisticsSvg } from '../../reports/statistics/svg';
import { statisticsCsv, statisticsMarkdown } from '../../reports/statistics/tables';
import { hideSecrets } from '../masking';
import type { Params } from '../protocol';
import type { StatisticsView } from '../views';
import type { Words } from '../words';

/** Hosts that the page lists. */
const mostHosts = 500;

/** Figures of a capture: by host, by status, over time, and what was slow, large, failed or not decrypted. */
export function statisticsView(words: Words, capture: Capture): StatisticsView {
  const figures = captureFigures(capture);
  const { tunnels, blind, first, last, offset } = figures;
  const row = (name: string, text: string) => ({ name, value: { text } });
  const share = tunnels ? Math.round((blind / tunnels) * 100) : 0;
  const shareText = tunnels ? words.t('analysis.stat.shareOf', { blind, tunnels, share }) : words.number(0);
  const duration = ({ duration: ms }: Session) => (ms === undefined ? '' : words.duration(ms));
  const size = ({ requestBytes, responseBytes }: Session) =>
    words.size(Math.max(0, requestBytes) + Math.max(0, responseBytes));
  return {
    groups: [
      {
        title: words.t('analysis.facts'),
        rows: [
          row(words.t('analysis.stat.sessions'), words.number(figures.sessions)),
          row(words.t('analysis.stat.sent'), words.size(figures.sent)),
          row(words.t('analysis.stat.received'), words.size(figures.received)),
          row(words.t('analysis.stat.failed'), words.number(figures.failed)),
          row(words.t('analysis.stat.tunnels'), words.number(tunnels)),
          row(words.t('analysis.stat.blind'), shareText),
        ],
      },
      {
        title: words.t('analysis.stat.slowest'),
        rows: figures.slowestSessions.map((session) => sessionRow(words, session, duration(session))),
      },
      {
        title: words.t('analysis.stat.largest'),
        rows: figures.largestSessions.map((session) => sessionRow(words, session, size(session))),
      },
      {
        title: words.t('analysis.stat.failed'),
        rows: figures.failedSessions.map((session) => sessionRow(words, session, duration(session))),
      },
    ].filter(({ rows }) => rows.length),
    hosts: figures.hosts.slice(0, mostHosts),
    hostCount: figures.hosts.length,
    statuses: figures.statuses.map(({ status, count }) => ({
      status,
      text: status ? String(status) : words.t('analysis.noAnswer'),
      count,
    })),
    buckets: figures.buckets,
    bucketMs: figures.bucketMs,
    clock:
      first === undefined || last === undefined
        ? []
        : [first, (first + last) / 2, last].map((time) => words.clock(time, offset)),
  };
}

/** The figures as a file. */
export function statisticsFile(
  words: Words,
  capture: Capture,
  name: string,
  format: Params<'statisticsFile'>['format'],
): string {
  const figures = captureFigures(capture);
  switch (format) {
    case 'svg':
      return statisticsSvg(figures, name, words.language);
    case 'csv':
      return statisticsCsv(figures, words.language);
    case 'markdown':
      return statisticsMarkdown(figures, name, words.language);
  }
}

function sessionRow(words: Words, session: Session, meaning: string) {
  const address = `${session.host}${session.path.split('?')[0] ?? ''}`;
  return {
    name: `#${session.sid}`,
    value: { text: hideSecrets(words, `${session.status || '-'} ${session.method} ${address}`) },
    meaning,
    session: session.key,
    sid: session.sid,
  };
}
