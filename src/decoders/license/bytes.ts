/** Outcome of reading Base64 in any of its alphabets. */
export interface Base64Bytes {
  readonly bytes: Uint8Array;
  /** Offset in the input of the first character that belongs to no alphabet; undefined when there is none. */
  readonly badAt: number | undefined;
  /** True when the number of characters cannot end a Base64 text (one character too many or too few). */
  readonly ragged: boolean;
}

const values = new Int8Array(128).fill(-1);
for (const [index, character] of [...'ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789+/'].entries()) {
  values[character.charCodeAt(0)] = index;
}
values['-'.charCodeAt(0)] = 62;
values['_'.charCodeAt(0)] = 63;

const percentEncoded: Readonly<Record<string, string>> = { '2B': '+', '2F': '/', '3D': '=', '0A': ' ', '0D': ' ' };

/**
 * Reads standard and URL Base64 (RFC 4648 sections 4 and 5), with or without padding, broken into lines, with JSON
 * escapes (`\/`, `\r`, `\n`) or percent escapes. A foreign character counts as zero bits, so that what follows keeps its place.
 */
export function readBase64(text: string): Base64Bytes {
  const bytes = new Uint8Array(Math.ceil((text.length * 3) / 4));
  let length = 0;
  let bits = 0;
  let collected = 0;
  let characters = 0;
  let badAt: number | undefined;
  for (let i = 0; i < text.length; i++) {
    const code = text.charCodeAt(i);
    let value = code < 128 ? (values[code] ?? -1) : -1;
    if (value < 0) {
      // The mark of a quoted mail.
      if (code === 62 && /[\s>]/.test(text[i - 1] ?? ' ')) continue;
      if (code === 32 || (code >= 9 && code <= 13) || code === 61 || code === 0xfeff) continue;
      if (code === 92) {
        const next = text[i + 1];
        if (next === '/') continue;
        if (next === 'r' || next === 'n' || next === 't') {
          i++;
          continue;
        }
      } else if (code === 37) {
        const escaped = /^%(?:25)*(2b|2f|3d|0a|0d)/i.exec(text.slice(i, i + 9));
        const decoded = percentEncoded[(escaped?.[1] ?? '').toUpperCase()];
        if (escaped && decoded !== undefined) {
          i += escaped[0].length - 1;
          if (decoded === ' ' || decoded === '=') continue;
          value = decoded === '+' ? 62 : 63;
        }
      }
      if (value < 0) {
        badAt ??= i;
        value = 0;
      }
    }
    characters++;
    collected = ((collected << 6) | value) & 0xffffff;
    bits += 6;
    if (bits >= 8) {
      bits -= 8;
      bytes[length++] = (collected >>> bits) & 0xff;
    }
  }
  return { bytes: bytes.subarray(0, length), badAt, ragged: characters % 4 === 1 };
}

const encoder = new TextEncoder();

/** UTF-16LE bytes of a text, without a byte order mark; unpaired surrogates are kept. */
export function utf16le(text: string): Uint8Array {
  const ascii = encoder.encode(text);
  // One byte per character means ASCII only, which the engine widens faster than a loop does.
  const units = ascii.length === text.length ? new Uint16Array(ascii) : unitsOf(text);
  if (littleEndianMachine) return new Uint8Array(units.buffer);
  const bytes = new Uint8Array(text.length * 2);
  for (let i = 0; i < units.length; i++) {
    const unit = units[i] ?? 0;
    bytes[i * 2] = unit & 0xff;
    bytes[i * 2 + 1] = unit >>> 8;
  }
  return bytes;
}

function unitsOf(text: string): Uint16Array<ArrayBuffer> {
  const units = new Uint16Array(text.length);
  for (let i = 0; i < text.length; i++) units[i] = text.charCodeAt(i);
  return units;
}

const littleEndianMachine = new Uint8Array(Uint16Array.of(1).buffer)[0] === 1;

/** Index of the first byte that strict UTF-8 (RFC 3629) refuses, or -1. */
export function invalidUtf8At(bytes: Uint8Array): number {
  for (let i = 0; i < bytes.length; ) {
    const first = bytes[i] ?? 0;
    const extra =
      first < 0x80
        ? 0
        : first >= 0xc2 && first < 0xe0
          ? 1
          : first < 0xe0
            ? -1
            : first < 0xf0
              ? 2
              : first < 0xf5
                ? 3
                : -1;
    if (extra < 0) return i;
    for (let k = 1; k <= extra; k++) {
      const next = bytes[i + k];
      const lowest = k === 1 && first === 0xe0 ? 0xa0 : k === 1 && first === 0xf0 ? 0x90 : 0x80;
      const highest = k === 1 && first === 0xed ? 0x9f : k === 1 && first === 0xf4 ? 0x8f : 0xbf;
      if (next === undefined || next < lowest || next > highest) return i;
    }
    i += extra + 1;
  }
  return -1;
}
