import aadstsData from './data/aadsts.json';
import hresultData from './data/hresults.json';

/** Group of an AADSTS code: it decides what to do. */
export type AadstsCategory =
  | 'MFA'
  | 'CA'
  | 'DEV'
  | 'CRED'
  | 'ACCT'
  | 'TENANT'
  | 'APP'
  | 'CONSENT'
  | 'RT'
  | 'SAML'
  | 'FED'
  | 'PTA'
  | 'SSSO'
  | 'REQ'
  | 'SVC'
  | 'PWD'
  | 'NGC'
  | 'XTAP'
  | 'MSA'
  | 'CLOUD'
  | 'INFO';

export interface AadstsInfo {
  readonly code: string;
  /** Name of the error; empty when none is published. */
  readonly name: string;
  readonly category: AadstsCategory;
}

export interface HresultInfo {
  /** `0x` and eight lower-case digits. */
  readonly hex: string;
  /** Constant name; empty when none is public. */
  readonly name: string;
  /** `name`: the meaning is read from the name only. */
  readonly confidence: 'documented' | 'observed' | 'name' | 'unknown';
}

const aadsts = aadstsData as unknown as Readonly<Record<string, readonly [string, AadstsCategory]>>;
const hresults = hresultData as unknown as Readonly<Record<string, readonly [string, HresultInfo['confidence']]>>;

/** Codes of the Entra token service; undefined for codes that its error page does not list. */
export function aadstsInfo(code: string): AadstsInfo | undefined {
  const row = Object.hasOwn(aadsts, code) ? aadsts[code] : undefined;
  return row && { code, name: row[0], category: row[1] };
}

/** All listed AADSTS numbers. */
export const aadstsCodes: readonly string[] = Object.keys(aadsts);

/** A 32-bit result code, given in any of its three spellings' value. */
export function hresultInfo(value: number): HresultInfo | undefined {
  const hex = `0x${(value >>> 0).toString(16).padStart(8, '0')}`;
  const row = Object.hasOwn(hresults, hex) ? hresults[hex] : undefined;
  return row && { hex, name: row[0], confidence: row[1] };
}

/** All listed result codes as `0x` and eight digits. */
export const hresultCodes: readonly string[] = Object.keys(hresults);

/** Names of OAuth errors as token answers and WWW-Authenticate carry them (RFC 6749, RFC 8628, Entra ID). */
export const oauthErrors: readonly string[] = [
  'invalid_request',
  'invalid_client',
  'invalid_grant',
  'unauthorized_client',
  'unsupported_grant_type',
  'invalid_scope',
  'access_denied',
  'unsupported_response_type',
  'server_error',
  'temporarily_unavailable',
  'interaction_required',
  'invalid_resource',
  'login_required',
  'consent_required',
  'authorization_pending',
  'authorization_declined',
  'bad_verification_code',
  'expired_token',
  'slow_down',
  'invalid_token',
  'insufficient_scope',
  'insufficient_claims',
];

/** Values of `suberror` beside an OAuth error (sources of the Microsoft Authentication Library). */
export const oauthSuberrors: readonly string[] = [
  'basic_action',
  'additional_action',
  'message_only',
  'user_password_expired',
  'consent_required',
  'bad_token',
  'token_expired',
  'protection_policy_required',
  'client_mismatch',
  'device_authentication_failed',
  'ux_not_allowed',
];

/** Values of Response_Status in MSAL Runtime, the broker library of desktop and mobile apps. */
export const msalStatuses: Readonly<Record<number, string>> = {
  0: 'Unexpected',
  1: 'Reserved',
  2: 'InteractionRequired',
  3: 'NoNetwork',
  4: 'NetworkTemporarilyUnavailable',
  5: 'ServerTemporarilyUnavailable',
  6: 'ApiContractViolation',
  7: 'UserCanceled',
  8: 'ApplicationCanceled',
  9: 'IncorrectConfiguration',
  10: 'InsufficientBuffer',
  11: 'AuthorityUntrusted',
  12: 'UserSwitch',
  13: 'AccountUnusable',
  14: 'UserDataRemovalRequired',
  15: 'KeyNotFound',
  16: 'AccountNotFound',
  17: 'TransientError',
  18: 'AccountSwitch',
  19: 'RequiredBrokerMissing',
  20: 'DeviceNotRegistered',
  21: 'FallbackToNativeMsal',
};

