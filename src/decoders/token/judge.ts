import { applicationInfo, edgeApplications, personalTenant } from '../../knowledge/applications';
import { audienceInfo, expectedAudiences } from '../../knowledge/audiences';
import { issuerInfo } from '../../knowledge/claims';
import { type Message, message } from '../../text';
import { durationText, utcText } from '../time';
import type { Token, TokenJudgement, Verdict } from './model';

export interface TokenContext {
  /** Host and path that the token was sent to. */
  readonly host?: string;
  readonly path?: string;
  /** When it was sent, ms since 1970. Expiry is judged at this time, never now. */
  readonly requestTime?: number;
  /** Tenant that the license or dump of the same case names. */
  readonly tenant?: string;
  /** Minutes east of UTC for local times; without it the zone of this machine. */
  readonly offset?: number;
}

/** Clocks may differ so much without harm. */
const skew = 5 * 60_000;
const rightsManagement = '00000012-0000-0000-c000-000000000000';

/** Scopes that the services of Edge sync need, by application id. */
const neededScopes: Readonly<Record<string, { readonly form: RegExp; readonly name: string }>> = {
  [rightsManagement]: { form: /(?:^|[ /])user_impersonation(?: |$)/, name: 'user_impersonation' },
  'a4f2693f-129c-4b96-982b-2c364b8314d7': {
    form: /(?:UserActivity|UserSettings)\.ReadWrite\.CreatedByApp/,
    name: 'UserActivity.ReadWrite.CreatedByApp',
  },
  'd32c68ad-72d2-4acb-a0c7-46bb2cf93873': {
    form: /(?:UserActivity|UserSettings)\.ReadWrite\.CreatedByApp/,
    name: 'UserActivity.ReadWrite.CreatedByApp',
  },
};

/** Judges a token in its surroundings: in time, for this host, from Edge, of the right tenant, with the needed scope. */
export function judgeToken(token: Token, context: TokenContext): TokenJudgement[] {
  const found: TokenJudgement[] = [];
  const add = (code: string, verdict: Verdict, words: Message): void => {
    found.push({ code, verdict, message: words });
  };
  // The outer layer of a PoP token is made by the client for one request; its service token lies inside.
  const subject = token.format === 'pop' || token.format === 'msauth' ? (token.inner[0]?.token ?? token) : token;
  if (token.isCut) add('cut', 'warning', message('token.judgeCut'));
  if (claimText(token, 'alg', 'header') === 'none') add('unsigned', 'warning', message('token.judgeUnsigned'));
  if (subject.header.some((claim) => claim.name === 'nonce')) add('nonce', 'note', message('token.judgeNonce'));
  if (token.headerText === '' && token.format !== 'msauth' && token.claims.length === 0 && token.tenant !== undefined)
    add('prefix', 'note', message('token.prefix'));
  if (subject.claims.length === 0) return found;
  judgeTime(subject, context, add);
  const isClient =
    subject.format === 'client-assertion' || subject.format === 'prt-cookie' || subject.format === 'saml-request';
  if (!isClient) {
    judgeAudience(subject, context, add);
    judgeApplication(subject, add);
    judgeScope(subject, add);
  }
  judgeTenant(subject, context, add);
  judgeAccount(subject, add);
  return found;
}

/**
 * The judgements of a token where the tokens inside it are judged on their own: those that {@link judgeToken} takes from
 * the token inside a proof or MSAuth1.0 are left to it.
 */
export function outerJudgements(token: Token, judgements: readonly TokenJudgement[]): readonly TokenJudgement[] {
  const isWrapped = (token.format === 'pop' || token.format === 'msauth') && token.inner.length > 0;
  return isWrapped ? judgements.filter(({ code }) => code === 'cut' || code === 'unsigned') : judgements;
}

type Add = (code: string, verdict: Verdict, words: Message) => void;

function judgeTime(token: Token, context: TokenContext, add: Add): void {
  const { expires, notBefore } = token.times;
  const now = context.requestTime;
  if (expires === undefined && token.format === 'jws') add('no-expiry', 'note', message('token.judgeNoExpiry'));
  if (now === undefined) {
    if (expires !== undefined) add('time-unknown', 'note', message('token.judgeNoTime', { time: utcText(expires) }));
    return;
  }
  if (expires !== undefined && now > expires + skew)
    add('expired', 'failed', message('token.judgeExpired', { duration: durationText(now - expires) }));
  else if (notBefore !== undefined && now < notBefore - skew)
    add('not-yet-valid', 'failed', message('token.judgeNotYet', { duration: durationText(notBefore - now) }));
  else if (expires !== undefined)
    add('valid', 'passed', message('token.judgeValid', { duration: durationText(Math.max(0, expires - now)) }));
}

