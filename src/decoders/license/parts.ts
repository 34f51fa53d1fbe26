import type { Span } from '../../artifacts/place';
import { readBase64 } from './bytes';
import type {
  Descriptor,
  DescriptorName,
  DistributionPoint,
  LicenseObject,
  LicenseTime,
  Principal,
  PublicKey,
  SealedValue,
  SecurityLevel,
  Validity,
} from './model';
import { at, child, children, collapse, type XmlElement } from './xml';

/** Text without any white space, for Base64 values that a page broke into lines. */
export function compact(text: string): string {
  return /\s/.test(text) ? text.replace(/\s+/g, '') : text;
}

/** A GUID in lower case without braces and without the debris of printed pages, for comparison. */
export function plainGuid(text: string): string {
  return text
    .trim()
    .replace(/^\{/, '')
    .replace(/\}?\\?$/, '')
    .toLowerCase();
}

/** A license date: UTC, `YYYY-MM-DDThh:mm` with optional seconds and zone. */
export function timeOf(element: XmlElement | undefined): LicenseTime | undefined {
  if (!element) return undefined;
  const text = collapse(element.text);
  return { text, time: licenseTime(text), span: element.span };
}

/** Milliseconds since 1970 of a license date; a date without a zone is UTC. */
export function licenseTime(text: string): number | undefined {
  const match = /^(\d{4}-\d{2}-\d{2})T(\d{2}:\d{2})(:\d{2}(?:\.\d{1,9})?)?(Z|[+-]\d{2}:\d{2})?$/.exec(text.trim());
  if (!match) return undefined;
  const time = Date.parse(`${match[1]}T${match[2]}${match[3]?.slice(0, 7) ?? ':00'}${match[4] ?? 'Z'}`);
  return Number.isNaN(time) ? undefined : time;
}

/** FROM and UNTIL of a VALIDITYTIME or RANGETIME. */
export function validityOf(element: XmlElement | undefined): Validity | undefined {
  if (!element) return undefined;
  return { from: timeOf(child(element, 'FROM')), until: timeOf(child(element, 'UNTIL')) };
}

export function objectOf(element: XmlElement | undefined): LicenseObject | undefined {
  if (!element) return undefined;
  const id = child(element, 'ID');
  return {
    type: element.attributes['type'] ?? '',
    id: compact(id?.text ?? ''),
    idType: id?.attributes['type'] ?? '',
    name: collapse(child(element, 'NAME')?.text ?? ''),
    addresses: children(element, 'ADDRESS').map((address) => ({
      type: address.attributes['type'] ?? '',
      value: compact(address.text),
      span: address.span,
    })),
    span: element.span,
  };
}

export function publicKeyOf(element: XmlElement | undefined): PublicKey | undefined {
  if (!element) return undefined;
  const parameters = children(element, 'PARAMETER');
  const value = (name: string): XmlElement | undefined =>
    child(
      parameters.find((parameter) => parameter.attributes['name'] === name),
      'VALUE',
    );
  const modulus = value('modulus');
  return {
    algorithm: collapse(child(element, 'ALGORITHM')?.text ?? ''),
    statedBits: numberOf(modulus?.attributes['size']),
    bits: modulusBits(compact(modulus?.text ?? '')),
    exponent: compact(value('public-exponent')?.text ?? ''),
    modulus: compact(modulus?.text ?? ''),
    span: element.span,
  };
}

/** Bits of a modulus whose most significant byte stands last, so that its end is enough to tell. */
function modulusBits(base64: string): number {
  const digits = base64.replace(/=+$/, '');
  if (digits === '' || digits.length > 4096) return 0;
  const length = Math.floor((digits.length * 6) / 8);
  const lastGroup = Math.floor((digits.length - 1) / 4) * 4;
  const top = readBase64(digits.slice(Math.max(0, lastGroup - 4))).bytes.at(-1) ?? 0;
  if (top !== 0) return (length - 1) * 8 + (32 - Math.clz32(top));
  const { bytes } = readBase64(digits);
  let used = bytes.length;
  while (used > 0 && bytes[used - 1] === 0) used--;
  return used === 0 ? 0 : (used - 1) * 8 + (32 - Math.clz32(bytes[used - 1] ?? 0));
}

