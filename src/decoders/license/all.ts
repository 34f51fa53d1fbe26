import type { Span } from '../../artifacts/place';
import type { Platform } from '../../platform/platform';
import { findLicenses } from './find';
import { decodeLicense } from './license';
import type { LicenseDocument } from './model';

/** A license in a text. */
export interface LocatedLicense {
  readonly license: LicenseDocument;
  readonly span: Span;
  readonly raw: string;
}

/**
 * Every license in a text, decoded, in order of place. The certificates of one chain that an XML document keeps apart
 * (nodes of a SOAP answer, a printed page) come as one license, so that their links can be checked.
 */
export function decodeLicenses(text: string, platform: Platform): LocatedLicense[] {
  const decoded = findLicenses(text).flatMap(({ raw, span }): LocatedLicense[] => {
    const license = decodeLicense(raw, platform);
    return license && isLicense(license) ? [{ license, span, raw }] : [];
  });
  const [first, last] = [decoded[0], decoded.at(-1)];
  if (!first || !last || decoded.length < 2 || !/^[\s\ufeff-]{0,200}</.test(text)) return decoded;
  const whole = decodeLicense(text, platform);
  if (!whole || !isOneChain(whole)) return decoded;
  return [{ license: whole, span: { start: first.span.start, end: last.span.end }, raw: text }];
}

function isLicense({ certificates, serviceId, json }: LicenseDocument): boolean {
  return certificates.length > 0 || serviceId !== undefined || json !== undefined;
}

/** A chain has one license at most; two of them are two chains. */
function isOneChain({ certificates }: LicenseDocument): boolean {
  const licenses = certificates.filter(({ type }) => type === 'publishing-license' || type === 'rights-template');
  return certificates.length > 1 && licenses.length <= 1;
}
