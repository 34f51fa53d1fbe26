import { memorySource } from '../../platform/memory';
import type { ByteSource } from '../../platform/platform';
import { message } from '../../text';
import type { OpenOptions } from '../open';
import type { Problem } from '../problem';
import { unwrapGzip } from './gzip';
import { nestingLimit } from './limits';
import { mailLimit, readEml, readMsg } from './mail';
import type { AttachmentEntry, AttachmentList } from './model';
import { uniquePath } from './paths';
import { looksLikeZip, openZip, type ZipEntry } from './zip';

/** Files inside a zip that are listed at most. */
const entryLimit = 10_000;
/** Unpacked bytes of one inner file that are kept at most. */
export const innerLimit = 512 << 20;

/**
 * Opens a zip, mail (`.eml`) or Outlook message (`.msg`) as a list of files, told apart by their bytes. Nothing is
 * written to disk, contents are unpacked when read. Anything else is treated as a mail.
 */
export async function openAttachments(given: ByteSource, options: OpenOptions): Promise<AttachmentList> {
  const { source, problems } = await unwrapGzip(given, options);
  const head = await source.read(0, 8);
  if (looksLikeZip(head)) return withProblems(await readZip(source, options), problems);
  if (source.size > mailLimit) {
    const place = { artifact: options.id, layers: [] };
    const text = message('container.mailTooLarge', { limit: mailLimit });
    const empty = { kind: 'attachments', form: 'eml', id: options.id, subject: '', text: '', entries: [] } as const;
    return { ...empty, problems: [...problems, { code: 'mail-too-large', message: text, place }] };
  }
  const bytes = await source.read(0, source.size);
  const list = isCompoundFile(head) ? await readMsg(bytes, options) : await readEml(bytes, options);
  return withProblems(list, problems);
}

/** A file inside attachments, found by {@link openInner}. */
export interface InnerFile {
  readonly source: ByteSource;
  /** Name without folders. */
  readonly name: string;
  readonly problems: readonly Problem[];
}

/**
 * The file that a path of names leads to, through at most {@link nestingLimit} attachments: `["case.zip",
 * "mail.eml", "trace.har"]` without the outermost file's own name. Undefined when a step does not exist, with the
 * reason in `problems` of the result otherwise.
 */
export async function openInner(
  source: ByteSource,
  path: readonly string[],
  options: OpenOptions,
): Promise<InnerFile | undefined> {
  let current: ByteSource = source;
  let name = '';
  const problems: Problem[] = [];
  if (path.length > nestingLimit) return undefined;
  for (const step of path) {
    options.signal?.throwIfAborted();
    const list = await openAttachments(current, { ...options, id: options.id });
    const entry = list.entries.find((one) => one.path === step);
    if (!entry) return undefined;
    const { bytes, complete } = await entry.read(innerLimit);
    if (!complete) {
      const place = { artifact: options.id, layers: [entry.path] };
      problems.push({
        code: 'inner-incomplete',
        message: message('container.innerIncomplete', { name: entry.path }),
        place,
      });
    }
    current = memorySource(bytes);
    name = entry.path.slice(entry.path.lastIndexOf('/') + 1);
  }
  return { source: current, name, problems };
}

/** The first bytes of a compound file (MS-CFB), the container of `.msg`. */
export function isCompoundFile(head: Uint8Array): boolean {
  return [0xd0, 0xcf, 0x11, 0xe0, 0xa1, 0xb1, 0x1a, 0xe1].every((byte, index) => head[index] === byte);
}

async function readZip(source: ByteSource, options: OpenOptions): Promise<AttachmentList> {
  const archive = await openZip(source, options);
  const place = { artifact: options.id, layers: [] };
  const problems: Problem[] = [...(archive?.problems ?? [])];
  const entries: AttachmentEntry[] = [];
  if (!archive) problems.push({ code: 'zip-unreadable', message: message('container.zipUnreadable'), place });
  else {
    if (archive.password === 'needed' && options.password !== undefined) {
      await archive.usePassword(options.password, options.signal);
    }
    if (archive.password === 'needed') {
      problems.push({ code: 'zip-password', message: message('container.zipPassword'), place });
    }
    const files = Array.from(archive.entries).filter((entry) => !entry.name.endsWith('/'));
    if (files.length > entryLimit) {
      const text = message('container.zipEntryLimit', { count: files.length, limit: entryLimit });
      problems.push({ code: 'zip-entry-limit', message: text, place });
    }
    const used = new Set<string>();
    const attachment = (entry: ZipEntry): AttachmentEntry => ({
      path: uniquePath(entry.name, used),
      size: entry.size,
      read: async (limit) => {
        const { bytes, complete } = await archive.read(entry, { limit });
        return { bytes, complete };
      },
    });
    entries.push(...files.slice(0, entryLimit).map(attachment));
  }
  return { kind: 'attachments', form: 'zip', id: options.id, subject: '', text: '', entries, problems };
}

function withProblems(list: AttachmentList, problems: readonly Problem[]): AttachmentList {
  return problems.length === 0 ? list : { ...list, problems: [...problems, ...list.problems] };
}
