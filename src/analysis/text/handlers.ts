import type { Artifact } from '../../artifacts/artifact';
import { readText } from '../../artifacts/readText';
import { SourceText } from '../../artifacts/sourceText';
import { diagnose } from '../../diagnosis';
import type { Diagnosis } from '../../diagnosis/finding';
import { idOf } from '../artifactIds';
import type { Handlers, ServiceContext } from '../context';
import { sessionDocument } from '../documents/sessionDocument';
import { virtualText } from '../documents/virtualText';
import { findingViews } from '../findingViews';
import type { OpenArtifact } from '../store';
import type { FindingView, TextAnalysisView } from '../views';
import { analysisView, sessionAnalysisView } from './analysisView';
import { decodeValue } from './decodeValue';
import { hoverAt } from './hover';

type TextHandlers = Pick<
  Handlers,
  'analyzeText' | 'hover' | 'forgetText' | 'virtualDocument' | 'analyzeVirtual' | 'decode'
>;

/** The analysis of one version of a text. */
export interface AnalyzedText {
  /** URI of the document. */
  readonly uri: string;
  readonly version: number;
  readonly generation: number;
  readonly source: SourceText;
  readonly artifacts: readonly Artifact[];
  readonly diagnosis: Diagnosis | undefined;
  readonly findings: readonly FindingView[];
  readonly view: TextAnalysisView;
}

/** The text side: everything the text editor shows about a recognized document. */
export function textHandlers(context: ServiceContext): TextHandlers {
  const analyzed = new Map<string, AnalyzedText>();
  return {
    analyzeText: async ({ uri, version, text, name }, signal) => {
      const known = analyzed.get(uri);
      if (known?.version === version && known.generation === context.generation && known.source.text === text)
        return known.view;
      const made = await analyze(context, uri, name, version, text, signal);
      analyzed.set(uri, made);
      return made.view;
    },
    hover: ({ uri, version, line, character }) => {
      const known = analyzed.get(uri);
      return known && known.version === version ? hoverAt(context, known, { line, character }) : null;
    },
    forgetText: ({ uri }) => {
      analyzed.delete(uri);
      return null;
    },
    virtualDocument: ({ ref, session, part }, signal) =>
      virtualText(context, context.store.get(ref), session, part, signal),
    analyzeVirtual: async ({ ref, session, part, uri, version }, signal) => {
      const entry = context.store.get(ref);
      const made = await analyzeVirtual(
        context,
        entry,
        session,
        part,
        { uri: uri ?? idOf(ref), version: version ?? 0 },
        signal,
      );
      if (uri) analyzed.set(uri, made);
      return made.view;
    },
    decode: ({ text, time, jwks }) => decodeValue(context, text, time, jwks),
  };
}

async function analyze(
  context: ServiceContext,
  uri: string,
  name: string,
  version: number,
  text: string,
  signal: AbortSignal,
): Promise<AnalyzedText> {
  // Who types asks again and again: a question that was taken back meanwhile costs nothing.
  await breathe(signal);
  const artifacts = readText(text, { id: uri, name });
  await breathe(signal);
  const source = new SourceText(text);
  const diagnosis = await diagnose(artifacts, {
    platform: context.store.environment.platform,
    settings: context.options,
    signal,
  });
  const findings = findingViews(context, artifacts).all(diagnosis);
  const view = analysisView(context, { id: uri, uri, source, artifacts, findings });
  return { uri, version, generation: context.generation, source, artifacts, diagnosis, findings, view };
}

/** The text of the file that holds the artifact. */
function sourceOf(artifact: Artifact): SourceText | undefined {
  if (artifact.kind === 'policy-export') return artifact.text;
  return artifact.kind !== 'capture' && artifact.kind !== 'attachments' && 'source' in artifact
    ? artifact.source
    : undefined;
}

/** Lets messages in that wait, among them the one that cancels this work. */
async function breathe(signal: AbortSignal): Promise<void> {
  await new Promise<void>((resolve) => setTimeout(resolve, 0));
  signal.throwIfAborted();
}

async function analyzeVirtual(
  context: ServiceContext,
  entry: OpenArtifact,
  session: number | undefined,
  part: string | undefined,
  document: { readonly uri: string; readonly version: number },
  signal: AbortSignal,
): Promise<AnalyzedText> {
  const id = idOf(entry.ref);
  const { uri, version } = document;
  const { artifact } = entry;
  if (artifact.kind === 'capture' && session !== undefined && (part === undefined || part === 'session')) {
    const shown = await sessionDocument(context.words, context.store.environment.platform, artifact, session, signal);
    const findings = findingViews(context, entry.artifacts).all(entry.diagnosis);
    const view = sessionAnalysisView(context, entry, session, shown, findings, uri);
    return {
      uri,
      version,
      generation: context.generation,
      source: shown.source,
      artifacts: [],
      diagnosis: entry.diagnosis,
      findings,
      view,
    };
  }
  const whole = part === 'file' ? sourceOf(artifact) : undefined;
  if (whole) {
    const findings = findingViews(context, entry.artifacts).all(entry.diagnosis);
    const source = whole;
    const view = analysisView(context, { id, uri, source, artifacts: entry.artifacts, findings });
    return {
      uri,
      version,
      generation: context.generation,
      source,
      artifacts: entry.artifacts,
      diagnosis: entry.diagnosis,
      findings,
      view,
    };
  }
  const { text } = await virtualText(context, entry, session, part, signal);
  const source = new SourceText(text);
  const view = analysisView(context, { id, uri, source, artifacts: [], findings: [] });
  return {
    uri,
    version,
    generation: context.generation,
    source,
    artifacts: [],
    diagnosis: undefined,
    findings: [],
    view,
  };
}
