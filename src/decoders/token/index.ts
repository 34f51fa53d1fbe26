export { decodeFound, decodeToken, type TokenDecodeOptions } from './decode';
export { explainClaim, explainToken, tokenTitle } from './explain';
export { findTokens } from './find';
export { type TokenClaimJson, type TokenJson, type TokenJsonOptions, tokenJson } from './json';
export { judgeToken, type TokenContext } from './judge';
export { isSecretClaim, maskedPayloadText, maskedTokenText } from './mask';
export type * from './model';
export { type OpaquePrefix, readOpaquePrefix } from './opaque';
export { type KeySource, readKeys, verifyToken } from './verify';
