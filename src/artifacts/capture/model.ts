import type { Message } from '../../text';
import type { ArtifactBase } from '../base';
import type { Problem } from '../problem';

export type CaptureForm = 'saz' | 'har' | 'fiddler-text' | 'netlog';
export type SessionPart = 'request' | 'response';

export interface Header {
  readonly name: string;
  readonly value: string;
}

/** One row of the list: everything that is known without touching bodies. */
export interface Session {
  /** File number (SAZ) or 1-based position: unique in the capture. */
  readonly key: number;
  /** Number people quote (column "#" in Fiddler); equals the key where the format has none. */
  readonly sid: number;
  readonly method: string;
  /** Absolute URL; `host:port` for CONNECT. Empty when the request was not recorded. */
  readonly url: string;
  /** Host in lower case, without port. */
  readonly host: string;
  /** Path with query, or empty. */
  readonly path: string;
  /** HTTP status; 0 = no answer or aborted. */
  readonly status: number;
  readonly reason: string;
  /** As in the first line: `HTTP/1.1`, `h2`; empty when unknown. */
  readonly protocol: string;
  readonly contentType: string;
  /** Stored body sizes in bytes; -1 = unknown. */
  readonly requestBytes: number;
  readonly responseBytes: number;
  /** Process name without id; empty when unknown. */
  readonly process: string;
  readonly processId: number | undefined;
  readonly serverIp: string;
  readonly clientPort: number | undefined;
  /** Start in milliseconds since 1970 (fractions kept); undefined when unset. */
  readonly started: number | undefined;
  /** Minutes east of UTC of the recorded time. */
  readonly offset: number | undefined;
  /** Milliseconds from the client's request to the end of the answer; undefined when a timer is unset. */
  readonly duration: number | undefined;
  /** Milliseconds from the client's request to the first byte of the answer; absent when a timer is unset. */
  readonly waiting?: number | undefined;
  readonly comment: string;
  /** Fiddler's ui-color or ui-backcolor, as written. */
  readonly color: string;
  readonly isTunnel: boolean;
  /** A tunnel whose content was not decrypted. */
  readonly isBlindTunnel: boolean;
  readonly isWebSocket: boolean;
  readonly fromCache: boolean;
  readonly aborted: boolean;
  /** Answer written by the capture tool (502 Fiddler - Connection Failed and the like). */
  readonly byCaptureTool: boolean;
  /** Name of a network error without `net::` (HAR `_error`, NetLog), else empty. */
  readonly netError: string;
  /** What the row says about itself, for the inline reason: no response recorded, Fiddler could not reach the server. */
  readonly note?: Message;
  /** The answer's body is shorter in the file than its head says, or its writer left it out; absent when it is whole. */
  readonly isCut?: true;
  /** Parts that are missing, encrypted or damaged beyond reading; absent when there are none. */
  readonly gaps?: readonly SessionGap[];
}

export type SessionGap = 'request' | 'response' | 'metadata' | 'encrypted';

/** Moments of a session in milliseconds since 1970; durations in milliseconds. Absent = unset in the file. */
export interface Timers {
  readonly [name: string]: number;
}

/** Heads of one session, read when asked. */
export interface SessionDetail {
  readonly session: Session;
  readonly requestLine: string;
  readonly statusLine: string;
  readonly requestHeaders: readonly Header[];
  readonly responseHeaders: readonly Header[];
  /** Names of timers as the format has them. */
  readonly timers: Timers;
  /** Session flags or extra fields, as written. */
  readonly flags: readonly { readonly name: string; readonly value: string }[];
  readonly problems: readonly Problem[];
  /** Fiddler's BitFlags; absent in other formats. */
  readonly bitFlags?: number;
}

/** A body after de-chunking and content decoding. */
export interface Body {
  /** Bytes as they lie in the file. */
  readonly stored: Uint8Array;
  /** Decoded bytes; equal to `stored` where nothing had to be decoded or decoding failed. */
  readonly bytes: Uint8Array;
  /** How `bytes` came about, outermost first, starting with the entry: `["raw/23_s.txt", "chunked", "gzip"]`. */
  readonly layers: readonly string[];
  /** False when cut, damaged, or larger than the limit. */
  readonly complete: boolean;
  /** Why there is no body although one is expected: not kept by the writer, dropped, beyond its limit; else undefined. */
  readonly omitted: string | undefined;
  readonly contentType: string;
  readonly problems: readonly Problem[];
  /** True for text that the capture tool wrote about a tunnel: it is no traffic, and no tokens are looked for in it. */
  readonly isTunnelText?: boolean;
}

export interface WebSocketMessage {
  readonly index: number;
  readonly direction: 'client' | 'server';
  readonly time: number | undefined;
  readonly opcode: number;
  readonly bytes: Uint8Array;
  readonly complete: boolean;
  /** Why the message is not whole or not unpacked. */
  readonly note?: Message;
}

export interface Certificate {
  readonly subject: string;
  readonly issuer: string;
  readonly from: string;
  readonly to: string;
  readonly detail: string;
}

export interface ReadOptions {
  /** Cap of decoded bytes. */
  readonly limit?: number;
  readonly signal?: AbortSignal;
}

/**
 * An open capture. Rows are in memory; heads and bodies are pulled. All functions take the session key, never throw
 * for bad data, and reject only with an AbortError or an I/O error.
 */
export interface Capture extends ArtifactBase {
  readonly kind: 'capture';
  readonly form: CaptureForm;
  /** What wrote the file: `Fiddler v5.0.20253`, `WebInspector 537.36`; empty when unknown. */
  readonly writer: string;
  /** In order of the file. */
  readonly sessions: readonly Session[];
  /** Password state: `none`, `needed` (nothing or a wrong one given), `ok`. */
  readonly password: 'none' | 'needed' | 'ok';
  detail(key: number, options?: ReadOptions): Promise<SessionDetail>;
  body(key: number, part: SessionPart, options?: ReadOptions): Promise<Body>;
  /** The part exactly as stored (head and body), for the Raw view and writers. */
  raw(key: number, part: SessionPart, options?: ReadOptions): Promise<Uint8Array>;
  webSocketMessages(key: number, options?: ReadOptions): Promise<readonly WebSocketMessage[]>;
  certificates(key: number): Promise<readonly Certificate[]>;
  /** Recorded gRPC messages as stored (`N_g.txt`, whose layout is not documented); absent in other formats. */
  grpc?(key: number, options?: ReadOptions): Promise<Uint8Array>;
  close(): Promise<void>;
}
