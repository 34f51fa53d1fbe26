import type { Artifact } from '../../artifacts/artifact';
import type { Span } from '../../artifacts/place';
import { findLicenses } from '../../decoders/license';
import { findTokens } from '../../decoders/token';
import type { Severity } from '../../diagnosis/finding';
import { isAllowedLink } from '../../knowledge/links';
import type { ServiceContext } from '../context';
import type { SessionDocument } from '../documents/sessionDocument';
import type { ShownText } from '../documents/shownText';
import { findingViews } from '../findingViews';
import { formText } from '../forms';
import { textDiagnostics } from '../markers';
import type { OpenArtifact } from '../store';
import { summaryOf } from '../summaries';
import type { DiagnosticView, FindingView, TextAnalysisView } from '../views';
import { foldingOf, symbolsOf } from './symbols';

interface Given {
  /** Id of the artifacts, as places name it. */
  readonly id: string;
  /** URI of the document that shows the text: what commands are told. */
  readonly uri: string;
  readonly text: ShownText;
  readonly artifacts: readonly Artifact[];
  readonly findings: readonly FindingView[];
}

/** Links and values are looked for in texts up to this many characters. */
const searchLimit = 8 * 1024 * 1024;

/** Everything the text editor shows about a recognized text. */
export function analysisView(context: ServiceContext, given: Given): TextAnalysisView {
  const { words } = context;
  const { text, findings } = given;
  const known = given.artifacts.filter((artifact) => artifact.kind !== 'text' || findings.length > 0);
  const values = valuesIn(text);
  const diagnostics = [
    ...textDiagnostics({ id: given.id, artifacts: given.artifacts }, findings, text),
    ...(known.length ? problemDiagnostics(context, known, text) : []),
  ];
  return {
    artifacts: known.map((artifact) => ({
      kind: artifact.kind,
      form: artifact.form,
      formText: formText(words, artifact),
      summary: summaryOf(words, artifact),
      range: text.rangeOf('span' in artifact ? artifact.span : { start: 0, end: text.real.text.length }),
    })),
    diagnostics,
    findings,
    symbols: known.flatMap((artifact) => symbolsOf(words, artifact, text)),
    folding: known.flatMap((artifact) => foldingOf(artifact, text)),
    links: linksIn(text),
    lenses: known.length ? lensesOf(context, given, diagnostics, values) : valueLenses(context, given.uri, values),
    inline: inlineOf(diagnostics, findings),
    values,
  };
}

/** The same for the document of one session: findings of the session on its text. */
export function sessionAnalysisView(
  context: ServiceContext,
  entry: OpenArtifact,
  key: number,
  document: SessionDocument,
  findings: readonly FindingView[],
  uri: string,
): TextAnalysisView {
  const { words } = context;
  const { text } = document;
  const own = findings.filter(({ evidence }) =>
    evidence.some(({ place }) => place.artifact === entry.artifact.id && place.session === key),
  );
  const diagnostics: DiagnosticView[] = own.flatMap((finding) =>
    finding.evidence.flatMap(({ place, text: seen }): DiagnosticView[] => {
      if (place.session !== key || place.artifact !== entry.artifact.id) return [];
      const range = document.rangeOf(place);
      if (!range || finding.severity === 'hint') return [];
      const message = `${finding.title}${seen ? ` (${seen})` : ''}`;
      const target = finding.links[0]?.url;
      return [
        { range, severity: finding.severity, code: finding.id, target, message, related: [], finding: finding.id },
      ];
    }),
  );
  const values = valuesIn(text);
  const given: Given = { id: entry.id, uri, text, artifacts: entry.artifacts, findings: own };
  return {
    artifacts: [],
    diagnostics,
    findings: own,
    symbols: document.parts.map(({ title, span }) => ({
      name: title,
      detail: text.shown.lineText(text.rangeOf(span).start.line).slice(0, 200),
      kind: 'part' as const,
      range: text.rangeOf(span),
      selection: text.rangeOf({ start: span.start, end: span.start }),
      children: [],
    })),
    folding: document.parts.map(({ span }) => foldOf(text, span)),
    links: [],
    lenses: lensesOf(context, given, diagnostics, values, words.t('analysis.lens.session')),
    inline: inlineOf(diagnostics, own),
    values,
  };
}

function problemDiagnostics(
  context: ServiceContext,
  artifacts: readonly Artifact[],
  shown: ShownText,
): DiagnosticView[] {
  const views = findingViews(context, artifacts);
  return artifacts.flatMap((artifact) =>
    views.problems(artifact.problems).flatMap(({ code, text, place }): DiagnosticView[] => {
      if (!place.range || !('start' in place.range)) return [];
      const range = shown.shownRange(place.range);
      return [
        { range, severity: 'information', code, target: undefined, message: text, related: [], finding: undefined },
      ];
    }),
  );
}

