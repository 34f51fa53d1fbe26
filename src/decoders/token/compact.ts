/** A run of characters that can be a compact token, with what had to be taken off. */
export interface CompactRun {
  /** Where the run ends in the text. */
  readonly end: number;
  /** Parts between the dots, cleaned of folds and escapes. */
  readonly parts: readonly string[];
  /** End of each part in the text. */
  readonly ends: readonly number[];
  /** `percent-encoding`, `json-escapes`, `line-folds`. */
  readonly unwrapped: ReadonlySet<string>;
  /** True when an ellipsis stands in or behind it. */
  readonly isCut: boolean;
}

/** Classes of characters. */
const stop = 0;
const plain = 1;
const dot = 2;
const standard = 3;
const percent = 4;
const backslash = 5;
const lineBreak = 6;
const ellipsis = 7;

const kinds = new Uint8Array(128);
for (const character of 'ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789-_')
  kinds[character.charCodeAt(0)] = plain;
for (const character of '+/=') kinds[character.charCodeAt(0)] = standard;
kinds[0x2e] = dot;
kinds[0x25] = percent;
kinds[0x5c] = backslash;
kinds[0x0d] = lineBreak;
kinds[0x0a] = lineBreak;

/** A folded line holds at least so many characters before its break: words of a sentence do not. */
const minLine = 40;
/** Lengths of complete signatures in base64url: RSA 2048, 3072 and 4096, HMAC and elliptic curves. */
const signatureLengths = new Set([43, 64, 86, 88, 128, 171, 342, 512, 683]);
const maxParts = 8;

/** Reads the run of token characters at `start`: percent encoding, JSON escapes and line folds are taken off. */
export function readCompact(text: string, start: number): CompactRun {
  const run = new Reader(text, start);
  run.read();
  return run;
}

class Reader implements CompactRun {
  end: number;
  readonly parts: string[] = [];
  readonly ends: number[] = [];
  readonly unwrapped = new Set<string>();
  isCut = false;
  private part = '';
  private plainStart: number;
  private pos: number;
  private lineStart: number;
  private alphabet: 'any' | 'url' | 'standard' = 'any';

  constructor(
    private readonly text: string,
    start: number,
  ) {
    this.pos = start;
    this.end = start;
    this.plainStart = start;
    this.lineStart = start;
  }

  read(): void {
    const { text } = this;
    while (this.pos < text.length) {
      const code = text.charCodeAt(this.pos);
      const kind = code < 128 ? (kinds[code] ?? stop) : code === 0x2026 ? ellipsis : stop;
      if (kind === plain) this.pos++;
      else if (!this.special(kind)) break;
    }
    this.flush(this.pos);
    this.parts.push(this.part);
    this.end = Math.max(this.end, this.pos);
    this.ends.push(this.end);
  }

  /** Handles all but plain characters; false ends the run. */
  private special(kind: number): boolean {
    switch (kind) {
      case dot:
        return this.dot(this.pos, this.pos + 1);
      case standard:
        return this.standard(this.text[this.pos] ?? '', this.pos + 1, false);
      case percent:
        return this.escape(/%(?:25)*([0-9a-f]{2})/iy, 'percent-encoding');
      case backslash:
        return this.backslash();
      case lineBreak:
        return this.fold(this.pos, /\r?\n[ \t]*(?:>[> \t]*)?/y);
      case ellipsis:
        return this.cut(this.pos + 1);
      default:
        // Blanks at the end of a folded line.
        return this.fold(this.pos, /[ \t]{1,8}\r?\n[ \t]*(?:>[> \t]*)?/y);
    }
  }

  private dot(at: number, next: number): boolean {
    if (this.text.startsWith('..', next)) {
      let end = next + 2;
      while (this.text[end] === '.') end++;
      return this.cut(end);
    }
    if (this.parts.length >= maxParts) return false;
    this.flush(at);
    this.parts.push(this.part);
    this.ends.push(at);
    this.part = '';
    this.pos = next;
    this.plainStart = next;
    return true;
  }

