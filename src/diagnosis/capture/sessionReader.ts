import type { Body, Capture, Certificate, Session, SessionDetail, SessionPart } from '../../artifacts/capture/model';
import type { Place, Position, Span } from '../../artifacts/place';
import { SourceText } from '../../artifacts/sourceText';
import { decodeLicense } from '../../decoders/license';
import type { LicenseDocument } from '../../decoders/license/model';
import { decodeSyncMessage } from '../../decoders/syncMessage';
import type { SyncMessage } from '../../decoders/syncMessage/model';
import { decodeToken, findTokens } from '../../decoders/token';
import type { Token } from '../../decoders/token/model';
import type { Platform } from '../../platform/platform';
import type { Reading } from './budget';

/** A body as text. */
export interface BodyText {
  readonly source: SourceText;
  readonly layers: readonly string[];
  readonly bytes: Uint8Array;
}

/**
 * One session as the rules look at it. Heads and bodies are loaded once and on demand; what was not loaded reads as
 * missing, and `has...` tells the difference between "not there" and "not read".
 */
export class SessionReader {
  detail: SessionDetail | undefined;
  certificates: readonly Certificate[] = [];
  private readonly bodies = new Map<SessionPart, BodyText>();
  private readonly jsons = new Map<SessionPart, Readonly<Record<string, unknown>> | undefined>();
  private readonly syncs = new Map<SessionPart, SyncMessage | undefined>();
  private tokenRead = false;
  private tokenValue: Token | undefined;
  private licenseRead = false;
  private licenseValue: LicenseDocument | undefined;

  constructor(
    readonly capture: Capture,
    readonly session: Session,
    private readonly platform: Platform,
    private readonly reading: Reading,
    private readonly signal: AbortSignal | undefined,
  ) {}

  async loadHead(): Promise<void> {
    if (this.detail) return;
    this.reading.heads++;
    this.detail = await this.capture.detail(this.session.key, { signal: this.signal });
  }

  async loadCertificates(): Promise<void> {
    if (this.certificates.length === 0) this.certificates = await this.capture.certificates(this.session.key);
  }

  /** Loads a body; false when the budget forbids it. */
  async loadBody(part: SessionPart): Promise<boolean> {
    if (this.bodies.has(part)) return true;
    const size = part === 'request' ? this.session.requestBytes : this.session.responseBytes;
    if (size === 0) {
      this.bodies.set(part, { source: new SourceText(''), layers: [], bytes: new Uint8Array() });
      return true;
    }
    if (!this.reading.takeBody(this.session.key)) return false;
    const body = await this.capture.body(this.session.key, part, {
      limit: this.reading.budget.bodyBytes,
      signal: this.signal,
    });
    this.bodies.set(part, { source: new SourceText(bodyText(body)), layers: body.layers, bytes: body.bytes });
    return true;
  }

  hasBody(part: SessionPart): boolean {
    return this.bodies.has(part);
  }

  body(part: SessionPart): BodyText | undefined {
    return this.bodies.get(part);
  }

  /** Top-level members of a JSON body; undefined when the body is no JSON object (or was not read). */
  json(part: SessionPart): Readonly<Record<string, unknown>> | undefined {
    if (this.jsons.has(part)) return this.jsons.get(part);
    const text = this.bodies.get(part)?.source.text;
    if (text === undefined) return undefined;
    const value = objectIn(text);
    this.jsons.set(part, value);
    return value;
  }

  /** The body as a sync message; undefined when it is none. */
  sync(part: SessionPart): SyncMessage | undefined {
    if (this.syncs.has(part)) return this.syncs.get(part);
    const bytes = this.bodies.get(part)?.bytes;
    if (!bytes) return undefined;
    const message = bytes.length > 0 ? decodeSyncMessage(bytes, part, this.platform) : undefined;
    const value = message?.isDecoded ? message : undefined;
    this.syncs.set(part, value);
    return value;
  }

