/*
 * Raw deflate streams (RFC 1951), unpacked into a buffer that is used again. Listing a capture looks at the first bytes of
 * tens of thousands of entries, where setting up a decoder costs far more than decoding; and of a damaged stream, or where
 * there is no native decoder, it gives every byte before the fault. Indexes into the arrays below are in range by
 * construction, which their element type cannot say; a check on each would double the time.
 */

/** Length of the buffer for output; it grows for what is longer. */
const outSize = 64 << 10;
/** Room that is taken at most because a stream may get that long. */
const mostEstimated = 64 << 20;
/** The longest match: room for one that runs over the limit. */
const longestMatch = 258;
const maxBits = 15;
const mostSymbols = 320;

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

/** Bits by which the search for a code's length starts. */
const startBits = 5;
/** Bits of the lookup tables of a long stream. */
const tableBits = 10;
const tableMask = (1 << tableBits) - 1;
const noTable = new Uint16Array(tableMask + 1);
/** Output after which a lookup table is worth its filling. */
const longStream = 16 << 10;

/**
 * A canonical Huffman code without full lookup tables: these cost more to fill than a short start costs to decode. Codes
 * of one length are consecutive, so comparing the next bits with where each length ends finds the length, and symbols are
 * kept by length in the order they came in.
 */
class Code {
  /** First value, aligned to 15 bits, that is longer than this length. */
  readonly limits = new Int32Array(maxBits + 1);
  /** Add the code's value to it for the place of its symbol. */
  readonly bases = new Int32Array(maxBits + 1);
  /** Symbols by length, {@link mostSymbols} places for each. */
  readonly symbols = new Uint16Array((maxBits + 1) * mostSymbols);
  /** Where the next symbol of each length goes. */
  readonly places = new Int32Array(maxBits + 1);
  /** Shortest length of the codes that begin with these bits. */
  readonly starts = new Uint8Array(1 << startBits);
  /** Symbol and length (low four bits) by the next bits, for codes that are no longer than these; else zero. */
  private readonly filled = new Uint16Array(tableMask + 1);
  private isFilled = false;

  /** Forgets all symbols. */
  clear(): void {
    this.isFilled = false;
    const { places } = this;
    for (let length = 0; length <= maxBits; length++) places[length] = length * mostSymbols;
  }

  /** Adds symbols of one length, from `from` to `to`; all symbols come in order. */
  add(from: number, to: number, length: number): void {
    const { places, symbols } = this;
    let at = places[length] as number;
    for (let symbol = from; symbol < to; symbol++) symbols[at++] = symbol;
    places[length] = at;
  }

  /** Makes a code of the symbols that were added; false when there are more than bits allow. */
  build(): boolean {
    const { limits, bases, places, starts } = this;
    let code = 0;
    let filled = 0;
    for (let length = 1; length <= maxBits; length++) {
      const first = length * mostSymbols;
      bases[length] = first - code;
      code += (places[length] as number) - first;
      if (code > 1 << length) return false;
      const limit = code << (maxBits - length);
      limits[length] = limit;
      // Beginnings up to the one in which this length ends.
      for (; filled << (maxBits - startBits) < limit; filled++) starts[filled] = length;
      code <<= 1;
    }
    for (; filled < 1 << startBits; filled++) starts[filled] = maxBits;
    return true;
  }

  /** The lookup table of the code. */
  table(): Uint16Array {
    const { filled, places, bases, symbols } = this;
    if (this.isFilled) return filled;
    filled.fill(0);
    for (let length = 1; length <= tableBits; length++) {
      const end = places[length] as number;
      for (let place = length * mostSymbols; place < end; place++) {
        const code = place - (bases[length] as number);
        const entry = ((symbols[place] as number) << 4) | length;
        const first = (reversed[code] as number) >> (maxBits - length);
        for (let at = first; at < filled.length; at += 1 << length) filled[at] = entry;
      }
    }
    this.isFilled = true;
    return filled;
  }
}

