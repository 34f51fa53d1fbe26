import { headerValue } from '../../artifacts/capture/http';
import type { Capture, Session } from '../../artifacts/capture/model';
import type { ListQuery } from '../views';

type Value = string | number;

const columns: Readonly<Record<string, (session: Session) => Value>> = {
  sid: ({ sid }) => sid,
  result: ({ status }) => status,
  status: ({ status }) => status,
  protocol: ({ protocol }) => protocol,
  host: ({ host }) => host,
  url: ({ path, url }) => path || url,
  body: ({ responseBytes }) => responseBytes,
  size: ({ responseBytes }) => responseBytes,
  requestSize: ({ requestBytes }) => requestBytes,
  type: ({ contentType }) => contentType,
  contentType: ({ contentType }) => contentType,
  process: ({ process }) => process,
  time: ({ duration }) => duration ?? -1,
  duration: ({ duration }) => duration ?? -1,
  started: ({ started }) => started ?? 0,
  clock: ({ started }) => started ?? 0,
  waterfall: ({ started }) => started ?? 0,
  comment: ({ comment }) => comment,
  ip: ({ serverIp }) => serverIp,
  method: ({ method }) => method,
};

/**
 * Row indexes in the order asked for; equal values keep the order of the file. `rank` orders by severity, the gravest
 * first. Headers that are numbers everywhere are compared as numbers.
 */
export async function sortedBy(
  capture: Capture,
  rows: Uint32Array,
  sort: ListQuery['sort'],
  rank: (session: Session) => number,
  signal?: AbortSignal,
): Promise<Uint32Array> {
  if (!sort) return rows;
  const values = await valuesOf(capture, rows, sort.column, rank, signal);
  const direction = sort.descending ? -1 : 1;
  const order = Array.from(rows.keys()).sort((a, b) => direction * compare(values[a], values[b]) || a - b);
  return Uint32Array.from(order, (at) => rows[at] ?? 0);
}

async function valuesOf(
  capture: Capture,
  rows: Uint32Array,
  column: string,
  rank: (session: Session) => number,
  signal?: AbortSignal,
): Promise<Value[]> {
  const header = /^header:(request:)?(.+)$/i.exec(column === 'caching' ? 'header:cache-control' : column);
  const read = column === 'mark' ? rank : (columns[column] ?? (() => 0));
  const values: Value[] = [];
  for (const row of rows) {
    const session = capture.sessions[row];
    if (!session) values.push('');
    else if (header) {
      const detail = await capture.detail(session.key, { signal });
      values.push(headerValue(header[1] ? detail.requestHeaders : detail.responseHeaders, header[2] ?? '') ?? '');
    } else values.push(read(session));
  }
  return header && values.every((value) => /^\d{0,15}$/.test(String(value)))
    ? values.map((value) => (value === '' ? -1 : Number(value)))
    : values;
}

function compare(a: Value | undefined, b: Value | undefined): number {
  if (typeof a === 'number' && typeof b === 'number') return a - b;
  const [first, second] = [String(a ?? ''), String(b ?? '')];
  return first < second ? -1 : first > second ? 1 : 0;
}
