export { type Advice, answerAdvice } from './advice';
export { decodeLicenses, type LocatedLicense } from './all';
export { decodeEndUserLicense, decodeLicenseRequest } from './answer';
export { type LicenseCall, licenseCall, parseChallenge } from './challenge';
export { type CheckContext, certificateChecks, certificateKind, type LicenseCheck, licenseChecks } from './checks';
export { certificateFacts, type LicenseFact, type LicenseFactGroup, licenseSummary } from './facts';
export { findLicenses } from './find';
export { decodeLicense } from './license';
export type * from './model';
export { plainGuid } from './parts';
export { endUserLicenseReport, publishingLicenseReport } from './report';
export { rightMeaning } from './rights';
export { licensingServer } from './server';
export {
  type EndUserLicenseShape,
  endUserLicenseShape,
  type PublishingLicenseShape,
  publishingLicenseShape,
} from './shape';
