import { message } from '../../../text';
import type { ZipArchive, ZipEntry } from '../../container/zip';
import type { OpenOptions } from '../../open';
import type { Problem } from '../../problem';
import { headEnd } from '../http';
import type { Session } from '../model';
import { glance, Window } from './heads';
import type { SessionFiles } from './layout';
import { type Metadata, scanMetadata } from './metadata';
import { glanceRequest, glanceResponse, makeRow, type RequestGlance, type ResponseGlance } from './row';

/** Most bytes looked at for the end of a head, and for metadata. */
export const maxHeadBytes = 1 << 20;
export const maxMetadataBytes = 1 << 20;

/** Packed bytes that hold most heads whole. */
const firstLook = 1024;
const maxProblems = 1000;
const firstRows = 100;
const pauseAfter = 40;

type Role = 'request' | 'response' | 'metadata';

interface Pending {
  readonly files: SessionFiles;
  request: RequestGlance | undefined;
  response: ResponseGlance | undefined;
  metadata: Metadata | undefined;
  isLocked: boolean;
  left: number;
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
  private readonly window: Window;
  private announced = 0;
  private announcedAt = 0;

  constructor(
    private readonly archive: ZipArchive,
    private readonly options: OpenOptions,
    /** Sessions expected, for the progress. */
    private readonly total: number,
  ) {
    this.window = new Window(archive.source);
  }

  async read(sessions: readonly SessionFiles[]): Promise<void> {
    const jobs = this.jobsOf(sessions);
    this.announcedAt = performance.now();
    let paused = this.announcedAt;
    for (let i = 0; i < jobs.length; i++) {
      const job = jobs[i];
      if (!job) continue;
      if (job.entry.encryption === 'none') {
        const bytes = this.look(job, firstLook);
        this.take(job, bytes instanceof Promise ? await bytes : bytes);
        const { again } = this;
        if (again) await this.lookAgain(again);
      } else i = await this.readLocked(jobs, i);
      if ((i & 63) === 0) {
        this.options.signal?.throwIfAborted();
        if (performance.now() - paused > pauseAfter) {
          this.announce();
          // Lets a message that cancels through.
          await new Promise((resolve) => setTimeout(resolve, 0));
          paused = performance.now();
        }
      }
    }
    sortByKey(this.rows);
    this.announce(true);
  }

  /** A head that did not end within the first look. */
  private again: Job | undefined;

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
      for (const role of ['request', 'response', 'metadata'] as const) {
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

  private look(job: Job, packed: number): Uint8Array | undefined | Promise<Uint8Array | undefined> {
    const { entry, role } = job;
    if (role !== 'metadata') return glance(this.archive, this.window, entry, packed, 64 << 10);
    if (entry.size > maxMetadataBytes && !entry.cut) {
      this.report(
        job,
        'saz-metadata-large',
        message('capture.sazMetadataLarge', { entry: entry.name, limit: maxMetadataBytes }),
      );
      return undefined;
    }
    return glance(this.archive, this.window, entry, entry.compressedSize, maxMetadataBytes);
  }

  private take(job: Job, bytes: Uint8Array | undefined): void {
    const { entry, role, pending } = job;
    this.again = undefined;
    const isEmpty = !bytes || bytes.length === 0;
    if (isEmpty) {
      if (entry.compressedSize > firstLook && role !== 'metadata' && bytes) {
        this.again = job;
        return;
      }
      if (role !== 'metadata' || entry.size <= maxMetadataBytes) this.reportUnreadable(job);
    } else if (role === 'metadata') {
      const metadata = scanMetadata(utf8.decode(bytes));
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
        this.again = job;
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
    if (!isValid) this.report(job, 'saz-first-line', message('capture.sazBadFirstLine', { entry: entry.name }));
  }

  /** Looks further into an entry whose head is long. */
  private async lookAgain(job: Job): Promise<void> {
    const { bytes, problem } = await this.archive.read(job.entry, { limit: maxHeadBytes, signal: this.options.signal });
    this.again = undefined;
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
      if (this.again) await this.lookAgain(this.again);
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

function sortByKey(rows: Session[]): void {
  for (let i = 1; i < rows.length; i++) {
    if ((rows[i - 1]?.key ?? 0) > (rows[i]?.key ?? 0)) {
      rows.sort((a, b) => a.key - b.key);
      return;
    }
  }
}
