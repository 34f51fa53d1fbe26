import { message } from '../../text';
import { invalidUtf8At, readBase64 } from './bytes';
import type { LicenseEncoding, LicenseProblem, LicenseText } from './model';

/** Longest license text that is read, in characters; the longest real chain has about 50,000. */
export const TEXT_LIMIT = 4 * 1024 * 1024;
const NESTING_LIMIT = 4;
const PART_LIMIT = 64;

/** Everything that was found on the way from a wrapping to license texts. */
export interface Unwrapped {
  readonly texts: LicenseText[];
  readonly json: { readonly value: string; readonly layers: readonly string[] }[];
  readonly problems: LicenseProblem[];
}

interface Step {
  readonly layers: readonly string[];
  readonly encoding: LicenseEncoding;
  readonly bom: boolean;
  readonly depth: number;
}

const nameOfLicenseField = /^(?:serialized(?:publishing)?license|license|publishinglicense|pl)$/i;
const certificateElement = /<((?:[\w.-]+:)?CERTIFICATE)(?:\s[^<>]*)?>/gi;

/** Takes all wrappings off a text: Base64, escapes, JSON fields, certificate chains. */
export function unwrapText(text: string): Unwrapped {
  const found: Unwrapped = { texts: [], json: [], problems: [] };
  readText(text, { layers: [], encoding: 'text', bom: false, depth: 0 }, found);
  return found;
}

/** As {@link unwrapText}, from bytes: protected files (`.pfile` header), byte order marks, UTF-16 without one. */
export function unwrapBytes(bytes: Uint8Array): Unwrapped {
  const found: Unwrapped = { texts: [], json: [], problems: [] };
  const inside = protectedFileLicense(bytes, found.problems);
  readBytes(inside ?? bytes, inside ? ['pfile'] : [], 0, found);
  return found;
}

