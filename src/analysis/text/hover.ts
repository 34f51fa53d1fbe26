import type { Position, Span } from '../../artifacts/place';
import { findCodes } from '../../decoders/codes';
import { findHeaderLines } from '../../decoders/headers';
import { findIdentifiers } from '../../decoders/identifiers';
import { findLicenses } from '../../decoders/license';
import { distanceWords, readingWords, readTimes } from '../../decoders/time';
import { decodeFound, findTokens } from '../../decoders/token';
import { statMeaning } from '../../knowledge/stats';
import { escapeMarkdown } from '../../reports/markdownText';
import type { ServiceContext } from '../context';
import type { FindingView, HoverView } from '../views';
import { licenseMarkdown, tokenMarkdown } from './explanations';
import type { AnalyzedText } from './handlers';

/** Codes and ids are looked for this many characters around the pointer; a token or license may be longer. */
const reach = 2000;
const valueReach = 64 * 1024;
/** The scheme word and name of a value stand this many characters in front of it at most. */
const nameReach = 100;

/** What is known about the place under the pointer: findings, token, license, code, id, time. */
export function hoverAt(context: ServiceContext, analyzed: AnalyzedText, position: Position): HoverView | null {
  const { source } = analyzed;
  const offset = source.offsetAt(position);
  const { platform } = context.store.environment;
  const blocks: string[] = [];
  let span: Span | undefined;
  const add = (markdown: string | undefined, at: Span) => {
    if (!markdown) return;
    blocks.push(markdown);
    span = span ? narrower(span, at) : at;
  };
  for (const diagnostic of analyzed.view.diagnostics) {
    const start = source.offsetAt(diagnostic.range.start);
    const end = source.offsetAt(diagnostic.range.end);
    if (offset < start || offset > end) continue;
    const finding = analyzed.findings.find(({ id }) => id === diagnostic.finding);
    if (finding) add(findingMarkdown(context, analyzed.uri, finding), { start, end });
  }
  const lineSpan = lineAround(source.text, offset);
  const token = within(source.text, offset, valueWindow(analyzed, 'token', position, lineSpan), (text) =>
    findTokens(text),
  );
  if (token) add(tokenMarkdown(context, decodeFound(token.found, { platform })), token.span);
  const license = token
    ? undefined
    : within(source.text, offset, valueWindow(analyzed, 'license', position, lineSpan), (text) => findLicenses(text));
  if (license) add(licenseMarkdown(context, license.found.raw), license.span);
  if (!token && !license) {
    const near = { start: Math.max(lineSpan.start, offset - reach), end: Math.min(lineSpan.end, offset + reach) };
    const code = within(source.text, offset, near, (text) => findCodes(text));
    if (code) {
      const { words } = code.found.explanation;
      add(words.map((one) => escapeMarkdown(context.words.render(one))).join('  \n'), code.span);
    }
    const header = within(source.text, offset, near, (text) => findHeaderLines(text));
    if (header)
      add(header.found.words.map((one) => escapeMarkdown(context.words.render(one))).join('  \n'), header.span);
    const identifier = within(source.text, offset, near, (text) => findIdentifiers(text));
    if (identifier) {
      add(identifier.found.words.map((one) => escapeMarkdown(context.words.render(one))).join('  \n'), identifier.span);
    }
    const time = timeAt(context, analyzed, offset, near);
    if (time) add(time.markdown, time.span);
  }
  const stat = statAt(context, analyzed, offset);
  if (stat) add(stat.markdown, stat.span);
  return span && blocks.length ? { range: source.rangeOf(span), markdown: blocks.join('\n\n---\n\n') } : null;
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
  const { source, view } = analyzed;
  const found = view.values.find(
    (value) => value.kind === kind && !isBefore(position, value.range.start) && !isBefore(value.range.end, position),
  );
  const offset = source.offsetAt(position);
  if (!found) return { start: Math.max(line.start, offset - valueReach), end: Math.min(line.end, offset + valueReach) };
  const end = source.offsetAt(found.range.end);
  return {
    start: Math.max(0, source.offsetAt(found.range.start) - nameReach),
    end: Math.min(source.text.length, end + 1),
  };
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
  context: ServiceContext,
  analyzed: AnalyzedText,
  offset: number,
  window: Span,
): { markdown: string; span: Span } | undefined {
  const text = analyzed.source.text.slice(window.start, window.end);
  const taken = analyzed.artifacts.flatMap((one) => (one.kind === 'sync-internals' && one.taken ? [one.taken] : []))[0];
  for (const form of timeForms) {
    for (const match of text.matchAll(form)) {
      const start = window.start + match.index;
      const end = start + match[0].length;
      if (offset < start || offset > end) continue;
      const [reading] = readTimes(zoneWithMinutes(match[1] ?? match[0]));
      if (!reading) return undefined;
      const lines = [context.words.render(readingWords(reading, taken?.offset))];
      if (taken) lines.push(context.words.render(distanceWords(reading.time, taken.time)));
      return { markdown: lines.map(escapeMarkdown).join('  \n'), span: { start, end } };
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

function narrower(a: Span, b: Span): Span {
  return b.end - b.start < a.end - a.start ? b : a;
}
