import { bodyKind, decodeText } from '../../artifacts/capture/http';
import type { Capture, Session, SessionPart } from '../../artifacts/capture/model';
import { decodeSyncMessage } from '../../decoders/syncMessage';
import type { ChainStepName, Diagnosis, Severity } from '../../diagnosis/finding';
import type { Platform } from '../../platform/platform';
import type { HeaderSide, QueryContext, TokenFacts, ValueCount } from '../../query';
import { HeadScan } from './headScan';
import type { SessionRows } from './rows';

const none: readonly never[] = [];
/** Bodies are searched up to this many decoded bytes. */
const bodyLimit = 16 * 1024 * 1024;

/** What queries ask about sessions beyond their rows. Tokens and cookies are scanned once, when a query needs them. */
export class CaptureFacts implements QueryContext {
  private readonly chainSteps = new Map<number, ChainStepName[]>();
  private readonly headScan: HeadScan;
  private readonly repeats = new Set<number>();

  constructor(
    private readonly capture: Capture,
    private readonly rows: SessionRows,
    private readonly platform: Platform,
    diagnosis: Diagnosis,
  ) {
    this.headScan = new HeadScan(capture);
    for (const { step, sessions } of diagnosis.chain) {
      for (const { artifact, key } of sessions) {
        if (artifact === capture.id) this.chainSteps.set(key, [...(this.chainSteps.get(key) ?? []), step]);
      }
    }
    const seen = new Set<string>();
    for (const { key, method, url } of capture.sessions) {
      const request = `${method} ${url}`;
      if (seen.has(request)) this.repeats.add(key);
      else seen.add(request);
    }
  }

  findings(key: number): readonly Severity[] {
    return this.rows.findings.get(key)?.map(({ finding }) => finding.severity) ?? none;
  }

  reason(key: number): string {
    return this.rows.reasonText(key);
  }

  chain(key: number): readonly ChainStepName[] {
    return this.chainSteps.get(key) ?? none;
  }

  tokens(key: number): readonly TokenFacts[] {
    return this.headScan.tokens.get(key) ?? none;
  }

  hasToken(key: number): boolean {
    return this.headScan.tokens.has(key);
  }

  hasLicense(key: number): boolean {
    return isLicenseCall(this.session(key));
  }

  isSync(key: number): boolean {
    return isSyncCall(this.session(key));
  }

  isRepeat(key: number): boolean {
    return this.repeats.has(key);
  }

  hasCookie(key: number): boolean {
    return this.headScan.cookies.has(key);
  }

  async heads(key: number) {
    const { requestHeaders, responseHeaders } = await this.capture.detail(key);
    return { request: requestHeaders, response: responseHeaders };
  }

  async bodyText(key: number, part: SessionPart, signal?: AbortSignal): Promise<string> {
    const body = await this.capture.body(key, part, { limit: bodyLimit, signal });
    if (body.bytes.length === 0) return '';
    const kind = bodyKind(body.bytes, body.contentType);
    if (kind === 'binary' || kind === 'protobuf') {
      const message = decodeSyncMessage(body.bytes, part, this.platform);
      return message.isDecoded
        ? [message.message, message.errorCode?.name, message.errorMessage].filter(Boolean).join(' ')
        : '';
    }
    return kind === 'image' || kind === 'font' || kind === 'media' ? '' : decodeText(body.bytes, body.contentType).text;
  }

  headerNames(side: HeaderSide): readonly ValueCount[] {
    const headers = side === 'request' ? this.headScan.requestHeaders : this.headScan.headers;
    return [...headers].map(([name, values]) => [name, [...values.values()].reduce((sum, count) => sum + count, 0)]);
  }

  headerValues(side: HeaderSide, name: string): readonly ValueCount[] {
    const headers = side === 'request' ? this.headScan.requestHeaders : this.headScan.headers;
    return [...(headers.get(name.toLowerCase()) ?? none)];
  }

  cookieNames(): readonly ValueCount[] {
    return [...this.headScan.cookieNames];
  }

  /** True when tokens, cookies and header names of all sessions are known. */
  get isScanned(): boolean {
    return this.headScan.isComplete;
  }

  /** Reads all heads once for tokens, cookies and header names; goes on where an aborted scan ended. */
  scan(signal: AbortSignal | undefined, onProgress?: (done: number, total: number) => void): Promise<void> {
    return this.headScan.run(signal, onProgress);
  }

  private session(key: number): Session | undefined {
    this.byKey ??= new Map(this.capture.sessions.map((session) => [session.key, session]));
    return this.byKey.get(key);
  }
  private byKey: Map<number, Session> | undefined;
}

/** True when a query asks for what only {@link CaptureFacts.scan} knows. */
export function needsScan(query: string): boolean {
  return /(?:^|[\s(-])(?:tenant|user|aud|app):|has:[^\s)]*(?:token|cookie)/i.test(query);
}

/** Requests to the sync feeds and Chromium's own sync paths. */
export function isSyncCall(session: Session | undefined): boolean {
  if (!session || session.isTunnel) return false;
  return (
    (/(^|\.)edge\.microsoft\.com$|\.activity\.windows\.com$/.test(session.host) &&
      /\/sync|\/feeds\//i.test(session.path)) ||
    /\/chrome-sync\//.test(session.path)
  );
}

/** Requests for licenses. */
export function isLicenseCall(session: Session | undefined): boolean {
  return (
    session !== undefined && !session.isTunnel && /\/my\/v[12]\/\w*licenses|\/_wmcs\/licensing/i.test(session.path)
  );
}
