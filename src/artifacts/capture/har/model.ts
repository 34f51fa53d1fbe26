import type { TextRange } from '../../place';
import type { Capture, ReadOptions } from '../model';

/** The JSON of one entry, for "Show in Text". */
export interface EntrySlice {
  readonly text: string;
  /** Bytes of the entry in the (unpacked) file; end exclusive. */
  readonly byteStart: number;
  readonly byteEnd: number;
  /** False when the entry is longer than the limit. */
  readonly complete: boolean;
}

/** A HAR: a capture whose sessions lie in a text. */
export interface HarCapture extends Capture {
  readonly form: 'har';
  /**
   * True when a Chromium DevTools export carries no cookie and no authorization header at all: such exports leave them
   * out unless asked, so their absence proves nothing.
   */
  readonly sanitized: boolean;
  /** Byte range of an entry's object; undefined for an unknown key. */
  entryRange(key: number): { readonly byteStart: number; readonly byteEnd: number } | undefined;
  /** The entry as it stands in the file, at most `limit` bytes of it; undefined for an unknown key. */
  entrySlice(key: number, options?: ReadOptions): Promise<EntrySlice | undefined>;
  /** Lines and columns of the entry in the file, for a text editor; undefined for an unknown key. */
  entryPlace(key: number, options?: ReadOptions): Promise<TextRange | undefined>;
}

/** True for a capture that {@link HarCapture.entrySlice} can be asked of. */
export function isHarCapture(capture: Capture): capture is HarCapture {
  return capture.form === 'har' && 'entrySlice' in capture;
}
