import type { Artifact } from '../../artifacts/artifact';
import type { Capture } from '../../artifacts/capture/model';
import type { Dump, Section } from '../../artifacts/dump/model';
import { endpoints } from '../../knowledge';
import { healthOf } from './health';
import type { Fact } from './model';

/** Names whose values differ from dump to dump without meaning anything. */
const volatileNames =
  /\b(?:guid|client id|cache guid|session ?name|session id|nonce|timestamp|request id|correlation|memory|bytes|installation|handle|revision|poll interval|uptime)\b|time$|\bat$|last (?:synced|refreshed|poll)/i;
const counterNames =
  /\b(?:entries|entities|count|number|updates?|commits?|conflicts|tombstones|total|live|downloads?|hierarchy|server|committed)\b/i;

/** Everything in a file that can be compared by name. */
export function factsOf(artifact: Artifact): readonly Fact[] {
  switch (artifact.kind) {
    case 'sync-internals':
      return dumpFacts(artifact);
    case 'signin-internals':
      return sectionFacts(artifact.sections);
    case 'policy-export':
      return [
        ...artifact.metadata.map(({ name, value }) => fact('', name, value)),
        ...artifact.policies.map(({ name, valueText, level, scope, source, messages }) => ({
          ...fact(
            'edge://policy',
            name,
            [valueText, [level, scope, source].filter(Boolean).join(', '), ...messages].filter(Boolean).join(' · '),
          ),
          health: messages.some((one) => /error|ignored|invalid/i.test(one)) ? 0 : undefined,
          volatile: false,
        })),
      ];
    case 'dsregcmd':
      return artifact.values.map(({ section, key, value }) => fact(section, key, value));
    case 'powershell-output':
      return artifact.outputs.flatMap((output) => [
        ...(output.text ? [fact('PowerShell', output.cmdlet ?? '', output.text)] : []),
        ...output.properties.map(({ name, value }) => fact(output.cmdlet ?? 'PowerShell', name, value)),
      ]);
    case 'capture':
      return captureFacts(artifact);
    case 'aad-event':
      return codes(artifact.events.flatMap((event) => event.codes.map(({ code }) => code)));
    case 'attachments':
      return artifact.entries.map(({ path, size }) => ({ ...fact('', path, String(size)), volatile: false }));
    default:
      return [];
  }
}

function codes(list: readonly string[]): Fact[] {
  return [...new Set(list)].map((code) => ({ place: '', name: code, value: code, health: 0 }));
}

function fact(place: string, name: string, value: string): Fact {
  return { place, name, value, health: healthOf(name, value), volatile: isVolatile(name, value) };
}

function isVolatile(name: string, value: string): boolean {
  if (volatileNames.test(name)) return true;
  if (/^\{?[\da-f]{8}-(?:[\da-f]{4}-){3}[\da-f]{12}\}?$/i.test(value))
    return !/tenant|policy|object|device/i.test(name);
  // Nothing and something are different; eleven and twelve are not.
  return /^\d[\d.,]*$/.test(value) && value !== '0' && counterNames.test(name);
}

function dumpFacts(dump: Dump): Fact[] {
  const types = dump.types.map(({ name, status, state, message }): Fact => {
    const health = {
      ok: 3,
      severity_info: 2,
      transitioning: 2,
      severity_warning: 1,
      severity_error: 0,
      unknown: undefined,
    }[status];
    return { place: 'Type Info', name, value: message || state || status, health, volatile: false };
  });
  const counts = dump.types.flatMap(({ name, live }): Fact[] =>
    live === undefined
      ? []
      : [{ place: 'Type Info', name: `${name}, live`, value: String(live), health: undefined, volatile: live > 0 }],
  );
  const birthday = dump.events
    .map(({ proto }) =>
      typeof proto === 'object' && proto !== null ? (proto as Record<string, unknown>)['store_birthday'] : undefined,
    )
    .find((value) => typeof value === 'string');
  return [
    ...sectionFacts(dump.sections),
    ...(dump.actionableError?.stats ?? []).map(({ name, value, status }) =>
      stat('actionable_error', name, value, status),
    ),
    ...types,
    ...counts,
    ...(typeof birthday === 'string' ? [{ ...fact('Protocol', 'store_birthday', birthday), volatile: false }] : []),
  ];
}

function sectionFacts(sections: readonly Section[]): Fact[] {
  return sections.flatMap(({ title, stats }) =>
    stats.map(({ name, value, status }) => stat(title ?? '', name, value, status)),
  );
}

function stat(place: string, name: string, value: string, status: string): Fact {
  if (status === 'uninitialized') return { place, name, value: '', health: undefined };
  const made = fact(place, name, value);
  return status === 'in_bad_state' ? { ...made, health: 0 } : made;
}

const serviceHosts = new Set(
  endpoints.flatMap(({ hosts }) => hosts.map((host) => host.toLowerCase().replace(/^\*\./, ''))),
);

/** Requests of one kind: method, host and path with ids left out; the value is what was answered. */
function captureFacts(capture: Capture): Fact[] {
  const groups = new Map<string, { host: string; statuses: Set<number>; isService: boolean }>();
  for (const { method, host, path, status, isTunnel } of capture.sessions) {
    if (isTunnel && status === 200) continue;
    const short = path
      .replace(/[?#].*$/, '')
      .replace(/[\da-f]{8}-(?:[\da-f]{4}-){3}[\da-f]{12}/gi, '*')
      .replace(/\/(?:\d+|[\da-f]{16,}|[A-Za-z0-9+_=-]{40,})(?=\/|$)/g, '/*');
    const name = `${method} ${host}${isTunnel ? '' : short}`;
    const known = groups.get(name);
    if (known) known.statuses.add(status);
    else {
      const isService =
        [...serviceHosts].some((one) => host === one || host.endsWith(`.${one}`)) ||
        /^login\.|(?:^|\.)aadrm\./.test(host);
      groups.set(name, { host, statuses: new Set([status]), isService });
    }
  }
  return [...groups].map(([name, { host, statuses, isService }]) => {
    const list = [...statuses].sort((a, b) => a - b);
    const worst = Math.min(...list.map((status) => (status === 0 ? 0 : status >= 400 ? 1 : 2)));
    return { place: host, name, value: list.join(', '), health: worst, volatile: !isService && worst === 2 };
  });
}
