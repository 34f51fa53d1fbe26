import { headerValue } from '../../../artifacts/capture/http';
import { maskText } from '../../../reports/maskText';
import type { FieldGroup, FieldView, TabView } from '../../views';
import type { WideTabContext } from './context';

/** Headers whose value Microsoft support asks for, in the order in which they are quoted. */
const quotable = [
  'x-ms-request-id',
  'request-id',
  'client-request-id',
  'x-ms-correlation-request-id',
  'x-ms-ests-server',
  'MS-CV',
  'X-AFS-CV',
  'X-MSEdge-Ref',
  'X-AFS-Tracking',
  'mise-correlation-id',
  'x-ms-gateway-requestid',
] as const;

/** What happened in one session: story, facts, ids to quote. */
export function overviewTab(context: WideTabContext): Extract<TabView, { tab: 'overview' }> {
  const { content, words } = context;
  const { session, detail, request, response, tokens, licenses, answer } = content;
  const facts: FieldView[] = [];
  const add = (name: string, text: string) => {
    if (text) facts.push({ name, value: { text } });
  };
  add(
    words.t('analysis.fact.result'),
    session.status ? `${session.status} ${session.reason}`.trim() : words.t('analysis.noAnswer'),
  );
  add(words.t('analysis.fact.protocol'), session.protocol);
  add(words.t('analysis.fact.server'), session.serverIp);
  add(
    words.t('analysis.fact.started'),
    session.started === undefined ? '' : words.moment(session.started, session.offset ?? 0, 3),
  );
  add(words.t('analysis.fact.duration'), session.duration === undefined ? '' : words.duration(session.duration));
  add(words.t('analysis.fact.sent'), session.requestBytes < 0 ? '' : words.size(session.requestBytes));
  add(words.t('analysis.fact.received'), session.responseBytes < 0 ? '' : words.size(session.responseBytes));
  add(words.t('analysis.fact.contentType'), session.contentType);
  add(
    words.t('analysis.fact.process'),
    session.processId === undefined ? session.process : `${session.process}:${session.processId}`,
  );
  add(words.t('analysis.fact.comment'), maskText(session.comment));
  add(words.t('analysis.fact.netError'), session.netError);
  const ids: FieldView[] = [];
  for (const name of quotable) {
    const value = headerValue(detail.responseHeaders, name) ?? headerValue(detail.requestHeaders, name);
    if (value) ids.push({ name, value: { text: value } });
  }
  const groups: FieldGroup[] = [
    { title: words.t('analysis.facts'), rows: facts },
    { title: words.t('analysis.idsToQuote'), rows: ids },
    {
      title: words.t('analysis.flags'),
      rows: detail.flags.map(({ name, value }) => ({ name, value: { text: maskText(value) } })),
    },
  ];
  const story: string[] = [];
  if (session.isBlindTunnel) story.push(words.t('analysis.story.blind'));
  else if (session.isTunnel) story.push(words.t('analysis.story.tunnel'));
  if (session.byCaptureTool) story.push(words.t('analysis.story.captureTool'));
  if (session.fromCache) story.push(words.t('analysis.story.cache'));
  if (session.aborted) story.push(words.t('analysis.reason.aborted'));
  if (tokens.length) story.push(words.t('analysis.story.tokens', { count: tokens.length }));
  if (licenses.length) story.push(words.t('analysis.story.license'));
  if (answer?.error) story.push(words.t('analysis.story.refused', { code: answer.error.name }));
  else if (answer?.accessStatus) story.push(words.t('analysis.story.access', { status: answer.accessStatus }));
  const sync = response.sync ?? request.sync;
  if (sync) story.push(words.t('analysis.story.sync', { message: sync.message || sync.schemaName }));
  for (const { message } of detail.problems) story.push(words.render(message));
  return { tab: 'overview', groups: groups.filter(({ rows }) => rows.length), story };
}
