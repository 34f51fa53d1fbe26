import type { Position, Span, TextRange } from '../../artifacts/place';
import { SourceText } from '../../artifacts/sourceText';
import { chipOf, MaskedText, type Secret } from '../masking';
import type { Words } from '../words';

/**
 * A text as a document shows it: a chip in place of every secret, each line on the line where it stands in the text
 * itself. Everything is looked for in the text itself; ranges of what was found are those of the shown text.
 */
export class ShownText {
  /** What the document holds. */
  readonly shown: SourceText;
  private readonly masked: MaskedText;

  constructor(
    words: Words,
    /** The text itself, secrets included: never to be shown. */
    readonly real: SourceText,
    secrets: readonly Secret[],
  ) {
    // A secret of several lines leaves its line ends, so that numbers of lines stay true.
    this.masked = new MaskedText(
      real.text,
      secrets,
      (secret) => chipOf(words, secret) + lineEnds(real.text.slice(secret.span.start, secret.span.end)),
    );
    this.shown = this.masked.text === real.text ? real : new SourceText(this.masked.text, real.encoding);
  }

  /** Range in the shown text of a span of the text itself. */
  rangeOf(span: Span): TextRange {
    return this.shown.rangeOf(this.masked.spanToMasked(span));
  }

  /** Range in the shown text of a range of the text itself. */
  shownRange({ start, end }: TextRange): TextRange {
    return this.rangeOf({ start: this.real.offsetAt(start), end: this.real.offsetAt(end) });
  }

  /** Offset in the text itself of a position in the shown text; inside a chip: the start of what it hides. */
  realOffset(position: Position): number {
    return this.masked.toOriginal(this.shown.offsetAt(position));
  }

  /** Span in the text itself of a range of the shown text: of a chip all that it hides. */
  realSpan({ start, end }: TextRange): Span {
    return { start: this.realOffset(start), end: this.masked.toOriginal(this.shown.offsetAt(end), 'end') };
  }

  /** The text itself behind a range of the shown text: chips give what they hide, whole. */
  textBehind(range: TextRange): string {
    const { start, end } = this.realSpan(range);
    return this.real.text.slice(start, end);
  }

  /** True when any part of a span of the text itself is hidden. */
  hides(span: Span): boolean {
    return this.masked.hides(span);
  }
}

function lineEnds(text: string): string {
  return text.match(/\r\n|\r|\n/g)?.join('') ?? '';
}
