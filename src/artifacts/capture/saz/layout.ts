import type { ZipEntry } from '../../container/zip';

/** Files of one session. */
export interface SessionFiles {
  /** Number in the file names, by value: `7`, `07` and `007` are one session. */
  readonly key: number;
  request: ZipEntry | undefined;
  response: ZipEntry | undefined;
  metadata: ZipEntry | undefined;
  webSocket: ZipEntry | undefined;
  grpc: ZipEntry | undefined;
}

export interface SazLayout {
  /** By number. */
  readonly sessions: SessionFiles[];
  /** Entries that name a part which an earlier entry already gave. */
  readonly duplicates: readonly ZipEntry[];
}

type Part = 'request' | 'response' | 'metadata' | 'webSocket' | 'grpc';

/** What the letter in front of `.txt` or `.xml` says. */
function partOf(name: string): Part | undefined {
  const letter = name.charCodeAt(name.length - 5) | 0x20;
  if (name.charCodeAt(name.length - 6) !== 95) return undefined;
  const suffix = letter === 109 ? '.xml' : '.txt';
  if (!name.endsWith(suffix) && name.slice(-4).toLowerCase() !== suffix) return undefined;
  switch (letter) {
    case 99:
      return 'request';
    case 115:
      return 'response';
    case 109:
      return 'metadata';
    case 119:
      return 'webSocket';
    case 103:
      return 'grpc';
    default:
      return undefined;
  }
}

/** Groups the entries of an archive by session. Folder and suffix match in any case; other files are passed over. */
export function groupSessions(entries: readonly ZipEntry[]): SazLayout {
  const byKey = new Map<number, SessionFiles>();
  const duplicates: ZipEntry[] = [];
  let last: SessionFiles | undefined;
  for (const entry of entries) {
    const { name } = entry;
    const suffixAt = name.length - 6;
    const part = partOf(name);
    if (!part || suffixAt < 5) continue;
    const key = keyOf(name, suffixAt);
    if (key < 0) continue;
    let files = last?.key === key ? last : byKey.get(key);
    if (!files) {
      files = {
        key,
        request: undefined,
        response: undefined,
        metadata: undefined,
        webSocket: undefined,
        grpc: undefined,
      };
      byKey.set(key, files);
    }
    last = files;
    if (files[part]) duplicates.push(entry);
    else files[part] = entry;
  }
  const sessions = [...byKey.values()];
  if (sessions.some((files, i) => files.key < (sessions[i - 1]?.key ?? 0))) sessions.sort((a, b) => a.key - b.key);
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

/** Number between `raw/` and the suffix; -1 when it is none. */
function keyOf(name: string, end: number): number {
  if (!name.startsWith('raw/') && name.slice(0, 4).toLowerCase() !== 'raw/') return -1;
  let key = 0;
  for (let at = 4; at < end; at++) {
    const digit = name.charCodeAt(at) - 48;
    if (digit < 0 || digit > 9) return -1;
    key = key * 10 + digit;
  }
  return key <= Number.MAX_SAFE_INTEGER ? key : -1;
}
