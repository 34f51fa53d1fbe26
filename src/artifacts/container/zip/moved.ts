import type { ByteSource } from '../../../platform/platform';
import { type Entries, localDataStart, withFields, type ZipEntry } from './entry';
import { isLocal, recoverEntries } from './recover';

/** Entries whose local headers are looked up to see whether the directory tells the truth. */
const samples = 8;

export interface Followed {
  readonly entries: Entries;
  /** How many stand elsewhere than the directory says; 0 for a sound archive, of which only a few headers are read. */
  readonly moved: number;
  /** Those whose headers are nowhere: nothing can be said about where their data lies. */
  readonly lost: ReadonlySet<ZipEntry>;
}

/**
 * Entries of an archive that has lost or gained bytes in its middle, so that its directory points beside them: those
 * whose local headers stand elsewhere are taken from there.
 */
export async function followMoved(
  source: ByteSource,
  entries: Entries,
  signal: AbortSignal | undefined,
): Promise<Followed> {
  if (await pointsRight(source, entries)) return { entries, moved: 0, lost: new Set() };
  const found = await recoverEntries(source, signal, isLocal);
  const offsets = new Set(found.entries.map(({ headerOffset }) => headerOffset));
  const byName = new Map<string, ZipEntry>();
  for (const entry of found.entries) if (!byName.has(entry.name)) byName.set(entry.name, entry);
  const lost = new Set<ZipEntry>();
  let moved = 0;
  const followed = Array.from(entries, (entry) => {
    if (offsets.has(entry.headerOffset)) return entry;
    const there = byName.get(entry.name);
    if (!there) {
      lost.add(entry);
      return entry;
    }
    moved++;
    // The directory knows the sizes better, but not what was lost.
    const compressedSize = Math.min(entry.compressedSize, there.compressedSize);
    return withFields(entry, { headerOffset: there.headerOffset, cut: there.cut, compressedSize });
  });
  return { entries: followed, moved, lost };
}

async function pointsRight(source: ByteSource, entries: Entries): Promise<boolean> {
  const step = Math.max(1, (entries.length - 1) / (samples - 1));
  for (let i = 0; i < samples; i++) {
    const entry = entries.at(Math.round(i * step));
    // What was lost in front of an entry may put it before the beginning, where nothing can be read.
    if (
      entry &&
      (entry.headerOffset < 0 || localDataStart(entry, await source.read(entry.headerOffset, 30)) === undefined)
    )
      return false;
  }
  return true;
}
