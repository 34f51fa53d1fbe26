import { headerValue } from '../../artifacts/capture/http';
import type { Capture, Session } from '../../artifacts/capture/model';
import type { Severity } from '../../diagnosis/finding';
import {
  type Completion,
  compileQuery,
  completeQuery,
  completionReadsHeads,
  parseQuery,
  partCounts,
  SessionTable,
} from '../../query';
import type { ServiceContext } from '../context';
import { findingViews } from '../findingViews';
import { hideSecrets, secretsInHeader } from '../masking';
import type { OpenArtifact } from '../store';
import type { ListEntry, ListQuery, ListResult, MarkName } from '../views';
import { CaptureFacts, needsScan } from './facts';
import type { ListState } from './listState';
import { SessionRows } from './rows';
import { sortedBy } from './sorting';

const maxMarks = 2000;

/** Lists of one capture: filtering, sorting, grouping, and the rows of a window. */
export class CaptureLists {
  readonly rows: SessionRows;
  readonly facts: CaptureFacts;
  readonly table: SessionTable;

  constructor(
    private readonly context: ServiceContext,
    private readonly entry: OpenArtifact,
    private readonly capture: Capture,
  ) {
    const views = findingViews(context, entry.artifacts);
    this.rows = new SessionRows(context.words, capture, entry.diagnosis, views);
    this.facts = new CaptureFacts(capture, this.rows, context.store.environment.platform, entry.diagnosis);
    this.table = new SessionTable(capture.sessions, this.facts);
  }

  /** Runs a query and keeps the list under the view's id; a mistake keeps the last good list. */
  async list(view: string, query: ListQuery, signal?: AbortSignal): Promise<ListResult> {
    const { words } = this.context;
    const { sessions } = this.capture;
    const parsed = parseQuery(query.query);
    const last = this.entry.lists.get(view);
    if (parsed.error) {
      const { message, span } = parsed.error;
      const error = { text: words.render(message), start: span.start, end: span.end };
      if (last) return { ...last.result, error };
      const all = await this.list(view, { ...query, query: '' }, signal);
      return { ...all, error };
    }
    const onProgress = (done: number, total: number) =>
      this.context.progress(
        this.entry.ref.uri,
        done,
        total,
        words.t('analysis.searching', { done, total }),
        'searching',
      );
    if (needsScan(query.query)) await this.facts.scan(signal, onProgress);
    const compiled = compileQuery(parsed.query, this.table);
    const found = compiled.level === 0 ? compiled.runRows() : await compiled.run({ signal, onProgress });
    const severities = query.severities;
    const matching = severities?.length ? found.filter((row) => this.hasSeverity(sessions[row], severities)) : found;
    const rank = ({ key }: Session) => severityRank(this.rows.findings.get(key)?.[0]?.finding.severity);
    const sorted = await sortedBy(this.capture, matching, query.sort, rank, signal);
    const state = this.arrange(query, sorted);
    const parts =
      matching.length === 0 && query.query.trim() && compiled.level === 0
        ? (await partCounts(query.query, this.table, { signal })).map(({ text, matches }) => ({ text, matches }))
        : undefined;
    const result: ListResult = { ...state.result, ...(parts ? { parts } : {}) };
    this.entry.lists.set(view, { ...state, result });
    return result;
  }

  /** Entries of a list from `from` to `to`, exclusive. */
  async entries(view: string, from: number, to: number): Promise<ListEntry[]> {
    const state = this.state(view);
    if (!state) return [];
    const made: ListEntry[] = [];
    for (let at = Math.max(0, from); at < Math.min(to, state.entries.length); at++) {
      const code = state.entries[at] ?? 0;
      if (code === 0) {
        const group = state.groups.get(at);
        if (group) made.push({ type: 'group', ...group });
        continue;
      }
      const session = state.sessions[Math.abs(code) - 1];
      if (!session) continue;
      const extra = code > 0 && state.columns.length ? await this.extra(session, state.columns) : undefined;
      made.push({ type: code > 0 ? 'session' : 'reason', row: this.rows.row(session, extra) });
    }
    return made;
  }

  /** What can stand at a place of a query, from the capture's own values; reads heads where the values lie there. */
  async complete(text: string, offset: number, signal?: AbortSignal): Promise<Completion> {
    if (completionReadsHeads(text, offset)) await this.facts.scan(signal);
    const completion = completeQuery(text, offset, this.table);
    if (this.facts.isScanned || !/\bhas:[^\s]*$/i.test(text.slice(0, offset))) return completion;
    // Tokens and cookies are counted once the heads were read; a zero before that would be untrue.
    const items = completion.items.map((item) =>
      /^(?:token|cookie)$/.test(item.label) ? { ...item, count: undefined } : item,
    );
    return { ...completion, items };
  }

  /** Sessions of these keys in the order of the main view, those that it hides last. */
  inOrder(keys: readonly number[]): readonly Session[] {
    const wanted = new Set(keys);
    const listed = this.state('main')?.result.keys ?? [];
    const ordered = new Set([...listed].filter((key) => wanted.has(key)));
    for (const key of keys) ordered.add(key);
    return [...ordered].flatMap((key) => this.rows.byKey.get(key) ?? []);
  }

