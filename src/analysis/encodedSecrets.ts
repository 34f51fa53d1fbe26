import { decodeBase64Bytes } from '../artifacts/base64';
import { latin1 } from '../artifacts/container/zip/entry';
import { decodeText, isBinary } from '../artifacts/decodeText';
import { sniffSyncMessage } from '../decoders/syncMessage';
import { type Secret, secretsIn } from './masking';

const utf8 = new TextEncoder();

/** Binary content that is longer holds no tokens worth looking for: pictures, archives, fonts. */
const binaryLimit = 64 * 1024;

/** Every secret of a text that is shown as a whole: those that stand in it, and those that it holds in Base64. */
export function allSecretsIn(text: string): Secret[] {
  return [...encodedSecrets(text), ...secretsIn(text)];
}

/**
 * Strings of a JSON text that hold a sync message, or secrets, in Base64: bodies and messages of sockets in a HAR; and a
 * text that is nothing but a sync message in Base64. They are hidden whole, for nobody reads them so.
 */
export function encodedSecrets(text: string): Secret[] {
  const found: Secret[] = encodedMessage(text);
  // A class with a star takes no stack for each character, as an alternative or a number of times would.
  const string = /"([A-Za-z0-9+/_\\-]{32}[A-Za-z0-9+/_\\-]*={0,2})\\{0,15}"/g;
  for (let match = string.exec(text); match; match = string.exec(text)) {
    const value = (match[1] ?? '').replace(/(?<!\\)\\+$/, '');
    // Of all escapes only those of a slash and a plus sign occur in Base64.
    const plain = value.replace(/\\{1,31}\//g, '/').replace(/\\{1,31}u002b/gi, '+');
    if (plain.includes('\\')) continue;
    const kind = classOf(decodeBase64Bytes(utf8.encode(plain)).bytes);
    const start = match.index + 1;
    if (kind) found.push({ span: { start, end: start + value.length }, class: kind });
  }
  return found;
}

/** The whole of a text that is a sync message in Base64, in one line or several. */
function encodedMessage(text: string): Secret[] {
  const whole = text.trimEnd();
  if (!/^\s*[A-Za-z0-9+/_-]{32}[A-Za-z0-9+/_\s-]*={0,2}$/.test(whole)) return [];
  const { bytes } = decodeBase64Bytes(utf8.encode(whole));
  return isMessage(bytes) ? [{ span: { start: 0, end: whole.length }, class: 'entity' }] : [];
}

/** A sync message, or what may be one under gzip: nobody reads that, either. */
function isMessage(bytes: Uint8Array): boolean {
  return sniffSyncMessage(bytes) !== undefined || (bytes[0] === 0x1f && bytes[1] === 0x8b && bytes[2] === 8);
}

function classOf(bytes: Uint8Array): Secret['class'] | undefined {
  if (isMessage(bytes)) return 'entity';
  const isShort = bytes.length <= binaryLimit;
  if (isBinary(bytes.subarray(0, 512))) {
    return isShort ? secretsIn(latin1(bytes))[0]?.class : undefined;
  }
  return secretsIn(decodeText(bytes).text)[0]?.class;
}
