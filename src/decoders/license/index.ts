export { decodeEndUserLicense, decodeLicenseRequest } from './answer';
export { type LicenseCall, licenseCall, parseChallenge, parsePlatformId } from './challenge';
export { findLicenses } from './find';
export { decodeLicense } from './license';
export type * from './model';
export { plainGuid } from './parts';
export { rightMeaning } from './rights';
export { licensingServer } from './server';
