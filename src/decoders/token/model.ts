import type { Span } from '../../artifacts/place';
import type { Problem } from '../../artifacts/problem';
import type { Message } from '../../text';

/**
 * What a found value is. `jws` covers signed access, id and application tokens; `malformed` has the look of a token but
 * cannot be one (two parts, no readable header).
 */
export type TokenFormat =
  | 'jws'
  | 'jwe'
  | 'pop'
  | 'prt-cookie'
  | 'client-assertion'
  | 'printed'
  | 'saml'
  | 'saml-request'
  | 'msa-ticket'
  | 'msauth'
  | 'xbox'
  | 'refresh-token'
  | 'authorization-code'
  | 'session-cookie'
  | 'negotiate'
  | 'ntlm'
  | 'malformed';

/** A token in a text. */
export interface FoundToken {
  /** First guess from the look alone; {@link Token.format} is the judgement. */
  readonly kind:
    | 'compact'
    | 'base64'
    | 'printed'
    | 'saml'
    | 'msa-ticket'
    | 'msauth'
    | 'xbox'
    | 'entra-opaque'
    | 'negotiate';
  /** Where it stands, without scheme word, quotes or parameter name. */
  readonly span: Span;
  /** The text of the span, as found: folds, escapes and percent encoding included. */
  readonly raw: string;
  /** Scheme word in front, as written: `Bearer`, `aadv2`, `PoP`; empty when there is none. */
  readonly scheme: string;
  /** Name in front: `access_token`, `x-ms-RefreshTokenCredential`; empty when there is none. */
  readonly name: string;
  /** Characters between the scheme word and the token that do not belong there, so that the service cannot read it. */
  readonly stray?: string;
}

/** A member of a token's header or payload. */
export interface Claim {
  readonly name: string;
  /** Value as JSON.parse gives it. */
  readonly value: unknown;
  /** The value exactly as written: numbers keep their digits. */
  readonly text: string;
  /** Of the member's name and of its value, in {@link Token.headerText} or {@link Token.payloadText}. */
  readonly nameSpan: Span;
  readonly valueSpan: Span;
}

/** Times of a token in milliseconds since 1970; undefined when absent or unreadable. */
export interface TokenTimes {
  readonly issued: number | undefined;
  readonly notBefore: number | undefined;
  readonly expires: number | undefined;
}

/** A decoded token. Nothing in here is masked: see `maskedTokenText` and `isSecretClaim`. */
export interface Token {
  readonly format: TokenFormat;
  /** As given. */
  readonly raw: string;
  /** Unwrapped: no scheme word, folds, escapes or percent encoding. For `jws` the compact form in base64url. */
  readonly compact: string;
  /** How `compact` came about: `percent-encoding`, `json-escapes`, `line-folds`, `standard-base64`, `quotes`, `scheme`. */
  readonly unwrapped: readonly string[];
  readonly header: readonly Claim[];
  /** Claims of the payload; for SAML the facts of the XML under the names of the matching JWT claims. */
  readonly claims: readonly Claim[];
  /** Decoded text of the header; empty when there is none. */
  readonly headerText: string;
  /** Decoded text of the payload (JSON, other text, or SAML's XML); empty when encrypted or opaque. */
  readonly payloadText: string;
  /** Decoded bytes of the payload; empty when encrypted or opaque. */
  readonly payload: Uint8Array;
  /** The signature part as written; empty when absent. Secret. */
  readonly signature: string;
  /** True when the token is cut or shortened (`...`). */
  readonly isCut: boolean;
  readonly times: TokenTimes;
  /** Tenant id in lower case: claim tid, else the GUID in iss, else from an opaque token's prefix. */
  readonly tenant: string | undefined;
  /** Client application id in lower case: appid, azp, else from an opaque token's prefix. */
  readonly appId: string | undefined;
  /** First audience as written. */
  readonly audience: string | undefined;
  readonly issuer: string | undefined;
  /** Tokens inside this one: `at` of a PoP token, actor and access token of MSAuth1.0. */
  readonly inner: readonly { readonly name: string; readonly token: Token }[];
  readonly problems: readonly Problem[];
}

/** State of a judgement or signature. */
export type Verdict = 'passed' | 'warning' | 'failed' | 'note';

/** One line of judgement about a token. */
export interface TokenJudgement {
  /** Stable name: `expired`, `not-yet-valid`, `wrong-audience`, `not-edge`, `tenant-differs`, `missing-scope`... */
  readonly code: string;
  readonly verdict: Verdict;
  readonly message: Message;
}

/** A claim in words. */
export interface ClaimExplanation {
  readonly claim: Claim;
  readonly where: 'header' | 'payload';
  /** What the claim says in general. */
  readonly meaning: Message | undefined;
  /** What this value says: application and tenant names, times, scopes. */
  readonly value: readonly Message[];
  /** True when the value is a secret. */
  readonly isSecret: boolean;
}

/** A token in words, judged at the time of its request. */
export interface TokenExplanation {
  /** "Entra access token, version 1.0". */
  readonly title: Message;
  readonly claims: readonly ClaimExplanation[];
  readonly judgements: readonly TokenJudgement[];
}

/** Result of checking a signature. */
export type SignatureState =
  | 'verified'
  | 'verified-after-nonce'
  | 'wrong'
  | 'key-missing'
  | 'unsigned'
  | 'not-checkable'
  | 'not-checked';

export interface SignatureCheck {
  readonly state: SignatureState;
  readonly words: Message;
  /** Id of the key used. */
  readonly keyId?: string;
}
