/*
 * The start of a raw deflate stream (RFC 1951), unpacked into a buffer that is used again. Listing a capture looks at the
 * first bytes of tens of thousands of entries, where setting up a decoder costs far more than decoding; everything else
 * goes through the platform's own decoders.
 */

const outSize = 64 << 10;
const fastBits = 9;
const fastMask = (1 << fastBits) - 1;
const maxBits = 15;

const lengthBase = Uint16Array.of(
  ...[
    3, 4, 5, 6, 7, 8, 9, 10, 11, 13, 15, 17, 19, 23, 27, 31, 35, 43, 51, 59, 67, 83, 99, 115, 131, 163, 195, 227, 258,
  ],
);
const lengthExtra = Uint8Array.of(
  0,
  0,
  0,
  0,
  0,
  0,
  0,
  0,
  1,
  1,
  1,
  1,
  2,
  2,
  2,
  2,
  3,
  3,
  3,
  3,
  4,
  4,
  4,
  4,
  5,
  5,
  5,
  5,
  0,
);
const distanceBase = Uint16Array.from({ length: 30 }, (_, i) =>
  i < 2 ? i + 1 : 1 + (2 + (i & 1)) * 2 ** ((i >> 1) - 1),
);
const distanceExtra = Uint8Array.from({ length: 30 }, (_, i) => (i < 2 ? 0 : (i >> 1) - 1));
const codeLengthOrder = Uint8Array.of(16, 17, 18, 0, 8, 7, 9, 6, 10, 5, 11, 4, 12, 3, 13, 2, 14, 1, 15);

const reversed = new Uint16Array(1 << maxBits);
for (let i = 0; i < reversed.length; i++) {
  reversed[i] = ((reversed[i >> 1] ?? 0) >> 1) | ((i & 1) << (maxBits - 1));
}

/** A canonical Huffman code: a table for the short codes, and counts by length for the long ones. */
class Code {
  /** Symbol and length (low four bits) by the next nine bits; 0 where the code is longer. */
  readonly fast = new Uint16Array(1 << fastBits);
  readonly counts = new Uint16Array(maxBits + 1);
  readonly symbols = new Uint16Array(320);
  private readonly next = new Uint16Array(maxBits + 2);
  private readonly offsets = new Uint16Array(maxBits + 2);

  /** Builds the code of `count` lengths at `from`; false when there are more codes than bits allow. */
  build(lengths: Uint8Array, from: number, count: number): boolean {
    const { fast, counts, symbols, next, offsets } = this;
    fast.fill(0);
    counts.fill(0);
    for (let i = 0; i < count; i++) counts[lengths[from + i] ?? 0] = (counts[lengths[from + i] ?? 0] ?? 0) + 1;
    counts[0] = 0;
    let left = 1;
    let code = 0;
    let offset = 0;
    for (let length = 1; length <= maxBits; length++) {
      const some = counts[length] ?? 0;
      left = left * 2 - some;
      if (left < 0) return false;
      code = (code + (counts[length - 1] ?? 0)) << 1;
      next[length] = code;
      offsets[length] = offset;
      offset += some;
    }
    for (let symbol = 0; symbol < count; symbol++) {
      const length = lengths[from + symbol] ?? 0;
      if (length === 0) continue;
      const place = offsets[length] ?? 0;
      offsets[length] = place + 1;
      symbols[place] = symbol;
      const value = next[length] ?? 0;
      next[length] = value + 1;
      if (length > fastBits) continue;
      const entry = (symbol << 4) | length;
      for (let at = (reversed[value] ?? 0) >> (maxBits - length); at <= fastMask; at += 1 << length) fast[at] = entry;
    }
    return true;
  }

