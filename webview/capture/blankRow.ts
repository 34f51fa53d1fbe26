import type { SessionRowView } from '../../src/analysis/views';

/** A row that shows nothing. */
export const blankRow: SessionRowView = {
  key: 0,
  sid: 0,
  mark: undefined,
  method: '\u00a0',
  url: '',
  host: '',
  path: '',
  status: 0,
  statusText: '',
  protocol: '',
  contentType: '',
  requestBytes: 0,
  responseBytes: 0,
  process: '',
  ip: '',
  started: undefined,
  startedText: '',
  duration: undefined,
  waterfall: undefined,
  comment: '',
  color: '',
  tunnel: false,
  reason: undefined,
};
