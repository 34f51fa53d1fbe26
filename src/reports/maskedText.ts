import type { Span } from '../artifacts/place';

/** Class of a secret, named by a key of the texts. */
export type SecretClass =
  | 'signature'
  | 'token'
  | 'refreshToken'
  | 'code'
  | 'cookie'
  | 'password'
  | 'clientSecret'
  | 'sessionKey'
  | 'contentKey'
  | 'privateKey'
  | 'channel'
  | 'encrypted'
  | 'license'
  | 'entity';

export interface Secret {
  readonly span: Span;
  readonly class: SecretClass;
}

/** A text with its secrets replaced, and the way from offsets of the original to offsets of the result. */
export class MaskedText {
  readonly text: string;
  private readonly cuts: { readonly span: Span; readonly at: number; readonly length: number }[] = [];

  constructor(source: string, secrets: readonly Secret[], label: (secret: Secret) => string) {
    const sorted = [...secrets].sort((a, b) => a.span.start - b.span.start);
    let from = 0;
    let text = '';
    for (const secret of sorted) {
      // Of two that overlap, the rest of the second one is hidden, too.
      const span = { start: Math.max(secret.span.start, from), end: secret.span.end };
      if (span.end <= span.start) continue;
      text += source.slice(from, span.start);
      const chip = label({ ...secret, span });
      this.cuts.push({ span, at: text.length, length: chip.length });
      text += chip;
      from = span.end;
    }
    this.text = text + source.slice(from);
  }

  /** Where an offset of the original stands; inside a masked value: at its start (or its end). */
  toMasked(offset: number, edge: 'start' | 'end' = 'start'): number {
    let shift = 0;
    for (const { span, at, length } of this.cuts) {
      if (offset <= span.start) break;
      if (offset < span.end) return edge === 'start' ? at : at + length;
      shift = at + length - span.end;
    }
    return offset + shift;
  }

  spanToMasked(span: Span): Span {
    return { start: this.toMasked(span.start), end: this.toMasked(span.end, 'end') };
  }

  /** Where an offset of the result stands in the original; inside a label: at the start (or the end) of what it hides. */
  toOriginal(offset: number, edge: 'start' | 'end' = 'start'): number {
    let shift = 0;
    for (const { span, at, length } of this.cuts) {
      if (offset <= at) break;
      if (offset < at + length) return edge === 'start' ? span.start : span.end;
      shift = span.end - at - length;
    }
    return offset + shift;
  }

  /** True when a part of a span of the original is replaced. */
  hides({ start, end }: Span): boolean {
    return this.cuts.some(({ span }) => span.start < end && span.end > start);
  }
}
