import type { Problem } from '../../problem';
import type { Refusal, ZipEntry } from './entry';
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
export function refuseUnsafe(entries: readonly ZipEntry[], dataEnd: number, id: string): Problem[] {
  const problems: Problem[] = [];
  const refuse = (entry: ZipEntry, refusal: Refusal): void => {
    if (entry.refused) return;
    entry.refused = refusal;
    if (problems.length < shownProblems) problems.push(refusalProblem(id, entry, refusal));
  };
  for (const entry of entries) {
    const { compressedSize, size, headerOffset } = entry;
    if (isUnsafeName(entry.name)) refuse(entry, 'unsafe-name');
    else if (headerOffset < 0 || headerOffset + localHeaderSize > dataEnd) refuse(entry, 'outside');
    else if (!entry.cut && size > bombSize && size > compressedSize * bombRatio) refuse(entry, 'bomb');
  }
  const byOffset = isSorted(entries) ? entries : [...entries].sort((a, b) => a.headerOffset - b.headerOffset);
  let nextStart = dataEnd;
  let isLast = true;
  for (let i = byOffset.length - 1; i >= 0; i--) {
    const entry = byOffset[i];
    if (!entry) continue;
    const isSecond = byOffset[i - 1]?.headerOffset === entry.headerOffset;
    const end = entry.headerOffset + localHeaderSize + entry.compressedSize;
    if (isSecond) refuse(entry, 'overlap');
    else if (end > nextStart && !entry.cut) refuse(entry, isLast ? 'outside' : 'overlap');
    if (isSecond) continue;
    nextStart = entry.headerOffset;
    isLast = false;
  }
  return problems;
}

function isSorted(entries: readonly ZipEntry[]): boolean {
  for (let i = 1; i < entries.length; i++) {
    if ((entries[i]?.headerOffset ?? 0) < (entries[i - 1]?.headerOffset ?? 0)) return false;
  }
  return true;
}

/** Nearly all names of a capture. */
const harmless = /^[a-z]+\/\d+_[a-z]\.[a-z]{3}$/;

function isUnsafeName(name: string): boolean {
  if (harmless.test(name)) return false;
  if (name.startsWith('/') || name.includes('\0') || /^[a-z]:/i.test(name)) return true;
  return name.includes('..') && name.split('/').includes('..');
}
