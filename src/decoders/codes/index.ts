export { type EdgeAuthError, explainEdgeAuth, explainEdgeIdentity, readEdgeAuthError } from './edgeAuth';
export { type CodeExplanation, explainCode, explainCodesIn, type FoundCode, findCodes } from './explain';
