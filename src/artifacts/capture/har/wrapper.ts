import type { ByteSource } from '../../../platform/platform';

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
