/** Bytes of one small text, gathered from chunks and decoded at the end. The buffer is used again and again. */
export class Squeeze {
  private bytes = new Uint8Array(1 << 14);
  private length = 0;
  private overflow = false;
  private readonly decoder = new TextDecoder('utf-8', { ignoreBOM: true });

  /** @param limit bytes that are kept at most; beyond it the text is given up. */
  constructor(private readonly limit = 256 << 20) {}

  add(chunk: Uint8Array, start: number, end: number): void {
    if (start < 0 || start >= end || !this.reserve(end - start)) return;
    this.bytes.set(chunk.subarray(start, end), this.length);
    this.length += end - start;
  }

  /** Adds ASCII text. */
  addText(text: string): void {
    if (!this.reserve(text.length)) return;
    for (let i = 0; i < text.length; i++) this.bytes[this.length++] = text.charCodeAt(i);
  }

  /** The text so far, and empties the buffer; undefined when the limit was passed. */
  take(): string | undefined {
    const text = this.overflow ? undefined : this.decoder.decode(this.bytes.subarray(0, this.length));
    this.length = 0;
    this.overflow = false;
    if (this.bytes.length > 1 << 22) this.bytes = new Uint8Array(1 << 14);
    return text;
  }

  private reserve(more: number): boolean {
    if (this.overflow || this.length + more > this.limit) {
      this.overflow = true;
      return false;
    }
    if (this.length + more > this.bytes.length) {
      const grown = new Uint8Array(Math.max(this.bytes.length * 2, this.length + more));
      grown.set(this.bytes.subarray(0, this.length));
      this.bytes = grown;
    }
    return true;
  }
}
