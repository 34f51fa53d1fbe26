import { type MessageArgs, type MessageKey, message } from '../../../text';
import type { EntryBytes, ZipArchive, ZipEntry } from '../../container/zip';
import type { OpenOptions } from '../../open';
import type { Problem } from '../../problem';
import { decodeBody, type Head, headerTokens, headerValue, splitHead } from '../http';
import type {
  Body,
  Capture,
  Certificate,
  ReadOptions,
  Session,
  SessionDetail,
  SessionPart,
  WebSocketMessage,
} from '../model';
import { readCertificates } from './certificates';
import { type SessionFiles, withKey } from './layout';
import { maxMetadataBytes } from './list';
import { bit, bitFlags, type Metadata, noMetadata, scanMetadata } from './metadata';
import { parseFiddlerTime } from './time';
import { readWebSocket } from './webSocket';

const empty = new Uint8Array(0);
const utf8 = new TextDecoder();
/** Timers that are milliseconds, not moments. */
const durations = new Set(['GatewayTime', 'DNSTime', 'TCPConnectTime', 'HTTPSHandshakeTime']);

/** An open Fiddler archive. */
export class SazCapture implements Capture {
  readonly kind = 'capture';
  readonly form = 'saz';
  readonly id: string;
  readonly password: Capture['password'];

  constructor(
    private readonly archive: ZipArchive,
    /** By number, as the sessions. */
    private readonly files: readonly SessionFiles[],
    readonly sessions: readonly Session[],
    readonly problems: readonly Problem[],
    readonly writer: string,
    private readonly options: OpenOptions,
  ) {
    this.id = options.id;
    this.password = archive.password;
  }

  async detail(key: number, options?: ReadOptions): Promise<SessionDetail> {
    const session = this.row(key);
    const files = withKey(this.files, key);
    const problems: Problem[] = [];
    const request = await this.part(files?.request, key, 'request', options, problems);
    const response = await this.part(files?.response, key, 'response', options, problems);
    const metadata = await this.metadata(files, key, options, problems);
    const bits = bitFlags(metadata);
    const requestHead = splitHead(request.bytes);
    const responseHead = splitHead(response.bytes);
    const note = (part: SessionPart, code: string, text: MessageKey, args?: MessageArgs): void => {
      const entry = part === 'request' ? files?.request : files?.response;
      const place = { artifact: this.id, session: key, part, layers: entry ? [entry.name] : [] };
      problems.push({ code, message: message(text, args), place });
    };
    if (!session.isTunnel) {
      this.checkRequest(session, request.bytes, requestHead, bits, note);
      this.checkResponse(session, response.bytes, responseHead, bits, note);
    }
    const timers: Record<string, number> = {};
    for (const { name, value } of metadata.timers) {
      const amount = durations.has(name) ? Number(value) : parseFiddlerTime(value)?.time;
      if (amount !== undefined && Number.isFinite(amount)) timers[name] = amount;
    }
    const flags = [...metadata.flags];
    if (metadata.certificates !== '') flags.push({ name: 'CertificateChainInfo', value: metadata.certificates });
    return {
      session,
      requestLine: requestHead.firstLine,
      statusLine: responseHead.firstLine,
      requestHeaders: requestHead.headers,
      responseHeaders: responseHead.headers,
      timers,
      flags,
      problems,
      bitFlags: bits,
    };
  }

  async body(key: number, part: SessionPart, options?: ReadOptions): Promise<Body> {
    const session = this.row(key);
    const files = withKey(this.files, key);
    const entry = part === 'request' ? files?.request : files?.response;
    const problems: Problem[] = [];
    const { bytes, complete } = await this.part(entry, key, part, options, problems);
    const head = splitHead(bytes);
    const stored = bytes.subarray(head.bodyStart);
    const layer = entry?.name ?? part;
    if (session.isTunnel) {
      const contentType = headerValue(head.headers, 'content-type') ?? 'text/plain';
      return {
        stored,
        bytes: stored,
        layers: [layer],
        complete,
        omitted: undefined,
        contentType,
        problems,
        isTunnelText: true,
      };
    }
    const wasDropped = stored.length === 0 && (await this.isDropped(files, key, part, options));
    if (wasDropped) {
      const place = { artifact: this.id, session: key, part, layers: [layer] };
      problems.push({ code: 'saz-body-dropped', message: message('capture.bodyDropped'), place });
    }
    if (session.aborted && part === 'response' && stored.length > 0) {
      const place = { artifact: this.id, session: key, part, layers: [layer] };
      problems.push({ code: 'saz-body-aborted', message: message('capture.bodyAborted'), place });
    }
    return decodeBody({
      stored,
      headers: head.headers,
      platform: this.options.platform,
      artifact: this.id,
      session: key,
      part,
      layer,
      limit: options?.limit,
      complete: complete && !(session.aborted && part === 'response'),
      omitted: wasDropped ? 'dropped' : undefined,
      problems,
    });
  }

  async raw(key: number, part: SessionPart, options?: ReadOptions): Promise<Uint8Array> {
    const files = withKey(this.files, key);
    return (await this.part(part === 'request' ? files?.request : files?.response, key, part, options, [])).bytes;
  }

  async webSocketMessages(key: number, options?: ReadOptions): Promise<readonly WebSocketMessage[]> {
    const entry = withKey(this.files, key)?.webSocket;
    if (!entry) return [];
    const { bytes } = await this.part(entry, key, 'webSocket', options, []);
    return readWebSocket(bytes, entry.name, this.options.platform);
  }

  async grpc(key: number, options?: ReadOptions): Promise<Uint8Array> {
    return (await this.part(withKey(this.files, key)?.grpc, key, 'grpc', options, [])).bytes;
  }

