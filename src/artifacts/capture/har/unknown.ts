import type { Session } from '../model';

/** A session about which nothing is known: for keys that the capture does not have. */
export function unknownSession(key: number): Session {
  return {
    key,
    sid: key,
    method: '',
    url: '',
    host: '',
    path: '',
    status: 0,
    reason: '',
    protocol: '',
    contentType: '',
    requestBytes: -1,
    responseBytes: -1,
    process: '',
    processId: undefined,
    serverIp: '',
    clientPort: undefined,
    started: undefined,
    offset: undefined,
    duration: undefined,
    comment: '',
    color: '',
    isTunnel: false,
    isBlindTunnel: false,
    isWebSocket: false,
    fromCache: false,
    aborted: false,
    byCaptureTool: false,
    netError: '',
  };
}
