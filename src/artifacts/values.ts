import type { LoneValue } from './artifact';

/** The kind of a text that is nothing but one opaque value; undefined for everything else. */
export function loneValueForm(text: string): Exclude<LoneValue['form'], 'sync-message'> | undefined {
  const value = text.trim();
  if (/^(?:(?:Authorization:\s*)?(?:Bearer|aadv2)\s+)?eyJ[\w-]*\.[\w-]*\.[\w-]*(?:\.[\w-]*\.[\w-]*)?$/i.test(value))
    return 'token';
  if (isLicense(value)) return 'license';
  if (/^\{/.test(value) && isEndUserLicense(value)) return 'end-user-license';
  return undefined;
}

function isEndUserLicense(value: string): boolean {
  return (
    /"AccessStatus"\s*:/.test(value) || (/"Code"\s*:\s*"[\w.]+Exception"/.test(value) && /"Message"\s*:/.test(value))
  );
}

/** An XrML chain as XML, as Base64 of it in UTF-8 or UTF-16LE, or the request that carries it. */
function isLicense(value: string): boolean {
  if (/^(?:<\?xml[^>]*>\s*)?<XrML\b/.test(value)) return true;
  if (/^\{\s*"SerializedPublishingLicense"\s*:/.test(value)) return true;
  if (/^<[\s\S]{0,2000}(?:CERTIFICATECHAIN|PublishingLicense|&lt;XrML)/i.test(value)) return true;
  if (!/^"?(?:PFhyTUw|PD94bWw|77u[/_]P|PABYAHIA|PAA[/_]AHgA|[/_]{2}48A)/.test(value)) return false;
  const start = value
    .slice(0, 4000)
    .replace(/-/g, '+')
    .replace(/_/g, '/')
    .replace(/[^A-Za-z0-9+/]/g, '');
  try {
    return /XrML/.test(atob(start.slice(0, start.length - (start.length % 4))).replace(/\0/g, ''));
  } catch {
    return false;
  }
}

const requestFields = new Map<number, readonly number[]>([
  [1, [2]],
  [2, [0]],
  [3, [0]],
  [4, [2]],
  [5, [2]],
  [6, [2]],
  [7, [2]],
  [8, [0]],
  [10, [2]],
  [11, [2]],
  [12, [2]],
  [13, [2]],
  [14, [2]],
  [15, [2]],
  [16, [2]],
]);
const responseFields = new Map<number, readonly number[]>([
  [1, [2]],
  [2, [2]],
  [3, [2]],
  [4, [0]],
  [5, [2]],
  [6, [2]],
  [7, [2]],
  [8, [2]],
  [10, [2]],
  [11, [2]],
  [12, [0, 2]],
  [13, [2]],
  [14, [2]],
  [15, [2]],
]);

/**
 * True when the bytes are wholly made of top-level fields of a sync request or a sync response (sync.proto of
 * Chromium, ClientToServerMessage and ClientToServerResponse).
 */
export function isSyncMessage(bytes: Uint8Array): boolean {
  return bytes.length > 1 && (hasFields(bytes, requestFields) || hasFields(bytes, responseFields));
}

function hasFields(bytes: Uint8Array, known: ReadonlyMap<number, readonly number[]>): boolean {
  let at = 0;
  const varint = (): number => {
    let value = 0;
    for (let i = 0; i < 10; i++) {
      const byte = bytes[at++];
      if (byte === undefined) return -1;
      value += (byte & 0x7f) * 2 ** (7 * i);
      if (byte < 0x80) return value;
    }
    return -1;
  };
  while (at < bytes.length) {
    const tag = varint();
    const wire = tag & 7;
    if (tag < 8 || !known.get(Math.floor(tag / 8))?.includes(wire)) return false;
    const value = varint();
    if (value < 0) return false;
    if (wire === 2) at += value;
    if (at > bytes.length) return false;
  }
  return true;
}
