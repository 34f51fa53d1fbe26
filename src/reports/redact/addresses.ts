/** Ranges that diagnosis tells apart; a pseudonym stays in the class of its original. */
export type AddressClass = 'none' | 'ten' | 'private-172' | 'private-192' | 'cgnat' | 'link-local' | 'public';

/** Class of an IPv4 address; `none` for addresses that say nothing about anybody (loopback, unspecified, broadcast). */
export function ipv4Class(address: string): AddressClass {
  const [a = 0, b = 0] = address.split('.').map(Number);
  if (a === 127 || a === 0 || a >= 224) return 'none';
  if (a === 10) return 'ten';
  if (a === 172 && b >= 16 && b < 32) return 'private-172';
  if (a === 192 && b === 168) return 'private-192';
  if (a === 100 && b >= 64 && b < 128) return 'cgnat';
  return a === 169 && b === 254 ? 'link-local' : 'public';
}

/**
 * The n-th address of a class. Public ones come from the networks for documentation (RFC 5737), then from the one for
 * benchmarks (RFC 2544), which is never assigned to anybody either.
 */
export function ipv4Pseudonym(kind: Exclude<AddressClass, 'none'>, n: number): string {
  const low = n & 255;
  const high = (n >> 8) & 255;
  switch (kind) {
    case 'ten':
      return `10.${(n >> 16) & 255}.${high}.${low}`;
    case 'private-172':
      return `172.16.${high}.${low}`;
    case 'private-192':
      return `192.168.${high}.${low}`;
    case 'cgnat':
      return `100.64.${high}.${low}`;
    case 'link-local':
      return `169.254.${high}.${low}`;
    case 'public':
      return n < 256 ? `203.0.113.${n}` : `198.${18 + ((n >> 16) & 1)}.${high}.${low}`;
  }
}

/** Class of an IPv6 address in lower case. */
export function ipv6Class(address: string): 'none' | 'unique-local' | 'link-local-6' | 'public-6' {
  if (/^(?:0{0,4}:){1,7}0{0,3}[01]?$/.test(address) || /^ff/.test(address)) return 'none';
  if (/^f[cd]/.test(address)) return 'unique-local';
  return /^fe[89ab]/.test(address) ? 'link-local-6' : 'public-6';
}

/** The n-th IPv6 address of a class; public ones from the network for documentation (RFC 3849). */
export function ipv6Pseudonym(kind: 'unique-local' | 'link-local-6' | 'public-6', n: number): string {
  const start = kind === 'unique-local' ? 'fd00' : kind === 'link-local-6' ? 'fe80' : '2001:db8';
  return `${start}::${n.toString(16)}`;
}
