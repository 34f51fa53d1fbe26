import type { Artifact } from '../../artifacts/artifact';
import { readText } from '../../artifacts/readText';
import { SourceText } from '../../artifacts/sourceText';
import { diagnose } from '../../diagnosis';
import type { Diagnosis } from '../../diagnosis/finding';
import { idOf } from '../artifactIds';
import type { Handlers, ServiceContext } from '../context';
import { sessionDocument } from '../documents/sessionDocument';
import { ShownText } from '../documents/shownText';
import { virtualText } from '../documents/virtualText';
import { findingViews } from '../findingViews';
import type { OpenArtifact } from '../store';
import type { FindingView, TextAnalysisView } from '../views';
import { analysisView, sessionAnalysisView } from './analysisView';
import { decodeValue } from './decodeValue';
import { hoverAt } from './hover';

type TextHandlers = Pick<
  Handlers,
  'analyzeText' | 'hover' | 'forgetText' | 'virtualDocument' | 'analyzeVirtual' | 'shownRange' | 'textBehind' | 'decode'
>;

/** The analysis of one version of a text. */
export interface AnalyzedText {
  /** URI of the document. */
  readonly uri: string;
  readonly version: number;
  readonly generation: number;
  readonly text: ShownText;
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
      if (known?.version === version && known.generation === context.generation && known.text.real.text === text)
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
    virtualDocument: async ({ ref, session, part }, signal) => {
      const { text, ...view } = await virtualText(context, context.store.get(ref), session, part, signal);
      return { ...view, text: text.shown.text };
    },
    shownRange: async ({ ref, session, part, range }, signal) => {
      const { text } = await virtualText(context, context.store.get(ref), session, part, signal);
      return text.shownRange(range);
    },
    textBehind: async ({ ref, session, part, range }, signal) => {
      const { text } = await virtualText(context, context.store.get(ref), session, part, signal);
      return text.textBehind(range);
    },
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
  // The user's own file, as it is on the screen.
  const own = new ShownText(context.words, new SourceText(text), []);
  const diagnosis = await diagnose(artifacts, {
    platform: context.store.environment.platform,
    settings: context.options,
    signal,
  });
  const findings = findingViews(context, artifacts).all(diagnosis);
  const view = analysisView(context, { id: uri, uri, text: own, artifacts, findings });
  return { uri, version, generation: context.generation, text: own, artifacts, diagnosis, findings, view };
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
  const { artifact, artifacts, diagnosis } = entry;
  const made = { uri, version, generation: context.generation };
  if (artifact.kind === 'capture' && session !== undefined && (part === undefined || part === 'session')) {
    const shown = await sessionDocument(context.words, context.store.environment.platform, artifact, session, signal);
    const findings = findingViews(context, artifacts).all(diagnosis);
    const view = sessionAnalysisView(context, entry, session, shown, findings, uri);
    return { ...made, text: shown.text, artifacts: [], diagnosis, findings, view };
  }
  const { text } = await virtualText(context, entry, session, part, signal);
  if (part === 'file' && artifact.kind !== 'capture' && artifact.kind !== 'attachments') {
    const findings = findingViews(context, artifacts).all(diagnosis);
    const view = analysisView(context, { id, uri, text, artifacts, findings });
    return { ...made, text, artifacts, diagnosis, findings, view };
  }
  const view = analysisView(context, { id, uri, text, artifacts: [], findings: [] });
  return { ...made, text, artifacts: [], diagnosis: undefined, findings: [], view };
}
