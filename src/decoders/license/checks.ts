import { type Message, type MessageKey, message } from '../../text';
import type { CertificateType, ChainLink, LicenseCertificate, LicenseDocument } from './model';
import { plainGuid } from './parts';
import { licensingServer } from './server';

/** A judgement about a license; `note` is neutral, `warning` needs a look, `failed` is a fact that speaks against it. */
export interface LicenseCheck {
  readonly name: Message;
  readonly state: 'passed' | 'failed' | 'warning' | 'note';
  readonly text: Message;
}

export interface CheckContext {
  /** `tid` of the token of the same request, where there is one. */
  readonly tokenTenant?: string;
  /** Moment of the request in milliseconds since 1970; expiry is judged then, not now. */
  readonly time?: number;
}

const kinds: Readonly<Record<CertificateType, MessageKey>> = {
  'publishing-license': 'license.kindPublishing',
  'use-license': 'license.kindUse',
  'client-licensor': 'license.kindClientLicensor',
  'server-licensor': 'license.kindServerLicensor',
  'certification-authority': 'license.kindAuthority',
  'rights-account': 'license.kindAccount',
  machine: 'license.kindMachine',
  'rights-template': 'license.kindTemplate',
  'revocation-list': 'license.kindRevocation',
  license: 'license.kindLicense',
  unknown: 'license.kindUnknown',
};

/** Name of a certificate's kind. */
export function certificateKind(type: CertificateType): Message {
  return message(kinds[type]);
}

/** The checks of a license in the order they are read: tenant, integrity, chain, trust, server, expiry, offline window. */
export function licenseChecks(document: LicenseDocument, context: CheckContext = {}): LicenseCheck[] {
  const checks: LicenseCheck[] = [tenantCheck(document, context.tokenTenant)];
  if (document.certificates.length > 0) {
    checks.push(integrityCheck(document.certificates), chainCheck(document));
    checks.push({ name: message('license.checkTrust'), state: 'note', text: message('license.trustNotJudged') });
  }
  checks.push(serverCheck(document), expiryCheck(document, context.time));
  const client = document.certificates.find(({ type }) => type === 'client-licensor');
  const range = client?.rights.find(({ name }) => name === 'ISSUE')?.range;
  if (range?.from && range.until) {
    checks.push({
      name: message('license.checkOffline'),
      state: 'note',
      text: message('license.offlineUntil', { from: range.from.text, until: range.until.text }),
    });
  }
  const old = document.certificates.find(({ integrity }) => integrity.oldAlgorithms);
  if (old) {
    checks.push({
      name: message('license.checkIntegrity'),
      state: 'note',
      text: message('license.oldAlgorithms', {
        digest: old.integrity.digestAlgorithm,
        bits: String(old.issuerKey?.bits ?? 0),
      }),
    });
  }
  return checks;
}

/**
 * What was checked of one certificate: digest of its text, RSA signature over the digest, link to its issuer. `note`
 * stands for what cannot be checked.
 */
export function certificateChecks(certificate: LicenseCertificate, link: ChainLink | undefined): LicenseCheck[] {
  return [digestCheck(certificate), signatureCheck(certificate), linkCheck(link)];
}

function digestCheck({ integrity }: LicenseCertificate): LicenseCheck {
  const name = message('license.checkDigest');
  const { digest, digestAlgorithm: algorithm } = integrity;
  if (digest === 'match') return { name, state: 'passed', text: message('license.digestFits', { algorithm }) };
  if (digest === 'mismatch') return { name, state: 'failed', text: message('license.integrityAltered') };
  return { name, state: 'note', text: digest === 'absent' ? message('license.digestAbsent') : integrity.words };
}

function signatureCheck({ integrity, issuerKey }: LicenseCertificate): LicenseCheck {
  const name = message('license.checkSignature');
  const { signature } = integrity;
  if (signature === 'fits-named-key') {
    const bits = String(issuerKey?.bits ?? 0);
    return { name, state: 'passed', text: message('license.signatureFits', { bits }) };
  }
  if (signature === 'does-not-fit')
    return { name, state: 'failed', text: message('license.integritySignatureDiffers') };
  return { name, state: 'note', text: message('license.signatureNotChecked') };
}

