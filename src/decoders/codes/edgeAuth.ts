import { edgeAuthNames, hresultInfo } from '../../knowledge/codes';
import { type Message, message } from '../../text';
import type { CodeExplanation } from './explain';

/** The three parts of an EDGE_AUTH_ERROR value. */
export interface EdgeAuthError {
  readonly primary: string;
  readonly secondary: string;
  /** Hexadecimal digits without 0x, as printed. */
  readonly platform: string;
  /** `MSA`, `AAD` or empty. */
  readonly accountType: string;
}

const lineForm =
  /EDGE_AUTH_ERROR:?\s{0,4}([0-9a-f]{1,8}),\s{0,4}([0-9a-f]{1,8}),\s{0,4}(?:0x)?([0-9a-f]{1,8})(?: for account type: (\w{1,10}))?/i;
const identityForm =
  /Primary Error: (k\w{1,60}), Secondary Error: (k\w{1,60})(?:, Platform error: (-?\d{1,12})(?:, hex:([0-9a-f]{1,10}))?)?/i;

/** Reads `EDGE_AUTH_ERROR: 3, 54, 3ea for account type: MSA`; undefined for other texts. */
export function readEdgeAuthError(text: string): EdgeAuthError | undefined {
  const match = lineForm.exec(text);
  if (!match) return undefined;
  const [, primary = '', secondary = '', platform = '', accountType = ''] = match;
  return { primary, secondary, platform, accountType };
}

/**
 * Explains an EDGE_AUTH_ERROR line part by part. Only the names that one public reader took from Edge 151 are given;
 * every other number is called not documented, and Chromium's GoogleServiceAuthError is never used for it.
 * @param tokenTime When a token was received afterwards, ms since 1970; undefined when none was.
 */
export function explainEdgeAuth(text: string, tokenTime?: number): CodeExplanation | undefined {
  const error = readEdgeAuthError(text);
  if (!error) return undefined;
  const primary = edgeAuthNames.primary[Number(error.primary)];
  const secondary = edgeAuthNames.secondary[Number(error.secondary)];
  const value = `${error.primary}, ${error.secondary}, ${error.platform}`;
  const isClear = /^0+$/.test(error.platform);
  const platform = hresultInfo(Number.parseInt(error.platform, 16));
  const unknown: string[] = [];
  if (!primary) unknown.push(error.primary);
  if (!secondary) unknown.push(error.secondary);
  if (!isClear && !platform) unknown.push(error.platform);
  const words: Message[] = [];
  if (primary && secondary) words.push(message('codes.edgeAuthKnown', { primary, secondary }));
  if (unknown.length > 0) words.push(message('codes.edgeAuthUnknown', { value, unknown: unknown.join(', ') }));
  if (primary && !secondary)
    words.push(message('codes.edgeAuthPart', { part: 'A', number: error.primary, name: primary }));
  if (secondary && !primary)
    words.push(message('codes.edgeAuthPart', { part: 'B', number: error.secondary, name: secondary }));
  if (isClear) words.push(message('codes.edgeAuthNoPlatform'));
  else if (platform) words.push(message('codes.edgeAuthPlatform', { hex: `${platform.hex} ${platform.name}`.trim() }));
  if (error.accountType !== '') words.push(message('codes.edgeAuthAccount', { type: error.accountType }));
  words.push(message('codes.edgeAuthLook'));
  if (tokenTime !== undefined) words.push(message('codes.edgeAuthOld'));
  if (primary && secondary && error.accountType === 'MSA') words.push(message('codes.edgeAuthFix'));
  return { kind: 'edge-auth', code: `EDGE_AUTH_ERROR ${value}`, name: primary ?? '', words };
}

/** Explains a line of Edge's sign-in log, which names the parts that EDGE_AUTH_ERROR numbers. */
export function explainEdgeIdentity(text: string): CodeExplanation | undefined {
  const match = identityForm.exec(text);
  if (!match) return undefined;
  const [, primary = '', secondary = '', decimal, hex] = match;
  const words: Message[] = [message('codes.edgeIdentity', { primary, secondary })];
  const platform = (hex === undefined ? Number(decimal ?? 0) : Number.parseInt(hex, 16)) >>> 0;
  const info = platform === 0 ? undefined : hresultInfo(platform);
  if (info) words.push(message('codes.edgeAuthPlatform', { hex: `${info.hex} ${info.name}`.trim() }));
  if (secondary === 'kAccountProviderFetchError' && platform === 0) words.push(message('codes.edgeIdentityNoAccount'));
  if (platform === 0x80070520) words.push(message('codes.edgeIdentityNoSession'));
  if (secondary === 'kTokenFetchUserInteractionRequired') words.push(message('codes.edgeIdentityInteraction'));
  return { kind: 'edge-auth', code: `${primary}, ${secondary}`, name: primary, words };
}
