import type { JWK } from 'jose';
import { binaryText } from './base64';
import { decodeToken } from './decode';
import { claimText } from './judge';
import type { Token } from './model';
import { readKeys } from './verify';

/** Content of an encrypted token that a key of the user opened. */
export interface DecryptedToken {
  readonly payloadText: string;
  /** The token inside, when the content is one (cty JWT). */
  readonly inner: Token | undefined;
}

/**
 * Opens an encrypted token (JWE) with a key file that the user picked (jose, loaded on first use). Undefined when no key
 * of the file fits. Only tokens: keys of synced content are never used.
 */
export async function decryptToken(token: Token, keys: unknown): Promise<DecryptedToken | undefined> {
  if (token.format !== 'jwe') return undefined;
  const { compactDecrypt, importJWK } = await import('jose');
  const algorithm = claimText(token, 'alg', 'header') ?? '';
  for (const key of readKeys(keys)) {
    try {
      const usable: JWK = { ...key, alg: undefined, use: undefined, key_ops: undefined };
      const imported = await importJWK(usable, algorithm === 'dir' ? claimText(token, 'enc', 'header') : algorithm);
      const { plaintext } = await compactDecrypt(token.compact, imported);
      const payloadText = binaryText(Array.from(plaintext, (byte) => String.fromCharCode(byte)).join(''));
      return { payloadText, inner: decodeToken(payloadText) };
    } catch {
      // Another key of the file may fit.
    }
  }
  return undefined;
}
