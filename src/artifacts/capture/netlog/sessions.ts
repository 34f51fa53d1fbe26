import { addressParts } from '../har/address';
import type { Session } from '../model';
import type { NetlogConstants } from './constants';
import type { Hop, HopCollector } from './hops';

/** Rows of the list, one per hop, in the order in which they started in the file. */
export function sessionsOf(collector: HopCollector, constants: NetlogConstants): readonly Session[] {
  return collector.hops.map((hop, index) => {
    const { host, path } = addressParts(hop.url, false);
    const address = firstOf(collector, hop, collector.addresses);
    const client = firstOf(collector, hop, collector.clientAddresses);
    const port = /:(\d+)$/.exec(client)?.[1];
    const started = constants.tickOffset === undefined ? undefined : constants.tickOffset + hop.start;
    return {
      key: index + 1,
      sid: index + 1,
      method: hop.method,
      url: hop.url,
      host,
      path,
      status: hop.status,
      reason: hop.reason,
      protocol: hop.protocol || hop.version,
      contentType: hop.contentType,
      requestBytes: -1,
      responseBytes: hop.filtered > 0 ? hop.filtered : hop.bytes > 0 ? hop.bytes : hop.finished ? 0 : -1,
      process: '',
      processId: undefined,
      serverIp: address.replace(/:\d+$/, '').replace(/^\[|\]$/g, ''),
      clientPort: port === undefined ? undefined : Number(port),
      started,
      offset: undefined,
      duration: hop.finished ? hop.end - hop.start : undefined,
      waiting: hop.answered === undefined ? undefined : Math.max(0, hop.answered - hop.start),
      comment: '',
      color: '',
      isTunnel: false,
      isBlindTunnel: false,
      isWebSocket: /^wss?:/i.test(hop.url),
      fromCache: hop.cached,
      aborted: (hop.canceled && hop.status === 0) || hop.netError === 'ERR_ABORTED',
      byCaptureTool: false,
      netError: hop.netError,
    };
  });
}

/** Sources below a hop: jobs, connections, sockets, name lookups, certificate checks; nearest first. */
export function sourcesBelow(collector: HopCollector, hop: Hop): readonly number[] {
  const seen = new Set<number>(hop.bound);
  const queue = [...hop.bound];
  for (let i = 0; i < queue.length && queue.length < 256; i++) {
    for (const next of collector.links.get(queue[i] ?? -1) ?? []) {
      if (seen.has(next)) continue;
      seen.add(next);
      queue.push(next);
    }
  }
  return queue;
}

function firstOf(collector: HopCollector, hop: Hop, values: ReadonlyMap<number, string>): string {
  for (const id of sourcesBelow(collector, hop)) {
    const value = values.get(id);
    if (value !== undefined) return value;
  }
  return '';
}
