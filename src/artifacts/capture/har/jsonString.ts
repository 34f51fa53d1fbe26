import type { ByteSource } from '../../../platform/platform';

const backslash = 92;

/**
 * Reads a string of a JSON document by its byte range (without quotes): its content as UTF-8 bytes. At most `limit`
 * bytes of the document are read; `complete` is false when that is not all. `sound` is false when an escape in it is
 * no JSON; such escapes stay as written.
 */
export async function readJsonString(
  source: ByteSource,
  start: number,
  end: number,
  limit: number,
): Promise<{ readonly bytes: Uint8Array; readonly complete: boolean; readonly sound: boolean }> {
  const complete = end - start <= limit;
  let bytes = await source.read(start, complete ? end - start : limit);
  if (!complete) bytes = withoutBrokenEnd(bytes);
  if (bytes.indexOf(backslash) < 0) return { bytes, complete, sound: true };
  const written = new TextDecoder('utf-8', { ignoreBOM: true }).decode(bytes);
  const { text, sound } = unescapeJson(written);
  return { bytes: new TextEncoder().encode(text), complete, sound };
}

/** Content of a JSON string given without its quotes. Raw control characters and unknown escapes are kept as they are. */
export function unescapeJson(written: string): { readonly text: string; readonly sound: boolean } {
  try {
    return { text: JSON.parse(`"${written}"`) as string, sound: true };
  } catch {
    const simple: Record<string, string> = {
      b: '\b',
      f: '\f',
      n: '\n',
      r: '\r',
      t: '\t',
      '"': '"',
      '\\': '\\',
      '/': '/',
    };
    const text = written.replace(/\\(?:u([0-9a-fA-F]{4})|([\s\S]))/g, (whole, hex: string | undefined, one: string) =>
      hex !== undefined ? String.fromCharCode(Number.parseInt(hex, 16)) : (simple[one] ?? whole),
    );
    return { text, sound: false };
  }
}

/** Cuts an escape or a UTF-8 sequence that the end of a partial read has torn. */
function withoutBrokenEnd(bytes: Uint8Array): Uint8Array {
  let end = bytes.length;
  const from = Math.max(0, end - 12);
  for (let i = end - 1; i >= from; i--) {
    if (bytes[i] !== backslash) continue;
    let first = i;
    while (first > 0 && bytes[first - 1] === backslash) first--;
    // Only an odd run starts an escape; `\uXXXX` takes six bytes, a pair of surrogates twelve.
    if ((i - first) % 2 === 0) {
      const need = bytes[i + 1] === 117 ? 6 : 2;
      if (i + need > end) end = i;
    }
    break;
  }
  let lead = end - 1;
  while (lead > end - 4 && lead >= 0 && ((bytes[lead] ?? 0) & 0xc0) === 0x80) lead--;
  const code = bytes[lead] ?? 0;
  const need = code >= 0xf0 ? 4 : code >= 0xe0 ? 3 : code >= 0xc0 ? 2 : 1;
  if (lead >= 0 && lead + need > end) end = lead;
  return bytes.subarray(0, end);
}
