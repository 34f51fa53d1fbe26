import type { Capture, Header, Session } from '../../artifacts/capture/model';
import { decodeToken, findTokens } from '../../decoders/token';
import type { TokenFacts } from '../../query';
import { secretsInHeader } from '../masking';

/** A pause after this many milliseconds lets a cancellation arrive. */
const slice = 30;
/** Different values kept per header, for completion. */
const keptValues = 200;
const longestValue = 120;

/** Values of one header name with the number of sessions that have them. */
export type Counts = Map<string, number>;

/** What the heads of a capture hold: tokens, cookies, header names and their values. Read once, when something asks. */
export class HeadScan {
  readonly tokens = new Map<number, readonly TokenFacts[]>();
  readonly cookies = new Set<number>();
  readonly cookieNames: Counts = new Map();
  /** By lower-case name, of requests and of both sides. */
  readonly requestHeaders = new Map<string, Counts>();
  readonly headers = new Map<string, Counts>();
  private next = 0;

  constructor(private readonly capture: Capture) {}

  get isComplete(): boolean {
    return this.next >= this.capture.sessions.length;
  }

  /** Reads on from where it was left; rejects only when aborted, and keeps what it has by then. */
  async run(signal: AbortSignal | undefined, onProgress?: (done: number, total: number) => void): Promise<void> {
    let paused = performance.now();
    const { sessions } = this.capture;
    while (this.next < sessions.length) {
      const index = this.next;
      const session = sessions[index];
      const detail = session && !session.isTunnel ? await this.capture.detail(session.key, { signal }) : undefined;
      signal?.throwIfAborted();
      // Another run may have read this session while the head was awaited.
      if (index !== this.next) continue;
      this.next++;
      if (session && detail) this.take(session, detail.requestHeaders, detail.responseHeaders);
      if (performance.now() - paused > slice) {
        onProgress?.(this.next, sessions.length);
        await new Promise((resolve) => setTimeout(resolve, 0));
        signal?.throwIfAborted();
        paused = performance.now();
      }
    }
  }

  private take({ key, url }: Session, request: readonly Header[], response: readonly Header[]): void {
    const found: TokenFacts[] = [];
    const cookies = new Set<string>();
    for (const { name, value } of request) {
      const lower = name.toLowerCase();
      if (lower === 'cookie') {
        this.cookies.add(key);
        for (const cookie of value.split(';')) cookies.add(cookie.split('=')[0]?.trim() ?? '');
      }
      if (lower === 'cookie' || value.length < 40) continue;
      for (const { raw } of findTokens(value)) found.push(...factsOf(raw));
    }
    if (response.some(({ name }) => name.toLowerCase() === 'set-cookie')) this.cookies.add(key);
    if (url.length > 100) for (const { raw } of findTokens(url)) found.push(...factsOf(raw));
    if (found.length) this.tokens.set(key, found);
    for (const name of cookies) count(this.cookieNames, name);
    const own = collected(request);
    for (const header of own) keep(this.requestHeaders, header);
    for (const header of collected([...request, ...response])) keep(this.headers, header);
  }
}

/** Headers of one session, each pair of name and value once. */
function collected(headers: readonly Header[]): readonly Header[] {
  const seen = new Set<string>();
  return headers.filter(({ name, value }) => {
    const pair = `${name.toLowerCase()}: ${value}`;
    return !seen.has(pair) && seen.add(pair);
  });
}

function keep(into: Map<string, Counts>, { name, value }: Header): void {
  const lower = name.toLowerCase();
  const counts = into.get(lower) ?? new Map<string, number>();
  into.set(lower, counts);
  if (value.length > longestValue) return;
  // A secret is no value to offer.
  if (!counts.has(value) && (counts.size >= keptValues || secretsInHeader(name, value).length > 0)) return;
  count(counts, value);
}

function count(counts: Counts, value: string): void {
  if (value) counts.set(value, (counts.get(value) ?? 0) + 1);
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
