import type { Artifact } from '../../artifacts/artifact';
import type { Session } from '../../artifacts/capture/model';
import type { Diagnosis, Finding } from '../../diagnosis/finding';
import type { FindingViews } from '../findingViews';
import type { CaseLinkView, LinkedSessionView, PlaceView } from '../views';
import type { Words } from '../words';

/** At most this many sessions and places are named per finding. */
const limit = 20;

type By = 'condition' | 'chain' | 'time' | 'correlation' | 'account' | 'tenant';

interface Link {
  readonly artifact: string;
  readonly key: number;
  readonly by: By;
}

/**
 * Where the other files of a case show a finding: sessions for what a dump tells, places in dumps for what a capture
 * shows. Findings without either are left out.
 */
export function caseLinks(
  words: Words,
  views: FindingViews,
  artifacts: readonly Artifact[],
  diagnosis: Diagnosis,
): CaseLinkView[] {
  const sessions = sessionsOf(artifacts);
  const dumps = new Set(artifacts.flatMap(({ kind, id }) => (kind === 'sync-internals' ? [id] : [])));
  const linked = new Map(diagnosis.correlation.links.map((link) => [link.finding, link.sessions]));
  const made: CaseLinkView[] = [];
  for (const finding of diagnosis.findings) {
    const related = relatives(finding, diagnosis.findings);
    const links: Link[] = [
      ...sessionEvidence(finding).map((link): Link => ({ ...link, by: 'condition' })),
      ...(linked.get(finding.id) ?? []),
      ...related.flatMap(sessionEvidence).map((link): Link => ({ ...link, by: 'chain' })),
    ];
    const shown = distinct(links, ({ artifact, key }) => `${artifact}\n${key}`)
      .slice(0, limit)
      .flatMap((link) => sessionView(words, views, sessions, link));
    const dump = placesIn(views, dumps, finding, [
      ...related,
      ...diagnosis.findings.filter((other) => sharesSession(linked.get(other.id) ?? [], finding)),
    ]);
    if (shown.length > 0 || dump.length > 0) made.push({ finding: finding.id, sessions: shown, dump });
  }
  return made;
}

function sessionsOf(artifacts: readonly Artifact[]): ReadonlyMap<string, ReadonlyMap<number, Session>> {
  return new Map(
    artifacts.flatMap((artifact) =>
      artifact.kind === 'capture'
        ? [[artifact.id, new Map(artifact.sessions.map((session) => [session.key, session]))] as const]
        : [],
    ),
  );
}

/** Causes and consequences of a finding. */
function relatives(finding: Finding, all: readonly Finding[]): readonly Finding[] {
  return all.filter(({ id, causedBy }) => finding.causedBy.includes(id) || causedBy.includes(finding.id));
}

function sessionEvidence(finding: Finding): { artifact: string; key: number }[] {
  return finding.evidence.flatMap(({ place }) =>
    place.session === undefined ? [] : [{ artifact: place.artifact, key: place.session }],
  );
}

function sharesSession(links: readonly { artifact: string; key: number }[], finding: Finding): boolean {
  return sessionEvidence(finding).some((own) =>
    links.some(({ artifact, key }) => artifact === own.artifact && key === own.key),
  );
}

function sessionView(
  words: Words,
  views: FindingViews,
  sessions: ReadonlyMap<string, ReadonlyMap<number, Session>>,
  { artifact, key, by }: Link,
): LinkedSessionView[] {
  const session = sessions.get(artifact)?.get(key);
  if (!session) return [];
  return [
    {
      artifact,
      key,
      sid: session.sid,
      label: views.label({ artifact, session: key, layers: [] }),
      text: [session.method, session.host, session.status || ''].filter(Boolean).join(' '),
      byText: words.t(`case.by.${by}`),
    },
  ];
}

/** Evidence in texts: dumps before listings, of the finding itself before what belongs to it. */
function placesIn(
  views: FindingViews,
  dumps: ReadonlySet<string>,
  finding: Finding,
  related: readonly Finding[],
): PlaceView[] {
  const places = [finding, ...related].flatMap((one) =>
    views.evidence(one.evidence.filter(({ place }) => place.session === undefined && hasLines(place.range))),
  );
  const isDump = ({ place }: PlaceView): boolean => dumps.has(place.artifact);
  const ordered = [...places.filter(isDump), ...places.filter((place) => !isDump(place))];
  return distinct(ordered, ({ place }) => `${place.artifact}\n${JSON.stringify(place.range)}`).slice(0, limit);
}

function hasLines(range: Finding['evidence'][number]['place']['range']): boolean {
  return range !== undefined && 'start' in range;
}

function distinct<T>(list: readonly T[], keyOf: (item: T) => string): T[] {
  const seen = new Set<string>();
  return list.filter((item) => {
    const key = keyOf(item);
    return !seen.has(key) && Boolean(seen.add(key));
  });
}
