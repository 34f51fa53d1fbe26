export { explainHeader } from './explain';
export { findHeaderLines, type HeaderLine } from './lines';
export {
  type AfsTracking,
  type AuthChallenge,
  type CorrelationVector,
  type EdgeRef,
  readAfsTracking,
  readChallenge,
  readCorrelationVector,
  readEdgeRef,
  readPairs,
} from './read';
