import type { ChainLink, LicenseCertificate, LicenseObject } from './model';
import { plainGuid } from './parts';

const cannotIssue = new Set([
  'publishing-license',
  'use-license',
  'rights-template',
  'revocation-list',
  'rights-account',
]);

/**
 * Links every certificate to the one that issued it: the issuer's key must be a principal's key there. The last
 * certificate of a real chain points to a root that is never part of it.
 */
export function linkChain(certificates: readonly LicenseCertificate[]): ChainLink[] {
  return certificates.map((certificate, from): ChainLink => {
    const key = certificate.issuerKey;
    if (!key || key.modulus === '') return { from, to: undefined, state: 'not-checkable' };
    const candidates = certificates
      .map((candidate, index) => ({ candidate, index }))
      .filter(({ candidate, index }) => index !== from && !cannotIssue.has(candidate.type))
      .sort((left, right) => distance(from, left.index) - distance(from, right.index));
    const linked = candidates.find(({ candidate }) =>
      candidate.principals.some((principal) => principal.key !== undefined && principal.key.modulus === key.modulus),
    );
    if (linked) return { from, to: linked.index, state: 'linked' };
    const named = candidates.find(({ candidate }) =>
      candidate.principals.some(({ objects }) => objects.some((object) => sameObject(object, certificate.issuer))),
    );
    return named ? { from, to: named.index, state: 'broken' } : { from, to: undefined, state: 'root-absent' };
  });
}

/** Issuers stand behind what they issued; those before count only when nothing behind fits. */
function distance(from: number, index: number): number {
  return index > from ? index - from : 1000 + from - index;
}

function sameObject(left: LicenseObject, right: LicenseObject | undefined): boolean {
  return (
    right !== undefined && left.id !== '' && left.idType === right.idType && plainGuid(left.id) === plainGuid(right.id)
  );
}
