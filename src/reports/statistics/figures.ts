import type { Capture, Session } from '../../artifacts/capture/model';

/** Slices of time in the charts. */
const bucketCount = 60;
/** Sessions that a list of the slowest, largest and failed ones names. */
const listed = 20;

export interface HostFigures {
  readonly host: string;
  readonly count: number;
  readonly failed: number;
  /** Bytes of answers; of tunnels nothing is known. */
  readonly bytes: number;
  /** Milliseconds of its slowest session; tunnels do not count. */
  readonly slowest: number;
}

/** A slice of time; `start` in milliseconds from the first session. */
export interface Bucket {
  readonly start: number;
  readonly count: number;
  readonly failed: number;
  readonly bytes: number;
}

/** A capture in numbers. */
export interface CaptureFigures {
  readonly sessions: number;
  readonly sent: number;
  readonly received: number;
  readonly failed: number;
  readonly tunnels: number;
  /** Tunnels whose content was not decrypted. */
  readonly blind: number;
  /** Busiest first. */
  readonly hosts: readonly HostFigures[];
  /** Number of sessions by status; 0 stands for no answer. */
  readonly statuses: readonly { readonly status: number; readonly count: number }[];
  readonly buckets: readonly Bucket[];
  readonly bucketMs: number;
  /** Start of the first session and end of the last one, milliseconds since 1970; undefined without times. */
  readonly first: number | undefined;
  readonly last: number | undefined;
  /** Minutes east of UTC of the recorded times. */
  readonly offset: number;
  readonly slowestSessions: readonly Session[];
  readonly largestSessions: readonly Session[];
  readonly failedSessions: readonly Session[];
}

/** Counts a capture. */
export function captureFigures({ sessions }: Capture): CaptureFigures {
  const failed = sessions.filter(hasFailed);
  const timed = sessions.filter((session) => !session.isTunnel && session.duration !== undefined);
  const { first, last } = span(sessions);
  return {
    sessions: sessions.length,
    sent: sum(sessions, ({ requestBytes }) => requestBytes),
    received: sum(sessions, ({ responseBytes }) => responseBytes),
    failed: failed.length,
    tunnels: sessions.filter(({ isTunnel }) => isTunnel).length,
    blind: sessions.filter(({ isBlindTunnel }) => isBlindTunnel).length,
    hosts: hostsOf(sessions),
    statuses: statusesOf(sessions),
    ...bucketsOf(sessions, first, last),
    first,
    last,
    offset: sessions.find(({ offset }) => offset !== undefined)?.offset ?? 0,
    slowestSessions: top(timed, ({ duration }) => duration ?? 0),
    largestSessions: top(
      sessions.filter(({ responseBytes, requestBytes }) => responseBytes + requestBytes > 0),
      ({ responseBytes, requestBytes }) => Math.max(0, responseBytes) + Math.max(0, requestBytes),
    ),
    failedSessions: failed.slice(0, listed),
  };
}

/** True for an answer of 400 and above, none at all, and network errors. */
function hasFailed({ status, netError }: Session): boolean {
  return status >= 400 || status === 0 || netError !== '';
}

function sum(sessions: readonly Session[], bytes: (session: Session) => number): number {
  return sessions.reduce((total, session) => total + Math.max(0, bytes(session)), 0);
}

function top(sessions: readonly Session[], amount: (session: Session) => number): readonly Session[] {
  return [...sessions].sort((a, b) => amount(b) - amount(a)).slice(0, listed);
}

function span(sessions: readonly Session[]): { first: number | undefined; last: number | undefined } {
  let first: number | undefined;
  let last: number | undefined;
  for (const { started, duration = 0 } of sessions) {
    if (started === undefined) continue;
    if (first === undefined || started < first) first = started;
    if (last === undefined || started + duration > last) last = started + duration;
  }
  return { first, last };
}

function hostsOf(sessions: readonly Session[]): HostFigures[] {
  const hosts = new Map<string, { count: number; failed: number; bytes: number; slowest: number }>();
  for (const session of sessions) {
    const host = hosts.get(session.host) ?? { count: 0, failed: 0, bytes: 0, slowest: 0 };
    host.count++;
    if (hasFailed(session)) host.failed++;
    host.bytes += Math.max(0, session.responseBytes);
    host.slowest = Math.max(host.slowest, session.isTunnel ? 0 : (session.duration ?? 0));
    hosts.set(session.host, host);
  }
  return [...hosts].map(([host, figures]) => ({ host, ...figures })).sort((a, b) => b.count - a.count);
}

function statusesOf(sessions: readonly Session[]): CaptureFigures['statuses'] {
  const counts = new Map<number, number>();
  for (const { status } of sessions) counts.set(Math.max(0, status), (counts.get(Math.max(0, status)) ?? 0) + 1);
  return [...counts].map(([status, count]) => ({ status, count })).sort((a, b) => a.status - b.status);
}

function bucketsOf(
  sessions: readonly Session[],
  first: number | undefined,
  last: number | undefined,
): Pick<CaptureFigures, 'buckets' | 'bucketMs'> {
  const length = first === undefined || last === undefined ? 0 : last - first;
  const bucketMs = Math.max(1, Math.ceil(length / bucketCount));
  const buckets = Array.from({ length: length ? Math.ceil((length + 1) / bucketMs) : 0 }, (_, index) => ({
    start: index * bucketMs,
    count: 0,
    failed: 0,
    bytes: 0,
  }));
  for (const session of sessions) {
    const { started } = session;
    const bucket = started === undefined ? undefined : buckets[Math.floor((started - (first ?? 0)) / bucketMs)];
    if (!bucket) continue;
    bucket.count++;
    bucket.bytes += Math.max(0, session.responseBytes) + Math.max(0, session.requestBytes);
    if (hasFailed(session)) bucket.failed++;
  }
  return { buckets, bucketMs };
}
