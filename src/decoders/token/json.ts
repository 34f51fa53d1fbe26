import type { Problem } from '../../artifacts/problem';
import { type Language, message, text } from '../../text';
import { explainToken } from './explain';
import type { TokenContext } from './judge';
import { tokenContent } from './mask';
import type { ClaimExplanation, SignatureCheck, Token } from './model';
import { signatureWithoutKeys } from './verify';

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
  /** What claims cannot say: SAML's XML, a payload that is no JSON object, or damaged JSON; secrets masked. */
  readonly content: string | null;
  readonly tenant: string | null;
  readonly application: string | null;
  readonly judgements: readonly { readonly code: string; readonly verdict: string; readonly text: string }[];
  readonly signature: { readonly state: string; readonly words: string };
  readonly inner: readonly { readonly name: string; readonly token: TokenJson }[];
  readonly problems: readonly { readonly code: string; readonly message: string; readonly place: Problem['place'] }[];
}

export interface TokenJsonOptions extends TokenContext {
  readonly language: Language;
  /** Results of `verifyAll`; without one a signature counts as not checked, or not checkable. */
  readonly checks?: ReadonlyMap<Token, SignatureCheck>;
  /** Writes secret values, too. */
  readonly reveal?: boolean;
}

/** A decoded token as plain data for the command line and other programs. The signature is never written. */
export function tokenJson(token: Token, options: TokenJsonOptions): TokenJson {
  const { language } = options;
  const explained = explainToken(token, options);
  const check = options.checks?.get(token) ?? signatureWithoutKeys(token);
  const rows = (where: 'header' | 'payload'): TokenClaimJson[] =>
    explained.claims.filter((one) => one.where === where).map((one) => claimJson(one, options));
  return {
    version: 1,
    kind: 'token',
    format: token.format,
    title: text(explained.title, language),
    header: rows('header'),
    claims: rows('payload'),
    content: tokenContent(token, language) ?? null,
    tenant: token.tenant ?? null,
    application: token.appId ?? null,
    judgements: explained.judgements.map((one) => ({
      code: one.code,
      verdict: one.verdict,
      text: text(one.message, language),
    })),
    signature: { state: check.state, words: text(check.words, language) },
    inner: token.inner.map((one) => ({ name: one.name, token: tokenJson(one.token, options) })),
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
