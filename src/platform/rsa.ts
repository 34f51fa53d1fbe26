/**
 * The RSA public operation of RFC 8017 (RSAEP, RSAVP1) without a library: `value` to the power `exponent` modulo
 * `modulus`, most significant byte first, as long as the modulus. Undefined for a value outside the modulus or a key that
 * is none. For public values only: the time it takes depends on them.
 */
export function rsaPublicPortable(modulus: Uint8Array, exponent: number, value: Uint8Array): Uint8Array | undefined {
  const n = toNumber(modulus);
  const v = toNumber(value);
  if (!isUsable(n, exponent) || v >= n) return undefined;
  const digits = power(v, exponent, n)
    .toString(16)
    .padStart(modulus.length * 2, '0');
  return Uint8Array.from({ length: modulus.length }, (_, at) => Number.parseInt(digits.slice(at * 2, at * 2 + 2), 16));
}

function isUsable(modulus: bigint, exponent: number): boolean {
  return modulus > 2n && Number.isSafeInteger(exponent) && exponent >= 3;
}

function toNumber(bytes: Uint8Array): bigint {
  let digits = '0x0';
  for (const byte of bytes) digits += byte.toString(16).padStart(2, '0');
  return BigInt(digits);
}

/** Modular power with Barrett's reduction: two multiplications instead of a division at every step. */
function power(base: bigint, exponent: number, modulus: bigint): bigint {
  const shift = BigInt(2 * modulus.toString(16).length * 4);
  const factor = (1n << shift) / modulus;
  const reduce = (value: bigint): bigint => {
    let rest = value - ((value * factor) >> shift) * modulus;
    while (rest >= modulus) rest -= modulus;
    return rest;
  };
  let result = 1n;
  let square = base;
  for (let rest = exponent; rest > 0; rest = Math.floor(rest / 2)) {
    if (rest % 2 === 1) result = reduce(result * square);
    if (rest > 1) square = reduce(square * square);
  }
  return result;
}
