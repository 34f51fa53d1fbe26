import { neighborKind } from '../../decoders/syncMessage';
import type { FindingViews } from '../findingViews';
import type { OpenArtifact } from '../store';
import type { InspectorTab, SessionRowView, SessionView } from '../views';
import type { Words } from '../words';
import { isGrpc } from './body/value';
import type { SessionContent } from './sessionContent';
import { isAboutWholeFile } from './sessionFindings';

/** Head of the inspector: what the session is, which tabs have content, what was found in it. */
export function sessionView(
  words: Words,
  entry: OpenArtifact,
  views: FindingViews,
  row: SessionRowView,
  content: SessionContent,
  /** Whether something is known of the server's certificates. */
  hasCertificates: boolean,
): SessionView {
  const { session } = content;
  const subtitle = [
    words.t('analysis.sessionSid', { sid: String(session.sid) }),
    session.started === undefined ? '' : words.moment(session.started, session.offset ?? 0, 3),
    session.duration === undefined ? '' : words.duration(session.duration),
    session.requestBytes < 0
      ? ''
      : words.t('analysis.traffic', { sent: session.requestBytes, received: Math.max(0, session.responseBytes) }),
    row.process,
  ];
  return {
    row,
    subtitle: subtitle.filter(Boolean).join(' · '),
    tabs: tabsOf(words, content, hasCertificates),
    // Notes and what is said of the whole file stand in the overview of the capture, not above every tab.
    findings: views
      .all(entry.diagnosis)
      .filter(({ id, severity }) => (severity === 'error' || severity === 'warning') && !isAboutWholeFile(id))
      .filter(({ evidence }) =>
        evidence.some(({ place }) => place.session === session.key && place.artifact === entry.artifact.id),
      ),
  };
}

function tabsOf(words: Words, content: SessionContent, hasCertificates: boolean): SessionView['tabs'] {
  const { session, detail, tokens, licenses, answer, request, response } = content;
  const tabs: { id: InspectorTab; title: string; badge?: number }[] = [];
  const add = (id: InspectorTab, shown: boolean, badge?: number) => {
    if (shown) tabs.push({ id, title: words.t(`analysis.tab.${id}`), ...(badge ? { badge } : {}) });
  };
  const headers = detail.requestHeaders.length + detail.responseHeaders.length;
  const hasCookie = [...detail.requestHeaders, ...detail.responseHeaders].some(({ name }) =>
    /^(set-)?cookie$/i.test(name),
  );
  add('overview', true);
  add('headers', headers > 0, headers);
  add('token', tokens.length > 0, tokens.length > 1 ? tokens.length : undefined);
  add(
    'license',
    licenses.length > 0 || content.licenseRequest !== undefined || isLicenseAnswer(answer) || isChallenge(content),
  );
  add('sync', Boolean(request.sync ?? response.sync) || isSyncNeighbor(session));
  add(
    'body',
    request.body.bytes.length + response.body.bytes.length > 0 ||
      Boolean(request.body.omitted ?? response.body.omitted),
  );
  add('query', /\?./.test(session.url) || request.kind === 'form');
  add('cookies', hasCookie);
  add('messages', session.isWebSocket || isGrpc(request.body.contentType) || isGrpc(response.body.contentType));
  add('timing', session.duration !== undefined || Object.keys(detail.timers).length > 0);
  add('certificates', hasCertificates);
  add('raw', headers > 0 || Boolean(detail.requestLine));
  return tabs;
}

/** Push registration, home cloud, diagnostic check, notifications: sync's own, but no sync command. */
function isSyncNeighbor({ host, path, isTunnel }: SessionContent['session']): boolean {
  const kind = isTunnel ? undefined : neighborKind(host, path);
  return kind !== undefined && kind !== 'sync-command';
}

/** The service asks for a token before it answers any call. */
function isChallenge({ licenseCall, detail }: SessionContent): boolean {
  return licenseCall !== undefined && detail.responseHeaders.some(({ name }) => /^www-authenticate$/i.test(name));
}

function isLicenseAnswer(answer: SessionContent['answer']): boolean {
  return (
    answer !== undefined &&
    (answer.accessStatus !== undefined || answer.error !== undefined || answer.fields.length > 0)
  );
}
