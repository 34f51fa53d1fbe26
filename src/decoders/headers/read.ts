import { frontDoorSites } from '../../knowledge';
import { readTimes } from '../time';

/** X-AFS-Tracking of a sync answer, split into its parts. */
export interface AfsTracking {
  /** Parts as written, in order. */
  readonly parts: readonly { readonly name: string; readonly value: string }[];
  /** Azure region that the environment names; empty when it does not have the known form. */
  readonly region: string;
  readonly geo: string;
  /** `Prod`; empty like the region. */
  readonly environment: string;
  readonly stamp: string;
  readonly migrationStage: string;
  readonly correlationVector: string;
}

/** X-MSEdge-Ref: which front end answered, when. */
export interface EdgeRef {
  /** Request id, 32 hexadecimal digits; empty when absent. */
  readonly requestId: string;
  /** Node as written: `DUS30EDGE0718`. */
  readonly node: string;
  /** Site code: `DUS`. */
  readonly site: string;
  /** Place of the site by the Azure Front Door list; empty when the code is not on it. */
  readonly place: string;
  /** ms since 1970. */
  readonly time: number | undefined;
}

/** A Microsoft correlation vector: base and the numbers of its spans. */
export interface CorrelationVector {
  readonly base: string;
  readonly spans: readonly number[];
}

/** A challenge of WWW-Authenticate. */
export interface AuthChallenge {
  readonly scheme: string;
  readonly parameters: readonly { readonly name: string; readonly value: string }[];
  /** Decoded JSON of the parameter `claims` (a claims challenge); empty when absent or unreadable. */
  readonly claims: string;
}

/** Splits `name=value` pairs separated by semicolons or commas; names and values as written, at most a hundred. */
export function readPairs(value: string): { readonly name: string; readonly value: string }[] {
  const found: { name: string; value: string }[] = [];
  for (const part of value.slice(0, 8192).split(/[;,]/)) {
    const at = part.search(/[=:]/);
    if (at > 0 && found.length < 100) found.push({ name: part.slice(0, at).trim(), value: part.slice(at + 1).trim() });
  }
  return found;
}

/** Pattern of the environment: `Prod_<region>_prod-<stamp>-<geo>-<region>`. */
const environmentForm = /^([A-Za-z]+)_([a-z0-9]+)_[a-z]+-([a-z0-9]+-[0-9]+)-([a-z]+)-[a-z0-9]+$/i;

export function readAfsTracking(value: string): AfsTracking {
  const parts = readPairs(value);
  const get = (name: string): string => parts.find((part) => part.name.toLowerCase() === name)?.value ?? '';
  const match = environmentForm.exec(get('environment'));
  return {
    parts,
    environment: match?.[1] ?? '',
    region: match?.[2] ?? '',
    stamp: match?.[3] ?? '',
    geo: match?.[4] ?? '',
    migrationStage: get('migrationstage'),
    correlationVector: get('cv'),
  };
}

export function readEdgeRef(value: string): EdgeRef | undefined {
  const part = (letter: string): string =>
    new RegExp(`Ref ${letter}:\\s{0,4}([^\\s,;]{1,64})`, 'i').exec(value.slice(0, 500))?.[1] ?? '';
  const node = part('B');
  const requestId = part('A');
  if (node === '' && requestId === '') return undefined;
  const site = /^([A-Z]{2,4}?)\d{0,3}EDGE/i.exec(node)?.[1]?.toUpperCase() ?? '';
  const place = Object.hasOwn(frontDoorSites, site) ? (frontDoorSites[site] ?? '') : '';
  return { requestId, node, site, place, time: readTimes(part('C'))[0]?.time };
}

/** `bm39ctRM3NpJ6DFPSkBWcE.0`: 22 Base64 characters (version 2; 16 in version 1), then one number for each span. */
export function readCorrelationVector(value: string): CorrelationVector | undefined {
  const match = /^([A-Za-z0-9+/]{16}|[A-Za-z0-9+/]{21}[A-Za-z0-9+/])((?:\.\d{1,10}){0,40})!?$/.exec(value.trim());
  if (!match) return undefined;
  return { base: match[1] ?? '', spans: (match[2] ?? '').split('.').slice(1).map(Number) };
}

export function readChallenge(value: string): AuthChallenge | undefined {
  const text = value.slice(0, 16_384);
  const scheme = /^\s{0,4}([A-Za-z][\w-]{0,40})(?:\s|$)/.exec(text)?.[1];
  if (scheme === undefined) return undefined;
  const parameters = [...text.matchAll(/([\w-]{1,40})\s?=\s?(?:"([^"]{0,8192})"|([^\s,"]{1,2000}))/g)].map((match) => ({
    name: match[1] ?? '',
    value: match[2] ?? match[3] ?? '',
  }));
  return { scheme, parameters, claims: claimsText(parameters.find((one) => one.name === 'claims')?.value ?? '') };
}

function claimsText(value: string): string {
  try {
    const text = atob(value.replace(/-/g, '+').replace(/_/g, '/').replace(/=+$/, ''));
    return text.trimStart().startsWith('{') ? text : '';
  } catch {
    return '';
  }
}
