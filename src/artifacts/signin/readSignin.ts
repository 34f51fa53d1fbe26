import type { Section, Stat } from '../dump/model';
import { elementsOf, isElement, parseHtml, textOf } from '../html';
import { type Line, linesOf, trimmedSpan } from '../lines';
import { MappedText } from '../mappedText';
import { readMhtml } from '../mhtml';
import type { Span } from '../place';
import type { SourceText } from '../sourceText';
import type { SigninInternals } from './model';

const titles = [
  'Basic Information',
  'Last Signin Details',
  'Access Token Details By Account',
  'Accounts in Token Service',
  'Refresh token events',
  'Bound sessions',
];
const titleNames = new Map(titles.map((title) => [title.toLowerCase(), title]));
const labels = new Set(
  [
    'Account Consistency',
    'Signin Status',
    'TokenService Load Status',
    'Gaia cookies state',
    'Account Id',
    'Gaia Id',
    'Username',
    'Auth Error',
    'Account Reconcilor blocked',
    'Account Reconcilor State',
    'Network calls delayed',
    'Last Sign-out Source',
    'Gaia Authentication Result',
    'RefreshToken Received',
    'Sign-in Access Point',
    'Cookie Manager Next Retry',
  ].map((label) => label.toLowerCase()),
);

export interface FoundSignin {
  readonly artifact: SigninInternals;
  readonly span: Span;
}

/** True for copied text of the page: its first title or a label that only it has. */
export function looksLikeSignin(text: string): boolean {
  return (
    /^[ \t>]*(?:Account Consistency|Signin Status|TokenService Load Status|Account Reconcilor State)(?:[ \t]*$|\t|[ \t]*[:|]| {2,}\S)/m.test(
      text,
    ) || /^[ \t>]*Basic Information[ \t]*$/m.test(text)
  );
}

/**
 * Reads the copied text of edge://signin-internals: `label TAB status TAB NBSP` rows under section titles, tables with
 * a row of column titles, and the same with tabs lost. Extra columns of tables are kept, joined with tabs.
 */
export function readSigninText(source: SourceText, id: string, text = source.text): FoundSignin | undefined {
  const sections: Section[] = [];
  let title: { text: string; span: Span } | undefined;
  let stats: Stat[] = [];
  let started = false;
  let label: Line | undefined;
  let covered: Span | undefined;
  const end = () => {
    if (title || stats.length > 0) {
      const last = stats[stats.length - 1]?.valueSpan.end ?? title?.span.end ?? 0;
      const first = title?.span.start ?? stats[0]?.nameSpan.start ?? 0;
      sections.push({
        title: title?.text,
        sensitive: true,
        stats,
        ...(title ? { titleSpan: title.span } : {}),
        span: { start: first, end: last },
      });
    }
    stats = [];
  };
  const add = (nameSpan: Span, valueSpan: Span) => {
    started = true;
    const value = text.slice(valueSpan.start, valueSpan.end).replace(/[\s\u00a0]+$/, '');
    stats.push({
      name: text.slice(nameSpan.start, nameSpan.end),
      value,
      type: 'string',
      status: 'good',
      nameSpan,
      valueSpan: { start: valueSpan.start, end: valueSpan.start + value.length },
    });
    covered = {
      start: covered?.start ?? nameSpan.start,
      end: Math.max(covered?.end ?? 0, valueSpan.end, nameSpan.end),
    };
  };
  for (const line of linesOf(text)) {
    const trimmed = line.text.trim();
    if (trimmed === '') continue;
    const whole = trimmedSpan(line, 0, line.text.length);
    const known = titleNames.get(trimmed.toLowerCase());
    if (known) {
      end();
      title = { text: known, span: whole };
      covered = { start: covered?.start ?? whole.start, end: whole.end };
      label = undefined;
      continue;
    }
    if (!started && !title && !startsWithLabel(trimmed)) continue;
    if (/^(?:Summary|Type Info|=+)$/.test(trimmed)) break;
    const tab = line.text.indexOf('\t');
    if (tab >= 0) {
      label = undefined;
      if (line.text.slice(0, tab).trim() !== '')
        add(trimmedSpan(line, 0, tab), trimmedSpan(line, tab + 1, line.text.length));
      continue;
    }
    if (label) {
      if (!labels.has(trimmed.toLowerCase())) {
        add(trimmedSpan(label, 0, label.text.length), whole);
        label = undefined;
        continue;
      }
      const name = trimmedSpan(label, 0, label.text.length);
      add(name, { start: name.end, end: name.end });
      label = undefined;
    }
    if (labels.has(trimmed.toLowerCase())) {
      label = line;
      continue;
    }
    const name = startsWithLabel(trimmed);
    const rest = name === undefined ? undefined : /^\s*[:|=]?\s*/.exec(trimmed.slice(name.length))?.[0].length;
    if (name !== undefined && rest) {
      add(
        { start: whole.start, end: whole.start + name.length },
        { start: whole.start + name.length + rest, end: whole.end },
      );
    }
  }
  end();
  if (!covered || !sections.some((section) => section.stats.length > 0 || titles.includes(section.title ?? '')))
    return undefined;
  return {
    artifact: { kind: 'signin-internals', form: 'page-text', id, source, sections, problems: [] },
    span: covered,
  };
}

function startsWithLabel(text: string): string | undefined {
  const lower = text.toLowerCase();
  for (const label of labels) {
    if (lower.startsWith(label) && !/\p{L}/u.test(text.charAt(label.length))) return text.slice(0, label.length);
  }
  return undefined;
}

/** A saved sign-in page, `.html` or `.mhtml`; undefined when the page is another one. */
export function readSavedSignin(source: SourceText, id: string): SigninInternals | undefined {
  const html = readMhtml(source)?.html ?? new MappedText(source.text, undefined);
  if (!/signin[- ]internals|SignIn Internals/i.test(html.text) || !/Basic Information|signin-info/i.test(html.text))
    return undefined;
  const sections: Section[] = [];
  let title: { text: string; span: Span } | undefined;
  let stats: Stat[] = [];
  const end = () => {
    if (stats.length > 0) {
      const span = {
        start: title?.span.start ?? stats[0]?.nameSpan.start ?? 0,
        end: stats[stats.length - 1]?.valueSpan.end ?? 0,
      };
      sections.push({ title: title?.text, sensitive: true, stats, ...(title ? { titleSpan: title.span } : {}), span });
    }
    stats = [];
  };
  for (const element of elementsOf(parseHtml(html.text))) {
    if (/^h[1-4]$/.test(element.name)) {
      end();
      const text = textOf(element);
      title = { text: text.text, span: html.span(text.span) };
    }
    if (element.name !== 'tr') continue;
    const cells = element.children
      .filter(isElement)
      .filter((cell) => /^t[dh]$/.test(cell.name))
      .map(textOf);
    const [name, value] = cells;
    if (!name || name.text === '') continue;
    if (titleNames.has(name.text.toLowerCase())) {
      end();
      title = { text: name.text, span: html.span(name.span) };
      continue;
    }
    if (!value) continue;
    stats.push({
      name: name.text,
      value: cells
        .slice(1)
        .map((cell) => cell.text)
        .join('\t')
        .trim(),
      type: 'string',
      status: 'good',
      nameSpan: html.span(name.span),
      valueSpan: html.span(value.span),
    });
  }
  end();
  return { kind: 'signin-internals', form: 'saved-page', id, source, sections, problems: [] };
}
