import { applicationInfo, tenantName } from '../../knowledge/applications';
import { audienceInfo } from '../../knowledge/audiences';
import { claimInfo, issuerInfo } from '../../knowledge/claims';
import { type Message, type MessageKey, message } from '../../text';
import { lookUp } from '../lookup';
import { durationText, localText, utcText } from '../time';
import { base64Binary } from './base64';
import { timeOf } from './decode';
import { isGuestName, type TokenContext } from './judge';
import type { Claim, Token } from './model';
import { readOpaquePrefix } from './opaque';

const timeClaims = new Set(['iat', 'nbf', 'exp', 'auth_time', 'xms_tcdt', 'xms_acd', 'xms_pftexp', 'ts']);
const applicationClaims = new Set(['appid', 'azp', 'xms_par_app_azp', 'ua_client_id']);
const guidForm = /^[0-9a-f]{8}-(?:[0-9a-f]{4}-){3}[0-9a-f]{12}$/i;

const fixed: Readonly<Record<string, Readonly<Record<string, MessageKey>>>> = {
  acct: { '0': 'token.acct0', '1': 'token.acct1' },
  acr: { '0': 'token.acr0', '1': 'token.acr1' },
  appidacr: { '0': 'token.client0', '1': 'token.client1', '2': 'token.client2' },
  azpacr: { '0': 'token.client0', '1': 'token.client1', '2': 'token.client2' },
  amr: {
    pwd: 'token.amrPwd',
    rsa: 'token.amrRsa',
    otp: 'token.amrOtp',
    fed: 'token.amrFed',
    wia: 'token.amrWia',
    mfa: 'token.amrMfa',
    ngcmfa: 'token.amrNgcmfa',
    wiaormfa: 'token.amrWiaormfa',
    none: 'token.amrNone',
  },
  alg: { none: 'token.algNone' },
  idtyp: { app: 'token.idtypApp', user: 'token.idtypUser', device: 'token.idtypDevice' },
  xms_cc: { cp1: 'token.capabilityCp1' },
};

const clouds: Readonly<Record<string, MessageKey>> = {
  Global: 'token.cloudGlobal',
  'Global or US Government (v1 issuer is the same in both)': 'token.cloudGlobalOrUs',
  'US Government': 'token.cloudUs',
  'China 21Vianet': 'token.cloudChina',
  'Germany (closed 2021-10-29)': 'token.cloudGermany',
  'Personal Microsoft accounts': 'token.cloudPersonal',
  'Azure AD B2C': 'token.cloudB2c',
  'Entra External ID': 'token.cloudExternal',
};

/** What the value of a claim says: names of ids, times beside the request's, words for numbers. Empty when it says no more than it shows. */
export function valueWords(claim: Claim, where: 'header' | 'payload', token: Token, context: TokenContext): Message[] {
  const { name, value } = claim;
  if (name === 'pwd_exp') return passwordWords(value, token);
  if (timeClaims.has(name) && where === 'payload') return timeWords(timeOf(value), context);
  const words = lookUp(fixed, name);
  if (words) return fixedWords(words, value);
  if (name === 'iss' && typeof value === 'string') return issuerWords(value);
  if (name === 'aud') return list(value).flatMap(audienceWords);
  if (name === 'rh' && typeof value === 'string') return resourceWords(value);
  if (name === 'xms_ftd' && typeof value === 'string') return regionWords(value);
  if (typeof value !== 'string') return [];
  if ((name === 'upn' || name === 'unique_name') && isGuestName(value)) return [message('token.guestName')];
  if (name === 'tid') {
    const tenant = tenantName(value);
    return tenant ? [message('token.tenantNamed', { name: tenant })] : [];
  }
  const isGuidClaim = applicationClaims.has(name) || claimInfo(where, name) === undefined;
  return isGuidClaim && guidForm.test(value) ? applicationWords(value) : [];
}

function timeWords(time: number | undefined, context: TokenContext): Message[] {
  if (time === undefined || time <= 0) return [];
  const args = { utc: utcText(time), local: localText(time, context.offset) };
  const request = context.requestTime;
  if (request === undefined) return [message('token.time', args)];
  const duration = durationText(time - request);
  return [message(time < request ? 'token.timeBeforeRequest' : 'token.timeAfterRequest', { ...args, duration })];
}

/** Microsoft's pages disagree; where the two readings lie far apart both are shown. */
function passwordWords(value: unknown, token: Token): Message[] {
  const time = timeOf(value);
  if (time === undefined) return [];
  const words: Message[] = [];
  if (time > Date.UTC(2000, 0, 1)) words.push(message('token.passwordTime', { utc: utcText(time) }));
  const after = token.times.issued === undefined ? undefined : token.times.issued + time;
  if (after !== undefined && time < Date.UTC(2000, 0, 1))
    words.push(message('token.passwordSeconds', { utc: utcText(after) }));
  return words;
}

function fixedWords(words: Readonly<Record<string, MessageKey>>, value: unknown): Message[] {
  return list(value).flatMap((one) => {
    const key = lookUp(words, String(one));
    return key ? [message(key)] : [];
  });
}

function issuerWords(issuer: string): Message[] {
  const info = issuerInfo(issuer);
  const key = info && clouds[info.cloud];
  if (!info || !key) return [];
  return [message(key), message('token.titleVersion', { version: info.version })];
}

function audienceWords(audience: unknown): Message[] {
  if (typeof audience !== 'string') return [];
  const info = audienceInfo(audience);
  if (!info) return [];
  return info.name === '' ? [message('token.applicationUnnamed')] : [message('token.application', { name: info.name })];
}

function applicationWords(id: string): Message[] {
  const info = applicationInfo(id);
  if (!info) return [];
  if (info.name === '') return [message('token.applicationUnnamed')];
  const others = info.alsoKnownAs.join(', ');
  return [message(others === '' ? 'token.application' : 'token.applicationAlso', { name: info.name, others })];
}

function resourceWords(value: string): Message[] {
  const prefix = readOpaquePrefix(value);
  if (!prefix) return [];
  const resource = applicationInfo(prefix.application)?.name || prefix.application;
  return [message('token.rhPrefix', { tenant: prefix.tenant, resource })];
}

/** The end of xms_ftd reads as a region label such as `europewest-dsms`. */
function regionWords(value: string): Message[] {
  const region = /[a-z]{4,}-[a-z]{2,8}$/.exec(regionText(value))?.[0];
  return region ? [message('token.region', { region })] : [];
}

function regionText(value: string): string {
  const inner = base64Binary(value) ?? '';
  const tail = /[A-Za-z0-9_-]{8,}$/.exec(inner)?.[0] ?? '';
  // The label is Base64 once more behind a binary head, at any of the four alignments.
  for (let skip = 0; skip < 4 && tail.length > skip; skip++) {
    const text = base64Binary(tail.slice(skip)) ?? '';
    if (/[a-z]{4,}-[a-z]{2,8}$/.test(text)) return text;
  }
  return inner;
}

function list(value: unknown): readonly unknown[] {
  return Array.isArray(value) ? value.slice(0, 100) : [value];
}
