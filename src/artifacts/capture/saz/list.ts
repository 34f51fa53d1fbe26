import { Pace } from '../../../platform/pace';
import type { InflateBatch } from '../../../platform/platform';
import { message } from '../../../text';
import type { ZipArchive, ZipEntry } from '../../container/zip';
import type { OpenOptions } from '../../open';
import type { Problem } from '../../problem';
import { headEnd } from '../http';
import type { Session } from '../model';
import { glanceRequest, glanceResponse, proseWanted, type RequestGlance, type ResponseGlance } from './glance';
import { Glancer } from './heads';
import type { SessionFiles } from './layout';
import { makeRow } from './row';
import { type RowMetadata, scanRowMetadata } from './rowMetadata';

/** Most bytes looked at for the end of a head, and for metadata. */
export const maxHeadBytes = 1 << 20;
export const maxMetadataBytes = 1 << 20;

/** Packed bytes that hold most heads whole. */
const firstLook = 1024;
const secondLook = 16 << 10;
/** Most unpacked bytes looked at without reading the entry by itself. */
const maxGlance = 64 << 10;
/** Largest entry that is unpacked together with others. */
const batchedSize = 16 << 10;
const maxProblems = 1000;
const firstRows = 100;
const batchLength = 256;
/** Batches that may be under way at once. */
const mostUnderWay = 3;
/** Sessions whose entries are read in the order of the file, before those of the next ones. */
const sliceLength = 512;

type Role = 'request' | 'response' | 'metadata';

interface Pending {
  readonly files: SessionFiles;
  request: RequestGlance | undefined;
  response: ResponseGlance | undefined;
  metadata: RowMetadata | undefined;
  isLocked: boolean;
  left: number;
}

/** Jobs whose entries are unpacked together. */
interface Batch {
  readonly jobs: Job[];
  readonly streams: InflateBatch;
}

interface Job {
  readonly entry: ZipEntry;
  readonly role: Role;
  readonly pending: Pending;
}

const utf8 = new TextDecoder();

/** Reads what the list shows of every session, in the order of the file. */
export class ListReader {
  readonly rows: Session[] = [];
  readonly problems: Problem[] = [];
  private readonly glancer: Glancer;
  private readonly pace: Pace;
  private announced = 0;
  private announcedAt = 0;

  constructor(
    private readonly archive: ZipArchive,
    private readonly options: OpenOptions,
    /** Sessions expected, for the progress. */
    private readonly total: number,
  ) {
    this.glancer = new Glancer(archive);
    this.pace = new Pace(options.platform);
  }

  async read(sessions: readonly SessionFiles[]): Promise<void> {
    this.announcedAt = performance.now();
    const ordered = inFileOrder(sessions);
    for (let from = 0; from < ordered.length && !this.isStopped; from += sliceLength) {
      await this.readJobs(this.jobsOf(ordered.slice(from, from + sliceLength)));
    }
    this.startBatch();
    while (this.underWay.length > 0) await this.underWay[0];
    await this.lookAgain();
    sortByKey(this.rows);
    this.announce(true);
  }

  private async readJobs(jobs: readonly Job[]): Promise<void> {
    for (let i = 0; i < jobs.length && !this.isStopped; i++) {
      const job = jobs[i];
      if (!job) continue;
      if (job.entry.encryption === 'none') {
        const wanted = job.role === 'response' ? firstLook : Math.min(job.entry.compressedSize, maxGlance);
        if (!this.glancer.holds(job.entry, wanted)) await this.glancer.move(job.entry);
        if (!this.join(job)) {
          const bytes = this.look(job);
          this.take(job, bytes instanceof Promise ? await bytes : bytes);
        }
      } else i = await this.readLocked(jobs, i);
      if (this.underWay.length >= mostUnderWay) await this.underWay[0];
      if (this.again.length > 0) await this.lookAgain();
      if ((i & 63) === 0) await this.rest();
    }
  }

  private async rest(): Promise<void> {
    this.options.signal?.throwIfAborted();
    if (!this.pace.isDue) return;
    this.announce();
    await this.pace.pause();
  }

  /** Stopping leaves at least as many rows as the first look shows. */
  private get isStopped(): boolean {
    return this.options.stop?.aborted === true && this.rows.length >= firstRows;
  }

  /** Heads that did not end within the first look. */
  private readonly again: Job[] = [];
  private batch: Batch | undefined;
  /** Batches that are being unpacked, the oldest first. */
  private readonly underWay: Promise<void>[] = [];

