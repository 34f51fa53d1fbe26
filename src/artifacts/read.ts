import { memorySource } from '../platform/memory';
import type { ByteSource } from '../platform/platform';
import { type MessageKey, message } from '../text';
import type { Artifact } from './artifact';
import { unwrapGzip } from './container/gzip';
import { decodeText, headText, isBinary } from './decodeText';
import { detectBinary, detectBytes } from './detect';
import type { OpenOptions } from './open';
import type { Problem } from './problem';
import { readTextSource } from './readText';
import { SourceText } from './sourceText';
import { captureForm, isMail } from './textForms';
import { isSyncMessage } from './values';

/** Longest text that is read as a whole, in bytes. */
const textLimit = 128 * 1024 * 1024;

export interface ReadOptions extends OpenOptions {
  /** File name without folders; tells forms that share their first bytes. */
  readonly name: string;
}

/**
 * Reads a file of a ticket: a capture, a container, or every artifact of a text. Never rejects for bad content: a file
 * that is none of them comes back as `text`/`plain`, with a problem that says what it is when it is no text.
 */
export async function readArtifacts(source: ByteSource, options: ReadOptions): Promise<Artifact[]> {
  const { id, name, platform, signal } = options;
  signal?.throwIfAborted();
  if (source.size === 0) return [nothing(id, 'file-empty', 'artifacts.problemEmpty')];
  const head = await source.read(0, Math.min(source.size, detectBytes));
  if (head[0] === 0x1f && head[1] === 0x8b) {
    const unpacked = await unwrapGzip(source, { id, platform, signal });
    if (unpacked.source !== source) {
      if (unpacked.source.size === 0)
        return [{ ...nothing(id, 'file-empty', 'artifacts.problemEmpty'), problems: unpacked.problems }];
      const inside = { ...options, name: name.replace(/\.gz$/i, ''), before: unpacked.problems };
      const artifacts = await readArtifacts(unpacked.source, inside);
      return artifacts.map((artifact, index) => (index === 0 ? withProblems(artifact, unpacked.problems) : artifact));
    }
  }
  const binary = detectBinary(head, source.size, name);
  if (binary?.kind === 'capture' || (binary?.form === 'zip' && (await holdsSessions(source, options)))) {
    const { openSaz } = await import('./capture/saz/openSaz');
    return [await openSaz(source, options)];
  }
  if (binary?.kind === 'attachments') return [await openContainer(source, options)];
  if (binary?.kind === 'value' || (isBinary(head) && source.size <= textLimit)) {
    const bytes = source.size <= head.length ? head : await source.read(0, source.size);
    if (isSyncMessage(bytes)) return [{ kind: 'value', form: 'sync-message', id, bytes, problems: [] }];
  }
  const start = headText(head);
  switch (captureForm(start, name)) {
    case 'har': {
      const { openHar } = await import('./capture/har/openHar');
      return [await openHar(source, options)];
    }
    case 'netlog': {
      const { openNetlog } = await import('./capture/netlog/openNetlog');
      return [await openNetlog(source, options)];
    }
    case 'fiddler-text': {
      const { openFiddlerText } = await import('./capture/textExport/openFiddlerText');
      return [await openFiddlerText(source, options)];
    }
  }
  // An archive that does not begin like one, or that is none: its reader finds what is left, or says what is wrong.
  if (/\.saz$/i.test(name)) {
    const { openSaz } = await import('./capture/saz/openSaz');
    return [await openSaz(source, options)];
  }
  if (isBinary(head)) return [unknownBinary(id, head)];
  if (isMail(start)) return [await openContainer(source, options)];
  return readWhole(source, head, options);
}

async function readWhole(source: ByteSource, head: Uint8Array, options: ReadOptions): Promise<Artifact[]> {
  const size = Math.min(source.size, textLimit);
  const bytes = size <= head.length ? head : await readAll(source, size, options);
  options.signal?.throwIfAborted();
  const artifacts = readTextSource(decodeText(bytes), options);
  const [first, ...others] = artifacts;
  if (!first || source.size <= textLimit) return artifacts;
  const limit: Problem = {
    code: 'text-limit',
    message: message('artifacts.problemTextLimit', { megabytes: textLimit / 1024 / 1024 }),
    place: { artifact: options.id, layers: [] },
  };
  return [withProblems(first, [limit]), ...others];
}

async function readAll(source: ByteSource, size: number, options: ReadOptions): Promise<Uint8Array> {
  const bytes = new Uint8Array(size);
  const step = 8 * 1024 * 1024;
  for (let at = 0; at < size; ) {
    options.signal?.throwIfAborted();
    const part = await source.read(at, Math.min(step, size - at));
    if (part.length === 0) return bytes.subarray(0, at);
    bytes.set(part, at);
    at += part.length;
    options.onProgress?.(at, size);
  }
  return bytes;
}

async function openContainer(source: ByteSource, options: ReadOptions): Promise<Artifact> {
  const { openAttachments } = await import('./container/openAttachments');
  return openAttachments(source, options);
}

/** A capture that was renamed to .zip holds `raw/<number>_c.txt`. */
async function holdsSessions(source: ByteSource, options: ReadOptions): Promise<boolean> {
  const { openZip } = await import('./container/zip');
  const archive = await openZip(source, { id: options.id, platform: options.platform, signal: options.signal });
  for (const { name } of archive?.entries ?? []) if (/^raw\/\d+_[csm]\.(?:txt|xml)$/i.test(name)) return true;
  return false;
}

const signatures: readonly (readonly [readonly number[], MessageKey, string])[] = [
  [[0x89, 0x50, 0x4e, 0x47], 'artifacts.problemImage', 'file-image'],
  [[0xff, 0xd8, 0xff], 'artifacts.problemImage', 'file-image'],
  [[0x47, 0x49, 0x46, 0x38], 'artifacts.problemImage', 'file-image'],
  [[0x42, 0x4d], 'artifacts.problemImage', 'file-image'],
  [[0x52, 0x49, 0x46, 0x46], 'artifacts.problemImage', 'file-image'],
  [[0x45, 0x6c, 0x66, 0x46, 0x69, 0x6c, 0x65], 'artifacts.problemEventLog', 'file-evtx'],
  [[0x25, 0x50, 0x44, 0x46], 'artifacts.problemPdf', 'file-pdf'],
];

function unknownBinary(id: string, head: Uint8Array): Artifact {
  const known = signatures.find(([bytes]) => bytes.every((byte, index) => head[index] === byte));
  return known ? nothing(id, known[2], known[1]) : nothing(id, 'file-unknown', 'artifacts.problemUnknown');
}

function nothing(id: string, code: string, key: MessageKey): Artifact {
  const problems: Problem[] = [{ code, message: message(key), place: { artifact: id, layers: [] } }];
  return { kind: 'text', form: 'plain', id, source: new SourceText(''), problems };
}

/** Adds problems in front; captures were given them when they were opened. */
function withProblems(artifact: Artifact, problems: readonly Problem[]): Artifact {
  if (problems.length === 0 || artifact.kind === 'capture') return artifact;
  return { ...artifact, problems: [...problems, ...artifact.problems] };
}

/** As {@link readArtifacts}, for bytes in memory. */
export function readBytes(bytes: Uint8Array, options: ReadOptions): Promise<Artifact[]> {
  return readArtifacts(memorySource(bytes, options.name), options);
}
