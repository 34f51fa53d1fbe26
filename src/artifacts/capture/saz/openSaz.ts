import type { ByteSource } from '../../../platform/platform';
import { type MessageArgs, type MessageKey, message } from '../../../text';
import { openZip, ZipArchive } from '../../container/zip';
import { findDirectoryEnd, maxEntries } from '../../container/zip/directory';
import { EntryTable } from '../../container/zip/entryTable';
import type { OpenOptions } from '../../open';
import type { Problem } from '../../problem';
import type { Capture } from '../model';
import { groupSessions, type SazLayout } from './layout';
import { ListReader } from './list';
import { SazCapture, writerOf } from './sazCapture';

/** Fiddler itself refuses shorter files. */
const smallest = 64;
const shownDuplicates = 100;

/**
 * Opens a Fiddler archive to the list of its sessions: the directory, then the beginnings of requests and responses and
 * the metadata. Bodies stay packed. A file that is no archive gives a capture without sessions and a problem that says
 * why; an encrypted one lists its sessions by number until it is opened with its password.
 */
export async function openSaz(source: ByteSource, options: OpenOptions): Promise<Capture> {
  const problems: Problem[] = [...(options.before ?? [])];
  const report = (code: string, key: MessageKey, args?: MessageArgs): void => {
    problems.push({ code, message: message(key, args), place: { artifact: options.id, layers: [] } });
  };
  if (options.onSessions) await showFirstRows(source, options);
  const archive = await openZip(source, options);
  if (!archive) {
    if (source.size < smallest) report('saz-too-short', 'capture.sazTooShort', { size: source.size });
    else report('saz-not-zip', 'capture.sazNotZip');
    const nothing = new ZipArchive(source, [], '', [], options.id, options.platform, undefined);
    return new SazCapture(nothing, [], [], problems, '', options);
  }
  // Each of the steps over all entries is short; together they would hold up messages.
  await options.platform.pause();
  const layout = groupSessions(archive.entries);
  await options.platform.pause();
  problems.push(...archiveProblems(archive, layout));
  if (archive.entries.length === 0) report('saz-empty', 'capture.sazEmpty');
  else if (layout.sessions.length === 0) report('saz-no-sessions', 'capture.sazNoSessions');
  if (archive.entries.length >= maxEntries) report('saz-too-many', 'capture.sazTooMany', { count: maxEntries });
  for (const entry of layout.duplicates.slice(0, shownDuplicates)) {
    const place = { artifact: options.id, layers: [entry.name] };
    problems.push({ code: 'saz-duplicate', message: message('capture.sazDuplicate', { entry: entry.name }), place });
  }
  if (archive.password === 'needed') {
    const isWrong = options.password !== undefined;
    if (isWrong) report('saz-password-wrong', 'capture.sazPasswordWrong');
    else report('saz-password-needed', 'capture.sazPasswordNeeded', { count: layout.sessions.length });
  }
  const reader = new ListReader(archive, options, layout.sessions.length);
  await reader.read(layout.sessions);
  problems.push(...reader.problems);
  if (options.stop?.aborted && reader.rows.length < layout.sessions.length) {
    report('capture-stopped', 'capture.stopped', { count: reader.rows.length });
  }
  return new SazCapture(archive, layout.sessions, reader.rows, problems, writerOf(archive.comment), options);
}

/** A directory is peeked into where it is longer than this, in bytes, and that much of it. */
const peekBytes = 32 << 10;
const peekRows = 100;

/**
 * Lists the first sessions from the beginning of a long directory, so that there is something to look at while the rest
 * of it is read. What they say is read again with all the others, so problems are not looked at here.
 */
async function showFirstRows(source: ByteSource, options: OpenOptions): Promise<void> {
  const end = await findDirectoryEnd(source);
  if (!end || end.size <= 4 * peekBytes || end.offset + end.size > source.size) return;
  const entries = new EntryTable(await source.read(end.offset, peekBytes), 0, maxEntries);
  const isPlain = Array.from(entries).every((entry) => entry.encryption === 'none' && entry.headerOffset < end.offset);
  // Files of the last session may lie behind what was read.
  const sessions = groupSessions(entries).sessions.slice(0, -1).slice(0, peekRows);
  if (!isPlain || sessions.length < peekRows) return;
  const archive = new ZipArchive(source, entries, '', [], options.id, options.platform, undefined);
  const quiet = { ...options, onSessions: undefined, onProgress: undefined };
  const reader = new ListReader(archive, quiet, sessions.length);
  await reader.read(sessions);
  options.onSessions?.(reader.rows);
}

/** The archive's own problems, in terms of sessions where it was recovered. */
function archiveProblems(archive: ZipArchive, layout: SazLayout): Problem[] {
  const problems = archive.problems.map((problem) => {
    if (problem.code !== 'zip-directory-missing') return problem;
    const at = String(archive.brokenAt ?? archive.source.size);
    const args = { count: layout.sessions.length, at };
    return { ...problem, code: 'saz-recovered', message: message('capture.sazRecovered', args) };
  });
  // A whole directory has no entry that is cut.
  const isWhole = archive.brokenAt === undefined && archive.problems.length === 0;
  for (const files of isWhole ? [] : layout.sessions) {
    for (const entry of [files.request, files.response, files.metadata, files.webSocket]) {
      if (!entry?.cut) continue;
      const args = { entry: entry.name, at: String(archive.source.size) };
      const place = { artifact: archive.id, session: files.key, layers: [entry.name] };
      problems.push({ code: 'zip-entry-cut', message: message('capture.zipEntryCut', args), place });
    }
  }
  return problems;
}
