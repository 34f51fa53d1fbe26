import type { Artifact } from '../../artifacts/artifact';
import type { Span } from '../../artifacts/place';
import type { SourceText } from '../../artifacts/sourceText';
import { findLicenses } from '../../decoders/license';
import { findTokens } from '../../decoders/token';
import type { Severity } from '../../diagnosis/finding';
import { isAllowedLink } from '../../knowledge/links';
import type { ServiceContext } from '../context';
import type { SessionDocument } from '../documents/sessionDocument';
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
  readonly source: SourceText;
  readonly artifacts: readonly Artifact[];
  readonly findings: readonly FindingView[];
}

/** Links and values are looked for in texts up to this many characters. */
const searchLimit = 8 * 1024 * 1024;

/** Everything the text editor shows about a recognized text. */
export function analysisView(context: ServiceContext, given: Given): TextAnalysisView {
  const { words } = context;
  const { source, findings } = given;
  const known = given.artifacts.filter((artifact) => artifact.kind !== 'text' || findings.length > 0);
  const values = valuesIn(source);
  const diagnostics = [
    ...textDiagnostics({ id: given.id, artifacts: given.artifacts }, findings),
    ...(known.length ? problemDiagnostics(context, known) : []),
  ];
  return {
    artifacts: known.map((artifact) => ({
      kind: artifact.kind,
      form: artifact.form,
      formText: formText(words, artifact),
      summary: summaryOf(words, artifact),
      range: source.rangeOf('span' in artifact ? artifact.span : { start: 0, end: source.text.length }),
    })),
    diagnostics,
    findings,
    symbols: known.flatMap((artifact) => symbolsOf(words, artifact, source)),
    folding: known.flatMap((artifact) => foldingOf(artifact, source)),
    links: linksIn(source),
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
  const { source } = document;
  const own = findings.filter(({ evidence }) =>
    evidence.some(({ place }) => place.artifact === entry.artifact.id && place.session === key),
  );
  const diagnostics: DiagnosticView[] = own.flatMap((finding) =>
    finding.evidence.flatMap(({ place, text }): DiagnosticView[] => {
      if (place.session !== key || place.artifact !== entry.artifact.id) return [];
      const range = document.rangeOf(place);
      if (!range || finding.severity === 'hint') return [];
      const message = `${finding.title}${text ? ` (${text})` : ''}`;
      const target = finding.links[0]?.url;
      return [
        { range, severity: finding.severity, code: finding.id, target, message, related: [], finding: finding.id },
      ];
    }),
  );
  const values = valuesIn(source);
  const given: Given = { id: entry.id, uri, source, artifacts: entry.artifacts, findings: own };
  return {
    artifacts: [],
    diagnostics,
    findings: own,
    symbols: document.parts.map(({ title, span }) => ({
      name: title,
      detail: source.lineText(source.positionAt(span.start).line).slice(0, 200),
      kind: 'part' as const,
      range: source.rangeOf(span),
      selection: source.rangeOf({ start: span.start, end: span.start }),
      children: [],
    })),
    folding: document.parts.map(({ span }) => foldOf(source, span)),
    links: [],
    lenses: lensesOf(context, given, diagnostics, values, words.t('analysis.lens.session')),
    inline: inlineOf(diagnostics, own),
    values,
  };
}

function problemDiagnostics(context: ServiceContext, artifacts: readonly Artifact[]): DiagnosticView[] {
  const views = findingViews(context, artifacts);
  return artifacts.flatMap((artifact) =>
    views.problems(artifact.problems).flatMap(({ code, text, place }): DiagnosticView[] => {
      if (!place.range || !('start' in place.range)) return [];
      const { range } = place;
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

function linksIn(source: SourceText): TextAnalysisView['links'] {
  if (source.text.length > searchLimit) return [];
  const found: TextAnalysisView['links'][number][] = [];
  for (const match of source.text.matchAll(/https:\/\/[^\s"'<>()[\]{}|\\^`]+/g)) {
    const url = match[0].replace(/[.,;:!?]+$/, '');
    if (!isAllowedLink(url)) continue;
    found.push({ range: source.rangeOf({ start: match.index, end: match.index + url.length }), url });
  }
  return found;
}

function valuesIn(source: SourceText): TextAnalysisView['values'] {
  if (source.text.length > searchLimit) return [];
  const tokens = findTokens(source.text).map(({ span }) => ({ kind: 'token' as const, range: source.rangeOf(span) }));
  const licenses = findLicenses(source.text).map(({ span }) => ({
    kind: 'license' as const,
    range: source.rangeOf(span),
  }));
  return [...tokens, ...licenses];
}

function foldOf(source: SourceText, span: Span): { start: number; end: number } {
  const range = source.rangeOf({ start: span.start, end: Math.max(span.start, span.end - 1) });
  return { start: range.start.line, end: range.end.line };
}