  /** Puts an entry of which all is needed into the batch; false when it is not fit for that. */
  private join(job: Job): boolean {
    const { entry, role } = job;
    // Heads of responses are unpacked here; whole ones there only while nothing else is to be done there.
    if (role === 'response' || entry.method !== 8 || entry.cut || entry.size > batchedSize) return false;
    const streams = this.batch?.streams ?? this.options.platform.inflateBatch?.();
    if (!streams) return false;
    this.batch ??= { jobs: [], streams };
    const { compressedSize, size } = entry;
    const start = this.glancer.dataStart(entry, compressedSize);
    if (start < 0) return false;
    streams.add(this.glancer.bytes, start, start + compressedSize, size, entry.crc);
    this.batch.jobs.push(job);
    if (this.batch.jobs.length >= batchLength) this.startBatch();
    return true;
  }

  /** Has the batch unpacked beside this thread. */
  private startBatch(): void {
    const { batch } = this;
    if (!batch || batch.jobs.length === 0) return;
    this.batch = undefined;
    const run = this.takeBatch(batch.jobs, batch.streams.unpack()).finally(() => {
      this.underWay.splice(this.underWay.indexOf(run), 1);
    });
    this.underWay.push(run);
    // Whoever waits for it gets the failure.
    run.catch(() => undefined);
  }

  private async takeBatch(jobs: readonly Job[], unpacked: Promise<Uint8Array | undefined>): Promise<void> {
    const all = await unpacked;
    let at = 0;
    let taken = 0;
    for (const job of jobs) {
      if ((++taken & 63) === 0) await this.rest();
      const { size } = job.entry;
      // A damaged one spoils the batch: then each is looked at by itself.
      this.take(job, all ? all.subarray(at, at + size) : await this.archive.readPrefix(job.entry, maxGlance));
      at += size;
    }
  }

  private jobsOf(sessions: readonly SessionFiles[]): Job[] {
    const jobs: Job[] = [];
    for (const files of sessions) {
      const pending: Pending = {
        files,
        request: undefined,
        response: undefined,
        metadata: undefined,
        isLocked: false,
        left: 0,
      };
      // In the order in which Fiddler writes them.
      for (const role of ['request', 'metadata', 'response'] as const) {
        const entry = files[role];
        if (!entry || (entry.size === 0 && !entry.cut) || this.refuse(entry, pending)) continue;
        pending.left++;
        jobs.push({ entry, role, pending });
      }
      if (pending.left === 0) this.finish(pending);
    }
    let isSorted = true;
    for (let i = 1; i < jobs.length && isSorted; i++) {
      isSorted = (jobs[i - 1]?.entry.headerOffset ?? 0) <= (jobs[i]?.entry.headerOffset ?? 0);
    }
    if (!isSorted) jobs.sort((a, b) => a.entry.headerOffset - b.entry.headerOffset);
    return jobs;
  }

  /** True for entries that are not read: refused ones, and encrypted ones without a password. */
  private refuse(entry: ZipEntry, pending: Pending): boolean {
    if (entry.refused) return true;
    if (entry.encryption === 'none' || this.archive.password === 'ok') return false;
    pending.isLocked = true;
    return true;
  }

  private look(job: Job): Uint8Array | undefined | Promise<Uint8Array | undefined> {
    const { entry, role } = job;
    if (role === 'request') return this.glancer.glance(entry, firstLook, maxGlance);
    // The head of a response is short next to its body, so little of that is unpacked with it.
    if (role === 'response') {
      return this.glancer.head(entry, firstLook, proseWanted) ?? this.glancer.glance(entry, firstLook, maxGlance);
    }
    if (entry.size <= maxGlance) return this.glancer.glance(entry, entry.compressedSize, maxGlance);
    if (entry.size > maxMetadataBytes && !entry.cut) {
      this.report(
        job,
        'saz-metadata-large',
        message('capture.sazMetadataLarge', { entry: entry.name, limit: maxMetadataBytes }),
      );
      return undefined;
    }
    return this.archive.read(entry, { limit: maxMetadataBytes }).then(({ bytes }) => bytes);
  }

  /** Looks further into entries whose head did not end within the first look. */
  private async lookAgain(): Promise<void> {
    for (const job of this.again.splice(0)) {
      const bytes = job.entry.encryption === 'none' && (await this.glancer.glance(job.entry, secondLook, maxGlance));
      if (bytes && headEnd(bytes) >= 0) {
        this.glanceAt(job, bytes);
        this.done(job.pending);
      } else await this.lookAtAll(job);
    }
  }

  private take(job: Job, bytes: Uint8Array | undefined): void {
    const { entry, role, pending } = job;
    const isEmpty = !bytes || bytes.length === 0;
    if (isEmpty) {
      if (entry.compressedSize > firstLook && role !== 'metadata' && bytes) {
        this.again.push(job);
        return;
      }
      if (role !== 'metadata' || entry.size <= maxMetadataBytes) this.reportUnreadable(job);
    } else if (role === 'metadata') {
      const metadata = scanRowMetadata(utf8.decode(bytes));
      if (metadata.state === 'doctype') {
        this.report(job, 'saz-doctype', message('capture.sazDoctype', { entry: entry.name }));
      } else {
        pending.metadata = metadata;
        if (metadata.state === 'broken') {
          this.report(job, 'saz-metadata', message('capture.sazBadMetadata', { entry: entry.name }));
        }
      }
    } else {
      const isWhole = bytes.length >= entry.size;
      if (!isWhole && headEnd(bytes) < 0 && !entry.cut) {
        this.again.push(job);
        return;
      }
      this.glanceAt(job, bytes);
    }
    this.done(pending);
  }

