/** How an entry's data is encrypted. */
export type Encryption = 'none' | 'zipcrypto' | 'aes' | 'unknown';

/** Why an entry is never read: its description is unsafe or makes no sense. */
export type Refusal = 'overlap' | 'outside' | 'unsafe-name' | 'bomb';

/** One entry as the directory (or, in a recovered archive, its local header) describes it. */
export interface ZipEntry {
  /** Position in the directory, from 0. */
  readonly index: number;
  /** Name with forward slashes; some writers use backslashes. */
  readonly name: string;
  readonly flags: number;
  /** Compression of the plain data: 0 stored, 8 deflate. For AES entries the method of the 0x9901 extra field. */
  readonly method: number;
  /** CRC-32 of the plain data; 0 and meaningless for AE-2. */
  readonly crc: number;
  readonly compressedSize: number;
  readonly size: number;
  /** Offset of the local header in the source. */
  readonly headerOffset: number;
  /** DOS time, low 16 bits; ZipCrypto checks against it when sizes follow the data. */
  readonly dosTime: number;
  readonly encryption: Encryption;
  /** 1, 2, 3 for AES-128, -192, -256; 0 otherwise. */
  readonly aesStrength: number;
  /** 1 or 2 for AE-1, AE-2; 0 otherwise. */
  readonly aesVersion: number;
  /** True when the file ends inside this entry's data; `compressedSize` is then what is left of it. */
  readonly cut: boolean;
  /** Set when the entry is not read at all. */
  refused: Refusal | undefined;
}

const utf8 = new TextDecoder('utf-8', { fatal: true });
const localHeaderSize = 30;

/** Text of bytes, one character each. Short names and heads only: the argument list bounds it, so it goes in pieces. */
export function latin1(bytes: Uint8Array, start = 0, end = bytes.length): string {
  if (end - start <= 4096) return String.fromCharCode.apply(null, asNumbers(bytes.subarray(start, end)));
  let out = '';
  for (let at = start; at < end; at += 4096) {
    out += String.fromCharCode.apply(null, asNumbers(bytes.subarray(at, Math.min(end, at + 4096))));
  }
  return out;
}

/** `apply` takes any array-like object, which its type does not say. */
function asNumbers(bytes: Uint8Array): number[] {
  return bytes as unknown as number[];
}

/** Entry name: ASCII almost always, else UTF-8 (flag bit 11 or valid as such), else one character per byte. */
export function entryName(bytes: Uint8Array): string {
  let name = latin1(bytes);
  for (let i = 0; i < bytes.length; i++) {
    if ((bytes[i] ?? 0) < 0x80) continue;
    try {
      name = utf8.decode(bytes);
    } catch {
      // Neither ASCII nor UTF-8: an old code page that the archive does not name; the characters stand for bytes.
    }
    break;
  }
  return name.includes('\\') ? name.replaceAll('\\', '/') : name;
}

/** An entry that is being read: plain and not encrypted until its extra fields say otherwise. */
type Draft = { -readonly [Field in keyof ZipEntry]: ZipEntry[Field] };

/** Reads a 64-bit size; beyond 2^53 it is no size a file can have, and stays above every limit. */
export function readUint64(view: DataView, at: number): number {
  return view.getUint32(at, true) + view.getUint32(at + 4, true) * 2 ** 32;
}

/**
 * Makes an entry of a record and its extra fields (PKWARE APPNOTE 4.3.12, 4.5.3; WinZip AES: extra 0x9901), which may
 * state its sizes, method and encryption. `view` covers the buffer that holds the extra fields at `[from, to)`.
 */
export function makeEntry(draft: Draft, view: DataView, from: number, to: number): ZipEntry {
  const isAes = draft.method === 99;
  for (let at = from; at + 4 <= to; ) {
    const id = view.getUint16(at, true);
    const end = at + 4 + view.getUint16(at + 2, true);
    if (end > to) break;
    if (id === 0x0001) {
      // Only the fields that do not fit are there, in this order.
      let next = at + 4;
      const wide = (value: number): number => {
        if (value !== 0xffffffff || next + 8 > end) return value;
        next += 8;
        return readUint64(view, next - 8);
      };
      draft.size = wide(draft.size);
      draft.compressedSize = wide(draft.compressedSize);
      draft.headerOffset = wide(draft.headerOffset);
    } else if (id === 0x9901 && end - at >= 11 && isAes) {
      draft.aesVersion = view.getUint16(at + 4, true);
      draft.aesStrength = view.getUint8(at + 8);
      draft.method = view.getUint16(at + 9, true);
    }
    at = end;
  }
  if (isAes) draft.encryption = draft.aesStrength >= 1 && draft.aesStrength <= 3 ? 'aes' : 'unknown';
  else if ((draft.flags & 1) !== 0) draft.encryption = (draft.flags & 0x40) !== 0 ? 'unknown' : 'zipcrypto';
  return draft;
}

/** Where an entry's data begins, from its local header; undefined when there is no such header. */
export function localDataStart(entry: ZipEntry, header: Uint8Array): number | undefined {
  const length = localHeaderLength(header, 0);
  return length < 0 ? undefined : entry.headerOffset + length;
}

/** Length of the local header at `at`, name and extra fields included; -1 when there is none (APPNOTE 4.3.7). */
export function localHeaderLength(bytes: Uint8Array, at: number): number {
  if (at + localHeaderSize > bytes.length) return -1;
  if (bytes[at] !== 0x50 || bytes[at + 1] !== 0x4b || bytes[at + 2] !== 3 || bytes[at + 3] !== 4) return -1;
  return localHeaderSize + uint16(bytes, at + 26) + uint16(bytes, at + 28);
}

function uint16(bytes: Uint8Array, at: number): number {
  return (bytes[at] ?? 0) | ((bytes[at + 1] ?? 0) << 8);
}
