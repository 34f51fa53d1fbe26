/** A place in the text of a query. */
export class Scanner {
  offset = 0;

  constructor(readonly text: string) {}

  get atEnd(): boolean {
    return this.offset >= this.text.length;
  }

  /** The character `ahead` of the place, or empty at the end. */
  peek(ahead = 0): string {
    return this.text.charAt(this.offset + ahead);
  }

  skipBlanks(): void {
    while (!this.atEnd && isBlank(this.peek())) this.offset++;
  }

  /** True when the keyword stands here as a whole word, in any case. */
  sees(word: string): boolean {
    if (this.text.slice(this.offset, this.offset + word.length).toLowerCase() !== word) return false;
    const next = this.peek(word.length);
    return next === '' || isBlank(next) || next === '(' || next === ')';
  }

  /** Skips blanks, then the keyword if it stands here. */
  keyword(word: string): boolean {
    this.skipBlanks();
    if (!this.sees(word)) return false;
    this.offset += word.length;
    return true;
  }
}

/** Blank, line end, or the end of the text. */
export function isBlank(character: string): boolean {
  return character === '' || /\s/.test(character);
}
