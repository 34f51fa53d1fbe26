import { certificateKind, decodeLicense, licenseChecks, licenseSummary } from '../../decoders/license';
import type { LicenseDocument } from '../../decoders/license/model';
import { explainToken, outerJudgements, signatureWithoutKeys, tokenContent } from '../../decoders/token';
import type { SignatureCheck, Token, TokenExplanation } from '../../decoders/token/model';
import { codeSpan, escapeMarkdown } from '../../reports/markdownText';
import type { ServiceContext } from '../context';
import type { Words } from '../words';

export interface TokenMarkdownOptions {
  /** When the token was in use, ms since 1970. */
  readonly time?: number;
  /** Signatures that were checked. */
  readonly checks?: ReadonlyMap<Token, SignatureCheck>;
}

/**
 * A token in Markdown: what it is, judgements, what can be said of its signature, claims with their meaning, the tokens
 * inside it; signature and secrets left out.
 */
export function tokenMarkdown(context: ServiceContext, token: Token, options: TokenMarkdownOptions = {}): string {
  const { words } = context;
  const { time, checks } = options;
  const explained = explainToken(token, time === undefined ? {} : { requestTime: time });
  const rows = claimRows(words, token, explained);
  const head = `| ${words.t('analysis.decode.claim')} | ${words.t('analysis.decode.value')} | ${words.t('analysis.decode.meaning')} |\n| --- | --- | --- |`;
  const check = checks?.get(token);
  const content = tokenContent(token, words.language);
  return [
    `**${escapeMarkdown(words.render(explained.title))}**`,
    check ? `**${escapeMarkdown(words.render(check.words))}**` : '',
    outerJudgements(token, explained.judgements)
      .map(({ message }) => `- ${escapeMarkdown(words.render(message))}`)
      .join('\n'),
    token.problems
      .filter(({ code }) => code !== 'token-cut')
      .map(({ message }) => `- ${escapeMarkdown(words.render(message))}`)
      .join('\n'),
    rows.length ? `${head}\n${rows.join('\n')}` : '',
    content === undefined ? '' : `${words.t('analysis.tokenContent')}: ${tableCode(content)}`,
    check ? '' : signatureLine(words, token),
    ...token.inner.map(
      (one) =>
        `${escapeMarkdown(words.t('analysis.tokenInside', { name: one.name }))}\n\n${tokenMarkdown(context, one.token, options)}`,
    ),
  ]
    .filter(Boolean)
    .join('\n\n');
}

function signatureLine(words: Words, token: Token): string {
  const length = token.signature ? `${words.t('analysis.mask.signature')}, ${token.signature.length}. ` : '';
  const said = escapeMarkdown(words.render(signatureWithoutKeys(token).words));
  return `${words.t('analysis.signatureLabel')}: ${length}${said}`;
}

function claimRows(words: Words, token: Token, explained: TokenExplanation): string[] {
  return explained.claims.map(({ claim, where, meaning, value, isSecret }) => {
    const shown = isSecret ? `•••••• (${claim.text.length})` : claim.text;
    const said = [...(meaning ? [meaning] : []), ...value].map((one) => words.render(one)).join('; ');
    const name =
      where === 'header' && token.claims.length
        ? `${claim.name} (${words.t('analysis.tokenHeader').replace('.', '')})`
        : claim.name;
    return `| ${cell(name)} | ${tableCode(shown)} | ${cell(said)} |`;
  });
}

/** The license in a text in Markdown; undefined when nothing of it could be read. */
export function foundLicenseMarkdown(context: ServiceContext, raw: string): string | undefined {
  const license = decodeLicense(raw, context.store.environment.platform);
  const isRead = license && (license.certificates.length > 0 || license.serviceId || license.json);
  return isRead ? licenseMarkdown(context.words, license) : undefined;
}

/** A license in Markdown: what it is, where it comes from, whether its digests hold. */
export function licenseMarkdown(words: Words, license: LicenseDocument): string {
  const [first] = license.certificates;
  const groups = licenseSummary(license).map(({ title, rows }) => {
    const lines = rows
      .filter((row) => !row.masked)
      .map((row) => {
        const name = typeof row.name === 'string' ? row.name : words.render(row.name);
        const value = [row.value, row.words ? words.render(row.words) : ''].filter(Boolean).join(' · ');
        return `- ${escapeMarkdown(name)}: ${codeSpan(value)}`;
      });
    return `**${escapeMarkdown(words.render(title))}**\n\n${lines.join('\n')}`;
  });
  const checks = licenseChecks(license).map(
    ({ name, text }) => `- ${escapeMarkdown(words.render(name))}: ${escapeMarkdown(words.render(text))}`,
  );
  return [first ? `**${escapeMarkdown(words.render(certificateKind(first.type)))}**` : '', ...groups, checks.join('\n')]
    .filter(Boolean)
    .join('\n\n');
}

function cell(text: string): string {
  return escapeMarkdown(text.replace(/\s+/g, ' '));
}

/** Inline code inside a table: a bar would end the cell. */
function tableCode(text: string): string {
  const line = text.replace(/\s+/g, ' ');
  return codeSpan(line.length > 300 ? `${line.slice(0, 299)}…` : line).replace(/\|/g, '\\|');
}