  private glanceAt(job: Job, bytes: Uint8Array): void {
    const { entry, role, pending } = job;
    let isValid: boolean;
    if (role === 'request') {
      pending.request = glanceRequest(bytes);
      isValid = pending.request.isValid;
    } else {
      pending.response = glanceResponse(bytes);
      isValid = pending.response.isValid;
    }
    if (!isValid && !entry.cut)
      this.report(job, 'saz-first-line', message('capture.sazBadFirstLine', { entry: entry.name }));
  }

  private async lookAtAll(job: Job): Promise<void> {
    const { bytes, problem } = await this.archive.read(job.entry, { limit: maxHeadBytes, signal: this.options.signal });
    if (bytes.length === 0) {
      if (problem) this.add(job, problem);
    } else {
      if (headEnd(bytes) < 0 && bytes.length >= maxHeadBytes) {
        this.report(
          job,
          'saz-head-large',
          message('capture.sazHeadLarge', { entry: job.entry.name, limit: maxHeadBytes }),
        );
      }
      this.glanceAt(job, bytes);
    }
    this.done(job.pending);
  }

  /** Encrypted entries cost a key derivation each, so a run of them goes in parallel. Returns the last index done. */
  private async readLocked(jobs: readonly Job[], from: number): Promise<number> {
    let to = from;
    while (to + 1 < jobs.length && to - from < 31 && jobs[to + 1]?.entry.encryption !== 'none') to++;
    const batch = jobs.slice(from, to + 1);
    const found = await Promise.all(
      batch.map(({ entry, role }) =>
        role === 'metadata' && entry.size > maxMetadataBytes
          ? undefined
          : this.archive.readPrefix(entry, role === 'metadata' ? entry.compressedSize : 4 * firstLook),
      ),
    );
    for (const [i, job] of batch.entries()) {
      this.take(job, found[i]);
    }
    this.options.signal?.throwIfAborted();
    return to;
  }

  private done(pending: Pending): void {
    if (--pending.left === 0) this.finish(pending);
  }

  private finish(pending: Pending): void {
    const { files, request, response, metadata, isLocked } = pending;
    this.rows.push(makeRow({ files, request, response, metadata, isLocked }));
    // The jobs still to come keep every pending session alive, so it must not hold what its row no longer needs.
    pending.request = undefined;
    pending.response = undefined;
    pending.metadata = undefined;
    if (this.announced === 0 && this.rows.length === firstRows) this.announce();
  }

  private announce(isLast = false): void {
    const { options, rows } = this;
    const now = performance.now();
    const isFirst = this.announced === 0;
    if (!isLast && !isFirst && now - this.announcedAt < 100) return;
    if (rows.length === this.announced && !isLast) return;
    this.announced = rows.length;
    this.announcedAt = now;
    options.onSessions?.(rows);
    options.onProgress?.(rows.length, Math.max(rows.length, this.total));
  }

  private reportUnreadable(job: Job): void {
    const { entry } = job;
    this.report(job, 'saz-entry-unreadable', message('capture.sazUnreadable', { entry: entry.name }));
  }

  private report(job: Job, code: string, text: Problem['message']): void {
    this.add(job, { code, message: text, place: { artifact: this.archive.id, layers: [job.entry.name] } });
  }

  private add(job: Job, problem: Problem): void {
    if (this.problems.length >= maxProblems) return;
    const part = job.role;
    this.problems.push({ ...problem, place: { ...problem.place, session: job.pending.files.key, part } });
  }
}

/** Sessions by where the first of their entries begins: in nearly all archives the order they are in. */
function inFileOrder(sessions: readonly SessionFiles[]): readonly SessionFiles[] {
  const offsets = sessions.map(firstOffset);
  if (offsets.every((offset, i) => offset >= (offsets[i - 1] ?? 0))) return sessions;
  return sessions
    .map((files, i) => ({ files, offset: offsets[i] ?? 0 }))
    .sort((a, b) => a.offset - b.offset)
    .map(({ files }) => files);
}

function firstOffset({ request, response, metadata }: SessionFiles): number {
  const none = Number.MAX_SAFE_INTEGER;
  return Math.min(request?.headerOffset ?? none, response?.headerOffset ?? none, metadata?.headerOffset ?? none);
}

function sortByKey(rows: Session[]): void {
  for (let i = 1; i < rows.length; i++) {
    if ((rows[i - 1]?.key ?? 0) > (rows[i]?.key ?? 0)) {
      rows.sort((a, b) => a.key - b.key);
      return;
    }
  }
}
