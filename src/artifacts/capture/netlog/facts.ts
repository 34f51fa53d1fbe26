import { listOf, numberOf, objectOf, textOf } from '../har/json';
import { flagNames, type NetlogConstants, netErrorName } from './constants';
import type { NetlogEvent } from './model';

interface Fact {
  readonly name: string;
  readonly value: string;
}

/** What the events of a request and its connections say: proxy, names, addresses, TLS, certificate, errors. */
export function factsOf(events: readonly NetlogEvent[], constants: NetlogConstants): readonly Fact[] {
  const facts: Fact[] = [];
  const seen = new Set<string>();
  const add = (name: string, value: unknown): void => {
    const text = typeof value === 'object' && value !== null ? JSON.stringify(value) : textOf(value);
    if (text === '' || text === '[]' || text === '{}' || seen.has(`${name}\n${text}`)) return;
    seen.add(`${name}\n${text}`);
    facts.push({ name, value: text });
  };
  for (const { type, phase, params } of events) {
    const error = netErrorName(constants, numberOf(params['net_error']));
    if (error !== '') add(`${type} net_error`, error);
    if (/PROXY_RESOLUTION_SERVICE_RESOLVED_PROXY_LIST/.test(type))
      add('proxy', params['proxy_info'] ?? params['pac_string']);
    else if (/PROXY_SERVER_RESOLVED/.test(type)) add('proxy server', params['proxy_chain'] ?? params['proxy_server']);
    else if (/^(?:PROXY_LIST_FALLBACK|BAD_PROXY_LIST_REPORTED|PAC_JAVASCRIPT_ERROR)$/.test(type)) add(type, params);
    else if (/^HOST_RESOLVER/.test(type)) {
      add('name looked up', params['host']);
      add('name resolved', params['results'] ?? params['address_list'] ?? objectOf(params['cache_entry'])['endpoints']);
    } else if (/^(?:TCP_CONNECT|TCP_CONNECT_ATTEMPT)$/.test(type)) {
      add('server address', params['remote_address']);
      add('client address', params['local_address']);
      add('address tried', params['address']);
    } else if (type === 'SSL_CONNECT' && phase === 'end') {
      add('TLS version', params['version']);
      add('TLS cipher', params['cipher_suite'] === undefined ? '' : `0x${Number(params['cipher_suite']).toString(16)}`);
      add('TLS protocol', params['next_proto'] ?? params['alpn']);
      add('TLS resumed', params['is_resumed']);
    } else if (/^SSL_(?:HANDSHAKE_ERROR|ALERT_RECEIVED|CLIENT_CERT_REQUESTED)$/.test(type)) add(type, params);
    else if (/^CERT_VERIFIER_JOB$/.test(type)) {
      const status = numberOf(params['cert_status']);
      if (status) add('certificate status', flagNames(constants.certStatusFlags, status));
      if (params['is_issued_by_known_root'] !== undefined) {
        add('certificate from a known root', params['is_issued_by_known_root']);
      }
    } else if (/^AUTH_HANDLE/.test(type)) {
      add('authentication scheme', params['scheme']);
      add('authentication challenge', params['challenge']);
    } else if (/^(?:HTTP2|QUIC)_SESSION_(?:CLOSE|CLOSED|RECV_GOAWAY)$/.test(type)) add(type, params);
    else if (type === 'LOCAL_NETWORK_ACCESS_CHECK') add('local network access', params['result']);
    else if (/TUNNEL_RESPONSE_HEADERS$/.test(type)) add('answer of the proxy', listOf(params['headers'])[0]);
  }
  return facts;
}

/** Certificates as PEM, in the order in which the server sent them. */
export function pemsOf(events: readonly NetlogEvent[]): readonly string[] {
  for (const { type, params } of events) {
    if (type !== 'SSL_CERTIFICATES_RECEIVED' && !/^CERT_VERIFIER/.test(type)) continue;
    const pems = listOf(params['certificates'])
      .map(textOf)
      .filter((pem) => pem.includes('-----BEGIN CERTIFICATE'));
    if (pems.length > 0) return pems;
  }
  return [];
}
