import type { AttachmentsView } from '../../src/analysis/views';

export type Entry = AttachmentsView['entries'][number];

/** Entries that match a text anywhere in path or kind; the recognized ones first, else in the order of the file. */
export function shownEntries(entries: readonly Entry[], filter: string): readonly Entry[] {
  const wanted = filter.trim().toLowerCase();
  const matching = wanted
    ? entries.filter(({ path, formText }) => `${path}\n${formText}`.toLowerCase().includes(wanted))
    : entries;
  return [...matching.filter(({ recognized }) => recognized), ...matching.filter(({ recognized }) => !recognized)];
}

/** A path in folder and name, the folder with its slash. */
export function splitPath(path: string): { readonly folder: string; readonly name: string } {
  const at = path.lastIndexOf('/') + 1;
  return { folder: path.slice(0, at), name: path.slice(at) };
}
