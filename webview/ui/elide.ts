/**
 * Cuts a text in the middle to at most `max` UTF-16 units; `tail` units are kept at the end. Never splits a surrogate
 * pair.
 */
export function elideMiddle(text: string, max: number, tail = Math.floor(max * 0.45)): string {
  if (text.length <= max) return text;
  if (max <= 1) return '…';
  const end = Math.max(0, Math.min(tail, max - 1));
  return `${head(text, max - 1 - end)}…${end > 0 ? last(text, end) : ''}`;
}

/**
 * Cuts a URL or path to at most `max` units: the query goes first (`?…`), then the middle of the path; the last path
 * segment stays whole as long as it takes no more than two thirds.
 */
export function elideUrl(text: string, max: number): string {
  if (text.length <= max) return text;
  if (!text.includes('/')) return elideMiddle(text, max);
  const at = text.search(/[?#]/);
  const base = at < 0 ? text : text.slice(0, at);
  const end = at < 0 ? '' : `${text.charAt(at)}…`;
  const room = max - end.length;
  if (room < 4) return elideMiddle(text, max);
  if (base.length <= room) return base + end;
  const segment = base.slice(base.lastIndexOf('/', base.length - 2));
  const tail = segment.length <= room * (2 / 3) ? segment : last(base, Math.floor(room * 0.4));
  return `${head(base, room - 1 - tail.length)}…${tail}${end}`;
}

function head(text: string, length: number): string {
  const code = text.charCodeAt(length - 1);
  return text.slice(0, code >= 0xd800 && code <= 0xdbff ? length - 1 : length);
}

function last(text: string, length: number): string {
  const start = text.length - length;
  const code = text.charCodeAt(start);
  return text.slice(code >= 0xdc00 && code <= 0xdfff ? start + 1 : start);
}
