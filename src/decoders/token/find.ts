import { base64Binary, binaryText } from './base64';
import { type CompactRun, readCompact } from './compact';
import { contextOf } from './context';
import { balancedEnd } from './members';
import type { FoundToken } from './model';

/*
 * Every search is one pass over the text: an anchor that only the value can have, then a run with a bound. What two
 * searches find at the same place is settled at the end, so that a token inside MSAuth1.0 is not listed twice.
 */

/** Base64 of `{"`, `{ `, a brace with a line break. */
const compactAnchor = /e(?:yJ|yA|wo|w0K)[A-Za-z0-9_-]/g;
/** Base64 of a compact token, as WS-Trust carries it in BinarySecurityToken. */
const packedCompact = /ZXlK[A-Za-z0-9+/\r\n]{100,100000}={0,2}/g;
const msaTicket = /Ew[A-D](?:[A-Za-z0-9+/]|%2[bf]|\\\/){100,20000}(?:=|%3d){0,2}/gi;
const entraOpaque = /(?:[01]\.A[Q-Za-f]|O?AQABAAAA)[A-Za-z0-9_-]{38,8000}(?:\.[A-Za-z0-9_-]{1,8000}){0,6}/g;
/** Codes and refresh tokens of personal accounts: `M.C507_BL2.2.U.guid`. */
const msaOpaque = /M\.[CR]\d{2,4}_[A-Z0-9]{2,8}\.[A-Za-z0-9*!$_-][\w*!$.-]{15,4000}/g;
const samlAnchor =
  /(?:PHNhbWw|PHNhbWxw|PD94bWw|PEFzc2Vy|PFJlc3Bvb)(?:[A-Za-z0-9+/]|%2[bf]|\\\/|\\?[\r\n]){40,200000}(?:=|%3d){0,2}/gi;
