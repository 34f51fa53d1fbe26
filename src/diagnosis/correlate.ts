import type { Artifact } from '../artifacts/artifact';
import type { Place } from '../artifacts/place';
import { type Message, message } from '../text';
import type { CapturePass } from './capture/pass';
import { dumpsOf } from './caseView';
import type { Finding } from './finding';
import { isMasked } from './match/compare';
import { statValues } from './match/dumpValues';
import { sourceOf } from './match/textValues';

/** A value that several places of a case should share. */
export interface Compared {
  readonly value: string;
  /** What names it: `token`, `license`, `dump`, `device`, `tenant configuration`, `sign-in`. */
  readonly source: 'token' | 'license' | 'dump' | 'device' | 'rms' | 'signin';
  readonly place: Place;
}

/** Sessions that show what a dump tells. */
export interface SessionLink {
  readonly finding: string;
  readonly sessions: readonly {
    readonly artifact: string;
    readonly key: number;
    readonly by: 'condition' | 'chain' | 'time' | 'correlation' | 'account' | 'tenant';
  }[];
}

export interface ClockSkew {
  readonly artifact: string;
  /** Milliseconds by which the server's clock is ahead of the capture's. */
  readonly milliseconds: number;
  readonly samples: number;
}

/** What several files of one case say about the same things. */
export interface Correlation {
  readonly tenants: readonly Compared[];
  readonly accounts: readonly Compared[];
  readonly links: readonly SessionLink[];
  readonly skew: readonly ClockSkew[];
  /** Judgements worth a line: tenants differ, accounts differ, clocks differ, files lie far apart in time. */
  readonly notes: readonly Message[];
}

/** Clocks may differ that much before it is worth a word. */
const skewTolerance = 2 * 60_000;
/** Sessions around the moment of a dump that can show the same trouble. */
const timeWindow = 10 * 60_000;
const linkLimit = 20;

export function correlate(
  artifacts: readonly Artifact[],
  passes: readonly CapturePass[],
  findings: readonly Finding[],
): Correlation {
  const tenants = tenantsOf(artifacts, passes);
  const accounts = accountsOf(artifacts, passes);
  const skew = passes.flatMap(skewOf);
  return {
    tenants,
    accounts,
    skew,
    links: linksOf(artifacts, passes, findings, tenants, accounts),
    notes: notesOf(tenants, accounts, skew, artifacts, passes),
  };
}

function tenantsOf(artifacts: readonly Artifact[], passes: readonly CapturePass[]): readonly Compared[] {
  const found: Compared[] = [];
  for (const pass of passes) {
    for (const token of pass.tokens)
      if (token.tenant) found.push({ value: token.tenant, source: 'token', place: token.place });
    for (const license of pass.licenses) {
      if (license.tenant) found.push({ value: license.tenant, source: 'license', place: license.place });
    }
  }
  for (const artifact of artifacts) {
    const source = sourceOf(artifact);
    if (artifact.kind === 'dsregcmd') {
      for (const value of artifact.values) {
        if (!/^tenant ?id$/i.test(value.key) || isMasked(value.value) || !value.value) continue;
        found.push({
          value: value.value.toLowerCase(),
          source: 'device',
          place: { artifact: artifact.id, layers: [], range: source?.rangeOf(value.valueSpan) },
        });
      }
    }
    if (artifact.kind === 'powershell-output') {
      for (const property of artifact.outputs.flatMap((output) => output.properties)) {
        if (!/^BPOSId$/i.test(property.name) || isMasked(property.value)) continue;
        found.push({
          value: property.value.toLowerCase(),
          source: 'rms',
          place: { artifact: artifact.id, layers: [], range: source?.rangeOf(property.span) },
        });
      }
    }
  }
  return distinct(found);
}

function accountsOf(artifacts: readonly Artifact[], passes: readonly CapturePass[]): readonly Compared[] {
  const found: Compared[] = [];
  for (const pass of passes) {
    for (const token of pass.tokens) {
      if (token.userName) found.push({ value: token.userName.toLowerCase(), source: 'token', place: token.place });
    }
  }
  for (const artifact of artifacts) {
    if (artifact.kind !== 'sync-internals' && artifact.kind !== 'signin-internals') continue;
    for (const value of statValues(artifact.sections, '*', 'Username')) {
      const text = value.text.trim().toLowerCase();
      if (!text || value.uninitialized || isMasked(text) || !value.span) continue;
      found.push({
        value: text,
        source: artifact.kind === 'sync-internals' ? 'dump' : 'signin',
        place: { artifact: artifact.id, layers: [], range: artifact.source.rangeOf(value.span) },
      });
    }
  }
  return distinct(found);
}

function distinct(list: readonly Compared[]): readonly Compared[] {
  const seen = new Set<string>();
  return list.filter((entry) => {
    const key = `${entry.source}\n${entry.value}\n${entry.place.artifact}`;
    return !seen.has(key) && Boolean(seen.add(key));
  });
}

function skewOf(pass: CapturePass): readonly ClockSkew[] {
  const samples = [...pass.clockSamples].sort((a, b) => a - b);
  const middle = samples[Math.floor(samples.length / 2)];
  if (middle === undefined) return [];
  return [{ artifact: pass.capture.id, milliseconds: Math.round(middle), samples: samples.length }];
}