/** How unpacking ended: with the stream, at the limit, with the input, or at a fault. */
export type InflateEnd = 'stream' | 'limit' | 'input' | 'damaged';

/** Unpacks streams, one after the other, into one buffer: a result is valid until the next call. */
export class Inflater {
  /** Why the last call ended. */
  ended: InflateEnd = 'input';
  private out = new Uint8Array(outSize + longestMatch);
  /** The block that is open. */
  private block: 'none' | 'stored' | 'coded' = 'none';
  /** Bytes of a stored block that are left. */
  private stored = 0;
  private isLast = false;
  /** Lengths of the codes of code lengths. */
  private readonly lengths = new Uint8Array(19);
  private readonly literals = new Code();
  private readonly distances = new Code();
  /** Symbol and length (low three bits) of a code length by the next seven bits. */
  private readonly lengthTable = new Uint8Array(128);
  private data: Uint8Array = this.out;
  private from = 0;
  private at = 0;
  private hold = 0;
  private bits = 0;
  private size = 0;

  /** Unpacks up to `limit` bytes of the stream that begins at an offset of `data`. */
  inflate(data: Uint8Array, limit: number, from = 0): Uint8Array {
    this.data = data;
    this.from = from;
    this.at = from;
    this.hold = 0;
    this.bits = 0;
    this.size = 0;
    this.block = 'none';
    this.isLast = false;
    return this.more(limit);
  }

  /** Goes on with the last stream up to a larger limit; gives all of its start again. */
  more(limit: number): Uint8Array {
    for (;;) {
      const most = Math.min(limit, this.out.length - longestMatch);
      this.ended = this.blocks(most);
      if (this.ended !== 'limit' || most === limit) return this.out.subarray(0, Math.min(this.size, most));
      this.grow(Math.min(limit, this.estimate(most)));
    }
  }

  /** Offset in the data behind the last bits that were read. */
  get position(): number {
    return this.at - (this.bits >> 3);
  }

  /** Gives back the room that a long stream took. */
  release(): void {
    if (this.out.length > outSize + longestMatch) this.out = new Uint8Array(outSize + longestMatch);
    this.data = this.out.subarray(0, 0);
  }

  /** Room for the whole stream if it goes on as it began, within bounds: a hostile one need not. */
  private estimate(room: number): number {
    const begun = Math.max(1, this.at - this.from);
    const whole = ((this.size * (this.data.length - this.from)) / begun) * 1.05;
    return Math.ceil(Math.max(2 * room, Math.min(whole, mostEstimated)));
  }

  private grow(size: number): void {
    const { out } = this;
    this.out = new Uint8Array(size + longestMatch);
    this.out.set(out.subarray(0, this.size));
  }

  private blocks(limit: number): InflateEnd {
    while (!(this.isLast && this.block === 'none')) {
      if (this.block === 'none') {
        if (!this.has(3)) return 'input';
        this.isLast = this.take(1) === 1;
        const type = this.take(2);
        if (type === 3) return 'damaged';
        const end = type === 0 ? this.storedLength() : type === 1 ? this.fixedCodes() : this.dynamicCodes();
        if (end) return end;
        this.block = type === 0 ? 'stored' : 'coded';
      }
      const end = this.block === 'stored' ? this.storedBlock(limit) : this.codedBlock(limit);
      if (end) return end;
      this.block = 'none';
    }
    return 'stream';
  }