const samlParameter =
  /SAML(?:Request|Response)["']?\s?[=:]\s?["']?((?:[A-Za-z0-9+/]|%2[bf]){40,200000}(?:=|%3d){0,2})/gi;
const samlElement = /<(?:[\w-]{1,20}:)?Assertion[\s>]/g;
const negotiate = /\b(?:Negotiate|NTLM)[ \t]+([A-Za-z0-9+/]{16,100000}={0,2})/gi;
const ntlmAnchor = /TlRMTVNTUA[A-Za-z0-9+/]{10,100000}={0,2}/g;
const msauthAnchor = /MSAuth1\.0[ \t]+/gi;
const msauthPart = /[ \t]{0,4}([a-z]{1,20})[ \t]{0,4}=[ \t]{0,4}(\\?")/iy;
const xboxAnchor = /XBL3\.0[ \t]+x=[^\s;"'\\]{1,80};[^\s"'\\]{8,20000}/gi;
const printedDot = /\}[ \t]?\r?\n?\.[ \t]?\r?\n?\{/g;
const printedTail = /\s?\.(?:\[?signature\]?|[A-Za-z0-9_-]*)/iy;
/** Longest header and payload in printed form, and of one quoted part of MSAuth1.0. */
const maxPrinted = 64 * 1024;
const maxPart = 32 * 1024;

type Found = FoundToken & { readonly rank: number };

/** Finds every token in a text, in order of place; those inside another one are left to it. Linear time. */
export function findTokens(text: string): FoundToken[] {
  if (text.length < 12) return [];
  const found: Found[] = [];
  if (text.includes('MSAuth') || text.includes('msauth')) findMsauth(text, found);
  findPattern(text, xboxAnchor, 'xbox', found, 0);
  if (/\.|%2e|\\u002e/i.test(text)) {
    findCompact(text, found);
    findPattern(text, entraOpaque, 'entra-opaque', found, 2);
    findPattern(text, msaOpaque, 'entra-opaque', found, 2);
    findPrinted(text, found);
  }
  findPacked(text, found);
  findPattern(text, msaTicket, 'msa-ticket', found, 2);
  findSaml(text, found);
  findPattern(text, negotiate, 'negotiate', found, 1);
  findPattern(text, ntlmAnchor, 'negotiate', found, 2);
  return settle(found);
}

/** Overlapping finds: the one that explains more wins, then the longer one. */
function settle(found: Found[]): FoundToken[] {
  if (found.length > 1) found.sort((a, b) => a.span.start - b.span.start || a.rank - b.rank || b.span.end - a.span.end);
  const kept: FoundToken[] = [];
  let last: Found | undefined;
  for (const one of found) {
    if (last && one.span.start < last.span.end) {
      if (one.rank >= last.rank) continue;
      kept.pop();
    }
    const { rank: _, ...token } = one;
    kept.push(token);
    last = one;
  }
  return kept;
}

function findCompact(text: string, found: Found[]): void {
  compactAnchor.lastIndex = 0;
  for (let match = compactAnchor.exec(text); match; match = compactAnchor.exec(text)) {
    const start = match.index;
    const isAlone = isBoundary(text, start);
    const stray = isAlone ? '' : strayBefore(text, start);
    if (!isAlone && stray === '') continue;
    const run = readCompact(text, start);
    const end = compactEnd(run);
    if (end > 0) add(found, text, 'compact', start, end, 1, stray);
    compactAnchor.lastIndex = Math.max(start + 3, run.end);
  }
}

/** Where the token in a run ends; -1 when the run is none. */
export function compactEnd(run: CompactRun): number {
  const { parts, ends } = run;
  const header = headerText(parts[0] ?? '');
  if (header === undefined || !/"alg"\s*:\s*"/.test(header)) {
    const looksLikeHeader = header !== undefined && /"(?:alg|typ|kid|enc)"\s*:/.test(header);
    return run.isCut && parts.length === 1 && looksLikeHeader ? run.end : -1;
  }
  if (parts.length === 1) return run.isCut ? run.end : -1;
  if (parts.length <= 2 || run.isCut) return run.end;
  // A sentence's full stop, a file name or a second value behind the token do not belong to it.
  const wanted = /"enc"\s*:/.test(header) ? 5 : 3;
  return ends[Math.min(wanted, parts.length) - 1] ?? run.end;
}

function findPacked(text: string, found: Found[]): void {
  packedCompact.lastIndex = 0;
  for (let match = packedCompact.exec(text); match; match = packedCompact.exec(text)) {
    const [raw] = match;
    if (!isBoundary(text, match.index) || compactEnd(readCompact(packedText(raw), 0)) < 0) continue;
    add(found, text, 'base64', match.index, match.index + raw.length, 2);
  }
}

/** What a Base64 text holds, as text. */
export function packedText(base64: string): string {
  return binaryText(base64Binary(base64.replace(/\s+/g, '')) ?? '');
}

function headerText(part: string): string | undefined {
  const binary = base64Binary(part);
  return binary === undefined ? undefined : binaryText(binary);
}

function findPattern(text: string, form: RegExp, kind: FoundToken['kind'], found: Found[], rank: number): void {
  form.lastIndex = 0;
  for (let match = form.exec(text); match; match = form.exec(text)) {
    const end = match.index + match[0].length;
    const start = match[1] === undefined ? match.index : end - match[1].length;
    if (match[1] === undefined && !isBoundary(text, start)) continue;
    // The claim `rh` has the form of a refresh token's prefix, but is none.
    if (kind === 'entra-opaque' && contextOf(text, start).name === 'rh') continue;
    add(found, text, kind, start, end, rank);
  }
}

function findSaml(text: string, found: Found[]): void {
  for (const form of [samlAnchor, samlParameter]) {
    form.lastIndex = 0;
    for (let match = form.exec(text); match; match = form.exec(text)) {
      const end = match.index + match[0].length;
      const start = end - (match[1] ?? match[0]).length;
      if (form === samlAnchor && !isBoundary(text, start)) continue;
      // PD94bWw is the start of any XML: a publishing license begins so, too.
      if (form === samlParameter || isSaml(match[0])) add(found, text, 'saml', start, end, 2);
    }
  }
  samlElement.lastIndex = 0;
  let unclosed = 0;
  for (let match = samlElement.exec(text); match; match = samlElement.exec(text)) {
    const tag = match[0].slice(1, -1);
    const close = `</${tag}>`;
    const at = text.indexOf(close, match.index);
    if (at < 0) {
      if (++unclosed > 4) break;
      continue;
    }
    const element = text.slice(match.index, Math.min(at, match.index + 2000));
    if (/SAML/i.test(element)) add(found, text, 'saml', match.index, at + close.length, 2);
    samlElement.lastIndex = at + close.length;
  }
}

function isSaml(base64: string): boolean {
  const clean = decodePercent(base64.slice(0, 4096)).replace(/\\[rn]|[\\\r\n]/g, '');
  return /saml|Assertion/i.test((base64Binary(clean) ?? '').replace(/\0/g, ''));
}

function findMsauth(text: string, found: Found[]): void {
  msauthAnchor.lastIndex = 0;
  for (let match = msauthAnchor.exec(text); match; match = msauthAnchor.exec(text)) {
    let pos = match.index + match[0].length;
    let end = -1;
    for (;;) {
      msauthPart.lastIndex = pos;
      const part = msauthPart.exec(text);
      if (!part) break;
      const from = pos + part[0].length;
      const quote = part[2] ?? '"';
      const at = text.slice(from, from + maxPart).indexOf(quote);
      if (at < 0) {
        // An unclosed quote: the value is cut at the end of its line.
        const line = /[\r\n]/.exec(text.slice(from, from + maxPart))?.index ?? Math.min(maxPart, text.length - from);
        end = from + line;
        break;
      }
      end = from + at + quote.length;
      pos = text[end] === ',' ? end + 1 : end;
    }
    if (end > 0) add(found, text, 'msauth', match.index, end, 0);
    msauthAnchor.lastIndex = Math.max(msauthAnchor.lastIndex, end);
  }
}

/** `{header}.{payload}.[Signature]`, as jwt.ms prints it and people paste into tickets. */
function findPrinted(text: string, found: Found[]): void {
  // Work is bounded by the length of the text, whatever braces it holds.
  let budget = 8 * text.length + maxPrinted;
  printedDot.lastIndex = 0;
  for (let match = printedDot.exec(text); match && budget > 0; match = printedDot.exec(text)) {
    const headerEnd = match.index + 1;
    const from = Math.max(0, headerEnd - 4096);
    const payload = match.index + match[0].length - 1;
    const area = text.slice(from, headerEnd);
    budget -= area.length;
    if (!/"(?:alg|typ)"/.test(area)) continue;
    const start = headerStart(text, from, headerEnd);
    const end = start < 0 ? -1 : balancedEnd(text, payload, maxPrinted);
    budget -= end < 0 ? maxPrinted : end - payload;
    if (end < 0) continue;
    printedTail.lastIndex = end;
    const tail = printedTail.exec(text)?.[0].length ?? 0;
    add(found, text, 'printed', start, end + tail, 0);
    printedDot.lastIndex = end + tail;
  }
}

function headerStart(text: string, from: number, end: number): number {
  let at = end - 1;
  for (let tries = 0; tries < 6; tries++) {
    at = text.lastIndexOf('{', at - 1);
    if (at < from) return -1;
    if (balancedEnd(text, at, end - at) === end) return at;
  }
  return -1;
}

/** A value begins where no character of the same alphabet stands in front, unless that belongs to an escape. */
function isBoundary(text: string, start: number): boolean {
  if (start === 0) return true;
  const before = text.charCodeAt(start - 1);
  if (!isWordCode(before)) return true;
  const tail = text.slice(Math.max(0, start - 7), start);
  return /%(?:25)*(?:20|22|27|2c|3a|3d|09|0a|7b|5b)$/i.test(tail) || /\\(?:[nrt]|u00(?:20|22|27|3d|3D|26))$/.test(tail);
}

function isWordCode(code: number): boolean {
  return (
    (code >= 0x30 && code <= 0x39) ||
    (code >= 0x41 && code <= 0x5a) ||
    (code >= 0x61 && code <= 0x7a) ||
    code === 0x5f ||
    code === 0x2d ||
    code === 0x2b
  );
}

/** Percent encoding taken off once or twice; text that is no valid encoding stays. */
export function decodePercent(text: string): string {
  let current = text;
  for (let round = 0; round < 3 && /%[0-9a-f]{2}/i.test(current); round++) {
    try {
      current = decodeURIComponent(current);
    } catch {
      return current;
    }
  }
  return current;
}

function add(
  found: Found[],
  text: string,
  kind: FoundToken['kind'],
  start: number,
  end: number,
  rank: number,
  stray = '',
): void {
  const context = contextOf(text, start - stray.length);
  const one: Found = { kind, span: { start, end }, raw: text.slice(start, end), ...context, rank };
  found.push(stray === '' ? one : { ...one, stray });
}

/** Up to three characters between a scheme word and a token, as a slip of the hand leaves them; empty otherwise. */
function strayBefore(text: string, start: number): string {
  const stray = /(?:^|[^\w+-])([\w+-]{1,3})$/.exec(text.slice(Math.max(0, start - 4), start))?.[1] ?? '';
  return stray !== '' && contextOf(text, start - stray.length).scheme !== '' ? stray : '';
}
