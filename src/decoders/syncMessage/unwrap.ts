import type { Platform } from '../../platform/platform';
import { LevelReader, type RawField, varintNumber, Wire } from './wire';

/** Most bytes that a compressed body may grow to. */
export const defaultInflateLimit = 64 * 1024 * 1024;
/** Base64 beyond this length is not a pasted body. */
const maxBase64 = 32 * 1024 * 1024;
const maxLayers = 3;

/** A body without its wrappings. */
export interface Unwrapped {
  readonly bytes: Uint8Array;
  /** Wrappings taken off, outermost first: `base64`, `gzip`. */
  readonly layers: readonly string[];
  /** Set when a compressed layer is damaged, or longer than the limit; `bytes` holds what could be read. */
  readonly failure: 'limit' | 'damaged' | 'unsupported' | undefined;
}

/** Takes off gzip (by its magic, whatever the headers say) and the Base64 of a pasted body. */
export function unwrapBody(bytes: Uint8Array, platform: Platform, limit: number): Unwrapped {
  const layers: string[] = [];
  let current = bytes;
  let failure: Unwrapped['failure'];
  while (layers.length < maxLayers && failure === undefined) {
    if (current[0] === 0x1f && current[1] === 0x8b) {
      const inflated = platform.decompress('gzip', current, limit);
      layers.push('gzip');
      current = inflated.bytes;
      if (!inflated.complete) failure = inflated.failure ?? 'damaged';
      continue;
    }
    const decoded = layers.length === 0 ? base64Bytes(current) : undefined;
    if (!decoded) break;
    layers.push('base64');
    current = decoded;
  }
  return { bytes: current, layers, failure };
}

/** Bytes of a text that is nothing but Base64 of a compressed or plain sync message; undefined for all else. */
function base64Bytes(bytes: Uint8Array): Uint8Array | undefined {
  // "H4sI" is the Base64 of the gzip magic, "CgoC" and the like of a message: all start with a letter of the alphabet.
  if (bytes.length < 8 || bytes.length > maxBase64) return undefined;
  for (const byte of bytes.subarray(0, 64)) if (!isBase64(byte)) return undefined;
  const text = new TextDecoder('latin1').decode(bytes).replace(/\s+/g, '');
  if (!/^[A-Za-z0-9+/_-]+={0,2}$/.test(text)) return undefined;
  try {
    const binary = atob(text.replace(/-/g, '+').replace(/_/g, '/').replace(/=+$/, ''));
    const decoded = Uint8Array.from(binary, (character) => character.charCodeAt(0));
    const isGzip = decoded[0] === 0x1f && decoded[1] === 0x8b;
    return isGzip || sniffSyncMessage(decoded) ? decoded : undefined;
  } catch {
    return undefined;
  }
}

function isBase64(byte: number): boolean {
  return (
    (byte >= 0x30 && byte <= 0x39) ||
    (byte >= 0x41 && byte <= 0x5a) ||
    (byte >= 0x61 && byte <= 0x7a) ||
    [0x2b, 0x2f, 0x2d, 0x5f, 0x3d, 0x0a, 0x0d, 0x20].includes(byte)
  );
}

/**
 * Tells a sync message from other bytes by its first fields, as Chromium writes them (ClientToServerMessage 1, 2, 3;
 * ClientToServerResponse has only the numbers 1, 2, 4 to 7 and 12 to 15). Works on cut bodies.
 */
export function sniffSyncMessage(bytes: Uint8Array): 'request' | 'response' | undefined {
  if (isRequest(bytes)) return 'request';
  return isResponse(bytes) ? 'response' : undefined;
}

export function isRequest(bytes: Uint8Array): boolean {
  if (bytes[0] !== 0x0a) return false;
  const reader = new LevelReader(bytes, 0, bytes.length);
  let hasVersion = false;
  for (let count = 0; count < 5; count++) {
    const field = reader.next();
    if (!field) return false;
    if (field.number === 2 && field.wire === Wire.varint) hasVersion = true;
    if (field.number === 3 && field.wire === Wire.varint) {
      return hasVersion && [1, 2, 5].includes(varintNumber(bytes, field.start));
    }
  }
  return false;
}

/** Wire types of the fields of a response. */
const responseWires: Readonly<Record<number, readonly number[]>> = {
  1: [Wire.length],
  2: [Wire.length],
  4: [Wire.varint],
  5: [Wire.length],
  6: [Wire.length],
  7: [Wire.length],
  12: [Wire.varint, Wire.length],
  13: [Wire.length],
  14: [Wire.length],
  15: [Wire.length],
};

export function isResponse(bytes: Uint8Array): boolean {
  const reader = new LevelReader(bytes, 0, bytes.length);
  let count = 0;
  for (let field = reader.next(); field; field = reader.next()) {
    if (!responseWires[field.number]?.includes(field.wire) || !contentFits(bytes, field)) return false;
    count++;
  }
  const { damage } = reader;
  return count > 0 && (damage === undefined || damage.reason === 'cut');
}

/** A commit answer begins with its first group, a GetUpdates answer with one of its eight fields. */
function contentFits(bytes: Uint8Array, field: RawField): boolean {
  const first = bytes[field.start] ?? 0;
  if (field.end === field.start) return true;
  if (field.number === 1) return first === 0x0b;
  // A tag of two bytes is an addition that the schema does not know.
  if (field.number === 2) return first >= 0x80 || (first >> 3 >= 1 && first >> 3 <= 8 && [0, 2].includes(first & 7));
  return true;
}