  /** Symbol and length of a code longer than the table, from the next bits; 0 when there is none. */
  long(bits: number): number {
    let code = 0;
    let first = 0;
    let index = 0;
    for (let length = 1; length <= maxBits; length++) {
      code |= (bits >> (length - 1)) & 1;
      const count = this.counts[length] ?? 0;
      if (code - count < first) return ((this.symbols[index + code - first] ?? 0) << 4) | length;
      index += count;
      first = (first + count) << 1;
      code <<= 1;
    }
    return 0;
  }
}

/** How reading a stream's start ended. */
export type StartEnd = 'stream' | 'limit' | 'input' | 'damaged';

/** Unpacks starts of streams; one buffer, so a result is valid until the next call. */
export class StartInflater {
  /** Why the last call ended: the stream's end, the limit, the end of the input, or a fault. */
  ended: StartEnd = 'input';
  private readonly out = new Uint8Array(outSize);
  private readonly lengths = new Uint8Array(320);
  private readonly literals = new Code();
  private readonly distances = new Code();
  private readonly lengthCode = new Code();
  private data: Uint8Array = this.out;
  private at = 0;
  private hold = 0;
  private bits = 0;
  private size = 0;

  /** Unpacks up to `limit` bytes (64 KiB at most). */
  inflate(data: Uint8Array, limit: number): Uint8Array {
    this.data = data;
    this.at = 0;
    this.hold = 0;
    this.bits = 0;
    this.size = 0;
    this.ended = this.blocks(Math.min(limit, outSize));
    return this.out.subarray(0, this.size);
  }

  private blocks(limit: number): StartEnd {
    for (;;) {
      if (!this.has(3)) return 'input';
      const isLast = this.take(1) === 1;
      const type = this.take(2);
      let end: StartEnd | undefined;
      if (type === 0) end = this.storedBlock(limit);
      else if (type === 3) return 'damaged';
      else {
        end = type === 1 ? this.fixedCodes() : this.dynamicCodes();
        end ??= this.codedBlock(limit);
      }
      if (end) return end;
      if (isLast) return 'stream';
      if (this.size >= limit) return 'limit';
    }
  }

  /** Makes sure of `count` bits; at most 24. */
  private has(count: number): boolean {
    while (this.bits < count) {
      if (this.at >= this.data.length) return false;
      this.hold |= (this.data[this.at++] ?? 0) << this.bits;
      this.bits += 8;
    }
    return true;
  }

  private take(count: number): number {
    const value = this.hold & ((1 << count) - 1);
    this.hold >>>= count;
    this.bits -= count;
    return value;
  }

  private storedBlock(limit: number): StartEnd | undefined {
    this.take(this.bits & 7);
    if (!this.has(16)) return 'input';
    const length = this.take(16);
    if (!this.has(16)) return 'input';
    if (this.take(16) !== (length ^ 0xffff)) return 'damaged';
    // Whole bytes that were taken ahead go back.
    this.at -= this.bits >> 3;
    this.hold = 0;
    this.bits = 0;
    const wanted = Math.min(length, limit - this.size);
    const piece = this.data.subarray(this.at, this.at + wanted);
    this.out.set(piece, this.size);
    this.size += piece.length;
    this.at += piece.length;
    if (piece.length < wanted) return 'input';
    return wanted < length ? 'limit' : undefined;
  }

  private fixedCodes(): StartEnd | undefined {
    const { lengths } = this;
    lengths.fill(8, 0, 144);
    lengths.fill(9, 144, 256);
    lengths.fill(7, 256, 280);
    lengths.fill(8, 280, 288);
    this.literals.build(lengths, 0, 288);
    lengths.fill(5, 0, 30);
    this.distances.build(lengths, 0, 30);
    return undefined;
  }

