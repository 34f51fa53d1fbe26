export { decodeSyncMessage, type SyncDecodeOptions } from './decode';
export { errorWords, explainSyncMessage, progressCell, progressWords, typeName, typeText } from './explain';
export { type SyncFieldJson, type SyncJson, syncJson } from './json';
export type * from './model';
export {
  explainInvalidation,
  explainNeighbor,
  type NeighborField,
  type NeighborKind,
  neighborKind,
  type SyncNeighbor,
} from './neighbors';
export { sniffSyncMessage } from './unwrap';
export { dataType, dataTypeWords, progressTime } from './values';
