import { headerText } from '../http';

/**
 * Text of bytes that mostly are what they were the last time, such as status lines: comparing them takes less than making
 * text of them, and the rows of a capture share one string.
 */
export class SameText {
  private bytes = new Uint8Array(0);
  private text = '';

  of(bytes: Uint8Array, start: number, end: number): string {
    if (!this.isSame(bytes, start, end)) {
      this.bytes = bytes.slice(start, end);
      this.text = headerText(this.bytes);
    }
    return this.text;
  }

  private isSame(bytes: Uint8Array, start: number, end: number): boolean {
    const known = this.bytes;
    if (known.length !== end - start) return false;
    for (let i = 0; i < known.length; i++) if (known[i] !== bytes[start + i]) return false;
    return true;
  }
}
