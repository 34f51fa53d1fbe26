import { chunksOf } from '../../../platform/chunks';
import type { ByteSource } from '../../../platform/platform';
import { Squeeze } from './squeeze';

/** One element of the array, with the strings under heavy keys replaced by their number in `spans`. */
export interface SkimmedItem {
  /** 0-based position in the array. */
  readonly index: number;
  /** Byte range of the element in the source; end exclusive. */
  readonly start: number;
  readonly end: number;
  /** JSON of the element; the string under a heavy key is the decimal number of its span. */
  readonly text: string;
  /** Byte ranges of the replaced strings without their quotes: start and end in turn. */
  readonly spans: readonly number[];
}

export interface SkimOptions {
  /** Names that lead from the root object to the array. */
  readonly path: readonly string[];
  /** Keys whose string values are not kept: the bodies. */
  readonly heavy: readonly string[];
  /** Byte to start at (behind a byte order mark or wrapper). */
  readonly from: number;
  /** True when the source starts with one element instead of the document around it. */
  readonly element?: boolean;
  readonly onItem: (item: SkimmedItem) => void;
  readonly signal?: AbortSignal;
  readonly onProgress?: (done: number, total: number) => void;
}

export interface SkimResult {
  /** JSON of everything around the array's elements; undefined when it is longer than {@link outerLimit}. */
  readonly outer: string | undefined;
  /** True when the array stands where the path says. */
  readonly found: boolean;
  /** Where the root value ended; undefined when the source ended before. */
  readonly rootEnd: number | undefined;
  /** Start of the element in which the source ended, or that swallowed the end of the array. */
  readonly cutItem: number | undefined;
  /** Elements that are no objects. */
  readonly strays: number;
  /** True when something other than one comma stands between two elements. */
  readonly oddGaps: boolean;
}

const chunkLength = 1 << 20;
/** Text around the array that is kept, in bytes. */
export const outerLimit = 16 << 20;

const quote = 34;
const backslash = 92;
const noWords: Uint32Array = new Uint32Array(0);

/**
 * Finds the elements of one array inside a JSON document without parsing the document: brackets and strings are
 * followed byte by byte, long strings are passed over by a search for their end. Tolerant: what stands between
 * brackets is judged later, by whoever parses the small texts that come out. Memory is one chunk plus one element
 * without its heavy strings.
 */
export async function skimArray(source: ByteSource, options: SkimOptions): Promise<SkimResult> {
  const skimmer = new Skimmer(options);
  options.signal?.throwIfAborted();
  for await (const { bytes, offset } of chunksOf(source, options.from, chunkLength)) {
    options.signal?.throwIfAborted();
    skimmer.push(bytes, offset);
    options.onProgress?.(Math.min(offset + bytes.length, source.size), source.size);
    if (skimmer.rootEnd !== undefined || skimmer.broken) break;
  }
  return skimmer.finish();
}

class Skimmer {
  rootEnd: number | undefined;
  /** True when an element does not end as an object does; nothing behind its start is understood. */
  broken = false;
  private readonly outer = new Squeeze(outerLimit);
  private readonly item = new Squeeze();
  private readonly heavy: readonly Uint8Array[];
  private depth = 0;
  /** How many of the open containers lie on the path, counted from the root. */
  private matched = 0;
  private found = false;
  private index = 0;
  private strays = 0;
  /** Commas since the last element. */
  private commas = 0;
  private oddGaps = false;
  private inString = false;
  private escaped = false;
  private afterColon = false;
  /** Start of the current string in the chunk, or of its part in this chunk. */
  private stringStart = 0;
  private stringCarry = '';
  /** The last string or bare word outside elements: a key when a container follows. */
  private lastName = '';
  private heavyKey = false;
  private removing = false;
  private itemStart = -1;
  /** The chunk as aligned words, and how far the first one lies behind the chunk's start. */
  private words: Uint32Array = noWords;
  private wordShift = 0;
  private spans: number[] = [];

  constructor(private readonly options: SkimOptions) {
    this.heavy = options.heavy.map((key) => new TextEncoder().encode(key));
    if (options.element) {
      this.matched = options.path.length + 1;
      this.depth = this.matched;
    }
  }

