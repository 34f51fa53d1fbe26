import type { ByteSource } from './platform';

/** Reads a file front to back through one buffer, so that a long way leaves no garbage. */
export class Window {
  /** What the window holds now; gone when it moves. */
  bytes: Uint8Array = new Uint8Array(0);
  private readonly buffer: Uint8Array;
  private start = 0;

  constructor(
    private readonly source: ByteSource,
    private readonly size = 1 << 20,
  ) {
    this.buffer = new Uint8Array(source.readInto ? Math.min(size, source.size) : 0);
  }

  /** Whether the window holds `length` bytes at that offset of the file, or all to the end of the file. */
  holds(offset: number, length: number): boolean {
    return offset >= this.start && Math.min(offset + length, this.source.size) <= this.start + this.bytes.length;
  }

  /** Where that offset of the file lies in `bytes`. */
  at(offset: number): number {
    return offset - this.start;
  }

  /** Moves the window, so that it holds `length` bytes at `offset`, and more where the file has more; gives its bytes. */
  async move(offset: number, length = 0): Promise<Uint8Array> {
    if (this.source.readInto && length <= this.buffer.length) {
      const done = await this.source.readInto(this.buffer, offset);
      // What was written to the file since it was opened is no part of it.
      this.bytes = this.buffer.subarray(0, Math.max(0, Math.min(done, this.source.size - offset)));
    } else this.bytes = await this.source.read(offset, Math.max(length, this.size));
    this.start = offset;
    return this.bytes;
  }
}
