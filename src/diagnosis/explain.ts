import type { Condition } from '../knowledge';
import type { Finding } from './finding';
import { basisRank, type Held, severityRank, toFinding } from './judge';

/** Everything that a condition explains, directly or through others. */
export class Consequences {
  private readonly closures = new Map<string, ReadonlySet<string>>();
  private readonly direct = new Map<string, readonly string[]>();

  constructor(conditions: readonly Condition[]) {
    for (const entry of conditions) this.direct.set(entry.id, entry.explains);
  }

  of(id: string): ReadonlySet<string> {
    const known = this.closures.get(id);
    if (known) return known;
    const found = new Set<string>();
    const waiting = [...(this.direct.get(id) ?? [])];
    for (let next = waiting.pop(); next !== undefined; next = waiting.pop()) {
      if (found.has(next) || next === id) continue;
      found.add(next);
      waiting.push(...(this.direct.get(next) ?? []));
    }
    this.closures.set(id, found);
    return found;
  }
}

/** Two findings of captures belong together only when they have a session of the same host in common. */
function belongTogether(a: Held, b: Held): boolean {
  if (a.isOutside || b.isOutside) return true;
  for (const host of a.hosts) if (b.hosts.has(host)) return true;
  return false;
}

/** Heavier evidence first, then the heavier severity. */
function strength(a: Held, b: Held): number {
  return basisRank(b.basis) - basisRank(a.basis) || severityRank(b.severity) - severityRank(a.severity);
}

/**
 * Findings with their causes, root causes first and each followed by its consequences. `causedBy` names the strongest
 * root first. `suggested` are conditions that are only offered as a possible cause.
 */
export function explain(
  all: readonly Held[],
  suggested: readonly Condition[],
  consequences: Consequences,
): readonly Finding[] {
  const causes = new Map<Held, readonly Held[]>();
  for (const held of all) {
    causes.set(
      held,
      all.filter(
        (other) =>
          other !== held &&
          !other.history &&
          consequences.of(other.condition.id).has(held.condition.id) &&
          belongTogether(other, held),
      ),
    );
  }
  const causesOf = (held: Held): readonly Held[] => causes.get(held) ?? [];
  const roots = all.filter((held) => causesOf(held).length === 0);
  const below = new Map<Held, Held[]>(roots.map((root) => [root, []]));
  const ordered = new Map<Held, readonly string[]>();
  for (const held of all) {
    const own = causesOf(held);
    if (own.length === 0) continue;
    const ownRoots = rootsOf(held, causesOf).sort(strength);
    const between = own.filter((cause) => !ownRoots.includes(cause)).sort(strength);
    ordered.set(
      held,
      [...ownRoots, ...between].map((cause) => cause.condition.id),
    );
    const first = ownRoots[0];
    if (first) below.get(first)?.push(held);
  }
  const groups = roots.map((root) => ({ root, below: below.get(root) ?? [] }));
  groups.sort((a, b) => groupRank(b) - groupRank(a) || b.below.length - a.below.length || strength(a.root, b.root));
  const finding = (held: Held): Finding =>
    toFinding(held, ordered.get(held) ?? [], suggestionsFor(held, suggested, consequences));
  return groups.flatMap((group) => [
    finding(group.root),
    ...group.below.sort((a, b) => severityRank(b.severity) - severityRank(a.severity)).map(finding),
  ]);
}

/** The causes at the end of the line. Causes are joined pair by pair, so the line is followed, not assumed. */
function rootsOf(held: Held, causesOf: (held: Held) => readonly Held[]): Held[] {
  const found = new Set<Held>();
  const seen = new Set<Held>([held]);
  const waiting = [...causesOf(held)];
  for (let next = waiting.pop(); next; next = waiting.pop()) {
    if (seen.has(next)) continue;
    seen.add(next);
    const above = causesOf(next);
    if (above.length === 0) found.add(next);
    else waiting.push(...above);
  }
  return [...found];
}

/** By the heaviest finding of the group, then by the root's own weight. */
function groupRank(group: { readonly root: Held; readonly below: readonly Held[] }): number {
  const heaviest = Math.max(
    severityRank(group.root.severity),
    ...group.below.map((held) => severityRank(held.severity)),
  );
  return heaviest * 10 + severityRank(group.root.severity) + (group.root.history ? -1 : 0);
}

function suggestionsFor(held: Held, suggested: readonly Condition[], consequences: Consequences): readonly string[] {
  return suggested.filter((entry) => consequences.of(entry.id).has(held.condition.id)).map((entry) => entry.id);
}