/** Hosts on which a finding of a dump would show in a capture. */
const hostsByFinding: readonly (readonly [RegExp, RegExp])[] = [
  [/^(crypto-|pending-keys|key-service-problem|getkey-step-failed|reset-needed)/, /(^|\.)aadrm\.(com|us|cn|de)$/],
  [/^(identity-|passphrase-required)/, /^login\./],
  [
    /^(sync-|step-result-bad|server-connection-bad|client-backoff|type-|disabled-by-admin|actionable-error|user-actionable)/,
    /^edge\.microsoft\.com$/,
  ],
];

function linksOf(
  artifacts: readonly Artifact[],
  passes: readonly CapturePass[],
  findings: readonly Finding[],
  tenants: readonly Compared[],
  accounts: readonly Compared[],
): readonly SessionLink[] {
  const dumps = new Map(dumpsOf(artifacts).map((dump) => [dump.id, dump]));
  const vectors = correlationVectors(artifacts);
  const deviceTenants = new Set(tenants.flatMap(({ source, value }) => (source === 'token' ? [] : [value])));
  const links: SessionLink[] = [];
  for (const finding of findings) {
    if (finding.severity !== 'error' && finding.severity !== 'warning') continue;
    const dump = finding.evidence.map(({ place }) => dumps.get(place.artifact)).find((found) => found !== undefined);
    if (!dump) continue;
    const sessions: SessionLink['sessions'][number][] = finding.evidence.flatMap(({ place }) =>
      place.session === undefined ? [] : [{ artifact: place.artifact, key: place.session, by: 'condition' as const }],
    );
    for (const cause of finding.causedBy) {
      for (const { place } of findings.find((other) => other.id === cause)?.evidence ?? []) {
        if (place.session !== undefined) sessions.push({ artifact: place.artifact, key: place.session, by: 'chain' });
      }
    }
    const hosts = hostsByFinding.find(([id]) => id.test(finding.id))?.[1];
    for (const pass of passes) {
      for (const reader of pass.read) {
        const vector = reader.header('request', 'X-AFS-CV') || reader.header('response', 'MS-CV');
        if (vector && vectors.has(vector.split('.')[0] ?? '') && hosts?.test(reader.session.host)) {
          sessions.push({ artifact: pass.capture.id, key: reader.session.key, by: 'correlation' });
        }
      }
      if (!hosts) continue;
      const names = new Set(accounts.flatMap(({ place, value }) => (place.artifact === dump.id ? [value] : [])));
      const tokens = new Map(pass.tokens.map((token) => [token.key, token]));
      for (const session of pass.capture.sessions) {
        const isFailed = session.status === 0 || session.status >= 400;
        if (!isFailed || session.isTunnel || !hosts.test(session.host)) continue;
        const token = tokens.get(session.key);
        const isNear =
          dump.taken !== undefined &&
          session.started !== undefined &&
          Math.abs(session.started - dump.taken.time) <= timeWindow;
        const by = isNear
          ? 'time'
          : token?.userName && names.has(token.userName.toLowerCase())
            ? 'account'
            : token?.tenant && deviceTenants.has(token.tenant.toLowerCase())
              ? 'tenant'
              : undefined;
        if (by) sessions.push({ artifact: pass.capture.id, key: session.key, by });
      }
    }
    const known = new Set<string>();
    const once = sessions.filter(
      ({ artifact, key }) => !known.has(`${artifact}\n${key}`) && Boolean(known.add(`${artifact}\n${key}`)),
    );
    if (once.length > 0) links.push({ finding: finding.id, sessions: once.slice(0, linkLimit) });
  }
  return links;
}

/** Correlation vectors that the protocol events of dumps name: 22 characters, then span numbers. */
function correlationVectors(artifacts: readonly Artifact[]): ReadonlySet<string> {
  const found = new Set<string>();
  for (const dump of dumpsOf(artifacts)) {
    for (const event of dump.events) {
      for (const hit of event.details.matchAll(/\b([A-Za-z0-9+/]{22})(?:\.\d+)+/g)) found.add(hit[1] ?? '');
    }
  }
  return found;
}

function notesOf(
  tenants: readonly Compared[],
  accounts: readonly Compared[],
  skew: readonly ClockSkew[],
  artifacts: readonly Artifact[],
  passes: readonly CapturePass[],
): readonly Message[] {
  const notes: Message[] = [];
  const ids = [...new Set(tenants.map((entry) => entry.value))];
  if (ids.length > 1) notes.push(message('diagnosis.tenantsDiffer', { tenants: ids.join(', ') }));
  const names = new Set(accounts.map((entry) => entry.value));
  if (names.size > 1) notes.push(message('diagnosis.accountsDiffer', { count: names.size }));
  for (const entry of skew) {
    if (Math.abs(entry.milliseconds) < skewTolerance) continue;
    const minutes = Math.round(Math.abs(entry.milliseconds) / 60_000);
    notes.push(message(entry.milliseconds > 0 ? 'diagnosis.clockBehind' : 'diagnosis.clockAhead', { minutes }));
  }
  for (const dump of dumpsOf(artifacts)) {
    const taken = dump.taken?.time;
    if (taken === undefined) continue;
    for (const pass of passes) {
      const times = pass.capture.sessions.flatMap((session) => session.started ?? []);
      if (times.length === 0) continue;
      const first = times.reduce((a, b) => Math.min(a, b));
      const last = times.reduce((a, b) => Math.max(a, b));
      const away = taken < first ? first - taken : taken > last ? taken - last : 0;
      if (away > 24 * 3_600_000) notes.push(message('diagnosis.timesApart', { hours: Math.round(away / 3_600_000) }));
    }
  }
  return notes;
}
