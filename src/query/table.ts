import type { Session } from '../artifacts/capture/model';
import type { QueryContext } from './context';

/** Columns whose texts conditions look at. */
export type TextColumn =
  | 'host'
  | 'path'
  | 'url'
  | 'reason'
  | 'type'
  | 'method'
  | 'process'
  | 'protocol'
  | 'color'
  | 'comment'
  | 'ip';

const readers: Record<Exclude<TextColumn, 'reason'>, (session: Session) => string> = {
  host: (session) => session.host,
  path: (session) => session.path,
  url: (session) => session.url,
  type: (session) => session.contentType,
  method: (session) => session.method,
  process: (session) => (session.processId === undefined ? session.process : `${session.process}:${session.processId}`),
  protocol: (session) => session.protocol,
  color: (session) => session.color,
  comment: (session) => session.comment,
  ip: (session) => session.serverIp,
};

/** The rows that queries run on. */
export class SessionTable {
  constructor(
    readonly sessions: readonly Session[],
    readonly context: QueryContext,
    /** Milliseconds from which `is:slow` holds. */
    readonly slow = 5000,
  ) {}

  /** Reads the text of a column. */
  reader(column: TextColumn): (session: Session) => string {
    return column === 'reason' ? (session) => this.context.reason(session.key) : readers[column];
  }
}