  private cut(end: number): false {
    this.flush(this.pos);
    this.isCut = true;
    this.end = end;
    this.plainStart = this.pos;
    return false;
  }

  /** `+`, `/` and `=` of the standard alphabet; a value in base64url ends before them. */
  private standard(character: string, next: number, isEscaped: boolean): boolean {
    if (character === '=') {
      // Quoted-printable mail ends its lines with "=".
      if (!isEscaped && /^\r?\n[\w+/.-]/.test(this.text.slice(next, next + 4)) && this.fold(this.pos, /=\r?\n/y))
        return true;
      const rest = this.text.slice(next, next + 6);
      if (!/^(?:$|[=.]|%(?:25)*(?:3d|2e)|[^\w+/%-]|%(?!2[bf]))/i.test(rest)) return false;
    } else {
      if (this.alphabet === 'any') this.alphabet = /[-_]/.test(this.soFar()) ? 'url' : 'standard';
      if (this.alphabet === 'url') return false;
    }
    this.take(character, next);
    return true;
  }

  private escape(form: RegExp, name: string): boolean {
    form.lastIndex = this.pos;
    const match = form.exec(this.text);
    if (!match) return false;
    const character = String.fromCharCode(Number.parseInt(match[1] ?? '', 16));
    const next = this.pos + match[0].length;
    const ok = this.unescaped(character, next);
    if (ok) this.unwrapped.add(name);
    return ok;
  }

  private unescaped(character: string, next: number): boolean {
    if (character === '.') return this.dot(this.pos, next);
    if (/[+/=]/.test(character)) return this.standard(character, next, true);
    if (/[\w-]/.test(character)) {
      this.take(character, next);
      return true;
    }
    if (character === '\r' || character === '\n') return this.fold(this.pos, /(?:%(?:25)*0[ad])+(?:%20|%09)*/iy);
    return false;
  }

  private backslash(): boolean {
    const next = this.text[this.pos + 1];
    if (next === '/') {
      const ok = this.standard('/', this.pos + 2, true);
      if (ok) this.unwrapped.add('json-escapes');
      return ok;
    }
    if (next === 'u') return this.escape(/\\u00([0-9a-f]{2})/iy, 'json-escapes');
    if (next === 'r' || next === 'n') return this.fold(this.pos, /(?:\\[rn])+[ \t]*/y);
    return false;
  }

  /** A line break inside the value: the line before it is long, the next one holds nothing else. */
  private fold(at: number, form: RegExp): boolean {
    form.lastIndex = at;
    const match = form.exec(this.text);
    if (!match) return false;
    const next = at + match[0].length;
    // The mark of a quoted mail is no indentation: every line of it has one.
    const isIndented = !match[0].includes('>') && /[ \t]$|%20$|%09$/i.test(match[0]);
    if (at - this.lineStart < minLine && !isIndented) return false;
    if (this.parts.length === 2 && signatureLengths.has(this.part.length + this.pos - this.plainStart)) return false;
    const line = /[\w.+/=%-]+/y;
    line.lastIndex = next;
    const word = line.exec(this.text)?.[0] ?? '';
    const after = this.text.slice(next + word.length, next + word.length + 10);
    if (word.length < 2 || !/^(?:$|["'\r\n\\,;<)}\]]|[ \t]{1,8}[\r\n])/.test(after)) return false;
    if (!isIndented && word.length < minLine && /^[A-Z]?[a-z]+(?:-[A-Z]?[a-z]+)*$/.test(word)) return false;
    this.flush(at);
    this.unwrapped.add('line-folds');
    this.pos = next;
    this.plainStart = next;
    this.lineStart = next;
    return true;
  }

  private take(character: string, next: number): void {
    this.flush(this.pos);
    this.part += character;
    this.pos = next;
    this.plainStart = next;
  }

  private flush(at: number): void {
    if (at > this.plainStart) this.part += this.text.slice(this.plainStart, at);
    this.plainStart = at;
  }

  private soFar(): string {
    return this.part + this.text.slice(this.plainStart, this.pos);
  }
}
