import { type HarCapture, isHarCapture } from '../../artifacts/capture/har/model';
import { decodeText } from '../../artifacts/capture/http';
import type { Capture, SessionPart } from '../../artifacts/capture/model';
import { missingBody } from '../capture/missingBody';
import { BodyContent } from '../capture/sessionContent';
import type { ServiceContext } from '../context';
import { MaskedText, secretsIn } from '../masking';
import { chipText } from '../secrets';
import type { OpenArtifact } from '../store';
import type { VirtualDocumentView } from '../views';
import { decodedText } from './decodedText';
import { sessionDocument } from './sessionDocument';
import { syncLines } from './syncLines';

/** A body document holds at most this many bytes. */
const bodyLimit = 48 * 1024 * 1024;

/** The text of a virtual document: a session, a body, or the text of an attachment or pasted text. */
export async function virtualText(
  context: ServiceContext,
  entry: OpenArtifact,
  session: number | undefined,
  part: string | undefined,
  signal: AbortSignal,
): Promise<VirtualDocumentView> {
  const { words } = context;
  const { artifact } = entry;
  if (artifact.kind === 'capture') {
    if (artifact.password === 'needed') return missing(words.t('analysis.passwordNeeded'));
    if (session === undefined) return missing(words.t('analysis.noText'));
    if (!artifact.sessions.some(({ key }) => key === session)) {
      return missing(words.t('analysis.noSession', { key: String(session) }));
    }
    const body = /^(request|response)\.body$/.exec(part ?? '')?.[1] as SessionPart | undefined;
    if (body) return bodyDocument(context, artifact, session, body, signal);
    if (part === 'token' || part === 'license' || part === 'sync') {
      return decodedText(context, artifact, session, part, signal);
    }
    if (part === 'entry' && isHarCapture(artifact)) return entryDocument(context, artifact, session, signal);
    const document = await sessionDocument(words, context.store.environment.platform, artifact, session, signal);
    return { text: document.text, language: 'edge-sync-session' };
  }
  if (artifact.kind === 'attachments') return { text: artifact.text, language: 'plaintext' };
  const source = 'source' in artifact ? artifact.source : artifact.kind === 'policy-export' ? artifact.text : undefined;
  // What a person pasted or attached as text is shown as it is: the document replaces the file, not a view of it.
  return source ? { text: source.text, language: 'plaintext' } : missing(words.t('analysis.noText'));
}

/** One entry of a HAR as it stands in the file, for files that the text editor cannot hold. */
async function entryDocument(
  { words }: ServiceContext,
  capture: HarCapture,
  key: number,
  signal: AbortSignal,
): Promise<VirtualDocumentView> {
  const slice = await capture.entrySlice(key, { limit: bodyLimit, signal });
  if (!slice) return missing(words.t('analysis.noSession', { key: String(key) }));
  const masked = new MaskedText(slice.text, secretsIn(slice.text), ({ class: name, span }) =>
    chipText(words.t(`analysis.mask.${name}`), span.end - span.start),
  );
  return { text: masked.text, language: 'json' };
}

async function bodyDocument(
  context: ServiceContext,
  capture: Capture,
  key: number,
  part: SessionPart,
  signal: AbortSignal,
): Promise<VirtualDocumentView> {
  const { words } = context;
  const body = await capture.body(key, part, { limit: bodyLimit, signal });
  if (body.bytes.length === 0) return missing(missingBody(words, body));
  // Read as a text, a sync message would show the content of its items; its listing does not.
  const sync = new BodyContent(body, part, context.store.environment.platform).sync;
  if (sync) return { text: `${syncLines(words, sync)}\n`, language: 'plaintext' };
  const { text } = decodeText(body.bytes, body.contentType);
  const masked = new MaskedText(text, secretsIn(text), ({ class: name, span }) =>
    chipText(words.t(`analysis.mask.${name}`), span.end - span.start),
  );
  const language = /json/i.test(body.contentType) ? 'json' : /xml|html/i.test(body.contentType) ? 'html' : 'plaintext';
  return { text: masked.text, language };
}

function missing(text: string): VirtualDocumentView {
  return { text: '', language: 'plaintext', missing: text };
}
