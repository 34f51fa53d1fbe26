import { base64Bytes } from './base64';

/** What the prefix of an Entra refresh token, code or session cookie says. */
export interface OpaquePrefix {
  readonly version: 0 | 1;
  /** Lower case. */
  readonly tenant: string;
  /** Client application in tokens and cookies; in the claim `rh` the resource's application. Lower case. */
  readonly application: string;
}

/**
 * Reads tenant and application from the prefix of an Entra opaque value (`0.A...`, `1.A...`): byte 0 is 1, two GUIDs in
 * Microsoft's byte order follow at 3 and 19. The layout is measured on public samples, not documented by Microsoft.
 */
export function readOpaquePrefix(value: string): OpaquePrefix | undefined {
  const match = /^([01])\.([A-Za-z0-9_-]{47,})/.exec(value);
  if (!match) return undefined;
  const bytes = base64Bytes((match[2] ?? '').slice(0, 48));
  if (bytes.length < 35 || bytes[0] !== 1) return undefined;
  return {
    version: match[1] === '1' ? 1 : 0,
    tenant: guidText(bytes.subarray(3, 19)),
    application: guidText(bytes.subarray(19, 35)),
  };
}

/** A GUID from 16 bytes, its first three groups little-endian. */
export function guidText(bytes: Uint8Array): string {
  const order = [3, 2, 1, 0, 5, 4, 7, 6, 8, 9, 10, 11, 12, 13, 14, 15];
  const hex = order.map((from) => (bytes[from] ?? 0).toString(16).padStart(2, '0')).join('');
  return `${hex.slice(0, 8)}-${hex.slice(8, 12)}-${hex.slice(12, 16)}-${hex.slice(16, 20)}-${hex.slice(20)}`;
}
