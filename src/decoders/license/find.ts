import type { Span } from '../../artifacts/place';
import { readBase64 } from './bytes';
import type { FoundLicense } from './model';

const LIMIT = 200;
const shortest = 200;

/** How Base64 of a license (or of the XML, JSON or UTF-16 text around it) begins, slashes possibly escaped. */
const anchors =
  /<\?xml|<XrML[\s>]|<(?:[\w.-]+:)?CERTIFICATECHAIN[\s>]|&(?:amp;){0,2}lt;XrML|(?<![A-Za-z0-9+/_-])(?:77u(?:\\?\/|_|%(?:25){0,2}2[Ff])(?:PD94|PFhy|ey)|(?:\\?\/\\?\/|__|(?:%(?:25){0,2}2[Ff]){2})48A[DF]|(?:\\?\/|_)v8APA|PD94bW|PFhyTU|PAA(?:\\?\/|_|%(?:25){0,2}2[Ff])AHgA|PABYAHIA|ADwAWABy|ADwAPwB4|eyJwbGQi|eyJ[A-Za-z0-9+/]{6}|ewAi)|"pld"\s*:/g;

/**
 * Finds license text in any text: XrML (chains as one hit), certificate chains, XML-escaped XrML, Base64 in every
 * alphabet, JSON licenses. Hits do not overlap and stand in order of the text.
 */
export function findLicenses(text: string): FoundLicense[] {
  const found: FoundLicense[] = [];
  let from = 0;
  anchors.lastIndex = 0;
  for (let match = anchors.exec(text); match && found.length < LIMIT; match = anchors.exec(text)) {
    if (match.index < from) continue;
    const hit = hitAt(text, match[0], match.index);
    if (!hit) continue;
    if (hit.form === 'none') {
      from = hit.span.end;
      anchors.lastIndex = Math.max(from, match.index + 1);
      continue;
    }
    found.push({
      span: hit.span,
      form: hit.form,
      raw: text.slice(hit.span.start, hit.span.end),
      field: fieldBefore(text, hit.span.start),
    });
    from = hit.span.end;
    anchors.lastIndex = Math.max(from, match.index + 1);
  }
  return found;
}

interface Hit {
  readonly span: Span;
  /** `none`: Base64 of something else, to be stepped over. */
  readonly form: FoundLicense['form'] | 'none';
}

function hitAt(text: string, anchor: string, start: number): Hit | undefined {
  if (anchor === '<?xml') return afterDeclaration(text, start);
  if (anchor.startsWith('<XrML'))
    return { span: { start, end: chainEnd(text, start, '<XrML', '</XrML>') }, form: 'xrml' };
  if (anchor.startsWith('&')) {
    const close = `${anchor.replace('XrML', '/XrML')}${anchor.replace('lt;XrML', 'gt;')}`;
    return { span: { start, end: chainEnd(text, start, anchor, close) }, form: 'escaped' };
  }
  if (anchor.startsWith('<')) return chainElement(text, start);
  if (anchor.startsWith('"pld"')) return jsonObject(text, start);
  return base64Run(text, start);
}

/** A declaration counts only when a license follows at once. */
function afterDeclaration(text: string, start: number): Hit | undefined {
  const close = text.indexOf('?>', start);
  if (close < 0 || close - start > 200) return undefined;
  const next = close + 2 + (/^\s{0,200}/.exec(text.slice(close + 2, close + 210))?.[0].length ?? 0);
  const head = text.slice(next, next + 80);
  if (/^<XrML[\s>]/.test(head)) return { span: { start, end: chainEnd(text, next, '<XrML', '</XrML>') }, form: 'xrml' };
  if (/^<(?:[\w.-]+:)?CERTIFICATECHAIN[\s>]/.test(head)) {
    const inner = chainElement(text, next);
    return inner && { ...inner, span: { start, end: inner.span.end } };
  }
  return undefined;
}

/** End of a chain: documents that follow each other with nothing but white space or a declaration between. */
function chainEnd(text: string, start: number, open: string, close: string): number {
  let at = start;
  for (;;) {
    const next = text.indexOf(open, at + open.length);
    const end = text.indexOf(close, at);
    if (end < 0 || (next >= 0 && next < end)) {
      // Cut off: up to the next document, which is a hit of its own, or to the end of what looks like markup.
      const stop = next >= 0 ? next : text.length;
      const last = text.lastIndexOf(open.startsWith('<') ? '>' : '&gt;', stop - 1);
      return next >= 0 || last <= at ? stop : text.length;
    }
    const after = end + close.length;
    const gap = /^\s{0,400}(?:<\?xml[^<>]{0,200}\?>)?\s{0,400}/.exec(text.slice(after, after + 1000))?.[0].length ?? 0;
    if (!text.startsWith(open, after + gap)) return after;
    at = after + gap;
  }
}

