import type { Position, Span, TextRange } from '../../artifacts/place';
import type { SourceText } from '../../artifacts/sourceText';
import { findCodes } from '../../decoders/codes';
import { findHeaderLines } from '../../decoders/headers';
import { findIdentifiers } from '../../decoders/identifiers';
import { findLicenses } from '../../decoders/license';
import { distanceWords, readingWords, readTimes } from '../../decoders/time';
import { decodeFound, findTokens } from '../../decoders/token';
import { statMeaning } from '../../knowledge/stats';
import { escapeMarkdown } from '../../reports/markdownText';
import type { Message } from '../../text';
import type { ServiceContext } from '../context';
import type { FindingView, HoverView } from '../views';
import { foundLicenseMarkdown, tokenMarkdown } from './explanations';
import type { AnalyzedText } from './handlers';

/** Codes and ids are looked for this many characters around the pointer; a token or license may be longer. */
const reach = 2000;
const valueReach = 64 * 1024;
/** The scheme word and name of a value stand this many characters in front of it at most. */
const nameReach = 100;

/** What is known about the place under the pointer: findings, token, license, code, id, time. */
export function hoverAt(context: ServiceContext, analyzed: AnalyzedText, position: Position): HoverView | null {
  const { text } = analyzed;
  const { real, shown } = text;
  const { platform } = context.store.environment;
  const offset = text.realOffset(position);
  const blocks: string[] = [];
  let range: TextRange | undefined;
  const add = (markdown: string | undefined, at: TextRange) => {
    if (!markdown) return;
    blocks.push(markdown);
    range = range ? narrower(shown, range, at) : at;
  };
  // Tokens and licenses are explained without their secrets; whatever else stands in a secret stays unsaid.
  const addWords = (words: readonly Message[], at: Span) => {
    if (!text.hides(at)) {
      add(words.map((one) => escapeMarkdown(context.words.render(one))).join('  \n'), text.rangeOf(at));
    }
  };
  const pointer = shown.offsetAt(position);
  for (const diagnostic of analyzed.view.diagnostics) {
    const { start, end } = diagnostic.range;
    if (pointer < shown.offsetAt(start) || pointer > shown.offsetAt(end)) continue;
    const finding = analyzed.findings.find(({ id }) => id === diagnostic.finding);
    if (finding) add(findingMarkdown(context, analyzed.uri, finding), diagnostic.range);
  }
  const lineSpan = lineAround(real.text, offset);
  const token = within(real.text, offset, valueWindow(analyzed, 'token', position, lineSpan), (line) =>
    findTokens(line),
  );
  if (token) add(tokenMarkdown(context, decodeFound(token.found, { platform })), text.rangeOf(token.span));
  const license = token
    ? undefined
    : within(real.text, offset, valueWindow(analyzed, 'license', position, lineSpan), (line) => findLicenses(line));
  if (license) add(foundLicenseMarkdown(context, license.found.raw), text.rangeOf(license.span));
  if (!token && !license) {
    const near = { start: Math.max(lineSpan.start, offset - reach), end: Math.min(lineSpan.end, offset + reach) };
    const code = within(real.text, offset, near, (line) => findCodes(line));
    if (code) addWords(code.found.explanation.words, code.span);
    const header = within(real.text, offset, near, (line) => findHeaderLines(line));
    if (header) addWords(header.found.words, header.span);
    const identifier = within(real.text, offset, near, (line) => findIdentifiers(line));
    if (identifier) addWords(identifier.found.words, identifier.span);
    const time = timeAt(analyzed, offset, near);
    if (time) addWords(time.words, time.span);
  }
  const stat = statAt(context, analyzed, offset);
  if (stat) add(stat.markdown, text.rangeOf(stat.span));
  return range && blocks.length ? { range, markdown: blocks.join('\n\n---\n\n') } : null;
}

/** What the stat under the pointer means, in any of the document's dumps. */
function statAt(
  context: ServiceContext,
  analyzed: AnalyzedText,
  offset: number,
): { markdown: string; span: Span } | undefined {
  const within = (span: Span) => span.start <= offset && offset <= span.end;
  for (const artifact of analyzed.artifacts) {
    if (artifact.kind !== 'sync-internals') continue;
    for (const { title, stats } of artifact.sections) {
      const stat = stats.find(({ nameSpan, valueSpan }) => within(nameSpan) || within(valueSpan));
      if (!stat) continue;
      const name = title ? `${title}: ${stat.name}` : stat.name;
      const lines = statMeaning(title, stat.name).map((line) => escapeMarkdown(context.words.render(line)));
      return {
        markdown: [`**${escapeMarkdown(name)}**`, ...lines].join('  \n'),
        span: within(stat.nameSpan) ? stat.nameSpan : stat.valueSpan,
      };
    }
  }
  return undefined;
}