  push(chunk: Uint8Array, base: number): void {
    let i = 0;
    // Start of the bytes that belong to the current text and are not yet kept; -1 inside an array gap or heavy string.
    let from = this.keeping() ? 0 : -1;
    const length = chunk.length;
    this.stringStart = 0;
    this.wordShift = (4 - (chunk.byteOffset & 3)) & 3;
    const wordCount = Math.max(0, (length - this.wordShift) >> 2);
    this.words = wordCount > 0 ? new Uint32Array(chunk.buffer, chunk.byteOffset + this.wordShift, wordCount) : noWords;
    while (i < length) {
      if (this.inString) {
        const end = this.stringEnd(chunk, i);
        if (end < 0) {
          i = length;
          break;
        }
        this.inString = false;
        if (this.removing) {
          this.removing = false;
          this.spans.push(base + end);
          from = end;
        } else if (!this.afterColon) this.nameEnded(chunk, end);
        this.stringCarry = '';
        this.afterColon = false;
        i = end + 1;
        continue;
      }
      if (this.itemStart >= 0) {
        i = this.shortTokens(chunk, i);
        if (i >= length) break;
      }
      const code = chunk[i] ?? 0;
      if (code === quote) {
        this.inString = true;
        this.stringStart = i + 1;
        this.stringCarry = '';
        if (this.itemStart >= 0 && this.afterColon && this.heavyKey) {
          this.removing = true;
          this.item.add(chunk, from, i + 1);
          this.item.addText(String(this.spans.length / 2));
          this.spans.push(base + i + 1);
          from = -1;
        }
        i++;
      } else if (code === 123 || code === 91) {
        if (this.itemStart < 0) from = this.openOutside(chunk, code, base, i, from);
        else this.depth++;
        this.afterColon = false;
        i++;
      } else if (code === 125 || code === 93) {
        this.depth--;
        if (this.itemStart >= 0) {
          if (this.depth === this.options.path.length + 1) {
            if (code !== 125) {
              // A brace is missing inside: the element has swallowed the end of the array.
              this.broken = true;
              return;
            }
            this.item.add(chunk, from, i + 1);
            this.emit(base + i + 1);
            from = -1;
          }
        } else if (this.closeOutside(chunk, base, i, from)) return;
        else if (from < 0 && this.keeping()) from = i;
        this.afterColon = false;
        i++;
      } else {
        if (code === 58) this.afterColon = true;
        else if (code === 44) {
          this.afterColon = false;
          if (this.itemStart < 0) {
            this.lastName = '';
            this.commas++;
          }
        } else if (this.itemStart < 0 && code > 32) this.bareWord(code);
        i++;
      }
    }
    if (this.inString && !this.removing && this.stringCarry.length < 64) {
      this.stringCarry += latin1(chunk, this.stringStart, Math.min(length, this.stringStart + 64));
    }
    if (from >= 0) (this.itemStart >= 0 ? this.item : this.outer).add(chunk, from, length);
  }

  /**
   * Passes over what makes up most of an element: short strings without escapes, commas, colons, numbers, brackets
   * inside. Stops at everything else.
   */
  private shortTokens(chunk: Uint8Array, start: number): number {
    const length = chunk.length;
    const itemDepth = this.options.path.length + 2;
    let { afterColon, heavyKey, depth } = this;
    let i = start;
    while (i < length) {
      const code = chunk[i] ?? 0;
      if (code === quote) {
        if (afterColon && heavyKey) break;
        const stop = Math.min(length, i + 400);
        let k = i + 1;
        let inner = chunk[k] ?? 0;
        while (k < stop && inner !== quote && inner !== backslash) inner = chunk[++k] ?? 0;
        if (k >= stop || inner !== quote) break;
        if (!afterColon) heavyKey = this.isHeavy(chunk, i + 1, k);
        afterColon = false;
        i = k + 1;
      } else if (code === 58) {
        afterColon = true;
        i++;
      } else if (code === 123 || code === 91) {
        depth++;
        afterColon = false;
        i++;
      } else if (code === 125 || code === 93) {
        if (depth <= itemDepth) break;
        depth--;
        afterColon = false;
        i++;
      } else {
        if (code === 44) afterColon = false;
        i++;
      }
    }
    this.afterColon = afterColon;
    this.heavyKey = heavyKey;
    this.depth = depth;
    return i;
  }

  finish(): SkimResult {
    return {
      outer: this.outer.take(),
      found: this.found,
      rootEnd: this.rootEnd,
      cutItem: this.itemStart >= 0 ? this.itemStart : undefined,
      strays: this.strays,
      oddGaps: this.oddGaps,
    };
  }

  /** True when bytes at the current place belong to the text of an element or to the text around the array. */
  private keeping(): boolean {
    if (this.removing) return false;
    return this.itemStart >= 0 || !this.inArray();
  }

  private inArray(): boolean {
    return this.matched === this.options.path.length + 1;
  }

