import type { Capture, Session } from '../../artifacts/capture/model';
import { extent } from '../summaries';
import type { StatisticsView } from '../views';
import type { Words } from '../words';

const bucketCount = 60;
const listed = 20;

/** Figures of a capture: by host, by status, over time, and what was slow, failed or not decrypted. */
export function statisticsView(words: Words, capture: Capture): StatisticsView {
  const { sessions } = capture;
  const hosts = new Map<string, { count: number; failed: number; bytes: number; slowest: number }>();
  const statuses = new Map<string, number>();
  let bytes = 0;
  for (const session of sessions) {
    const host = hosts.get(session.host) ?? { count: 0, failed: 0, bytes: 0, slowest: 0 };
    host.count++;
    if (hasFailed(session)) host.failed++;
    host.bytes += Math.max(0, session.responseBytes);
    host.slowest = Math.max(host.slowest, session.isTunnel ? 0 : (session.duration ?? 0));
    hosts.set(session.host, host);
    bytes += Math.max(0, session.responseBytes) + Math.max(0, session.requestBytes);
    const status = session.status ? `${Math.floor(session.status / 100)}xx` : words.t('analysis.noAnswer');
    statuses.set(status, (statuses.get(status) ?? 0) + 1);
  }
  const { first, last } = extent(capture);
  const span = first === undefined || last === undefined ? 0 : last - first;
  const bucketMs = Math.max(1, Math.ceil(span / bucketCount));
  const buckets = Array.from({ length: span ? Math.ceil((span + 1) / bucketMs) : 0 }, (_, index) => ({
    start: index * bucketMs,
    count: 0,
    failed: 0,
  }));
  for (const session of sessions) {
    if (session.started === undefined || first === undefined) continue;
    const bucket = buckets[Math.floor((session.started - first) / bucketMs)];
    if (!bucket) continue;
    bucket.count++;
    if (hasFailed(session)) bucket.failed++;
  }
  const tunnels = sessions.filter(({ isTunnel }) => isTunnel).length;
  const blind = sessions.filter(({ isBlindTunnel }) => isBlindTunnel).length;
  const row = (name: string, text: string) => ({ name, value: { text } });
  const slow = sessions
    .filter((session) => !session.isTunnel && session.duration !== undefined)
    .sort((a, b) => (b.duration ?? 0) - (a.duration ?? 0))
    .slice(0, listed);
  const failed = sessions.filter((session) => hasFailed(session));
  return {
    groups: [
      {
        title: words.t('analysis.facts'),
        rows: [
          row(words.t('analysis.stat.sessions'), words.number(sessions.length)),
          row(words.t('analysis.stat.bytes'), words.size(bytes)),
          row(words.t('analysis.stat.failed'), words.number(failed.length)),
          row(words.t('analysis.stat.tunnels'), words.number(tunnels)),
          row(words.t('analysis.stat.blind'), words.number(blind)),
        ],
      },
      { title: words.t('analysis.stat.slowest'), rows: slow.map((session) => sessionRow(words, session)) },
      {
        title: words.t('analysis.stat.failed'),
        rows: failed.slice(0, listed).map((session) => sessionRow(words, session)),
      },
    ],
    hosts: [...hosts]
      .map(([host, figures]) => ({ host, ...figures }))
      .sort((a, b) => b.count - a.count)
      .slice(0, 200),
    statuses: [...statuses]
      .map(([status, count]) => ({ status, count }))
      .sort((a, b) => a.status.localeCompare(b.status)),
    buckets,
    bucketMs,
  };
}

function sessionRow(words: Words, session: Session) {
  const duration = session.duration === undefined ? '' : words.duration(session.duration);
  return {
    name: `#${session.sid}`,
    value: { text: `${session.status || '-'} ${session.method} ${session.host}${session.path.split('?')[0] ?? ''}` },
    meaning: duration,
    session: session.key,
    sid: session.sid,
  };
}

function hasFailed({ status, netError }: Session): boolean {
  return status >= 400 || status === 0 || netError !== '';
}
