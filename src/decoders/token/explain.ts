import { personalTenant } from '../../knowledge/applications';
import { issuerInfo } from '../../knowledge/claims';
import { type Message, message } from '../../text';
import { lookUp } from '../lookup';
import { claimKeys } from './claimKeys';
import { claimText, isAppOnly, judgeToken, type TokenContext } from './judge';
import { isSecretClaim } from './mask';
import type { Claim, ClaimExplanation, Token, TokenExplanation, TokenFormat } from './model';
import { valueWords } from './values';

/**
 * A token in words: what it is, what every member says, and the judgements for the request that carried it. Sentences
 * about secret values say nothing of the value.
 */
export function explainToken(token: Token, context: TokenContext = {}): TokenExplanation {
  const claims = [
    ...token.header.map((claim) => explainClaim(claim, 'header', token, context)),
    ...token.claims.map((claim) => explainClaim(claim, 'payload', token, context)),
  ];
  return { title: tokenTitle(token), claims, judgements: judgeToken(token, context) };
}

/** One member of a header or payload in words. */
export function explainClaim(
  claim: Claim,
  where: 'header' | 'payload',
  token: Token,
  context: TokenContext = {},
): ClaimExplanation {
  const isEncryptionKey = where === 'header' && claim.name === 'kid' && token.format === 'jwe';
  const key = isEncryptionKey
    ? 'token.headerKidEncrypted'
    : lookUp(claimKeys, where === 'header' ? `header.${claim.name}` : claim.name);
  const isSecret = isSecretClaim(claim);
  const value = isSecret ? [] : valueWords(claim, where, token, context);
  return { claim, where, meaning: key && message(key), value, isSecret };
}

/** What kind of token it is. */
export function tokenTitle(token: Token): Message {
  if (token.format === 'jws' || token.format === 'printed') return signedTitle(token);
  if (token.format === 'jwe') {
    const alg = claimText(token, 'alg', 'header') ?? '?';
    const ctx = token.header.some((claim) => claim.name === 'ctx');
    return ctx
      ? message('token.titleJweDevice')
      : message('token.titleJwe', { alg, enc: claimText(token, 'enc', 'header') ?? '?' });
  }
  if (token.format === 'msauth') return message('token.titleMsauth', { count: token.inner.length });
  return titles[token.format];
}

function signedTitle(token: Token): Message {
  const issuer = token.issuer === undefined ? undefined : issuerInfo(token.issuer);
  const version = claimText(token, 'ver') ?? issuer?.version;
  if (!issuer || version === undefined)
    return message('token.titleJws', { alg: claimText(token, 'alg', 'header') ?? '?' });
  if (isAppOnly(token)) return message('token.titleApp', { version });
  const isAccess = claimText(token, 'scp') !== undefined || token.appId !== undefined;
  if (!isAccess && token.tenant === personalTenant) return message('token.titleMsaId');
  return message(isAccess ? 'token.titleAccess' : 'token.titleId', { version });
}

const titles: Readonly<Record<Exclude<TokenFormat, 'jws' | 'jwe' | 'printed' | 'msauth'>, Message>> = {
  pop: message('token.titlePop'),
  'prt-cookie': message('token.titlePrt'),
  'client-assertion': message('token.titleClient'),
  saml: message('token.titleSaml'),
  'saml-request': message('token.titleSamlRequest'),
  'msa-ticket': message('token.titleMsa'),
  xbox: message('token.titleXbox'),
  'refresh-token': message('token.titleRefresh'),
  'authorization-code': message('token.titleCode'),
  'session-cookie': message('token.titleSession'),
  negotiate: message('token.titleNegotiate'),
  ntlm: message('token.titleNtlm'),
  malformed: message('token.titleMalformed'),
};