function findingMarkdown(context: ServiceContext, uri: string, finding: FindingView): string {
  const { words } = context;
  const command = (name: string, title: string, index = 0) =>
    `[${escapeMarkdown(title)}](command:edgeSync.${name}?${encodeURIComponent(JSON.stringify([{ uri, finding: finding.id, index }]))})`;
  const [link] = finding.links;
  const actions = [
    link ? command('openDocumentedFix', words.t('analysis.lens.fix', { page: link.title })) : '',
    finding.powershell.some(({ kind }) => kind === 'check')
      ? command('copyCheckCommand', words.t('analysis.lens.check'))
      : '',
    finding.powershell.some(({ kind }) => kind === 'change')
      ? command('copyChangeCommand', words.t('analysis.lens.change'))
      : '',
    ...finding.open
      .filter((address) => address.startsWith('edge://'))
      .map((address, index) => command('copyEdgeAddress', words.t('analysis.lens.address', { address }), index)),
    command('copyForTicket', words.t('analysis.lens.ticket')),
    command('ignoreCondition', words.t('analysis.lens.ignore')),
  ];
  return [
    `**${escapeMarkdown(finding.title)}** (${escapeMarkdown(finding.basisText)})`,
    escapeMarkdown(finding.cause),
    finding.causedByText ? escapeMarkdown(finding.causedByText) : '',
    finding.steps.map((step, index) => `${index + 1}. ${escapeMarkdown(step)}`).join('\n'),
    actions.filter(Boolean).join(' · '),
  ]
    .filter(Boolean)
    .join('\n\n');
}

/** A value that a finder sees around the offset, with its span in the whole text. */
function within<T extends { readonly span: Span }>(
  text: string,
  offset: number,
  window: Span,
  find: (text: string) => readonly T[],
): { readonly found: T; readonly span: Span } | undefined {
  const at = offset - window.start;
  const found = find(text.slice(window.start, window.end)).find(({ span }) => span.start <= at && at <= span.end);
  if (!found) return undefined;
  return { found, span: { start: window.start + found.span.start, end: window.start + found.span.end } };
}

/**
 * Where a token or license under the pointer is looked for: the value that the analysis found, which may span lines, with
 * the name in front; else the line around the pointer, as far as a value can reach.
 */
function valueWindow(analyzed: AnalyzedText, kind: 'token' | 'license', position: Position, line: Span): Span {
  const { text, view } = analyzed;
  const found = view.values.find(
    (value) => value.kind === kind && !isBefore(position, value.range.start) && !isBefore(value.range.end, position),
  );
  const offset = text.realOffset(position);
  if (!found) return { start: Math.max(line.start, offset - valueReach), end: Math.min(line.end, offset + valueReach) };
  const { start, end } = text.realSpan(found.range);
  return { start: Math.max(0, start - nameReach), end: Math.min(text.real.text.length, end + 1) };
}

function isBefore(a: Position, b: Position): boolean {
  return a.line < b.line || (a.line === b.line && a.character < b.character);
}

const timeForms = [
  /"([A-Z][a-z]{2} [A-Z][a-z]{2} \d{1,2} \d{4} [\d:]{8} GMT[^"]*)"/g,
  /[A-Z][a-z]{2} [A-Z][a-z]{2} \d{1,2} \d{4} \d\d:\d\d:\d\d GMT[+-]\d{4}(?: \([^)\n]{0,60}\))?/g,
  /\d{4}-\d\d-\d\d[T ]\d\d:\d\d(?::\d\d(?:\.\d+)?)?(?:\s?(?:Z|UTC|[+-]\d\d(?::?\d\d)?))?/g,
  /(?<![\d.])\d{9,19}(?:\.\d{1,9})?(?![\d.])/g,
];

function timeAt(
  analyzed: AnalyzedText,
  offset: number,
  window: Span,
): { readonly words: readonly Message[]; readonly span: Span } | undefined {
  const text = analyzed.text.real.text.slice(window.start, window.end);
  const taken = analyzed.artifacts.flatMap((one) => (one.kind === 'sync-internals' && one.taken ? [one.taken] : []))[0];
  for (const form of timeForms) {
    for (const match of text.matchAll(form)) {
      const start = window.start + match.index;
      const end = start + match[0].length;
      if (offset < start || offset > end) continue;
      const [reading] = readTimes(zoneWithMinutes(match[1] ?? match[0]));
      if (!reading) return undefined;
      const words = [readingWords(reading, taken?.offset)];
      if (taken) words.push(distanceWords(reading.time, taken.time));
      return { words, span: { start, end } };
    }
  }
  return undefined;
}

/** Chromium writes whole hours as `+01`; the readers want minutes too. */
function zoneWithMinutes(text: string): string {
  return text.replace(/([+-]\d\d)$/, '$100');
}

function lineAround(text: string, offset: number): Span {
  const before = text.lastIndexOf('\n', Math.max(0, offset - 1));
  const after = text.indexOf('\n', offset);
  return { start: before + 1, end: after < 0 ? text.length : after };
}

function narrower(source: SourceText, a: TextRange, b: TextRange): TextRange {
  const length = ({ start, end }: TextRange) => source.offsetAt(end) - source.offsetAt(start);
  return length(b) < length(a) ? b : a;
}
