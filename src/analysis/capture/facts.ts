import { bodyKind, decodeText } from '../../artifacts/capture/http';
import type { Capture, Session, SessionPart } from '../../artifacts/capture/model';
import { decodeSyncMessage } from '../../decoders/syncMessage';
import { decodeToken, findTokens } from '../../decoders/token';
import type { ChainStepName, Diagnosis, Severity } from '../../diagnosis/finding';
import type { Platform } from '../../platform/platform';
import type { QueryContext, TokenFacts } from '../../query';
import type { SessionRows } from './rows';

const none: readonly never[] = [];
/** Bodies are searched up to this many decoded bytes. */
const bodyLimit = 16 * 1024 * 1024;
/** A pause after this many milliseconds lets a cancellation arrive. */
const slice = 30;

/** What queries ask about sessions beyond their rows. Tokens and cookies are scanned once, when a query needs them. */
export class CaptureFacts implements QueryContext {
  private readonly chainSteps = new Map<number, ChainStepName[]>();
  private readonly tokenFacts = new Map<number, readonly TokenFacts[]>();
  private readonly cookies = new Set<number>();
  private readonly repeats = new Set<number>();
  private scanning: Promise<void> | undefined;

  constructor(
    private readonly capture: Capture,
    private readonly rows: SessionRows,
    private readonly platform: Platform,
    diagnosis: Diagnosis,
  ) {
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
    return this.tokenFacts.get(key) ?? none;
  }

  hasToken(key: number): boolean {
    return this.tokenFacts.has(key);
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
    return this.cookies.has(key);
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

  /** Reads all heads once for tokens and cookies. */
  scan(signal: AbortSignal | undefined, onProgress: (done: number, total: number) => void): Promise<void> {
    this.scanning ??= this.scanHeads(signal, onProgress).catch((error: unknown) => {
      this.scanning = undefined;
      throw error;
    });
    return this.scanning;
  }

  private async scanHeads(
    signal: AbortSignal | undefined,
    onProgress: (done: number, total: number) => void,
  ): Promise<void> {
    let paused = performance.now();
    const { sessions } = this.capture;
    for (const [index, session] of sessions.entries()) {
      if (session.isTunnel) continue;
      const { requestHeaders, responseHeaders } = await this.capture.detail(session.key, { signal });
      const found: TokenFacts[] = [];
      for (const { name, value } of requestHeaders) {
        const lower = name.toLowerCase();
        if (lower === 'cookie') this.cookies.add(session.key);
        if (lower === 'cookie' || value.length < 40) continue;
        for (const { raw } of findTokens(value)) found.push(...factsOf(raw));
      }
      if (responseHeaders.some(({ name }) => name.toLowerCase() === 'set-cookie')) this.cookies.add(session.key);
      if (session.url.length > 100) for (const { raw } of findTokens(session.url)) found.push(...factsOf(raw));
      if (found.length) this.tokenFacts.set(session.key, found);
      if (performance.now() - paused > slice) {
        onProgress(index + 1, sessions.length);
        await new Promise((resolve) => setTimeout(resolve, 0));
        signal?.throwIfAborted();
        paused = performance.now();
      }
    }
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

function factsOf(raw: string): TokenFacts[] {
  const token = decodeToken(raw);
  if (!token || token.format === 'malformed') return [];
  const claim = (...names: readonly string[]) => {
    for (const name of names) {
      const value = token.claims.find((one) => one.name === name)?.value;
      if (typeof value === 'string') return value;
    }
    return '';
  };
  return [
    {
      tenant: token.tenant ?? '',
      user: claim('upn', 'preferred_username', 'unique_name', 'email', 'name'),
      audience: token.audience ?? '',
      application: token.appId ?? '',
    },
  ];
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
