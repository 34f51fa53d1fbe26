import type { Header, SessionPart } from '../artifacts/capture/model';
import type { ChainStepName, Severity } from '../diagnosis/finding';

/** Claims of the tokens of one session that queries ask for. */
export interface TokenFacts {
  readonly tenant: string;
  readonly user: string;
  readonly audience: string;
  readonly application: string;
}

/** Headers of requests alone, or of both sides. */
export type HeaderSide = 'request' | 'any';
/** A value and the number of sessions that have it. */
export type ValueCount = readonly [value: string, count: number];

/** What a query can ask beyond the list row. All functions take the session key and answer fast; `heads` and `bodyText` read. */
export interface QueryContext {
  /** Severities of the session's findings; empty for none. */
  findings(key: number): readonly Severity[];
  /** The inline reason as shown, or empty. */
  reason(key: number): string;
  /** Chain steps that the session shows. */
  chain(key: number): readonly ChainStepName[];
  /** Facts of the tokens in the session; empty for none. */
  tokens(key: number): readonly TokenFacts[];
  hasToken(key: number): boolean;
  hasLicense(key: number): boolean;
  /** True for requests of the sync feeds and their messages. */
  isSync(key: number): boolean;
  /** True when the same request was sent before in this capture. */
  isRepeat(key: number): boolean;
  hasCookie(key: number): boolean;
  /** Names of headers in the capture, in lower case; empty while the heads were not read. */
  headerNames(side: HeaderSide): readonly ValueCount[];
  /** Values of a header, secrets left out; empty while the heads were not read. */
  headerValues(side: HeaderSide, name: string): readonly ValueCount[];
  cookieNames(): readonly ValueCount[];
  heads(key: number): Promise<{ readonly request: readonly Header[]; readonly response: readonly Header[] }>;
  /** Decoded body as text; empty when there is none. */
  bodyText(key: number, part: SessionPart, signal?: AbortSignal): Promise<string>;
}

/** A context for captures about which nothing but the rows is known. */
export const emptyContext: QueryContext = {
  findings: () => [],
  reason: () => '',
  chain: () => [],
  tokens: () => [],
  hasToken: () => false,
  hasLicense: () => false,
  isSync: () => false,
  isRepeat: () => false,
  hasCookie: () => false,
  headerNames: () => [],
  headerValues: () => [],
  cookieNames: () => [],
  heads: () => Promise.resolve({ request: [], response: [] }),
  bodyText: () => Promise.resolve(''),
};
