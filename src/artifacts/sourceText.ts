import type { Position, Span, TextRange } from './place';

/** A text with fast conversion between offsets and positions. Lines end at LF, CRLF or CR, as VS Code splits them. */
export class SourceText {
  private starts: Uint32Array | undefined;

  constructor(
    readonly text: string,
    /** How the bytes were read, for example `utf-8`, `utf-16le`, `windows-1252`. */
    readonly encoding: string = 'utf-8',
  ) {}

  get lineCount(): number {
    return this.lineStarts().length;
  }

  /** Offset of the first character of a line; the length of the text for lines beyond the end. */
  lineStart(line: number): number {
    return this.lineStarts()[line] ?? this.text.length;
  }

  /** The line's text without its line end. */
  lineText(line: number): string {
    return this.text.slice(this.lineStart(line), this.lineStart(line + 1)).replace(/[\r\n]+$/, '');
  }

  positionAt(offset: number): Position {
    const starts = this.lineStarts();
    let low = 0;
    let high = starts.length - 1;
    while (low < high) {
      const middle = (low + high + 1) >>> 1;
      if ((starts[middle] ?? 0) <= offset) low = middle;
      else high = middle - 1;
    }
    return { line: low, character: offset - (starts[low] ?? 0) };
  }

  offsetAt(position: Position): number {
    return Math.min(this.lineStart(position.line) + position.character, this.text.length);
  }

  rangeOf(span: Span): TextRange {
    return { start: this.positionAt(span.start), end: this.positionAt(span.end) };
  }

  private lineStarts(): Uint32Array {
    if (this.starts) return this.starts;
    const found: number[] = [0];
    const { text } = this;
    for (let i = 0; i < text.length; i++) {
      const code = text.charCodeAt(i);
      if (code === 10 || (code === 13 && text.charCodeAt(i + 1) !== 10)) found.push(i + 1);
    }
    this.starts = Uint32Array.from(found);
    return this.starts;
  }
}
