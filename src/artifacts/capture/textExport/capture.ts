import type { ByteSource, Platform } from '../../../platform/platform';
import { message } from '../../../text';
import type { Problem } from '../../problem';
import { unknownSession } from '../har/unknown';
import { decodeBody } from '../http';
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
import type { SessionParts } from './parts';

/** What {@link OpenTextCapture} is made of. */
export interface TextParts {
  readonly id: string;
  readonly platform: Platform;
  readonly source: ByteSource;
  readonly sources: readonly ByteSource[];
  readonly sessions: readonly Session[];
  readonly index: readonly SessionParts[];
  readonly problems: readonly Problem[];
}

/** Stored bytes of one part that are read at most. */
const partLimit = 256 << 20;

/** A Fiddler text export; heads are in memory, bodies are read from the file when asked. */
export class OpenTextCapture implements Capture {
  readonly kind = 'capture';
  readonly form = 'fiddler-text';
  readonly password = 'none';
  readonly writer = 'Fiddler';
  readonly id: string;
  readonly sessions: readonly Session[];
  readonly problems: readonly Problem[];

  constructor(private readonly parts: TextParts) {
    this.id = parts.id;
    this.sessions = parts.sessions;
    this.problems = parts.problems;
  }

  detail(key: number): Promise<SessionDetail> {
    const found = this.parts.index[key - 1];
    const problems: Problem[] = [];
    if (found && !found.response) {
      const place = { artifact: this.id, session: key, part: 'response', layers: [] };
      problems.push({ code: 'text-no-response', message: message('har.textNoResponse'), place });
    }
    return Promise.resolve({
      session: this.sessions[key - 1] ?? unknownSession(key),
      requestLine: found?.request.firstLine ?? '',
      statusLine: found?.response?.firstLine ?? '',
      requestHeaders: found?.request.headers ?? [],
      responseHeaders: found?.response?.headers ?? [],
      timers: {},
      flags: [],
      problems,
    });
  }

  async body(key: number, part: SessionPart, options?: ReadOptions): Promise<Body> {
    const found = this.parts.index[key - 1];
    const head = part === 'request' ? found?.request : found?.response;
    const start = part === 'request' ? found?.requestBody : found?.responseBody;
    const end = part === 'request' ? found?.requestEnd : found?.responseEnd;
    const length = Math.max(0, (end ?? 0) - (start ?? 0));
    const stored =
      length > 0 && start !== undefined && start >= 0
        ? await this.parts.source.read(start, Math.min(length, partLimit))
        : new Uint8Array(0);
    return decodeBody({
      stored,
      headers: head?.headers ?? [],
      platform: this.parts.platform,
      artifact: this.id,
      session: key,
      part,
      layer: `session ${key}`,
      limit: options?.limit,
      complete: stored.length === length,
    });
  }

  async raw(key: number, part: SessionPart): Promise<Uint8Array> {
    const found = this.parts.index[key - 1];
    const start = part === 'request' ? found?.requestStart : found?.responseStart;
    const end = part === 'request' ? found?.requestEnd : found?.responseEnd;
    if (start === undefined || end === undefined || start < 0 || end <= start) return new Uint8Array(0);
    return this.parts.source.read(start, Math.min(end - start, partLimit));
  }

  /** The export holds no WebSocket messages. */
  webSocketMessages(): Promise<readonly WebSocketMessage[]> {
    return Promise.resolve([]);
  }

  /** The export holds no certificates. */
  certificates(): Promise<readonly Certificate[]> {
    return Promise.resolve([]);
  }

  async close(): Promise<void> {
    for (const source of new Set(this.parts.sources)) await source.close();
  }
}
