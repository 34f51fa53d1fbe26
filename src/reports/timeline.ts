import type { Artifact } from '../artifacts/artifact';
import type { Session } from '../artifacts/capture/model';
import type { Place } from '../artifacts/place';
import type { Diagnosis } from '../diagnosis/finding';
import { maskText } from './maskText';

/** One moment of a case. */
export interface TimelineRow {
  /** Milliseconds since 1970. */
  readonly time: number;
  /** Minutes east of UTC of the file's clock. */
  readonly offset: number;
  /** Id of the artifact. */
  readonly artifact: string;
  readonly text: string;
  readonly mark: 'error' | 'warning' | undefined;
  readonly place: Place;
}

/** Rows of one case at most; the worst stay. */
const rowLimit = 5000;
const serviceHosts =
  /^(?:edge\.microsoft\.com|login\.(?:microsoftonline\.(?:com|us)|live\.com|windows\.net|partner\.microsoftonline\.cn)|.*\.aadrm\.(?:com|us|cn|de)|.*activity\.windows\.com|.*\.notify\.windows\.com|.*\.cloudmessaging\.edge\.microsoft\.com)$/;

/**
 * What happened in all files of a case, in order of their clocks: requests of sync and everything that failed, entries
 * of the protocol log, the moments the files were taken, events and times of the device.
 */
export function timelineOf(artifacts: readonly Artifact[], diagnosis: Diagnosis): readonly TimelineRow[] {
  const zone = zoneOf(artifacts);
  const marks = sessionMarks(diagnosis);
  const rows = artifacts.flatMap((artifact) => rowsOf(artifact, zone, marks));
  if (rows.length > rowLimit) {
    const important = rows.filter(({ mark }) => mark !== undefined).slice(0, rowLimit);
    const others = rows.filter(({ mark }) => mark === undefined).slice(0, rowLimit - important.length);
    return [...important, ...others].sort((a, b) => a.time - b.time);
  }
  return rows.sort((a, b) => a.time - b.time);
}

/** Zone and year that clocks without their own share. */
interface Zone {
  readonly offset: number;
  readonly year: number | undefined;
}

function zoneOf(artifacts: readonly Artifact[]): Zone {
  for (const artifact of artifacts) {
    if (artifact.kind === 'sync-internals' && artifact.taken) {
      const { time, offset } = artifact.taken;
      return { offset, year: new Date(time).getUTCFullYear() };
    }
    if (artifact.kind === 'capture') {
      const first = artifact.sessions.find(({ started }) => started !== undefined);
      if (first?.started !== undefined)
        return { offset: first.offset ?? 0, year: new Date(first.started).getUTCFullYear() };
    }
  }
  return { offset: 0, year: undefined };
}

function sessionMarks(diagnosis: Diagnosis): ReadonlyMap<string, 'error' | 'warning'> {
  const marks = new Map<string, 'error' | 'warning'>();
  for (const { severity, evidence } of diagnosis.findings) {
    if (severity !== 'error' && severity !== 'warning') continue;
    for (const { place } of evidence) {
      if (place.session === undefined) continue;
      const key = `${place.artifact}\n${place.session}`;
      if (marks.get(key) !== 'error') marks.set(key, severity);
    }
  }
  return marks;
}

