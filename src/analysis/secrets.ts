import type { ValueView } from './views';

/** At most this many values can be revealed at a time; older ones are asked for again by opening their view. */
const capacity = 20_000;

/**
 * Masked values of one open artifact. A view gets an id; the value itself is taken from the model again when the user
 * asks for that one, so that no second copy of a secret is kept.
 */
export class Secrets {
  private readonly values = new Map<string, () => string>();

  /** A chip that names class and length only. The id must be the same for the same value. */
  chip(id: string, className: string, length: number, reveal: () => string): ValueView {
    this.values.delete(id);
    this.values.set(id, reveal);
    if (this.values.size > capacity) {
      const oldest = this.values.keys().next().value;
      if (oldest !== undefined) this.values.delete(oldest);
    }
    return { text: '', masked: { class: className, length, id } };
  }

  /** The value behind a chip; undefined when it is no longer known. */
  reveal(id: string): string | undefined {
    return this.values.get(id)?.();
  }
}

/** A value that may be shown. */
export function plain(text: string): ValueView {
  return { text };
}

/** A chip in plain text, for documents and copies: dots, class and length. */
export function chipText(className: string, length: number): string {
  return `[${className}, ${length}]`;
}