function chainElement(text: string, start: number): Hit {
  const name = /^<([\w.:-]+)/.exec(text.slice(start, start + 80))?.[1] ?? '';
  const close = text.indexOf(`</${name}>`, start);
  return { span: { start, end: close < 0 ? text.length : close + name.length + 3 }, form: 'certificate-chain' };
}

/** The object around `"pld"`: from the brace before it to its balanced end. */
function jsonObject(text: string, at: number): Hit | undefined {
  const start = text.lastIndexOf('{', at);
  if (start < 0 || at - start > 200 || !/^\{\s*(?:"sig"[\s\S]*)?$/.test(text.slice(start, at))) return undefined;
  let depth = 0;
  for (let i = start; i < text.length; i++) {
    const code = text.charCodeAt(i);
    if (code === 34) {
      for (i++; i < text.length && text.charCodeAt(i) !== 34; i++) if (text.charCodeAt(i) === 92) i++;
    } else if (code === 123) depth++;
    else if (code === 125 && --depth === 0) return { span: { start, end: i + 1 }, form: 'json' };
  }
  return { span: { start, end: text.length }, form: 'json' };
}

function base64Run(text: string, start: number): Hit | undefined {
  const end = base64End(text, start);
  if (end - start < shortest) return undefined;
  const bytes = readBase64(text.slice(start, Math.min(end, start + 8192))).bytes;
  const head = printable(bytes);
  if (/<XrML[\s>]/.test(head) || /<(?:\w+:)?CERTIFICATECHAIN/.test(head))
    return { span: { start, end }, form: 'base64' };
  return /^\ufeff?\s*\{\s*(?:"pld"|"sig")\s*:/.test(head) &&
    /"pld"/.test(printable(readBase64(text.slice(start, end)).bytes))
    ? { span: { start, end }, form: 'base64' }
    : { span: { start, end }, form: 'none' };
}

/** The ASCII of UTF-8 or UTF-16 bytes, enough to recognize markup. */
function printable(bytes: Uint8Array): string {
  const skip = bytes[0] === 0xef && bytes[1] === 0xbb ? 3 : 0;
  let text = '';
  for (let i = skip; i < bytes.length; i++) {
    const byte = bytes[i] ?? 0;
    if (byte >= 9 && byte < 127) text += String.fromCharCode(byte);
  }
  return text;
}

/** End of a Base64 run that may be broken into lines of equal length or carry JSON and percent escapes. */
function base64End(text: string, start: number): number {
  let at = start;
  for (;;) {
    const code = text.charCodeAt(at);
    if (isBase64(code) || code === 61) at++;
    else if (code === 92 && text[at + 1] === '/') at += 2;
    else if (
      code === 92 &&
      /^\\r\\n|^\\n/.test(text.slice(at, at + 4)) &&
      isBase64(text.charCodeAt(at + (text[at + 1] === 'r' ? 4 : 2)))
    ) {
      at += text[at + 1] === 'r' ? 4 : 2;
    } else if (code === 37) {
      const escaped = /^%(?:25){0,2}(?:2[BbFf]|3[Dd]|0[AaDd])/.exec(text.slice(at, at + 7))?.[0].length;
      if (escaped === undefined) return at;
      at += escaped;
    } else if (code === 13 || code === 10) {
      const next = /^\r?\n[ \t]{0,80}(?:>[> \t]{0,20})?/.exec(text.slice(at, at + 105))?.[0].length ?? 1;
      const line = /^[A-Za-z0-9+/_=-]{1,200}/.exec(text.slice(at + next, at + next + 200))?.[0].length ?? 0;
      const after = text.charCodeAt(at + next + line);
      const whole =
        line >= 100 ||
        Number.isNaN(after) ||
        after === 13 ||
        after === 10 ||
        after === 34 ||
        after === 60 ||
        after === 92;
      if (line === 0 || !whole || at - start < 40) return at;
      at += next;
    } else return at;
  }
}

function isBase64(code: number): boolean {
  return (
    (code >= 97 && code <= 122) ||
    (code >= 65 && code <= 90) ||
    (code >= 48 && code <= 57) ||
    code === 43 ||
    code === 47 ||
    code === 45 ||
    code === 95
  );
}

function fieldBefore(text: string, start: number): string | undefined {
  const before = text.slice(Math.max(0, start - 100), start);
  return (
    /["']?([A-Za-z][\w.-]{1,60})\\?["']?\s*[:=]\s*\\?["']?$/.exec(before)?.[1] ??
    /<([A-Za-z][\w.:-]{1,60})(?:\s[^<>]*)?>\s*$/.exec(before)?.[1]
  );
}