function judgeAudience(token: Token, context: TokenContext, add: Add): void {
  const { audience } = token;
  if (!context.host || audience === undefined) return;
  const expected = expectedAudiences(context.host, context.path ?? '/');
  if (expected.length === 0) return;
  const info = audienceInfo(audience);
  const fits = expected.includes(info?.id ?? audience.toLowerCase()) || hostOf(audience) === context.host.toLowerCase();
  const host = context.host;
  if (fits) {
    add('audience', 'passed', message('token.judgeAudience', { host, name: info?.name || audience }));
    return;
  }
  const names = expected.map((id) => audienceInfo(id)?.name || applicationInfo(id)?.name || id);
  const actual = info?.name ? `${info.name} (${audience})` : audience;
  add('wrong-audience', 'failed', message('token.judgeWrongAudience', { host, actual, expected: names.join(', ') }));
}

function hostOf(audience: string): string {
  return /^https:\/\/([^/:]+)/i.exec(audience)?.[1]?.toLowerCase() ?? '';
}

function judgeApplication(token: Token, add: Add): void {
  if (token.appId === undefined) return;
  if (edgeApplications.includes(token.appId)) {
    add('edge', 'passed', message('token.judgeEdge'));
    return;
  }
  const name = applicationInfo(token.appId)?.name || token.appId;
  add('not-edge', isSyncService(token) ? 'warning' : 'note', message('token.judgeNotEdge', { name }));
}

/** Tokens for the services of Edge sync should come from Edge; others are none of sync's business. */
function isSyncService(token: Token): boolean {
  const id = token.audience === undefined ? undefined : audienceInfo(token.audience)?.id;
  return id !== undefined && id in neededScopes;
}

function judgeScope(token: Token, add: Add): void {
  const id = token.audience === undefined ? undefined : audienceInfo(token.audience)?.id;
  const needed = id === undefined ? undefined : neededScopes[id];
  if (!needed) return;
  const scope = claimText(token, 'scp');
  const { name } = needed;
  if (scope !== undefined && needed.form.test(scope))
    add('scope', 'passed', message('token.judgeScope', { scope: name }));
  else add('missing-scope', 'failed', message('token.judgeMissingScope', { scope: name }));
}

function judgeTenant(token: Token, context: TokenContext, add: Add): void {
  const issuer = token.issuer === undefined ? undefined : issuerInfo(token.issuer);
  if (issuer?.tenant !== undefined && token.tenant !== undefined && issuer.tenant !== token.tenant)
    add('tenant-issuer', 'failed', message('token.judgeTenantIssuer'));
  const expected = context.tenant?.toLowerCase();
  if (expected === undefined || token.tenant === undefined) return;
  if (token.tenant === expected) add('tenant', 'passed', message('token.judgeTenant', { expected }));
  else add('tenant-differs', 'warning', message('token.judgeTenantDiffers', { actual: token.tenant, expected }));
}

function judgeAccount(token: Token, add: Add): void {
  const isPersonal = token.tenant === personalTenant || /live\.com/i.test(claimText(token, 'idp') ?? '');
  if (isPersonal && token.tenant === personalTenant) add('personal', 'note', message('token.judgePersonal'));
  else if (isGuest(token)) add('guest', 'note', message('token.judgeGuest'));
  if (isAppOnly(token)) add('app-only', 'note', message('token.judgeAppOnly'));
}

/** `acct` 1, or a name with the mark of a guest. */
export function isGuest(token: Token): boolean {
  if (claimText(token, 'acct') === '1') return true;
  const names = [claimText(token, 'upn'), claimText(token, 'unique_name'), claimText(token, 'preferred_username')];
  return names.some((name) => name !== undefined && isGuestName(name));
}

export function isGuestName(name: string): boolean {
  return /#EXT#|^live\.com#/i.test(name);
}

export function isAppOnly(token: Token): boolean {
  if (claimText(token, 'idtyp') === 'app') return true;
  const has = (name: string): boolean => token.claims.some((claim) => claim.name === name);
  return !has('scp') && has('roles') && has('oid') && claimText(token, 'oid') === claimText(token, 'sub');
}

/** Value of a claim as text; undefined when absent. */
export function claimText(token: Token, name: string, where: 'header' | 'payload' = 'payload'): string | undefined {
  const list = where === 'header' ? token.header : token.claims;
  const value = list.find((claim) => claim.name === name)?.value;
  if (value === undefined || value === null) return undefined;
  return typeof value === 'object' ? JSON.stringify(value) : String(value);
}
