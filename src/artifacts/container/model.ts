import type { ArtifactBase } from '../base';

/** One file inside an attachment. */
export interface AttachmentEntry {
  /** Path inside as written, with forward slashes; never used as a path on disk. */
  readonly path: string;
  /** Unpacked size in bytes. */
  readonly size: number;
  /** Reads the content; rejects never for bad data: what could be read, with `complete`. */
  read(limit: number): Promise<{ readonly bytes: Uint8Array; readonly complete: boolean }>;
}

/** A zip, eml or msg as a list of attachments. */
export interface AttachmentList extends ArtifactBase {
  readonly kind: 'attachments';
  readonly form: 'zip' | 'eml' | 'msg';
  /** Mail subject, or empty. */
  readonly subject: string;
  /** Mail text as plain text, or empty. */
  readonly text: string;
  readonly entries: readonly AttachmentEntry[];
}
