import type { Session } from '../../artifacts/capture/model';
import type { CaptureFact, CaptureRule } from './rule';

/** Sessions per family before a comparison means anything, and how much slower the median must be. */
const needed = 3;
const factor = 1.5;

/**
 * The same host was reached over both families and IPv4 was slower; or the client's address lies in the range of
 * carrier-grade address translation (100.64.0.0/10, RFC 6598). Only hosts that sync uses are compared.
 */
export const slowerOverIpv4: CaptureRule = (pass) => {
  const found: CaptureFact[] = [];
  for (const host of pass.index.hostNames) {
    if (!/(^|\.)(edge\.microsoft\.com|aadrm\.com)$/.test(host)) continue;
    const timed = pass.index.of(host).filter((session) => !session.isTunnel && session.duration !== undefined);
    const v4 = timed.filter((session) => isV4(session.serverIp));
    const v6 = timed.filter((session) => session.serverIp.includes(':') && !isV4(session.serverIp));
    const [slow, fast] = [median(v4), median(v6)];
    const first = v4[0];
    if (!first || v4.length < needed || v6.length < needed || slow === undefined || fast === undefined) continue;
    if (slow > fast * factor) {
      found.push({ ...pass.factOf(first), text: `${host}: IPv4 ${Math.round(slow)} ms, IPv6 ${Math.round(fast)} ms` });
    }
  }
  for (const client of pass.clientAddresses) {
    if (isCarrierGrade(client.address))
      found.push({ ...pass.factOf(client.session), text: `${client.session.host}: ${client.address}` });
  }
  return found.slice(0, 20);
};

function isV4(address: string): boolean {
  return /^(::ffff:)?\d{1,3}(\.\d{1,3}){3}$/i.test(address);
}

function median(sessions: readonly Session[]): number | undefined {
  const values = sessions.map((session) => session.duration ?? 0).sort((a, b) => a - b);
  return values[Math.floor(values.length / 2)];
}

function isCarrierGrade(address: string): boolean {
  const [, second = ''] = /^(?:::ffff:)?100\.(\d{1,3})\.\d{1,3}\.\d{1,3}$/i.exec(address) ?? [];
  return second !== '' && Number(second) >= 64 && Number(second) <= 127;
}