  /** Makes sure of `count` bits; at most 24. */
  private has(count: number): boolean {
    while (this.bits < count) {
      if (this.at >= this.data.length) return false;
      this.hold |= (this.data[this.at++] as number) << this.bits;
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

  private storedLength(): InflateEnd | undefined {
    this.take(this.bits & 7);
    if (!this.has(16)) return 'input';
    const length = this.take(16);
    if (!this.has(16)) return 'input';
    if (this.take(16) !== (length ^ 0xffff)) return 'damaged';
    // Whole bytes that were taken ahead go back.
    this.at = this.position;
    this.hold = 0;
    this.bits = 0;
    this.stored = length;
    return undefined;
  }

  private storedBlock(limit: number): InflateEnd | undefined {
    const wanted = Math.max(0, Math.min(this.stored, limit - this.size));
    const piece = this.data.subarray(this.at, this.at + wanted);
    this.out.set(piece, this.size);
    this.size += piece.length;
    this.at += piece.length;
    this.stored -= piece.length;
    if (piece.length < wanted) return 'input';
    return this.stored > 0 ? 'limit' : undefined;
  }

  private fixedCodes(): InflateEnd | undefined {
    const { literals, distances } = this;
    literals.clear();
    literals.add(0, 144, 8);
    literals.add(144, 256, 9);
    literals.add(256, 280, 7);
    literals.add(280, 288, 8);
    literals.build();
    distances.clear();
    distances.add(0, 30, 5);
    distances.build();
    return undefined;
  }

  private dynamicCodes(): InflateEnd | undefined {
    if (!this.has(14)) return 'input';
    const literalCount = this.take(5) + 257;
    const distanceCount = this.take(5) + 1;
    const codeCount = this.take(4) + 4;
    const { lengths, literals, distances } = this;
    lengths.fill(0);
    for (let i = 0; i < codeCount; i++) {
      if (!this.has(3)) return 'input';
      lengths[codeLengthOrder[i] as number] = this.take(3);
    }
    if (!this.fillLengthTable()) return 'damaged';
    literals.clear();
    distances.clear();
    return (
      this.codeLengths(literalCount, distanceCount) ?? (literals.build() && distances.build() ? undefined : 'damaged')
    );
  }

  /** Builds the code of the code lengths, which has 19 symbols of at most seven bits. */
  private fillLengthTable(): boolean {
    const { lengths, lengthTable } = this;
    lengthTable.fill(0);
    let code = 0;
    for (let length = 1; length <= 7; length++) {
      for (let symbol = 0; symbol < 19; symbol++) {
        if (lengths[symbol] !== length) continue;
        if (code >= 1 << length) return false;
        const step = 1 << length;
        const entry = (symbol << 3) | length;
        for (let at = (reversed[code] as number) >> (maxBits - length); at < 128; at += step) lengthTable[at] = entry;
        code++;
      }
      code <<= 1;
    }
    return true;
  }

  /** Reads the lengths of both codes, which are packed with a code of their own and follow each other without a gap. */
  private codeLengths(literalCount: number, distanceCount: number): InflateEnd | undefined {
    const { data, lengthTable } = this;
    const { places, symbols } = this.literals;
    const inputEnd = data.length;
    const total = literalCount + distanceCount;
    let { at, hold, bits } = this;
    let previous = -1;
    for (let i = 0; i < total; ) {
      // A code takes 7 bits at most, and what follows it as many.
      if (bits < 14 && at + 1 < inputEnd) {
        hold |= ((data[at] as number) | ((data[at + 1] as number) << 8)) << bits;
        at += 2;
        bits += 16;
      } else if (bits < 14 && at < inputEnd) {
        hold |= (data[at++] as number) << bits;
        bits += 8;
      }
      const entry = lengthTable[hold & 0x7f] as number;
      if (entry === 0) return at >= inputEnd ? 'input' : 'damaged';
      hold >>>= entry & 7;
      bits -= entry & 7;
      const symbol = entry >> 3;
      if (symbol < 16) {
        if (i >= literalCount) this.distances.add(i - literalCount, i - literalCount + 1, symbol);
        else {
          const place = places[symbol] as number;
          places[symbol] = place + 1;
          symbols[place] = i;
        }
        i++;
        previous = symbol;
      } else {
        const extra = symbol === 16 ? 2 : symbol === 17 ? 3 : 7;
        const repeat = (hold & ((1 << extra) - 1)) + (symbol === 18 ? 11 : 3);
        hold >>>= extra;
        bits -= extra;
        if (symbol !== 16) previous = 0;
        if (bits < 0) return 'input';
        const end = i + repeat;
        if (end > total || previous < 0) return 'damaged';
        if (previous > 0) {
          if (i < literalCount) this.literals.add(i, Math.min(end, literalCount), previous);
          if (end > literalCount) this.distances.add(Math.max(0, i - literalCount), end - literalCount, previous);
        }
        i = end;
      }
      if (bits < 0) return 'input';
    }
    this.at = at;
    this.hold = hold;
    this.bits = bits;
    return undefined;
  }

  private codedBlock(limit: number): InflateEnd | undefined {
    const { data, out } = this;
    const { limits, bases, symbols, starts } = this.literals;
    const far = this.distances;
    const isLong = this.size >= longStream;
    const table = isLong ? this.literals.table() : noTable;
    const farTable = isLong ? far.table() : noTable;
    const inputEnd = data.length;
    let { at, hold, bits, size } = this;
    let result: InflateEnd | undefined;
    for (;;) {
      // Checked before a code is taken, so that reading on finds it.
      if (size >= limit) {
        result = 'limit';
        break;
      }
      if (bits < 15 && at + 1 < inputEnd) {
        hold |= ((data[at] as number) | ((data[at + 1] as number) << 8)) << bits;
        at += 2;
        bits += 16;
      } else if (bits < 15 && at < inputEnd) {
        hold |= (data[at++] as number) << bits;
        bits += 8;
      }
      const entry = isLong ? (table[hold & tableMask] as number) : 0;
      let symbol = entry >> 4;
      let used = entry & 15;
      if (entry === 0) {
        const next = reversed[hold & 0x7fff] as number;
        used = starts[next >> (maxBits - startBits)] as number;
        while (used <= maxBits && next >= (limits[used] as number)) used++;
        if (used <= maxBits) symbol = symbols[(bases[used] as number) + (next >> (maxBits - used))] as number;
      }
      if (used > maxBits || used > bits) {
        result = at >= inputEnd ? 'input' : 'damaged';
        break;
      }
      hold >>>= used;
      bits -= used;
      if (symbol < 256) {
        out[size++] = symbol;
        continue;
      }
      if (symbol === 256) break;
      symbol -= 257;
      if (symbol >= 29) {
        result = 'damaged';
        break;
      }
      while (bits < 20 && at < inputEnd) {
        hold |= (data[at++] as number) << bits;
        bits += 8;
      }
      const lengthBits = lengthExtra[symbol] as number;
      const length = (lengthBase[symbol] as number) + (hold & ((1 << lengthBits) - 1));
      hold >>>= lengthBits;
      bits -= lengthBits;
      const farEntry = isLong ? (farTable[hold & tableMask] as number) : 0;
      let distanceSymbol = farEntry >> 4;
      used = farEntry & 15;
      if (farEntry === 0) {
        const next = reversed[hold & 0x7fff] as number;
        used = far.starts[next >> (maxBits - startBits)] as number;
        while (used <= maxBits && next >= (far.limits[used] as number)) used++;
        if (used <= maxBits) {
          distanceSymbol = far.symbols[(far.bases[used] as number) + (next >> (maxBits - used))] as number;
        }
      }
      if (used > maxBits || used > bits) {
        result = at >= inputEnd ? 'input' : 'damaged';
        break;
      }
      hold >>>= used;
      bits -= used;
      if (distanceSymbol >= 30) {
        result = 'damaged';
        break;
      }
      const distanceBits = distanceExtra[distanceSymbol] as number;
      while (bits < distanceBits && at < inputEnd) {
        hold |= (data[at++] as number) << bits;
        bits += 8;
      }
      if (distanceBits > bits) {
        result = 'input';
        break;
      }
      const distance = (distanceBase[distanceSymbol] as number) + (hold & ((1 << distanceBits) - 1));
      hold >>>= distanceBits;
      bits -= distanceBits;
      if (distance > size) {
        result = 'damaged';
        break;
      }
      for (const end = size + length; size < end; size++) out[size] = out[size - distance] as number;
    }
    this.at = at;
    this.hold = hold;
    this.bits = bits;
    this.size = size;
    return result;
  }
}
