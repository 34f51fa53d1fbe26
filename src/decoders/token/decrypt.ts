import type { JWK } from 'jose';
import { binaryText } from './base64';
import { claimFacts, decodeToken } from './decode';
import { claimText } from './judge';
import { readMembers } from './members';
import type { Token } from './model';
import { readKeys } from './verify';

/**
 * Opens an encrypted token (JWE) with a key file that the user picked (jose, loaded on first use): the same token with
 * its content, and with the token inside when the content is one (cty JWT). Undefined when no key of the file fits. Only
 * tokens: keys of synced content are never used.
 */
export async function decryptToken(token: Token, keys: unknown): Promise<Token | undefined> {
  if (token.format !== 'jwe') return undefined;
  const { compactDecrypt, importJWK } = await import('jose');
  const algorithm = claimText(token, 'alg', 'header') ?? '';
  for (const key of readKeys(keys)) {
    try {
      const usable: JWK = { ...key, alg: undefined, use: undefined, key_ops: undefined };
      const imported = await importJWK(usable, algorithm === 'dir' ? claimText(token, 'enc', 'header') : algorithm);
      const { plaintext } = await compactDecrypt(token.compact, imported);
      return openedToken(token, plaintext);
    } catch {
      // Another key of the file may fit.
    }
  }
  return undefined;
}

function openedToken(token: Token, payload: Uint8Array): Token {
  const { format, raw, compact, unwrapped, header, headerText, signature, isCut, problems } = token;
  const payloadText = binaryText(Array.from(payload, (byte) => String.fromCharCode(byte)).join(''));
  // Claims may hold tokens, too, and stay claims.
  const inside = payloadText.trimStart().startsWith('{') ? undefined : decodeToken(payloadText);
  const claims = inside ? [] : readMembers(payloadText).claims;
  const facts = claimFacts((name) => claims.find((claim) => claim.name === name)?.value);
  const { times, tenant, appId, audience, issuer } = inside ?? facts;
  return {
    ...{ format, raw, compact, unwrapped, header, headerText, signature, isCut, problems },
    ...{ payload, payloadText, claims, times, tenant, appId, audience, issuer },
    inner: inside ? [{ name: 'content', token: inside }] : [],
  };
}