/** The modulus most significant byte first and without leading zeros; licenses write it least significant first. */
export function modulusBytes(key: PublicKey): Uint8Array {
  const { bytes } = readBase64(key.modulus);
  return bytes.slice(0, Math.ceil(key.bits / 8)).reverse();
}

function numberOf(text: string | undefined): number | undefined {
  return text !== undefined && /^\d{1,9}$/.test(text.trim()) ? Number.parseInt(text, 10) : undefined;
}

export function securityLevelsOf(element: XmlElement | undefined): SecurityLevel[] {
  return children(element, 'SECURITYLEVEL').map((level) => ({
    name: level.attributes['name'] ?? '',
    value: collapse(level.attributes['value'] ?? ''),
    span: level.span,
  }));
}

function sealedValuesOf(element: XmlElement | undefined): SealedValue[] {
  return children(element, 'ENABLINGBITS').map((bits) => {
    const value = child(bits, 'VALUE');
    return {
      type: bits.attributes['type'] ?? '',
      bits:
        numberOf(value?.attributes['size']) ??
        Math.floor((compact(value?.text ?? '').replace(/=+$/, '').length * 3) / 4) * 8,
      span: value?.span ?? bits.span,
    };
  });
}

export function principalOf(element: XmlElement): Principal {
  return {
    internalId: element.attributes['internal-id'] ?? '',
    objects: children(element, 'OBJECT').flatMap((object) => objectOf(object) ?? []),
    key: publicKeyOf(child(element, 'PUBLICKEY')),
    securityLevels: securityLevelsOf(element),
    enablingBits: sealedValuesOf(element),
    everyone: element.children.some(({ name }) => name === 'ANYONE' || name === 'EVERYONE'),
    span: element.span,
  };
}

export function distributionPointOf(element: XmlElement): DistributionPoint {
  const object = objectOf(child(element, 'OBJECT'));
  return {
    type: object?.type ?? '',
    name: object?.name ?? '',
    id: object?.id ?? '',
    address: object?.addresses[0]?.value ?? '',
    span: at(element, 'OBJECT', 'ADDRESS')?.span ?? element.span,
  };
}

export function descriptorOf(element: XmlElement | undefined): Descriptor | undefined {
  const object = child(element, 'OBJECT');
  if (!element || !object) return undefined;
  const id = child(object, 'ID');
  return {
    id: compact(id?.text ?? '').replace(/\\$/, ''),
    version: id?.attributes['version'] ?? '',
    objectType: object.attributes['type'] ?? '',
    names: children(object, 'NAME').flatMap((name) => namesOf(name.text)),
    span: element.span,
  };
}

/** Splits `LCID 1033:NAME Confidential:DESCRIPTION For staff;` texts, one or many of them in one element. */
export function namesOf(text: string): DescriptorName[] {
  const names: DescriptorName[] = [];
  for (const part of text.split(/;\s*(?=LCID\s*\d+\s*:|$)/)) {
    const entry = collapse(part).replace(/;$/, '');
    if (entry === '') continue;
    const head = /^LCID\s*(\d{1,6})\s*:\s*NAME\s?/.exec(entry);
    if (!head) {
      names.push({ lcid: undefined, name: entry, description: '' });
      continue;
    }
    const rest = entry.slice(head[0].length);
    const mark = rest.search(/:\s*DESCRIPTION\b/);
    names.push({
      lcid: Number.parseInt(head[1] ?? '', 10),
      name: (mark < 0 ? rest : rest.slice(0, mark)).trim(),
      description:
        mark < 0
          ? ''
          : rest
              .slice(mark)
              .replace(/^:\s*DESCRIPTION\s?/, '')
              .trim(),
    });
  }
  return names;
}

/** Span of the text between the tags of a leaf element. */
export function innerSpan(source: string, span: Span): Span {
  const open = source.indexOf('>', span.start);
  const close = source.lastIndexOf('<', span.end - 1);
  return open >= 0 && close > open && close < span.end ? { start: open + 1, end: close } : span;
}
