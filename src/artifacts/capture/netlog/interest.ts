import type { NetlogConstants } from './constants';

/** What an event means for the request list. */
export enum Role {
  None = 0,
  /** Kept by its source for details and links between sources. */
  Fact = 1,
  Start,
  Alive,
  SendHeaders,
  SendHeadersH2,
  SendHeadersQuic,
  ReadHeaders,
  Failed,
  Canceled,
  Redirected,
  Bytes,
  FilteredBytes,
  CacheRead,
  Cors,
}

const roles: Readonly<Record<string, Role>> = {
  URL_REQUEST_START_JOB: Role.Start,
  REQUEST_ALIVE: Role.Alive,
  HTTP_TRANSACTION_SEND_REQUEST_HEADERS: Role.SendHeaders,
  HTTP_TRANSACTION_HTTP2_SEND_REQUEST_HEADERS: Role.SendHeadersH2,
  HTTP_TRANSACTION_QUIC_SEND_REQUEST_HEADERS: Role.SendHeadersQuic,
  HTTP_TRANSACTION_READ_RESPONSE_HEADERS: Role.ReadHeaders,
  FAILED: Role.Failed,
  CANCELLED: Role.Canceled,
  URL_REQUEST_REDIRECTED: Role.Redirected,
  URL_REQUEST_JOB_BYTES_READ: Role.Bytes,
  URL_REQUEST_JOB_FILTERED_BYTES_READ: Role.FilteredBytes,
  HTTP_CACHE_READ_DATA: Role.CacheRead,
  CORS_REQUEST: Role.Cors,
};

/** Events that say something about proxy, names, connections, TLS, certificates and authentication. */
const facts =
  /^(?:HTTP_STREAM_JOB_CONTROLLER_BOUND|HTTP_STREAM_JOB_CONTROLLER_PROXY_SERVER_RESOLVED|HTTP_STREAM_REQUEST_.*BOUND.*|HTTP_STREAM_REQUEST_STARTED_JOB|HTTP_STREAM_JOB|HTTP_STREAM_REQUEST_PROTO|PROXY_RESOLUTION_SERVICE_RESOLVED_PROXY_LIST|PROXY_LIST_FALLBACK|BAD_PROXY_LIST_REPORTED|PAC_JAVASCRIPT_ERROR|SOCKET_POOL|SOCKET_POOL_BOUND_TO_.*|CONNECT_JOB_SET_SOCKET|TCP_CONNECT|TCP_CONNECT_ATTEMPT|(?:TCP|TRANSPORT|SSL|SOCKS|HTTP_PROXY)_CONNECT_JOB_CONNECT|SSL_CONNECT|SSL_HANDSHAKE_ERROR|SSL_ALERT_RECEIVED|SSL_CERTIFICATES_RECEIVED|SSL_CLIENT_CERT_REQUESTED|CERT_VERIFIER_REQUEST.*|CERT_VERIFIER_JOB|CERT_VERIFY_PROC|URL_REQUEST_DELEGATE_SSL_CERTIFICATE_ERROR|HOST_RESOLVER_(?:MANAGER_REQUEST|MANAGER_JOB|MANAGER_CACHE_HIT|MANAGER_HOSTS_HIT|MANAGER_JOB_REQUEST_ATTACH|IMPL_REQUEST|IMPL_JOB|IMPL_CACHE_HIT|DNS_TASK_EXTRACTION_RESULTS|DNS_TASK_TIMEOUT|SYSTEM_TASK)|HTTP2_SESSION|HTTP2_SESSION_INITIALIZED|HTTP2_SESSION_CLOSE|HTTP2_SESSION_RECV_GOAWAY|HTTP2_SESSION_POOL_.*|QUIC_SESSION|QUIC_SESSION_CLOSED|QUIC_SESSION_CERTIFICATE_VERIFY_FAILED|HTTP_TRANSACTION_(?:SEND|READ)_TUNNEL.*HEADERS|AUTH_HANDLE_CHALLENGE|AUTH_HANDLER_CREATE_RESULT|AUTH_BOUND_TO_CONTROLLER|LOCAL_NETWORK_ACCESS_CHECK|HTTP_TRANSACTION_RESTART_AFTER_ERROR|SOCKET_CLOSED)$/;

/** Role of every event type of a file, by number. */
export function rolesOf(constants: NetlogConstants): Uint8Array {
  const highest = Math.min(65_535, Math.max(0, ...constants.eventTypes.keys()));
  const table = new Uint8Array(highest + 1);
  for (const [number, name] of constants.eventTypes) {
    if (number < 0 || number > highest) continue;
    table[number] = roles[name] ?? (facts.test(name) ? Role.Fact : Role.None);
  }
  return table;
}
