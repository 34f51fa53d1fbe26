import { type HarCapture, isHarCapture } from '../../artifacts/capture/har/model';
import type { Capture, SessionPart } from '../../artifacts/capture/model';
import { SourceText } from '../../artifacts/sourceText';
import { hexDump } from '../capture/body/hex';
import { languageOf } from '../capture/body/text';
import { missingBody } from '../capture/missingBody';
import { BodyContent } from '../capture/sessionContent';
import type { ServiceContext } from '../context';
import { allSecretsIn } from '../encodedSecrets';
import type { OpenArtifact } from '../store';
import { decodedText } from './decodedText';
import { fileText } from './fileText';
import { sessionDocument } from './sessionDocument';
import { ShownText } from './shownText';
import { syncLines } from './syncLines';
import { isTabPart, tabDocument } from './tabText';

/** A body document holds at most this many bytes. */
const bodyLimit = 48 * 1024 * 1024;

/** What a virtual document holds, and how it is colored. */
export interface VirtualText {
  readonly text: ShownText;
  readonly language: string;
  /** Shown instead of content while a password is missing or the part does not exist. */
  readonly missing?: string;
}

/** The text of a virtual document: a session, a body, or the text of an attachment or pasted text. */
export async function virtualText(
  context: ServiceContext,
  entry: OpenArtifact,
  key: number | undefined,
  part: string | undefined,
  signal: AbortSignal,
): Promise<VirtualText> {
  const { words } = context;
  const { artifact } = entry;
  const missing = (text: string): VirtualText => ({ ...document(context, ''), missing: text });
  if (artifact.kind !== 'capture' || (key === undefined && artifact.password !== 'needed')) {
    const text = await fileText(context, entry, signal);
    return text ? { text, language: 'plaintext' } : missing(words.t('analysis.noText'));
  }
  if (artifact.password === 'needed') return missing(words.t('analysis.passwordNeeded'));
  const session = artifact.sessions.find((one) => one.key === key);
  if (!session) return missing(words.t('analysis.noSession', { key: String(key) }));
  const body = /^(request|response)\.body$/.exec(part ?? '')?.[1] as SessionPart | undefined;
  if (body) return bodyDocument(context, artifact, session.key, body, signal);
  if (part === 'token' || part === 'license' || part === 'sync') {
    const { text, language, missing: instead } = await decodedText(context, artifact, session, part, signal);
    return instead === undefined ? document(context, text, language, false) : missing(instead);
  }
  if (part !== undefined && isTabPart(part)) {
    const tab = { entry, capture: artifact, session, part };
    const { text, language, missing: instead } = await tabDocument(context, tab, signal);
    return instead === undefined ? document(context, text, language, false) : missing(instead);
  }
  if (part === 'entry' && isHarCapture(artifact)) return entryDocument(context, artifact, session.key, signal);
  const { text } = await sessionDocument(words, context.store.environment.platform, artifact, session.key, signal);
  return { text, language: 'edge-sync-session' };
}

/** A text with its secrets hidden; one that was made for showing has none. */
function document(
  { words }: ServiceContext,
  text: string,
  language = 'plaintext',
  hasSecrets = text !== '',
): VirtualText {
  const secrets = hasSecrets ? allSecretsIn(text) : [];
  return { text: new ShownText(words, new SourceText(text), secrets), language };
}

/** One entry of a HAR as it stands in the file, for files that the text editor cannot hold. */
async function entryDocument(
  context: ServiceContext,
  capture: HarCapture,
  key: number,
  signal: AbortSignal,
): Promise<VirtualText> {
  const slice = await capture.entrySlice(key, { limit: bodyLimit, signal });
  if (!slice) return { ...document(context, ''), missing: context.words.t('analysis.noSession', { key: String(key) }) };
  return document(context, slice.text, 'json');
}

async function bodyDocument(
  context: ServiceContext,
  capture: Capture,
  key: number,
  part: SessionPart,
  signal: AbortSignal,
): Promise<VirtualText> {
  const body = await capture.body(key, part, { limit: bodyLimit, signal });
  if (body.bytes.length === 0) return { ...document(context, ''), missing: missingBody(context.words, body) };
  // Read as a text, a sync message would show the content of its items; its listing does not.
  const content = new BodyContent(body, part, context.store.environment.platform);
  const { sync, text } = content;
  if (sync) return document(context, `${syncLines(context.words, sync)}\n`, 'plaintext', false);
  if (text === undefined) return document(context, `${hexDump(content)}\n`, 'plaintext', false);
  return document(context, text, languageOf(content));
}
