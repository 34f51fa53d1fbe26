import type { Problem } from '../../artifacts/problem';
import { type Language, message, text } from '../../text';
import { explainToken } from './explain';
import type { TokenContext } from './judge';
import type { ClaimExplanation, SignatureCheck, Token } from './model';

export interface TokenClaimJson {
  readonly name: string;
  /** The value as in the token; of a secret its class and length. */
  readonly value: unknown;
  readonly meaning: string | null;
}

export interface TokenJson {
  readonly version: 1;
  readonly kind: 'token';
  readonly format: string;
  readonly title: string;
  readonly header: readonly TokenClaimJson[];
  readonly claims: readonly TokenClaimJson[];
  readonly tenant: string | null;
  readonly application: string | null;
  readonly judgements: readonly { readonly code: string; readonly verdict: string; readonly text: string }[];
  readonly signature: { readonly state: string; readonly words: string };
  readonly inner: readonly { readonly name: string; readonly token: TokenJson }[];
  readonly problems: readonly { readonly code: string; readonly message: string; readonly place: Problem['place'] }[];
}

export interface TokenJsonOptions extends TokenContext {
  readonly language: Language;
  /** Result of `verifyToken`; without it the signature counts as not checked. */
  readonly check?: SignatureCheck;
  /** Writes secret values, too. */
  readonly reveal?: boolean;
}

/** A decoded token as plain data for the command line and other programs. The signature is never written. */
export function tokenJson(token: Token, options: TokenJsonOptions): TokenJson {
  const { language } = options;
  const explained = explainToken(token, options);
  const check = options.check ?? { state: 'not-checked', words: message('token.notChecked') };
  const rows = (where: 'header' | 'payload'): TokenClaimJson[] =>
    explained.claims.filter((one) => one.where === where).map((one) => claimJson(one, options));
  return {
    version: 1,
    kind: 'token',
    format: token.format,
    title: text(explained.title, language),
    header: rows('header'),
    claims: rows('payload'),
    tenant: token.tenant ?? null,
    application: token.appId ?? null,
    judgements: explained.judgements.map((one) => ({
      code: one.code,
      verdict: one.verdict,
      text: text(one.message, language),
    })),
    signature: { state: check.state, words: text(check.words, language) },
    inner: token.inner.map((one) => ({
      name: one.name,
      token: tokenJson(one.token, { ...options, check: undefined }),
    })),
    problems: token.problems.map((problem) => ({ ...problem, message: text(problem.message, language) })),
  };
}

function claimJson(one: ClaimExplanation, { language, reveal }: TokenJsonOptions): TokenClaimJson {
  const words = [...(one.meaning ? [one.meaning] : []), ...one.value].map((part) => text(part, language));
  const what = text(message('token.secretToken'), language);
  const masked = text(message('token.masked', { what, length: String(one.claim.value).length }), language);
  return {
    name: one.claim.name,
    value: one.isSecret && !reveal ? masked : one.claim.value,
    meaning: words.length > 0 ? words.join('; ') : null,
  };
}
