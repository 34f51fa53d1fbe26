import type { Span } from '../../artifacts/place';
import type { Platform } from '../../platform/platform';
import { message } from '../../text';
import { readCertificate } from './certificate';
import { linkChain } from './chain';
import { findLicenses } from './find';
import { type ReadJsonLicense, readJsonLicense } from './json';
import type { LicenseCertificate, LicenseDocument, LicenseProblem, LicenseText, Located } from './model';
import { plainGuid } from './parts';
import { licensingServer } from './server';
import { type Unwrapped, unwrapBytes, unwrapText } from './unwrap';
import { nestingFault, parseRoots, type XmlElement } from './xml';

/** Most certificates that are read from one input; real chains have at most eight. */
const CERTIFICATE_LIMIT = 64;

/**
 * Decodes a rights-management license from any of its forms: XrML in UTF-8 or UTF-16, Base64 in every alphabet,
 * glued chains, CERTIFICATECHAIN, XML, JSON or percent escapes, SOAP answers, JSON bodies with a license field,
 * protected files, and the JSON license. Undefined when no license is in the input; damaged ones give what could be
 * read plus problems. Never throws.
 */
export function decodeLicense(input: string | Uint8Array, platform: Platform): LicenseDocument | undefined {
  let unwrapped = typeof input === 'string' ? unwrapText(input) : unwrapBytes(input);
  if (unwrapped.texts.length + unwrapped.json.length === 0 && typeof input === 'string') {
    const found = findLicenses(input)[0];
    if (found && found.raw.length < input.length) unwrapped = unwrapText(found.raw);
  }
  const json = unwrapped.json.map(({ value }) => readJsonLicense(value)).find((read) => read !== undefined);
  if (unwrapped.texts.length === 0 && !json) return undefined;
  return documentOf(unwrapped, json, platform);
}

function documentOf(unwrapped: Unwrapped, json: ReadJsonLicense | undefined, platform: Platform): LicenseDocument {
  const problems: LicenseProblem[] = [...unwrapped.problems];
  const certificates: LicenseCertificate[] = [];
  for (const [index, text] of unwrapped.texts.entries())
    readCertificates(text, index, platform, certificates, problems);
  const main = certificates.find(({ type }) => type === 'publishing-license') ?? certificates[0];
  const point = (type: string): string | undefined =>
    main?.distributionPoints.find((candidate) => candidate.type === type && candidate.address !== '')?.address;
  const principalAddress = main?.principals[0]?.objects[0]?.addresses.find(({ type }) => type === 'URL')?.value;
  const licensingUrl = point('License-Acquisition-URL') ?? json?.licensingUrl;
  const extranetLicensingUrl = point('Extranet-License-Acquisition-URL') ?? json?.extranetLicensingUrl;
  const servers = [licensingUrl, extranetLicensingUrl, principalAddress].flatMap(
    (address) => licensingServer(address) ?? [],
  );
  const server = servers.find(({ serviceId }) => serviceId !== undefined) ?? servers[0];
  const tenants = main ? tenantsOf(main) : [];
  return {
    kind: 'publishing-license',
    texts: unwrapped.texts,
    certificates,
    links: linkChain(certificates),
    json: json?.license,
    tenants,
    tenant: tenants[0]?.value,
    serviceId: server?.serviceId,
    region: server?.region,
    cloud: server?.cloud,
    licensingUrl,
    extranetLicensingUrl,
    contentId: main?.contentId?.value ?? json?.contentId,
    owner: main?.owner?.name || json?.owner,
    template: main?.descriptor,
    referral: point('Referral-Info') ?? json?.referral,
    label: main?.label?.id || undefined,
    problems,
  };
}

