import { decodeWindows1252 } from './windows1252';

/*
 * Takes the place of the package iconv-lite in the bundles (see esbuild.mjs): the mail reader asks it for two functions,
 * every runtime of ours decodes text by itself, and the package needs Node's Buffer.
 */

/** iconv-lite's name for an encoding, such as `utf16le`, `cp1252` or `latin1`, as the Encoding Standard calls it. */
function label(encoding: string): string {
  const name = encoding.toLowerCase().replace(/[^a-z0-9]/g, '');
  if (/^(utf16le|utf16|ucs2)$/.test(name)) return 'utf-16le';
  if (name === 'utf16be') return 'utf-16be';
  if (name === 'utf8' || name === 'cp65001' || name === '65001') return 'utf-8';
  const windows = /^(?:cp|windows|win)?(125\d|874)$/.exec(name)?.[1];
  if (windows) return `windows-${windows}`;
  const others: Readonly<Record<string, string>> = {
    cp932: 'shift_jis',
    cp936: 'gbk',
    cp949: 'euc-kr',
    cp950: 'big5',
    cp866: 'ibm866',
    latin1: 'windows-1252',
    binary: 'windows-1252',
    ascii: 'windows-1252',
  };
  return others[name] ?? encoding;
}

/** Text of bytes; an encoding that the runtime does not know is read as Windows-1252. */
export function decode(bytes: Uint8Array, encoding: string): string {
  const name = label(encoding);
  if (name === 'windows-1252') return decodeWindows1252(bytes);
  let decoder: TextDecoder;
  try {
    decoder = new TextDecoder(name);
  } catch {
    return decodeWindows1252(bytes);
  }
  return decoder.decode(bytes);
}

/** Bytes of a text: UTF-16LE, UTF-8, or one byte per character with `?` for what does not fit. */
export function encode(text: string, encoding: string): Uint8Array {
  const name = label(encoding);
  if (name === 'utf-8') return new TextEncoder().encode(text);
  if (name === 'utf-16le') {
    const bytes = new Uint8Array(text.length * 2);
    const view = new DataView(bytes.buffer);
    for (let i = 0; i < text.length; i++) view.setUint16(i * 2, text.charCodeAt(i), true);
    return bytes;
  }
  return Uint8Array.from(text, (c) => (c.length === 1 && c.charCodeAt(0) < 256 ? c.charCodeAt(0) : 63));
}

export default { decode, encode };
