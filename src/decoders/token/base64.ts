const utf8 = new TextDecoder('utf-8');
const encoder = new TextEncoder();

/**
 * Bytes of Base64 or base64url as a string of one character per byte; undefined when it holds other characters.
 * Missing padding and a cut last group are accepted: the bits that are there are read.
 */
export function base64Binary(text: string): string | undefined {
  let clean = text.includes('-') || text.includes('_') ? text.replace(/-/g, '+').replace(/_/g, '/') : text;
  if (clean.endsWith('=')) clean = clean.replace(/=+$/, '');
  // One character of a group of four carries no whole byte: it is what a cut leaves over.
  if (clean.length % 4 === 1) clean = clean.slice(0, -1);
  try {
    return atob(clean);
  } catch {
    return undefined;
  }
}

/** One character per byte, back to bytes. */
export function binaryBytes(binary: string): Uint8Array {
  const bytes = new Uint8Array(binary.length);
  for (let i = 0; i < binary.length; i++) bytes[i] = binary.charCodeAt(i);
  return bytes;
}

/** Bytes of Base64 or base64url; empty when it cannot be read. */
export function base64Bytes(text: string): Uint8Array {
  return binaryBytes(base64Binary(text) ?? '');
}

/** UTF-8 text of one character per byte. Plain ASCII, nearly all there is in tokens, needs no decoding. */
export function binaryText(binary: string): string {
  return /[^\0-\x7f]/.test(binary) ? utf8.decode(binaryBytes(binary)) : binary;
}

/** base64url of bytes, without padding. */
export function base64url(bytes: Uint8Array): string {
  let binary = '';
  for (let i = 0; i < bytes.length; i += 8192) binary += String.fromCharCode(...bytes.subarray(i, i + 8192));
  return btoa(binary).replace(/\+/g, '-').replace(/\//g, '_').replace(/=+$/, '');
}

/** base64url of a text in UTF-8. */
export function textBase64url(text: string): string {
  return base64url(encoder.encode(text));
}

/** The same value in base64url, whatever alphabet it is written in. */
export function toBase64url(text: string): string {
  return text.replace(/\+/g, '-').replace(/\//g, '_').replace(/=+$/, '');
}
