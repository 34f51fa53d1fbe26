import type { Session } from '../artifacts/capture/model';
import { type Endpoint, endpoints } from '../knowledge';
import type { CapturePass } from './capture/pass';

/**
 * How a documented endpoint fared: `reached` (an answer below 400, or a tunnel that opened and was not looked into),
 * `refused` (the service or a proxy said no), `not-resolved` (name unknown), `not-answered` (connection failed, no
 * answer), `intercepted` (another issuer than Microsoft or the capture tool signed the certificate), `not-seen`.
 */
export type EndpointState = 'reached' | 'refused' | 'not-resolved' | 'not-answered' | 'intercepted' | 'not-seen';

export interface EndpointCheck {
  readonly endpoint: Endpoint;
  /** Host that was asked, or the documented form where nothing was seen. */
  readonly host: string;
  readonly state: EndpointState;
  readonly sessions: readonly { readonly artifact: string; readonly key: number }[];
  /** Certificate issuer where a tunnel shows it. */
  readonly issuer: string | undefined;
  /** Proxy that the requests went through, where the capture tells. */
  readonly proxy: string | undefined;
  /** Last status seen. */
  readonly status: number | undefined;
}

/** Sessions listed per endpoint. */
const sessionLimit = 20;

/** Compares what the captures show with the documented endpoints; nothing for cases without a capture. */
export function checkEndpoints(passes: readonly CapturePass[]): readonly EndpointCheck[] {
  if (passes.length === 0) return [];
  const found: EndpointCheck[] = [];
  const listed = new Set<string>();
  for (const endpoint of endpoints) {
    const hosts = endpoint.hosts.filter((host) => /[a-z]/i.test(host) && !host.includes(':'));
    if (hosts.length === 0) continue;
    // A host stands under its first entry; a second one (the same host over WebSocket) counts with requests of its own.
    const seen = checksOf(endpoint, hosts, passes).filter(
      ({ host, onlyTunnels }) => !listed.has(host) || (endpoint.schemes.includes('wss') && !onlyTunnels),
    );
    for (const { host } of seen) listed.add(host);
    if (seen.length > 0) found.push(...seen.map(({ check }) => check));
    else if (hosts.some((documented) => [...listed].some((host) => hostFits(host, documented)))) continue;
    else if (endpoint.status === 'current') {
      const host = hosts[0] ?? '';
      found.push({
        endpoint,
        host,
        state: 'not-seen',
        sessions: [],
        issuer: undefined,
        proxy: undefined,
        status: undefined,
      });
    }
  }
  return found;
}

export function hostFits(host: string, documented: string): boolean {
  return documented.startsWith('*.') ? host.endsWith(documented.slice(1)) : host === documented;
}

interface Seen {
  readonly host: string;
  readonly check: EndpointCheck;
  readonly onlyTunnels: boolean;
}

function checksOf(endpoint: Endpoint, hosts: readonly string[], passes: readonly CapturePass[]): readonly Seen[] {
  const byHost = new Map<string, { pass: CapturePass; session: Session }[]>();
  for (const pass of passes) {
    for (const host of pass.index.hostNames) {
      if (!hosts.some((documented) => hostFits(host, documented))) continue;
      const sessions = pass.index.of(host).filter((session) => schemeFits(endpoint, session));
      const list = byHost.get(host) ?? [];
      list.push(...sessions.map((session) => ({ pass, session })));
      if (list.length > 0) byHost.set(host, list);
    }
  }
  return [...byHost].map(([host, list]) => ({
    host,
    check: check(endpoint, host, list),
    onlyTunnels: list.every(({ session }) => session.isTunnel),
  }));
}

/** Push messages are documented twice, for plain requests and for WebSockets. */
function schemeFits(endpoint: Endpoint, session: Session): boolean {
  if (session.isTunnel) return true;
  const isSocket = session.isWebSocket || session.url.startsWith('wss:');
  return endpoint.schemes.includes('wss') ? isSocket : !isSocket || !endpoint.schemes.includes('https');
}

function check(
  endpoint: Endpoint,
  host: string,
  list: readonly { pass: CapturePass; session: Session }[],
): EndpointCheck {
  // A tunnel only says that the way is open; the requests inside it say more.
  const requests = list.filter(({ session }) => !session.isTunnel);
  const states = (requests.length > 0 ? requests : list).map(({ session }) => stateOf(session));
  const readers = list.map(({ pass, session }) => pass.reader(session));
  const issuer = readers.map((reader) => reader.certificates[0]?.issuer).find((name) => name !== undefined);
  const isIntercepted = issuer !== undefined && !/Microsoft|DigiCert|DO_NOT_TRUST|Fiddler/i.test(issuer);
  const proxy = readers
    .flatMap((reader) => [reader.header('response', 'FiddlerGateway'), reader.header('response', 'Via')])
    .find((text) => text !== '' && !/^direct$/i.test(text));
  const worst = (['reached', 'refused', 'not-resolved', 'not-answered'] as const).find((state) =>
    states.includes(state),
  );
  return {
    endpoint,
    host,
    state: isIntercepted ? 'intercepted' : (worst ?? 'not-answered'),
    sessions: list.slice(0, sessionLimit).map(({ pass, session }) => ({ artifact: pass.capture.id, key: session.key })),
    issuer,
    proxy,
    status: (requests.at(-1) ?? list.at(-1))?.session.status,
  };
}

function stateOf(session: Session): EndpointState {
  if (/NAME_NOT_RESOLVED|DNS_/.test(session.netError) || /DNS Lookup Failed/i.test(session.reason))
    return 'not-resolved';
  if (session.netError || session.byCaptureTool || session.status === 0) return 'not-answered';
  return session.status < 400 ? 'reached' : 'refused';
}
