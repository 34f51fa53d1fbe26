import { learnFile, type NotJudged, Pseudonyms, redactFile } from '../../reports/redact';
import { type Language, message, text } from '../../text';
import type { ServiceContext } from '../context';
import type { Params, Result } from '../protocol';
import type { OpenArtifact } from '../store';

/** Names given out in this window: a person has the same one in the copies of all files of a case. */
const pseudonyms = new WeakMap<ServiceContext, Pseudonyms>();

/** The names given out so far in this window. */
export function pseudonymsOf(context: ServiceContext): Pseudonyms {
  const names = pseudonyms.get(context) ?? new Pseudonyms();
  pseudonyms.set(context, names);
  return names;
}

/** A copy of one open file: redacted, or in another form as it is. */
export async function redact(
  context: ServiceContext,
  params: Params<'redact'>,
  signal: AbortSignal,
): Promise<Result<'redact'>> {
  const entry = context.store.get(params.ref);
  const names = pseudonymsOf(context);
  const options = {
    platform: context.store.environment.platform,
    pseudonyms: names,
    signal,
    ...(params.as ? { as: params.as } : {}),
    ...(params.keys ? { keys: params.keys } : {}),
    redacted: params.redacted !== false,
    language: context.words.language,
    tokens: context.options.redactedTokens ?? ('claims' as const),
  };
  if (options.redacted) {
    // Who is named in a dump is a person in the capture, too.
    for (const other of context.store.all) {
      if (other !== entry && other.artifact.kind !== 'capture') await learnFile(fileOf(other), options);
    }
  }
  const copy = await redactFile(fileOf(entry), options);
  const { language } = context.words;
  return {
    bytes: copy.bytes,
    name: copy.name,
    replaced: copy.replaced.map(({ class: kind, count }) => ({
      class: text(message(`reports.class.${kind}`), language),
      count,
    })),
    notJudged: copy.notJudged.map((what) => notJudgedText(what, language)),
  };
}

/** What is not judged in a copy, in words. */
export function notJudgedText(what: NotJudged, language: Language): string {
  return text(message(`reports.notJudged.${what}`), language);
}

function fileOf(entry: OpenArtifact) {
  return { name: entry.name, artifacts: entry.artifacts, source: entry.source };
}
