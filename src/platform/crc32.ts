const table = new Uint32Array(256);
for (let n = 0; n < 256; n++) {
  let value = n;
  for (let bit = 0; bit < 8; bit++) value = value & 1 ? 0xedb88320 ^ (value >>> 1) : value >>> 1;
  table[n] = value >>> 0;
}

/** One step of the reflected CRC-32 register (polynomial 0xEDB88320), without the inversions; ZipCrypto's key schedule uses it. */
export function crc32Step(register: number, byte: number): number {
  return ((table[(register ^ byte) & 0xff] ?? 0) ^ (register >>> 8)) >>> 0;
}

/** CRC-32 as ZIP and gzip use it. */
export function crc32(data: Uint8Array): number {
  let register = 0xffffffff;
  for (let i = 0; i < data.length; i++) {
    register = (table[(register ^ (data[i] ?? 0)) & 0xff] ?? 0) ^ (register >>> 8);
  }
  return (register ^ 0xffffffff) >>> 0;
}
