/** Builds NetLog texts as Chromium writes them: one line per event, fields in alphabetical order. */
export const types = {
  URL_REQUEST_START_JOB: 2,
  REQUEST_ALIVE: 1,
  HTTP_TRANSACTION_SEND_REQUEST_HEADERS: 169,
  HTTP_TRANSACTION_HTTP2_SEND_REQUEST_HEADERS: 170,
  HTTP_TRANSACTION_READ_RESPONSE_HEADERS: 173,
  URL_REQUEST_REDIRECTED: 121,
  URL_REQUEST_JOB_FILTERED_BYTES_READ: 124,
  FAILED: 4,
  CANCELLED: 3,
  CORS_REQUEST: 600,
  HTTP_CACHE_READ_DATA: 160,
  HTTP_CACHE_OPEN_ENTRY: 161,
  HTTP_STREAM_JOB_CONTROLLER_BOUND: 197,
  HTTP_STREAM_REQUEST_BOUND_TO_JOB: 189,
  PROXY_RESOLUTION_SERVICE_RESOLVED_PROXY_LIST: 36,
  SOCKET_POOL_BOUND_TO_SOCKET: 127,
  TCP_CONNECT: 47,
  SSL_CONNECT: 58,
  CERT_VERIFIER_REQUEST: 59,
  SOCKET_BYTES_SENT: 80,
} as const;
export const sources = {
  NONE: 0,
  URL_REQUEST: 1,
  SOCKET: 10,
  HTTP_STREAM_JOB: 17,
  HTTP_STREAM_JOB_CONTROLLER: 32,
} as const;
export const tickOffset = 1_795_304_954_346;

export function constantsLine(mode = 'Default', extra: Readonly<Record<string, unknown>> = {}): string {
  const constants = {
    clientInfo: { name: 'Microsoft Edge', version: '126.0.2592.68', os_type: 'Windows NT', command_line: 'msedge' },
    loadFlag: { NORMAL: 0, BYPASS_CACHE: 2, DISABLE_CACHE: 64 },
    logCaptureMode: mode,
    logEventPhase: { PHASE_BEGIN: 1, PHASE_END: 2, PHASE_NONE: 0 },
    logEventTypes: types,
    logFormatVersion: 1,
    logSourceType: sources,
    netError: { ERR_ABORTED: -3, ERR_NAME_NOT_RESOLVED: -105, ERR_FAILED: -2 },
    timeTickOffset: tickOffset,
    ...extra,
  };
  return `{"constants":${JSON.stringify(constants)},`;
}

type TypeName = keyof typeof types;

export function event(
  type: TypeName,
  phase: 0 | 1 | 2,
  id: number,
  time: number,
  params?: unknown,
  source: keyof typeof sources = 'URL_REQUEST',
): string {
  return JSON.stringify({
    ...(params === undefined ? {} : { params }),
    phase,
    source: { id, start_time: '1', type: sources[source] },
    time: String(time),
    type: types[type],
  });
}

/** The whole file; `polled` is left out of old or cut files. */
export function file(
  events: readonly string[],
  polled = '"polledData": [{"proxySettings":{"effective":{"pac_url":"http://pac/"}}}]',
  constants = constantsLine(),
): string {
  return `${constants}\n"events": [\n${events.join(',\n')}],\n${polled}\n}\n`;
}

/** One request from start to end. */
export function request(id: number, url: string, time: number, status = 200): string[] {
  return [
    event('REQUEST_ALIVE', 1, id, time, { url }),
    event('URL_REQUEST_START_JOB', 1, id, time + 1, { url, method: 'GET', load_flags: 66 }),
    event('HTTP_TRANSACTION_SEND_REQUEST_HEADERS', 0, id, time + 2, {
      headers: ['Host: a', 'Authorization: [85 bytes were stripped]'],
      line: 'GET / HTTP/1.1\r\n',
    }),
    event('HTTP_TRANSACTION_READ_RESPONSE_HEADERS', 0, id, time + 5, {
      headers: [`HTTP/1.1 ${status}`, 'Content-Type: text/html'],
    }),
    event('URL_REQUEST_START_JOB', 2, id, time + 6),
    event('URL_REQUEST_JOB_FILTERED_BYTES_READ', 0, id, time + 7, { byte_count: 82 }),
    event('REQUEST_ALIVE', 2, id, time + 9),
  ];
}
