import type { Artifact } from '../../artifacts/artifact';
import type { Capture } from '../../artifacts/capture/model';
import type { AttachmentList } from '../../artifacts/container/model';
import { innerLimit } from '../../artifacts/container/openAttachments';
import type { Dump } from '../../artifacts/dump/model';
import { looksLikeMhtml } from '../../artifacts/mhtml';
import { readBytes } from '../../artifacts/read';
import type { SourceText } from '../../artifacts/sourceText';
import type { ByteSource, Platform } from '../../platform/platform';
import type { Language } from '../../text';
import { ZipWriter } from '../writers/zip';
import { encodeText, fromLatin1 } from './bytes';
import { type CaptureFormat, copyCapture, learnCapture, redactCapture } from './capture';
import { Edits } from './edits';
import { redactMime } from './mime';
import { inside, type NotJudged, type RedactOptions, type Replaced, type Where } from './model';
import type { Pseudonyms } from './pseudonyms';
import { Recorder } from './recorder';
import { Redactor } from './redactor';
import { redactTables } from './tables';

/** Deepest attachment in an attachment. */
const maxNesting = 3;

/** A file to be copied. */
export interface FileToRedact {
  readonly name: string;
  readonly artifacts: readonly Artifact[];
  /** Bytes of the file; needed for mails, attachments and NetLogs, whose readers do not keep them. */
  readonly source: ByteSource | undefined;
}

export interface CopyOptions extends RedactOptions {
  readonly platform: Platform;
  readonly pseudonyms: Pseudonyms;
  /** Form of a capture's copy; `same` where it is left out. */
  readonly as?: 'same' | 'saz' | 'har' | 'markdown';
  /** Language of what is written as prose; English where it is left out. */
  readonly language?: Language;
  /** Sessions of a capture; all where left out. */
  readonly keys?: readonly number[];
  /** False copies without taking anything out: an export in another form. */
  readonly redacted?: boolean;
}

export interface RedactedFile {
  readonly bytes: Uint8Array;
  readonly name: string;
  readonly replaced: readonly Replaced[];
  readonly notJudged: readonly NotJudged[];
}

/** Writes a redacted copy; the original is only read. Never rejects for bad content; rejects when aborted. */
export async function redactFile(file: FileToRedact, options: CopyOptions): Promise<RedactedFile> {
  if (options.redacted !== false) await learnFile(file, options);
  const recorder = new Recorder();
  const redactor = new Redactor(options.platform, options.pseudonyms, recorder, options);
  const { bytes, name } = await new FileCopy(redactor, options).file(file, 0);
  // The original's name may name a person; the places are those of the copy.
  const replaced = recorder.replaced.map((one) => ({
    ...one,
    places: one.places.map((place) => ({ ...place, artifact: name })),
  }));
  return { bytes, name, replaced, notJudged: recorder.notJudged };
}

/** Reads a file for the names and secrets in it, so that the copies of other files of the case replace them, too. */
export async function learnFile(file: FileToRedact, options: CopyOptions): Promise<void> {
  const redactor = new Redactor(options.platform, options.pseudonyms, new Recorder(), options);
  const [first] = file.artifacts;
  if (first?.kind === 'capture' && first.form !== 'netlog') await learnCapture(redactor, first, options.signal);
  else await new FileCopy(redactor, { ...options, redacted: true }).file(file, 0);
}

class FileCopy {
  constructor(
    private readonly redactor: Redactor,
    private readonly options: CopyOptions,
  ) {}

  async file(file: FileToRedact, depth: number): Promise<{ readonly bytes: Uint8Array; readonly name: string }> {
    const [first] = file.artifacts;
    const name = this.fileName(file.name);
    if (!first) return { bytes: new Uint8Array(0), name };
    if (first.kind === 'capture') return this.capture(first, file, name);
    if (first.kind === 'attachments') return this.attachments(first, file, name, depth);
    if (this.options.redacted === false) return { bytes: await wholeOf(file), name };
    if (first.kind === 'value' && first.bytes) {
      return { bytes: this.redactor.bytes(first.bytes, { artifact: first.id, layers: [] }), name };
    }
    const source = sourceOf(first);
    if (!source) return { bytes: new Uint8Array(0), name };
    return { bytes: await this.text(source, file.artifacts, { artifact: first.id, layers: [] }), name };
  }

  private async capture(capture: Capture, file: FileToRedact, name: string) {
    const { redactor, options } = this;
    const { as = 'same', keys: given, signal } = options;
    if (capture.form === 'netlog' && as === 'same' && !given && file.source) {
      const bytes = await file.source.read(0, file.source.size);
      const copy =
        options.redacted === false
          ? bytes
          : redactor.bytes(bytes, { artifact: capture.id, layers: [] }, 'application/json');
      return { bytes: copy, name };
    }
    if (capture.password === 'needed') redactor.recorder.notJudge('password');
    const format: CaptureFormat = as === 'same' ? (capture.form === 'netlog' ? 'har' : capture.form) : as;
    const wanted = given ? new Set(given) : undefined;
    const keys = capture.sessions.map(({ key }) => key).filter((key) => !wanted || wanted.has(key));
    const copy = { keys, format, name, language: options.language ?? 'en', ...(signal ? { signal } : {}) };
    const bytes =
      options.redacted === false
        ? await copyCapture(redactor, capture, copy)
        : await redactCapture(redactor, capture, copy);
    const extension = { 'fiddler-text': '.txt', markdown: '.md', saz: '.saz', har: '.har' }[format];
    return { bytes, name: withExtension(name, extension) };
  }

