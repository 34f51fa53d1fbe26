import type { Artifact } from './artifact';
import { decodeText, isBinary } from './decodeText';
import { readTextSource } from './readText';
import { captureForm, isMail } from './textForms';
import { isSyncMessage } from './values';

/** Name of a kind with its form, as the contracts of the product list them. */
export type Detected = {
  [K in Artifact['kind']]: { kind: K; form: Extract<Artifact, { kind: K }>['form'] };
}[Artifact['kind']];

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
  if (isBinary(head)) return undefined;
  const source = decodeText(head.length > detectBytes ? head.subarray(0, detectBytes) : head);
  const capture = captureForm(source.text, name);
  if (capture) return { kind: 'capture', form: capture };
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

function isSaz(head: Uint8Array, name: string): boolean {
  return /\.saz$/i.test(name) || /raw[/\\]\d+_[csmw]\.(?:txt|xml)/.test(new TextDecoder('windows-1252').decode(head));
}

function isMsg(head: Uint8Array, name: string): boolean {
  if (/\.(?:msg|oft)$/i.test(name)) return true;
  return /__(?:properties_version1|nameid_version1|substg1)/.test(
    new TextDecoder('windows-1252').decode(head).replace(/\0/g, ''),
  );
}
