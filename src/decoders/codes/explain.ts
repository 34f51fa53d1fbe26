import type { Span } from '../../artifacts/place';
import {
  type AadstsCategory,
  aadstsInfo,
  googleAuthErrors,
  hresultInfo,
  msalStatuses,
  netErrors,
  oauthErrors,
  oauthSuberrors,
  winHttpErrors,
} from '../../knowledge/codes';
import { type Message, type MessageKey, message } from '../../text';
import { lookUp } from '../lookup';
import { explainEdgeAuth, explainEdgeIdentity } from './edgeAuth';

/** A code in words. */
export interface CodeExplanation {
  readonly kind: 'aadsts' | 'oauth' | 'msal' | 'hresult' | 'edge-auth' | 'net' | 'winhttp' | 'google-auth';
  /** In one spelling: `AADSTS50076`, `0xcaa2000c`, `net::ERR_TIMED_OUT`. */
  readonly code: string;
  /** Constant or error name; empty when none is public. */
  readonly name: string;
  /** Title first, then meaning and what to do. */
  readonly words: readonly Message[];
}

/** A code in a text. */
export interface FoundCode {
  readonly span: Span;
  readonly explanation: CodeExplanation;
}

const aadstsForm = /\bAADSTS(\d{5,7})\b/i;
const hexForm = /\b0x([0-9a-f]{8})\b/i;
const netForm = /\b(?:net::)?ERR_([A-Z0-9_]{3,60})\b/;
/** `net_error -105` of logs, or the bare number. */
const netNumberForm = /(?:^|\bnet[_ ]?error(?: code)?\W{1,4})(-\d{1,3})$/i;
const winNameForm = /\bERROR_(?:WINHTTP|INTERNET)_([A-Z_]{3,60})\b/;
const googleForm = /GoogleServiceAuthError\W{0,4}(?:state\W{0,4})?(\d{1,2}|[A-Z_]{4,50})/;
const suberrorForm = /\bsub[_ ]?error\W{1,6}([a-z_]{4,40})\b/i;
const msalForm =
  /\bMSAL(?:Runtime)?[\w. ]{0,20}\bstatus\W{1,4}(?:Response_Status\.Status_)?(\d{1,3}|[A-Z][A-Za-z]{4,40})\b/i;
const allForms =
  /\bsub[_ ]?error\W{1,6}[a-z_]{4,40}\b|\bMSAL(?:Runtime)?[\w. ]{0,20}\bstatus\W{1,4}(?:Response_Status\.Status_)?(?:\d{1,3}|[A-Z][A-Za-z]{4,40})\b|EDGE_AUTH_ERROR:?\s{0,4}[0-9a-f]{1,8},\s{0,4}[0-9a-f]{1,8},\s{0,4}[0-9a-fx]{1,10}(?: for account type: \w{1,10})?|Primary Error: k\w{1,60}, Secondary Error: k\w{1,60}(?:, Platform error: -?\d{1,12}(?:, hex:[0-9a-f]{1,10})?)?|\bAADSTS\d{5,7}\b|\b0x[0-9a-f]{8}\b|\b(?:net::)?ERR_[A-Z0-9_]{3,60}\b|GoogleServiceAuthError\W{0,4}(?:state\W{0,4})?(?:\d{1,2}|[A-Z_]{4,50})|(?<![\d.-])-?\d{9,10}(?![\d.])|\bnet[_ ]?error(?: code)?\W{1,4}-\d{1,3}\b|\bERROR_(?:WINHTTP|INTERNET)_[A-Z_]{3,60}\b|\b(?:ERROR_INTERNET_|ERROR_WINHTTP_|WinINet |WinHTTP |Win(?:INet|HTTP) error )12\d{3}\b/gi;
/** Codes found in one text are no more than this. */
const maxFound = 2000;

/**
 * Explains one code in any of its spellings: `AADSTS50076`, `50076`, `0xCAA2000C`, `3399614476`, `-895352820`,
 * `invalid_grant`, `net::ERR_TIMED_OUT`, `12007`, `GoogleServiceAuthError 3`, a whole EDGE_AUTH_ERROR line. Undefined for
 * anything else; unknown members of a known kind are explained as such.
 */
