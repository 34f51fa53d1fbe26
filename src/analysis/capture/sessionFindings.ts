import type { Capture } from '../../artifacts/capture/model';
import type { Diagnosis, Finding, Severity } from '../../diagnosis/finding';
import { condition } from '../../knowledge';

/** A finding at one session of a capture. */
export interface SessionFinding {
  readonly finding: Finding;
  /** 1-based place of this session among those that show the finding, in order of the capture. */
  readonly nth: number;
  readonly count: number;
  /** First session that shows it. */
  readonly firstKey: number;
}

/** A note is marked at the sessions that show it when they are no more than this. */
const maxNoted = 3;

const severityOrder: readonly Severity[] = ['error', 'warning', 'information', 'hint'];

/** Findings by session key, the gravest first; root causes before their consequences. */
export function findingsBySession(
  capture: Capture,
  diagnosis: Diagnosis,
): ReadonlyMap<number, readonly SessionFinding[]> {
  const position = new Map(capture.sessions.map(({ key }, index) => [key, index]));
  const found = new Map<number, SessionFinding[]>();
  for (const finding of diagnosis.findings) {
    // What a capture holds (tokens, keys) is said once of the whole file, not at every request.
    if (isAboutWholeFile(finding.id)) continue;
    const keys = new Set<number>();
    for (const { place } of finding.evidence) {
      if (place.artifact === capture.id && place.session !== undefined) keys.add(place.session);
    }
    const ordered = [...keys].sort((a, b) => (position.get(a) ?? 0) - (position.get(b) ?? 0));
    const firstKey = ordered[0];
    if (firstKey === undefined) continue;
    // A note that holds for many requests tells how such calls look, not what is odd about one of them.
    if (!isSerious(finding.severity) && ordered.length > maxNoted) continue;
    for (const [index, key] of ordered.entries()) {
      const list = found.get(key) ?? [];
      list.push({ finding, nth: index + 1, count: ordered.length, firstKey });
      found.set(key, list);
    }
  }
  for (const list of found.values()) list.sort((a, b) => rank(a.finding) - rank(b.finding));
  return found;
}

/** True for findings about what a file holds, not about what goes wrong in a session. */
export function isAboutWholeFile(id: string): boolean {
  return condition(id)?.area === 'privacy';
}

function isSerious(severity: Severity): boolean {
  return severity === 'error' || severity === 'warning';
}

function rank(finding: Finding): number {
  return severityOrder.indexOf(finding.severity) * 2 + (finding.causedBy.length ? 1 : 0);
}

/** The gravest severity among findings; undefined when there are none above a hint. */
export function worst(findings: readonly SessionFinding[] | undefined): Severity | undefined {
  return findings?.[0]?.finding.severity;
}