  /** Header lines of a part with their index; names without regard to case. */
  headers(
    part: SessionPart,
    name: string,
  ): readonly { readonly index: number; readonly name: string; readonly value: string }[] {
    const wanted = name.toLowerCase();
    const list = (part === 'request' ? this.detail?.requestHeaders : this.detail?.responseHeaders) ?? [];
    return list.flatMap((header, index) => (header.name.toLowerCase() === wanted ? [{ index, ...header }] : []));
  }

  /** First value of a header, or an empty text. */
  header(part: SessionPart, name: string): string {
    return this.headers(part, name)[0]?.value ?? '';
  }

  /** The bearer token of the request (a proof-of-possession token and MSAuth1.0 give the access token inside). */
  get token(): Token | undefined {
    if (this.tokenRead || !this.detail) return this.tokenValue;
    this.tokenRead = true;
    for (const header of this.headers('request', 'Authorization')) {
      for (const found of findTokens(header.value)) {
        const token = decodeToken(found.raw);
        const access = token?.inner.find(({ name }) => /^(?:at|accesstoken)$/i.test(name))?.token ?? token;
        if (access && access.claims.length > 0) {
          this.tokenValue = access;
          return access;
        }
      }
    }
    return undefined;
  }

  /** The publishing license in the request. */
  get license(): LicenseDocument | undefined {
    if (this.licenseRead || !this.hasBody('request')) return this.licenseValue;
    this.licenseRead = true;
    const text = this.json('request')?.['SerializedPublishingLicense'];
    if (typeof text === 'string' && text) this.licenseValue = decodeLicense(text, this.platform);
    return this.licenseValue;
  }

  /** Place of the part's first line. */
  firstLine(part: SessionPart, span?: Span): Place {
    const end = span?.end ?? this.firstLineText(part).length;
    return this.headPlace(part, 0, span?.start ?? 0, end);
  }

  headerPlace(
    part: SessionPart,
    header: { readonly index: number; readonly name: string; readonly value: string },
  ): Place {
    const start = header.name.length + 2;
    return this.headPlace(part, header.index + 1, start, start + header.value.length);
  }

  bodyPlace(part: SessionPart, span: Span): Place {
    const body = this.bodies.get(part);
    return {
      artifact: this.capture.id,
      session: this.session.key,
      part,
      layers: body?.layers ?? [],
      range: body?.source.rangeOf(span),
    };
  }

  /** "POST edge.microsoft.com/sync/v1/...": what the session is, without query and secrets. */
  get words(): string {
    const { session } = this;
    if (session.isTunnel) return `CONNECT ${session.url}`;
    const path = session.path.replace(/[?#].*$/, '');
    return `${session.method} ${session.host}${path.length > 80 ? `${path.slice(0, 79)}…` : path}`;
  }

  private firstLineText(part: SessionPart): string {
    const { session } = this;
    if (part === 'request') return `${session.method} ${session.url} ${session.protocol}`.trim();
    return `${session.protocol} ${session.status} ${session.reason}`.trim();
  }

  /** Heads are a text of their own: first line, then a line per header. */
  private headPlace(part: SessionPart, line: number, from: number, to: number): Place {
    const start: Position = { line, character: from };
    return {
      artifact: this.capture.id,
      session: this.session.key,
      part,
      layers: ['head'],
      range: { start, end: { line, character: to } },
    };
  }
}

function bodyText(body: Body): string {
  const charset = /charset\s*=\s*"?([\w-]+)/i.exec(body.contentType)?.[1] ?? 'utf-8';
  try {
    return new TextDecoder(charset).decode(body.bytes);
  } catch {
    return new TextDecoder().decode(body.bytes);
  }
}

function objectIn(text: string): Readonly<Record<string, unknown>> | undefined {
  if (!text.trimStart().startsWith('{')) return undefined;
  try {
    const value: unknown = JSON.parse(text);
    return typeof value === 'object' && value !== null && !Array.isArray(value)
      ? (value as Record<string, unknown>)
      : undefined;
  } catch {
    return undefined;
  }
}