  private openOutside(chunk: Uint8Array, code: number, base: number, i: number, from: number): number {
    const { path } = this.options;
    let kept = from;
    if (this.inArray() && this.depth === this.matched) {
      this.oddGaps ||= this.commas !== (this.index + this.strays > 0 ? 1 : 0);
      this.commas = 0;
      if (code === 123) {
        this.itemStart = base + i;
        this.spans = [];
        kept = i;
      } else this.strays++;
    } else if (this.depth === this.matched && this.matched <= path.length) {
      const wanted = this.matched === path.length ? 91 : 123;
      const named = this.matched === 0 || (this.afterColon && this.lastName === path[this.matched - 1]);
      if (code === wanted && named) {
        this.matched++;
        if (this.inArray()) {
          this.found = true;
          this.commas = 0;
          this.outer.add(chunk, from, i + 1);
          kept = -1;
        }
      }
    }
    this.depth++;
    this.lastName = '';
    return kept;
  }

  /** Leaves a container outside elements; true when it was the root. */
  private closeOutside(chunk: Uint8Array, base: number, i: number, from: number): boolean {
    if (this.depth < this.matched) {
      this.oddGaps ||= this.inArray() && this.commas > 0;
      this.matched = Math.max(0, this.depth);
    }
    this.lastName = '';
    if (this.depth > 0) return false;
    this.outer.add(chunk, from >= 0 ? from : i, i + 1);
    this.rootEnd = base + i + 1;
    return true;
  }

  private emit(end: number): void {
    const text = this.item.take() ?? '';
    this.options.onItem({ index: this.index++, start: this.itemStart, end, text, spans: this.spans });
    this.itemStart = -1;
  }

  private nameEnded(chunk: Uint8Array, end: number): void {
    if (this.itemStart >= 0) {
      this.heavyKey = this.stringCarry
        ? this.options.heavy.includes(this.stringCarry + latin1(chunk, 0, Math.min(end, 64)))
        : this.isHeavy(chunk, this.stringStart, end);
    } else this.lastName = this.stringCarry + latin1(chunk, this.stringStart, Math.min(end, this.stringStart + 64));
  }

  /** First word from `word` on, up to `end`, that holds a quote or a backslash (all four bytes are tested at once). */
  private plainWords(word: number, end: number): number {
    const { words } = this;
    const stop = Math.min(end, words.length);
    let w = word;
    for (; w < stop; w++) {
      const value = words[w] ?? 0;
      const q = value ^ 0x22222222;
      const s = value ^ 0x5c5c5c5c;
      if (((((q - 0x01010101) | 0) & ~q) | (((s - 0x01010101) | 0) & ~s)) & 0x80808080) break;
    }
    return w;
  }

  private isHeavy(chunk: Uint8Array, start: number, end: number): boolean {
    for (const key of this.heavy) {
      if (key.length !== end - start) continue;
      let k = 0;
      while (k < key.length && key[k] === chunk[start + k]) k++;
      if (k === key.length) return true;
    }
    return false;
  }

  /** Unquoted keys are no JSON, but they name the array all the same. */
  private bareWord(code: number): void {
    this.oddGaps ||= this.inArray() && this.depth === this.matched;
    const isWord = (code >= 97 && code <= 122) || (code >= 65 && code <= 90) || code === 95;
    if (!isWord || this.afterColon) return;
    if (this.lastName.length < 32) this.lastName += String.fromCharCode(code);
  }

  /** Index of the quote that ends the current string, or -1 when it goes on behind the chunk. */
  private stringEnd(chunk: Uint8Array, start: number): number {
    const length = chunk.length;
    let i = start;
    if (this.escaped) {
      this.escaped = false;
      i++;
    }
    let near = Math.min(length, i + 512);
    for (;;) {
      // Short strings and strings full of escapes: four bytes at a time. Everything else: the engine's own search.
      while (i < near) {
        const word = (i - this.wordShift) >> 2;
        if (i + 8 < near && word >= 0) {
          const plain = this.plainWords(word, (near - this.wordShift) >> 2) * 4 + this.wordShift;
          if (plain > i) i = plain;
        }
        const stop = Math.min(near, i + 8);
        while (i < stop) {
          const code = chunk[i];
          if (code === quote) return i;
          i += code === backslash ? 2 : 1;
        }
      }
      if (i >= length) {
        this.escaped = i > length;
        return -1;
      }
      const from = i;
      const found = chunk.indexOf(quote, i);
      const stop = found < 0 ? length : found;
      let k = stop - 1;
      while (k >= from && chunk[k] === backslash) k--;
      const odd = ((stop - 1 - k) & 1) === 1;
      if (found < 0) {
        this.escaped = odd;
        return -1;
      }
      if (!odd) return found;
      i = found + 1;
      if (found - from < 64) near = Math.min(length, i + 1024);
    }
  }
}

function latin1(bytes: Uint8Array, start: number, end: number): string {
  let text = '';
  for (let i = start; i < end; i++) text += String.fromCharCode(bytes[i] ?? 0);
  return text;
}