function readText(given: string, step: Step, found: Unwrapped): void {
  if (step.depth > NESTING_LIMIT || found.texts.length >= PART_LIMIT) return;
  let text = given.startsWith('\ufeff') ? given.slice(1) : given;
  const bom = step.bom || text !== given;
  if (text.length > TEXT_LIMIT) {
    found.problems.push({ code: 'license-too-long', message: message('license.tooLong', { limit: TEXT_LIMIT }) });
    text = text.slice(0, TEXT_LIMIT);
  }
  let end = text.length;
  while (end > 0 && text.charCodeAt(end - 1) === 0) end--;
  const trailingNuls = text.length - end;
  if (trailingNuls > 0) text = text.slice(0, end);
  if (/<(?:XrML|REVOCATIONLIST)[\s>]/.test(text)) {
    const jsonEscaped = /<XrML\s+[\w:.-]+\s*=\s*\\"/.test(text);
    if (jsonEscaped && unescapeAgain(unescapeJson(text), 'json-string', step, found)) return;
    found.texts.push({ text, layers: step.layers, encoding: step.encoding, bom, trailingNuls });
    return;
  }
  if (readJson(text, step, found)) return;
  if (readCertificates(text, step, found)) return;
  if (/&(?:amp;)*(?:lt|#60|#x3c);XrML/i.test(text) && unescapeAgain(unescapeAll(text), 'escaped', step, found)) return;
  if (/\\u003c(?:XrML|\?xml)/i.test(text) && unescapeAgain(unescapeJson(text), 'json-string', step, found)) return;
  if (/%3CXrML/i.test(text) && unescapeAgain(unescapePercent(text), 'percent', step, found)) return;
  readBase64Text(text, step, found);
}

/** Text that was escaped once or more. */
function unescapeAll(text: string): string {
  let plain = unescapeXml(text);
  for (let round = 0; round < 2 && !plain.includes('<XrML'); round++) plain = unescapeXml(plain);
  return plain;
}

function unescapeAgain(text: string | undefined, layer: string, step: Step, found: Unwrapped): boolean {
  if (text === undefined || !text.includes('<XrML')) return false;
  readText(text, { ...step, layers: [...step.layers, layer], depth: step.depth + 1 }, found);
  return true;
}

function readJson(text: string, step: Step, found: Unwrapped): boolean {
  const start = text.search(/\S/);
  const first = text[start];
  if (first !== '{' && first !== '[' && first !== '"') return false;
  let value: unknown;
  try {
    value = JSON.parse(text);
  } catch {
    return false;
  }
  return readJsonValue(value, text, '', step, found, 0);
}

function readJsonValue(
  value: unknown,
  text: string,
  path: string,
  step: Step,
  found: Unwrapped,
  level: number,
): boolean {
  if (typeof value === 'string') {
    const before = found.texts.length + found.json.length;
    if (value.length >= 8) {
      readText(value, { ...step, layers: [...step.layers, `json:${path}`], depth: step.depth + 1 }, found);
    }
    return found.texts.length + found.json.length > before;
  }
  if (typeof value !== 'object' || value === null || level > 3) return false;
  if ('pld' in value && typeof value.pld === 'string') {
    found.json.push({
      value: path === '' ? text : JSON.stringify(value),
      layers: path === '' ? step.layers : [...step.layers, `json:${path}`],
    });
    return true;
  }
  let any = false;
  const entries = Object.entries(value).slice(0, 200);
  const named = entries.filter(([name]) => nameOfLicenseField.test(name));
  for (const [name, member] of named.length > 0 ? named : entries) {
    if (typeof member === 'string' && named.length === 0 && !Array.isArray(value)) continue;
    any = readJsonValue(member, text, `${path}/${name}`, step, found, level + 1) || any;
  }
  return any;
}

/** CERTIFICATECHAIN of [MS-OFFCRYPTO] 2.2.7 and the arrays of the on-premises web services. */
function readCertificates(text: string, step: Step, found: Unwrapped): boolean {
  const before = found.texts.length;
  let count = 0;
  certificateElement.lastIndex = 0;
  for (let match = certificateElement.exec(text); match && count < PART_LIMIT; match = certificateElement.exec(text)) {
    count++;
    const start = match.index + match[0].length;
    const close = text.indexOf(`</${match[1]}`, start);
    if (close < 0) {
      found.problems.push({
        code: 'license-certificate-cut',
        message: message('license.certificateCut', { number: count }),
      });
    }
    const content = text.slice(start, close < 0 ? text.length : close);
    const texts = found.texts.length;
    readText(content, { ...step, layers: [...step.layers, `CERTIFICATE[${count}]`], depth: step.depth + 1 }, found);
    if (found.texts.length === texts) {
      found.problems.push({
        code: 'license-certificate-unreadable',
        message: message('license.certificateUnreadable', { number: count }),
      });
    }
    certificateElement.lastIndex = close < 0 ? text.length : close;
  }
  return found.texts.length > before;
}

const base64Start = /^(?:77u[/_]|\/\/48|__48|\/v8A|_v8A|PD94|PFhy|PAA\/|PAA_|PABY|ADwA|eyJ|ewAi|77u)/;

function readBase64Text(text: string, step: Step, found: Unwrapped): void {
  const start = text.search(/[^\s"']/);
  if (start < 0) return;
  const trimmed = text
    .slice(start)
    .replace(/["']\s*$/, '')
    .replace(/^\\?\//, (slash) => (slash.length > 1 ? '/' : slash));
  const plain = trimmed.slice(0, 12).replace(/%2F/gi, '/').replace(/%2B/gi, '+').replace(/\\\//g, '/');
  if (trimmed.length < 24 || !base64Start.test(plain)) return;
  const { bytes, badAt, ragged } = readBase64(trimmed);
  const before = found.texts.length + found.json.length;
  readBytes(bytes, [...step.layers, 'base64'], step.depth + 1, found);
  if (found.texts.length + found.json.length === before) return;
  if (badAt !== undefined) {
    found.problems.push({
      code: 'license-base64-character',
      message: message('license.base64Character', { index: String(start + badAt), character: trimmed[badAt] ?? '' }),
    });
  }
  if (ragged) found.problems.push({ code: 'license-base64-length', message: message('license.base64Length') });
}

function readBytes(bytes: Uint8Array, layers: readonly string[], depth: number, found: Unwrapped): void {
  const [encoding, skip] = encodingOf(bytes);
  const content = skip > 0 ? bytes.subarray(skip) : bytes;
  const before = found.texts.length + found.json.length;
  const text = new TextDecoder(encoding, { ignoreBOM: true }).decode(content.subarray(0, TEXT_LIMIT * 2));
  readText(text, { layers: [...layers, encoding], encoding, bom: skip > 0, depth: depth + 1 }, found);
  if (found.texts.length + found.json.length === before) return;
  if (encoding === 'utf-8') {
    const bad = invalidUtf8At(content);
    if (bad >= 0) {
      found.problems.push({
        code: 'license-utf8',
        message: message('license.invalidUtf8', { index: String(bad + skip) }),
      });
    }
  } else if (content.length % 2 === 1) {
    found.problems.push({ code: 'license-utf16-length', message: message('license.oddBytes') });
  }
}

function encodingOf(bytes: Uint8Array): ['utf-8' | 'utf-16le' | 'utf-16be', number] {
  const [a, b, c, d] = bytes;
  if (a === 0xef && b === 0xbb && c === 0xbf) return ['utf-8', 3];
  if (a === 0xff && b === 0xfe) return ['utf-16le', 2];
  if (a === 0xfe && b === 0xff) return ['utf-16be', 2];
  if (a !== 0 && b === 0 && c !== 0 && d === 0) return ['utf-16le', 0];
  if (a === 0 && b !== 0 && c === 0 && d !== 0) return ['utf-16be', 0];
  return ['utf-8', 0];
}

/**
 * The license inside a generically protected file: `.pfile`, version, redirect text, then a table of offsets, all
 * little-endian (as the public Rights Management SDK for C++ writes it).
 */
function protectedFileLicense(bytes: Uint8Array, problems: LicenseProblem[]): Uint8Array | undefined {
  if (String.fromCharCode(...bytes.subarray(0, 6)) !== '.pfile') return undefined;
  const view = new DataView(bytes.buffer, bytes.byteOffset, bytes.byteLength);
  const number = (offset: number): number => (offset + 4 <= bytes.length ? view.getUint32(offset, true) : 0);
  const table = 18 + number(14);
  const start = number(table + 12);
  const length = number(table + 16);
  if (table + 20 > bytes.length || start >= bytes.length || length === 0) {
    problems.push({ code: 'license-file-header', message: message('license.fileHeader') });
    return undefined;
  }
  if (start + length > bytes.length) {
    problems.push({
      code: 'license-file-cut',
      message: message('license.fileCut', { bytes: start + length - bytes.length }),
    });
  }
  return bytes.subarray(start, start + length);
}

const xmlNames: Readonly<Record<string, string>> = { lt: '<', gt: '>', amp: '&', quot: '"', apos: "'" };

/** Resolves the five predefined XML entities and character references once; everything else stays. */
export function unescapeXml(text: string): string {
  return text.replace(
    /&(?:(lt|gt|amp|quot|apos)|#(\d{1,7})|#x([0-9a-f]{1,6}));/gi,
    (whole, name?: string, decimal?: string, hex?: string) => {
      if (name !== undefined) return xmlNames[name.toLowerCase()] ?? whole;
      const code = decimal !== undefined ? Number.parseInt(decimal, 10) : Number.parseInt(hex ?? '', 16);
      return code > 0 && code <= 0x10ffff ? String.fromCodePoint(code) : whole;
    },
  );
}

function unescapeJson(text: string): string {
  return text.replace(/\\(?:u([0-9a-f]{4})|(["\\/bfnrt]))/gi, (whole, hex?: string, simple?: string) => {
    if (hex !== undefined) return String.fromCharCode(Number.parseInt(hex, 16));
    if (simple === undefined) return whole;
    return { n: '\n', r: '\r', t: '\t', b: '\b', f: '\f' }[simple] ?? simple;
  });
}

function unescapePercent(text: string): string | undefined {
  try {
    return decodeURIComponent(text.replace(/\+/g, ' '));
  } catch {
    return undefined;
  }
}
