import type { SessionDetail, Timers } from '../../artifacts/capture/model';

export type PhaseName =
  | 'blocked'
  | 'gateway'
  | 'dns'
  | 'connect'
  | 'tls'
  | 'request'
  | 'send'
  | 'wait'
  | 'receive'
  | 'deliver';

/** A phase of a session; milliseconds, the start counted from the session's own. */
export interface Phase {
  readonly name: PhaseName;
  readonly start: number;
  readonly duration: number;
}

/**
 * The phases of a session in the order of time, from the timers of its format: the durations of a HAR, the moments and
 * durations of Fiddler, the events of a NetLog. A phase whose timers are unset, or that took place before the session (a
 * connection used again), is left out.
 */
export function phasesOf({ session, timers }: SessionDetail): Phase[] {
  if (timers['wait'] !== undefined || timers['receive'] !== undefined) return harPhases(timers);
  if (timers['ClientBeginRequest'] !== undefined || timers['ClientConnected'] !== undefined) return sazPhases(timers);
  if (timers['URL_REQUEST_START_JOB'] !== undefined) return netlogPhases(timers);
  const { waiting, duration } = session;
  const phases: Phase[] = [];
  if (waiting !== undefined) phases.push({ name: 'wait', start: 0, duration: waiting });
  if (duration !== undefined) {
    const start = waiting ?? 0;
    phases.push({ name: 'receive', start, duration: Math.max(0, duration - start) });
  }
  return phases;
}

/** HAR 1.2: durations one after the other; `connect` includes `ssl`. */
function harPhases(timers: Timers): Phase[] {
  const phases: Phase[] = [];
  let start = 0;
  const add = (name: PhaseName, duration: number | undefined): void => {
    if (duration === undefined) return;
    phases.push({ name, start, duration });
    start += duration;
  };
  const { ssl, connect } = timers;
  add('blocked', timers['blocked']);
  add('dns', timers['dns']);
  add('connect', connect !== undefined && ssl !== undefined ? Math.max(0, connect - ssl) : connect);
  add('tls', ssl);
  add('send', timers['send']);
  add('wait', timers['wait']);
  add('receive', timers['receive']);
  return phases;
}

/**
 * Fiddler records four durations without a moment (gateway, DNS, TCP, TLS). They fall between the client's request and
 * the one to the server, in this order.
 */
function sazPhases(timers: Timers): Phase[] {
  const origin = timers['ClientBeginRequest'] ?? timers['ClientConnected'] ?? 0;
  const phases: Phase[] = [];
  const between = (name: PhaseName, from: number | undefined, to: number | undefined): void => {
    if (from === undefined || to === undefined || to < from || to < origin) return;
    const start = Math.max(from, origin);
    phases.push({ name, start: start - origin, duration: to - start });
  };
  between('request', origin, timers['ClientDoneRequest']);
  let at = Math.max(0, (timers['ClientDoneRequest'] ?? timers['GotRequestHeaders'] ?? origin) - origin);
  const durations = [
    ['gateway', 'GatewayTime'],
    ['dns', 'DNSTime'],
    ['connect', 'TCPConnectTime'],
    ['tls', 'HTTPSHandshakeTime'],
  ] as const;
  for (const [name, timer] of durations) {
    const duration = timers[timer] ?? 0;
    if (duration <= 0) continue;
    phases.push({ name, start: at, duration });
    at += duration;
  }
  between('send', timers['FiddlerBeginRequest'], timers['ServerGotRequest']);
  between('wait', timers['ServerGotRequest'], timers['ServerBeginResponse']);
  between('receive', timers['ServerBeginResponse'], timers['ServerDoneResponse']);
  between('deliver', timers['ClientBeginResponse'], timers['ClientDoneResponse']);
  return phases;
}

/** Chromium's events; what a connection did before the request has no timer. */
function netlogPhases(timers: Timers): Phase[] {
  const origin = timers['URL_REQUEST_START_JOB'] ?? 0;
  const phases: Phase[] = [];
  const between = (name: PhaseName, from: number | undefined, to: number | undefined): void => {
    if (from === undefined || to === undefined || to < from) return;
    phases.push({ name, start: from - origin, duration: to - from });
  };
  const sent = timers['HTTP_TRANSACTION_SEND_REQUEST_HEADERS'];
  const answered = timers['HTTP_TRANSACTION_READ_RESPONSE_HEADERS'];
  const connections = [
    ['dns', 'HOST_RESOLVER_MANAGER_JOB'],
    ['connect', 'TCP_CONNECT'],
    ['tls', 'SSL_CONNECT'],
  ] as const;
  const first = Math.min(...connections.map(([, type]) => timers[`${type} begin`] ?? Number.POSITIVE_INFINITY));
  between('blocked', origin, Number.isFinite(first) ? first : sent);
  for (const [name, type] of connections) between(name, timers[`${type} begin`], timers[`${type} end`]);
  between('wait', sent, answered);
  between('receive', answered, timers['REQUEST_ALIVE']);
  return phases;
}
