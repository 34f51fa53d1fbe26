/** A replacement in a text; end exclusive. */
export interface Edit {
  readonly start: number;
  readonly end: number;
  readonly text: string;
}

/** Edits of one text. What is claimed first stays; later claims that touch it are refused. */
export class Edits {
  private readonly list: Edit[] = [];
  private covered: Uint8Array | undefined;

  constructor(private readonly length: number) {}

  /** Takes a span, with its replacement; without one it is kept as it is and nothing else may change it. */
  claim(start: number, end: number, make: () => string | undefined): boolean {
    if (end <= start || this.isTaken(start, end)) return false;
    this.covered ??= new Uint8Array(this.length);
    this.covered.fill(1, start, end);
    const text = make();
    if (text !== undefined) this.list.push({ start, end, text });
    return true;
  }

  isTaken(start: number, end: number): boolean {
    const { covered } = this;
    if (!covered) return false;
    const at = covered.indexOf(1, start);
    return at >= 0 && at < end;
  }

  get isEmpty(): boolean {
    return this.list.length === 0;
  }

  apply(text: string): string {
    if (this.list.length === 0) return text;
    const pieces: string[] = [];
    let at = 0;
    for (const edit of this.list.sort((a, b) => a.start - b.start)) {
      pieces.push(text.slice(at, edit.start), edit.text);
      at = edit.end;
    }
    pieces.push(text.slice(at));
    return pieces.join('');
  }
}
