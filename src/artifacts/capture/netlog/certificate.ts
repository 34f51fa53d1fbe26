import { decodeBase64Bytes } from '../../base64';
import type { Certificate } from '../model';

interface Element {
  readonly tag: number;
  readonly start: number;
  readonly end: number;
}

/**
 * Subject, issuer and validity of a certificate in PEM (X.509, RFC 5280). Undefined when it does not read as one; the
 * signature is not checked.
 */
export function readCertificate(pem: string): Certificate | undefined {
  const text = pem.replace(/-----[^-]*-----/g, '').replace(/\s+/g, '');
  const { bytes, sound } = decodeBase64Bytes(new TextEncoder().encode(text));
  const outer = sound ? elementAt(bytes, 0, bytes.length) : undefined;
  const body = outer && elementAt(bytes, outer.start, outer.end);
  if (body?.tag !== 0x30) return undefined;
  let fields = childrenOf(bytes, body);
  if (fields[0]?.tag === 0xa0) fields = fields.slice(1);
  const [serial, , issuer, validity, subject] = fields;
  if (!serial || !issuer || !validity || !subject) return undefined;
  const [from, to] = childrenOf(bytes, validity);
  return {
    subject: nameOf(bytes, subject),
    issuer: nameOf(bytes, issuer),
    from: timeOf(bytes, from),
    to: timeOf(bytes, to),
    detail: hex(bytes.subarray(serial.start, serial.end)),
  };
}

const nameTypes: Readonly<Record<string, string>> = {
  '550403': 'CN',
  '550406': 'C',
  '550407': 'L',
  '550408': 'ST',
  '55040a': 'O',
  '55040b': 'OU',
};

function nameOf(bytes: Uint8Array, name: Element): string {
  const parts: string[] = [];
  for (const set of childrenOf(bytes, name)) {
    for (const pair of childrenOf(bytes, set)) {
      const [type, value] = childrenOf(bytes, pair);
      if (!type || !value) continue;
      const content = bytes.subarray(value.start, value.end);
      // BMPString is UTF-16BE, everything else reads as UTF-8 or Latin-1.
      const text = value.tag === 0x1e ? utf16(content) : new TextDecoder().decode(content);
      parts.push(`${nameTypes[hex(bytes.subarray(type.start, type.end))] ?? 'OID'}=${text}`);
    }
  }
  return parts.join(', ');
}

/** UTCTime (two digits of the year, 50 and above are 19xx) or GeneralizedTime as ISO 8601. */
function timeOf(bytes: Uint8Array, time: Element | undefined): string {
  if (!time) return '';
  const text = new TextDecoder().decode(bytes.subarray(time.start, time.end));
  const match = /^(\d{2}|\d{4})(\d{2})(\d{2})(\d{2})(\d{2})(\d{2})Z$/.exec(text);
  if (!match) return text;
  const [, year = '', month, day, hour, minute, second] = match;
  const full = year.length === 4 ? year : Number(year) >= 50 ? `19${year}` : `20${year}`;
  return `${full}-${month}-${day}T${hour}:${minute}:${second}Z`;
}

function elementAt(bytes: Uint8Array, offset: number, limit: number): Element | undefined {
  const tag = bytes[offset];
  const first = bytes[offset + 1];
  if (tag === undefined || first === undefined || offset + 2 > limit) return undefined;
  let start = offset + 2;
  let length = first;
  if (first >= 0x80) {
    const count = first & 0x7f;
    if (count === 0 || count > 4) return undefined;
    length = 0;
    for (let i = 0; i < count; i++) length = length * 256 + (bytes[start++] ?? 0);
  }
  return start + length <= limit ? { tag, start, end: start + length } : undefined;
}

function childrenOf(bytes: Uint8Array, parent: Element): Element[] {
  const children: Element[] = [];
  for (let offset = parent.start; offset < parent.end && children.length < 1000; ) {
    const child = elementAt(bytes, offset, parent.end);
    if (!child) break;
    children.push(child);
    offset = child.end;
  }
  return children;
}

function hex(bytes: Uint8Array): string {
  let text = '';
  for (const byte of bytes) text += byte.toString(16).padStart(2, '0');
  return text;
}

function utf16(bytes: Uint8Array): string {
  let text = '';
  for (let i = 0; i + 1 < bytes.length; i += 2)
    text += String.fromCharCode(((bytes[i] ?? 0) << 8) | (bytes[i + 1] ?? 0));
  return text;
}
