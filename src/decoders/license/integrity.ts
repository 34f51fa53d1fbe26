import type { DigestName, Platform } from '../../platform/platform';
import { message } from '../../text';
import { readBase64, utf16le } from './bytes';
import type { DigestState, Integrity, PublicKey, SignatureState } from './model';
import { compact, innerSpan, modulusBytes } from './parts';
import { at, child, children, collapse, deepChild, type XmlElement } from './xml';

/** Keys above this size are not checked: the cost grows with the third power and no license has one. */
const MODULUS_LIMIT_BITS = 8192;

/** DigestInfo headers of PKCS #1 v1.5 (RFC 8017 section 9.2) by algorithm name. */
const digestHeaders: Readonly<Record<string, { readonly name: DigestName; readonly header: readonly number[] }>> = {
  SHA1: {
    name: 'sha1',
    header: [0x30, 0x21, 0x30, 0x09, 0x06, 0x05, 0x2b, 0x0e, 0x03, 0x02, 0x1a, 0x05, 0x00, 0x04, 0x14],
  },
  SHA256: {
    name: 'sha256',
    header: [
      0x30, 0x31, 0x30, 0x0d, 0x06, 0x09, 0x60, 0x86, 0x48, 0x01, 0x65, 0x03, 0x04, 0x02, 0x01, 0x05, 0x00, 0x04, 0x20,
    ],
  },
};

/**
 * Checks one certificate against itself: the digest over the exact characters of BODY in UTF-16LE, and the RSA
 * signature over that digest with the key named in ISSUER (modulus bytes least significant first). Observed on real
 * licenses; no public page describes it. It shows that nothing was changed since, never who signed.
 */
export function checkIntegrity(
  source: string,
  body: { readonly start: number; readonly end: number } | undefined,
  root: XmlElement | undefined,
  issuerKey: PublicKey | undefined,
  platform: Platform,
): Integrity {
  const signature = child(root, 'SIGNATURE') ?? deepChild(root, 'SIGNATURE');
  const digestElement = child(signature, 'DIGEST');
  const algorithm = collapse(child(digestElement, 'ALGORITHM')?.text ?? '');
  const method = digestHeaders[algorithm.toUpperCase().replace(/[^A-Z0-9]/g, '')];
  const stated = children(digestElement, 'VALUE').at(-1);
  const signed = children(signature, 'VALUE').at(-1);
  const statedBytes = readBase64(compact(stated?.text ?? '')).bytes;
  const signedText = compact(signed?.text ?? '');
  const signedLength = Math.floor((signedText.replace(/=+$/, '').length * 6) / 8);

  let digest: DigestState = 'absent';
  if (stated && statedBytes.length > 0) {
    digest = !method || !body ? 'not-checked' : 'mismatch';
    if (method && body) {
      const computed = platform.digest(method.name, utf16le(source.slice(body.start, body.end)));
      if (sameBytes(computed, statedBytes)) digest = 'match';
    }
  }
  const redacted = digest !== 'match' && isRedacted(source, root);
  let judged: SignatureState | undefined;
  // The public-key operation costs more than reading the certificate, so it waits until somebody asks.
  const signatureState = (): SignatureState => {
    judged ??=
      !redacted && method && issuerKey && signedLength > 0 && statedBytes.length > 0
        ? checkSignature(issuerKey, readBase64(signedText).bytes, statedBytes, method.header, platform)
        : 'not-checked';
    return judged;
  };
  return {
    digest: redacted && digest !== 'absent' ? 'not-checked' : digest,
    get signature(): SignatureState {
      return signatureState();
    },
    digestAlgorithm: algorithm,
    signatureBits: signedLength * 8,
    oldAlgorithms: method?.name === 'sha1' || (issuerKey !== undefined && issuerKey.bits > 0 && issuerKey.bits < 2048),
    get words(): Integrity['words'] {
      return redacted ? message('license.integrityRedacted') : words(digest, signatureState());
    },
    digestSpan: stated ? innerSpan(source, stated.span) : undefined,
    signatureSpan: signed ? innerSpan(source, signed.span) : undefined,
  };
}

function words(digest: DigestState, signature: SignatureState): Integrity['words'] {
  if (signature === 'does-not-fit') return message('license.integritySignatureDiffers');
  if (digest === 'mismatch') {
    return signature === 'fits-named-key'
      ? message('license.integrityAltered')
      : message('license.integrityAlteredOnly');
  }
  if (digest === 'match') {
    return signature === 'fits-named-key'
      ? message('license.integrityUnchanged')
      : message('license.integrityDigestOnly');
  }
  return message('license.integrityNotChecked');
}

function checkSignature(
  key: PublicKey,
  signature: Uint8Array,
  digest: Uint8Array,
  header: readonly number[],
  platform: Platform,
): SignatureState {
  const exponent = /^\d{1,10}$/.test(key.exponent) ? Number.parseInt(key.exponent, 10) : 0;
  if (key.bits < 512 || key.bits > MODULUS_LIMIT_BITS || exponent < 3 || exponent > 0xffffffff) return 'not-checked';
  const modulus = modulusBytes(key);
  // 00 01 FF..FF 00 DigestInfo (RFC 8017 section 9.2); the padding is at least eight bytes.
  const fixed = 3 + header.length + digest.length;
  if (modulus.length < fixed + 8) return 'not-checked';
  const wanted = new Uint8Array(modulus.length).fill(0xff);
  wanted.set([0, 1]);
  wanted.set([0, ...header, ...digest], modulus.length - fixed + 2);
  if (signature.length > modulus.length) return 'does-not-fit';
  const opened = platform.rsaPublic(modulus, exponent, signature);
  return opened && sameBytes(opened, wanted) ? 'fits-named-key' : 'does-not-fit';
}

function sameBytes(left: Uint8Array, right: Uint8Array): boolean {
  return left.length === right.length && left.every((byte, index) => right[index] === byte);
}

/** A value that somebody replaced: wholly in square brackets, or mask characters only. */
export function isMask(text: string): boolean {
  const value = text.trim();
  return (
    /^\[[^\]]*\]$/.test(value) || /^[*#\u2022\u2580-\u259f]{2,}$/.test(value) || /^(?:x{3,}|REDACTED)$/.test(value)
  );
}

function isRedacted(source: string, root: XmlElement | undefined): boolean {
  if (!root) return false;
  if (/redacted/i.test(root.attributes['purpose'] ?? '') || 'redacted' in root.attributes) return true;
  const leaves = [
    at(root, 'SIGNATURE', 'VALUE'),
    at(root, 'SIGNATURE', 'DIGEST', 'VALUE'),
    at(root, 'BODY', 'AUTHENTICATEDDATA'),
    at(root, 'BODY', 'WORK', 'METADATA', 'OWNER', 'OBJECT', 'NAME'),
    at(root, 'BODY', 'ISSUER', 'OBJECT', 'NAME'),
    at(root, 'BODY', 'ISSUEDPRINCIPALS', 'PRINCIPAL', 'ENABLINGBITS', 'VALUE'),
  ];
  return (
    leaves.some((leaf) => leaf !== undefined && isMask(leaf.text)) ||
    /<!--\s*redacted\b/i.test(source.slice(root.span.start, root.span.end))
  );
}
