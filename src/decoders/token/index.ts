export { decodeFound, decodeToken, type TokenDecodeOptions } from './decode';
export { findTokens } from './find';
export type * from './model';
export { type OpaquePrefix, readOpaquePrefix } from './opaque';
