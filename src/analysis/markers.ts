import type { Evidence } from '../diagnosis/finding';
import { isVirtual } from './artifactIds';
import { isAboutWholeFile } from './capture/sessionFindings';
import type { ServiceContext } from './context';
import { fileText } from './documents/fileText';
import { sessionDocument } from './documents/sessionDocument';
import type { ShownText } from './documents/shownText';
import { findingViews } from './findingViews';
import type { Result } from './protocol';
import type { OpenArtifact } from './store';
import type { DiagnosticView, FindingView } from './views';

/** At most this many sessions of one capture get markers in the Problems panel. */
const maxSessions = 200;

type Markers = Result<'markers'>;

/** Markers of an artifact that the text editor does not show by itself: one document per session with evidence. */
export async function markersOf(context: ServiceContext, entry: OpenArtifact, signal: AbortSignal): Promise<Markers> {
  const { artifact } = entry;
  const findings = findingViews(context, entry.artifacts).all(entry.diagnosis);
  if (artifact.kind !== 'capture') {
    // What only a document of ours shows has its markers on what that document says.
    const shown = isVirtual(entry.ref) ? await fileText(context, entry, signal) : undefined;
    const diagnostics = textDiagnostics(entry, findings, shown);
    return diagnostics.length ? [{ part: 'file', title: entry.name, diagnostics }] : [];
  }
  const shown = findings
    .filter(({ severity }) => severity !== 'hint')
    .map((finding) => ({ finding, evidence: markedEvidence(finding, artifact.id) }));
  const keys = new Set(shown.flatMap(({ evidence }) => evidence.flatMap(({ place }) => place.session ?? [])));
  const made: Markers[number][] = [];
  const sids = new Map(artifact.sessions.map(({ key, sid }) => [key, sid]));
  for (const key of [...keys].slice(0, maxSessions)) {
    signal.throwIfAborted();
    const document = await sessionDocument(context.words, context.store.environment.platform, artifact, key, signal);
    const diagnostics = shown.flatMap(({ finding, evidence }) =>
      evidence
        .filter(({ place }) => place.session === key)
        .flatMap(({ place, text }): DiagnosticView[] => {
          const range = document.rangeOf(place);
          return range ? [diagnosticOf(finding, range, text)] : [];
        }),
    );
    if (diagnostics.length)
      made.push({
        session: key,
        sid: sids.get(key) ?? key,
        part: 'session',
        title: entry.name,
        diagnostics: distinct(diagnostics),
      });
  }
  return made;
}

/** Evidence that gets a marker: all of an error or warning, the first of a note and of what the whole file holds. */
function markedEvidence(finding: FindingView, artifact: string): FindingView['evidence'] {
  const own = finding.evidence.filter(({ place }) => place.artifact === artifact && place.session !== undefined);
  const isSerious = finding.severity === 'error' || finding.severity === 'warning';
  return isSerious && !isAboutWholeFile(finding.id) ? own : own.slice(0, 1);
}

/** Markers on a text, as it is shown: one per evidence with a range; hints stay out. */
export function textDiagnostics(
  entry: Pick<OpenArtifact, 'artifacts' | 'id'>,
  findings: readonly FindingView[],
  shown: ShownText | undefined,
): DiagnosticView[] {
  const ids = new Set([entry.id, ...entry.artifacts.map(({ id }) => id)]);
  const found: DiagnosticView[] = [];
  for (const finding of findings) {
    if (finding.severity === 'hint') continue;
    for (const { place, text } of finding.evidence) {
      if (!ids.has(place.artifact) || place.session !== undefined || !place.range || !('start' in place.range))
        continue;
      found.push(diagnosticOf(finding, shown?.shownRange(place.range) ?? place.range, text));
    }
  }
  return distinct(found);
}

function diagnosticOf(finding: FindingView, range: DiagnosticView['range'], seen: Evidence['text']): DiagnosticView {
  const reason = firstSentence(finding.cause);
  const parts = [`${finding.title}${seen ? ` (${seen})` : ''}`, reason, finding.causedByText];
  return {
    range,
    severity: finding.severity,
    code: finding.id,
    target: finding.links[0]?.url,
    message: parts.filter(Boolean).join('. ').replace(/\.\. /g, '. '),
    related: finding.evidence.filter(({ place }) => place.session !== undefined).slice(0, 5),
    finding: finding.id,
  };
}

function firstSentence(text: string): string {
  return /^.*?[.!?](?=\s|$)/.exec(text)?.[0] ?? text;
}

/** One marker per finding and range. */
function distinct(diagnostics: readonly DiagnosticView[]): DiagnosticView[] {
  const seen = new Set<string>();
  return diagnostics.filter(({ code, range }) => {
    const key = `${code}:${range.start.line}:${range.start.character}:${range.end.line}:${range.end.character}`;
    return !seen.has(key) && Boolean(seen.add(key));
  });
}