  private async attachments(list: AttachmentList, file: FileToRedact, name: string, depth: number) {
    const { redactor, options } = this;
    const where: Where = { artifact: list.id, layers: [] };
    if (options.redacted === false) return { bytes: await wholeOf(file), name };
    if (list.form === 'eml' && file.source) {
      const bytes = await file.source.read(0, file.source.size);
      const copy = await redactMime(redactor, bytes, where, (content, partName, type, at) =>
        partName === '' || /^text\//i.test(type)
          ? Promise.resolve(redactor.bytes(content, at, type))
          : this.inner(content, partName, at, depth),
      );
      return { bytes: copy, name };
    }
    // A compound file cannot be rewritten in place: its text and attachments go into an archive.
    if (list.form === 'msg') redactor.recorder.notJudge('outlook-message');
    const zip = new ZipWriter(redactor.platform);
    if (list.text || list.subject) {
      zip.add(
        'message.txt',
        new TextEncoder().encode(redactor.text(`${list.subject}\n\n${list.text}`, inside(where, 'message'))),
      );
    }
    for (const entry of list.entries) {
      options.signal?.throwIfAborted();
      const { bytes, complete } = await entry.read(innerLimit);
      if (!complete) {
        redactor.recorder.notJudge('unreadable-body');
        if (bytes.length === 0) continue;
      }
      zip.add(redactor.text(entry.path, where), await this.inner(bytes, entry.path, inside(where, entry.path), depth));
    }
    return { bytes: zip.finish(), name: list.form === 'msg' ? withExtension(name, '.zip') : name };
  }

  private async inner(bytes: Uint8Array, path: string, where: Where, depth: number): Promise<Uint8Array> {
    if (depth >= maxNesting) return this.redactor.bytes(bytes, where);
    const { platform } = this.redactor;
    const name = path.split('/').pop() ?? path;
    const artifacts = await readBytes(bytes, { id: [where.artifact, ...where.layers].join('#'), name, platform });
    const [first] = artifacts;
    const isUnknown = first?.kind === 'text' && first.source.text === '' && bytes.length > 0;
    if (!first || isUnknown) return this.redactor.bytes(bytes, where);
    const source = {
      size: bytes.length,
      read: (offset: number, length: number) => Promise.resolve(bytes.subarray(offset, offset + length)),
      close: () => Promise.resolve(),
    };
    const options = { ...this.options, as: 'same' as const };
    delete (options as { keys?: unknown }).keys;
    return (await new FileCopy(this.redactor, options).file({ name, artifacts, source }, depth + 1)).bytes;
  }

  private async text(source: SourceText, artifacts: readonly Artifact[], where: Where): Promise<Uint8Array> {
    const { redactor } = this;
    const { text, encoding } = source;
    const marked = /^utf-16/.test(encoding) ? Uint8Array.of(0xff, 0xfe) : new Uint8Array(0);
    if (looksLikeMhtml(text)) {
      const bytes = encoding === 'utf-8' ? new TextEncoder().encode(text) : fromLatin1(text);
      return redactMime(redactor, bytes, where, (content, _, type, at) =>
        Promise.resolve(redactor.bytes(content, at, type)),
      );
    }
    const edits = new Edits(text.length);
    for (const artifact of artifacts) {
      if (artifact.kind === 'sync-internals' && artifact.source === source) nodes(redactor, artifact, where, edits);
    }
    redactTables(redactor, text, where, edits);
    const result = redactor.text(edits.apply(text), where);
    return encodeText(result, encoding, marked);
  }

  private fileName(name: string): string {
    return this.options.redacted === false
      ? name
      : withRedacted(this.redactor.text(name, { artifact: name, layers: [] }));
  }
}

/** Content of items in a node dump: the specifics at the end of each line. */
function nodes(redactor: Redactor, dump: Dump, where: Where, edits: Edits): void {
  const { text } = dump.source;
  for (const node of dump.nodes) {
    const line = text.slice(node.span.start, node.span.end);
    for (const json of [node.serverSpecifics, node.specifics]) {
      if (!json.startsWith('{') || /nigori|device info/i.test(node.dataType)) continue;
      const at = line.indexOf(json);
      if (at < 0) continue;
      const start = node.span.start + at;
      edits.claim(start, start + json.length, () => {
        const result = redactor.entityJson(json, inside(where, 'specifics'));
        return result === json ? undefined : result;
      });
    }
  }
}

function sourceOf(artifact: Artifact): SourceText | undefined {
  if (artifact.kind === 'policy-export') return artifact.text;
  return 'source' in artifact ? artifact.source : undefined;
}

async function wholeOf(file: FileToRedact): Promise<Uint8Array> {
  const [first] = file.artifacts;
  const source = first ? sourceOf(first) : undefined;
  if (source) return encodeText(source.text, source.encoding, new Uint8Array(0));
  if (first?.kind === 'value' && first.bytes) return first.bytes;
  return file.source ? file.source.read(0, file.source.size) : new Uint8Array(0);
}

function withExtension(name: string, extension: string): string {
  if (name.toLowerCase().endsWith(extension)) return name;
  return `${name.replace(/(?:\.(?:saz|har|json|txt|zip|msg|eml|gz))+$/i, '')}${extension}`;
}

function withRedacted(name: string): string {
  if (/\.redacted\b/i.test(name)) return name;
  const dot = name.lastIndexOf('.');
  return dot > 0 ? `${name.slice(0, dot)}.redacted${name.slice(dot)}` : `${name}.redacted`;
}
