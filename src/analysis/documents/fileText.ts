import type { Artifact, LoneValue } from '../../artifacts/artifact';
import { isGzip } from '../../artifacts/container/gzip';
import { decodeText } from '../../artifacts/decodeText';
import { SourceText } from '../../artifacts/sourceText';
import { decodeSyncMessage } from '../../decoders/syncMessage';
import type { ServiceContext } from '../context';
import { contentSecrets } from '../dump/entitySpans';
import { allSecretsIn } from '../encodedSecrets';
import type { OpenArtifact } from '../store';
import { ShownText } from './shownText';
import { syncLines } from './syncLines';

/** A capture that is a text is shown up to this many bytes. */
const textLimit = 48 * 1024 * 1024;

/** The text of a file that only a document of ours shows, secrets masked: pasted, or part of an attachment. */
export async function fileText(
  context: ServiceContext,
  entry: OpenArtifact,
  signal: AbortSignal,
): Promise<ShownText | undefined> {
  const { artifact, artifacts } = entry;
  const listing = artifact.kind === 'value' ? syncListing(context, artifact) : undefined;
  if (listing !== undefined) return new ShownText(context.words, new SourceText(listing), []);
  const source = (await captureText(entry, signal)) ?? sourceOf(artifact);
  if (!source) return undefined;
  const dumps = artifacts.flatMap((one) => (one.kind === 'sync-internals' ? [one] : []));
  const { text } = source;
  return new ShownText(context.words, source, [...contentSecrets(text, dumps), ...allSecretsIn(text)]);
}

/** The text of the file that holds the artifact. */
function sourceOf(artifact: Artifact): SourceText | undefined {
  if (artifact.kind === 'policy-export') return artifact.text;
  if (artifact.kind === 'attachments') return new SourceText(artifact.text);
  return 'source' in artifact ? artifact.source : undefined;
}

/** Fields of a sync message by itself: its bytes, and their base64, would show the content of items. */
function syncListing({ words, store }: ServiceContext, { form, bytes, source }: LoneValue): string | undefined {
  const given = bytes ?? (source && new TextEncoder().encode(source.text.trim()));
  if (form !== 'sync-message' || !given) return undefined;
  for (const direction of ['response', 'request'] as const) {
    const message = decodeSyncMessage(given, direction, store.environment.platform);
    if (message.isDecoded) return `${syncLines(words, message)}\n`;
  }
  return undefined;
}

/** A HAR or another export that is a text, as it stands in the file. */
async function captureText({ artifact, source }: OpenArtifact, signal: AbortSignal): Promise<SourceText | undefined> {
  if (artifact.kind !== 'capture' || !source || !/^(?:har|netlog|fiddler-text)$/.test(artifact.form)) return undefined;
  if (await isGzip(source)) return undefined;
  const bytes = await source.read(0, Math.min(source.size, textLimit));
  signal.throwIfAborted();
  return decodeText(bytes);
}
