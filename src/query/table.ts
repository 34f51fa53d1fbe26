import type { Session } from '../artifacts/capture/model';
import type { QueryContext } from './context';

type TextColumn =
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

/** The rows that queries run on, with their texts in lower case kept per column once a query has asked for them. */
export class SessionTable {
  private readonly columns = new Map<TextColumn, readonly string[]>();

  constructor(
    readonly sessions: readonly Session[],
    readonly context: QueryContext,
    /** Milliseconds from which `is:slow` holds. */
    readonly slow = 5000,
  ) {}

  /** Texts of a column in lower case, by row. */
  lower(column: TextColumn): readonly string[] {
    const known = this.columns.get(column);
    if (known) return known;
    const read = column === 'reason' ? (session: Session) => this.context.reason(session.key) : readers[column];
    const texts = this.sessions.map((session) => read(session).toLowerCase());
    this.columns.set(column, texts);
    return texts;
  }

  /** Text of a column as written. */
  text(column: TextColumn, row: number): string {
    const session = this.sessions[row];
    if (!session) return '';
    return column === 'reason' ? this.context.reason(session.key) : readers[column](session);
  }

  /** Forgets what findings can change: reasons. Call it when diagnosis has new results. */
  refresh(): void {
    this.columns.delete('reason');
  }
}
