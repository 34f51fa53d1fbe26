import type { ByteSource } from '../../../platform/platform';
import { type JsonFaultPlace, positionOf } from './strict';

/**
 * Where the JSON begins: behind a UTF-8 byte order mark and behind the opening of a JSONP wrapper such as
 * `onInputData(`; `wrapper` is the name of that function, or empty.
 */
export async function findStart(source: ByteSource): Promise<{ readonly offset: number; readonly wrapper: string }> {
  const head = await source.read(0, 4096);
  const mark = head[0] === 0xef && head[1] === 0xbb && head[2] === 0xbf ? 3 : 0;
  let text = '';
  for (let i = mark; i < head.length; i++) text += String.fromCharCode(head[i] ?? 0);
  const match = /^\s*(?:;\s*)?([A-Za-z_$][\w$.]{0,200})\s*\(\s*(?=\{)/.exec(text);
  if (!match) return { offset: mark, wrapper: '' };
  return { offset: mark + match[0].length, wrapper: match[1] ?? '' };
}

const windowLength = 1 << 20;

/**
 * The first text behind the end of the JSON: a second document, or zeros that a crash has left. Blanks do not count, nor
 * do the bracket and the semicolon that close a wrapper. Undefined when there is none.
 */
export async function textBehind(
  source: ByteSource,
  end: number | undefined,
  isWrapped: boolean,
  signal?: AbortSignal,
): Promise<JsonFaultPlace | undefined> {
  if (end === undefined) return undefined;
  for (let offset = end; offset < source.size; ) {
    signal?.throwIfAborted();
    const bytes = await source.read(offset, windowLength);
    if (bytes.length === 0) return undefined;
    const at = bytes.findIndex((code) => !(isBlank(code) || (isWrapped && (code === 41 || code === 59))));
    if (at >= 0) {
      return { fault: 'trailing', offset: offset + at, ...(await positionOf(source, offset + at, signal)) };
    }
    offset += bytes.length;
  }
  return undefined;
}

function isBlank(code: number): boolean {
  return code === 32 || code === 9 || code === 10 || code === 13;
}
