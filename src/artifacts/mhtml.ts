import { parseMailDate } from './mailDate';
import { decodeBase64Part, decodeQuotedPrintable, MappedText } from './mappedText';
import type { SourceText } from './sourceText';

/** The first HTML part of a saved single-file page. */
export interface MhtmlPage {
  readonly html: MappedText;
  /** Address of the saved page, as its head says. */
  readonly location: string;
  readonly subject: string;
  /** When it was saved. */
  readonly date: ReturnType<typeof parseMailDate>;
}

/** True when a text begins with the head of a multipart page. */
export function looksLikeMhtml(text: string): boolean {
  const head = text.slice(0, 4096);
  return (
    /^(?:[!-9;-~]+:[^\r\n]*(?:\r\n|\r|\n)(?:[ \t][^\r\n]*(?:\r\n|\r|\n))*)+/.test(head) &&
    /^content-type:\s*multipart\/related/im.test(head)
  );
}

/** Finds and decodes the first part of type text/html; undefined when the text is no multipart page or has none. */
export function readMhtml(source: SourceText): MhtmlPage | undefined {
  const { text } = source;
  if (!looksLikeMhtml(text)) return undefined;
  const headEnd = endOfHead(text, 0);
  const head = unfold(text.slice(0, headEnd));
  const boundary = /boundary="?([^"\r\n;]+)"?/i.exec(head)?.[1];
  if (!boundary) return undefined;
  let at = text.indexOf(`--${boundary}`, Math.max(0, headEnd - 2));
  while (at >= 0) {
    const partStart = nextLine(text, at);
    const next = text.indexOf(`--${boundary}`, partStart);
    const partEnd = next < 0 ? text.length : next;
    const bodyStart = endOfHead(text, partStart);
    const partHead = unfold(text.slice(partStart, Math.min(bodyStart, partEnd)));
    if (/^content-type:\s*text\/html/im.test(partHead) && bodyStart < partEnd) {
      const charset = /charset="?([\w-]+)/i.exec(partHead)?.[1] ?? 'utf-8';
      const encoding = /^content-transfer-encoding:\s*([\w-]+)/im.exec(partHead)?.[1]?.toLowerCase() ?? '7bit';
      return {
        html: decodePart(text, bodyStart, partEnd, encoding, charset),
        location: /^(?:snapshot-content-location|content-location):\s*(\S+)/im.exec(`${head}\n${partHead}`)?.[1] ?? '',
        subject: /^subject:\s*(.*)$/im.exec(head)?.[1]?.trim() ?? '',
        date: parseMailDate(/^date:\s*(.*)$/im.exec(text.slice(0, headEnd))?.[1] ?? '', dateOffset(text, headEnd)),
      };
    }
    at = next;
  }
  return undefined;
}

function decodePart(text: string, from: number, to: number, encoding: string, charset: string): MappedText {
  if (encoding === 'quoted-printable') return decodeQuotedPrintable(text, from, to, charset);
  if (encoding === 'base64') return decodeBase64Part(text, from, to, charset);
  const offsets = new Uint32Array(to - from + 1);
  for (let i = 0; i < offsets.length; i++) offsets[i] = from + i;
  return new MappedText(text.slice(from, to), offsets);
}

function dateOffset(text: string, headEnd: number): number {
  const match = /^date:\s*/im.exec(text.slice(0, headEnd));
  return match ? match.index + match[0].length : 0;
}

function endOfHead(text: string, from: number): number {
  const blank = /(?:\r\n|\r(?!\n)|\n)[ \t]*(?:\r\n|\r|\n)/g;
  blank.lastIndex = from;
  const match = blank.exec(text);
  return match ? match.index + match[0].length : text.length;
}

function nextLine(text: string, at: number): number {
  let i = at;
  while (i < text.length && text.charCodeAt(i) !== 10 && text.charCodeAt(i) !== 13) i++;
  if (text.charCodeAt(i) === 13 && text.charCodeAt(i + 1) === 10) i++;
  return i + 1;
}

function unfold(head: string): string {
  return head.replace(/(?:\r\n|\r|\n)[ \t]+/g, ' ').replace(/\r\n?/g, '\n');
}