/** One lens line per finding at its first marker: fix, ticket text, address; plus "open with" on top. */
function lensesOf(
  context: ServiceContext,
  given: Given,
  diagnostics: readonly DiagnosticView[],
  values: TextAnalysisView['values'],
  top?: string,
): TextAnalysisView['lenses'] {
  const { words } = context;
  const lenses: TextAnalysisView['lenses'][number][] = [];
  if (top === undefined) {
    lenses.push({ line: 0, title: words.t('analysis.lens.openWith'), command: 'edgeSync.openWith', args: [] });
  }
  const seen = new Set<string>();
  for (const diagnostic of diagnostics) {
    const finding = given.findings.find(({ id }) => id === diagnostic.finding);
    if (!finding || seen.has(finding.id)) continue;
    seen.add(finding.id);
    const { line } = diagnostic.range.start;
    const args = [{ uri: given.uri, finding: finding.id, index: 0 }];
    const add = (title: string, command: string) => lenses.push({ line, title, command, args });
    const [link] = finding.links;
    if (link) add(words.t('analysis.lens.fix', { page: link.title }), 'edgeSync.openDocumentedFix');
    if (finding.powershell.some(({ kind }) => kind === 'check'))
      add(words.t('analysis.lens.check'), 'edgeSync.copyCheckCommand');
    if (finding.powershell.some(({ kind }) => kind === 'change'))
      add(words.t('analysis.lens.change'), 'edgeSync.copyChangeCommand');
    const address = finding.open.find((one) => one.startsWith('edge://'));
    if (address) add(words.t('analysis.lens.address', { address }), 'edgeSync.copyEdgeAddress');
    add(words.t('analysis.lens.ticket'), 'edgeSync.copyForTicket');
  }
  return [...lenses, ...valueLenses(context, given.uri, values)];
}

/** One lens per token and license. */
function valueLenses(
  { words }: ServiceContext,
  uri: string,
  values: TextAnalysisView['values'],
): TextAnalysisView['lenses'] {
  return values.slice(0, 200).map(({ kind, range }) => ({
    line: range.start.line,
    title: words.t(kind === 'token' ? 'analysis.lens.token' : 'analysis.lens.license'),
    command: 'edgeSync.decode',
    args: [{ uri, range }],
  }));
}

const order: readonly Severity[] = ['error', 'warning', 'information', 'hint'];

/** One reason per line: of the gravest marker on it. */
function inlineOf(
  diagnostics: readonly DiagnosticView[],
  findings: readonly FindingView[],
): TextAnalysisView['inline'] {
  const titles = new Map(findings.map(({ id, title }) => [id, title]));
  const lines = new Map<number, { line: number; severity: Severity; text: string }>();
  for (const { range, severity, finding } of diagnostics) {
    const text = finding === undefined ? undefined : titles.get(finding);
    if (!text) continue;
    const known = lines.get(range.start.line);
    if (known && order.indexOf(known.severity) <= order.indexOf(severity)) continue;
    lines.set(range.start.line, { line: range.start.line, severity, text });
  }
  return [...lines.values()];
}

function linksIn(shown: ShownText): TextAnalysisView['links'] {
  const { text } = shown.real;
  if (text.length > searchLimit) return [];
  const found: TextAnalysisView['links'][number][] = [];
  for (const match of text.matchAll(/https:\/\/[^\s"'<>()[\]{}|\\^`]+/g)) {
    const url = match[0].replace(/[.,;:!?]+$/, '');
    const span = { start: match.index, end: match.index + url.length };
    // An address with a secret in it would say it in the tooltip.
    if (isAllowedLink(url) && !shown.hides(span)) found.push({ range: shown.rangeOf(span), url });
  }
  return found;
}

function valuesIn(shown: ShownText): TextAnalysisView['values'] {
  const { text } = shown.real;
  if (text.length > searchLimit) return [];
  const tokens = findTokens(text).map(({ span }) => ({ kind: 'token' as const, range: shown.rangeOf(span) }));
  const licenses = findLicenses(text).map(({ span }) => ({ kind: 'license' as const, range: shown.rangeOf(span) }));
  return [...tokens, ...licenses];
}

function foldOf(shown: ShownText, span: Span): { start: number; end: number } {
  const range = shown.rangeOf({ start: span.start, end: Math.max(span.start, span.end - 1) });
  return { start: range.start.line, end: range.end.line };
}
