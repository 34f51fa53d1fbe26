import { latin1 } from '../../../artifacts/container/zip/entry';

/** Type of a picture by its first bytes; undefined for SVG, which is text, and for what no browser draws. */
export function imageType(bytes: Uint8Array): string | undefined {
  const start = latin1(bytes, 0, Math.min(bytes.length, 16));
  if (start.startsWith('\u0089PNG')) return 'image/png';
  if (start.startsWith('\u00ff\u00d8\u00ff')) return 'image/jpeg';
  if (start.startsWith('GIF8')) return 'image/gif';
  if (start.slice(8, 12) === 'WEBP') return 'image/webp';
  if (/^....ftyp(?:avif|avis)/s.test(start)) return 'image/avif';
  if (start.startsWith('BM') && bytes.length > 26) return 'image/bmp';
  if (start.startsWith('\0\0\u0001\0')) return 'image/x-icon';
  return undefined;
}
