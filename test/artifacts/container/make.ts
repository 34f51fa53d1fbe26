import { burn } from '@kenjiuno/msgreader/lib/Burner';
import { nodePlatform } from '../../../src/platform/node';
import { ZipWriter } from '../../../src/reports/writers/zip';

const root = 5;
const directory = 1;
const document = 2;

export interface MsgAttachment {
  readonly name: string;
  readonly content: Uint8Array;
}

/** An Outlook message: a compound file with the streams of MS-OXMSG for subject, body and attachments. */
export function makeMsg(subject: string, body: string, attachments: readonly MsgAttachment[]): Uint8Array {
  interface Entry {
    name: string;
    type: number;
    length: number;
    binaryProvider?: () => Uint8Array;
    children?: number[];
  }
  const entries: Entry[] = [{ name: 'Root Entry', type: root, length: 0, children: [] }];
  const add = (parent: number, name: string, content?: Uint8Array): number => {
    const index = entries.length;
    if (content) entries.push({ name, type: document, length: content.length, binaryProvider: () => content });
    else entries.push({ name, type: directory, length: 0, children: [] });
    entries[parent]?.children?.push(index);
    return index;
  };
  const utf16 = (value: string): Uint8Array => Uint8Array.from(Buffer.from(value, 'utf16le'));
  add(0, '__properties_version1.0', new Uint8Array(32));
  add(0, '__substg1.0_0037001F', utf16(subject));
  add(0, '__substg1.0_1000001F', utf16(body));
  for (const [index, { name, content }] of attachments.entries()) {
    const folder = add(0, `__attach_version1.0_#${index.toString(16).padStart(8, '0').toUpperCase()}`);
    add(folder, '__properties_version1.0', new Uint8Array(8));
    add(folder, '__substg1.0_3707001F', utf16(name));
    add(folder, '__substg1.0_37010102', content);
  }
  return burn(entries);
}

export interface MailChoice {
  readonly subject: string;
  readonly text?: string;
  readonly html?: string;
  readonly attachments?: readonly MsgAttachment[];
}

/** A MIME message with parts in Base64. */
export function makeEml({ subject, text, html, attachments = [] }: MailChoice): Uint8Array {
  const lines = ['From: a@contoso.com', 'To: b@contoso.com', `Subject: ${subject}`, 'MIME-Version: 1.0'];
  lines.push('Content-Type: multipart/mixed; boundary="edge"', '');
  const part = (type: string, extra: string[], content: Uint8Array): void => {
    lines.push('--edge', `Content-Type: ${type}`, 'Content-Transfer-Encoding: base64', ...extra, '');
    lines.push(
      ...(Buffer.from(content)
        .toString('base64')
        .match(/.{1,76}/g) ?? []),
      '',
    );
  };
  if (text !== undefined) part('text/plain; charset=utf-8', [], new TextEncoder().encode(text));
  if (html !== undefined) part('text/html; charset=utf-8', [], new TextEncoder().encode(html));
  for (const { name, content } of attachments) {
    part('application/octet-stream', [`Content-Disposition: attachment; filename="${name}"`], content);
  }
  return new TextEncoder().encode(`${lines.join('\r\n')}\r\n--edge--\r\n`);
}

export function makeZip(files: Readonly<Record<string, Uint8Array>>): Uint8Array {
  const writer = new ZipWriter(nodePlatform);
  for (const [name, content] of Object.entries(files)) writer.add(name, content);
  return writer.finish();
}
