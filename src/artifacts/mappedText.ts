import type { Span } from './place';

/** A text that was decoded out of another (quoted-printable, Base64, entities), with the way back for every offset. */
export class MappedText {
  constructor(
    readonly text: string,
    /** Offset in the outer text for every UTF-16 unit, and one more for the end; undefined = the same offsets. */
    private readonly offsets: Uint32Array | undefined,
    /** Offset behind each unit in the outer text, where units are apart there (soft line breaks). */
    private readonly ends?: Uint32Array,
  ) {}

  outer(offset: number): number {
    if (!this.offsets) return offset;
    return this.offsets[Math.min(Math.max(offset, 0), this.offsets.length - 1)] ?? 0;
  }

  span(span: Span): Span {
    const start = this.outer(span.start);
    const end = span.end > span.start ? (this.ends?.[span.end - 1] ?? this.outer(span.end)) : start;
    return { start, end: Math.max(start, end) };
  }
}

/** Collects decoded bytes with the offset each came from. */
export class MappedBytes {
  private bytes = new Uint8Array(1024);
  private from = new Uint32Array(1024);
  private to = new Uint32Array(1024);
  private length = 0;

  /** Takes a byte that was written between two offsets. */
  push(byte: number, offset: number, end = offset + 1): void {
    if (this.length === this.bytes.length) {
      const bytes = new Uint8Array(this.length * 2);
      const from = new Uint32Array(this.length * 2);
      const to = new Uint32Array(this.length * 2);
      bytes.set(this.bytes);
      from.set(this.from);
      to.set(this.to);
      this.bytes = bytes;
      this.from = from;
      this.to = to;
    }
    this.bytes[this.length] = byte;
    this.to[this.length] = end;
    this.from[this.length++] = offset;
  }

  /** The bytes as text of a charset that a page can have; `end` is the outer offset behind the last byte. */
  decode(charset: string, end: number): MappedText {
    const bytes = this.bytes.subarray(0, this.length);
    let decoder: TextDecoder;
    try {
      decoder = new TextDecoder(charset, { ignoreBOM: true });
    } catch {
      decoder = new TextDecoder('utf-8', { ignoreBOM: true });
    }
    const text = decoder.decode(bytes);
    const offsets = new Uint32Array(text.length + 1);
    const ends = new Uint32Array(text.length);
    if (text.length === this.length) {
      offsets.set(this.from.subarray(0, this.length));
      ends.set(this.to.subarray(0, this.length));
    } else this.mapUtf8(text, bytes, offsets, ends);
    offsets[text.length] = end;
    return new MappedText(text, offsets, ends);
  }

  private mapUtf8(text: string, bytes: Uint8Array, offsets: Uint32Array, ends: Uint32Array): void {
    let at = 0;
    for (let i = 0; i < text.length; i++) {
      const first = Math.min(at, this.length - 1);
      const code = text.charCodeAt(i);
      const pair = code >= 0xd800 && code < 0xdc00 && i + 1 < text.length;
      if (pair) at += 4;
      else if (code === 0xfffd && !(bytes[at] === 0xef && bytes[at + 1] === 0xbf && bytes[at + 2] === 0xbd)) {
        at++;
        while (at < this.length && ((bytes[at] ?? 0) & 0xc0) === 0x80) at++;
      } else at += code < 0x80 ? 1 : code < 0x800 ? 2 : 3;
      const last = Math.max(first, Math.min(at, this.length) - 1);
      for (let unit = i; unit <= (pair ? i + 1 : i); unit++) {
        offsets[unit] = this.from[first] ?? 0;
        ends[unit] = this.to[last] ?? 0;
      }
      if (pair) i++;
    }
  }
}