function readCertificates(
  text: LicenseText,
  index: number,
  platform: Platform,
  certificates: LicenseCertificate[],
  problems: LicenseProblem[],
): void {
  const source = text.text;
  const starts = rootStarts(source);
  const declaration = declarationAt(source);
  if (declaration >= 0) {
    problems.push({
      code: 'license-doctype',
      message: message('license.doctype'),
      text: index,
      span: { start: declaration, end: declaration + 9 },
    });
  }
  const slices: Slice[] = [];
  for (const [position, start] of starts.entries()) {
    if (certificates.length + slices.length >= CERTIFICATE_LIMIT) {
      problems.push({
        code: 'license-too-many',
        message: message('license.tooMany', { limit: CERTIFICATE_LIMIT }),
        text: index,
      });
      break;
    }
    const next = starts[position + 1] ?? source.length;
    const closing = source.startsWith('<XrML', start) ? '</XrML>' : '</REVOCATIONLIST>';
    const close = source.indexOf(closing, start);
    const cut = close < 0 || close > next;
    const span: Span = { start, end: cut ? trimmedEnd(source, start, next) : close + closing.length };
    if (declaration >= start && declaration < span.end) continue;
    const number = certificates.length + slices.length + 1;
    const fault = cut ? undefined : nestingFault(source, span.start, span.end);
    if (cut) {
      problems.push({
        code: 'license-cut',
        message: message('license.cut', { number, at: String(span.end) }),
        text: index,
        span: { start: Math.max(start, span.end - 1), end: span.end },
      });
    } else if (fault) {
      problems.push({
        code: 'license-not-well-formed',
        message: message('license.notWellFormed', { number, name: fault.name }),
        text: index,
        span: { start: fault.at, end: fault.at + fault.name.length + 1 },
      });
    }
    slices.push({ span, cut, sound: !cut && !fault });
  }
  const roots = declaration < 0 ? rootsOf(source, slices) : undefined;
  for (const { span, cut } of slices) {
    const certificate = readCertificate(source, span, cut, index, platform, roots?.get(span.start));
    certificates.push(certificate);
    if (certificate.type === 'unknown') {
      problems.push({
        code: 'license-unreadable',
        message: message('license.unreadable', { number: certificates.length }),
        text: index,
        span,
      });
    }
  }
}

/** Offset of a document type or entity declaration, or -1. */
function declarationAt(source: string): number {
  for (let at = source.indexOf('<!'); at >= 0; at = source.indexOf('<!', at + 2)) {
    if (source.startsWith('DOCTYPE', at + 2) || source.startsWith('ENTITY', at + 2)) return at;
  }
  return -1;
}

interface Slice {
  readonly span: Span;
  readonly cut: boolean;
  /** Complete and well nested. */
  readonly sound: boolean;
}

/** One pass of the parser over a sound chain, roots by their offset; undefined when documents must be parsed apart. */
function rootsOf(source: string, slices: readonly Slice[]): Map<number, XmlElement> | undefined {
  const first = slices[0];
  const last = slices.at(-1);
  if (!first || !last || slices.length < 2 || !slices.every(({ sound }) => sound)) return undefined;
  const roots = new Map(
    parseRoots(source.slice(first.span.start, last.span.end), first.span.start).map((root) => [root.span.start, root]),
  );
  return slices.every(({ span }) => roots.get(span.start)?.span.end === span.end) ? roots : undefined;
}

function rootStarts(source: string): number[] {
  if (!/<XrML[\s>]/.test(source)) {
    const list = source.search(/<REVOCATIONLIST[\s>]/);
    return list < 0 ? [] : [list];
  }
  const starts: number[] = [];
  for (
    let at = source.indexOf('<XrML');
    at >= 0 && starts.length <= CERTIFICATE_LIMIT;
    at = source.indexOf('<XrML', at + 5)
  ) {
    if (/[\s>]/.test(source[at + 5] ?? '')) starts.push(at);
  }
  return starts;
}

function trimmedEnd(source: string, start: number, end: number): number {
  const text = source.slice(start, end).trimEnd();
  const declaration = text.endsWith('?>') ? text.lastIndexOf('<?xml') : -1;
  return start + (declaration > 0 ? text.slice(0, declaration).trimEnd() : text).length;
}

/** Entra tenant ids of a license, the most reliable first, each once. */
function tenantsOf(certificate: LicenseCertificate): Located[] {
  const levels = [
    ...certificate.securityLevels,
    ...certificate.principals.flatMap(({ securityLevels }) => securityLevels),
  ].filter(({ name }) => name === 'Tenant-ID');
  const objects = [
    certificate.issuer,
    certificate.owner,
    ...certificate.principals.flatMap((principal) => principal.objects),
  ];
  const homes = objects.flatMap((object) => object?.addresses.filter(({ type }) => type === 'home_tenantId') ?? []);
  const labelTenant = certificate.label?.tenant;
  const all: Located[] = [
    ...levels.map(({ value, span }) => ({ value: plainGuid(value), span })),
    ...(labelTenant ? [{ value: plainGuid(labelTenant), span: certificate.span }] : []),
    ...homes.map(({ value, span }) => ({ value: plainGuid(value), span })),
  ];
  return all
    .slice(0, 100)
    .filter(
      (tenant, index) =>
        /^[0-9a-f]{8}(?:-[0-9a-f]{4}){3}-[0-9a-f]{12}$/.test(tenant.value) &&
        all.findIndex(({ value }) => value === tenant.value) === index,
    );
}