export function explainCode(text: string): CodeExplanation | undefined {
  const clean = text.trim().slice(0, 400);
  const identity = explainEdgeAuth(clean) ?? explainEdgeIdentity(clean);
  if (identity) return identity;
  const aadsts = aadstsForm.exec(clean)?.[1] ?? (/^\d{5,7}$/.test(clean) && aadstsInfo(clean) ? clean : undefined);
  if (aadsts) return explainAadsts(aadsts);
  const google = googleForm.exec(clean)?.[1];
  if (google) return explainGoogle(google);
  const suberror = suberrorForm.exec(clean)?.[1]?.toLowerCase();
  if (suberror && oauthSuberrors.includes(suberror)) return explainSuberror(suberror);
  const msal = msalForm.exec(clean)?.[1];
  if (msal) return explainMsal(msal);
  const winName = winNameForm.exec(clean)?.[1];
  const winNumber = Object.keys(winHttpErrors).find((number) => winHttpErrors[Number(number)] === winName);
  if (winNumber) return explainWinHttp(Number(winNumber));
  const net = netForm.exec(clean)?.[1] ?? netName(Number(netNumberForm.exec(clean)?.[1]));
  if (net) return explainNet(net);
  const hex = hexForm.exec(clean)?.[1] ?? /^[0-9a-f]{8}$/i.exec(clean)?.[0];
  if (hex && (/^0x/i.test(clean) || hresultInfo(Number.parseInt(hex, 16))))
    return explainResult(Number.parseInt(hex, 16));
  const number = /(?:^|\s|_)(-?\d{5,10})$/.exec(clean)?.[1];
  if (number && winHttpErrors[Number(number)]) return explainWinHttp(Number(number));
  if (number && /^-?\d{9,10}$/.test(clean) && hresultInfo(Number(number))) return explainResult(Number(number));
  return oauthErrors.includes(clean) ? explainOauth(clean) : undefined;
}

/** Every code in a text with its place. Bare numbers count only when the table knows them. Linear time. */
export function findCodes(text: string): FoundCode[] {
  const found: FoundCode[] = [];
  allForms.lastIndex = 0;
  for (let match = allForms.exec(text); match && found.length < maxFound; match = allForms.exec(text)) {
    const explanation = explainCode(match[0]);
    if (explanation) found.push({ span: { start: match.index, end: match.index + match[0].length }, explanation });
  }
  return found;
}

/** The sentences of all codes in a text, each code once. */
export function explainCodesIn(text: string): Message[] {
  const seen = new Set<string>();
  const words: Message[] = [];
  for (const { explanation } of findCodes(text)) {
    if (seen.has(explanation.code)) continue;
    seen.add(explanation.code);
    words.push(...explanation.words);
  }
  return words;
}

const categoryKeys: Readonly<Record<AadstsCategory, MessageKey>> = {
  MFA: 'codes.aadstsActionMfa',
  CA: 'codes.aadstsActionCa',
  DEV: 'codes.aadstsActionDev',
  CRED: 'codes.aadstsActionCred',
  ACCT: 'codes.aadstsActionAcct',
  TENANT: 'codes.aadstsActionTenant',
  APP: 'codes.aadstsActionApp',
  CONSENT: 'codes.aadstsActionConsent',
  RT: 'codes.aadstsActionRt',
  SAML: 'codes.aadstsActionSaml',
  FED: 'codes.aadstsActionFed',
  PTA: 'codes.aadstsActionPta',
  SSSO: 'codes.aadstsActionSsso',
  REQ: 'codes.aadstsActionReq',
  SVC: 'codes.aadstsActionSvc',
  PWD: 'codes.aadstsActionPwd',
  NGC: 'codes.aadstsActionNgc',
  XTAP: 'codes.aadstsActionXtap',
  MSA: 'codes.aadstsActionMsa',
  CLOUD: 'codes.aadstsActionCloud',
  INFO: 'codes.aadstsActionInfo',
};

function explainAadsts(code: string): CodeExplanation {
  const info = aadstsInfo(code);
  if (!info) {
    const words = [message('codes.aadstsUnknown', { code })];
    return { kind: 'aadsts', code: `AADSTS${code}`, name: '', words };
  }
  // Every listed code has its sentence; the test of the tables holds that.
  const meaning = `codes.aadsts${code}` as MessageKey;
  const link = message('codes.aadstsLink', { code });
  const words = [message('codes.aadstsTitle', { code, name: info.name }), message(meaning)];
  words.push(message(categoryKeys[info.category]), link);
  return { kind: 'aadsts', code: `AADSTS${code}`, name: info.name, words };
}

function explainResult(value: number): CodeExplanation {
  const unsigned = value >>> 0;
  const hex = `0x${unsigned.toString(16).padStart(8, '0')}`;
  const info = hresultInfo(unsigned);
  const shown = `0x${hex.slice(2).toUpperCase()}`;
  const args = { hex: shown, unsigned: String(unsigned), signed: String(unsigned | 0) };
  const words: Message[] = [message('codes.hresultTitle', { ...args, name: info?.name ? `, ${info.name}` : '' })];
  if (info?.confidence === 'name') words.push(message('codes.hresultNamed', { name: info.name }));
  else if (info) {
    words.push(message(`codes.hresult${hex.slice(2)}` as MessageKey));
    words.push(message(`codes.hresultAction${hex.slice(2)}` as MessageKey));
    if (info.confidence === 'observed') words.push(message('codes.hresultObserved'));
  } else words.push(family(unsigned) ?? message('codes.hresultUnknown', { hex: shown }));
  return { kind: 'hresult', code: hex, name: info?.name ?? '', words };
}

