import type { ByteSource } from '../../../platform/platform';

const windowSize = 2 << 20;

/** Reads a file front to back through one buffer. */
export class Window {
  /** What the window holds now; gone when it moves. */
  bytes: Uint8Array = new Uint8Array(0);
  private readonly buffer: Uint8Array;
  private start = 0;

  constructor(private readonly source: ByteSource) {
    this.buffer = new Uint8Array(source.readInto ? Math.min(windowSize, source.size) : 0);
  }

  /** Whether the window holds `length` bytes at that offset of the file, or all to the end of the file. */
  holds(offset: number, length: number): boolean {
    return offset >= this.start && Math.min(offset + length, this.source.size) <= this.start + this.bytes.length;
  }

  /** Where that offset of the file lies in `bytes`. */
  at(offset: number): number {
    return offset - this.start;
  }

  /** Moves the window, so that it holds `length` bytes at `offset`. */
  async move(offset: number, length: number): Promise<void> {
    if (this.source.readInto && length <= this.buffer.length) {
      const done = await this.source.readInto(this.buffer, offset);
      this.bytes = this.buffer.subarray(0, done);
    } else this.bytes = await this.source.read(offset, Math.max(length, windowSize));
    this.start = offset;
  }
}