  private dynamicCodes(): StartEnd | undefined {
    if (!this.has(14)) return 'input';
    const literalCount = this.take(5) + 257;
    const distanceCount = this.take(5) + 1;
    const codeCount = this.take(4) + 4;
    const { lengths } = this;
    lengths.fill(0, 0, 19);
    for (let i = 0; i < codeCount; i++) {
      if (!this.has(3)) return 'input';
      lengths[codeLengthOrder[i] ?? 0] = this.take(3);
    }
    if (!this.lengthCode.build(lengths, 0, 19)) return 'damaged';
    const total = literalCount + distanceCount;
    for (let i = 0; i < total; ) {
      this.has(7);
      const entry = this.lengthCode.fast[this.hold & fastMask] ?? 0;
      const length = entry & 15;
      if (length === 0) return this.at >= this.data.length ? 'input' : 'damaged';
      if (length > this.bits) return 'input';
      this.take(length);
      const symbol = entry >> 4;
      if (symbol < 16) {
        lengths[i++] = symbol;
        continue;
      }
      const extra = symbol === 16 ? 2 : symbol === 17 ? 3 : 7;
      if (!this.has(extra)) return 'input';
      const repeat = this.take(extra) + (symbol === 18 ? 11 : 3);
      if (i + repeat > total || (symbol === 16 && i === 0)) return 'damaged';
      lengths.fill(symbol === 16 ? (lengths[i - 1] ?? 0) : 0, i, i + repeat);
      i += repeat;
    }
    const isGood =
      this.literals.build(lengths, 0, literalCount) && this.distances.build(lengths, literalCount, distanceCount);
    return isGood ? undefined : 'damaged';
  }

  private codedBlock(limit: number): StartEnd | undefined {
    const { data, out } = this;
    const literals = this.literals.fast;
    const distances = this.distances.fast;
    let { at, hold, bits, size } = this;
    let result: StartEnd | undefined;
    for (;;) {
      while (bits < 15 && at < data.length) {
        hold |= (data[at++] ?? 0) << bits;
        bits += 8;
      }
      let entry = literals[hold & fastMask] ?? 0;
      if (entry === 0) entry = this.literals.long(hold);
      let used = entry & 15;
      if (used === 0 || used > bits) {
        result = at >= data.length ? 'input' : 'damaged';
        break;
      }
      hold >>>= used;
      bits -= used;
      let symbol = entry >> 4;
      if (symbol < 256) {
        if (size >= limit) {
          result = 'limit';
          break;
        }
        out[size++] = symbol;
        continue;
      }
      if (symbol === 256) break;
      symbol -= 257;
      while (bits < 20 && at < data.length) {
        hold |= (data[at++] ?? 0) << bits;
        bits += 8;
      }
      const lengthBits = lengthExtra[symbol] ?? 0;
      let length = (lengthBase[symbol] ?? 0) + (hold & ((1 << lengthBits) - 1));
      hold >>>= lengthBits;
      bits -= lengthBits;
      entry = distances[hold & fastMask] ?? 0;
      if (entry === 0) entry = this.distances.long(hold);
      used = entry & 15;
      if (symbol >= 29 || used === 0 || used > bits) {
        result = at >= data.length ? 'input' : 'damaged';
        break;
      }
      hold >>>= used;
      bits -= used;
      const distanceSymbol = entry >> 4;
      const distanceBits = distanceExtra[distanceSymbol] ?? 0;
      while (bits < distanceBits && at < data.length) {
        hold |= (data[at++] ?? 0) << bits;
        bits += 8;
      }
      const distance = (distanceBase[distanceSymbol] ?? 0) + (hold & ((1 << distanceBits) - 1));
      if (distanceBits > bits) {
        result = 'input';
        break;
      }
      hold >>>= distanceBits;
      bits -= distanceBits;
      if (distanceSymbol >= 30 || distance > size) {
        result = 'damaged';
        break;
      }
      if (size + length > limit) {
        length = limit - size;
        result = 'limit';
      }
      for (const end = size + length; size < end; size++) out[size] = out[size - distance] ?? 0;
      if (result) break;
    }
    this.at = at;
    this.hold = hold;
    this.bits = bits;
    this.size = size;
    return result;
  }
}
