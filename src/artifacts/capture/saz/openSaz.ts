import type { ByteSource } from '../../../platform/platform';
import { type MessageArgs, type MessageKey, message } from '../../../text';
import { openZip, type ZipArchive } from '../../container/zip';
import { maxEntries } from '../../container/zip/directory';
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
  const problems: Problem[] = [];
  const report = (code: string, key: MessageKey, args?: MessageArgs): void => {
    problems.push({ code, message: message(key, args), place: { artifact: options.id, layers: [] } });
  };
  const archive = await openZip(source, options);
  if (!archive) {
    if (source.size < smallest) report('saz-too-short', 'capture.sazTooShort', { size: source.size });
    else report('saz-not-zip', 'capture.sazNotZip');
    return new SazCapture(undefined, [], [], problems, '', options);
  }
  const layout = groupSessions(archive.entries);
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
  return new SazCapture(archive, layout.sessions, reader.rows, problems, writerOf(archive.comment), options);
}

/** The archive's own problems, in terms of sessions where it was recovered. */
function archiveProblems(archive: ZipArchive, layout: SazLayout): Problem[] {
  const problems = archive.problems.map((problem) => {
    if (problem.code !== 'zip-directory-missing') return problem;
    const at = String(archive.brokenAt ?? archive.source.size);
    const args = { count: layout.sessions.length, at };
    return { ...problem, code: 'saz-recovered', message: message('capture.sazRecovered', args) };
  });
  for (const files of layout.sessions) {
    for (const entry of [files.request, files.response, files.metadata, files.webSocket]) {
      if (!entry?.cut) continue;
      const args = { entry: entry.name, at: String(archive.source.size) };
      const place = { artifact: archive.id, session: files.key, layers: [entry.name] };
      problems.push({ code: 'zip-entry-cut', message: message('capture.zipEntryCut', args), place });
    }
  }
  return problems;
}
