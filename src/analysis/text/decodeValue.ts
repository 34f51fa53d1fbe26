import { explainCode, findCodes } from '../../decoders/codes';
import { explainIdentifier, findIdentifiers } from '../../decoders/identifiers';
import {
  decodeEndUserLicense,
  decodeLicense,
  endUserLicenseShape,
  findLicenses,
  publishingLicenseShape,
} from '../../decoders/license';
import { decodeSyncMessage, explainSyncMessage, syncJson } from '../../decoders/syncMessage';
import { readingWords, readTimes } from '../../decoders/time';
import { decodeToken, findTokens, tokenJson, verifyToken } from '../../decoders/token';
import { escapeMarkdown } from '../../reports/markdownText';
import type { Message } from '../../text';
import { parseKeys } from '../capture/tabs/signature';
import type { Result } from '../protocol';
import type { ServiceContext } from '../service';
import { licenseMarkdown, tokenMarkdown } from './explanations';

type Decoded = Result<'decode'>;

/** Decodes whatever was pasted: tokens, licenses, answers, sync messages in Base64, codes, ids, times. */
export async function decodeValue(
  context: ServiceContext,
  text: string,
  time?: number,
  jwks?: string,
): Promise<Decoded> {
  const trimmed = text.trim();
  return (
    (await token(context, trimmed, time, jwks)) ??
    license(context, trimmed) ??
    syncMessage(context, trimmed) ??
    codes(context, trimmed) ?? {
      kind: 'text',
      json: JSON.stringify({ version: 1, kind: null, problems: [] }),
      markdown: context.words.t('analysis.hover.nothingDecoded'),
    }
  );
}

async function token(
  context: ServiceContext,
  text: string,
  time?: number,
  jwks?: string,
): Promise<Decoded | undefined> {
  const { words } = context;
  const parts: string[] = [];
  const jsons: unknown[] = [];
  for (const { raw } of findTokens(text).slice(0, 20)) {
    const found = decodeToken(raw);
    const markdown = tokenMarkdown(context, raw, time);
    if (!found || !markdown) continue;
    const check = jwks === undefined ? undefined : await verifyToken(found, { jwks: parseKeys(jwks), from: 'file' });
    parts.push(check ? `${markdown}\n\n**${escapeMarkdown(words.render(check.words))}**` : markdown);
    jsons.push(tokenJson(found, { language: words.language, ...(check ? { check } : {}) }));
  }
  if (parts.length === 0) return undefined;
  return {
    kind: 'token',
    markdown: parts.join('\n\n---\n\n'),
    json: JSON.stringify(jsons.length === 1 ? jsons[0] : jsons, null, 2),
  };
}

function license(context: ServiceContext, text: string): Decoded | undefined {
  const { platform } = context.store.environment;
  const { words } = context;
  const answer = text.startsWith('{') ? decodeEndUserLicense(text, platform) : undefined;
  if (answer && (answer.accessStatus !== undefined || answer.error)) {
    const lines = [
      answer.error
        ? `**${escapeMarkdown(answer.error.name)}**`
        : `**AccessStatus: ${escapeMarkdown(answer.accessStatus ?? '')}**`,
      answer.error?.meaning ? escapeMarkdown(words.render(answer.error.meaning)) : '',
      (answer.rights ?? [])
        .map(({ name, meaning }) => `- ${escapeMarkdown(name)}: ${escapeMarkdown(words.render(meaning))}`)
        .join('\n'),
    ];
    const json = JSON.stringify(endUserLicenseShape(answer, 'value', words.language), null, 2);
    return { kind: 'end-user-license', markdown: lines.filter(Boolean).join('\n\n'), json };
  }
  const raw = findLicenses(text)[0]?.raw ?? text;
  const markdown = licenseMarkdown(context, raw);
  const found = markdown ? decodeLicense(raw, platform) : undefined;
  if (!markdown || !found) return undefined;
  return {
    kind: 'publishing-license',
    markdown,
    json: JSON.stringify(publishingLicenseShape(found, 'value', words.language), null, 2),
  };
}

function syncMessage(context: ServiceContext, text: string): Decoded | undefined {
  if (!/^[A-Za-z0-9+/_=\s-]{16,}$/.test(text)) return undefined;
  const bytes = fromBase64(text);
  if (!bytes) return undefined;
  const { words } = context;
  for (const direction of ['response', 'request'] as const) {
    const found = decodeSyncMessage(bytes, direction, context.store.environment.platform);
    if (!found.isDecoded) continue;
    const explained = explainSyncMessage(found, words.language);
    const notes = explained.notes.map(({ message: note }) => `- ${escapeMarkdown(words.render(note))}`).join('\n');
    return {
      kind: 'sync-message',
      markdown: `**${escapeMarkdown(words.render(explained.title))}**\n\n${notes}`,
      json: JSON.stringify(syncJson(found, { language: words.language }), null, 2),
    };
  }
  return undefined;
}

function codes(context: ServiceContext, text: string): Decoded | undefined {
  const { words } = context;
  const said: Message[] = [];
  const whole = text.length <= 400 ? explainCode(text) : undefined;
  if (whole) said.push(...whole.words);
  else for (const { explanation } of findCodes(text).slice(0, 50)) said.push(...explanation.words);
  const identifiers = text.length <= 200 ? explainIdentifier(text) : [];
  if (identifiers.length) said.push(...identifiers);
  else for (const found of findIdentifiers(text).slice(0, 50)) said.push(...found.words);
  for (const reading of readTimes(text)) said.push(readingWords(reading));
  if (said.length === 0) return undefined;
  const lines = said.map((one) => words.render(one));
  return {
    kind: 'code',
    markdown: `**${words.t('analysis.decode.codes')}**\n\n${lines.map((line) => `- ${escapeMarkdown(line)}`).join('\n')}`,
    json: JSON.stringify({ version: 1, kind: 'code', words: lines, problems: [] }, null, 2),
  };
}

function fromBase64(text: string): Uint8Array | undefined {
  try {
    const clean = text.replace(/\s+/g, '').replace(/-/g, '+').replace(/_/g, '/');
    return Uint8Array.from(atob(clean), (character) => character.charCodeAt(0));
  } catch {
    return undefined;
  }
}
