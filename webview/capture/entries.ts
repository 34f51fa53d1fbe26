import type { ListEntry, ListResult } from '../../src/analysis/views';

/** Entries asked for at once. */
export const pageSize = 200;
const keptPages = 20;

/**
 * The entries of one list result, loaded page by page. Keeps the last pages looked at; `onLoad` is called when a page
 * arrived.
 */
export class EntryCache {
  private readonly pages = new Map<number, readonly ListEntry[]>();
  /** Pages under way. */
  private readonly asked = new Map<number, Promise<void>>();
  private closed = false;
  /** 1-based number of the session among the matches, per entry; reasons share that of their session. */
  private ordinals = new Uint32Array(0);
  /** How many of the ordinals are counted: most lists are never looked at as a whole. */
  private counted = 0;

  constructor(
    readonly result: ListResult,
    private readonly load: (from: number, to: number) => Promise<readonly ListEntry[]>,
    private readonly onLoad: () => void,
    private readonly onFailure: (error: unknown) => void,
  ) {}

  get count(): number {
    return this.result.entries;
  }

  /** No page is asked for or taken any more. */
  close(): void {
    this.closed = true;
  }

  at(index: number): ListEntry | undefined {
    return this.pages.get(Math.floor(index / pageSize))?.[index % pageSize];
  }

  /** Asks for what a range needs and does not have; resolves when it is there. */
  async need(from: number, to: number): Promise<void> {
    const first = Math.floor(Math.max(0, from) / pageSize);
    const last = Math.floor(Math.max(0, Math.min(to, this.count) - 1) / pageSize);
    const waits: Promise<void>[] = [];
    for (let page = first; page <= last; page += 1) waits.push(this.page(page));
    await Promise.all(waits);
  }

  private async page(page: number): Promise<void> {
    const known = this.pages.get(page);
    if (known) {
      // Looked at again: moves to the end of the line of pages to drop.
      this.pages.delete(page);
      this.pages.set(page, known);
      return;
    }
    if (this.count === 0 || this.closed) return;
    const asked = this.asked.get(page) ?? this.ask(page).finally(() => this.asked.delete(page));
    this.asked.set(page, asked);
    await asked;
  }

  private async ask(page: number): Promise<void> {
    try {
      const entries = await this.load(page * pageSize, Math.min((page + 1) * pageSize, this.count));
      if (this.closed) return;
      this.pages.set(page, entries);
      for (const oldest of this.pages.keys()) {
        if (this.pages.size <= keptPages) break;
        this.pages.delete(oldest);
      }
      this.onLoad();
    } catch (error) {
      this.onFailure(error);
    }
  }

  /** True when the entry is the reason row of the entry before it. */
  isReason(index: number): boolean {
    const keys = this.result.keys;
    if (keys) return index > 0 && keys[index] !== 0 && keys[index] === keys[index - 1];
    return this.at(index)?.type === 'reason';
  }

  /** Key of the session of an entry; 0 for a group header, undefined while unknown. */
  keyAt(index: number): number | undefined {
    const keys = this.result.keys;
    if (keys) return keys[index];
    const entry = this.at(index);
    return entry === undefined ? undefined : entry.type === 'group' ? 0 : entry.row.key;
  }

  /** Entry of a session, -1 when it is not in the list, undefined when only the service knows. */
  indexOf(key: number): number | undefined {
    const keys = this.result.keys;
    if (keys) return keys.indexOf(key);
    return this.placeOf((entry) => entry.type === 'session' && entry.row.key === key);
  }

  private placeOf(isWanted: (entry: ListEntry) => boolean): number | undefined {
    for (const [page, entries] of this.pages) {
      const at = entries.findIndex(isWanted);
      if (at >= 0) return page * pageSize + at;
    }
    return undefined;
  }

  /** 1-based row number for screen readers: reason rows do not count. */
  rowIndex(index: number): number {
    const keys = this.result.keys;
    if (!keys) return index + 1;
    if (this.ordinals.length === 0) this.ordinals = new Uint32Array(keys.length);
    const { ordinals } = this;
    for (let at = this.counted; at <= index && at < keys.length; at += 1) {
      const isNew = at === 0 || keys[at] === 0 || keys[at] !== keys[at - 1];
      ordinals[at] = (ordinals[at - 1] ?? 0) + (isNew ? 1 : 0);
      this.counted = at + 1;
    }
    return ordinals[index] ?? index + 1;
  }

  /** Number of rows for screen readers. */
  get rowCount(): number {
    const { keys, groups, matches } = this.result;
    if (!keys) return this.count;
    // Without groups every match has its row.
    return groups ? this.rowIndex(this.count - 1) : matches;
  }

  /** Next entry that takes the focus from `index` in a direction: reason rows belong to their session. */
  step(index: number, by: number): number {
    const wanted = Math.max(0, Math.min(this.count - 1, index + by));
    if (!this.isReason(wanted)) return wanted;
    if (by > 0 && wanted + 1 < this.count && Math.abs(by) === 1) return wanted + 1;
    return Math.max(0, wanted - 1);
  }

  /** Index of the group that an entry lies in, -1 when there is none. */
  groupOf(index: number): number {
    const keys = this.result.keys;
    return keys ? keys.subarray(0, index + 1).lastIndexOf(0) : -1;
  }

  /** Title of the group whose header an entry is; undefined for other entries. */
  titleAt(index: number): string | undefined {
    const entry = this.at(index);
    if (entry) return entry.type === 'group' ? entry.title : undefined;
    const { keys, groups } = this.result;
    if (keys?.[index] !== 0) return undefined;
    return groups?.[keys.subarray(0, index).reduce((count, key) => count + (key === 0 ? 1 : 0), 0)];
  }

  /** Entry of a group's header, -1 when there is no such group, undefined when only the service knows. */
  indexOfGroup(title: string): number | undefined {
    const { keys, groups } = this.result;
    const place = groups?.indexOf(title) ?? -1;
    if (place < 0) return -1;
    if (!keys) return this.placeOf((entry) => entry.type === 'group' && entry.title === title);
    let at = keys.indexOf(0);
    for (let passed = 0; passed < place && at >= 0; passed += 1) at = keys.indexOf(0, at + 1);
    return at;
  }

  /** Keys of the sessions between two entries, both included. */
  async keysBetween(a: number, b: number): Promise<number[]> {
    const [from, to] = a < b ? [a, b] : [b, a];
    const keys = this.result.keys;
    if (keys) return distinct(keys.subarray(from, to + 1));
    const found: number[] = [];
    for (let at = from; at <= to; at += 2000) {
      const entries = await this.load(at, Math.min(at + 2000, to + 1));
      for (const entry of entries) if (entry.type === 'session') found.push(entry.row.key);
    }
    return found;
  }
}

function distinct(keys: Uint32Array): number[] {
  const found: number[] = [];
  let before = 0;
  for (const key of keys) {
    if (key !== 0 && key !== before) found.push(key);
    before = key;
  }
  return found;
}

/**
 * Entries that get a row: those in range, the session of a reason at the upper edge, and the one with the cursor, so
 * that `aria-activedescendant` always names something that is there.
 */
export function rowsToDraw(entries: EntryCache, range: { from: number; to: number }, cursor: number): number[] {
  const rows: number[] = [];
  const from = range.from > 0 && entries.isReason(range.from) ? range.from - 1 : range.from;
  if (cursor < from && cursor < entries.count) rows.push(cursor);
  for (let index = from; index < range.to; index += 1) if (!entries.isReason(index)) rows.push(index);
  if (cursor >= range.to && cursor < entries.count) rows.push(cursor);
  return rows;
}
