import { gunzip } from 'node:zlib';
import type { InflateBatch } from './platform';

/** A gzip header without name and time (RFC 1952, 2.3.1): its first four bytes, then its next four, then its last two. */
const header = [0x0008_8b1f, 0, 0xff00] as const;
const headerSize = 10;
const trailerSize = 8;

const firstRoom = 1 << 20;

/** Files of batches that were unpacked, for the next ones: the pages of a new one cost more than filling it. */
const usedFiles: Uint8Array[] = [];
const mostUsedFiles = 3;
const largestUsedFile = 4 << 20;

/**
 * Setting up a decoder costs more than unpacking a few hundred bytes. A gzip file may have many members (RFC 1952, 2.2),
 * so the streams are dressed as members of one file and share one decoder, which checks length and CRC of each.
 */
export class GunzipBatch implements InflateBatch {
  private file = usedFiles.pop() ?? new Uint8Array(firstRoom);
  private view = new DataView(this.file.buffer);
  private length = 0;
  private unpacked = 0;

  add(data: Uint8Array, start: number, end: number, size: number, crc: number): void {
    const from = this.length + headerSize;
    const to = from + end - start;
    if (to + trailerSize > this.file.length) this.grow(to + trailerSize);
    const { file, view } = this;
    view.setUint32(this.length, header[0], true);
    view.setUint32(this.length + 4, header[1], true);
    view.setUint16(this.length + 8, header[2], true);
    file.set(data.subarray(start, end), from);
    view.setUint32(to, crc, true);
    view.setUint32(to + 4, size, true);
    this.length = to + trailerSize;
    this.unpacked += size;
  }

  private grow(length: number): void {
    const { file } = this;
    this.file = new Uint8Array(Math.max(length, 2 * file.length));
    this.file.set(file.subarray(0, this.length));
    this.view = new DataView(this.file.buffer);
  }

  unpack(): Promise<Uint8Array | undefined> {
    const { file, length, unpacked } = this;
    const room = { chunkSize: unpacked + 64, maxOutputLength: unpacked + 64 };
    return new Promise((resolve) => {
      gunzip(file.subarray(0, length), room, (error, bytes) => {
        if (file.length <= largestUsedFile && usedFiles.length < mostUsedFiles) usedFiles.push(file);
        const isWhole = !error && bytes.length === unpacked;
        // Not a Buffer: its parts are slower to make.
        resolve(isWhole ? new Uint8Array(bytes.buffer, bytes.byteOffset, bytes.length) : undefined);
      });
    });
  }
}
