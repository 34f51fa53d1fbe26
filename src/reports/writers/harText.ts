import { encodeBase64 } from '../../artifacts/base64';
import { decodeText } from '../../artifacts/capture/http';
import type { Body } from '../../artifacts/capture/model';

/** Types that name a charset: their bodies are text even when they are not UTF-8. A guessed charset would lose bytes. */
const namedCharset = /^[^;]*;.*\bcharset\s*=/is;

/** A body as HAR keeps it: text where it is text, else Base64. */
export function decodeHarText(body: Body): { readonly text: string; readonly encoding: 'base64' | undefined } {
  const strict = strictUtf8(body.bytes);
  if (strict !== undefined) return { text: strict, encoding: undefined };
  if (namedCharset.test(body.contentType) && !body.bytes.includes(0)) {
    const { text, lossy } = decodeText(body.bytes, body.contentType);
    if (!lossy) return { text, encoding: undefined };
  }
  return { text: encodeBase64(body.bytes), encoding: 'base64' };
}

/** The text of UTF-8 bytes without control characters that only binary data has; undefined for anything else. */
function strictUtf8(bytes: Uint8Array): string | undefined {
  for (const byte of bytes) if (byte < 9 || (byte > 13 && byte < 32 && byte !== 27)) return undefined;
  try {
    return new TextDecoder('utf-8', { fatal: true, ignoreBOM: true }).decode(bytes);
  } catch {
    return undefined;
  }
}