  /** Index of a session's entry in a view, or -1. */
  locate(view: string, key: number): number {
    const state = this.state(view);
    if (!state) return -1;
    const index = state.sessions.findIndex((session) => session.key === key);
    return index < 0 ? -1 : state.entries.indexOf(index + 1);
  }

  /** Title of the group of a session in a view; null when there is none. */
  groupOf(view: string, key: number): string | null {
    const state = this.state(view);
    const session = this.rows.byKey.get(key);
    const by = state?.query.group;
    if (!by || !session || ![...state.order].some((index) => state.sessions[index] === session)) return null;
    return groupTitle(session, by);
  }

  /**
   * Key of the next session with a finding in the order of the view, or -1; goes round at the end. Closed groups are
   * looked into: a finding is never passed over because it is folded away.
   */
  nextFinding(view: string, key: number, direction: 1 | -1): number {
    const state = this.state(view);
    if (!state) return -1;
    const order = [...state.order].map((index) => state.sessions[index]);
    const marked = order.flatMap((session, at) =>
      session && this.isMarked(session) ? [{ key: session.key, at }] : [],
    );
    if (marked.length === 0) return -1;
    const here = order.findIndex((session) => session?.key === key);
    const next =
      direction > 0
        ? (marked.find(({ at }) => at > here) ?? marked[0])
        : (marked.filter(({ at }) => at < here).at(-1) ?? marked.at(-1));
    return next?.key ?? -1;
  }

  private state(view: string): ListState | undefined {
    const known = this.entry.lists.get(view);
    if (known) return known;
    const state = this.arrange({ query: '' }, Uint32Array.from(this.capture.sessions.keys()));
    this.entry.lists.set(view, state);
    return state;
  }

  private isMarked(session: Session): boolean {
    const severity = this.rows.findings.get(session.key)?.[0]?.finding.severity;
    return severity === 'error' || severity === 'warning' || severity === 'information';
  }

  private hasSeverity(session: Session | undefined, wanted: readonly Severity[]): boolean {
    return session !== undefined && this.facts.findings(session.key).some((severity) => wanted.includes(severity));
  }

  private async extra(session: Session, columns: readonly string[]): Promise<Record<string, string>> {
    const { requestHeaders, responseHeaders } = await this.capture.detail(session.key);
    const { words } = this.context;
    const values: Record<string, string> = {};
    for (const column of columns) {
      const name = column.replace(/^request:/i, '');
      const value = headerValue(name === column ? responseHeaders : requestHeaders, name) ?? '';
      values[column] = hideSecrets(words, value, secretsInHeader(name, value));
    }
    return values;
  }

  /** Lays sessions, reason rows and group headers out in one flat list. */
  private arrange(query: ListQuery, order: Uint32Array): ListState {
    const { sessions } = this.capture;
    const collapsed = new Set(query.collapsed ?? []);
    const entries: number[] = [];
    const keys: number[] = [];
    const marks: { entry: number; mark: MarkName }[] = [];
    const groups = new Map<number, { title: string; count: number; mark: MarkName | undefined; collapsed: boolean }>();
    const add = (index: number) => {
      const session = sessions[index];
      if (!session) return;
      const severity = this.rows.findings.get(session.key)?.[0]?.finding.severity;
      if ((severity === 'error' || severity === 'warning') && marks.length < maxMarks) {
        marks.push({ entry: entries.length, mark: severity });
      }
      entries.push(index + 1);
      keys.push(session.key);
      if (this.rows.hasReason(session)) {
        entries.push(-(index + 1));
        keys.push(session.key);
      }
    };
    const members = query.group ? grouped(sessions, order, query.group) : undefined;
    if (members) {
      for (const [title, indexes] of members) {
        const worst = indexes
          .map((index) => this.rows.findings.get(sessions[index]?.key ?? -1)?.[0]?.finding.severity)
          .sort((a, b) => severityRank(a) - severityRank(b))[0];
        const mark = worst === 'error' || worst === 'warning' ? worst : undefined;
        groups.set(entries.length, { title, count: indexes.length, mark, collapsed: collapsed.has(title) });
        entries.push(0);
        keys.push(0);
        if (!collapsed.has(title)) for (const index of indexes) add(index);
      }
    } else {
      for (const index of order) add(index);
    }
    return {
      query,
      entries: Int32Array.from(entries),
      groups,
      sessions,
      order: members ? Uint32Array.from([...members.values()].flat()) : order,
      columns: query.columns ?? [],
      result: {
        entries: entries.length,
        matches: order.length,
        total: sessions.length,
        ...(query.group ? { groups: [...groups.values()].map(({ title }) => title) } : {}),
        keys: Uint32Array.from(keys),
        marks,
      },
    };
  }
}

function groupTitle(session: Session, by: 'host' | 'process'): string {
  return (by === 'host' ? session.host : session.process) || '-';
}

const ranks: Readonly<Record<Severity, number>> = { error: 0, warning: 1, information: 2, hint: 3 };

function severityRank(severity: Severity | undefined): number {
  return severity === undefined ? 9 : ranks[severity];
}

function grouped(sessions: readonly Session[], order: Uint32Array, by: 'host' | 'process'): Map<string, number[]> {
  const groups = new Map<string, number[]>();
  for (const index of order) {
    const session = sessions[index];
    if (!session) continue;
    const title = groupTitle(session, by);
    const members = groups.get(title);
    if (members) members.push(index);
    else groups.set(title, [index]);
  }
  return groups;
}
