import type { ByteSource, Inflated, Platform } from '../../../platform/platform';
import { message } from '../../../text';
import type { OpenOptions } from '../../open';
import type { Problem } from '../../problem';
import { decryptEntry, encryptionOverhead } from './crypto';
import { readDirectory } from './directory';
import { type Entries, localDataStart, type ZipEntry } from './entry';
import { followMoved } from './moved';
import { entryProblem, refusalProblem } from './problems';
import { recoverEntries } from './recover';
import { refuseUnsafe } from './refuse';

/** Most bytes of one entry that are unpacked unless the caller asks for less. */
export const maxEntryBytes = 256 << 20;

export interface EntryBytes {
  readonly bytes: Uint8Array;
  /** False when cut, damaged, refused, encrypted without a password, or longer than the limit. */
  readonly complete: boolean;
  readonly problem: Problem | undefined;
}

export interface EntryOptions {
  /** Most bytes to unpack. */
  readonly limit?: number;
  readonly signal?: AbortSignal;
}

const empty = new Uint8Array(0);

/** An open ZIP file: names are known, data is read entry by entry when asked. */
export class ZipArchive {
  private passwords: readonly Uint8Array[] = [];
  /** `needed` until a given password opened an entry. */
  password: 'none' | 'needed' | 'ok';

  constructor(
    readonly source: ByteSource,
    readonly entries: Entries,
    readonly comment: string,
    readonly problems: Problem[],
    readonly id: string,
    readonly platform: Platform,
    /** The offset where the file breaks when its entries come from their local headers; else undefined. */
    readonly brokenAt: number | undefined,
  ) {
    this.password = isEncrypted(entries) ? 'needed' : 'none';
  }

  /** The entry of that name (forward slashes, exact case); the first when there are several. */
  find(name: string): ZipEntry | undefined {
    for (const entry of this.entries) if (entry.name === name) return entry;
    return undefined;
  }

  /**
   * Tries a password on the smallest encrypted entry and keeps it when it fits. UTF-8 first, then Latin-1, since the
   * format names no encoding. A wrong one is not kept.
   */
  async usePassword(password: string, signal?: AbortSignal): Promise<boolean> {
    const candidates = Array.from(this.entries).filter(
      (entry) => (entry.encryption === 'aes' || entry.encryption === 'zipcrypto') && !entry.refused && !entry.cut,
    );
    // A checksum over next to nothing proves nothing: such entries count only where there is nothing else.
    const telling = candidates.filter((entry) => entry.size >= 16);
    const tried = (telling.length > 0 ? telling : candidates).sort((a, b) => a.compressedSize - b.compressedSize);
    // A damaged entry says nothing about the password, so a few are tried.
    for (const entry of tried.slice(0, 4)) {
      for (const bytes of passwordForms(password)) {
        this.passwords = [bytes];
        const { complete, problem } = await this.read(entry, { signal });
        if (complete && !problem) {
          this.password = 'ok';
          return true;
        }
      }
    }
    this.passwords = [];
    if (candidates.length > 0) this.password = 'needed';
    return false;
  }

  /** Unpacks one entry. Never throws for bad data; rejects only with an AbortError or an I/O error. */
  async read(entry: ZipEntry, options: EntryOptions = {}): Promise<EntryBytes> {
    options.signal?.throwIfAborted();
    if (entry.refused) return failed(refusalProblem(this.id, entry, entry.refused));
    const limit = Math.min(options.limit ?? maxEntryBytes, maxEntryBytes);
    const dataStart = await this.dataStart(entry);
    if (dataStart === undefined) return failed(entryProblem(this.id, entry, 'zip-entry-header', 'capture.zipHeader'));
    // Stored data beyond the limit need not be read; packed data has to be, as nothing tells where the limit falls.
    const wanted =
      entry.method === 0 && entry.encryption === 'none' ? Math.min(entry.compressedSize, limit) : entry.compressedSize;
    if (wanted > maxEntryBytes * 2) return failed(entryProblem(this.id, entry, 'zip-entry-large', 'capture.zipLarge'));
    const packed = await this.source.read(dataStart, wanted);
    options.signal?.throwIfAborted();
    const whole = packed.length === entry.compressedSize && !entry.cut;
    if (entry.encryption === 'none')
      return this.finish(entry, packed, limit, whole || wanted < entry.compressedSize, dataStart);
    const password = this.passwords[0];
    if (!password) return failed(entryProblem(this.id, entry, 'zip-password-needed', 'capture.zipPasswordNeeded'));
    const plain = await decryptEntry(entry, packed, whole, password, this.platform);
    if ('failure' in plain) {
      if (plain.failure === 'unsupported')
        return failed(entryProblem(this.id, entry, 'zip-encryption', 'capture.zipEncryption'));
      if (plain.failure === 'password')
        return failed(entryProblem(this.id, entry, 'zip-password-wrong', 'capture.zipPasswordWrong'));
      return failed(entryProblem(this.id, entry, 'zip-entry-damaged', 'capture.zipPasswordOrDamage'));
    }
    return this.finish(entry, plain.bytes, limit, whole, dataStart);
  }

