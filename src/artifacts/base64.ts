const table = new Int8Array(128).fill(-1);
const alphabet = 'ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789+/';
for (let i = 0; i < alphabet.length; i++) table[alphabet.charCodeAt(i)] = i;
table[45] = 62;
table[95] = 63;

/**
 * Decodes Base64 given as ASCII bytes: standard or URL-safe alphabet, with or without padding, blanks and line ends
 * anywhere. `sound` is false when another character occurs or the length cannot be; decoding stops there.
 */
export function decodeBase64Bytes(text: Uint8Array): { readonly bytes: Uint8Array; readonly sound: boolean } {
  const out = new Uint8Array(Math.ceil((text.length * 3) / 4));
  let length = 0;
  let bits = 0;
  let count = 0;
  let padded = false;
  let sound = true;
  for (let i = 0; i < text.length; i++) {
    const code = text[i] ?? 0;
    if (code === 32 || code === 10 || code === 13 || code === 9) continue;
    if (code === 61) {
      padded = true;
      continue;
    }
    const value = code < 128 ? (table[code] ?? -1) : -1;
    if (value < 0 || padded) {
      sound = false;
      break;
    }
    bits = ((bits << 6) | value) & 0xffffff;
    if (++count === 4) {
      out[length++] = bits >>> 16;
      out[length++] = (bits >>> 8) & 255;
      out[length++] = bits & 255;
      count = 0;
      bits = 0;
    }
  }
  if (count === 1) sound = false;
  if (count >= 2) out[length++] = count === 2 ? (bits >>> 4) & 255 : (bits >>> 10) & 255;
  if (count === 3) out[length++] = (bits >>> 2) & 255;
  return { bytes: out.subarray(0, length), sound };
}

/** Base64 of bytes, standard alphabet with padding. */
export function encodeBase64(bytes: Uint8Array): string {
  const parts: string[] = [];
  for (let start = 0; start < bytes.length; start += 24_576) {
    const piece = bytes.subarray(start, start + 24_576);
    let binary = '';
    for (let i = 0; i < piece.length; i += 4096) binary += String.fromCharCode(...piece.subarray(i, i + 4096));
    parts.push(btoa(binary));
  }
  return parts.join('');
}
