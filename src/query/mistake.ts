import type { Span } from '../artifacts/place';
import type { Message } from '../text';

/** Thrown inside the parser only; the parser's front returns it as a value. */
export class Mistake extends Error {
  constructor(
    readonly text: Message,
    readonly span: Span,
  ) {
    super(text.key);
  }
}