/** Values of GoogleServiceAuthError::State in Chromium. */
export const googleAuthErrors: Readonly<Record<number, string>> = {
  0: 'NONE',
  1: 'INVALID_GAIA_CREDENTIALS',
  2: 'USER_NOT_SIGNED_UP',
  3: 'CONNECTION_FAILED',
  7: 'SERVICE_UNAVAILABLE',
  9: 'REQUEST_CANCELED',
  11: 'UNEXPECTED_SERVICE_RESPONSE',
  12: 'SERVICE_ERROR',
  14: 'SCOPE_LIMITED_UNRECOVERABLE_ERROR',
};

/** Parts of EDGE_AUTH_ERROR whose names are public, read from Edge 151 by one reader. */
export const edgeAuthNames = {
  primary: { 3: 'kTokenRequestFailed' } as Readonly<Record<number, string>>,
  secondary: { 49: 'kDLLInvalidAccountId' } as Readonly<Record<number, string>>,
} as const;

/** WinHTTP and WinINet errors by number (winhttp.h, wininet.h). */
export const winHttpErrors: Readonly<Record<number, string>> = {
  12002: 'TIMEOUT',
  12005: 'INVALID_URL',
  12006: 'UNRECOGNIZED_SCHEME',
  12007: 'NAME_NOT_RESOLVED',
  12009: 'INVALID_OPTION',
  12015: 'LOGIN_FAILURE',
  12017: 'OPERATION_CANCELLED',
  12018: 'INCORRECT_HANDLE_TYPE',
  12019: 'INCORRECT_HANDLE_STATE',
  12029: 'CANNOT_CONNECT',
  12030: 'CONNECTION_ERROR',
  12031: 'CONNECTION_RESET',
  12032: 'RESEND_REQUEST',
  12037: 'SECURE_CERT_DATE_INVALID',
  12038: 'SECURE_CERT_CN_INVALID',
  12044: 'CLIENT_AUTH_CERT_NEEDED',
  12045: 'SECURE_INVALID_CA',
  12057: 'SECURE_CERT_REV_FAILED',
  12152: 'INVALID_SERVER_RESPONSE',
  12157: 'SECURE_CHANNEL_ERROR',
  12166: 'BAD_AUTO_PROXY_SCRIPT',
  12167: 'UNABLE_TO_DOWNLOAD_SCRIPT',
  12169: 'SECURE_INVALID_CERT',
  12170: 'SECURE_CERT_REVOKED',
  12175: 'SECURE_FAILURE',
  12178: 'AUTO_PROXY_SERVICE_ERROR',
  12179: 'SECURE_CERT_WRONG_USAGE',
  12180: 'AUTODETECTION_FAILED',
};

/** Network errors of Chromium (net_error_list.h) by name without `ERR_`. */
export const netErrors: Readonly<Record<string, number>> = {
  IO_PENDING: -1,
  FAILED: -2,
  ABORTED: -3,
  TIMED_OUT: -7,
  ACCESS_DENIED: -10,
  BLOCKED_BY_CLIENT: -20,
  NETWORK_CHANGED: -21,
  BLOCKED_BY_ADMINISTRATOR: -22,
  CONNECTION_CLOSED: -100,
  CONNECTION_RESET: -101,
  CONNECTION_REFUSED: -102,
  CONNECTION_ABORTED: -103,
  CONNECTION_FAILED: -104,
  NAME_NOT_RESOLVED: -105,
  INTERNET_DISCONNECTED: -106,
  SSL_PROTOCOL_ERROR: -107,
  ADDRESS_UNREACHABLE: -109,
  SSL_CLIENT_AUTH_CERT_NEEDED: -110,
  TUNNEL_CONNECTION_FAILED: -111,
  SSL_VERSION_OR_CIPHER_MISMATCH: -113,
  CONNECTION_TIMED_OUT: -118,
  PROXY_AUTH_REQUESTED: -127,
  PROXY_CONNECTION_FAILED: -130,
  MANDATORY_PROXY_CONFIGURATION_FAILED: -131,
  PROXY_CERTIFICATE_INVALID: -136,
  NAME_RESOLUTION_FAILED: -137,
  NETWORK_ACCESS_DENIED: -138,
  CERT_COMMON_NAME_INVALID: -200,
  CERT_DATE_INVALID: -201,
  CERT_AUTHORITY_INVALID: -202,
  CERT_REVOKED: -206,
  CERT_INVALID: -207,
  INVALID_URL: -300,
  TOO_MANY_REDIRECTS: -310,
  EMPTY_RESPONSE: -324,
  INVALID_AUTH_CREDENTIALS: -338,
  HTTP2_PROTOCOL_ERROR: -337,
  QUIC_PROTOCOL_ERROR: -356,
  CONTENT_DECODING_FAILED: -330,
};
