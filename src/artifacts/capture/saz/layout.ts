import type { Entries, ZipEntry } from '../../container/zip';

type Part = 'request' | 'response' | 'metadata' | 'webSocket' | 'grpc';

const none = -1;

/** Files of one session, by their numbers in the archive: a large one has tens of thousands of sessions. */
export class SessionFiles implements Record<Part, ZipEntry | undefined> {
  private requestAt = none;
  private responseAt = none;
  private metadataAt = none;
  private webSocketAt = none;
  private grpcAt = none;

  constructor(
    private readonly entries: Entries,
    /** Number in the file names, by value: `7`, `07` and `007` are one session. */
    readonly key: number,
  ) {}

  get request(): ZipEntry | undefined {
    return this.entryAt(this.requestAt);
  }

  get response(): ZipEntry | undefined {
    return this.entryAt(this.responseAt);
  }

  get metadata(): ZipEntry | undefined {
    return this.entryAt(this.metadataAt);
  }

  get webSocket(): ZipEntry | undefined {
    return this.entryAt(this.webSocketAt);
  }

  get grpc(): ZipEntry | undefined {
    return this.entryAt(this.grpcAt);
  }

  /** Takes an entry as that part; false where there is one already. */
  add(part: Part, index: number): boolean {
    if (this[part]) return false;
    switch (part) {
      case 'request':
        this.requestAt = index;
        break;
      case 'response':
        this.responseAt = index;
        break;
      case 'metadata':
        this.metadataAt = index;
        break;
      case 'webSocket':
        this.webSocketAt = index;
        break;
      default:
        this.grpcAt = index;
    }
    return true;
  }

  private entryAt(index: number): ZipEntry | undefined {
    return index === none ? undefined : this.entries.at(index);
  }
}

export interface SazLayout {
  /** By number. */
  readonly sessions: SessionFiles[];
  /** Entries that name a part which an earlier entry already gave. */
  readonly duplicates: readonly ZipEntry[];
}

/** What the letter in front of `.txt` or `.xml` says, where a name ends that way. */
function partOf(record: Uint8Array, end: number): Part | undefined {
  if (record[end - 6] !== 0x5f || record[end - 4] !== 0x2e) return undefined;
  const letter = lower(record, end - 5);
  const suffix = (lower(record, end - 3) << 16) | (lower(record, end - 2) << 8) | lower(record, end - 1);
  if (suffix !== (letter === 0x6d ? xml : txt)) return undefined;
  return partLetters[letter];
}

const txt = 0x747874;
const xml = 0x786d6c;

const partLetters: Partial<Record<number, Part>> = {
  99: 'request',
  115: 'response',
  109: 'metadata',
  119: 'webSocket',
  103: 'grpc',
};

function lower(bytes: Uint8Array, at: number): number {
  return (bytes[at] ?? 0) | 0x20;
}

/** Groups the entries of an archive by session. Folder and suffix match in any case; other files are passed over. */
export function groupSessions(entries: Entries): SazLayout {
  const sessions: SessionFiles[] = [];
  const duplicates: ZipEntry[] = [];
  let last: SessionFiles | undefined;
  // Nearly all archives have their sessions in order; only in others is an earlier one looked for.
  let byKey: Map<number, SessionFiles> | undefined;
  for (let i = 0; i < entries.length; i++) {
    const entry = entries.at(i);
    if (!entry) continue;
    const { record, nameStart, nameEnd } = entry;
    const part = partOf(record, nameEnd);
    if (!part) continue;
    const key = keyOf(record, nameStart, nameEnd - 6);
    if (key < 0) continue;
    let files: SessionFiles | undefined = last?.key === key ? last : byKey?.get(key);
    if (!files && !byKey && last && key < last.key) {
      byKey = new Map(sessions.map((one) => [one.key, one]));
      files = byKey.get(key);
    }
    if (!files) {
      files = new SessionFiles(entries, key);
      sessions.push(files);
      byKey?.set(key, files);
    }
    last = files;
    if (!files.add(part, i)) duplicates.push(entry);
  }
  if (byKey) sessions.sort((a, b) => a.key - b.key);
  return { sessions, duplicates };
}

/** The one with that key, of some that are in the order of their keys. */
export function withKey<T extends { readonly key: number }>(ordered: readonly T[], key: number): T | undefined {
  let from = 0;
  let to = ordered.length;
  while (from < to) {
    const middle = (from + to) >> 1;
    const one = ordered[middle];
    if (one?.key === key) return one;
    if (one && one.key < key) from = middle + 1;
    else to = middle;
  }
  return undefined;
}

/** Number between `raw/` and the suffix, which begins at `end`; -1 when it is none. */
function keyOf(record: Uint8Array, start: number, end: number): number {
  if (end < start + 5 || !isRaw(record, start)) return -1;
  let key = 0;
  for (let at = start + 4; at < end; at++) {
    const digit = (record[at] ?? 0) - 48;
    if (digit < 0 || digit > 9) return -1;
    key = key * 10 + digit;
  }
  return key <= Number.MAX_SAFE_INTEGER ? key : -1;
}

/** Whether `raw` and a slash of either kind stand there. */
function isRaw(record: Uint8Array, at: number): boolean {
  const slash = record[at + 3];
  if (slash !== 0x2f && slash !== 0x5c) return false;
  return lower(record, at) === 0x72 && lower(record, at + 1) === 0x61 && lower(record, at + 2) === 0x77;
}
