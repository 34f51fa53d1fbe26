import type { Condition } from '../knowledge';
import { isTakenBack, readsHistory, signedOutSilences } from './cautions';
import type { Basis, Evidence, Finding, Severity } from './finding';
import type { Hit } from './match/hit';

/** From weak to strong. */
export const bases: readonly Basis[] = ['inferred', 'observed', 'source', 'documented'];
/** From light to heavy. */
export const severities: readonly Severity[] = ['hint', 'information', 'warning', 'error'];

export const basisRank = (basis: Basis): number => bases.indexOf(basis);
export const severityRank = (severity: Severity): number => severities.indexOf(severity);

/** Evidence told per finding and artifact; more of the same adds nothing. */
const evidenceLimit = 200;

/** A unit of evidence that holds: a row or group, once per dump, session or case. */
export type Instance = readonly Hit[];

/** A condition that holds, while it is judged. */
export interface Held {
  readonly condition: Condition;
  readonly instances: readonly Instance[];
  severity: Severity;
  readonly basis: Basis;
  readonly history: boolean;
  /** Hosts of its sessions. */
  readonly hosts: ReadonlySet<string>;
  /** True when something else than a capture shows it. */
  readonly isOutside: boolean;
  readonly evidence: readonly Evidence[];
}

/** Judges a condition by the units that hold; undefined when the cautions leave none. */
export function judge(condition: Condition, found: readonly Instance[]): Held | undefined {
  const instances = found.filter(
    (instance) => !signedOutSilences(condition, instance) && !isTakenBack(condition, instance),
  );
  if (instances.length === 0) return undefined;
  const history = readsHistory(condition, instances);
  let severity = severityOf(condition, instances);
  if (history && severity === 'error') severity = 'warning';
  const strongest = Math.max(...instances.map(instanceRank));
  const hits = instances.flat();
  return {
    condition,
    instances,
    severity,
    basis: bases[Math.min(strongest, basisRank(condition.basis))] ?? 'inferred',
    history,
    hosts: new Set(hits.flatMap((hit) => (hit.session ? [hit.session.host] : []))),
    isOutside: hits.some((hit) => hit.artifact.kind !== 'capture'),
    evidence: evidenceOf(hits),
  };
}

/** A group counts as one row: it is as sure as its weakest member. */
function instanceRank(instance: Instance): number {
  return Math.min(...instance.map((hit) => basisRank(hit.basis)));
}

function severityOf(condition: Condition, instances: readonly Instance[]): Severity {
  const own = instances.map((instance) => instance.flatMap((hit) => hit.row.source.severity ?? []));
  if (own.some((list) => list.length === 0)) return condition.severity;
  const ranks = own.flat().map(severityRank);
  return severities[Math.max(...ranks)] ?? condition.severity;
}

/**
 * An error that only conclusions speak for is shown as a warning, unless a second piece of evidence holds: the same
 * condition from a second artifact, or another error of the case that is not a conclusion.
 */
export function capInferred(all: readonly Held[]): void {
  const isInferred = (held: Held): boolean => held.instances.every((instance) => instanceRank(instance) === 0);
  const solid = all.filter((held) => held.severity === 'error' && !isInferred(held));
  for (const held of all) {
    if (held.severity !== 'error' || !isInferred(held)) continue;
    const artifacts = new Set(held.instances.flat().map((hit) => hit.artifact.id));
    if (artifacts.size < 2 && solid.length === 0) held.severity = 'warning';
  }
}

function evidenceOf(hits: readonly Hit[]): readonly Evidence[] {
  const seen = new Set<string>();
  const counts = new Map<string, number>();
  const found: Evidence[] = [];
  for (const { evidence } of hits) {
    if (!evidence) continue;
    const key = `${JSON.stringify(evidence.place)}\n${evidence.text}`;
    const count = counts.get(evidence.place.artifact) ?? 0;
    if (seen.has(key) || count >= evidenceLimit) continue;
    seen.add(key);
    counts.set(evidence.place.artifact, count + 1);
    found.push(evidence);
  }
  return found;
}

export function toFinding(held: Held, causedBy: readonly string[], suggestions: readonly string[]): Finding {
  return {
    id: held.condition.id,
    severity: held.severity,
    basis: held.basis,
    evidence: held.evidence,
    causedBy,
    history: held.history,
    suggestions,
  };
}
