/** Reads a 64-bit size; beyond 2^53 it is no size a file can have, and stays above every limit. */
export function readUint64(view: DataView, at: number): number {
  return view.getUint32(at, true) + view.getUint32(at + 4, true) * 2 ** 32;
}

/** Says of a size or an offset that it does not fit and stands in the ZIP64 extra field. */
export const wide = 0xffffffff;

/** Extra fields of a record (PKWARE APPNOTE 4.5): those of `view` from `from` to `to`. */
export class ExtraFields {
  constructor(
    private readonly view: DataView,
    private readonly from: number,
    private readonly to: number,
  ) {}

  /** What the ZIP64 field (APPNOTE 4.5.3) says of a value that does not fit; it holds only those, `before` before it. */
  wideValue(before: number): number {
    const { view } = this;
    const at = this.find(0x0001);
    const value = at + 8 * before;
    return at < 0 || value + 8 > at + view.getUint16(at - 2, true) ? wide : readUint64(view, value);
  }

  /** WinZip's AES field (0x9901): how the entry is encrypted, and how it was packed before. */
  get aes(): { readonly version: number; readonly strength: number; readonly method: number } | undefined {
    const { view } = this;
    const at = this.find(0x9901);
    if (at < 0 || view.getUint16(at - 2, true) < 7) return undefined;
    return {
      version: view.getUint16(at, true),
      strength: view.getUint8(at + 4),
      method: view.getUint16(at + 5, true),
    };
  }

  /** Where the data of the first field of that kind begins, behind its length; -1 when there is none. */
  private find(id: number): number {
    for (let at = this.from; at + 4 <= this.to; ) {
      const end = at + 4 + this.view.getUint16(at + 2, true);
      if (end > this.to) break;
      if (this.view.getUint16(at, true) === id) return at + 4;
      at = end;
    }
    return -1;
  }
}
