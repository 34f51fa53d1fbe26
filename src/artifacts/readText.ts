import type { Artifact, PlainText } from './artifact';
import { looksLikeDsreg, readDsreg } from './device/readDsreg';
import { readDumps } from './dump/readDump';
import { readSavedDump } from './dump/savedPage';
import { readEscapedSystemLog, readSystemPage } from './dump/systemLog';
import { looksLikeAadEvents, readAadEvents } from './log/readEvents';
import { looksLikeEdgeLog, readEdgeLog } from './log/readLog';
import { looksLikeMhtml } from './mhtml';
import type { Span } from './place';
import { looksLikePolicyJson, readPolicyJson, readPolicyPage } from './policy/readPolicy';
import { isBare, remainder } from './remainder';
import { looksLikePowershell, readPowershell } from './rms/readPowershell';
import { looksLikeSignin, readSavedSignin, readSigninText } from './signin/readSignin';
import { SourceText } from './sourceText';
import { captureForm } from './textForms';
import { loneValueForm } from './values';

export interface TextOptions {
  readonly id: string;
  /** File name, or empty for pasted text. */
  readonly name: string;
}

/**
 * Every artifact in a text, in the order of their places: a ticket often holds several. Text that belongs to none of
 * them comes last as `text`/`plain`, with the artifacts' parts blanked, when it holds words. Captures kept as text need
 * their bytes and give an empty list here. Never throws.
 */
export function readText(text: string, options: TextOptions): Artifact[] {
  return readTextSource(new SourceText(text), options);
}

/** As {@link readText}, for a text that is decoded already. */
export function readTextSource(source: SourceText, options: TextOptions): Artifact[] {
  const { text } = source;
  const { id } = options;
  if (captureForm(text.slice(0, 65536), options.name)) return [];
  const value = loneValueForm(text);
  if (value) return [{ kind: 'value', form: value, id, source, problems: [] }];
  const page = savedPage(source, id);
  if (page) return [page];
  const found: { artifact: Artifact; start: number }[] = [];
  let rest = text;
  const take = (artifact: Artifact, spans: readonly Span[]) => {
    found.push({ artifact, start: spans[0]?.start ?? 0 });
    rest = blank(rest, spans);
  };
  // Dumps with a header are sure and can be large: they go first, so that nothing else looks at them.
  if (/^[ \t>\ufeff]*={5,6}[ \t]*$/m.test(rest)) {
    for (const dump of readDumps(source, id, rest, 'marked')) take(dump, [dump.span]);
    if (found.length > 0 && isBare(rest)) return found.map((entry) => entry.artifact);
  }
  if (looksLikePolicyJson(rest)) {
    const policies = readPolicyJson(source, id, rest);
    if (policies) take(policies.artifact, [policies.span]);
  }
  if (looksLikeSignin(rest)) {
    const signin = readSigninText(source, id, rest);
    if (signin) take(signin.artifact, [signin.span]);
  }
  if (looksLikeDsreg(rest)) {
    const listing = readDsreg(source, id, rest);
    if (listing) take(listing.artifact, [listing.span]);
  }
  if (looksLikeAadEvents(rest)) {
    const events = readAadEvents(source, id, rest);
    if (events)
      take(
        events.artifact,
        events.artifact.events.map((event) => event.span),
      );
  }
  if (looksLikeEdgeLog(rest)) {
    const log = readEdgeLog(source, id, rest);
    if (log)
      take(
        log.artifact,
        log.artifact.lines.map((line) => line.span),
      );
  }
  const escaped = readEscapedSystemLog(source, id, rest);
  if (escaped) take(escaped, [escaped.span]);
  for (const dump of readDumps(source, id, rest)) take(dump, [dump.span]);
  if (looksLikePowershell(rest)) {
    const output = readPowershell(source, id, rest);
    if (output) take(output.artifact, [output.span]);
  }
  if (/\t[^\t\r\n]*\t[^\t\r\n]*\t/.test(rest)) {
    const policies = readPolicyPage(source, id, rest);
    if (policies) take(policies.artifact, [policies.span]);
  }
  found.sort((a, b) => a.start - b.start);
  const artifacts = found.map((entry) => entry.artifact);
  if (artifacts.length === 0) return [plain(source, id)];
  const words = remainder(rest, text);
  if (words !== undefined) artifacts.push(plain(new SourceText(words, source.encoding), id));
  return artifacts;
}

function savedPage(source: SourceText, id: string): Artifact | undefined {
  const head = source.text.slice(0, 65536);
  if (
    !looksLikeMhtml(head) &&
    !/^\s*(?:<!--[\s\S]{0,2000}?-->\s*)*<(?:!doctype html|html|head|body|table|div|h2|tr)\b/i.test(head)
  )
    return undefined;
  return readSavedSignin(source, id) ?? readSavedDump(source, id) ?? readSystemPage(source, id);
}

function plain(source: SourceText, id: string): PlainText {
  return { kind: 'text', form: 'plain', id, source, problems: [] };
}

/** Replaces spans by blanks, so that every offset stays; a span begins and ends a line of its own. */
function blank(text: string, spans: readonly Span[]): string {
  const sorted = [...spans].sort((a, b) => a.start - b.start);
  const pieces: string[] = [];
  let at = 0;
  for (const span of sorted) {
    const length = span.end - span.start;
    if (span.start < at || length <= 0) continue;
    pieces.push(text.slice(at, span.start), length > 1 ? `\n${' '.repeat(length - 2)}\n` : ' ');
    at = span.end;
  }
  pieces.push(text.slice(at));
  return pieces.join('');
}
