import type { Artifact } from './artifact';
import { latin1 } from './container/zip/entry';
import { decodeText, headText, isBinary } from './decodeText';
import { readTextSource } from './readText';
import { captureForm, isMail } from './textForms';
import { isSyncMessage } from './values';

/** Name of a kind with its form, as the contracts of the product list them. */
export type Detected = {
  [K in Artifact['kind']]: { kind: K; form: Extract<Artifact, { kind: K }>['form'] };
}[Artifact['kind']];

const localSignature = 0x04034b50;

/** How many bytes {@link detect} wants to see. */
export const detectBytes = 65536;

/**
 * Names what a file is by its first bytes (64 KB are enough), its size and its name. Undefined for an empty file and
 * for binary content that no reader knows; any other text is `text`/`plain`.
 */
export function detect(head: Uint8Array, size: number, name: string): Detected | undefined {
  if (size === 0 || head.length === 0) return undefined;
  const binary = detectBinary(head, size, name);
  if (binary) return binary;
  const capture = captureForm(headText(head.subarray(0, detectBytes)), name);
  if (capture) return { kind: 'capture', form: capture };
  if (/\.saz$/i.test(name)) return { kind: 'capture', form: 'saz' };
  if (isBinary(head)) return undefined;
  const source = decodeText(head.length > detectBytes ? head.subarray(0, detectBytes) : head);
  if (isMail(source.text)) return { kind: 'attachments', form: 'eml' };
  const [first] = readTextSource(source, { id: '', name });
  return first ? ({ kind: first.kind, form: first.form } as Detected) : undefined;
}

/** Containers and messages by their first bytes. */
export function detectBinary(head: Uint8Array, size: number, name: string): Detected | undefined {
  if (starts(head, [0x50, 0x4b, 0x03, 0x04]) || starts(head, [0x50, 0x4b, 0x05, 0x06])) {
    return isSaz(head, name) ? { kind: 'capture', form: 'saz' } : { kind: 'attachments', form: 'zip' };
  }
  if (starts(head, [0xd0, 0xcf, 0x11, 0xe0, 0xa1, 0xb1, 0x1a, 0xe1]) && isMsg(head, name)) {
    return { kind: 'attachments', form: 'msg' };
  }
  if (starts(head, [0x1f, 0x8b])) return byPackedName(name);
  const wantsBytes = /\.(?:bin|pb|protobuf|dat)$/i.test(name);
  if (size <= head.length && (wantsBytes || isBinary(head)) && isSyncMessage(head))
    return { kind: 'value', form: 'sync-message' };
  return undefined;
}

/** A gzip file by the name it was packed under; undefined when the name does not tell (it has to be unpacked). */
function byPackedName(name: string): Detected | undefined {
  if (/\.har\.gz$|\.har$/i.test(name)) return { kind: 'capture', form: 'har' };
  if (/netlog.*\.gz$/i.test(name)) return { kind: 'capture', form: 'netlog' };
  if (/\.(?:bin|pb)\.gz$/i.test(name)) return { kind: 'value', form: 'sync-message' };
  return undefined;
}

function starts(bytes: Uint8Array, signature: readonly number[]): boolean {
  return signature.every((byte, index) => bytes[index] === byte);
}

/** Whether an entry is a part of a session, as far as the local headers (APPNOTE 4.3.7) in the first bytes tell. */
function isSaz(head: Uint8Array, name: string): boolean {
  if (/\.saz$/i.test(name)) return true;
  const view = new DataView(head.buffer, head.byteOffset, head.length);
  for (let at = 0; at >= 0 && at + 30 <= head.length && view.getUint32(at, true) === localSignature; ) {
    const nameEnd = at + 30 + view.getUint16(at + 26, true);
    if (/^raw[/\\]\d+_[csmw]\.(?:txt|xml)$/i.test(latin1(head, at + 30, Math.min(nameEnd, head.length)))) return true;
    const packed = view.getUint32(at + 18, true);
    const dataStart = nameEnd + view.getUint16(at + 28, true);
    // Sizes that stand elsewhere: the next header is searched. Else entries are skipped, as one may hold an archive.
    const isElsewhere = packed === 0xffffffff || (view.getUint16(at + 6, true) & 8) !== 0;
    at = isElsewhere ? nextHeader(head, dataStart) : dataStart + packed;
  }
  return false;
}

function nextHeader(head: Uint8Array, from: number): number {
  for (let at = head.indexOf(0x50, from); at >= 0; at = head.indexOf(0x50, at + 1)) {
    if (starts(head.subarray(at, at + 4), [0x50, 0x4b, 0x03, 0x04])) return at;
  }
  return -1;
}

function isMsg(head: Uint8Array, name: string): boolean {
  if (/\.(?:msg|oft)$/i.test(name)) return true;
  return /__(?:properties_version1|nameid_version1|substg1)/.test(
    new TextDecoder('windows-1252').decode(head).replace(/\0/g, ''),
  );
}