/** Decodes quoted-printable text between two offsets: `=XX` and soft line breaks. */
export function decodeQuotedPrintable(text: string, from: number, to: number, charset: string): MappedText {
  const bytes = new MappedBytes();
  const encoder = new TextEncoder();
  for (let i = from; i < to; i++) {
    const code = text.charCodeAt(i);
    if (code === 61) {
      const hex = text.slice(i + 1, i + 3);
      if (/^[0-9A-Fa-f]{2}$/.test(hex)) {
        bytes.push(Number.parseInt(hex, 16), i, i + 3);
        i += 2;
        continue;
      }
      const soft = /^=[ \t]*(?:\r\n|\r|\n|$)/.exec(text.slice(i, Math.min(to, i + 80)));
      if (soft) {
        i += soft[0].length - 1;
        continue;
      }
    }
    if (code < 0x80) bytes.push(code, i);
    else {
      const char = String.fromCodePoint(text.codePointAt(i) ?? 0xfffd);
      for (const byte of encoder.encode(char)) bytes.push(byte, i, i + char.length);
      i += char.length - 1;
    }
  }
  return bytes.decode(charset, to);
}

const alphabet = 'ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789+/';

/** Decodes Base64 text between two offsets; other characters are passed over. */
export function decodeBase64Part(text: string, from: number, to: number, charset: string): MappedText {
  const bytes = new MappedBytes();
  let bits = 0;
  let count = 0;
  for (let i = from; i < to; i++) {
    const value = alphabet.indexOf(text.charAt(i));
    if (value < 0) continue;
    bits = ((bits << 6) | value) & 0xffffff;
    count += 6;
    if (count >= 8) {
      count -= 8;
      bytes.push((bits >> count) & 0xff, i);
    }
  }
  return bytes.decode(charset, to);
}

const entities: Readonly<Record<string, string>> = { quot: '"', amp: '&', lt: '<', gt: '>', nbsp: '\u00a0', apos: "'" };

/** Decodes the entities that quote JSON in a page (`&quot;` and numeric ones) in a whole text. */
export function decodeEntities(text: string): MappedText {
  const pieces: string[] = [];
  const offsets: number[] = [];
  const pattern = /&(?:#(\d{1,7})|#[xX]([0-9a-fA-F]{1,6})|(quot|amp|lt|gt|nbsp|apos));/g;
  let at = 0;
  const copy = (end: number) => {
    pieces.push(text.slice(at, end));
    for (let i = at; i < end; i++) offsets.push(i);
  };
  for (const match of text.matchAll(pattern)) {
    copy(match.index);
    const [all, decimal, hex, name] = match;
    const code = decimal ? Number(decimal) : Number.parseInt(hex ?? '0', 16);
    const char = name ? (entities[name] ?? '') : code > 0 && code < 0x110000 ? String.fromCodePoint(code) : all;
    pieces.push(char);
    for (let i = 0; i < char.length; i++) offsets.push(match.index);
    at = match.index + all.length;
  }
  copy(text.length);
  offsets.push(text.length);
  return new MappedText(pieces.join(''), Uint32Array.from(offsets));
}

/** Decodes the content of a JSON string (without its quotes) between two offsets. */
export function decodeJsonString(text: string, from: number, to: number): MappedText {
  const pieces: string[] = [];
  const offsets: number[] = [];
  const simple: Readonly<Record<string, string>> = { n: '\n', r: '\r', t: '\t', b: '\b', f: '\f' };
  for (let i = from; i < to; i++) {
    offsets.push(i);
    const char = text.charAt(i);
    if (char !== '\\') {
      pieces.push(char);
      continue;
    }
    const next = text.charAt(i + 1);
    if (next === 'u' && /^[0-9a-fA-F]{4}$/.test(text.slice(i + 2, i + 6))) {
      pieces.push(String.fromCharCode(Number.parseInt(text.slice(i + 2, i + 6), 16)));
      i += 5;
    } else {
      pieces.push(simple[next] ?? next);
      i++;
    }
  }
  offsets.push(to);
  return new MappedText(pieces.join('').slice(0, offsets.length - 1), Uint32Array.from(offsets));
}
