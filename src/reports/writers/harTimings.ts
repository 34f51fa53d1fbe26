import type { SessionDetail, Timers } from '../../artifacts/capture/model';

const phaseNames = ['blocked', 'dns', 'connect', 'ssl', 'send', 'wait', 'receive'] as const;
type Phases = Record<(typeof phaseNames)[number], number>;

/**
 * Phases of HAR from the timers of a format: HAR's own durations, Fiddler's moments, or NetLog's events. -1 where a
 * phase does not apply or is not known; `send`, `wait` and `receive` are demanded and then 0.
 */
export function timingsOf({ session, timers }: SessionDetail): Phases {
  const phases: Phases = { blocked: -1, dns: -1, connect: -1, ssl: -1, send: 0, wait: 0, receive: 0 };
  if (phaseNames.some((name) => timers[name] !== undefined)) {
    for (const name of phaseNames) phases[name] = timers[name] ?? phases[name];
    return phases;
  }
  const between = (from: string, to: string): number => {
    const start = timers[from];
    const end = timers[to];
    return start === undefined || end === undefined ? 0 : Math.max(0, end - start);
  };
  if (timers['ServerBeginResponse'] !== undefined || timers['ClientBeginRequest'] !== undefined) {
    phases.dns = durationOf(timers, 'DNSTime');
    const tcp = durationOf(timers, 'TCPConnectTime');
    phases.ssl = durationOf(timers, 'HTTPSHandshakeTime');
    // HAR counts the TLS handshake into connect as well.
    if (tcp >= 0 || phases.ssl >= 0) phases.connect = Math.max(0, tcp) + Math.max(0, phases.ssl);
    phases.send = between('FiddlerBeginRequest', 'ServerGotRequest');
    phases.wait = between('ServerGotRequest', 'ServerBeginResponse');
    phases.receive = between('ServerBeginResponse', 'ServerDoneResponse');
    return phases;
  }
  if (timers['URL_REQUEST_START_JOB'] !== undefined) {
    phases.blocked = between('URL_REQUEST_START_JOB', 'HTTP_TRANSACTION_SEND_REQUEST_HEADERS');
    phases.wait = between('HTTP_TRANSACTION_SEND_REQUEST_HEADERS', 'HTTP_TRANSACTION_READ_RESPONSE_HEADERS');
    phases.receive = between('HTTP_TRANSACTION_READ_RESPONSE_HEADERS', 'REQUEST_ALIVE');
    return phases;
  }
  phases.wait = session.duration ?? 0;
  return phases;
}

function durationOf(timers: Timers, name: string): number {
  const value = timers[name];
  return value !== undefined && value > 0 ? value : -1;
}