/** Family of a result code whose exact number is not known. */
function family(value: number): Message | undefined {
  const high = value >>> 16;
  if (high === 0xcaa8) {
    const number = value & 0xffff;
    const name = winHttpErrors[number];
    if (name) return message('codes.familyNetworkWin', { number: String(number), name: ` (ERROR_${name})` });
  }
  const families: Readonly<Record<number, MessageKey>> = {
    51873: 'codes.familyClient',
    51874: 'codes.familyOauth',
    51875: 'codes.familyNetwork',
    51877: 'codes.familyBroker',
    51879: 'codes.familyNetwork',
    51880: 'codes.familyNetwork',
    51881: 'codes.familyProtocol',
    32902: 'codes.familyOnline',
    32796: 'codes.familyDevice',
    49152: 'codes.familyNtstatus',
  };
  if (high === 0x8004 && (value & 0xf000) === 0x8000) return message('codes.familyPpcrl');
  if (high === 0xc004 && (value & 0xff00) === 0x8400) return message('codes.familyCloudAp');
  const key = families[high];
  return key ? message(key) : undefined;
}

function explainOauth(name: string): CodeExplanation {
  const keys: Readonly<Record<string, MessageKey>> = {
    invalid_grant: 'codes.oauthInvalidGrant',
    interaction_required: 'codes.oauthInteractionRequired',
    login_required: 'codes.oauthLoginRequired',
    consent_required: 'codes.oauthConsentRequired',
    insufficient_claims: 'codes.oauthInsufficientClaims',
    invalid_token: 'codes.oauthInvalidToken',
    access_denied: 'codes.oauthAccessDenied',
    temporarily_unavailable: 'codes.oauthTemporarilyUnavailable',
  };
  const words = [message(keys[name] ?? 'codes.oauth', { name })];
  return { kind: 'oauth', code: name, name, words };
}

/** `suberror` says what the person must do about interaction_required or invalid_grant. */
function explainSuberror(name: string): CodeExplanation {
  const keys: Readonly<Record<string, MessageKey>> = {
    basic_action: 'codes.suberrorBasicAction',
    additional_action: 'codes.suberrorAdditionalAction',
    message_only: 'codes.suberrorMessageOnly',
    user_password_expired: 'codes.suberrorPassword',
    bad_token: 'codes.suberrorBadToken',
    token_expired: 'codes.suberrorBadToken',
    protection_policy_required: 'codes.suberrorProtection',
    device_authentication_failed: 'codes.suberrorDevice',
  };
  const words = [message(lookUp(keys, name) ?? 'codes.suberror', { name })];
  return { kind: 'oauth', code: name, name, words };
}

function explainMsal(found: string): CodeExplanation | undefined {
  const entry = Object.entries(msalStatuses).find(
    ([number, name]) => number === found || name.toLowerCase() === found.toLowerCase(),
  );
  if (!entry) {
    if (!/^\d+$/.test(found)) return undefined;
    return { kind: 'msal', code: `MSAL ${found}`, name: '', words: [message('codes.msalUnknown', { number: found })] };
  }
  const [number, name] = entry;
  return { kind: 'msal', code: `MSAL ${number}`, name, words: [message('codes.msal', { number, name })] };
}

const netGroups: readonly { readonly form: RegExp; readonly key: MessageKey }[] = [
  { form: /^NAME_/, key: 'codes.netDns' },
  { form: /CERT|SSL/, key: 'codes.netTls' },
  { form: /PROXY|TUNNEL/, key: 'codes.netProxy' },
  { form: /INTERNET_DISCONNECTED|NETWORK_CHANGED|ADDRESS_UNREACHABLE/, key: 'codes.netOffline' },
  { form: /BLOCKED|ACCESS_DENIED/, key: 'codes.netBlocked' },
  { form: /CONNECTION|TIMED_OUT|EMPTY_RESPONSE/, key: 'codes.netConnection' },
];

function netName(number: number): string | undefined {
  return Object.keys(netErrors).find((name) => netErrors[name] === number);
}

function explainNet(name: string): CodeExplanation {
  const number = netErrors[name];
  const full = `ERR_${name}`;
  const code = `net::${full}`;
  if (number === undefined)
    return { kind: 'net', code, name: full, words: [message('codes.netUnknown', { name: full })] };
  const key = netGroups.find((group) => group.form.test(name))?.key ?? 'codes.netOther';
  return { kind: 'net', code, name: full, words: [message(key, { name: full, number: String(number) })] };
}

function explainWinHttp(number: number): CodeExplanation {
  const name = winHttpErrors[number] ?? '';
  const words = [message('codes.winHttp', { number: String(number), name })];
  return { kind: 'winhttp', code: String(number), name, words };
}

function explainGoogle(found: string): CodeExplanation | undefined {
  const entry = Object.entries(googleAuthErrors).find(([number, name]) => number === found || name === found);
  if (!entry) return undefined;
  const [number, name] = entry;
  const words = [message('codes.googleAuth', { number, name })];
  return { kind: 'google-auth', code: `GoogleServiceAuthError ${number}`, name, words };
}
