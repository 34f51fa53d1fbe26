import { message } from '../../text';
import type { OpenOptions } from '../open';
import type { Problem } from '../problem';
import { isSoundCompound } from './compound';
import { plainTextOf } from './html';
import type { AttachmentEntry, AttachmentList } from './model';
import { uniquePath } from './paths';

/** Mails larger than this are not parsed. */
export const mailLimit = 128 << 20;

interface MailPart {
  readonly name: string;
  readonly bytes: Uint8Array;
}

/** Reads a MIME message (RFC 5322, `.eml`): subject, text, attachments. Bad input gives what could be read. */
export async function readEml(bytes: Uint8Array, options: OpenOptions): Promise<AttachmentList> {
  try {
    const { default: PostalMime } = await import('postal-mime');
    const mail = await PostalMime.parse(bytes, {
      maxNestingDepth: 50,
      maxHeadersSize: 4 << 20,
      forceRfc822Attachments: true,
    });
    const parts = mail.attachments.map((attachment, index): MailPart => {
      const { content } = attachment;
      const data = typeof content === 'string' ? new TextEncoder().encode(content) : new Uint8Array(content);
      return { name: attachment.filename ?? defaultName(attachment.mimeType, index), bytes: data };
    });
    const text = mail.text?.trim() ? mail.text : plainTextOf(mail.html ?? '');
    return list('eml', mail.subject ?? '', text, parts, options.id, []);
  } catch {
    return unreadable('eml', options.id);
  }
}

/** Reads an Outlook message (`.msg`, a compound file, MS-OXMSG): subject, text, attachments, embedded messages. */
export async function readMsg(bytes: Uint8Array, options: OpenOptions): Promise<AttachmentList> {
  if (!isSoundCompound(bytes)) return unreadable('msg', options.id);
  try {
    const imported: unknown = await import('@kenjiuno/msgreader');
    const Reader = readerOf(imported);
    // The reader keeps views of the buffer, so it gets one of its own.
    const reader = new Reader(bytes.slice().buffer);
    const data = reader.getFileData();
    if (data.error) return unreadable('msg', options.id);
    const parts: MailPart[] = [];
    const problems: Problem[] = [];
    for (const attachment of data.attachments ?? []) {
      try {
        const { fileName, content } = reader.getAttachment(attachment);
        parts.push({
          name: fileName || attachment.fileName || attachment.fileNameShort || 'attachment',
          bytes: content,
        });
      } catch {
        problems.push(
          problemOf('mail-attachment', 'container.attachmentDamaged', options.id, attachment.fileName ?? ''),
        );
      }
    }
    const text = data.body?.trim() ? data.body : plainTextOf(data.bodyHtml ?? '');
    return list('msg', data.subject ?? '', text, parts, options.id, problems);
  } catch {
    return unreadable('msg', options.id);
  }
}

interface MsgFields {
  readonly error?: string;
  readonly subject?: string;
  readonly body?: string;
  readonly bodyHtml?: string;
  readonly fileName?: string;
  readonly fileNameShort?: string;
  readonly attachments?: readonly MsgFields[];
}

interface MsgReaderLike {
  getFileData(): MsgFields;
  getAttachment(attachment: MsgFields): { readonly fileName: string; readonly content: Uint8Array };
}

type MsgReaderClass = new (buffer: ArrayBuffer) => MsgReaderLike;

/** The class, whichever way the CommonJS package was wrapped by Node or a bundler. */
function readerOf(imported: unknown): MsgReaderClass {
  let found = imported;
  for (let i = 0; i < 3 && typeof found !== 'function'; i++) {
    found = (found as { readonly default?: unknown } | undefined)?.default;
  }
  if (typeof found !== 'function') throw new Error('no reader');
  return found as MsgReaderClass;
}

function list(
  form: 'eml' | 'msg',
  subject: string,
  text: string,
  parts: readonly MailPart[],
  id: string,
  problems: readonly Problem[],
): AttachmentList {
  const used = new Set<string>();
  const entries = parts.map(
    ({ name, bytes }): AttachmentEntry => ({
      path: uniquePath(name, used),
      size: bytes.length,
      read: (limit) => Promise.resolve({ bytes: bytes.subarray(0, limit), complete: bytes.length <= limit }),
    }),
  );
  return { kind: 'attachments', form, id, subject, text: text.replace(/\r\n?/g, '\n'), entries, problems };
}

function unreadable(form: 'eml' | 'msg', id: string): AttachmentList {
  return {
    ...list(form, '', '', [], id, []),
    problems: [problemOf('mail-unreadable', 'container.mailUnreadable', id)],
  };
}

function problemOf(
  code: string,
  key: 'container.mailUnreadable' | 'container.attachmentDamaged',
  id: string,
  name = '',
): Problem {
  return { code, message: message(key, { name }), place: { artifact: id, layers: [] } };
}

function defaultName(mimeType: string, index: number): string {
  const extensions: Readonly<Record<string, string>> = {
    'message/rfc822': 'eml',
    'text/plain': 'txt',
    'text/html': 'html',
    'application/json': 'json',
    'application/zip': 'zip',
  };
  return `attachment-${index + 1}.${extensions[mimeType.toLowerCase()] ?? 'bin'}`;
}
