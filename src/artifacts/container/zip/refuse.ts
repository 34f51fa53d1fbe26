import type { Problem } from '../../problem';
import type { Entries, Refusal, ZipEntry } from './entry';
import { refusalProblem } from './problems';

/** Deflate reaches 1032:1 at most; real traffic comes nowhere near over this many bytes. */
const bombRatio = 1000;
const bombSize = 64 << 20;
const localHeaderSize = 30;
const shownProblems = 100;

/**
 * Marks entries that must not be read: data that runs over another entry or lies outside the file, names that lead out
 * of a folder, sizes that only a bomb has. An entry that runs over the next one is the one that lies, so the next stays.
 */
export function refuseUnsafe(entries: Entries, dataEnd: number, id: string): Problem[] {
  const problems: Problem[] = [];
  const refuse = (entry: ZipEntry, refusal: Refusal): void => {
    if (entry.refused) return;
    entry.refused = refusal;
    if (problems.length < shownProblems) problems.push(refusalProblem(id, entry, refusal));
  };
  let last = Number.NEGATIVE_INFINITY;
  let isSorted = true;
  for (let i = 0; i < entries.length; i++) {
    const entry = entries.at(i);
    if (!entry) continue;
    const { size, headerOffset } = entry;
    if (isUnsafeName(entry)) refuse(entry, 'unsafe-name');
    else if (headerOffset < 0 || headerOffset + localHeaderSize > dataEnd) refuse(entry, 'outside');
    else if (!entry.cut && size > bombSize && size > entry.compressedSize * bombRatio) refuse(entry, 'bomb');
    isSorted &&= headerOffset >= last;
    last = headerOffset;
  }
  const byOffset = isSorted ? entries : Array.from(entries).sort((a, b) => a.headerOffset - b.headerOffset);
  let nextStart = dataEnd;
  let isLast = true;
  let before = byOffset.at(-1);
  for (let i = byOffset.length - 1; i >= 0 && before; i--) {
    const entry = before;
    const { headerOffset } = entry;
    before = i > 0 ? byOffset.at(i - 1) : undefined;
    const isSecond = before?.headerOffset === headerOffset;
    const end = headerOffset + localHeaderSize + entry.compressedSize;
    if (isSecond) refuse(entry, 'overlap');
    else if (end > nextStart && !entry.cut) refuse(entry, isLast ? 'outside' : 'overlap');
    if (isSecond) continue;
    nextStart = headerOffset;
    isLast = false;
  }
  return problems;
}

function isUnsafeName(entry: ZipEntry): boolean {
  if (isHarmless(entry)) return false;
  const { name } = entry;
  if (name.startsWith('/') || name.includes('\0') || /^[a-z]:/i.test(name)) return true;
  return name.includes('..') && name.split('/').includes('..');
}

/** Nearly all names of a capture: letters, digits, `_`, points one by one, and no slash in front. */
function isHarmless({ record, nameStart, nameEnd }: ZipEntry): boolean {
  let last = slash;
  for (let at = nameStart; at < nameEnd; at++) {
    const byte = record[at] ?? 0;
    if ((byte === slash || byte === point) && last === byte) return false;
    if (byte !== slash && byte !== point && !isWord(byte)) return false;
    last = byte;
  }
  return true;
}

const slash = 0x2f;
const point = 0x2e;

function isWord(byte: number): boolean {
  const letter = byte | 0x20;
  return (letter >= 0x61 && letter <= 0x7a) || (byte >= 0x30 && byte <= 0x39) || byte === 0x5f;
}
