import { headerValue } from '../../../artifacts/capture/http';
import type { Session } from '../../../artifacts/capture/model';
import { maskText } from '../../../reports/maskText';
import { hideSecretsInUrl } from '../../masking';
import type { FieldGroup, FieldView, TabView } from '../../views';
import { redirectsOf } from '../redirects';
import { connectionOf } from './connection';
import type { WideTabContext } from './context';
import { storyOf } from './story';

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

/** What happened in one session: story, facts, ids to quote, the connection. */
export async function overviewTab(context: WideTabContext): Promise<Extract<TabView, { tab: 'overview' }>> {
  const { words } = context;
  const { connection, others } = connectionOf(words, context.content.detail);
  const groups: FieldGroup[] = [
    { title: words.t('analysis.facts'), rows: [...factRows(context), ...(await redirectRows(context))] },
    { title: words.t('analysis.idsToQuote'), rows: idRows(context) },
    { title: words.t('analysis.connection'), rows: connection },
    { title: words.t('analysis.flags'), rows: others },
  ];
  return { tab: 'overview', groups: groups.filter(({ rows }) => rows.length), story: storyOf(context) };
}

function factRows({ content, words }: WideTabContext): FieldView[] {
  const { session } = content;
  const rows: FieldView[] = [];
  const add = (name: string, text: string) => {
    if (text) rows.push({ name, value: { text } });
  };
  add(words.t('analysis.fact.url'), hideSecretsInUrl(words, session.url));
  add(
    words.t('analysis.fact.result'),
    session.status ? `${session.status} ${session.reason}`.trim() : words.t('analysis.noAnswer'),
  );
  add(words.t('analysis.fact.netError'), session.netError);
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
  return rows;
}

async function redirectRows({ capture, content, words }: WideTabContext): Promise<FieldView[]> {
  const { to, from } = await redirectsOf(capture, content.detail);
  const row = (name: 'redirectedTo' | 'redirectedFrom', other: Session): FieldView => ({
    name: words.t(`analysis.fact.${name}`),
    value: { text: hideSecretsInUrl(words, other.url) },
    session: other.key,
    sid: other.sid,
  });
  return [...(from ? [row('redirectedFrom', from)] : []), ...(to ? [row('redirectedTo', to)] : [])];
}

/** Values of the headers that support asks for, each with the side that sent it when both did. */
function idRows({ content, words }: WideTabContext): FieldView[] {
  const { responseHeaders, requestHeaders } = content.detail;
  return quotable.flatMap((name): FieldView[] => {
    const answered = headerValue(responseHeaders, name);
    const sent = headerValue(requestHeaders, name);
    const rows: FieldView[] = [];
    if (answered) rows.push({ name, value: { text: answered } });
    if (sent && sent !== answered) {
      rows.push({ name, value: { text: sent }, ...(answered ? { meaning: words.t('analysis.part.request') } : {}) });
    }
    return rows;
  });
}
