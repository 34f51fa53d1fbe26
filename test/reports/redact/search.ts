import { unzipSync } from 'fflate';
import { nodePlatform } from '../../../src/platform/node';
import { markPattern } from './planted';

/** Marks found in bytes, however they are wrapped: packed, encoded, escaped, of two bytes each. */
export function marksIn(
  bytes: Uint8Array,
  found = new Set<number>(),
  seen = new Set<string>(),
  depth = 0,
): Set<number> {
  if (depth > 7 || bytes.length === 0) return found;
  const raw = Buffer.from(bytes).toString('latin1');
  if (seen.has(raw)) return found;
  seen.add(raw);
  const next = (content: Uint8Array) => marksIn(content, found, seen, depth + 1);
  for (const match of raw.matchAll(markPattern)) found.add(Number(match[1]));
  if (raw.startsWith('PK')) {
    for (const content of Object.values(unzipSync(bytes))) next(content);
    return found;
  }
  for (let at = raw.indexOf('\x1f\x8b\x08'); at >= 0; at = raw.indexOf('\x1f\x8b\x08', at + 1)) {
    next(nodePlatform.decompress('gzip', bytes.subarray(at), 1 << 26).bytes);
  }
  const coded = /Content-Encoding: (br|deflate)[\s\S]*?\r\n\r\n/i.exec(raw);
  if (coded) {
    const body = bytes.subarray(coded.index + coded[0].length);
    next(nodePlatform.decompress(coded[1] === 'br' ? 'br' : 'zlib', body, 1 << 26).bytes);
  }
  if (raw.includes('\0')) next(Buffer.from(raw.replaceAll('\0', ''), 'latin1'));
  if (/%[\da-f]{2}/i.test(raw)) {
    next(
      Buffer.from(
        raw.replace(/%([\da-f]{2})/gi, (_, hex: string) => String.fromCharCode(Number.parseInt(hex, 16))),
        'latin1',
      ),
    );
  }
  if (/=\r?\n|=[\dA-F]{2}/.test(raw)) {
    const plain = raw
      .replace(/=\r?\n/g, '')
      .replace(/=([\dA-F]{2})/g, (_, hex: string) => String.fromCharCode(Number.parseInt(hex, 16)));
    if (plain !== raw) next(Buffer.from(plain, 'latin1'));
  }
  for (const match of raw.matchAll(/[A-Za-z0-9+/_-]{20,}(?:[\r\n]+[A-Za-z0-9+/_-]{4,})*/g)) {
    const clean = match[0].replace(/\s/g, '').replaceAll('-', '+').replaceAll('_', '/');
    const content = Buffer.from(clean, 'base64');
    if (content.length > 12) next(content);
  }
  return found;
}