  /**
   * The first bytes of an entry, cheaply: unpacks the first `packedLength` bytes of its data and checks nothing.
   * Undefined when the entry cannot be read without more (refused, password missing, header damaged).
   */
  async readPrefix(entry: ZipEntry, packedLength: number): Promise<Uint8Array | undefined> {
    if (entry.refused) return undefined;
    const dataStart = await this.dataStart(entry);
    if (dataStart === undefined) return undefined;
    const whole = packedLength + encryptionOverhead(entry) >= entry.compressedSize && !entry.cut;
    const wanted = whole ? entry.compressedSize : packedLength + encryptionOverhead(entry);
    const packed = await this.source.read(dataStart, Math.min(wanted, entry.compressedSize));
    if (entry.encryption === 'none') return inflatePrefix(this.platform, entry, packed);
    const password = this.passwords[0];
    if (!password) return undefined;
    const plain = await decryptEntry(
      entry,
      packed,
      whole && packed.length === entry.compressedSize,
      password,
      this.platform,
    );
    return 'failure' in plain ? undefined : inflatePrefix(this.platform, entry, plain.bytes);
  }

  close(): Promise<void> {
    this.passwords = [];
    return this.source.close();
  }

  private async dataStart(entry: ZipEntry): Promise<number | undefined> {
    const header = await this.source.read(entry.headerOffset, 30);
    return localDataStart(entry, header);
  }

  private finish(entry: ZipEntry, plain: Uint8Array, limit: number, whole: boolean, dataStart: number): EntryBytes {
    if (entry.method !== 0 && entry.method !== 8) {
      return failed(entryProblem(this.id, entry, 'zip-method', 'capture.zipMethod', { method: String(entry.method) }));
    }
    // One byte more than stated shows that the stated size is too small.
    const stated = entry.cut ? limit : Math.min(limit, entry.size + 1);
    const { bytes, complete, failure } =
      entry.method === 0 ? stored(plain, limit) : this.platform.decompress('deflate-raw', plain, Math.max(1, stated));
    if (!whole || entry.cut) {
      const at = String(dataStart + plain.length);
      return {
        bytes,
        complete: false,
        problem: entryProblem(this.id, entry, 'zip-entry-cut', 'capture.zipEntryCut', { at }),
      };
    }
    if (failure === 'limit' || bytes.length > entry.size) {
      const lies = bytes.length > entry.size || limit > entry.size;
      const kept = bytes.length > limit ? bytes.subarray(0, limit) : bytes;
      const args = { limit };
      const problem = lies
        ? entryProblem(this.id, entry, 'zip-size', 'capture.zipSize', { stated: entry.size })
        : entryProblem(this.id, entry, 'zip-limit', 'capture.zipLimit', args);
      return { bytes: kept, complete: false, problem };
    }
    if (!complete) {
      const problem = entryProblem(this.id, entry, 'zip-entry-damaged', 'capture.zipEntryDamaged', {
        at: bytes.length,
      });
      return { bytes, complete: false, problem };
    }
    if (bytes.length < entry.size && bytes.length < limit) {
      return {
        bytes,
        complete: false,
        problem: entryProblem(this.id, entry, 'zip-size', 'capture.zipSize', { stated: entry.size }),
      };
    }
    if (bytes.length === entry.size && entry.aesVersion !== 2 && this.platform.crc32(bytes) !== entry.crc) {
      return { bytes, complete: false, problem: entryProblem(this.id, entry, 'zip-crc', 'capture.zipCrc') };
    }
    return { bytes, complete: bytes.length === entry.size, problem: undefined };
  }
}

