import { headerValue } from '../../../artifacts/capture/http';
import { explainCode } from '../../../decoders/codes';
import { hideSecretsInUrl } from '../../masking';
import type { WideTabContext } from './context';

/** What happened in a session, in sentences: the answer first, then what was carried, then what could not be read. */
export function storyOf(context: WideTabContext): string[] {
  const { content, words } = context;
  const { detail, request, response, tokens, licenses, answer } = content;
  const story = [...answered(context)];
  if (content.session.aborted) story.push(words.t('analysis.reason.aborted'));
  if (tokens.length) story.push(words.t('analysis.story.tokens', { count: tokens.length }));
  if (licenses.length) story.push(words.t('analysis.story.license'));
  if (answer?.error) story.push(words.t('analysis.story.refused', { code: answer.error.name }));
  else if (answer?.accessStatus) story.push(words.t('analysis.story.access', { status: answer.accessStatus }));
  const sync = response.sync ?? request.sync;
  if (sync) story.push(words.t('analysis.story.sync', { message: sync.message || sync.schemaName }));
  for (const { message } of detail.problems) story.push(words.render(message));
  return story;
}

/** How the request was answered, and by whom. */
function* answered({ content, words }: WideTabContext): Generator<string> {
  const { session, detail } = content;
  const { method, status, reason, netError } = session;
  if (session.isBlindTunnel) yield words.t('analysis.story.blind');
  else if (session.isTunnel) yield words.t('analysis.story.tunnel');
  else if (netError) {
    yield words.t('analysis.story.netError', { method, error: netError });
    const known = explainCode(netError);
    const meaning = known?.words[1] ?? known?.words[0];
    if (meaning) yield words.render(meaning);
  } else if (!status) yield words.t('analysis.story.unanswered', { method });
  else {
    const result = `${status} ${reason}`.trim();
    yield session.duration === undefined
      ? words.t('analysis.story.answered', { method, result })
      : words.t('analysis.story.answeredAfter', { method, result, duration: words.duration(session.duration) });
  }
  const location = status >= 300 && status < 400 ? headerValue(detail.responseHeaders, 'location') : undefined;
  if (location) yield words.t('analysis.story.redirect', { url: hideSecretsInUrl(words, location) });
  if (session.note) yield words.render(session.note);
  else if (session.byCaptureTool) yield words.t('analysis.story.captureTool');
  if (session.fromCache) yield words.t('analysis.story.cache');
}