function linkCheck(link: ChainLink | undefined): LicenseCheck {
  const name = message('license.checkLink');
  if (link?.state === 'linked')
    return { name, state: 'passed', text: message('license.linkFits', { number: (link.to ?? 0) + 1 }) };
  if (link?.state === 'broken')
    return { name, state: 'failed', text: message('license.linkBroken', { number: (link.to ?? 0) + 1 }) };
  return {
    name,
    state: 'note',
    text: message(link?.state === 'root-absent' ? 'license.linkAbsent' : 'license.linkNotChecked'),
  };
}

function tenantCheck(document: LicenseDocument, tokenTenant: string | undefined): LicenseCheck {
  const name = message('license.checkTenant');
  const { tenant } = document;
  if (tenant === undefined) return { name, state: 'note', text: message('license.tenantAbsent') };
  if (tokenTenant === undefined)
    return { name, state: 'note', text: message('license.tenantNoToken', { license: tenant }) };
  const token = plainGuid(tokenTenant);
  return document.tenants.some(({ value }) => value === token)
    ? { name, state: 'passed', text: message('license.tenantEqual') }
    : { name, state: 'failed', text: message('license.tenantDiffers', { license: tenant, token }) };
}

function integrityCheck(certificates: readonly LicenseCertificate[]): LicenseCheck {
  const name = message('license.checkIntegrity');
  const passed = ({ integrity }: LicenseCertificate): boolean =>
    integrity.digest === 'match' && integrity.signature === 'fits-named-key';
  const rest = certificates.filter((certificate) => !passed(certificate));
  const [first] = rest;
  if (!first) return { name, state: 'passed', text: message('license.integrityAll', { count: certificates.length }) };
  const altered = rest.some(
    ({ integrity }) => integrity.digest === 'mismatch' || integrity.signature === 'does-not-fit',
  );
  return { name, state: altered ? 'failed' : 'note', text: first.integrity.words };
}

function chainCheck(document: LicenseDocument): LicenseCheck {
  const name = message('license.checkChain');
  const { links } = document;
  const broken = links.find(({ state }) => state === 'broken');
  if (broken) return { name, state: 'failed', text: message('license.chainBroken', { number: broken.from + 1 }) };
  const linked = links.filter(({ state }) => state === 'linked').length;
  if (linked === 0) {
    const isAbsent = links.some(({ state }) => state === 'root-absent');
    const isAlone = document.certificates.length === 1 && document.certificates[0]?.madeBy === 'server';
    const key = !isAbsent ? 'license.chainUnchecked' : isAlone ? 'license.chainAlone' : 'license.chainNoIssuer';
    return { name, state: 'note', text: message(key) };
  }
  return { name, state: 'passed', text: message('license.chainLinked', { linked, links: links.length - 1 }) };
}

function serverCheck(document: LicenseDocument): LicenseCheck {
  const name = message('license.checkServer');
  const { licensingUrl, extranetLicensingUrl } = document;
  const server = licensingServer(licensingUrl ?? extranetLicensingUrl);
  if (!server) return { name, state: 'note', text: message('license.serverAbsent') };
  const other = licensingServer(extranetLicensingUrl);
  if (other && other.host !== server.host) {
    return {
      name,
      state: 'note',
      text: message('license.serverMoved', { intranet: server.host, extranet: other.host }),
    };
  }
  if (server.cloud === 'on-premises') {
    return { name, state: 'warning', text: message('license.serverOnPremises', { host: server.host }) };
  }
  return server.serviceId
    ? {
        name,
        state: 'passed',
        text: message('license.serverRegion', { region: server.region ?? '', service: server.serviceId }),
      }
    : { name, state: 'passed', text: message('license.serverCloud', { host: server.host }) };
}

function expiryCheck(document: LicenseDocument, time: number | undefined): LicenseCheck {
  const name = message('license.checkExpiry');
  const main = document.certificates.find(({ type }) => type === 'publishing-license');
  const until = main?.validity?.until;
  if (!until) return { name, state: 'note', text: message('license.expiryNever') };
  const passed = time !== undefined && until.time !== undefined && time > until.time;
  return {
    name,
    state: passed ? 'warning' : 'note',
    text: message(passed ? 'license.expiryPassed' : 'license.expiryOpen', { until: until.text }),
  };
}