function isEncrypted(entries: Entries): boolean {
  for (let i = 0; i < entries.length; i++) {
    if (entries.at(i)?.encryption !== 'none') return true;
  }
  return false;
}

function failed(problem: Problem): EntryBytes {
  return { bytes: empty, complete: false, problem };
}

function stored(data: Uint8Array, limit: number): Inflated {
  return { bytes: data.length > limit ? data.subarray(0, limit) : data, complete: data.length <= limit };
}

function passwordForms(password: string): Uint8Array[] {
  const utf8 = new TextEncoder().encode(password);
  const units = Array.from(password, (character) => character.codePointAt(0) ?? 0);
  const isLatin1 = utf8.length !== password.length && units.every((unit) => unit < 256);
  return isLatin1 ? [utf8, Uint8Array.from(units)] : [utf8];
}

/** Unpacks what a piece of an entry's data gives; at most 64 KiB unless told otherwise. */
export function inflatePrefix(platform: Platform, entry: ZipEntry, packed: Uint8Array, limit = 64 << 10): Uint8Array {
  if (entry.method === 0) return packed;
  return entry.method === 8 ? platform.inflatePrefix(packed, limit) : empty;
}

/** Whether the first bytes are those of a ZIP file: a local header, or the end record of an empty archive. */
export function looksLikeZip(head: Uint8Array): boolean {
  if (head[0] !== 0x50 || head[1] !== 0x4b) return false;
  return (head[2] === 3 && head[3] === 4) || (head[2] === 5 && head[3] === 6) || (head[2] === 7 && head[3] === 8);
}

/**
 * Opens a ZIP file. Undefined when the source holds none: neither a directory nor a single local header. A missing or
 * damaged directory is rebuilt from the local headers, and the problems say where the file breaks.
 */
export async function openZip(source: ByteSource, options: OpenOptions): Promise<ZipArchive | undefined> {
  const { id, platform, signal } = options;
  const problems: Problem[] = [];
  const place = { artifact: id, layers: [] };
  const directory = await readDirectory(source);
  let entries: Entries = directory?.entries ?? [];
  let brokenAt: number | undefined;
  if (directory?.tooLarge) {
    problems.push({ code: 'zip-directory-large', message: message('capture.zipDirectoryLarge'), place });
  }
  const isShort = directory && !directory.tooLarge && entries.length < directory.expected;
  if (!directory || isShort) {
    const recovery = await recoverEntries(source, signal);
    if (!directory && recovery.entries.length === 0) return undefined;
    if (recovery.entries.length > entries.length) {
      entries = recovery.entries;
      brokenAt = recovery.brokenAt;
    }
    const args = { count: entries.length, at: String(recovery.brokenAt) };
    problems.push({
      code: directory ? 'zip-directory-damaged' : 'zip-directory-missing',
      message: message(directory ? 'capture.zipDirectoryDamaged' : 'capture.zipDirectoryMissing', args),
      place,
    });
  }
  let dataEnd = directory?.start ?? source.size;
  let placed = entries;
  if (directory && brokenAt === undefined) {
    const { moved, lost, ...followed } = await followMoved(source, entries, signal);
    ({ entries } = followed);
    placed =
      lost.size === 0 ? entries : Array.from(entries).filter((entry) => !lost.has(entry) || entry.headerOffset < 0);
    if (moved > 0) {
      dataEnd = source.size;
      problems.push({ code: 'zip-moved', message: message('capture.zipMoved', { count: moved }), place });
    }
  }
  await platform.pause();
  problems.push(...refuseUnsafe(placed, dataEnd, id));
  const archive = new ZipArchive(source, entries, directory?.comment ?? '', problems, id, platform, brokenAt);
  if (archive.password === 'needed' && options.password !== undefined) {
    await archive.usePassword(options.password, signal);
  }
  return archive;
}