  /** Certificates of the tunnel; for a decrypted session those of the tunnel it ran in. */
  async certificates(key: number): Promise<readonly Certificate[]> {
    const session = this.row(key);
    const tunnel = session.isTunnel ? session : this.tunnelOf(session);
    const files = tunnel ? withKey(this.files, tunnel.key) : undefined;
    if (!files) return [];
    const { bytes } = await this.part(files.response, files.key, 'response', undefined, []);
    return readCertificates(utf8.decode(bytes.subarray(splitHead(bytes).bodyStart)));
  }

  async close(): Promise<void> {
    await this.archive.close();
  }

  /** The last tunnel to the same host before the session, preferring the same client port. */
  private tunnelOf(session: Session): Session | undefined {
    let found: Session | undefined;
    for (const candidate of this.sessions) {
      if (candidate.key >= session.key) break;
      if (!candidate.isTunnel || candidate.host !== session.host) continue;
      const isSame = candidate.clientPort === session.clientPort;
      if (isSame || !found || found.clientPort !== session.clientPort) found = candidate;
    }
    return found;
  }

  private row(key: number): Session {
    const row = withKey(this.sessions, key);
    if (!row) throw new RangeError(`no session ${key}`);
    return row;
  }

  /** Reads one file of a session; its problem, if any, goes to `problems` with the session in its place. */
  private async part(
    entry: ZipEntry | undefined,
    key: number,
    part: string,
    options: ReadOptions | undefined,
    problems: Problem[],
  ): Promise<EntryBytes> {
    if (!entry) return { bytes: empty, complete: true, problem: undefined };
    // The limit is for decoded bytes; the stored ones are read whole, since a head has no size of its own.
    const read = await this.archive.read(entry, { signal: options?.signal });
    if (read.problem) {
      const { problem } = read;
      problems.push({ ...problem, place: { ...problem.place, session: key, part } });
    }
    return read;
  }

  private async metadata(
    files: SessionFiles | undefined,
    key: number,
    options: ReadOptions | undefined,
    problems: Problem[],
  ): Promise<Metadata> {
    const entry = files?.metadata;
    if (!entry || entry.size > maxMetadataBytes) return noMetadata;
    const { bytes } = await this.part(entry, key, 'metadata', options, problems);
    const metadata = scanMetadata(utf8.decode(bytes));
    if (metadata.state !== 'whole' && bytes.length > 0) {
      const text = metadata.state === 'doctype' ? 'capture.sazDoctype' : 'capture.sazBadMetadata';
      const place = { artifact: this.id, session: key, part: 'metadata', layers: [entry.name] };
      problems.push({ code: `saz-metadata-${metadata.state}`, message: message(text, { entry: entry.name }), place });
    }
    return metadata;
  }

  private async isDropped(
    files: SessionFiles | undefined,
    key: number,
    part: SessionPart,
    options: ReadOptions | undefined,
  ): Promise<boolean> {
    const bits = bitFlags(await this.metadata(files, key, options, []));
    return (bits & (part === 'request' ? bit.requestBodyDropped : bit.responseBodyDropped)) !== 0;
  }

  private checkRequest(session: Session, bytes: Uint8Array, head: Head, bits: number, note: Note): void {
    const stated = contentLength(head);
    const actual = bytes.length - head.bodyStart;
    if ((bits & bit.requestBodyDropped) !== 0 && actual === 0) {
      note('request', 'saz-body-dropped', 'capture.bodyDropped');
    } else if (stated === undefined || session.gaps?.includes('request')) return;
    else if (actual === 0 && stated > 0) {
      note('request', 'saz-request-incomplete', 'capture.bodyNotSent', { length: stated });
    } else if (actual !== stated) {
      note('request', 'http-length', 'capture.lengthMismatch', { stated, actual });
    }
  }

  private checkResponse(session: Session, bytes: Uint8Array, head: Head, bits: number, note: Note): void {
    const actual = bytes.length - head.bodyStart;
    if (session.gaps?.includes('response')) {
      if (!session.gaps.includes('encrypted')) {
        note('response', 'saz-no-response', 'capture.sazNoResponse', { key: String(session.key) });
      }
      return;
    }
    if ((bits & bit.responseBodyDropped) !== 0 && actual === 0) {
      note('response', 'saz-body-dropped', 'capture.bodyDropped');
      return;
    }
    const stated = contentLength(head);
    // These answers state the length of a body they do not carry.
    const hasNoBody = session.method === 'HEAD' || session.status === 204 || session.status === 304;
    if (stated !== undefined && actual !== stated && !(hasNoBody && actual === 0)) {
      note('response', 'http-length', 'capture.lengthMismatch', { stated, actual });
    }
  }
}

type Note = (part: SessionPart, code: string, text: MessageKey, args?: MessageArgs) => void;

/** Stated length of the stored body; undefined where the framing says it differently. */
function contentLength(head: Head): number | undefined {
  const text = headerValue(head.headers, 'content-length');
  if (text === undefined || !/^\d+$/.test(text.trim())) return undefined;
  return headerTokens(head.headers, 'transfer-encoding').includes('chunked') ? undefined : Number(text);
}

/** Program and version of the archive comment, for example `Fiddler v5.0.20253.3311`; empty when it names none. */
export function writerOf(comment: string): string {
  const version = /\(v([\d.]+)\)/.exec(comment)?.[1];
  if (!version) return '';
  const program = /^\s*([A-Za-z]+(?: Everywhere)?)/.exec(comment)?.[1] ?? 'Fiddler';
  return `${program} v${version}`;
}
