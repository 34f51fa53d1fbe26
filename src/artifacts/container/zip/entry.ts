/** How an entry's data is encrypted. */
export type Encryption = 'none' | 'zipcrypto' | 'aes' | 'unknown';

/** Why an entry is never read: its description is unsafe or makes no sense. */
export type Refusal = 'overlap' | 'outside' | 'unsafe-name' | 'bomb';

/** One entry as the directory (or, in a recovered archive, its local header) describes it. */
export interface ZipEntry {
  /** Name with forward slashes; some writers use backslashes. */
  readonly name: string;
  /** The bytes of the name as written: those of `record` from `nameStart` to `nameEnd`. */
  readonly record: Uint8Array;
  readonly nameStart: number;
  readonly nameEnd: number;
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

/** The entries of an archive: a list, or a table of records that are read when asked for. */
export interface Entries extends Iterable<ZipEntry> {
  readonly length: number;
  /** As that of an array: from the end where it is negative. */
  at(index: number): ZipEntry | undefined;
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

/** Method that stands in place of the real one where WinZip's AES is used. */
export const aesMethod = 99;

/** How an entry is encrypted, by its flags, its method and the strength its AES field states. */
export function encryptionOf(flags: number, method: number, aesStrength: number): Encryption {
  if (method === aesMethod) return aesStrength >= 1 && aesStrength <= 3 ? 'aes' : 'unknown';
  if ((flags & 1) === 0) return 'none';
  return (flags & 0x40) !== 0 ? 'unknown' : 'zipcrypto';
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

/** The entry with some of its fields changed; a record in a table has no other form. */
export function withFields(entry: ZipEntry, changes: Partial<ZipEntry>): ZipEntry {
  const { name, record, nameStart, nameEnd, flags, method, crc, compressedSize, size, headerOffset } = entry;
  const { dosTime, encryption, aesStrength, aesVersion, cut, refused } = entry;
  return {
    name,
    record,
    nameStart,
    nameEnd,
    flags,
    method,
    crc,
    compressedSize,
    size,
    headerOffset,
    dosTime,
    encryption,
    aesStrength,
    aesVersion,
    cut,
    refused,
    ...changes,
  };
}
