import type { Artifact } from '../../artifacts/artifact';
import { diagnose } from '../../diagnosis';
import type { Diagnosis } from '../../diagnosis/finding';
import { idOf, refKey } from '../artifactIds';
import type { Handlers, ServiceContext } from '../context';
import { findingViews } from '../findingViews';
import { formText } from '../forms';
import type { ArtifactRef } from '../protocol';
import type { OpenArtifact } from '../store';
import { summaryOf } from '../summaries';
import { caseLinks } from './links';
import { caseView } from './view';

type CaseHandlers = Pick<Handlers, 'caseFindings' | 'caseFile' | 'caseClose'>;

/** The case that was opened last. Editors of its files ask what the other files add. */
interface OpenCase {
  readonly refs: readonly ArtifactRef[];
  readonly artifacts: readonly Artifact[];
  readonly diagnosis: Diagnosis;
  /** Of the settings it was made with; another one makes it stale. */
  readonly generation: number;
}

/** Several files taken as one case. */
export function caseHandlers(context: ServiceContext): CaseHandlers {
  let current: OpenCase | undefined;
  return {
    caseFindings: async ({ refs }, signal) => {
      const entries = refs.map((ref) => context.store.get(ref));
      const artifacts = entries.flatMap((entry) => entry.artifacts);
      const diagnosis = await diagnose(artifacts, {
        platform: context.store.environment.platform,
        settings: context.options,
        signal,
      });
      context.store.keep(refs);
      current = { refs, artifacts, diagnosis, generation: context.generation };
      return { ...caseView(context, artifacts, diagnosis), artifacts: entries.map((entry) => fileOf(context, entry)) };
    },
    caseFile: ({ ref }) => {
      if (!current || current.generation !== context.generation || current.refs.length < 2) return null;
      const key = refKey(ref);
      if (!current.refs.some((one) => refKey(one) === key)) return null;
      const id = idOf(ref);
      const views = findingViews(context, current.artifacts);
      const links = caseLinks(context.words, views, current.artifacts, current.diagnosis);
      const own = new Set(
        current.diagnosis.findings
          .filter(({ evidence }) => evidence.some(({ place }) => place.artifact === id))
          .map((finding) => finding.id),
      );
      return {
        id,
        files: current.refs.length,
        findings: views.all(current.diagnosis).filter((finding) => own.has(finding.id)),
        links: links.filter(({ finding }) => own.has(finding)),
      };
    },
    caseClose: () => {
      context.store.keep([]);
      current = undefined;
      return null;
    },
  };
}

function fileOf(context: ServiceContext, entry: OpenArtifact) {
  const { artifact } = entry;
  return {
    ref: entry.ref,
    name: entry.name,
    kind: artifact.kind,
    formText: formText(context.words, artifact),
    summary: summaryOf(context.words, artifact),
    locked: artifact.kind === 'capture' && artifact.password === 'needed',
    problems: entry.artifacts.flatMap(({ problems }) => problems.map(({ message }) => context.words.render(message))),
  };
}