function rowsOf(artifact: Artifact, zone: Zone, marks: ReadonlyMap<string, 'error' | 'warning'>): TimelineRow[] {
  const { id } = artifact;
  const row = (
    time: number,
    text: string,
    place: Partial<Place>,
    mark?: 'error' | 'warning',
    offset = zone.offset,
  ): TimelineRow => ({
    time,
    offset,
    artifact: id,
    text: maskText(text.replace(/\s+/g, ' ').slice(0, 300)),
    mark,
    place: { artifact: id, layers: [], ...place },
  });
  switch (artifact.kind) {
    case 'capture':
      return artifact.sessions.flatMap((session) => {
        const mark = marks.get(`${id}\n${session.key}`);
        const failed = session.status === 0 || session.status >= 400;
        if (session.started === undefined || (!mark && !failed && !isService(session))) return [];
        return [
          row(
            session.started,
            sessionText(session),
            { session: session.key },
            mark ?? (failed && isService(session) ? 'warning' : undefined),
            session.offset ?? 0,
          ),
        ];
      });
    case 'sync-internals': {
      const { source, taken } = artifact;
      const events = artifact.events.flatMap((event) => {
        if (event.time === undefined) return [];
        const failed = /\berror\b|fail|MIGRATION_DONE|THROTTLED/i.test(event.details);
        return [
          row(
            event.time,
            `${event.type}: ${event.details}`,
            { range: source.rangeOf(event.span) },
            failed ? 'warning' : undefined,
            taken?.offset ?? zone.offset,
          ),
        ];
      });
      return taken
        ? [...events, row(taken.time, taken.text, { range: source.rangeOf(taken.span) }, undefined, taken.offset)]
        : events;
    }
    case 'dsregcmd':
      return artifact.values.flatMap(({ key, value, valueSpan }) => {
        const time = momentOf(value, zone);
        return time === undefined || !/time/i.test(key)
          ? []
          : [row(time, `${key}: ${value}`, { range: artifact.source.rangeOf(valueSpan) })];
      });
    case 'aad-event':
      return artifact.events.flatMap(({ time, level, id: number, text, span }) => {
        const moment = momentOf(time, zone);
        const mark = /error|fehler|critical/i.test(level) ? 'error' : /warn/i.test(level) ? 'warning' : undefined;
        return moment === undefined
          ? []
          : [row(moment, `${number ?? ''} ${text}`.trim(), { range: artifact.source.rangeOf(span) }, mark)];
      });
    case 'edge-log':
      return artifact.lines.flatMap(({ time, level, text, span }) => {
        if (!/error|fatal|warn/i.test(level) && !/sync/i.test(text)) return [];
        const moment = momentOf(time, zone);
        const mark = /error|fatal/i.test(level) ? 'error' : undefined;
        return moment === undefined ? [] : [row(moment, text, { range: artifact.source.rangeOf(span) }, mark)];
      });
    default:
      return [];
  }
}

function isService({ host, isTunnel }: Session): boolean {
  return !isTunnel && serviceHosts.test(host);
}

function sessionText({ sid, method, host, path, status, reason, netError }: Session): string {
  const short = path.replace(/[?#].*$/, '');
  const answer = status === 0 ? netError || '0' : `${status} ${reason}`.trim();
  return `#${sid} ${method} ${host}${short}: ${answer}`;
}

/**
 * Moments as listings write them: ISO, `2026-11-22 08:16:40.000 UTC`, and the browser log's `1122/081640.123` (month,
 * day, time of the local clock, without a year).
 */
function momentOf(text: string, zone: Zone): number | undefined {
  const log = /^(\d{2})(\d{2})\/(\d{2})(\d{2})(\d{2})(?:\.(\d{1,6}))?$/.exec(text.trim());
  if (log) {
    if (zone.year === undefined) return undefined;
    const [month = 1, day = 1, hour = 0, minute = 0, second = 0] = log.slice(1, 6).map(Number);
    const fraction = Number(`0.${log[6] ?? '0'}`) * 1000;
    return Date.UTC(zone.year, month - 1, day, hour, minute, second) + fraction - zone.offset * 60_000;
  }
  const iso = /^(\d{4}-\d{2}-\d{2})[T ](\d{2}:\d{2}(?::\d{2}(?:\.\d{1,7})?)?)\s*(Z|UTC|[+-]\d{2}:?\d{2})?$/.exec(
    text.trim(),
  );
  if (!iso) return undefined;
  const [, date = '', clock = '', suffix] = iso;
  const time = Date.parse(`${date}T${clock.replace(/(\.\d{3})\d+/, '$1')}Z`);
  if (Number.isNaN(time)) return undefined;
  const east = /^([+-])(\d{2}):?(\d{2})$/.exec(suffix ?? '');
  const minutes = east
    ? (east[1] === '-' ? -1 : 1) * (Number(east[2]) * 60 + Number(east[3]))
    : suffix
      ? 0
      : zone.offset;
  return time - minutes * 60_000;
}
